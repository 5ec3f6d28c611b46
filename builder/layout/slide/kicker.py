"""The line above a title: whom or what a slide is about, and the question that it answers."""

from msgspec.structs import replace

from builder.layout.context import LayoutContext, set_slot, slide_tag
from builder.layout.figure.flag import small_flag
from builder.layout.text.block import ParagraphSpec
from builder.model.origin import Origin
from builder.model.outline import ExhibitSlide, QuotationSlide
from builder.model.scene import Item, Shape, TextBox
from builder.model.theme import SlideLayout
from builder.model.units import Rect

FLAG, GAP = (31.5, 21), 6
"""Width and height of an actor's flag above an exhibit, and the space between two, in theme units."""


def kicker_of(
    context: LayoutContext, layout: SlideLayout, name: str, question: str, key: str, *, origins: tuple[Origin, ...]
) -> tuple[TextBox, ...]:
    """Return the kicker box: `name` in capitals, then the question in the largest size at which it fits.

    A question that fits at no size is in the speaker notes only; a layout without a kicker has none.
    """
    if not layout.has("kicker"):
        return ()
    style = layout.slot("kicker").style
    first = context.run(name, context.shaper.style(style), origin=origins[0])
    asked = context.shaper.style("cover-meta" if style == "cover-kicker" else "slide-question")
    for words in (question, ""):
        runs = (first, context.run(f"\u2003{words}", asked, origin=origins[-1])) if words else (first,)
        box = set_slot(
            context.shaper,
            layout,
            "kicker",
            ParagraphSpec(runs, origins=origins[: len(runs)], lang=context.lang),
            tag=slide_tag(key).part("kicker"),
        )
        if box:
            return (box,)
    return ()


def kicker_with_flag(
    context: LayoutContext, layout: SlideLayout, slide: ExhibitSlide | QuotationSlide, key: str
) -> tuple[Item, ...]:
    """Return the line above the title and, at its end, the flag or monogram of the actor, whom the line names.

    Those whom the question is about as well have theirs behind it, as far as the line stays as it is. A monogram that
    is too wide for the corner is left out, and so is what would be in line with nothing: beside a logo, or on a bar.
    """
    origins = context.outline.topic(slide.entry)
    plain = kicker_of(context, layout, slide.kicker, slide.question, key, origins=origins)
    if not slide.actors or not layout.has("kicker"):
        return plain
    slot = layout.slot("kicker")
    width, height = (context.units(one) for one in FLAG)
    on_bar = any(one.art and one.frame.contains(slot.frame) for one in layout.ornaments)
    if on_bar or (layout.has("table") and abs(layout.slot("table").frame.right - slot.frame.right) > width):
        return plain
    pitch = width + context.units(GAP)

    def line_beside(flags: int) -> tuple[TextBox, ...]:
        shorter = replace(slot, frame=replace(slot.frame, width=slot.frame.width - 2 * width - (flags - 1) * pitch))
        other = replace(layout, slots=tuple(shorter if one is slot else one for one in layout.slots))
        return kicker_of(context, other, slide.kicker, slide.question, key, origins=origins)

    first = line_beside(1)
    counts = range(len(slide.actors), 1, -1)
    count = next((one for one in counts if _words_and_size(line_beside(one)) == _words_and_size(first)), 1)
    flags: list[Item] = []
    for at, actor in enumerate(slide.actors[:count]):
        place = Rect(slot.frame.right - width - (count - 1 - at) * pitch, slot.frame.bottom - height, width, height)
        made = small_flag(context, actor, place, f"Flag {actor.name}" if at else "Flag", shortened=False)
        flags += [] if any(isinstance(one, Shape) for one in made) else made
    return (*line_beside(count), *flags) if flags else plain


def _words_and_size(boxes: tuple[TextBox, ...]) -> list[tuple[str, int]]:
    return [
        ("".join(run.text for part in box.paragraphs for run in part.runs), box.fit.size if box.fit else 0)
        for box in boxes
    ]
