"""Slides about an actor or a question: kicker, headline, points, and the panel that shows who it is."""

from msgspec.structs import replace

from builder.codes import LONG_QUESTION
from builder.layout.context import ComposedSlide, LayoutContext, key_of, on_slide, slide_tag, with_origins
from builder.layout.slide.arrangement import GAP, Arrangement, arrange
from builder.layout.slide.big_number import arrange_with_number
from builder.layout.slide.flag_row import flags_in_a_row
from builder.layout.slide.kicker import kicker_of
from builder.layout.slide.panel import panel_of
from builder.layout.slide.points import Answer, continued, list_tags, without_links
from builder.layout.slide.speaker_notes import notes_of
from builder.layout.slide.title import APART, FEWER_WORDS, below_title, report_long_title, set_title, title_fits
from builder.model.brief import Point, PointOrigin
from builder.model.outline import ActorSlide, ContextSlide, JudgementSlide
from builder.model.scene import Item, Role, Tag, TextBox, TextRun
from builder.model.theme import EMPHASIS, FLAGS_AT_FOOT, SlideLayout, Theme

CAPITALS = 0.7
"""Height of capitals as a share of the size of their type."""

ROOMY = 260
"""Theme units of height that a body has at least of which flags at its foot take a part."""

AnswerSlide = ActorSlide | ContextSlide | JudgementSlide
"""A slide of a headline and points."""

_REMEDIES = {
    PointOrigin.HIGHLIGHT: FEWER_WORDS,
    PointOrigin.CHOSEN: "highlight a part of the answer as `==…==`, or write a headline in `::: slide`",
    PointOrigin.AUTHORED: "it is the headline that you wrote in `::: slide` or `{headline=…}`",
}
"""How a headline becomes shorter, by where its words come from."""


def has_own_scale(theme: Theme, slide: AnswerSlide) -> bool:
    """Return whether the title may be larger than all others: a judgement of few words.

    It is so on the ground of the cover, and on a template that has sizes for it.
    """
    large = theme.has_layout(EMPHASIS) or bool(theme.layout("context").slot("title").alone)
    return isinstance(slide, JudgementSlide) and len(slide.points) <= 1 and large


def arranged_freely(context: LayoutContext, slide: AnswerSlide) -> Arrangement | None:
    """Return the answer with its title as large as it can be; None if it does not fit one slide."""
    numbered = _with_number(context, slide)
    return numbered[2] if numbered else arrange(context, _answer(context, slide)[0])


def _with_number(context: LayoutContext, slide: AnswerSlide) -> tuple[Answer, str, Arrangement] | None:
    """Return the answer with its large number on the ground of the cover, where the theme has that."""
    if slide.big_number is None:
        return None
    answer, question = _answer(context, slide, dark=context.theme.has_layout(EMPHASIS))
    found = arrange_with_number(context, answer, slide.big_number)
    return (answer, question, found) if found else None


def compose_answer(context: LayoutContext, slide: AnswerSlide, freely: Arrangement | None) -> tuple[ComposedSlide, ...]:
    """Return the slide, and further slides where the points do not fit.

    What was arranged `freely` stays where its title has the deck's largest size: the search would find it again.
    """
    if has_own_scale(context.theme, slide):
        sizes = context.theme.sizes(_answer(context, slide)[0].title_slot)
        calm = tuple(one for one in sizes if one <= APART**2 * min(context.title_sizes, default=sizes[0]))
        context = replace(context, title_sizes=calm)
    if numbered := _with_number(context, slide):
        return (_composed(context, slide, *numbered),)
    answer, question = _answer(context, slide)
    found = freely if freely and freely.title_size == max(context.title_sizes, default=freely.title_size) else None
    found = found or arrange(context, answer)
    if found:
        return (_composed(context, slide, answer, question, found),)
    return tuple(_composed(context, slide, one, question, part) for one, part in _continued(context, slide, answer))


def _answer(context: LayoutContext, slide: AnswerSlide, *, dark: bool = False) -> tuple[Answer, str]:
    """Return what is arranged, and the question as far as the kicker says it."""
    layout = context.theme.layout(EMPHASIS) if dark else _layout(context.theme, slide)
    headline, points, question = _words(context, slide, layout)
    further = () if isinstance(slide, JudgementSlide) or len(points) > len(slide.points) else slide.further
    further = tuple(replace(one, runs=without_links(layout, one.runs)) for one in further)
    alone = bool(layout.slot("title").alone) and has_own_scale(context.theme, slide)
    return Answer(layout, headline, points, slide.key, further, alone=alone and len(points) <= 1), question


def _layout(theme: Theme, slide: AnswerSlide) -> SlideLayout:
    """Return the layout of an answer; a theme without one for emphasis shows the judgement as any other."""
    if isinstance(slide, ActorSlide):
        return theme.layout("actor")
    if isinstance(slide, JudgementSlide) and theme.has_layout(EMPHASIS):
        return theme.layout(EMPHASIS)
    plain = theme.layout("context")
    roomy = len(slide.points) < 2 and plain.slot("body").frame.height >= theme.units(ROOMY)
    if isinstance(slide, JudgementSlide) and roomy:  # else white
        return plain.with_flags(*map(theme.units, FLAGS_AT_FOOT))
    return plain


