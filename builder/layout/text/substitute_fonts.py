"""By how much the fonts are wider that a program without ours puts in their place."""

from builder.layout.text.bidi import runs_leftwards
from builder.model.theme import Theme

SUBSTITUTE_WIDTH = 1.12
"""By how much the font is wider that usually replaces ours."""

ARABIC_SUBSTITUTE_WIDTH = 1.35
"""The same for joining scripts: what replaces Times New Roman there is wider still."""

DEJAVU_WIDTH = 1.27
"""The same for DejaVu, which replaces ours where no usual font is. Lines are kept where possible."""

DEJAVU_BOLD_WIDTH = 1.4
"""The same for bold words in DejaVu."""


def reserve(theme: Theme, font: str, wider: float) -> float:
    """Return `wider`, by how much what replaces a font is wider; nothing where a `wide` one measures it already."""
    found = next((one for one in theme.fonts if one.key == font), None)
    return 1.0 if found and found.measured == "wide" else wider


def substitute_width(lang: str) -> float:
    """Return by how much words of `lang` may be wider in a program without our fonts."""
    return ARABIC_SUBSTITUTE_WIDTH if runs_leftwards(lang) else SUBSTITUTE_WIDTH
