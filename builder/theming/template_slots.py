"""The frames of a derived theme's slots: the words of covers and answers in the calm places of a template."""

import math

from builder.model.units import Rect
from builder.theming.template_cover import between
from builder.theming.template_frames import WIDE_LETTER
from builder.theming.template_theme import DerivedTheme

_STANDFIRST, _STANDFIRST_SIZE = 210, 14
"""Characters of a long standfirst on the cover, and its smallest size in theme units."""


def cover_slots(derived: DerivedTheme) -> dict[str, Rect]:
    """Return the cover's words one below the other in its calm column; those with places elsewhere are there."""
    frames, size = derived.cover_frames, derived.size
    column, own = frames.column, {name: one.frame for name, one in frames.places.items()}
    apart = {name: frame for name, frame in own.items() if not frame.overlaps(frames.group)}
    share = min(1.0, column.height / size.units(248))
    gap = size.units(7 * share)
    kicker, flags, authors = (max(size.units(19), size.units(one * share)) for one in (22, 36, 24))
    rest = column.height - kicker - flags - authors - (3 if frames.band_frame else 4) * gap
    need, line = _standfirst_height(derived), size.units(19)
    if frames.band_frame:
        order = {"kicker": kicker, "subtitle": min(max(rest, line), max(need, size.units(110)))}
    else:
        title = max(min(round(0.58 * rest), size.units(160), max(rest - need, size.units(50))), size.units(28))
        order = {"kicker": kicker, "title": title, "subtitle": min(max(rest - title, line), max(need, size.units(110)))}
    found, y = {}, column.y
    for name, high in {**order, "flags": flags, "authors": authors}.items():
        frame = Rect(column.x, y, column.width, high)
        found[name] = between(frame, own[name].x, own[name].right) if name in own else frame
        y += high + gap
    return {**found, **apart} | ({"title": frames.band_frame} if frames.band_frame else {})


def _standfirst_height(derived: DerivedTheme) -> int:
    """Return how high a long standfirst is in its smallest size, with the space above it."""
    size, width = derived.size.units(_STANDFIRST_SIZE), derived.cover_frames.column.width
    wide = WIDE_LETTER if derived.fonts[1].trust == "wide" else 0.52
    lines = math.ceil(_STANDFIRST * wide * size / width)
    return round(1.2 * lines * size) + derived.size.units(22)


def content_slots(derived: DerivedTheme) -> dict[str, dict[str, Rect]]:
    """Return the frames of each layout of an answer."""
    frames, size = derived.content_frames, derived.size
    u, d = size.units, frames.body
    head = {"kicker": frames.kicker, "title": frames.title} if frames.kicker.height else {"title": frames.title}
    wide = max(u(150), round(0.2 * d.width))
    x, flag = d.right - wide, max(u(40), min(u(84), round(0.66 * wide), d.height - u(200)))
    name = d.y + flag + u(10)
    rows = name + u(100)
    note = u(20)
    exhibit = Rect(d.x, d.y, d.width, d.height - note - u(4))
    panel = {
        "body": Rect(d.x, d.y, d.width - wide - u(24), d.height),
        "flag": Rect(x, d.y, wide, flag),
        "name": Rect(x, name, wide, u(72)),
        "leader": Rect(x, name + u(34), wide, u(38)),
        "named": Rect(x, name + u(78), wide, u(18)),
        "rows": Rect(x, rows, wide, max(u(20), d.bottom - rows)),
    }
    return {
        "overview": {**head, "body": d},
        "actor": {**head, **panel},
        "context": {**head, "body": d},
        "exhibit": {
            **head,
            "table": exhibit,
            "picture": exhibit,
            "chart": exhibit,
            "source": Rect(d.x, d.bottom - note, d.width, note),
        },
        "figure": {**head, "body": d},
        "summary": {**head, "table": d},
        "sources": {"title": frames.title, "body": d},
    }
