"""What was read out of finished files, and where it is not what their source gives."""

from math import isnan

from msgspec import Struct

from builder.model.plain_text import on_the_line

_UNSEEN = dict.fromkeys(
    (0xAD, 0x2010, 0x61C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Characters without a glyph, which say where a line may end and which way words run; print has no use for them."""

_UNPRINTED = {
    code: None
    for codes in (
        (0x34F, 0x17B4, 0x17B5, 0x200C, 0x200D),
        *(range(0x180B, 0x1810), range(0x2061, 0x2065), range(0x206A, 0x2070)),
        *(range(0xFE00, 0xFE10), range(0x1D173, 0x1D17B), range(0xE0000, 0xE1000)),
    )
    for code in codes
}
"""Joiners, which on slides also tell the call of a footnote, selectors and tags: they change glyphs and have none."""


class Difference(Struct, frozen=True):
    """Words or other content of a finished file that is not what its source gives."""

    place: str
    """Where: `slide 3`, `notes of slide 3`, `handout`."""
    wanted: str
    """What should appear there; empty if there is too much."""
    found: str
    """What does; empty where something is missing."""


class SlideWords(Struct, frozen=True):
    """The words of one slide, in the order of its XML, which is the reading order."""

    texts: tuple[str, ...]
    """The paragraphs of shapes and tables, white space as single spaces; empty ones are left out."""
    notes: tuple[str, ...]
    alternatives: tuple[str, ...]
    """The descriptions of pictures, charts and shapes."""
    chart: tuple[str, ...]
    """The series of native charts: the name of each, then its categories with their values (see `chart_lines`)."""
    title: str = ""
    """The words of the title, which may be in several paragraphs."""


class HandoutWords(Struct, frozen=True):
    """The words of a PDF."""

    blocks: tuple[str, ...]
    """The words of each block of the structure tree (paragraph, heading, cell …), in its order; empty ones left out.

    A figure's are its characters in alphabetical order, for its words have places, but no order."""
    alternatives: tuple[str, ...]
    """The alternative texts of figures, in order."""
    furniture: tuple[tuple[str, ...], ...]
    """For each page the words that carry no structure, such as running heads."""


def tidy(text: str) -> str:
    """Return `text` with white space as single spaces, raised digits as plain ones, and without what is not seen."""
    return " ".join(on_the_line(text).translate(_UNSEEN).split())


def in_print(text: str) -> str:
    """Return `text` of a page as `tidy` does, without joiners and selectors either: they draw nothing."""
    return tidy(text.translate(_UNPRINTED))


def sorted_characters(figure: str) -> str:
    """Return the characters of a figure in alphabetical order: its words have places, but no order."""
    return "".join(sorted(in_print(figure).replace(" ", "")))


def chart_lines(name: str, categories: tuple[str, ...], values: tuple[float | None, ...]) -> list[str]:
    """Return a series as lines: its name, then each category with its value, which is empty for a gap."""
    return [tidy(name), *(f"{tidy(one)}: {_number(value)}" for one, value in zip(categories, values, strict=False))]


def _number(value: float | None) -> str:
    return "" if value is None or isnan(value) else repr(float(value))
