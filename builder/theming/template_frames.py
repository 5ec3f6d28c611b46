"""Where words go on a template's slides: frames in the calm part of its layouts, in theme units."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from builder.model.units import EMU_PER_PT, Rect
from builder.theming.calm_areas import CalmMap
from builder.theming.template_bars import BAR_TITLE, drawn_bar
from builder.theming.template_footers import footers_of
from builder.theming.template_layouts import SlideSize, TemplateLayout, TemplatePlaceholder
from builder.theming.template_palette import contrast
from builder.theming.template_sheets import clear_of_marks, panel_frame

SAME_GROUND = 1.12
"""Up to this contrast two grounds look like one."""

SMALLEST_TITLE, LONG_TITLE, WIDE_LETTER = 18, 100, 0.6
"""Theme units of the smallest title; characters of a long one, and the mean width of one in a wide font, em."""

BODY_USUAL, BODY_TIGHT, BODY_LEAST = 230, 190, 150
"""Theme units of calm height that an answer needs for its usual sizes, and that a table needs; and those that a title
leaves in any case."""

FULL_WIDTH = 0.8
"""The share of the slide's width from which on a place of words takes it all."""

MUCH_WIDER = 1.15
"""How many times as wide a place of words becomes at least that ends at what is drawn."""

ENOUGH = 310
"""Theme units of height above which an answer rather has more width."""

TITLE_LINES = 2.45
"""Sizes of a title that two of its lines are high."""

TITLE_LEAST, TITLE_USUAL, TITLE_MOST = 54, 90, 108
"""Theme units of height that a title rather has than air above it, where there is room, and at most: two lines."""

KICKER = 20
"""Theme units of height of the line above the title."""

UNDER_ART, UNDER_EDGE = (20, 14, 8), (30, 24, 20, 14, 8)
"""Theme units between the small line and what is above it, a picture, or the edge of the slide: the first possible."""

BELOW_BAR = 16
"""Theme units between a bar and the words below it."""

AIR = 18
"""Theme units between the words and what is at the foot of the slide, where the room allows it."""

_INWARD, _OUTWARD = 0.2, 0.1
"""How far a title moves to begin where the body does, and a body to begin below a title that art pushes to the right of
it, as shares of the slide's width."""

_BEYOND = 0.06
"""How far a title ends behind the body, as a share of the slide's width, and still is to end with it."""


class ContentFrames(Struct, frozen=True):
    """The frames that the layouts of answers share."""

    title: Rect
    kicker: Rect
    """The small line; without height where there is no calm place for it above the title."""
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
    shades: tuple[str, ...] = ()
    """The darkest and the lightest colour behind words that are not on the bar."""
    open: bool = False
    """Whether nothing is drawn from the title down to the body: what follows a title of one line may begin higher."""
    bar: Rect | None = None
    """The template's bar behind the title, drawn higher than it is: its titles are longer."""
    edge: Rect | None = None
    """What the layout draws between title and body, such as a rule or the end of a bar: its lowest part."""

    @property
    def band_used(self) -> bool:
        """Whether title or kicker are on a bar of another colour than the body's ground."""
        return self.band != self.ground

    @property
    def title_ground(self) -> str:
        """The colour behind the title, which a low bar is too low for."""
        return self.band if self.band_frame.contains(self.title) else self.ground


