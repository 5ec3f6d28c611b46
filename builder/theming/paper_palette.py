"""The palette of the handout: the theme's where its paper is light, else one for white paper that keeps its hues."""

from colorsys import hls_to_rgb, rgb_to_hls

from msgspec.structs import replace

from builder.model.theme import Theme
from builder.model.units import Color, contrast_ratio

_WHITE = Color(255, 255, 255)

_LEAST = {"ink": 7.0, "title": 7.0, "accent": 4.6, "muted": 4.6, "link": 4.6, "visited": 4.6, "support": 4.6}
"""The least contrast of what is read, to the paper and to the panel: a little above what themes are checked for."""

_LIGHT = {"panel": 0.955, "tint": 0.86, "pale": 0.9, "rule": 0.83}
"""Lightness of what is behind words, and of hairlines."""

_PAPER = 0.5
"""The least luminance of a ground that the handout is printed on: a darker one takes too much ink."""

_COLOURFUL = 0.45
"""The most saturation of a light ground: a strong colour would glare over so much paper."""


def with_paper_palette(theme: Theme) -> Theme:
    """Return `theme` with the palette that its handout is printed in; none where that is the theme's own.

    What `[handout.palette]` says goes first. A dark theme's other colours keep their hue: those of words are darkened
    until they can be read, those of grounds are lightened.
    """
    own, given = dict(theme.palette), dict(theme.paper_inks)
    palette = {**own, **given}
    if palette["paper"].luminance < _PAPER and "paper" not in given:
        palette = {**_on_white(own), **given}
    found = tuple((ink, palette[ink]) for ink, _ in theme.palette)
    return replace(theme, paper_palette=found if found != theme.palette else ())


def _on_white(own: dict[str, Color]) -> dict[str, Color]:
    """Return `own` for white paper."""
    made = {"paper": _WHITE} | {ink: _lightened(own[ink], lightness) for ink, lightness in _LIGHT.items()}
    grounds = (_WHITE, made["panel"])
    return made | {ink: _darkened(own[ink], least, grounds) for ink, least in _LEAST.items()}


def _lightened(color: Color, lightness: float) -> Color:
    hue, _, saturation = rgb_to_hls(*_shares(color))
    return _from_shares(hls_to_rgb(hue, lightness, min(saturation, _COLOURFUL)))


def _darkened(color: Color, least: float, grounds: tuple[Color, ...]) -> Color:
    """Return `color`, as dark as words of it need to be on all `grounds`, in colour and in greyscale."""
    hue, lightness, saturation = rgb_to_hls(*_shares(color))
    for step in range(51):
        made = _from_shares(hls_to_rgb(hue, lightness * (1 - step / 50), saturation))
        if all(min(contrast_ratio(made, one), contrast_ratio(made.grey, one.grey)) >= least for one in grounds):
            return made
    return Color(0, 0, 0)


def _shares(color: Color) -> tuple[float, float, float]:
    return color.red / 255, color.green / 255, color.blue / 255


def _from_shares(shares: tuple[float, float, float]) -> Color:
    return Color(*(round(255 * one) for one in shares))
