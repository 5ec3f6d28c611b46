"""By how much the fonts are wider that a program without ours puts in their place."""

from __future__ import annotations

from builder.layout.text.bidi import runs_leftwards

SUBSTITUTE_WIDTH = 1.12
"""By how much the font is wider that usually replaces ours."""

ARABIC_SUBSTITUTE_WIDTH = 1.35
"""The same for joining scripts: what replaces Times New Roman there is wider still."""

DEJAVU_WIDTH = 1.27
"""The same for DejaVu, which replaces ours where no usual font is. Lines are kept where possible."""

DEJAVU_BOLD_WIDTH = 1.4
"""The same for bold words in DejaVu."""


def substitute_width(lang: str) -> float:
    """Return by how much words of `lang` may be wider in a program without our fonts."""
    return ARABIC_SUBSTITUTE_WIDTH if runs_leftwards(lang) else SUBSTITUTE_WIDTH
