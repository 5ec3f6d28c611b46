"""The house style in the square font: each letter is one em wide, so that a test can count what fits."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.media import Assets, Media, Pictures, installed_assets
from builder.model.findings import Report
from builder.model.scene import Align, ResolvedStyle, TextRun
from builder.model.theme import Font, Theme
from builder.model.units import pt
from builder.theming import theme_from_toml

TESTS = Path(__file__).parents[1]
ASSETS = TESTS.parent / "assets"

FILE = "fonts/Square.ttf"

EM = pt(10)
"""Size of the tests' text, and so the width of each letter."""


@lru_cache(maxsize=1)
def assets() -> Assets:
    """Return our assets and the square font."""
    return installed_assets().under({FILE: (TESTS / "fonts" / "Square.ttf").read_bytes()})


def media(pictures: Mapping[str, bytes] | None = None) -> Media:
    """Return both doors: our assets with the square font, and `pictures`."""
    return Media(assets(), Pictures(pictures or {}))


@lru_cache(maxsize=4)
def house(name: str = "briefing") -> Theme:
    """Return a house style as it ships."""
    theme = theme_from_toml(f"themes/{name}.toml", assets()[f"themes/{name}.toml"], assets(), Report())
    assert theme is not None
    return theme


@lru_cache(maxsize=1)
def square_faces() -> Shaper:
    """Return measuring fonts in which every letter is square; the fallbacks are the house style's."""
    theme = house()
    square = tuple(Font(font.key, font.office, FILE, FILE, FILE, FILE) for font in theme.fonts[:2])
    return Shaper(replace(theme, fonts=(*square, *theme.fonts[2:])), assets())


def square_style(**changes: object) -> ResolvedStyle:
    """Return plain square text of EM."""
    style = replace(square_faces().style("entry-text", size=EM), tracking=0)
    return replace(style, **changes)


def square_copy(text: str, *, lang: str = "en-GB", align: Align = Align.START, **style: object) -> ParagraphSpec:
    """Return `text` as a paragraph of square letters."""
    return ParagraphSpec((TextRun(text, square_style(**style), lang),), align=align, lang=lang)


def broken(
    text: str,
    letters: float,
    strategy: BreakStrategy = BreakStrategy.GREEDY,
    *,
    hyphenate: bool = False,
    lang: str = "en-GB",
    align: Align = Align.START,
) -> BrokenParagraph:
    """Return `text` broken into lines of at most `letters` letters."""
    return break_paragraph(
        square_copy(text, lang=lang, align=align), round(letters * EM), square_faces(), strategy, hyphenate=hyphenate
    )


def lines_of(done: BrokenParagraph) -> list[str]:
    """Return the words of each line, with the hyphens that the layout added."""
    return [done.text(at) + ("-" if row.hyphen else "") for at, row in enumerate(done.lines)]
