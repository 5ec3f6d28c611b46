"""An actor's flag, or its monogram where it has none."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Actor, monogram_of
from builder.layout.desk import Desk
from builder.layout.fit import Fitted, fit_one
from builder.layout.lines import Copy
from builder.scene import ARTIFACT, Align, Anchor, Form, Item, Picture, Shape, TextBox
from builder.style import Rect, pt

MONOGRAM_INSET = pt(2)


def flag_or_monogram(
    desk: Desk, actor: Actor, frame: Rect, tag: str, *, slot: str = "", target: str = ""
) -> tuple[Item, ...]:
    """Return the actor's picture inside `frame`, from its top left corner: a flag or a monogram, 3 to 2."""
    width = min(frame.width, frame.height * 3 // 2)
    box = Rect(frame.x, frame.y, width, width * 2 // 3)
    if actor.flag:
        alt = alt_of(desk, actor)
        return (_flag(desk, actor, box, f"Flag {actor.name}", alt=alt, tag=tag, slot=slot, target=target),)
    return (_monogram(desk, actor, box, tag, target),)


def alt_of(desk: Desk, actor: Actor) -> str:
    """Return what a screen reader says of an actor's picture."""
    return desk.label("flag_of" if actor.flag else "monogram_of").format(name=actor.name)


def small_flag(desk: Desk, actor: Actor, frame: Rect, name: str, *, target: str = "") -> tuple[Item, ...]:
    """Return a decorative small flag beside a name, or a plain mark where the actor has none."""
    if actor.flag:
        return (_flag(desk, actor, frame, name, target=target),)
    side = frame.height * 2 // 3
    box = Rect(frame.x + (frame.width - side) // 2, frame.y + (frame.height - side) // 2, side, side)
    return (Shape(name, Form.ELLIPSE, box, desk.theme.color("title"), "title", target=target),)


def _flag(
    desk: Desk, actor: Actor, box: Rect, name: str, *, alt: str = "", tag: str = ARTIFACT, slot: str = "", target: str
) -> Picture:
    """Return the actor's flag, a decoration where it has no `alt`."""
    return Picture(
        name=name,
        frame=box,
        media=f"flags/{actor.flag}.svg",
        alt=alt,
        decorative=not alt,
        slot=slot,
        edge=desk.theme.color("rule"),
        edge_ink="rule",
        tag=tag,
        target=target,
    )


def _monogram(desk: Desk, actor: Actor, box: Rect, tag: str, target: str) -> TextBox | Shape:
    """Return the monogram as large as its box allows, or a plain mark where its letters would be too small."""
    name, fill = f"Monogram {actor.name}", desk.theme.color("title")
    done = _set_monogram(desk, monogram_of(actor), box, tag)
    if done is None:
        alt = alt_of(desk, actor)
        return Shape(name, Form.RECTANGLE, box, fill, "title", alt=alt, tag=tag, target=target)
    return TextBox(
        name=name,
        frame=box,
        paragraphs=done.paragraphs,
        anchor=Anchor.MIDDLE,
        inset=(MONOGRAM_INSET,) * 4,
        fit=done.fit,
        fill=fill,
        fill_ink="title",
        target=target,
    )


def _set_monogram(desk: Desk, text: str, box: Rect, tag: str) -> Fitted | None:
    style = desk.faces.style("monogram")
    steps = (style.size, pt(32), pt(24), pt(18), pt(14), pt(12))
    ladder = tuple(size for size in steps if size <= box.height * 2 // 3) or steps[-1:]

    def copies(size: int) -> tuple[Copy, ...]:
        return (Copy((desk.run(text, replace(style, size=size)),), align=Align.CENTER, tag=tag, lang=desk.lang),)

    sides = (MONOGRAM_INSET,) * 4
    return fit_one("monogram", box, copies, ladder, desk.faces, lines=1, anchor=Anchor.MIDDLE, inset=sides)
