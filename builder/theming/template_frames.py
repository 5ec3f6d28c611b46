"""Where words go on a template's slides: frames in the calm part of its layouts, in theme units."""

from __future__ import annotations

from msgspec import Struct

from builder.model.units import Rect
from builder.theming.calm import CalmMap
from builder.theming.template_layouts import TemplateLayout, TemplatePlaceholder
from builder.theming.template_palette import contrast

DRAWN = 0.004
"""The share of a frame that a layout may draw on before the frame is moved."""

COVER_USUAL, COVER_LEAST = 248, 176
"""Theme units of calm height that a cover needs for its usual sizes, and at least."""

BODY_USUAL, BODY_LEAST = 230, 150
"""Theme units of calm height that an answer needs for its usual sizes, and at least."""


class ContentFrames(Struct, frozen=True):
    """The frames that the layouts of answers share."""

    title: Rect
    kicker: Rect
    body: Rect
    band: str
    """The colour behind the title."""
    band_frame: Rect
    """Title, and kicker where it is with the title on a bar of its own colour."""
    furniture: tuple[tuple[str, Rect], ...]
    """The template's own places of `footer` and `number`, where they are clear."""
    ground: str
    """The colour behind the body."""
    grade: str
    """`ok`, `tight` or `refused`."""


class CoverFrames(Struct, frozen=True):
    """The frames of the cover."""

    column: Rect
    """The calm part in which its words are."""
    ground: str
    grade: str
    room: int
    """Theme units of calm height."""


class SlideSize(Struct, frozen=True):
    """The size of a template's slides, EMU."""

    width: int
    height: int

    def units(self, count: float) -> int:
        """Return a length in theme units as EMU."""
        return round(count * self.height / 540)

    def inside(self, frame: Rect) -> Rect:
        """Return the part of `frame` that is not at the edge of the slide."""
        left, top = max(frame.x, self.units(14)), max(frame.y, self.units(8))
        right, bottom = min(frame.right, self.width - self.units(14)), min(frame.bottom, self.height - self.units(8))
        return Rect(left, top, max(1, right - left), max(1, bottom - top))


def content_frames(layout: TemplateLayout, calm: CalmMap, size: SlideSize) -> ContentFrames:
    """Return where an answer is on slides of `layout`."""
    titles, bodies = layout.of("title", "ctrTitle"), _largest_first(layout.of("obj", "body"))
    fallback = Rect(size.units(54), size.units(30), size.width - size.units(108), size.units(72))
    title = size.inside(titles[0].frame if titles and titles[0].frame else fallback)
    band = calm.ground(title)
    if calm.share_drawn(title, band) > DRAWN:
        title = calm.largest(title, band) or title
    body = bodies[0].frame if bodies and bodies[0].frame else None
    zone = _zone(title, body, layout, size)
    ground = calm.ground(zone)
    if calm.share_drawn(zone, ground) > DRAWN / 2:
        zone = calm.largest(zone, ground) or zone
    on_band = contrast(band, ground) > 1.12
    whole, kicker = title, None
    above = Rect(title.x, title.y - size.units(22), title.width, size.units(20))
    if not on_band and above.y > size.units(6) and calm.share_drawn(above, ground) <= DRAWN:
        kicker = above
    elif not on_band or title.height >= size.units(50):
        kicker = Rect(title.x, title.y, title.width, size.units(20))
        title = Rect(title.x, title.y + size.units(22), title.width, max(1, title.height - size.units(22)))
    if not on_band:
        title, zone = _with_room_for_lines(title, zone, calm, size, ground=ground)
    if kicker is None:  # a bar for one line: the kicker is below it
        kicker, zone = (
            Rect(zone.x, zone.y + size.units(4), zone.width, size.units(20)),
            _below(zone, zone.y + size.units(32)),
        )
    rest = _below(zone, title.bottom + size.units(10))
    return ContentFrames(
        title=title,
        kicker=kicker,
        body=rest,
        band=band if on_band else ground,
        band_frame=whole,
        furniture=_furniture(layout, (title, kicker, rest), calm, size),
        ground=ground,
        grade=_grade(title, rest, size) if titles else "refused",
    )


def _grade(title: Rect, body: Rect, size: SlideSize) -> str:
    """Return how well answers suit the frames: from how much they hold, not from looks."""
    high, wide = body.height / size.units(1), body.width / size.width
    if title.height < size.units(20) or high < BODY_LEAST or wide < 0.45:
        return "refused"
    usual = high >= BODY_USUAL and wide >= 0.6 and title.height >= size.units(44) and title.width >= 0.4 * size.width
    return "ok" if usual else "tight"