def _words(
    context: LayoutContext, slide: AnswerSlide, layout: SlideLayout
) -> tuple[tuple[TextRun, ...], tuple[Point, ...], str]:
    """Return headline, points and question, which is not said again where it is the headline itself.

    A chosen headline that is too long, or the whole of a short answer, gives its place to the question.
    """
    first, *rest = (replace(one, runs=without_links(layout, one.runs)) for one in (slide.headline, *slide.points))
    points = tuple(rest)
    style = context.shaper.style(layout.slot("title").style)
    headline = context.point_with_calls(first, style)
    widest = _numbered(context, headline, 2, 2) if _is_long(slide.points) else headline
    whole = len(slide.headline.quotes) > 1 and not slide.points
    if slide.headline.origin is PointOrigin.CHOSEN and (whole or not title_fits(context, layout, widest)):
        question = (context.run(slide.question or slide.kicker, style),)  # of a section, its heading
        if title_fits(context, layout, _numbered(context, question, 2, 2)):
            return question, (first, *points), ""
    return headline, points, "" if slide.headline.text == slide.question else slide.question


def _is_long(points: tuple[Point, ...]) -> bool:
    return sum(len(point.text) for point in points) > 500  # about the words of one slide


def report_long_headline(context: LayoutContext, slide: AnswerSlide) -> None:
    """Add `long-title` where the headline has no room at the smallest size, without arranging the slide."""
    layout = _layout(context.theme, slide)
    headline, points, _ = _words(context, slide, layout)
    runs = _numbered(context, headline, 9, 9) if _is_long(points) else headline
    if not title_fits(context, layout, runs):
        remedy = _REMEDIES[slide.headline.origin]
        report_long_title(context, layout, runs, slide.headline.span, remedy)


def _numbered(context: LayoutContext, runs: tuple[TextRun, ...], number: int, parts: int) -> tuple[TextRun, ...]:
    if parts == 1:
        return runs
    return (*runs, context.part_mark(number, parts, runs[-1].style))


def _continued(context: LayoutContext, slide: AnswerSlide, answer: Answer) -> tuple[tuple[Answer, Arrangement], ...]:
    """Return the answer over several slides, each with its number in the title and a list of its own."""
    layout = _layout(context.theme, slide)
    smallest = replace(context, title_sizes=context.theme.sizes(answer.title_slot)[-1:])
    place, remedy = slide.headline.span, _REMEDIES[slide.headline.origin]
    widest = _numbered(context, answer.title, 9, 9)
    trial, _ = set_title(smallest, layout, widest, slide.key, role=Role.HEADING_2, place=place, remedy=remedy)
    boxes = continued(context, answer, below_title(context, answer.title_slot, trial, context.units(GAP)))
    if len(boxes) == 1:
        title, _ = set_title(smallest, layout, answer.title, slide.key, role=Role.HEADING_2, place=place, remedy=remedy)
        return ((answer, Arrangement(layout, title, boxes)),)
    made = []
    for number, box in enumerate(boxes, 1):
        key = key_of(slide.key, number)
        runs = _numbered(context, answer.title, number, len(boxes))
        title, _ = set_title(smallest, layout, runs, key, role=Role.HEADING_2, place=place, remedy=remedy)
        part = Arrangement(layout, title, (on_slide(box, slide.key, key),))
        made.append((replace(answer, key=key, title=runs), part))
    return tuple(made)


def _composed(
    context: LayoutContext, slide: AnswerSlide, answer: Answer, question: str, part: Arrangement
) -> ComposedSlide:
    layout, key, topic = part.layout, answer.key, context.outline.topic(slide.entry)
    kicker = kicker_of(context, layout, slide.kicker, question, key, origins=topic)
    if question and layout.has("kicker") and not any(len(one.paragraphs[0].runs) > 1 for one in kicker):
        place = context.outline.exchanges[slide.entry].question.span
        message = "the question is too long for the line above the title: its slide does not show it"
        context.report.add(LONG_QUESTION, place, message, "shorten it; as it is, it is in the handout and the notes")
    panel, panel_tags = _beside(context, answer.layout, slide, key, _panel_top(layout, part))
    section = slide_tag(key)
    tags = (Tag(section, Role.SECTION), Tag(section.part("kicker"), Role.BODY), Tag(answer.tag, Role.HEADING_2))
    text, number = (tuple(one for one in (box,) if one) for box in (part.text, part.number))
    origins = slide.headline.quotes if question == slide.question else topic[1:]
    title = with_origins(part.title, *origins)
    text_tags = tuple(Tag(one.tag, Role.BODY) for box in text for one in box.paragraphs if one.tag)
    return ComposedSlide(
        key=key,
        title="".join(run.text for run in answer.title),
        layout=layout.name,
        items=(title, *kicker, *number, *part.rules, *part.boxes, *text, *panel),
        tags=(*tags, *list_tags(part.boxes, section), *text_tags, *panel_tags),
        notes=notes_of(context, slide.notes),
        entry=slide.entry,
    )


def _beside(
    context: LayoutContext, layout: SlideLayout, slide: AnswerSlide, key: str, top: int
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return whom the slide is about: the panel of an actor or, at the foot of a dark slide, the flag or all flags."""
    match slide:
        case ActorSlide(actor=actor) if layout.has("flags"):
            return flags_in_a_row(context, layout, (actor,), {}, slide_tag(key))
        case ActorSlide():
            return panel_of(context, layout, slide, key, top)
        case JudgementSlide(actors=actors, targets=targets) if layout.has("flags"):
            return flags_in_a_row(context, layout, actors, dict(targets), slide_tag(key))
        case _:
            return (), ()


def _panel_top(layout: SlideLayout, part: Arrangement) -> int:
    """Return where the panel begins at the highest, EMU: below a title that is above it too, level with the words."""
    if not layout.has("flag") or layout.slot("title").frame.right <= layout.slot("flag").frame.x:
        return 0
    return min((*(one.frame.y for one in part.rules), *(_words_top(one) for one in part.boxes)), default=0)


def _words_top(box: TextBox) -> int:
    """Return where the capitals of the first line of a box begin, EMU."""
    first = box.paragraphs[0]
    return first.lines[0].baseline - round(CAPITALS * first.lines[0].runs[0].style.size)
