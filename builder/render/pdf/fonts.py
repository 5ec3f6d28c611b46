"""The fonts of a PDF: cut to the glyphs used, one code for each glyph and what it stands for, ToUnicode exact."""

import hashlib
import re
import struct
from collections.abc import Mapping
from pathlib import PurePosixPath

from builder.render.pdf.font_file import EmbeddableFont, LazyValues, face_of
from builder.render.pdf.objects import array, dictionary, stream
from builder.render.pdf.reportlab_internals import DocumentCanvas

_NO_NAME = re.compile(r"[^\w.-]", re.ASCII)
"""What a name cannot hold without an escape (ISO 32000-1, 7.3.5)."""

GlyphWithText = tuple[int, str]
"""A glyph and what it is read as."""

Drawn = tuple[str, int]
"""The code that draws a character, as the content writes it, and its width in the file, thousandths of the size."""


class EmbeddedFont:
    """A font file in one document. Its codes are made when they are first drawn, so the order of drawing fixes them."""

    def __init__(self, name: str, stem: str, face: EmbeddableFont) -> None:
        """Take the font file `face`; `name` is what the page's content calls it, `stem` its PostScript name."""
        self.name = name
        self._stem = stem
        self._face = face
        self._codes: dict[GlyphWithText, int] = {}
        self.space = face.space
        """The glyph of the space, which is put in where a word break has to be read but not seen."""
        self.extent = face.extent
        """Ascent and descent (negative), shares of the font size."""
        self.drawn: Mapping[GlyphWithText, Drawn] = LazyValues(self._code_and_width)
        """The characters drawn; where the font lacks one, a space is drawn that is read as it."""

    def _code_and_width(self, wanted: GlyphWithText) -> Drawn:
        glyph, text = wanted
        number = self._codes.setdefault((glyph or self.space, text), len(self._codes) + 1)
        return f"{number:04X}", self._face.widths[glyph or self.space]

    def write(self, canvas: DocumentCanvas) -> None:
        """Put the font, cut to what was drawn, into the file of `canvas`."""
        glyphs = [glyph for glyph, _ in self._codes]
        program, mapping = self._face.cut(glyphs)
        base = f"/{_prefix(program, self._codes)}+{_NO_NAME.sub('-', self._stem)}"
        to_glyph = struct.pack(f">{len(glyphs) + 1}H", 0, *(mapping[glyph] for glyph in glyphs))
        descendant: dict[str, str | int] = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "FontDescriptor": self._descriptor(canvas, base, program),
            "DW": 1000,
            "W": array([0, array([self._face.widths[glyph] for glyph in (0, *glyphs)])]),
            "CIDToGIDMap": canvas.indirect(stream(to_glyph)),
        }
        font: dict[str, str | int] = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": base,
            "Encoding": "/Identity-H",
            "DescendantFonts": array([canvas.indirect(dictionary(descendant))]),
            "ToUnicode": canvas.indirect(stream(_to_unicode(self._codes))),
        }
        canvas.add_font(self.name, canvas.indirect(dictionary(font)))

    def _descriptor(self, canvas: DocumentCanvas, base: str, program: bytes) -> str:
        entries: dict[str, str | int] = {
            "Type": "/FontDescriptor",
            "FontName": base,
            "FontFile2": canvas.indirect(stream(program, {"Length1": len(program)})),
        }
        return canvas.indirect(dictionary({**self._face.descriptor, **entries}))


class Fonts:
    """The fonts of one document, by asset name."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        """Take the font files from `assets` when they are first asked for."""
        self._assets = assets
        self._fonts: dict[str, EmbeddedFont] = {}

    def font(self, file: str) -> EmbeddedFont:
        """Return the font with the asset name `file`; KeyError if the assets lack it."""
        font = self._fonts.get(file)
        if font is None:
            name = f"F{len(self._fonts) + 1}"
            font = self._fonts[file] = EmbeddedFont(name, PurePosixPath(file).stem, face_of(self._assets[file]))
        return font

    def write(self, canvas: DocumentCanvas) -> None:
        """Put all fonts into the file of `canvas`."""
        for font in self._fonts.values():
            font.write(canvas)


def _prefix(program: bytes, codes: Mapping[GlyphWithText, int]) -> str:
    """Return the six letters of a subset's name (ISO 32000-1, 9.6.4), from what is in it."""
    digest = hashlib.sha256(program + repr(list(codes)).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


_MARK, _JOINER = "\ufeff", "\u2060"
"""The byte order mark, which no ToUnicode may name (ISO 14289-1, 7.21.7), and the character that now does its work."""


def _to_unicode(codes: Mapping[GlyphWithText, int]) -> bytes:
    """Return the CMap that says what each code stands for (ISO 32000-1, 9.10.3), at most 100 codes to a block."""
    rows = [
        f"<{code:04X}> <{text.replace(_MARK, _JOINER).encode('utf-16-be').hex().upper()}>"
        for (_, text), code in codes.items()
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
