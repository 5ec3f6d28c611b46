"""A font file, read once for all the documents of a process: its widths, its measures, cuts of it."""

import struct
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

import uharfbuzz as hb

from builder.render.pdf.objects import array

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

_DROPPED = {int.from_bytes(tag.encode(), "big") for tag in TOO_MUCH}
_CUTTING = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE

Key = TypeVar("Key")
Value = TypeVar("Value")


class LazyValues(dict[Key, Value], Generic[Key, Value]):
    """Values that are made when they are first looked up, so that asking again is a look-up and nothing else."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        """Make the value of a key with `make`."""
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        """Return the value of `key` and keep it."""
        value = self[key] = self._make(key)
        return value


class EmbeddableFont:
    """A font file, whose glyphs are known by their numbers in it."""

    def __init__(self, data: bytes) -> None:
        """Take the font file `data`."""
        self._face = hb.Face(hb.Blob(data))
        self._font = hb.Font(self._face)
        em: int = self._face.upem
        extents = self._font.get_font_extents("ltr")
        self.extent: tuple[float, float] = (extents.ascender / em, extents.descender / em)
        """Ascent and descent (negative), shares of the font size."""
        self.space: int = self._font.get_nominal_glyph(0x20) or 0
        """The glyph of the space."""
        self.widths: Mapping[int, int] = LazyValues(
            lambda glyph: round(self._font.get_glyph_h_advance(glyph) * 1000 / em)
        )
        """The advance widths of glyphs, thousandths of the font size."""
        self.descriptor = self._descriptor(1000 / em)
        """What a font descriptor says of the file (ISO 32000-1, 9.8)."""

    def cut(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """Return the font file with only `glyphs`, and their numbers in it."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(set(glyphs))
        wanted.drop_table_tag_set.update(_DROPPED)
        wanted.flags = _CUTTING
        plan = hb.SubsetPlan(self._face, wanted)
        cut = plan.execute()
        return bytes(cut.blob.data), dict(plan.old_to_new_glyph_mapping)

    def _descriptor(self, thousandth: float) -> dict[str, str | int]:
        ascent, descent = self.extent
        angle = self._font.get_style_value(hb.StyleTag.SLANT_ANGLE)
        capital = self._font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) or self._face.upem * 7 // 10
        return {
            "Flags": 4 | (64 if angle else 0),  # symbolic: the codes are ours; italic
            "FontBBox": array([round(edge * thousandth) for edge in self._box()]),
            "ItalicAngle": round(angle),
            "Ascent": round(ascent * 1000),
            "Descent": round(descent * 1000),
            "CapHeight": round(capital * thousandth),
            "StemV": 80 if self._font.get_style_value(hb.StyleTag.WEIGHT) < 600 else 140,
        }

    def _box(self) -> tuple[int, ...]:
        """Return the box round all glyphs, font units; HarfBuzz does not give it (OpenType 1.9: head)."""
        head = bytes(self._face.reference_table("head").data or b"")
        return struct.unpack_from(">4h", head, 36) if len(head) >= 44 else (0, 0, self._face.upem, self._face.upem)


@lru_cache(maxsize=64)
def face_of(data: bytes) -> EmbeddableFont:
    """Return the font file `data`, opened; the last 64 stay open, which is every font that a theme could want."""
    return EmbeddableFont(data)
