"""Decide which slide and which handout block says what, without a measurement: `Brief` to `Outline`."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.brief import Brief
from builder.model.findings import Report
from builder.model.outline import ActorSlide, ContextSlide, Outline, Slide, SummarySlide
from builder.plan.deck import plan_sections, plan_slides
from builder.plan.handout import plan_handout
from builder.plan.labels import labels_for


def plan(brief: Brief, assets: Mapping[str, bytes], report: Report) -> Outline:
    """Return the plan of deck and handout; labels come from `assets` in the document's language."""
    labels = labels_for(brief.fields, assets, report)
    slides = plan_slides(brief, labels)
    return Outline(
        id=brief.id,
        fields=brief.fields,
        labels=tuple(sorted(labels.items())),
        slides=slides,
        sections=plan_sections(slides, labels),
        blocks=plan_handout(brief, _first_slides(slides), slides),
        hidden=frozenset(one.id for one in brief.exchanges if one.hidden),
    )


def _first_slides(slides: tuple[Slide, ...]) -> dict[str, str]:
    """Return for each exchange the key of the first slide that shows it; exhibits come behind their answers."""
    found: dict[str, str] = {}
    for slide in slides:
        if isinstance(slide, ActorSlide | ContextSlide | SummarySlide):
            found.setdefault(slide.entry, slide.key)
    return found
