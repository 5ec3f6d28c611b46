"""Decide which slide and which handout block says what, without a measurement: `Brief` to `Outline`."""

from collections.abc import Mapping

from msgspec.structs import replace

from builder.model.brief import Brief
from builder.model.findings import Report
from builder.model.outline import ActorSlide, ClosingSlide, ContextSlide, JudgementSlide, Outline, Slide
from builder.plan.asked_slides import check_asked_slides
from builder.plan.claimed_parts import with_claimed_parts
from builder.plan.deck import plan_sections, plan_slides
from builder.plan.handout import plan_handout
from builder.plan.labels import labels_for
from builder.plan.links import ordered_footnotes


def plan(
    brief: Brief, assets: Mapping[str, bytes], report: Report, wanted: tuple[tuple[str, bool], ...] = ()
) -> Outline:
    """Return the plan of deck and handout; labels come from `assets` in the document's language.

    `wanted` are the slides that the project asks for or refuses where the briefing itself says nothing.
    """
    fields = brief.fields
    choice = {**dict(wanted), **dict(brief.fields.slides)}
    brief = with_claimed_parts(replace(brief, fields=replace(brief.fields, slides=tuple(choice.items()))))
    labels = labels_for(brief.fields, assets, report)
    slides = plan_slides(brief, labels)
    check_asked_slides(fields, slides, report)
    return Outline(
        id=brief.id,
        fields=brief.fields,
        labels=tuple(sorted(labels.items())),
        slides=slides,
        sections=plan_sections(slides, labels),
        blocks=plan_handout(brief, _first_slides(slides), slides),
        called_notes=tuple(note.label for note in ordered_footnotes(brief)),
        hidden=frozenset(one.id for one in brief.exchanges if one.hidden),
    )


def _first_slides(slides: tuple[Slide, ...]) -> dict[str, str]:
    """Return for each exchange the key of the first slide that shows it; exhibits come behind their answers."""
    found: dict[str, str] = {}
    for slide in slides:
        if isinstance(slide, ActorSlide | ClosingSlide | ContextSlide | JudgementSlide):
            found.setdefault(slide.entry, slide.key)
    return found