def content_frames(layout: TemplateLayout, calm: CalmMap, size: SlideSize, *, bar: bool = True) -> ContentFrames:
    """Return where an answer is on slides of `layout`; without `bar` its words avoid a bar behind the title."""
    titles, bodies = layout.of("title", "ctrTitle"), _largest_first(layout.of("obj", "body"))
    title = _own_title(titles, size)
    band = calm.ground(title)
    placed = bool(titles) or contrast(band, calm.ground(Rect(0, 0, size.width, size.height))) <= SAME_GROUND
    if placed and not calm.is_calm(title, band):
        title = calm.largest(title, band) or title
    zone = _zone(title, _columns(bodies, title, size), layout, size)
    title, zone = (_to_the_margin(one, calm, size) for one in (title, zone))
    if 0 < title.right - zone.right <= _BEYOND * size.width:  # they end together
        title = replace(title, width=zone.right - title.x)
    ground = calm.ground(zone)
    left, right = min(title.x, zone.x), max(title.right, zone.right)
    level = Rect(left, zone.y, right - left, zone.height)
    if zone.width < FULL_WIDTH * level.width and calm.is_calm(level, ground):
        zone = level  # a body that is much narrower than its title leaves what is beside it empty
    if not calm.is_calm(zone, ground):
        zone = calm.largest(zone, ground, size.units(ENOUGH)) or zone
    drawn = None
    if contrast(band, ground) > SAME_GROUND:
        title = _as_high_as_the_bar(title, band, calm, size)
        low = not _holds_a_title(title, size, BAR_TITLE)
        ink = titles[0].color if bar and titles else ""
        drawn = drawn_bar(title, ink, calm, size, band=band, ground=ground, low=low) if ink else None
        if drawn:
            title, band = drawn.title, drawn.color
    wanted = size.units(min(TITLE_MOST, max(TITLE_USUAL, TITLE_LINES * _title_units(titles, size))))
    usable = band if bar and placed else ""
    frames, on_bar = _arranged(title, zone, calm, size, ground=ground, band=usable, wanted=wanted)
    frames = _aligned(frames, size)
    furniture = footers_of(layout, (frames.title, frames.kicker, frames.body), calm, size)
    words = [frames.title, frames.kicker, frames.body, *(one for _, one in furniture)]
    return ContentFrames(
        title=frames.title,
        kicker=frames.kicker,
        body=frames.body,
        band=band if on_bar else ground,
        band_frame=title,
        furniture=furniture,
        ground=ground,
        shades=tuple(
            shade for one in words if not (on_bar and title.contains(one)) for shade in calm.shades(one, ground)
        ),
        grade=_grade(frames.title, frames.body, size) if calm.is_calm(frames.body, ground) else "refused",
        open=frames.kicker.height > 0 and calm.is_calm(frames.between, ground),
        edge=_edge_above(frames, calm, size, ground),
        bar=drawn.frame if drawn and on_bar else None,
    )


def _own_title(titles: list[TemplatePlaceholder], size: SlideSize) -> Rect:
    """Return where the template has its titles, if that is not low on the slide."""
    usual = Rect(size.units(54), size.units(30), size.width - size.units(108), size.units(72))
    own = size.inside(titles[0].frame if titles and titles[0].frame else usual)
    return own if own.y <= 0.4 * size.height else usual


class _Frames(Struct, frozen=True):
    """Kicker, title and body of an answer."""

    kicker: Rect
    title: Rect
    body: Rect

    @property
    def between(self) -> Rect:
        """What is above the body from where the title begins."""
        return Rect(self.body.x, self.title.y, self.body.width, max(1, self.body.y - self.title.y))


def _edge_above(frames: _Frames, calm: CalmMap, size: SlideSize, ground: str) -> Rect | None:
    """Return the lowest part of what is drawn above the body, if that is below the middle of the title."""
    top, high = calm.calm_from(replace(frames.body, height=size.units(BELOW_BAR)), ground), size.units(3)
    if top < frames.title.y + frames.title.height // 2:
        return None
    return Rect(frames.body.x, top - high, frames.body.width, high)


def _title_units(titles: list[TemplatePlaceholder], size: SlideSize) -> float:
    """Return the template's own size of titles in theme units; 0 if it has none."""
    return titles[0].size * EMU_PER_PT / size.units(1) if titles else 0


def _arranged(
    title: Rect, zone: Rect, calm: CalmMap, size: SlideSize, *, ground: str, band: str, wanted: int
) -> tuple[_Frames, bool]:
    """Return the frames, and whether some of them are on a bar of the colour `band`; empty if no bar may be used.

    `wanted` is the height of a title that has room.
    """
    own_ground, both = calm.ground(title), Rect(zone.x, title.y, zone.width, zone.bottom - title.y)
    if contrast(own_ground, ground) <= SAME_GROUND or calm.is_calm(both, ground):
        found = _above(title, zone, calm, size, ground=ground, wanted=wanted)
        if found is None or found.title.height < size.units(TITLE_LEAST):
            found = _title_alone(title, zone, calm, size, ground=ground) or found
        return found or _stacked(zone, calm, size, ground=ground), False
    if band and _holds_a_title(title, size, BAR_TITLE):
        return _on_bar(title, _under(zone, calm, size, ground=ground), size), True
    return _stacked(zone, calm, size, ground=ground, bar=calm.panel_behind(title)), False


def _as_high_as_the_bar(title: Rect, band: str, calm: CalmMap, size: SlideSize) -> Rect:
    """Return the frame of a title on a bar, higher where the bar is."""
    edge = size.units(2)
    top, bottom = calm.calm_from(title, band) + edge, calm.calm_until(title, band) - edge
    high = bottom - top
    return replace(title, y=top, height=high) if title.height < high <= size.units(TITLE_MOST) else title


