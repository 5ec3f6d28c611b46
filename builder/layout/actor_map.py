"""The actor map: who is named with whom; the more sentences name two together, the stronger their line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.brief import Actor, Bond
from builder.layout.desk import Desk
from builder.layout.easel import Easel
from builder.layout.fit import fit_one
from builder.layout.lines import Broken, Copy
from builder.layout.network import Link, Net, Segment, passes_through, place_net
from builder.layout.portrait import small_flag
from builder.outline import MapSlide
from builder.scene import Align, Anchor, Form, Group, Item, Shape, Style, TextBox
from builder.style import Rect

ON_SLIDE, ON_PAPER = (1.3, 1.15, 1.0, 0.86), (1.0, 0.93, 0.86)
"""Names are set at the first of these shares of their usual size at which the map is clear."""

CROSSINGS, LINES = 1.5, 3
"""A map is clear with at most so many crossings a line, and so many lines an actor."""

THIN, STEP, THICK = 0.07, 0.065, 0.43
"""Width of a line for one sentence, for each further one, and at most, as shares of the names' size."""

SHARES = (0.5, 0.42, 0.58, 0.34, 0.66)
"""Where on its line a number may stand."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How nodes are drawn, EMU."""

    style: Style
    width: int
    height: int
    flag: tuple[int, int]
    pad: int

    @property
    def before(self) -> int:
        """Where the name begins, from the node's edge."""
        return self.pad * 2 + self.flag[0]


def draw_map(desk: Desk, slide: MapSlide, frame: Rect, style: Style, *, tag: str, linked: bool) -> Group | None:
    """Return the map in `frame` as one figure, or None where it would not be clear.

    Where all lines together are too many, those of one sentence are left out, then those of two, and the figure
    says so. `style` is how names look; `linked` makes each node lead to its actor's slide.
    """
    inner = Rect(0, 0, frame.width, frame.height)
    counts = sorted({len(bond.sentences) for bond in slide.bonds})
    for least in counts:
        bonds = tuple(bond for bond in slide.bonds if len(bond.sentences) >= least)
        for share in ON_SLIDE if linked else ON_PAPER:
            easel = Easel(inner, desk.faces, desk.theme, replace(style, size=round(style.size * share)), desk.lang)
            note = easel.pitch if least > 1 else 0
            placed = _placed(slide, bonds, easel, Rect(0, 0, frame.width, frame.height - note))
            if placed:
                net, look = placed
                items = _draw(desk, slide, bonds, net, look, linked=linked)
                if note:
                    words = f"≥ {desk.label('times').format(count=least)}"
                    items += (
                        easel.inked("muted").text("Least", words, Rect(0, frame.height - note, frame.width, note)),
                    )
                return Group("Actor map", frame, 1.0, items, map_alt(desk, slide), tag)
    return None


def map_alt(desk: Desk, slide: MapSlide) -> str:
    """Return the map in words: each two actors and in how many sentences they are named together."""
    names = {actor.id: actor.name for actor in slide.actors}
    pairs = sorted(slide.bonds, key=lambda bond: -len(bond.sentences))
    told = "; ".join(f"{names[one.one]} – {names[one.other]}: {len(one.sentences)}" for one in pairs)
    return f"{slide.title}. {desk.label('mentions')}: {told}"


def _placed(slide: MapSlide, bonds: tuple[Bond, ...], easel: Easel, room: Rect) -> tuple[Net, _Look] | None:
    if len(bonds) > LINES * len(slide.actors):
        return None
    at = {actor.id: index for index, actor in enumerate(slide.actors)}
    ties = tuple((min(at[one.one], at[one.other]), max(at[one.one], at[one.other])) for one in bonds)
    for lines in (1, 2):
        look = _look(slide.actors, easel, room, lines)
        net = place_net(len(slide.actors), ties, room, (look.width, look.height), look.pad * 2) if look else None
        if look and net and not net.hits and net.crossings <= CROSSINGS * len(ties):
            return net, look
    return None


