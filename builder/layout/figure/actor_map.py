"""The actor map: who is named with whom; the more sentences name two together, the stronger their line."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.chart.canvas import FigureCanvas
from builder.layout.context import LayoutContext
from builder.layout.figure.flag import small_flag
from builder.layout.figure.graph_layout import (
    Edge,
    PlacedGraph,
    Segment,
    passes_through,
    place_net,
    shares_inside,
    with_larger,
)
from builder.layout.figure.grid_layout import place_on_grid
from builder.layout.figure.map_words import hub_of, legend, map_alt, weights
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_one
from builder.layout.text.shaper import Shaper
from builder.model.brief import Actor, CoMention
from builder.model.origin import FieldOrigin
from builder.model.outline import MapSlide
from builder.model.scene import (
    Align,
    Anchor,
    Geometry,
    Group,
    Item,
    ResolvedStyle,
    Shape,
    TagId,
    TextBox,
    TextRun,
)
from builder.model.theme import Theme
from builder.model.units import Rect, contrast_ratio

ON_SLIDE, ON_PAPER = (1.3, 1.15, 1.0, 0.86), (1.0, 0.93, 0.86)
"""Names are set at the first of these shares of their usual size at which the map is clear."""

CROSSINGS, LINES = 0.2, 3
"""A map is clear with at most so many crossings a line, and so many lines an actor."""

LEAST = 4
"""Lines are left out as long as so many remain."""

THIN, STEP, THICK = 0.06, 0.12, 0.5
"""Width of a line at least, for each sentence, and of the strongest at most, as shares of the names' size.

Twice the sentences have twice the width, so that the strongest pair is seen to be it.
"""

SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where on the visible part of its line a number may appear."""

NAME_ROOM = 1.15
"""Nodes have so much of their names' width, for a face that steps in."""

SMALL = 0.86
"""Size of a number on a line that does not end at the hub, as a share of the names'."""

HUB_LARGER = 1.2
"""How many times as large as other names that of the hub is, where its node has room for it."""

MIDDLE = 4
"""The connection site in the middle of a node."""


class _Look(Struct, frozen=True):
    """How nodes are drawn, EMU."""

    style: ResolvedStyle
    width: int
    height: int
    flag: tuple[int, int]
    pad: int

    @property
    def before(self) -> int:
        """Where the name begins, from the node's edge."""
        return self.pad * 2 + self.flag[0]

    def larger(self) -> _Look:
        """Return the look of the hub."""
        size, (width, height) = round(self.style.size * HUB_LARGER), self.flag
        flag = (round(width * HUB_LARGER), round(height * HUB_LARGER))
        return replace(self, style=replace(self.style, size=size), flag=flag)


SEEN, LINE_SEEN = 4.5, 3.0
"""The least contrast of small numbers and of lines (WCAG 2.2, 1.4.3 and 1.4.11); numbers at the hub have the colour of
their lines."""


class _NodeLook(Struct, frozen=True):
    """The inks of a node's words, ground and frame, the frame's width in shares of the names' size, and the weight.

    A frame without an ink of its own has that of the quiet lines.
    """

    words: str
    fill: str
    edge: str
    thick: float
    bold: bool


HUB = _NodeLook("paper", "title", "title", 0.1, bold=True)
ANSWERED = _NodeLook("title", "paper", "title", 0.1, bold=True)
NAMED = _NodeLook("ink", "paper", "", 0.06, bold=False)
"""Of the actor at the hub, of one with an answer, of any other."""


def draw_map(
    context: LayoutContext, slide: MapSlide, frame: Rect, style: ResolvedStyle, *, tag: TagId, linked: bool
) -> Group | None:
    """Return the map in `frame` as one figure, or None where it would not be clear.

    Where all lines together are too many, those of one sentence are left out, then those of two, and the figure
    says so. `style` is how names look; `linked` makes each node lead to its actor's slide.
    """
    counts = sorted({len(bond.sentences) for bond in slide.bonds})
    for least in counts:
        bonds = tuple(bond for bond in slide.bonds if len(bond.sentences) >= least)
        if len(bonds) < min(LEAST, len(slide.bonds)):
            break
        placements = _placements(context, slide, bonds, frame, style, shares=ON_SLIDE if linked else ON_PAPER)
        chosen = next(placements, None)
        if chosen and not chosen.airy:
            chosen = next((one for one in placements if one.airy), chosen)
        if chosen:
            items = _draw(context, slide, bonds, chosen, linked=linked)
            alt, origin = map_alt(context.label, slide), FieldOrigin("actors")
            return Group("Actor map", frame, 1.0, (*items, chosen.legend), alt, tag, origin=origin)
    return None