def _aligned(frames: _Frames, size: SlideSize) -> _Frames:
    """Return the frames with the title above the body, where art lets one of them begin further in."""
    inward, body = frames.body.x - frames.title.x, frames.body
    if -_OUTWARD * size.width <= inward < 0 and body.width + inward >= 0.6 * size.width:
        return replace(frames, body=Rect(frames.title.x, body.y, body.width + inward, body.height))
    if not 0 < inward <= _INWARD * size.width:
        return frames
    kicker, title = (
        Rect(one.x + inward, one.y, one.width - inward, one.height) for one in (frames.kicker, frames.title)
    )
    if not _holds_a_title(title, size):
        return frames
    return _Frames(frames.kicker if frames.kicker.x == frames.body.x else kicker, title, frames.body)


def _holds_a_title(frame: Rect, size: SlideSize, least: int = SMALLEST_TITLE) -> bool:
    """Return whether a long title fits `frame` in two lines, or in three, of the size `least`, theme units."""
    lines = min(3, frame.height // size.units(1.2 * least))
    return lines >= 2 and lines * frame.width >= LONG_TITLE * WIDE_LETTER * size.units(SMALLEST_TITLE)


def _on_bar(title: Rect, zone: Rect, size: SlideSize) -> _Frames:
    """Return the frames where the title is on a bar of its own colour, with the kicker where there is room for it."""
    u, line = size.units, size.units(22) if title.height >= size.units(22 + 44) else 0
    rest = Rect(title.x, title.y + line, title.width, title.height - line)
    return _Frames(replace(title, height=line and u(20)), rest, _below(zone, title.bottom + u(10)))


def _under(zone: Rect, calm: CalmMap, size: SlideSize, *, ground: str) -> Rect:
    """Return the part of `zone` that keeps its distance to the bar above it."""
    top = max(zone.y, min(calm.calm_from(zone, ground) + size.units(BELOW_BAR), zone.y + zone.height // 3))
    return Rect(zone.x, top, zone.width, zone.bottom - top)


def _title_alone(title: Rect, zone: Rect, calm: CalmMap, size: SlideSize, *, ground: str) -> _Frames | None:
    """Return the frames where there is room for the title above a rule, but not for the kicker too."""
    for edge in map(size.units, UNDER_EDGE[2:4]):
        found = calm.largest(Rect(title.x, edge, title.width, max(1, zone.y - edge)), ground)
        if found and found.overlaps(title) and _holds_a_title(found, size):
            high = min(found.height, size.units(90))
            frame = Rect(found.x, found.bottom - high, found.width, high)
            return _Frames(replace(frame, height=0), frame, _below(zone, zone.y + size.units(BELOW_BAR)))
    return None


def _above(title: Rect, zone: Rect, calm: CalmMap, size: SlideSize, *, ground: str, wanted: int) -> _Frames | None:
    """Return the frames where title and body are on the same ground: the kicker is above the title, clear of all art.

    None if there is no room for both between what is drawn above and below.
    """
    u = size.units
    above, end = calm.calm_from(title, ground), calm.calm_until(title, ground)
    panel = calm.panel_behind(title)  # a bar that is hardly darker than the rest: words would straddle its edge
    if panel and panel.bottom < size.height // 2:
        above, end = max(above, panel.y), min(end, panel.bottom)
    end = min(end - u(4), zone.bottom - u(BODY_LEAST))
    found = []
    for air in UNDER_ART if above else UNDER_EDGE:
        kicker = Rect(title.x, max(title.y - u(KICKER + 2), above + u(air)), title.width, u(KICKER))
        top = kicker.bottom + u(4)
        usual = max(title.bottom - top, u(TITLE_USUAL))
        high = wanted if zone.bottom - top - wanted >= u(ENOUGH) else min(usual, wanted)
        frame = Rect(title.x, top, title.width, max(1, min(high, end - top)))
        if _holds_a_title(frame, size) and calm.is_calm(kicker, ground) and calm.is_calm(frame, ground):
            found.append(_Frames(kicker, frame, _from_below(zone, frame.bottom + u(10), calm, ground)))
    return next((one for one in found if one.title.height >= u(TITLE_LEAST)), found[-1] if found else None)


def _stacked(own: Rect, calm: CalmMap, size: SlideSize, *, ground: str, bar: Rect | None = None) -> _Frames:
    """Return the frames one below the other in the largest calm part of the slide.

    They begin and end where the template's `own` words do, if that leaves them wide enough, and below a `bar` whose
    colour is so near to the ground's that words can be read on both.
    """
    u = size.units
    top = bar.bottom if bar and bar.bottom < size.height // 2 else 0
    whole = size.inside(Rect(0, top, size.width, size.height - top))
    zone = calm.largest(whole, ground) or whole
    edge = u(8)
    zone = Rect(zone.x + edge, zone.y + edge, max(1, zone.width - 2 * edge), max(1, zone.height - 2 * edge))
    left, right = max(zone.x, own.x), min(zone.right, own.right)
    if right - left >= 0.6 * size.width:
        zone = Rect(left, zone.y, right - left, zone.height)
    return _from_the_top(zone, u)


def _from_the_top(zone: Rect, u: Callable[[float], int]) -> _Frames:
    """Return the frames from the top of `zone` down; `u` gives theme units."""
    title = Rect(zone.x, zone.y + u(22), zone.width, u(80))
    return _Frames(Rect(zone.x, zone.y, zone.width, u(20)), title, _below(zone, title.bottom + u(10)))


def on_panel(layout: TemplateLayout, calm: CalmMap, size: SlideSize, ground: str) -> ContentFrames:
    """Return the frames of an answer on a plain sheet of the colour `ground`, which hides as little art as may be."""
    sheet = clear_of_marks(panel_frame(calm, size), layout.marks, size)
    u, d = size.units, size.units(20)
    zone = Rect(sheet.x + d, sheet.y + u(12), sheet.width - 2 * d, sheet.height - u(24))
    frames = _from_the_top(zone, u)
    free = tuple((name, one) for name, one in footers_of(layout, (sheet,), calm, size) if not one.overlaps(sheet))
    return ContentFrames(
        title=frames.title,
        kicker=frames.kicker,
        body=frames.body,
        band=ground,
        band_frame=frames.title,
        furniture=free,
        ground=ground,
        grade="panel",
        panel=sheet,
    )


def _grade(title: Rect, body: Rect, size: SlideSize) -> str:
    """Return how well answers suit the frames: from how much they hold, not from looks."""
    high, wide = body.height / size.units(1), body.width / size.width
    if title.height < size.units(20) or high < BODY_TIGHT or wide < 0.5:
        return "refused"
    usual = high >= BODY_USUAL and wide >= 0.6 and title.height >= size.units(44) and title.width >= 0.4 * size.width
    return "ok" if usual else "tight"


def _largest_first(places: list[TemplatePlaceholder]) -> list[TemplatePlaceholder]:
    return sorted(places, key=lambda one: -(one.frame.width * one.frame.height if one.frame else 0))


def _columns(bodies: list[TemplatePlaceholder], title: Rect, size: SlideSize) -> Rect | None:
    """Return the place of all the columns below the title, or of the largest body where none is large."""
    least = 0.04 * size.width * size.height
    frames = [one.frame for one in bodies if one.frame and one.frame.y >= title.y + title.height // 2]
    large = [one for one in frames if one.width * one.height >= least] or frames[:1]
    if not large:
        return bodies[0].frame if bodies else None
    left, top = min(one.x for one in large), min(one.y for one in large)
    right, bottom = max(one.right for one in large), max(one.bottom for one in large)
    return Rect(left, top, right - left, bottom - top)


def _zone(title: Rect, body: Rect | None, layout: TemplateLayout, size: SlideSize) -> Rect:
    """Return what lies between the title and the footers, as wide as the template's own body."""
    feet = [one.frame.y for one in layout.of("ftr", "sldNum", "dt") if one.frame and one.frame.y > 0.75 * size.height]
    low = min([*feet, round(0.94 * size.height)])
    wide = body if body and body.width > 0.4 * size.width else title
    left = title.x if abs(wide.x - title.x) < 0.045 * size.width else wide.x
    top = title.bottom + size.units(2)
    air = min(AIR, max(6, (low - top) / size.units(1) - BODY_USUAL))
    return size.inside(Rect(left, top, max(1, wide.right - left), max(1, low - size.units(air) - top)))


def _to_the_margin(frame: Rect, calm: CalmMap, size: SlideSize) -> Rect:
    """Return `frame` as far to the right as it is from the left edge of the slide, where nothing is drawn there.

    Where something is, as far as that, if it is much wider then.
    """
    wide, ground = size.width - 2 * frame.x, calm.ground(frame)
    if not FULL_WIDTH * size.width > frame.width >= 0.4 * size.width or wide <= frame.width:
        return frame
    widths = (wide, *range(wide, round(MUCH_WIDER * frame.width), -size.units(12)))
    choices = (replace(frame, width=one) for one in widths)
    return next((one for one in choices if calm.is_calm(one, ground)), frame)


def _from_below(zone: Rect, top: int, calm: CalmMap, ground: str) -> Rect:
    """Return `zone` from `top` down, also up to there where the template's own title would take that room."""
    more = Rect(zone.x, top, zone.width, zone.y - top)
    return Rect(zone.x, top, zone.width, zone.bottom - top) if top >= zone.y or calm.is_calm(more, ground) else zone


def _below(zone: Rect, top: int) -> Rect:
    return zone if zone.y >= top else Rect(zone.x, top, zone.width, max(1, zone.bottom - top))