def _furniture(
    layout: TemplateLayout, taken: tuple[Rect, ...], calm: CalmMap, size: SlideSize
) -> tuple[tuple[str, Rect], ...]:
    """Return the template's own places of footer and number, where they are calm and clear of our words."""
    found: list[tuple[str, Rect]] = []
    for name, kind, least in (("footer", "ftr", 60), ("number", "sldNum", 24)):
        places = [one.frame for one in layout.of(kind) if one.frame and one.frame.width >= size.units(least)]
        if not places:
            continue
        frame = size.inside(places[0])
        high = max(frame.height, size.units(16))
        frame = Rect(frame.x, min(frame.y, size.height - high), frame.width, high)
        others = (*taken, *(one for _, one in found))
        if calm.share_drawn(frame, calm.ground(taken[2])) <= DRAWN and not any(frame.overlaps(one) for one in others):
            found.append((name, frame))
    return tuple(found)


def _largest_first(places: list[TemplatePlaceholder]) -> list[TemplatePlaceholder]:
    return sorted(places, key=lambda one: -(one.frame.width * one.frame.height if one.frame else 0))


def _zone(title: Rect, body: Rect | None, layout: TemplateLayout, size: SlideSize) -> Rect:
    """Return what lies between the title and the footers, as wide as the template's own body."""
    feet = [one.frame.y for one in layout.of("ftr", "sldNum", "dt") if one.frame and one.frame.y > 0.75 * size.height]
    low = min([*feet, round(0.94 * size.height)])
    wide = body if body and body.width > 0.4 * size.width else title
    left = title.x if abs(wide.x - title.x) < 0.045 * size.width else wide.x
    top = title.bottom + size.units(2)
    return size.inside(Rect(left, top, max(1, wide.right - left), max(1, low - size.units(6) - top)))


def _with_room_for_lines(title: Rect, zone: Rect, calm: CalmMap, size: SlideSize, *, ground: str) -> tuple[Rect, Rect]:
    """Return title and zone with the title high enough for two lines, where nothing is drawn below it."""
    higher = Rect(title.x, title.y, title.width, max(title.height, size.units(80)))
    if calm.share_drawn(higher, ground) > DRAWN:
        return title, _below(zone, title.bottom + size.units(4))
    return higher, _below(zone, higher.bottom + size.units(4))


def _below(zone: Rect, top: int) -> Rect:
    return zone if zone.y >= top else Rect(zone.x, top, zone.width, max(1, zone.bottom - top))


def cover_frames(layout: TemplateLayout, calm: CalmMap, size: SlideSize) -> CoverFrames:
    """Return where the cover's words are on `layout`: around its own title, or where most is calm."""
    heads = layout.of("ctrTitle", "title") or sorted(layout.of("body"), key=lambda one: -one.size)[:1]
    whole = size.inside(Rect(0, 0, size.width, size.height))
    head = heads[0].frame if heads else None
    best, ground = None, calm.ground(head or whole)
    if head:
        best = calm.largest(size.inside(Rect(head.x, 0, head.width, size.height)), ground)
    halves = [Rect(0, top, size.width, size.height // 2) for top in (0, size.height // 2)]
    for one in dict.fromkeys([ground, *(calm.ground(part) for part in (whole, *halves))]):
        if best and best.width > 0.45 * size.width and best.height >= size.units(COVER_USUAL):
            break
        other = calm.largest(whole, one)
        if other and other.width > 0.4 * size.width and (best is None or _better(other, best, size)):
            best, ground = other, one
    column = best or Rect(0, 0, 1, 1)
    room = column.height // size.units(1) if column.width > 0.34 * size.width else 0
    grade = "ok" if room >= COVER_USUAL else "tight" if room >= COVER_LEAST else "refused"
    return CoverFrames(_around(column, head, size), ground, grade, room)


def _better(one: Rect, other: Rect, size: SlideSize) -> bool:
    least = size.units(COVER_USUAL)
    return other.width <= 0.34 * size.width or min(one.height, least) > min(other.height, least)


def _around(column: Rect, head: Rect | None, size: SlideSize) -> Rect:
    """Return as much of the column as the words need, from where the template's own title begins."""
    edge = size.units(6)
    calm = Rect(column.x + edge, column.y + edge, max(1, column.width - 2 * edge), max(1, column.height - 2 * edge))
    need = size.units(330)
    if head is None or calm.height <= need:
        return calm
    top = min(max(calm.y, head.y - size.units(34)), calm.bottom - need)
    return Rect(calm.x, top, calm.width, need)