class _PlacedMap(Struct, frozen=True):
    """Where nodes and the words at the foot are."""

    net: PlacedGraph
    look: _Look
    legend: TextBox
    airy: bool
    """Whether lines are seen at both ends of their numbers."""


def _placements(
    context: LayoutContext,
    slide: MapSlide,
    bonds: tuple[CoMention, ...],
    frame: Rect,
    style: ResolvedStyle,
    *,
    shares: tuple[float, ...],
) -> Iterator[_PlacedMap]:
    """Yield the clear maps, the one with the largest names first."""
    inner, whole = Rect(0, 0, frame.width, frame.height), slide.complete and len(bonds) == len(slide.bonds)
    for share in shares:
        size = round(style.size * share)
        names, unit = replace(style, size=size), context.units(1)
        canvas = FigureCanvas(inner, context.shaper, context.theme, names, context.lang, unit=unit)
        shown = legend(context.label, slide, hub_of(slide, bonds), bonds, canvas, whole=whole)
        note = max(canvas.pitch * 3 // 2, shown.frame.height + canvas.pitch)
        room = Rect(0, 0, frame.width, frame.height - note)
        for net, look, airy in _place_nodes(slide, bonds, canvas, room):
            yield _PlacedMap(net, look, shown, airy)


def _place_nodes(
    slide: MapSlide, bonds: tuple[CoMention, ...], canvas: FigureCanvas, room: Rect
) -> Iterator[tuple[PlacedGraph, _Look, bool]]:
    """Yield nodes and their look where the map is clear, and whether lines are seen at both ends of their numbers."""
    if len(bonds) > LINES * len(slide.actors):
        return
    at = {actor.id: index for index, actor in enumerate(slide.actors)}
    ties = tuple((min(at[one.one], at[one.other]), max(at[one.one], at[one.other])) for one in bonds)
    hub = at[hub_of(slide, bonds).id]
    counts = [(len(bond.sentences), True) for bond in bonds]
    wanted = sum(count > 1 for count, _ in counts)
    for lines in (1, 2):
        look = _look(slide.actors, canvas, room, lines)
        net = _net(len(slide.actors), ties, hub, room, look) if look else None
        clear = look and net and not net.hits and net.crossings <= CROSSINGS * len(ties)
        if look and net and clear and _names_fit(slide, net, look, canvas):
            seen = with_larger(net, hub, look.pad)
            for air in (look.pad, 0):
                if len(_numbers(canvas.shaper, seen, counts, look, air=air)) == wanted:
                    yield net, look, air > 0
                    break


def _names_fit(slide: MapSlide, net: PlacedGraph, look: _Look, canvas: FigureCanvas) -> bool:
    """Return whether every name fits its node, bold or not: in several scripts it may take more lines."""
    nodes = list(zip(slide.actors, net.nodes, strict=True))
    return all(_set_name(actor, box, look, face) for face in weights(canvas) for actor, box in nodes)


def _set_name(actor: Actor, box: Rect, look: _Look, canvas: FigureCanvas) -> FittedText | None:
    """Return the name of `actor` in its node."""
    copies = (
        ParagraphSpec((TextRun(actor.name, canvas.style, canvas.lang),), origins=(actor.origin,), lang=canvas.lang),
    )
    inset = (look.pad, 0, look.before, 0) if canvas.rtl else (look.before, 0, look.pad, 0)
    sizes = (canvas.style.size,)
    return fit_one(f"Node {actor.id}", box, lambda _: copies, sizes, canvas.shaper, anchor=Anchor.MIDDLE, inset=inset)


def _net(count: int, ties: tuple[tuple[int, int], ...], hub: int, room: Rect, look: _Look) -> PlacedGraph | None:
    """Return the nodes on a grid where that crosses no lines, else on a ring."""
    size, gap = (look.width, look.height), look.pad * 2
    room = Rect(room.x, room.y + look.pad, room.width, room.height - gap)  # the hub is larger by so much
    on_grid = place_on_grid(count, ties, room, size, gap, hub=hub)
    return on_grid if on_grid and not on_grid.hits + on_grid.crossings else place_net(count, ties, room, size, gap)


def _look(actors: tuple[Actor, ...], canvas: FigureCanvas, room: Rect, lines: int) -> _Look | None:
    """Return nodes as wide as the longest name on so many lines, or None if that is too wide."""
    size = canvas.style.size
    flag, pad = (round(size * 1.65), round(size * 1.1)), round(size * 0.45)
    sides = flag[0] + 3 * pad
    most = min(room.width // 4, round(size * 13)) - sides
    wanted = round(max(face.narrowest(actor.name, lines) for face in weights(canvas) for actor in actors) * NAME_ROOM)
    if wanted > most:
        return None
    return _Look(canvas.bold().style, wanted + sides, lines * canvas.pitch + 2 * pad, flag, pad)


def _draw(
    context: LayoutContext, slide: MapSlide, bonds: tuple[CoMention, ...], placed: _PlacedMap, *, linked: bool
) -> tuple[Item, ...]:
    net, look, air = placed.net, placed.look, placed.look.pad * placed.airy
    targets = dict(slide.targets) if linked else {}
    counts = [len(bond.sentences) for bond in bonds]
    hub = hub_of(slide, bonds).id
    step = look.style.size * min(STEP, THICK / max(counts))
    thin = look.style.size * THIN
    lines = tuple(
        _line(context.theme, slide, link, count, width=round(max(thin, step * count)), hub=hub)
        for link, count in sorted(zip(net.links, counts, strict=True), key=lambda pair: pair[1])
    )
    nodes: list[Item] = []
    answered = dict(slide.targets)
    net = with_larger(net, [actor.id for actor in slide.actors].index(hub), look.pad)
    for actor, box in zip(slide.actors, net.nodes, strict=True):
        dress = HUB if actor.id == hub else ANSWERED if actor.id in answered else NAMED
        nodes += _node(context, actor, box, look, dress=dress, target=targets.get(actor.id, ""))
    at_hub = [hub in {slide.actors[link.one].id, slide.actors[link.other].id} for link in net.links]
    return (*lines, *nodes, *_numbers(context.shaper, net, list(zip(counts, at_hub, strict=True)), look, air=air))


def _tie_ink(theme: Theme) -> str:
    """Return the colour of lines to the hub, and of numbers; `support` may be that of a pale bar."""
    paper = theme.color("paper")
    return next((ink for ink in ("support", "accent") if contrast_ratio(theme.color(ink), paper) >= SEEN), "title")


def _quiet_ink(theme: Theme) -> str:
    """Return the colour of other lines, and of the frames of actors without an answer."""
    paper = theme.color("paper")
    return next((ink for ink in theme.quiet if contrast_ratio(theme.color(ink), paper) >= LINE_SEEN), "muted")


def _line(theme: Theme, slide: MapSlide, link: Edge, count: int, *, width: int, hub: str) -> Shape:
    """Return the connector of two actors that `count` sentences name, `width` EMU wide."""
    x, y, end_x, end_y = link.line
    one, other = slide.actors[link.one], slide.actors[link.other]
    frame = Rect(min(x, end_x), min(y, end_y), abs(end_x - x), abs(end_y - y))
    ink = _tie_ink(theme) if hub in {one.id, other.id} else _quiet_ink(theme)
    return Shape(
        name=f"{one.name} – {other.name}",
        form=Geometry.LINE,
        frame=frame,
        line=theme.color(ink),
        line_ink=ink,
        line_width=width,
        alt=f"{one.name} – {other.name}: {count}",
        rising=(end_x - x) * (end_y - y) < 0,
        begin=f"Node {one.id}",
        begin_site=MIDDLE,
        end=f"Node {other.id}",
        end_site=MIDDLE,
    )


def _node(
    context: LayoutContext, actor: Actor, box: Rect, look: _Look, *, dress: _NodeLook, target: str
) -> tuple[Item, ...]:
    """Return a node; those that an answer is about lead to their slide."""
    font = context.theme.font(look.style.font).file(bold=dress.bold, italic=False)
    style = replace(look.style, bold=dress.bold, file=font)
    canvas = FigureCanvas(box, context.shaper, context.theme, style, context.lang, unit=context.units(1)).inked(
        dress.words
    )
    if dress is HUB and _set_name(actor, box, look.larger(), canvas.sized(look.larger().style.size)):
        look = look.larger()
        canvas = canvas.sized(look.style.size)
    inset = (look.pad, 0, look.before, 0) if canvas.rtl else (look.before, 0, look.pad, 0)
    done = _set_name(actor, box, look, canvas)
    edge = dress.edge or _quiet_ink(context.theme)
    node = TextBox(
        name=f"Node {actor.id}",
        frame=box,
        paragraphs=done.paragraphs if done else (),
        anchor=Anchor.MIDDLE,
        inset=inset,
        fit=done.fit if done else None,
        fill=context.theme.color(dress.fill),
        fill_ink=dress.fill,
        target=target,
        edge=context.theme.color(edge),
        edge_ink=edge,
        edge_width=round(look.style.size * dress.thick),
        held=True,
        wraps=done is not None and done.fit.lines > 1,
    )
    flag = canvas.over(Rect(box.x + look.pad, box.y + (box.height - look.flag[1]) // 2, *look.flag))
    return (node, *small_flag(context, actor, flag, f"Node flag {actor.id}", target=target))


def _numbers(
    shaper: Shaper, net: PlacedGraph, counts: list[tuple[int, bool]], look: _Look, air: int = 0
) -> tuple[Item, ...]:
    """Return on each line of several sentences how many they are, where the number touches nothing.

    `counts` says of each line whether it ends at the hub, too; `air` is their distance to its ends.
    """
    plain = FigureCanvas(Rect(0, 0, 0, 0), shaper, shaper.theme, look.style, "en", unit=shaper.theme.units(1))
    quiet, paper = plain.inked("muted").sized(round(look.style.size * SMALL)), shaper.theme.color("paper")
    taken = list(net.nodes)
    items: list[Item] = []
    for index, (link, (count, at_hub)) in enumerate(zip(net.links, counts, strict=True)):
        if count < 2:
            continue
        canvas = plain.inked(_tie_ink(shaper.theme)) if at_hub else quiet
        broken = canvas.broken(str(count), canvas.width(str(count)) + look.pad, Align.CENTER)
        others = [one.line for at, one in enumerate(net.links) if at != index]
        ends = [net.nodes[at].grown(air) for at in (link.one, link.other)]
        box = _free(net, link, (broken.measure, canvas.pitch), [*taken, *ends], others)
        if box:
            taken.append(box)
            label = canvas.placed(f"Number {index}", broken, box)
            items.append(replace(label, fill=paper, fill_ink="paper", anchor=Anchor.MIDDLE, wraps=False))
    return tuple(items)


def _free(net: PlacedGraph, link: Edge, size: tuple[int, int], taken: list[Rect], lines: list[Segment]) -> Rect | None:
    """Return the first place on what is seen of `link` for a number of `size` that touches neither what is `taken`.

    It touches no line of `lines` either, unless there is no such place.
    """
    begin, end = shares_inside(link.line, net.nodes[link.one])[1], shares_inside(link.line, net.nodes[link.other])[0]
    boxes = [_on(link, begin + (end - begin) * share, size) for share in SHARES]
    free = [box for box in boxes if not any(box.overlaps(one) for one in taken)]
    alone = (box for box in free if not any(passes_through(line, box) for line in lines))
    return next(alone, None) or next(iter(free), None)


def _on(link: Edge, share: float, size: tuple[int, int]) -> Rect:
    x, y, end_x, end_y = link.line
    middle = (round(x + (end_x - x) * share), round(y + (end_y - y) * share))
    return Rect(middle[0] - size[0] // 2, middle[1] - size[1] // 2, *size)
