"""Where the words of a cover go on a template's slides: in one calm column, or beside a bar that the title is on."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.model.units import EMU_PER_PT, Rect
from builder.theming.calm_areas import BRAND, CalmMap
from builder.theming.template_layouts import SlideSize, TemplateLayout, TemplatePlaceholder
from builder.theming.template_palette import READABLE, contrast, readable, strength
from builder.theming.template_sheets import clear_of_marks, panel_frame

COVER_USUAL, COVER_LEAST = 236, 176
"""Theme units of calm height that a cover needs for its usual sizes, and at least."""

COVER_BAR, BESIDE_BAR, BESIDE_RULE = 84, 128, 170
"""Theme units of height that a bar needs for the cover's title, and that the other words need above or below it; and
those that they need below a rule, where they could be above it too.
"""


RULE_MOST, TITLE_LEAST, TITLE_HIGH = 44, 64, 130
"""Theme units of height that a rule with the air around it has at most, and of a title above it: least and most."""

OUTER, MARGIN = 28, 40
"""Theme units between the words and the upper and lower edge of the slide, and those at its sides."""

BELOW_PANEL = 20
"""Theme units between a bar or panel with the title and the words below it."""

STEP = 14
"""Theme units by which the edge of a place may differ from that of the other words and is moved there."""

NEARER = 8
"""Theme units that words below a rule are nearer to it than to other art."""

ONE_COLOR = 1.03
"""Up to this contrast a bar and what is beside it are of one colour."""

MUCH = 1.2
"""How many times as high another part of the slide must be to take the words away from the template's own title."""

ROOMY = 320
"""Theme units of calm height from which on all words of a cover have room on one side of a rule."""


OWN_LEAST, HELD, WIDE_PLACE = 84, 0.7, 0.5
"""Theme units of calm height that the words need around the template's own title; the least share of its width that is
calm; and that of the width of the title that the place of a subtitle, or of authors, has.
"""


FAINT_INK = 2
"""The contrast of white on a panel from which on that is drawn darker for it."""

SIDE_MOST = 0.12
"""The share of a slide's width that a template's title begins at most from its side for a band's words to do so."""

PLACE_LEAST = 16
"""Theme units of height of a place for a line of words."""


class CoverPlace(Struct, frozen=True):
    """Where a template has words of its cover, and how they look there."""

    frame: Rect
    anchor: str
    align: str
    size: float
    """Points."""
    color: str


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
    band: str = ""
    """The colour of a bar that the title is on, while the other words are beside it; empty if there is none."""
    band_frame: Rect | None = None
    """Where the title is, where that is not with the other words: on the bar, or above a rule of the template's."""
    shades: tuple[str, ...] = ()
    """The darkest and the lightest colour behind the words that are not on the bar."""
    whole: Rect | None = None
    """All of the calm part, where the column is not that: its words are a group in it."""
    places: Mapping[str, CoverPlace] = {}
    """The template's own places of what is `title`, `subtitle` and `authors`, where its words are there."""

    def holds(self, name: str) -> bool:
        """Return whether the template's own place of what is called `name` is in the column."""
        return name in self.places and self.places[name].frame.overlaps(self.column)

    @property
    def group(self) -> Rect:
        """The frame in which the words are one group."""
        return self.whole or self.column


def cover_frames(layout: TemplateLayout, calm: CalmMap, size: SlideSize, *, bar: bool = True) -> CoverFrames:
    """Return where the cover's words are on `layout`: around its own title, or where most is calm.

    Without `bar`, no title is on a bar of its own colour.
    """
    places = _places_of(layout, size)
    whole = size.inside(Rect(0, 0, size.width, size.height))
    head = places["title"].frame if places else None
    best, ground = None, calm.ground(head or whole)
    if head:
        own = _around_its_title(places, calm, size)
        own = _on_own_panel(own, calm) if own else None
        if own and own.holds("subtitle"):
            return own
        best = calm.largest(size.inside(Rect(head.x, 0, head.width, size.height)), ground, size.units(ROOMY))
        split = _cover_on_bar(head, calm, size) if bar else None
        found = split or (_above_a_rule(best, ground, head, calm, size) if best else None) or own
        if found:
            return found
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
    column = _on_one_panel(_with_margins(column, head, size), calm, size)
    whole = _group(column, size)
    column = _around(column, head, size)
    return CoverFrames(column, ground, grade, room, shades=calm.shades(whole, ground), whole=whole)


