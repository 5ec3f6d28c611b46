"""Superscripts and subscripts: smaller characters above or below the line."""

from msgspec.structs import replace

from builder.model.scene import ResolvedStyle

SIZE = 0.64
"""Size of superscripts and subscripts as a share of the text's: small, and still 7.5 points in text of 12."""

RISE, FALL = 0.34, 0.14
"""How far superscripts rise and subscripts fall, as a share of the text's size."""


def superscript(style: ResolvedStyle) -> ResolvedStyle:
    """Return `style` as a superscript."""
    return _script(style, round(style.size * RISE))


def subscript(style: ResolvedStyle) -> ResolvedStyle:
    """Return `style` as a subscript."""
    return _script(style, -round(style.size * FALL))


def _script(style: ResolvedStyle, rise: int) -> ResolvedStyle:
    return replace(style, size=round(style.size * SIZE), rise=rise, tracking=0, script_of=style.size)
