"""The words that were read out of finished files."""

from __future__ import annotations

from msgspec import Struct


class SlideWords(Struct, frozen=True):
    """The words of one slide, in the order of its XML, which is the reading order."""

    texts: tuple[str, ...]
    """The paragraphs of shapes and tables, white space as single spaces; empty ones are left out."""
    notes: tuple[str, ...]
    alternatives: tuple[str, ...]
    """The descriptions of pictures, charts and shapes."""
    chart: frozenset[str]
    """The words and numbers of native charts."""


class PaperWords(Struct, frozen=True):
    """The words of a PDF."""

    blocks: tuple[str, ...]
    """The words of each block of the structure tree (paragraph, heading, cell …), in its order; empty ones left out.

    A figure's are its letters in alphabetical order, for its words have places, but no order."""
    alternatives: tuple[str, ...]
    """The alternative texts of figures, in order."""
    furniture: tuple[tuple[str, ...], ...]
    """For each page the words that carry no structure, such as running heads."""


def letters_of(figure: str) -> str:
    """Return the letters of a figure in alphabetical order: its words have places, but no order."""
    return "".join(sorted("".join(figure.split())))