def _places_of(layout: TemplateLayout, size: SlideSize) -> dict[str, CoverPlace]:
    """Return the places of a cover's title, subtitle and, below that, authors, as far as the layout has them."""
    bodies = layout.of("body")
    heads = layout.of("ctrTitle", "title") or sorted(bodies, key=lambda one: -one.size)[:1]
    if not heads:
        return {}
    found = {"title": _place(heads[0], size)}
    least = {"subtitle": 14, "authors": 12}
    below = [_place(one, size) for one in (*layout.of("subTitle"), *bodies) if one is not heads[0]]
    for one in sorted(below, key=lambda one: one.frame.y):
        *_, last = found.values()
        name = next((name for name in least if name not in found), "")
        wide = one.frame.width >= WIDE_PLACE * found["title"].frame.width
        lower = one.frame.y >= last.frame.y + last.frame.height // 2
        if name and wide and lower and one.size * EMU_PER_PT >= size.units(least[name]):
            found[name] = one
    return found


def _place(one: TemplatePlaceholder, size: SlideSize) -> CoverPlace:
    return CoverPlace(size.inside(one.frame or Rect(0, 0, 1, 1)), one.anchor, one.align, one.size, one.color)


def _around_its_title(places: Mapping[str, CoverPlace], calm: CalmMap, size: SlideSize) -> CoverFrames | None:
    """Return the frames of a cover whose words are a group around the template's own title, as wide as its place.

    None where there is too little room. A subtitle or authors whose places are elsewhere are in these.
    """
    u, head = size.units, places["title"].frame
    ground = calm.ground(head)
    middle = replace(head, y=head.y + head.height // 2, height=u(4))
    frames = [head] * calm.is_calm(middle, ground) + [one for one in [calm.largest(head, ground)] if one]
    wide = (one for one in frames if one.width >= max(HELD * head.width, 0.34 * size.width))
    columns = (_calm_column(one, ground, calm, size) for one in wide)
    column = next((one for one in columns if one.height >= u(OWN_LEAST)), None)
    if column is None:
        return None
    found, shades = {"title": places["title"]}, list(calm.shades(column, ground))
    for name in [one for one in ("subtitle", "authors") if one in places]:
        own = places[name].frame
        if name == "subtitle" and own.overlaps(column) and own.y + u(20) < column.bottom:
            found[name] = places[name]
            continue
        above, other = min(column.bottom, own.y - u(BELOW_PANEL)), calm.ground(own)
        room = not own.overlaps(column) or above - column.y >= u(COVER_LEAST)
        if room and own.height >= u(PLACE_LEAST) and calm.is_calm(own, other) and _one_ink(ground, other):
            found[name] = _at_the_edge_of(column, places[name], size)
            column = replace(column, height=above - column.y)
            shades += calm.shades(own, other)
    high = column.height // u(1)
    if high < OWN_LEAST:
        return None
    grade = "ok" if high >= COVER_LEAST else "tight"
    return CoverFrames(column, ground, grade, high, shades=tuple(shades), places=found)


def _at_the_edge_of(column: Rect, place: CoverPlace, size: SlideSize) -> CoverPlace:
    """Return `place` with the left edge of the other words where it is hardly elsewhere: a step looks like a slip."""
    frame = place.frame
    if not 0 < abs(column.x - frame.x) <= size.units(STEP):
        return place
    return replace(place, frame=Rect(column.x, frame.y, frame.right - column.x, frame.height))


def _calm_column(frame: Rect, ground: str, calm: CalmMap, size: SlideSize) -> Rect:
    """Return what is calm above and below `frame`, in all its width."""
    top, bottom = calm.calm_from(frame, ground), calm.calm_until(frame, ground)
    return _group(_on_one_panel(replace(frame, y=top, height=max(1, bottom - top)), calm, size), size)


def _one_ink(ground: str, other: str) -> bool:
    """Return whether words of one colour can be read on both grounds."""
    return any(min(contrast(ink, ground), contrast(ink, other)) >= READABLE for ink in ("000000", "FFFFFF"))


def _cover_on_bar(head: Rect, calm: CalmMap, size: SlideSize) -> CoverFrames | None:
    """Return the frames of a cover whose title is on a bar or panel of its own colour, the other words beside it."""
    panel = calm.panel_behind(size.inside(head))
    if panel is None or not size.units(COVER_BAR) <= panel.height <= size.height // 2:
        return None
    band = calm.ground(panel)
    edge, least = size.units(12), size.units(MARGIN)
    panel = between(panel, least - edge, size.width - least + edge)
    left, right = max(panel.x + edge, head.x), min(panel.right - edge, head.right)
    if right - left < 0.45 * size.width:
        left, right = panel.x + edge, panel.right - edge
    title = size.inside(Rect(left, panel.y + edge // 2, right - left, panel.height - edge))
    if title.width < 0.4 * size.width:
        return None
    for top, bottom in ((panel.bottom, size.height), (0, panel.y)):
        near = size.units(BELOW_PANEL) if top else edge
        side = size.inside(Rect(title.x, top + near, title.width, max(1, bottom - top - near - edge)))
        ground = calm.ground(side)
        rest = calm.largest(side, ground)
        if contrast(band, ground) <= ONE_COLOR:  # a part of the slide that a rule ends
            continue
        if rest and rest.height >= size.units(BESIDE_BAR) and rest.width >= 0.9 * title.width:
            need = min(rest.height, size.units(220))
            column = Rect(rest.x, rest.y if top else rest.bottom - need, rest.width, need)
            room, shades = rest.height // size.units(1), calm.shades(column, ground)
            outer = size.height - size.units(OUTER)
            high = min(rest.bottom, outer) - max(rest.y, size.units(OUTER))
            whole = Rect(rest.x, max(rest.y, size.units(OUTER)), rest.width, max(1, high))
            return CoverFrames(column, ground, "ok", room, band=band, band_frame=title, shades=shades, whole=whole)
    return None


def _above_a_rule(above: Rect, ground: str, head: Rect, calm: CalmMap, size: SlideSize) -> CoverFrames | None:
    """Return the frames of a cover whose title is above a rule, the other words below it, as in the template.

    None where all words have room above it, or it is no rule but ends the calm part.
    """
    u = size.units
    if above.height >= u(ROOMY) or above.height < u(TITLE_LEAST) or not above.overlaps(head):
        return None
    top = above.bottom
    rest = calm.largest(size.inside(Rect(above.x, top, above.width, max(1, size.height - top))), ground)
    if rest is None or rest.y > top + u(RULE_MOST) or rest.height < u(BESIDE_RULE) or rest.width < 0.9 * above.width:
        return None
    edge = u(12)
    begin = max(above.y, min(head.y, above.bottom - u(TITLE_HIGH)))
    title = Rect(rest.x, begin, rest.width, above.bottom - edge - begin)
    begin = rest.y - u(NEARER)
    whole = Rect(rest.x, begin, rest.width, min(rest.bottom, size.height - u(OUTER)) - begin)
    column = Rect(whole.x, whole.y, whole.width, min(whole.height, u(220)))
    shades = (*calm.shades(title, ground), *calm.shades(whole, ground))
    return CoverFrames(column, ground, "ok", whole.height // u(1), band_frame=title, shades=shades, whole=whole)


def _with_margins(column: Rect, head: Rect | None, size: SlideSize) -> Rect:
    """Return the column without what is nearer to the sides of the slide than the template's own title, or a margin."""
    wide = column.width > size.width // 2
    least = size.units(MARGIN if wide else OUTER) - size.units(6)  # which the group keeps itself
    own = head.x - size.units(6) if head and head.x < 0.25 * size.width else least
    return between(column, max(least, own), size.width - least)


def _on_one_panel(column: Rect, calm: CalmMap, size: SlideSize) -> Rect:
    """Return the part of the column that is on one panel, however little that differs from what is beside it."""
    panel, edge = calm.panel_behind(column), size.units(12)
    if panel is None:
        return column
    top, bottom, own = column.y, column.bottom, calm.ground(panel)
    if panel.y > top and contrast(calm.ground(replace(column, height=panel.y - top)), own) > ONE_COLOR:
        top = panel.y + edge
    if panel.bottom < bottom:
        below = replace(column, y=panel.bottom, height=bottom - panel.bottom)
        bottom = panel.bottom - edge if contrast(calm.ground(below), own) > ONE_COLOR else bottom
    return replace(column, y=top, height=max(1, bottom - top))


def between(frame: Rect, left: int, right: int) -> Rect:
    """Return the part of `frame` between two edges."""
    left, right = max(frame.x, left), min(frame.right, right)
    return Rect(left, frame.y, max(1, right - left), frame.height)


def cover_on_panel(layout: TemplateLayout, calm: CalmMap, size: SlideSize, ground: str) -> CoverFrames:
    """Return the frames of a cover on a plain sheet: a band where the template's title is, or most of the slide.

    The band has a colour of what is drawn on which the template's ink can be read, else the sheet's: `ground`.
    """
    places, d = _places_of(layout, size), size.units(28)
    sheet = _band_over(places["title"].frame, layout.marks, size) if places else None
    if sheet is None:
        sheet = clear_of_marks(panel_frame(calm, size), layout.marks, size)
    elif tone := calm.tone_for(_extreme(places["title"].color)):
        ground = tone
    head = places.get("title")
    own = head.frame.x if head and head.frame.x <= SIDE_MOST * size.width else 0
    margin = max(sheet.x + d, size.units(MARGIN), own)
    right = max(margin + 1, min(sheet.right - d, size.width - margin))
    column = Rect(margin, sheet.y + d // 2, right - margin, sheet.height - d)
    held = {"title": replace(head, frame=replace(head.frame, x=margin, width=right - margin))} if head else {}
    held = {name: one for name, one in held.items() if one.frame.overlaps(column)}
    return CoverFrames(column, ground, "panel", column.height // size.units(1), sheet, places=held)


def _extreme(ink: str) -> str:
    """Return black for a dark ink, white for a light one."""
    return min(("000000", "FFFFFF"), key=lambda one: contrast(one, ink))


def _on_own_panel(frames: CoverFrames, calm: CalmMap) -> CoverFrames:
    """Return the frames with the panel that they are on drawn darker, where its strong colour is too near to white ink.

    In black, words would not be as in the template.
    """
    own = calm.panel_behind(frames.group)
    ink, near = _extreme(frames.places["title"].color), contrast("FFFFFF", frames.ground)
    if (
        own is None
        or frames.panel
        or ink != "FFFFFF"
        or strength(frames.ground) < BRAND
        or not FAINT_INK <= near < READABLE
    ):
        return frames
    return replace(frames, panel=calm.grown(own), ground=readable(frames.ground, ink), shades=())


def _band_over(head: Rect, marks: tuple[Rect, ...], size: SlideSize) -> Rect | None:
    """Return a band in the slide's width around the place of a title, clear of logos and names; None without room."""
    top, bottom, air = 0, size.height, size.units(6)
    for one in marks:
        if one.bottom <= head.y + head.height // 2:
            top = max(top, one.bottom + air)
        elif one.y >= head.y + head.height // 2:
            bottom = min(bottom, one.y - air)
    high = min(bottom - top, size.units(COVER_USUAL + 28))
    if high < size.units(COVER_LEAST):
        return None
    begin = min(max(head.y + head.height // 2 - high // 2, top), bottom - high)
    return Rect(0, begin, size.width, high)


def _better(one: Rect, other: Rect, size: SlideSize) -> bool:
    least = size.units(COVER_USUAL)
    return other.width <= 0.34 * size.width or min(one.height, least) > MUCH * min(other.height, least)


def _group(column: Rect, size: SlideSize) -> Rect:
    """Return the part of the calm column that keeps its distance to art and to the edges of the slide."""
    edge, outer = size.units(6), size.units(OUTER)
    top, bottom = max(column.y + edge, outer), min(column.bottom - edge, size.height - outer)
    return Rect(column.x + edge, top, max(1, column.width - 2 * edge), max(1, bottom - top))


def _around(column: Rect, head: Rect | None, size: SlideSize) -> Rect:
    """Return as much of the column as the words need, from where the template's own title begins."""
    edge = size.units(6)
    calm = Rect(column.x + edge, column.y + edge, max(1, column.width - 2 * edge), max(1, column.height - 2 * edge))
    need = size.units(350)
    if head is None or calm.height <= need:
        return calm
    top = min(max(calm.y, head.y - size.units(34)), calm.bottom - need)
    return Rect(calm.x, top, calm.width, need)
