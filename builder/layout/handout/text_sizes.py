"""The handout's type in another size: body text as asked for, all that is read with it in proportion."""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.model.findings import Report
from builder.model.theme import TextStyle, Theme
from builder.model.units import pt

BODY = "entry-text"

SCALED = ("entry-", "glance-", "standfirst", "quote", "table-", "card-")
"""How the names of styles begin that keep their proportion to body text."""

SMALLEST = pt(8.5)
"""What is smaller already keeps its size, and nothing is made smaller than this."""


def in_size(context: LayoutContext, text: int, grid: int) -> LayoutContext:
    """Return `context` with body text of the size `text` on `grid` (EMU), set ragged as narrow columns want it."""
    theme = _scaled(context.theme, text, grid)
    return replace(context, theme=theme, faces=context.faces.dressed(theme), report=Report())


def _scaled(theme: Theme, text: int, grid: int) -> Theme:
    share = text / theme.style(BODY).size
    styles = tuple(_style(one, share) if one.name.startswith(SCALED) else one for one in theme.styles)
    return replace(theme, styles=styles, setting=replace(theme.setting, grid=grid, align="start"))


def _style(style: TextStyle, share: float) -> TextStyle:
    return replace(style, size=max(round(style.size * share), min(style.size, SMALLEST)))
