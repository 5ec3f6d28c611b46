"""One edit of a deck in words, as somebody who gave a briefing out reads it."""

from builder.compare.deck_edit import DeckEdit, EditKind
from builder.compare.neutral_deck import without_breaks
from builder.model.sequence_alignment import common_ends

LONGEST = 160
"""How many characters of a text are shown before it is cut."""

_WHOLE = 80
"""Up to this many characters both versions of a text are shown whole, beyond only what is around the change."""

_AROUND = 4
"""How many words are shown on either side of a change."""

_EMU_PER_CM = 360_000

_NAMES = {
    EditKind.WORDS: "{what}",
    EditKind.POINT_ADDED: "added to {what}",
    EditKind.POINT_DELETED: "deleted from {what}",
    EditKind.POINT_MOVED: "moved within {what}",
    EditKind.LEVEL: "level of a paragraph in {what}",
    EditKind.NOTES: "notes",
    EditKind.NOTES_ADDED: "added to the notes",
    EditKind.NOTES_DELETED: "deleted from the notes",
    EditKind.NOTES_MOVED: "moved within the notes",
    EditKind.SLIDE_DELETED: "slide deleted",
    EditKind.SLIDE_HIDDEN: "slide hidden",
    EditKind.SLIDE_SHOWN: "slide no longer hidden",
    EditKind.SLIDE_MOVED: "slide moved from place {old} to {new}",
    EditKind.TRANSITION: "transition",
    EditKind.COMMENT: "comment",
    EditKind.SHAPE_ADDED: "added: {what}",
    EditKind.SHAPE_DELETED: "deleted: {what}",
    EditKind.TURNED: "{what} turned",
    EditKind.STACKING: "brought forward or sent back: {what}",
    EditKind.PICTURE_SWAPPED: "picture replaced: {what}",
    EditKind.ALT_TEXT: "alt text of {what}",
    EditKind.TABLE_ROW_ADDED: "row added to {what}",
    EditKind.TABLE_ROW_DELETED: "row deleted from {what}",
    EditKind.TABLE_COLUMNS: "number of columns of {what}",
    EditKind.CHART_VALUES: "values of {what}",
    EditKind.CHART_KIND: "kind of {what}",
    EditKind.CHART_TITLE: "title of {what}",
    EditKind.PROPERTY: "{what} of the file",
    EditKind.SECTION: "sections",
    EditKind.LINE_ENDS: "line ends in {what}",
    EditKind.GROUPED: "grouped as {what}",
    EditKind.BACKGROUND: "background",
    EditKind.LAYOUT: "slide layout",
    EditKind.LINK: "link of {what}",
    EditKind.SHEET: "what {what} draws on its slides",
}

_WORDLESS = frozenset(
    {EditKind.SLIDE_DELETED, EditKind.SLIDE_MOVED, EditKind.PICTURE_SWAPPED, EditKind.STACKING, EditKind.LINE_ENDS}
)
"""Edits of which the name says all."""

_REPLACED = frozenset(
    {
        EditKind.WORDS,
        EditKind.NOTES,
        EditKind.ALT_TEXT,
        EditKind.TRANSITION,
        EditKind.PROPERTY,
        EditKind.BACKGROUND,
        EditKind.COMMENT,
        EditKind.LINK,
    }
)
"""Edits after which nothing may be left where something was."""


def line_of(edit: DeckEdit) -> str:
    """Return an edit in one line."""
    match edit.kind:
        case EditKind.MOVED:
            return f"{edit.what} moved {_way(edit.old, edit.new)}"
        case EditKind.RESIZED:
            return f"{edit.what} resized from {_size(edit.old)} to {_size(edit.new)}"
        case EditKind.MARKS | EditKind.RESTYLED | EditKind.PARAGRAPH_FORMAT if edit.place.paragraph >= 0:
            return f"{edit.new} in {edit.what}: “{cut(edit.old)}”"
        case EditKind.RESTYLED:
            return f"look of {edit.what} changed"
        case EditKind.TABLE_CELL:
            name, _, place = edit.what.rpartition(" ")
            row, _, column = place.partition(",")
            return f"{name}, row {row}, column {column}: {change_of(edit.old, edit.new)}"
        case EditKind.ANIMATION:
            return "animation added" if edit.new else "animation removed"
        case EditKind.SLIDE_ADDED:
            copied = f", a {edit.what}" if edit.what.startswith("copy") else ""
            return f"slide added{copied}" + (f": “{cut(edit.new)}”" if edit.new else "")
        case _:
            return _edit_name(edit)


def _edit_name(edit: DeckEdit) -> str:
    name = _NAMES[edit.kind].format(what=edit.what, old=edit.old, new=edit.new)
    if edit.kind in _WORDLESS or not (edit.old or edit.new):
        return name
    if (edit.old and edit.new) or edit.kind in _REPLACED:
        return f"{name}: {change_of(edit.old, edit.new)}"
    return f"{name}: “{cut(edit.new or edit.old)}”"


def change_of(old: str, new: str) -> str:
    """Return both versions of a text: whole where they are short, else the words around what changed."""
    if max(len(old), len(new)) > _WHOLE and old and new:
        old, new = _excerpts(old.split(), new.split())
    return " -> ".join(f"“{cut(one)}”" if one else "nothing" for one in (old, new))


def _excerpts(old: list[str], new: list[str]) -> tuple[str, str]:
    start, end = common_ends(old, new)
    first, behind = max(0, start - _AROUND), max(0, end - _AROUND)
    shown = [" ".join(words[first : len(words) - behind]) for words in (old, new)]
    before, after = "…" * (first > 0), "…" * (behind > 0)
    return f"{before}{shown[0]}{after}", f"{before}{shown[1]}{after}"


def cut(text: str, longest: int = LONGEST) -> str:
    """Return `text` on one line and not longer than `longest`."""
    plain = without_breaks(text.replace("\n", " / "))
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def cell_of(text: str) -> str:
    """Return `text` so that nothing in it is taken for mark-up in a cell of a Markdown table."""
    for char in "\\`*_[]<>|~#":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", " / ")


def _way(old: str, new: str) -> str:
    """Return how far and where to a shape was moved."""
    (left, top), (now_left, now_top) = _lengths(old), _lengths(new)
    steps = ((now_left - left, "left", "right"), (now_top - top, "up", "down"))
    told = [f"{abs(step):.1f} cm {less if step < 0 else more}" for step, less, more in steps if abs(step) >= 0.05]
    return " and ".join(told) or "a little"


def _size(text: str) -> str:
    return " × ".join(f"{one:.1f}" for one in _lengths(text)) + " cm"


def _lengths(text: str) -> list[float]:
    return [int(one) / _EMU_PER_CM for one in text.split(", ")]
