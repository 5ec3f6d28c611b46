"""Read the folder `NAME.edits` and apply its edits to a fresh deck; what cannot be applied is reported."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from builder.codes import BAD_EDITS, UNDESCRIBED_EDIT, UNPLACED_EDIT
from builder.compare.carry_edits import carry_edits
from builder.compare.deck_reader import slide_parts
from builder.compare.edit_rows import LIST, files_of, rows_from
from builder.compare.pptx_parts import UnreadableDeckError
from builder.model.findings import Report, Span

_FAULTS = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError, etree.XMLSyntaxError,
)  # fmt: skip
"""What comes of a list that a person or a program changed: values of another kind, too many or too deep."""


class DeckWithEdits(NamedTuple):
    """A deck with the edits of its folder, and the key of each slide."""

    data: bytes
    keys: tuple[str, ...]


def carry_from(
    name: str, data: bytes, keys: Sequence[str], media: Mapping[str, bytes], lang: str, *, report: Report
) -> DeckWithEdits:
    """Return the deck `data` with the edits of the list `name` in `media` made; what cannot be made is reported."""
    folder = name.removesuffix(LIST)
    try:
        rows = rows_from(media[name])
        needed = [one for row in rows for one in files_of(row, folder, media)]
        carried = carry_edits(data, keys, rows, dict(needed), lang)
        after = slide_parts(carried.data)
    except (*_FAULTS, UnreadableDeckError) as fault:
        message = f"this list of edits cannot be read: {fault}"
        report.add(BAD_EDITS, Span(name), message, "restore it from version control, or pull the edited deck again")
        return DeckWithEdits(data, tuple(keys))
    for row in carried.without_place:
        slide = row.get("slide", {}).get("title") or row.get("title") or "a slide"
        message = f"the edit `{row['kind']}` on “{slide}” no longer has a place, and is kept"
        report.add(UNPLACED_EDIT, Span(name), message, "make it again in the deck and pull it, or delete its row")
    for row in carried.undescribed:
        message = f"there is no alt text for `{row.get('shape') or row['file']}` on “{row['slide'].get('title', '')}”"
        report.add(UNDESCRIBED_EDIT, Span(name), message, 'add `"alt": "what it shows"` to its row')
    parts = dict(zip(slide_parts(data), keys, strict=True))
    return DeckWithEdits(carried.data, tuple(parts.get(one, "") for one in after))
