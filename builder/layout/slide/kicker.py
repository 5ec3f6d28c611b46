"""The line above a title: whom or what a slide is about, and the question that it answers."""

from __future__ import annotations

from builder.layout.context import LayoutContext, set_slot, slide_tag
from builder.layout.text.block import ParagraphSpec
from builder.model.origin import Origin
from builder.model.scene import TextBox
from builder.model.theme import SlideLayout


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
