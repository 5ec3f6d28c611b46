"""The fonts of a PDF: cut to the glyphs used, one code for each glyph and what it stands for, ToUnicode exact."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDocument, PDFName

from builder.render.pdf.objects import array, dictionary, indirect, stream

TOO_MUCH = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "JSTF",
    "MATH",
    "name",
    "cmap",
    "OS/2",
    "post",
    "kern",
    "gasp",
    "DSIG",
    "meta",
)
"""Tables that a reader of the PDF never asks for."""


Letter = tuple[int, str]
"""A glyph and what it is read as."""


class _Letters(dict[Letter, tuple[str, int]]):
    """Letters that are made when they are first looked up, so that drawing one again is a look-up and nothing else."""

    def __init__(self, make: Callable[[Letter], tuple[str, int]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, letter: Letter) -> tuple[str, int]:
        made = self[letter] = self._make(letter)
        return made


class EmbeddedFont:
    """A font file in one document. Its codes are made when they are first drawn, so the order of drawing fixes them."""

    def __init__(self, name: str, stem: str, data: bytes) -> None:
        """Take the font file `data`; `name` is what the page's content calls it, `stem` its PostScript name."""
        self.name = name
        self._stem = stem
        self._face = hb.Face(hb.Blob(data))
        self._font = hb.Font(self._face)
        self._em: int = self._face.upem
        self._codes: dict[Letter, int] = {}
        self.space: int = self._font.get_nominal_glyph(0x20) or 0
        """The glyph of the space, which stands in where a word break has to be read but not seen."""
        self.letters: Mapping[Letter, tuple[str, int]] = _Letters(self._letter)
        """For a glyph and what it is read as: the code that draws it, as the content writes it, and its width.

        The width is in thousandths of the font size, as the file states it. Where the font lacks a letter, a space is
        drawn that is read as it.
        """

    def _letter(self, letter: Letter) -> tuple[str, int]:
        glyph, text = letter
        code = self._codes.setdefault((glyph or self.space, text), len(self._codes) + 1)
        return f"{code:04X}", self.width(glyph or self.space)

    def width(self, glyph: int) -> int:
        """Return the advance width of `glyph`, thousandths of the font size."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return round(advance * 1000 / self._em)

    def extent(self) -> tuple[float, float]:
        """Return ascent and descent (negative), shares of the font size."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender / self._em, extents.descender / self._em

    def write(self, document: PDFDocument) -> None:
        """Put the font, cut to what was drawn, into `document`."""
        program, mapping = self._program()
        base = PDFName(f"{_prefix(program, self._codes)}+{self._stem}")
        widths = array([self.width(0), *(self.width(glyph) for glyph, _ in self._codes)])
        to_glyph = struct.pack(f">{len(self._codes) + 1}H", 0, *(mapping[glyph] for glyph, _ in self._codes))
        descendant: dict[str, str | int] = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "FontDescriptor": self._descriptor(document, base, program),
            "DW": 1000,
            "W": array([0, widths]),
            "CIDToGIDMap": indirect(document, stream(to_glyph)),
        }
        font: dict[str, str | int] = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": base,
            "Encoding": "/Identity-H",
            "DescendantFonts": array([indirect(document, dictionary(descendant))]),
            "ToUnicode": indirect(document, stream(_to_unicode(self._codes))),
        }
        document.idToObject[BasicFonts][self.name] = indirect(document, dictionary(font))

    def _program(self) -> tuple[bytes, dict[int, int]]:
        """Return the font file with only the glyphs drawn, and their numbers in it."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update({glyph for glyph, _ in self._codes})
        wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in TOO_MUCH})
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
        plan = hb.SubsetPlan(self._face, wanted)
        cut = plan.execute()
        return bytes(cut.blob.data), dict(plan.old_to_new_glyph_mapping)

    def _descriptor(self, document: PDFDocument, base: str, program: bytes) -> str:
        metrics = _Metrics(self._face)
        thousandth = 1000 / self._em
        entries: dict[str, str | int] = {
            "Type": "/FontDescriptor",
            "FontName": base,
            "Flags": 4 | (64 if metrics.angle else 0),  # symbolic: the codes are ours; italic
            "FontBBox": array([round(edge * thousandth) for edge in metrics.box]),
            "ItalicAngle": round(metrics.angle),
            "Ascent": round(self.extent()[0] * 1000),
            "Descent": round(self.extent()[1] * 1000),
            "CapHeight": round(metrics.capital * thousandth),
            "StemV": 80 if metrics.weight < 600 else 140,
            "FontFile2": indirect(document, stream(program, {"Length1": len(program)})),
        }
        return indirect(document, dictionary(entries))


class Fonts:
    """The fonts of one document, by asset name."""

    def __init__(self, media: Mapping[str, bytes]) -> None:
        """Take the font files from `media` when they are first asked for."""
        self._media = media
        self._fonts: dict[str, EmbeddedFont] = {}

    def font(self, file: str) -> EmbeddedFont:
        """Return the font with the asset name `file`; KeyError where the media lack it."""
        font = self._fonts.get(file)
        if font is None:
            name = f"F{len(self._fonts) + 1}"
            font = self._fonts[file] = EmbeddedFont(name, PurePosixPath(file).stem, self._media[file])
        return font

    def write(self, document: PDFDocument) -> None:
        """Put all fonts into `document`."""
        for font in self._fonts.values():
            font.write(document)


class _Metrics:
    """What a font descriptor says, in font units (OpenType 1.9: head, OS/2, post)."""

    def __init__(self, face: hb.Face) -> None:
        head, os2, post = (bytes(face.reference_table(tag).data or b"") for tag in ("head", "OS/2", "post"))
        self.box: tuple[int, ...] = (
            struct.unpack_from(">4h", head, 36) if len(head) >= 44 else (0, 0, face.upem, face.upem)
        )
        self.weight = int(struct.unpack_from(">H", os2, 4)[0]) if len(os2) >= 6 else 400
        self.capital = int(struct.unpack_from(">h", os2, 88)[0]) if len(os2) >= 90 else face.upem * 7 // 10
        self.angle = struct.unpack_from(">i", post, 4)[0] / 65536 if len(post) >= 8 else 0.0


def _prefix(program: bytes, codes: Mapping[Letter, int]) -> str:
    """Return the six letters of a subset's name (ISO 32000-1, 9.6.4), from what is in it."""
    digest = hashlib.sha256(program + repr(list(codes)).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _to_unicode(codes: Mapping[Letter, int]) -> bytes:
    """Return the CMap that says what each code stands for (ISO 32000-1, 9.10.3), at most 100 codes to a block."""
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text), code in codes.items()]
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
