"""Colours, fills and lines that a shape takes from its theme (ECMA-376 part 1, 20.1.2.3 and 20.1.4.1)."""

import colorsys
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from lxml import etree

from builder.model.office_xml import A, Element

FILLS = frozenset({f"{A}{name}" for name in ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")})
"""What fills a shape or draws a line; `noFill` is not among them."""

_NO_FILL, _SCHEME, _SYSTEM = f"{A}noFill", f"{A}schemeClr", f"{A}sysClr"
_ALL = 100_000
"""What percentages are of."""
_GAMMA = 2.3
"""LibreOffice's, for `shade` and `tint`, which change light and not the numbers of a colour."""
_BACKGROUNDS = 1000
"""Behind this number a style refers to the fills of grounds."""
_CLOSE = 3
"""By how much of 255 a channel may differ: programs round lighter and darker colours differently."""
_OWN_LINE = 9525
"""Width of a line that says none, EMU."""


def color_of(fill: Element | None, colors: Mapping[str, str], styled: str = "") -> str:
    """Return the colour of a solid fill as six hexadecimal digits, or nothing if it is not one that we know.

    `styled` is the colour that a style of the theme is asked to use (`phClr`).
    """
    if fill is None or not len(fill):
        return ""
    one = fill[0]
    value = one.get("val", "")
    if one.tag == _SCHEME:
        value = styled if value == "phClr" else colors.get(value, value)
    elif one.tag == _SYSTEM:
        value = one.get("lastClr", value)
    color = str(value).upper()
    return _changed(color, one) if len(one) and is_color(color) else color


def is_color(text: str) -> bool:
    """Return whether `text` is a colour as six hexadecimal digits."""
    return len(text) == 6 and all(char in "0123456789ABCDEF" for char in text)


def same_color(one: str, other: str) -> bool:
    """Return whether two fills, or colours of words, differ by no more than rounding."""
    if one == other or not (is_color(one) and is_color(other)):
        return one == other
    return all(abs(x - y) <= _CLOSE for x, y in zip(bytes.fromhex(one), bytes.fromhex(other), strict=True))


def same_outline(one: str, other: str, leeway: int) -> bool:
    """Return whether two outlines are alike; their widths may differ by `leeway` thirds of a point."""
    (color, _, width), (other_color, _, other_width) = one.partition(":"), other.partition(":")
    return same_color(color, other_color) and abs(int(width or 0) - int(other_width or 0)) <= leeway


def fill_of(properties: Element, style: Element | None, colors: Mapping[str, str], fills: Sequence[Element]) -> str:
    """Return the fill of a shape, its own or that of its style: a colour, or what kind it is; nothing for none."""
    for one in properties:
        if one.tag in FILLS:
            return _described(one, colors)
        if one.tag == _NO_FILL:
            return ""
    model, color = _of_theme(style, "fillRef", colors, fills)
    return "" if model is None else _described(model, colors, color)


def outline_of(properties: Element, style: Element | None, colors: Mapping[str, str], lines: Sequence[Element]) -> str:
    """Return the outline of a shape, its own or that of its style: colour and width in thirds of a point."""
    own = properties.find(f"{A}ln")
    model, color = _of_theme(style, "lnRef", colors, lines)
    fill, width = None, 0
    for line in (own, model):
        if line is None:
            continue
        if fill is None:
            fill = next((one for one in line if one.tag in FILLS or one.tag == _NO_FILL), None)
        width = width or int(line.get("w", "0"))
    if fill is None or fill.tag == _NO_FILL:
        return ""
    return f"{_described(fill, colors, color)}:{round((width or _OWN_LINE) * 3 / 12700)}"


def text_color_of(style: Element | None, colors: Mapping[str, str]) -> str:
    """Return the colour that a shape's style gives its words, or nothing."""
    return color_of(style.find(f"{A}fontRef"), colors) if style is not None else ""


def _described(fill: Element, colors: Mapping[str, str], styled: str = "") -> str:
    return color_of(fill, colors, styled) or str(etree.QName(fill).localname)


def _of_theme(
    style: Element | None, name: str, colors: Mapping[str, str], models: Sequence[Element]
) -> tuple[Element | None, str]:
    """Return the theme's fill or line that a style refers to, and the colour that it is to have."""
    reference = style.find(f"{A}{name}") if style is not None else None
    if reference is None:
        return None, ""
    number = int(reference.get("idx", "0")) % _BACKGROUNDS
    return (models[number - 1] if 0 < number <= len(models) else None), color_of(reference, colors)


def _changed(color: str, changes: Element) -> str:
    """Return a colour lighter, darker or paler, as what is inside its element says, in that order."""
    channels = tuple(one / 255 for one in bytes.fromhex(color))
    for change in changes:
        way = _CHANGES.get(etree.QName(change).localname)
        value = change.get("val", "")
        if way is not None and value.lstrip("-").isdecimal():
            channels = way(channels, int(value) / _ALL)
    return "".join(f"{round(min(1.0, max(0.0, one)) * 255):02X}" for one in channels)


_Channels: TypeAlias = tuple[float, ...]


def _in_hls(at: int, change: Callable[[float, float], float]) -> Callable[[_Channels, float], _Channels]:
    """Return what changes hue (0), luminance (1) or saturation (2) of a colour."""

    def changed(channels: _Channels, share: float) -> _Channels:
        hls = list(colorsys.rgb_to_hls(channels[0], channels[1], channels[2]))
        hls[at] = min(1.0, max(0.0, change(hls[at], share)))
        return colorsys.hls_to_rgb(hls[0], hls[1], hls[2])

    return changed


def _shaded(channels: _Channels, share: float) -> _Channels:
    return tuple((one**_GAMMA * share) ** (1 / _GAMMA) for one in channels)


def _tinted(channels: _Channels, share: float) -> _Channels:
    return tuple((1 - (1 - one**_GAMMA) * share) ** (1 / _GAMMA) for one in channels)


_CHANGES: Mapping[str, Callable[[_Channels, float], _Channels]] = {
    "lumMod": _in_hls(1, float.__mul__),
    "lumOff": _in_hls(1, float.__add__),
    "satMod": _in_hls(2, float.__mul__),
    "satOff": _in_hls(2, float.__add__),
    "shade": _shaded,
    "tint": _tinted,
}
