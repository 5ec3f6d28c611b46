"""Where words go on a template's slides: frames in the calm part of its layouts, in theme units."""

from __future__ import annotations

from msgspec import Struct

from builder.model.units import Rect
from builder.theming.calm import CalmMap
from builder.theming.template_layouts import TemplateLayout, TemplatePlaceholder
from builder.theming.template_palette import contrast

SAME_GROUND = 1.12
"""Up to this contrast two grounds look like one."""

SMALLEST_TITLE, LONG_TITLE, WIDE_LETTER = 18, 100, 0.6
"""Theme units of the smallest title; characters of a long one, and the mean width of one in a wide font, em."""

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
    """`ok`, `tight`, `panel` or `refused`."""
    panel: Rect | None = None
    """A plain sheet behind all words, where the layout has no calm place for them."""

    @property
    def band_used(self) -> bool:
        """Whether title or kicker are on a bar of another colour than the body's ground."""
        return self.band != self.ground

    @property
    def title_ground(self) -> str:
        """The colour behind the title, which a low bar is too low for."""
        return self.band if self.band_frame.contains(self.title) else self.ground


class CoverFrames(Struct, frozen=True):
    """The frames of the cover."""

    column: Rect
    """The calm part in which its words are."""
    ground: str
    grade: str
    room: int
    """Theme units of calm height."""
    panel: Rect | None = None
    """A plain sheet behind the words, where the layout has no calm place for them."""


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


def content_frames(layout: TemplateLayout, calm: CalmMap, size: SlideSize, *, bar: bool = True) -> ContentFrames:
    """Return where an answer is on slides of `layout`; without `bar` its words avoid a bar behind the title."""
    titles, bodies = layout.of("title", "ctrTitle"), _largest_first(layout.of("obj", "body"))
    fallback = Rect(size.units(54), size.units(30), size.width - size.units(108), size.units(72))
    title = size.inside(titles[0].frame if titles and titles[0].frame else fallback)
    if title.y > 0.4 * size.height:
        title = fallback
    band = calm.ground(title)
    if not calm.is_calm(title, band):
        title = calm.largest(title, band) or title
    zone = _zone(title, bodies[0].frame if bodies else None, layout, size)
    ground = calm.ground(zone)
    if not calm.is_calm(zone, ground):
        zone = calm.largest(zone, ground) or zone
    frames, on_bar = _arranged(title, zone, calm, size, ground=ground, band=band if bar else "")
    return ContentFrames(
        title=frames.title,
        kicker=frames.kicker,
        body=frames.body,
        band=band if on_bar else ground,
        band_frame=title,
        furniture=_furniture(layout, (frames.title, frames.kicker, frames.body), calm, size),
        ground=ground,
        grade=_grade(frames.title, frames.body, size) if calm.is_calm(frames.body, ground) else "refused",
    )


class _Frames(Struct, frozen=True):
    """Kicker, title and body of an answer."""

    kicker: Rect
    title: Rect
    body: Rect


def _arranged(
    title: Rect, zone: Rect, calm: CalmMap, size: SlideSize, *, ground: str, band: str
) -> tuple[_Frames, bool]:
    """Return the frames, and whether some of them are on a bar of the colour `band`; empty if no bar may be used."""
    own_ground = calm.ground(title)
    if contrast(own_ground, ground) <= SAME_GROUND:
        above = _above(title, zone, calm, size, ground=ground)
        roomy = above if _holds_a_title(above.title, size) else _stacked(zone, calm, size, ground=ground, kicker=None)
        return roomy, False
    if band and _holds_a_title(title, size):
        return _on_bar(title, zone, size), True
    low_bar = title if band and title.height >= size.units(18) else None
    return _stacked(zone, calm, size, ground=ground, kicker=low_bar), low_bar is not None


