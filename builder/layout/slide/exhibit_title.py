"""The title of an exhibit's slide: the claim, the question, or what the exhibit is called."""

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.slide.title import FEWER_WORDS, title_fits
from builder.model.brief import Chart, Run, quotes_of
from builder.model.origin import BlockOrigin, Origin
from builder.model.outline import ExhibitSlide
from builder.model.plain_text import part_of, plain_text
from builder.model.scene import ResolvedStyle, TextRun


def title_of(context: LayoutContext, slide: ExhibitSlide, part: int, parts: int) -> tuple[TextRun, ...]:
    """Return the words of the title; those of a part of several carry its number."""
    style = context.shaper.style("slide-title")
    words = context.point_with_calls(slide.claim, style) if slide.claim else title_runs(context, slide, style)
    return (*words, *([context.part_mark(part, parts, style)] * (parts > 1)))


def title_runs(context: LayoutContext, slide: ExhibitSlide, style: ResolvedStyle) -> tuple[TextRun, ...]:
    """Return the exhibit's own title with its marks, and what the plan adds to tell it from another."""
    exhibit = slide.exhibit
    source = exhibit.title if isinstance(exhibit, Chart) else next(iter(exhibit.caption), None)
    name = plain_text(source.runs) if source else ""
    own = name if slide.title.startswith(name) else name.rstrip(".")
    if not (source and own and slide.title.startswith(own)):
        return (context.run(slide.title, style),)
    calls = [run for run in source.runs if run.note]
    return context.runs_with_calls((*part_of(source.runs, 0, len(own)), Run(slide.title[len(own) :]), *calls), style)


def title_origins(context: LayoutContext, slide: ExhibitSlide) -> tuple[Origin, ...]:
    """Return where the words of the title come from."""
    if slide.asked:
        return context.outline.topic(slide.entry)[1:]
    return slide.claim.quotes if slide.claim else own_title(slide)


def remedy_of(slide: ExhibitSlide) -> str:
    """Return how the title of the slide becomes shorter: what its words are decides."""
    match slide.exhibit:
        case _ if slide.claim:
            return FEWER_WORDS
        case Chart():
            return "it is the `title:` of the chart"
        case exhibit if exhibit.caption:
            return "it is the first sentence of the caption"
        case _:
            return "give the exhibit a short caption of its own"


def own_title(slide: ExhibitSlide) -> tuple[Origin, ...]:
    """Return where the exhibit's own title comes from: its title or caption, else it is a label beside its block."""
    named = (slide.exhibit.title,) if isinstance(slide.exhibit, Chart) else slide.exhibit.caption[:1]
    return quotes_of(one for one in named if one.text) or (BlockOrigin(slide.exhibit.span),)


def titled_by_question(context: LayoutContext, slide: ExhibitSlide) -> ExhibitSlide:
    """Return the slide of an exhibit that has no title of its own with the question as its title, where that fits."""
    named = slide.exhibit.title.text if isinstance(slide.exhibit, Chart) else slide.exhibit.caption
    if named or not slide.question:
        return slide
    title = (context.run(slide.question, context.shaper.style("slide-title")),)
    fits = title_fits(context, context.theme.layout("exhibit"), (*title, context.run(" (9/9)", title[0].style)))
    return replace(slide, title=slide.question, question="", asked=True) if fits else slide
