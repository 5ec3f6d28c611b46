"""Write tests/fonts/Square.ttf: every letter is one em wide, so that line breaks can be counted by hand.

Run `python tests/tools/make_square_font.py`; the bytes are the same each time.
"""

from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

FILE = Path(__file__).parents[1] / "fonts" / "Square.ttf"

EM = 1000

LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),  # Latin-1 to Latin Extended-B
    *range(0x391, 0x3CA),
    *range(0x400, 0x460),
    *range(0x5D0, 0x5EB),  # Hebrew: right to left without joining
    *(0x2002, 0x2003, 0x2010, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x25AA, 0x2116),
]


def square_font() -> bytes:
    """Return the font file."""
    names = {code: f"u{code:04X}" for code in LETTERS}
    order = [".notdef", *names.values()]
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    blank = {names[code] for code in (0x20, 0xA0, 0x2002, 0x2003)}
    builder.setupGlyf({name: TTGlyphPen(None).glyph() if name in blank else _square() for name in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (EM, 0 if len(order) == 1 else 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular", "uniqueFontIdentifier": "Square"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200, sxHeight=500)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    written = BytesIO()
    builder.save(written)
    return written.getvalue()


def _square() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    pen.lineTo((50, 700))
    pen.lineTo((950, 700))
    pen.lineTo((950, 0))
    pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(square_font())
