"""An actor's picture: its portrait, else its flag, else its monogram."""

from collections.abc import Callable

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.figure.picture_size import ON_SLIDES, fitted_size
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_one
from builder.media import Media
from builder.model.brief import Actor, Image
from builder.model.monogram import monograms_of
from builder.model.scene import ARTIFACT, Align, Anchor, Door, Geometry, Item, MediaKey, Picture, Shape, TagId, TextBox
from builder.model.theme import Theme
from builder.model.units import Rect, pt

MONOGRAM_INSET, SMALL_INSET = pt(2), pt(0.5)
"""Space around a monogram; the smallest boxes have room for its characters only."""

LEAST_INITIAL = pt(9)
"""The least size of a letter that stands for a monogram whose letters would be too small."""

LOW_BOX, SMALL_BOX = 20, 16
"""In boxes lower than so many theme units, text comes close to the edges and may be smaller than elsewhere."""


def flag_or_monogram(
    context: LayoutContext, actor: Actor, frame: Rect, tag: TagId, *, slot: str = "", target: str = ""
) -> tuple[Item, ...]:
    """Return the actor's picture inside `frame`, from its top left corner: a flag or a monogram, 3 to 2.

    A portrait keeps its own proportions in there, whole.
    """
    width = min(frame.width, frame.height * 3 // 2)
    box = Rect(frame.x, frame.y, width, width * 2 // 3)
    if actor.portrait:
        name, (wide, high) = f"Portrait {actor.name}", _portrait_size(context.media, actor.portrait, box)
        alt, box = alt_of(context.label, actor), Rect(box.x, box.y, wide, high)
        return (_flag(context.theme, actor, box, name, alt=alt, tag=tag, slot=slot, target=target),)
    if actor.flag:
        alt = alt_of(context.label, actor)
        return (_flag(context.theme, actor, box, f"Flag {actor.name}", alt=alt, tag=tag, slot=slot, target=target),)
    return (_monogram(context, actor, box, tag, target),)


def alt_of(label: Callable[[str], str], actor: Actor) -> str:
    """Return what a screen reader says of an actor's picture."""
    if actor.portrait:
        return actor.portrait.alt
    return label("flag_of" if actor.flag else "monogram_of").format(name=actor.name)


def small_flag(
    context: LayoutContext, actor: Actor, frame: Rect, name: str, *, target: str = "", shortened: bool = True
) -> tuple[Item, ...]:
    """Return a decorative small picture beside a name: portrait or flag, else a plate with the monogram.

    A monogram whose letters would be too small is its first one where it may be `shortened`, else a plain mark.
    """
    if actor.portrait:
        wide, high = _portrait_size(context.media, actor.portrait, frame)
        frame = Rect(frame.x + (frame.width - wide) // 2, frame.y + (frame.height - high) // 2, wide, high)
    if actor.is_pictured:
        return (_flag(context.theme, actor, frame, name, target=target),)
    plate = _monogram(context, actor, frame, ARTIFACT, target, shortened=shortened)
    return (replace(plate, name=name, alt="") if isinstance(plate, Shape) else replace(plate, name=name),)


def _flag(
    theme: Theme,
    actor: Actor,
    box: Rect,
    name: str,
    *,
    alt: str = "",
    tag: TagId | None = ARTIFACT,
    slot: str = "",
    target: str,
) -> Picture:
    """Return the actor's portrait or flag, a decoration where it has no `alt`."""
    portrait = MediaKey(Door.PICTURE, actor.portrait.src) if actor.portrait else None
    return Picture(
        name=name,
        frame=box,
        media=portrait or MediaKey(Door.ASSET, f"flags/{actor.flag}.svg"),
        alt=alt,
        decorative=not alt,
        slot=slot,
        edge=theme.color("rule"),
        edge_ink="rule",
        tag=tag,
        target=target,
        origin=actor.origin,
    )


def _portrait_size(media: Media, portrait: Image, box: Rect) -> tuple[int, int]:
    return fitted_size(media.pictures[portrait.src], box.width, box.height, ON_SLIDES)


def _monogram(
    context: LayoutContext, actor: Actor, box: Rect, tag: TagId | None, target: str, *, shortened: bool = False
) -> TextBox | Shape:
    """Return the monogram as large as its box allows, or a plain mark where its letters would be too small."""
    name, fill, (letters, first) = f"Monogram {actor.name}", context.theme.color("title"), monograms_of(actor)
    done = _set_monogram(context, actor, letters, box, tag)
    if done is None and shortened:
        done = _set_monogram(context, actor, first, box, tag, least=LEAST_INITIAL)
    if done is None:
        alt = alt_of(context.label, actor)
        return Shape(name, Geometry.RECTANGLE, box, fill, "title", alt=alt, tag=tag, target=target)
    return TextBox(
        name=name,
        frame=box,
        paragraphs=done.paragraphs,
        anchor=Anchor.MIDDLE,
        inset=_sides(context.theme, box),
        fit=done.fit,
        fill=fill,
        fill_ink="title",
        target=target,
        wraps=False,
    )


def _sides(theme: Theme, box: Rect) -> tuple[int, int, int, int]:
    side = SMALL_INSET if box.height < theme.units(LOW_BOX) else MONOGRAM_INSET
    return side, side, side, side


def _set_monogram(
    context: LayoutContext, actor: Actor, letters: str, box: Rect, tag: TagId | None, *, least: int = 0
) -> FittedText | None:
    style, small = context.shaper.style("monogram"), box.height < context.units(SMALL_BOX)
    steps = (
        style.size,
        pt(32),
        pt(24),
        pt(18),
        pt(14),
        pt(12),
        *((pt(10), pt(9), pt(8), pt(7), pt(6)) if small else ()),
    )
    ladder = tuple(size for size in steps if size <= box.height * 2 // 3) or steps[-1:]
    ladder = tuple(size for size in ladder if size >= least)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        return (
            ParagraphSpec(
                (context.run(letters, replace(style, size=size)),),
                align=Align.CENTER,
                origins=(actor.origin,),
                tag=tag,
                lang=context.lang,
            ),
        )

    return fit_one(
        "monogram", box, copies, ladder, context.shaper, lines=1, anchor=Anchor.MIDDLE, inset=_sides(context.theme, box)
    )
