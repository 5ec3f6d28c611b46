"""The handout's type in another size: body text as asked for, all that is read with it in proportion."""

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.model.findings import Report
from builder.model.request import HALVES
from builder.model.theme import TextStyle, Theme
from builder.model.units import pt

BODY = "entry-text"

SCALED = ("entry-", "glance-", "standfirst", "quote", "table-", "card-")
"""How the names of styles begin that keep their proportion to body text."""

LEADING = ("entry-question", "standfirst", "glance-")
"""Questions, and what is read first, keep more of their size, or they would hardly stand out from small text."""

SCALED_ON_SMALL_PAPER = (*SCALED, "handout-title", "handout-subtitle")

SMALLEST, SMALLEST_ON_SMALL_PAPER = pt(9), pt(9.5)
"""What is smaller already keeps its size, and nothing is made smaller than this."""

AT_FOOT = ("running-", "imprint")

SMALL_PAPERS = tuple(HALVES.values())
"""Papers with one narrow column, in the smallest size that the theme allows."""


def in_size(context: LayoutContext, text: int, grid: int) -> LayoutContext:
    """Return `context` with body text of the size `text` on `grid` (EMU), set ragged as narrow columns want it."""
    theme = _scaled(context.theme, (text, grid), SCALED, SMALLEST)
    return replace(context, theme=theme, shaper=context.shaper.dressed(theme), report=Report())


def for_paper(context: LayoutContext, paper: str) -> LayoutContext:
    """Return `context` with body text as small as its theme allows where the paper is small, else as it is."""
    if paper not in SMALL_PAPERS or not context.theme.setting.narrow:
        return context
    theme = _scaled(context.theme, context.theme.setting.narrow[-1], SCALED_ON_SMALL_PAPER, SMALLEST_ON_SMALL_PAPER)
    theme = replace(theme, setting=replace(theme.setting, columns=1, narrow=()))
    return replace(context, theme=theme, shaper=context.shaper.dressed(theme))


def enlarged(context: LayoutContext, share: float) -> LayoutContext:
    """Return `context` with all words of a page `share` times as large, but those at its foot."""
    theme, setting = context.theme, context.theme.setting
    styles = tuple(
        one if one.name.startswith(AT_FOOT) else replace(one, size=round(one.size * share)) for one in theme.styles
    )
    theme = replace(theme, styles=styles, setting=replace(setting, grid=round(setting.grid * share)))
    return replace(context, theme=theme, shaper=context.shaper.dressed(theme), report=Report())


def _scaled(theme: Theme, size: tuple[int, int], names: tuple[str, ...], least: int) -> Theme:
    """Return `theme` with body text of a size and its grid, and the styles whose `names` begin so in proportion."""
    text, grid = size
    share = text / theme.style(BODY).size
    styles = tuple(_style(one, share, least) if one.name.startswith(names) else one for one in theme.styles)
    return replace(theme, styles=styles, setting=replace(theme.setting, grid=grid, align="start"))


def _style(style: TextStyle, share: float, least: int) -> TextStyle:
    if style.name.startswith(LEADING):
        share **= 0.5
    return replace(style, size=max(round(style.size * share), min(style.size, least)))
