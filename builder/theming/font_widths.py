"""A font reduced to what measures words: characters, widths, kerning, vertical metrics; no outline is kept.

The result can be neither printed nor installed. Whether it may be shared is for the licence of the font to say; it is
made only where a person asks for it.
"""

import uharfbuzz as hb

_RANGES = (
    (0x20, 0x17F), (0x18F, 0x192), (0x1A0, 0x1B4), (0x218, 0x21B), (0x259, 0x259), (0x2B9, 0x36F), (0x370, 0x4FF),
    (0x1E80, 0x1EF9), (0x2000, 0x206F),
    (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x2193), (0x2212, 0x2265), (0x25A0, 0x25FF),
)  # fmt: skip
"""The characters kept: Latin, Greek and Cyrillic with their marks, punctuation, currencies, arrows and bullets."""

_DROPPED = (
    "glyf", "loca", "CFF ", "CFF2", "SVG ", "CBDT", "CBLC", "EBDT", "EBLC", "sbix", "COLR", "CPAL", "fpgm", "prep",
    "cvt ", "gasp", "hdmx", "VDMX", "LTSH", "DSIG", "JSTF", "BASE", "MATH", "meta", "PCLT", "VORG", "vhea", "vmtx",
)  # fmt: skip
_FS_TYPE, _RESTRICTED = 8, 0x0002
"""Offset of the permission to embed in the OS/2 table, and its bit that forbids it."""

_SCRIPTS = ("DFLT", "latn", "grek", "cyrl")
_FEATURES = ("kern", "tnum", "lnum", "ccmp", "locl", "calt", "rlig", "rclt", "rvrn", "dist", "curs")
"""What is applied to words unless somebody asks for something else, but for optional ligatures, which we never set."""


def widths_only(data: bytes) -> bytes:
    """Return the font file `data` without outlines; ValueError if it is not a font."""
    face = hb.Face(hb.Blob(data))
    if not face.glyph_count:
        raise ValueError("not a font")
    wanted = hb.SubsetInput()
    wanted.unicode_set.update({code for first, last in _RANGES for code in range(first, last + 1)})
    wanted.drop_table_tag_set.update(set(map(_number, _DROPPED)))
    for tags, kept in ((wanted.layout_feature_tag_set, _FEATURES), (wanted.layout_script_tag_set, _SCRIPTS)):
        tags.clear()
        tags.update(set(map(_number, kept)))
    wanted.name_id_set.clear()
    wanted.name_id_set.update({1, 2})
    wanted.flags = hb.SubsetFlags.NO_HINTING
    if "kern" in face.table_tags and b"kern" not in bytes(face.reference_table("GPOS").data or b""):
        wanted.drop_table_tag_set.discard(_number("kern"))
        wanted.no_subset_table_tag_set.add(_number("kern"))  # an old font's: it names glyphs by their numbers
        wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
    return bytes(hb.subset(face, wanted).blob.data)


def may_be_embedded(data: bytes) -> bool:
    """Return whether the font file `data` allows that documents contain it (OpenType 1.9, OS/2: fsType)."""
    table = bytes(hb.Face(hb.Blob(data)).reference_table("OS/2").data or b"")
    return len(table) < _FS_TYPE + 2 or not int.from_bytes(table[_FS_TYPE : _FS_TYPE + 2], "big") & _RESTRICTED


def family_and_style(data: bytes) -> tuple[str, str]:
    """Return the names of the family and of the style in the font file `data`."""
    face = hb.Face(hb.Blob(data))
    return face.get_name(1) or "", face.get_name(2) or "Regular"


def _number(tag: str) -> int:
    return int.from_bytes(tag.encode(), "big")
