"""The house style in the square font: each letter is one em wide, so that a test can count what fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from builder.diagnostics import Report
from builder.layout.fonts import Faces
from builder.layout.lines import Broken, Copy, Manner, break_copy
from builder.scene import Align, Style, TextRun
from builder.style import pt
from builder.theme import Font, Theme
from builder.themes import theme_from_toml

TESTS = Path(__file__).parents[1]
ASSETS = TESTS.parent / "assets"

FILE = "fonts/Square.ttf"

EM = pt(10)
"""Size of the tests' text, and so the width of each letter."""


@lru_cache(maxsize=1)
def media() -> Mapping[str, bytes]:
    """Return every asset by its name, and the square font."""
    found = {path.relative_to(ASSETS).as_posix(): path.read_bytes() for path in ASSETS.rglob("*") if path.is_file()}
    return {**found, FILE: (TESTS / "fonts" / "Square.ttf").read_bytes()}


@lru_cache(maxsize=4)
def house(name: str = "briefing") -> Theme:
    """Return a house style as it ships."""
    theme = theme_from_toml(f"themes/{name}.toml", media()[f"themes/{name}.toml"], media(), Report())
    assert theme is not None
    return theme


@lru_cache(maxsize=1)
def square_faces() -> Faces:
    """Return measuring fonts in which every letter is square; the fallbacks are the house style's."""
    theme = house()
    square = tuple(Font(font.key, font.office, FILE, FILE, FILE, FILE) for font in theme.fonts[:2])
    return Faces(replace(theme, fonts=(*square, *theme.fonts[2:])), media())


def square_style(**changes: object) -> Style:
    """Return plain square text of EM."""
    style = replace(square_faces().style("entry-text", size=EM), tracking=0)
    return replace(style, **changes)  # type: ignore[arg-type]


def square_copy(text: str, *, lang: str = "en-GB", align: Align = Align.START, **style: object) -> Copy:
    """Return `text` as a paragraph of square letters."""
    return Copy((TextRun(text, square_style(**style), lang),), align=align, lang=lang)


def broken(
    text: str,
    letters: float,
    manner: Manner = Manner.GREEDY,
    *,
    hyphenate: bool = False,
    lang: str = "en-GB",
    align: Align = Align.START,
) -> Broken:
    """Return `text` broken into lines of at most `letters` letters."""
    return break_copy(
        square_copy(text, lang=lang, align=align), round(letters * EM), square_faces(), manner, hyphenate=hyphenate
    )


def lines_of(done: Broken) -> list[str]:
    """Return the words of each line, with the hyphens that the layout added."""
    return [done.text(at) + ("-" if row.hyphen else "") for at, row in enumerate(done.rows)]
