"""An edit of a deck, as a value."""

from enum import StrEnum
from typing import NamedTuple

from builder.compare.neutral_deck import NeutralDeck
from builder.compare.pairing import Pairing


class EditKind(StrEnum):
    """What somebody did."""

    WORDS = "words"
    POINT_ADDED = "paragraph added"
    POINT_DELETED = "paragraph deleted"
    POINT_MOVED = "paragraph moved"
    LEVEL = "level"
    MARKS = "marks"
    RESTYLED = "restyled"
    NOTES = "notes"
    NOTES_ADDED = "notes added"
    NOTES_DELETED = "notes deleted"
    NOTES_MOVED = "notes moved"
    SLIDE_ADDED = "slide added"
    SLIDE_DELETED = "slide deleted"
    SLIDE_MOVED = "slide moved"
    SLIDE_HIDDEN = "slide hidden"
    SLIDE_SHOWN = "slide shown"
    TRANSITION = "transition"
    ANIMATION = "animation"
    COMMENT = "comment"
    SHAPE_ADDED = "shape added"
    SHAPE_DELETED = "shape deleted"
    MOVED = "moved"
    RESIZED = "resized"
    TURNED = "turned"
    STACKING = "stacking"
    PICTURE_SWAPPED = "picture swapped"
    ALT_TEXT = "alt text"
    TABLE_CELL = "table cell"
    TABLE_ROW_ADDED = "table row added"
    TABLE_ROW_DELETED = "table row deleted"
    TABLE_COLUMNS = "table columns"
    CHART_VALUES = "chart values"
    CHART_KIND = "chart kind"
    CHART_TITLE = "chart title"
    PARAGRAPH_FORMAT = "paragraph format"
    LINE_ENDS = "line ends"
    GROUPED = "grouped"
    BACKGROUND = "background"
    LAYOUT = "layout"
    LINK = "link"
    SHEET = "slide master"
    PROPERTY = "property"
    SECTION = "section"


class EditPlace(NamedTuple):
    """Where an edit is: indexes in the first deck, and `other_…` in the second; -1 if there is none."""

    slide: int = -1
    other_slide: int = -1
    shape: int = -1
    other_shape: int = -1
    paragraph: int = -1
    other_paragraph: int = -1
    row: int = -1
    column: int = -1


class DeckEdit(NamedTuple):
    """One edit."""

    kind: EditKind
    place: EditPlace
    what: str = ""
    """The shape's name, the property's, or what became different."""
    old: str = ""
    new: str = ""
    title: str = ""
    """The title of the slide, as it was."""


class DeckComparison(NamedTuple):
    """What differs between two versions of a deck."""

    slides: Pairing
    edits: tuple[DeckEdit, ...]
    """What was edited; their places are those of `edited`."""
    edited: NeutralDeck
    """The second deck, in which shapes that somebody grouped are shapes of the slide as before."""