def _holds_a_title(frame: Rect, size: SlideSize) -> bool:
    """Return whether a long title fits `frame` in two lines, or in three, of the smallest size of titles."""
    lines = min(3, frame.height // size.units(1.2 * SMALLEST_TITLE))
    return lines >= 2 and lines * frame.width >= LONG_TITLE * WIDE_LETTER * size.units(SMALLEST_TITLE)


def _on_bar(title: Rect, zone: Rect, size: SlideSize) -> _Frames:
    """Return the frames where the title is on a bar of its own colour, with the kicker where there is room for it."""
    u = size.units
    if title.height >= u(22 + 44):
        kicker = Rect(title.x, title.y, title.width, u(20))
        rest = Rect(title.x, title.y + u(22), title.width, title.height - u(22))
        return _Frames(kicker, rest, _below(zone, title.bottom + u(10)))
    kicker = Rect(zone.x, zone.y + u(4), zone.width, u(20))
    return _Frames(kicker, title, _below(zone, kicker.bottom + u(8)))


def _above(title: Rect, zone: Rect, calm: CalmMap, size: SlideSize, *, ground: str) -> _Frames:
    """Return the frames where title and body are on the same ground: the kicker is above the title."""
    u = size.units
    kicker = Rect(title.x, title.y - u(22), title.width, u(20))
    if kicker.y <= u(6) or not calm.is_calm(kicker, ground):
        kicker = Rect(title.x, title.y, title.width, u(20))
        title = Rect(title.x, title.y + u(22), title.width, max(1, title.height - u(22)))
    higher = Rect(title.x, title.y, title.width, max(title.height, u(80)))
    if calm.is_calm(higher, ground):
        title = higher
    return _Frames(kicker, title, _below(zone, title.bottom + u(10)))


def _stacked(own: Rect, calm: CalmMap, size: SlideSize, *, ground: str, kicker: Rect | None) -> _Frames:
    """Return the frames one below the other in the largest calm part of the slide; the kicker may be on a bar above.

    They begin and end where the template's `own` words do, if that leaves them wide enough.
    """
    u, whole = size.units, size.inside(Rect(0, 0, size.width, size.height))
    zone = calm.largest(whole, ground) or whole
    edge = u(8)
    zone = Rect(zone.x + edge, zone.y + edge, max(1, zone.width - 2 * edge), max(1, zone.height - 2 * edge))
    left, right = max(zone.x, own.x), min(zone.right, own.right)
    if right - left >= 0.6 * size.width:
        zone = Rect(left, zone.y, right - left, zone.height)
    if kicker and kicker.bottom <= zone.y + u(20):
        high = u(20)
        kicker = Rect(kicker.x, kicker.y + (kicker.height - high) // 2, kicker.width, high)
        top = zone.y
    else:
        kicker, top = Rect(zone.x, zone.y, zone.width, u(20)), zone.y + u(22)
    title = Rect(zone.x, top, zone.width, u(80))
    return _Frames(kicker, title, _below(zone, title.bottom + u(10)))


def on_panel(layout: TemplateLayout, calm: CalmMap, size: SlideSize, ground: str) -> ContentFrames:
    """Return the frames of an answer on a plain sheet of the colour `ground`, which hides as little art as may be."""
    sheet = panel_frame(calm, size)
    u, d = size.units, size.units(20)
    zone = Rect(sheet.x + d, sheet.y + u(12), sheet.width - 2 * d, sheet.height - u(24))
    kicker = Rect(zone.x, zone.y, zone.width, u(20))
    title = Rect(zone.x, zone.y + u(22), zone.width, u(80))
    body = _below(zone, title.bottom + u(10))
    free = tuple((name, one) for name, one in _furniture(layout, (sheet,), calm, size) if not one.overlaps(sheet))
    return ContentFrames(
        title=title,
        kicker=kicker,
        body=body,
        band=ground,
        band_frame=title,
        furniture=free,
        ground=ground,
        grade="panel",
        panel=sheet,
    )


def panel_frame(calm: CalmMap, size: SlideSize) -> Rect:
    """Return where a sheet large enough for any slide hides the least of what the layout draws."""
    ground = calm.ground(Rect(0, 0, size.width, size.height))
    lefts, tops = (0.03, 0.08, 0.14, 0.2), (0.04, 0.09, 0.14, 0.19)
    wide, high = size.width, size.height
    choices = [
        Rect(round(x * wide), round(y * high), round((1 - x - r) * wide), round((1 - y - b) * high))
        for x in lefts
        for r in lefts
        for y in tops
        for b in tops
        if 1 - x - r >= 0.72 and 1 - y - b >= 0.72
    ]
    return max(choices, key=lambda one: one.width * one.height * (0.4 - calm.share_drawn(one, ground)))


def _grade(title: Rect, body: Rect, size: SlideSize) -> str:
    """Return how well answers suit the frames: from how much they hold, not from looks."""
    high, wide = body.height / size.units(1), body.width / size.width
    if title.height < size.units(20) or high < BODY_LEAST or wide < 0.5:
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
        if calm.is_calm(frame, calm.ground(taken[-1])) and not any(frame.overlaps(one) for one in others):
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


def cover_on_panel(calm: CalmMap, size: SlideSize, ground: str) -> CoverFrames:
    """Return the frames of a cover on a plain sheet of the colour `ground`."""
    sheet, d = panel_frame(calm, size), size.units(28)
    column = Rect(sheet.x + d, sheet.y + d, sheet.width - 2 * d, sheet.height - 2 * d)
    return CoverFrames(column, ground, "panel", column.height // size.units(1), sheet)


def _better(one: Rect, other: Rect, size: SlideSize) -> bool:
    least = size.units(COVER_USUAL)
    return other.width <= 0.34 * size.width or min(one.height, least) > min(other.height, least)


def _around(column: Rect, head: Rect | None, size: SlideSize) -> Rect:
    """Return as much of the column as the words need, from where the template's own title begins."""
    edge = size.units(6)
    calm = Rect(column.x + edge, column.y + edge, max(1, column.width - 2 * edge), max(1, column.height - 2 * edge))
    need = size.units(350)
    if head is None or calm.height <= need:
        return calm
    top = min(max(calm.y, head.y - size.units(34)), calm.bottom - need)
    return Rect(calm.x, top, calm.width, need)