def _look(actors: tuple[Actor, ...], easel: Easel, room: Rect, lines: int) -> _Look | None:
    """Return nodes as wide as the longest name on so many lines, or None where that is too wide."""
    bold = easel.bold()
    size = easel.style.size
    flag, pad = (round(size * 1.65), round(size * 1.1)), round(size * 0.45)
    sides = flag[0] + 3 * pad
    most = min(room.width // 4, round(size * 13)) - sides
    wanted = max(bold.narrowest(actor.name, lines) for actor in actors)
    if wanted > most:
        return None
    return _Look(bold.style, wanted + sides, lines * easel.pitch + 2 * pad, flag, pad)


def _draw(
    desk: Desk, slide: MapSlide, bonds: tuple[Bond, ...], net: Net, look: _Look, *, linked: bool
) -> tuple[Item, ...]:
    targets = dict(slide.targets) if linked else {}
    counts = [len(bond.sentences) for bond in bonds]
    lines = tuple(
        _line(desk, slide, link, count, look.style.size)
        for link, count in sorted(zip(net.links, counts, strict=True), key=_weight)
    )
    nodes: list[Item] = []
    answered = dict(slide.targets)
    for actor, box in zip(slide.actors, net.nodes, strict=True):
        nodes += _node(desk, actor, box, look, (actor.id in answered, targets.get(actor.id, "")))
    return (*lines, *nodes, *_numbers(desk, net, counts, look))


def _weight(pair: tuple[Link, int]) -> int:
    return pair[1]


def _line(desk: Desk, slide: MapSlide, link: Link, count: int, size: int) -> Shape:
    """Return the connector of two actors that `count` sentences name; `size` is the names', EMU."""
    x, y, end_x, end_y = link.line
    one, other = slide.actors[link.one], slide.actors[link.other]
    frame = Rect(min(x, end_x), min(y, end_y), abs(end_x - x), abs(end_y - y))
    return Shape(
        name=f"{one.name} – {other.name}",
        form=Form.LINE,
        frame=frame,
        line=desk.theme.color("support"),
        line_ink="support",
        line_width=round(size * min(THIN + STEP * (count - 1), THICK)),
        alt=f"{one.name} – {other.name}: {count}",
        rising=(end_x - x) * (end_y - y) < 0,
        begin=f"Node {one.id}",
        begin_site=link.one_site,
        end=f"Node {other.id}",
        end_site=link.other_site,
    )


def _node(desk: Desk, actor: Actor, box: Rect, look: _Look, kind: tuple[bool, str]) -> tuple[Item, ...]:
    """Return a node: those that an answer is about have the darker ground, and lead to their slide."""
    own, target = kind
    easel = Easel(box, desk.faces, desk.theme, look.style, desk.lang).inked("title" if own else "ink")
    inset = (look.pad, 0, look.before, 0) if easel.rtl else (look.before, 0, look.pad, 0)
    fill = "pale" if own else "panel"
    copies = (Copy((desk.run(actor.name, easel.style),), lang=desk.lang),)
    name = f"Node {actor.id}"
    done = fit_one(name, box, lambda _: copies, (look.style.size,), desk.faces, anchor=Anchor.MIDDLE, inset=inset)
    node = TextBox(
        name=name,
        frame=box,
        paragraphs=done.paragraphs if done else (),
        anchor=Anchor.MIDDLE,
        inset=inset,
        fit=done.fit if done else None,
        fill=desk.theme.color(fill),
        fill_ink=fill,
        target=target,
    )
    flag = easel.over(Rect(box.x + look.pad, box.y + (box.height - look.flag[1]) // 2, *look.flag))
    return (node, *small_flag(desk, actor, flag, f"Node flag {actor.id}", target=target))


def _numbers(desk: Desk, net: Net, counts: list[int], look: _Look) -> tuple[Item, ...]:
    """Return on each line of several sentences how many they are, where the number touches nothing."""
    easel = Easel(Rect(0, 0, 0, 0), desk.faces, desk.theme, look.style, "en").inked("support")
    paper = desk.theme.color("paper")
    taken = list(net.nodes)
    labels: dict[int, Broken] = {}
    items: list[Item] = []
    for index, (link, count) in enumerate(zip(net.links, counts, strict=True)):
        if count < 2:
            continue
        if count not in labels:
            labels[count] = easel.broken(str(count), easel.width(str(count)) + look.pad, Align.CENTER)
        broken = labels[count]
        others = [one.line for at, one in enumerate(net.links) if at != index]
        box = _free(link, (broken.measure, easel.pitch), taken, others)
        if box:
            taken.append(box)
            label = easel.placed(f"Number {index}", broken, box)
            items.append(replace(label, fill=paper, fill_ink="paper", anchor=Anchor.MIDDLE))
    return tuple(items)


def _free(link: Link, size: tuple[int, int], taken: list[Rect], lines: list[Segment]) -> Rect | None:
    """Return the first place on `link` for a number of `size` that touches neither what is `taken` nor `lines`."""
    for share in SHARES:
        box = _on(link, share, size)
        if not any(box.overlaps(one) for one in taken) and not any(passes_through(line, box) for line in lines):
            return box
    return None


def _on(link: Link, share: float, size: tuple[int, int]) -> Rect:
    x, y, end_x, end_y = link.line
    middle = (round(x + (end_x - x) * share), round(y + (end_y - y) * share))
    return Rect(middle[0] - size[0] // 2, middle[1] - size[1] // 2, *size)
