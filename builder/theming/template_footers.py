"""Where the small words at the foot of a template's slides go: in its own places, in line with the other words."""

from msgspec import Struct
from msgspec.structs import replace

from builder.model.units import Rect
from builder.theming.calm_areas import CalmMap
from builder.theming.template_layouts import SlideSize, TemplateLayout

FOOTER = 0.5
"""The share of the slide's width that a footer may need."""

APART, INWARD = 12, 60
"""Theme units between footer and number, and those that a place may move away from what is beside it."""

NUMBER, MARGIN = 52, 26
"""Theme units of width that a number of two digits needs with that of all slides, and of the margin below it."""


def footers_of(
    layout: TemplateLayout, taken: tuple[Rect, ...], calm: CalmMap, size: SlideSize
) -> tuple[tuple[str, Rect], ...]:
    """Return the template's own places of footer and number, where they are calm and clear of our words.

    A narrow place grows where there is room: a footer says series, number and date, a number also how many slides
    there are. A number whose place is taken is at the foot of the slide where the words end.
    """
    found: dict[str, Rect] = {}
    ground, body = calm.ground(taken[-1]), taken[-1]
    for name, kind, least in (("number", "sldNum", 1), ("footer", "ftr", 60)):
        if layout.numbered and name == "number":
            continue  # there would be two
        own = [one.frame for one in layout.of(kind) if one.frame and one.frame.width >= size.units(least)]
        if not own:
            continue
        frame = size.inside(own[0])
        high = max(frame.height, size.units(16))
        frame = Rect(frame.x, min(frame.y, size.height - high), frame.width, high)
        if name == "number" and (more := size.units(NUMBER) - frame.width) > 0:
            before = more if frame.x + frame.width // 2 > size.width // 2 else 0
            frame = size.inside(Rect(frame.x - before, frame.y, frame.width + more, high))
        free = _Free((*taken, *found.values()), calm, ground, size.units(APART))
        if name == "footer":
            level = Rect(body.x, frame.y, frame.width, high)
        elif frame.x + frame.width // 2 > size.width // 2:
            level = Rect(body.right - frame.width, frame.y, frame.width, high)
        else:
            level = frame
        inward = [  # where the number ends at its edge, or the organisation's name does
            Rect(frame.x + step, frame.y, max(1, frame.width - step), high)
            for step in range(size.units(APART + 2), size.units(INWARD), size.units(APART))
        ]
        foot = Rect(
            body.right - size.units(NUMBER), size.height - size.units(MARGIN), size.units(NUMBER), size.units(16)
        )
        at_foot = [foot, replace(foot, x=body.x)] if name == "number" else []
        places = [one for one in (level, frame, *inward, *at_foot) if free.holds(one)]
        if places:  # rather where nothing is drawn right beside it
            found[name] = next((one for one in places if free.is_beside_nothing(one)), places[0])
    if "footer" in found:
        others = (*taken, *(frame for name, frame in found.items() if name != "footer"))
        found["footer"] = _Free(others, calm, ground, size.units(APART)).widened(found["footer"], size)
    return tuple((name, found[name]) for name in ("footer", "number") if name in found)


class _Free(Struct, frozen=True):
    """What is calm, and clear of other words."""

    others: tuple[Rect, ...]
    calm: CalmMap
    ground: str
    apart: int
    """The distance to what is beside it, EMU."""

    def holds(self, frame: Rect) -> bool:
        """Return whether `frame` is free."""
        wide = Rect(frame.x - self.apart, frame.y, frame.width + 2 * self.apart, frame.height)
        return self.calm.is_calm(frame, self.ground) and not any(wide.overlaps(one) for one in self.others)

    def is_beside_nothing(self, frame: Rect) -> bool:
        """Return whether what is before and behind `frame` is calm too."""
        air = 2 * self.apart
        wide = Rect(frame.x - air, frame.y, frame.width + 2 * air, frame.height)
        return self.calm.is_calm(wide, self.ground)

    def widened(self, frame: Rect, size: SlideSize) -> Rect:
        """Return `frame` as wide as a footer needs, to its right or else to its left, as far as that is free."""
        step, wanted = size.units(12), FOOTER * size.width
        for back in (0, 1):
            while frame.width < wanted:
                more = Rect(frame.x - back * step, frame.y, frame.width + step, frame.height)
                if size.inside(more) != more or not (self.holds(more) and self.is_beside_nothing(more)):
                    break
                frame = more
        return frame
