"""The slides of a deck, in order, and the sections that group them."""

from collections import Counter
from collections.abc import Mapping
from math import inf

from msgspec.structs import replace

from builder.model.brief import (
    Actor,
    Block,
    Brief,
    Chart,
    DataTable,
    Exchange,
    Image,
    ListBlock,
    Quotation,
    sentences_of,
)
from builder.model.origin import FieldOrigin, LabelOrigin, SentenceOrigin
from builder.model.outline import (
    ActorSlide,
    ClosingSlide,
    ContextSlide,
    ExhibitSlide,
    JudgementSlide,
    MapSlide,
    NoteText,
    OverviewRow,
    OverviewSlide,
    QuotationSlide,
    Section,
    Slide,
    SourcesSlide,
    SummaryRow,
    SummarySlide,
    TimelineSlide,
    TitleSlide,
)
from builder.model.picture_rows import in_rows
from builder.model.plain_text import plain_text
from builder.model.slide_points import asks_again, points_on_slide
from builder.plan.asked_slides import least_for
from builder.plan.big_numbers import with_big_numbers
from builder.plan.links import number_footnotes, number_links
from builder.plan.map_and_timeline import plan_map, plan_timeline
from builder.plan.quotations import plan_quotations

Labels = Mapping[str, str]

OVERVIEW_FROM = 4
"""An overview is planned from this number of questions on, where there is no summary."""

SUMMARY_FROM, SUMMARY_UP_TO = 3, 7
"""A summary is planned from this number of actors on, else of so many questions; more of them are listed alone."""


def plan_slides(brief: Brief, labels: Labels) -> tuple[Slide, ...]:
    """Return every slide of the deck in its order; what the author keeps off the slides is in the handout only."""
    sources = _sources(brief, labels)
    brief = with_big_numbers(_on_slides(brief))
    body = tuple(
        slide
        for exchange in brief.exchanges
        if not (exchange.summary or exchange.closing)
        for slide in _exchange(exchange, brief, labels)
    )
    summary = _summary(brief, labels)
    return (
        _title(brief, labels),
        *summary,
        *_overview(brief, labels, usual=inf if summary else OVERVIEW_FROM),
        *body,
        *_figures(brief, labels),
        *sources,
        *_judgement(brief, labels),
        *_closing(brief, labels),
    )


def _on_slides(brief: Brief) -> Brief:
    """Return `brief` without the questions that have no slide."""
    exchanges = tuple(one for one in brief.exchanges if not one.no_slide)
    closing = any(one.summary for one in exchanges)
    return replace(brief, exchanges=exchanges, judgement=brief.judgement if closing else ())


def plan_sections(slides: tuple[Slide, ...], labels: Labels) -> tuple[Section, ...]:
    """Return the sections: opening, each actor with its slides in a row, closing."""
    named: list[tuple[str, list[str]]] = []
    for slide in slides:
        name = _section_of(slide, labels)
        if not named or (name and named[-1][0] != name):
            named.append((name or labels["overview"], []))
        named[-1][1].append(slide.key)
    return tuple(Section(name, tuple(keys)) for name, keys in named)


def _section_of(slide: Slide, labels: Labels) -> str:
    match slide:
        case TitleSlide():
            return slide.title
        case ActorSlide(actor=actor):
            return actor.name
        case ContextSlide():
            return slide.kicker
        case MapSlide() | TimelineSlide() | JudgementSlide() | ClosingSlide():
            return labels["summary"]
        case SourcesSlide():
            return labels["sources"]
        case OverviewSlide() | SummarySlide() | ExhibitSlide() | QuotationSlide():
            return ""


def _title(brief: Brief, labels: Labels) -> TitleSlide:
    return TitleSlide(
        key="title",
        title=brief.fields.title,
        fields=brief.fields,
        standfirst=sentences_of(brief.lead),
        actors=tuple(one for one in brief.actors if not one.hidden),
        targets=_slides_about(brief),
        notes=(NoteText("", brief.lead), _reference(labels)),
    )


def _overview(brief: Brief, labels: Labels, *, usual: float) -> tuple[OverviewSlide, ...]:
    """Return the list of questions, from as many on as is `usual`."""
    asked = [one for one in brief.exchanges if not one.section]
    if len(asked) < least_for("overview", usual, 1, brief):
        return ()
    rows = tuple(OverviewRow(*_row(one)) for one in asked)
    lines = tuple(row.question for row in rows)
    return (
        OverviewSlide(
            "overview",
            labels["overview"],
            rows,
            (NoteText(labels["overview"], lines=lines, origin=LabelOrigin("overview")), _reference(labels)),
        ),
    )


def _row(exchange: Exchange) -> tuple[str, tuple[Actor, ...], str, tuple[SentenceOrigin, ...]]:
    """Return a question, whom it is about, the key of its slide, and where its words come from."""
    question, key = exchange.question, "summary" if exchange.summary else exchange.id
    return plain_text(question.runs), exchange.actors, key, (question.quote(),)


def _exchange(exchange: Exchange, brief: Brief, labels: Labels) -> tuple[Slide, ...]:
    notes = _full_answer(exchange, labels)
    headline, *points = points_on_slide(exchange)
    slide: Slide
    if exchange.actors:
        actor = exchange.actors[0]
        mine = [one.id for one in brief.exchanges if one.actors[:1] == (actor,) and not one.summary]
        slide = ActorSlide(
            key=exchange.id,
            actor=actor,
            kicker=actor.name,
            question=plain_text(exchange.question.runs),
            headline=headline,
            points=tuple(points),
            named_with=exchange.named_with,
            others=exchange.actors[1:],
            part=mine.index(exchange.id) + 1,
            parts=len(mine),
            entry=exchange.id,
            notes=notes,
            further=exchange.further,
            big_number=exchange.big_number,
        )
    else:
        slide = ContextSlide(
            key=exchange.id,
            kicker=_kicker_of(exchange, labels),
            question="" if exchange.section else plain_text(exchange.question.runs),
            headline=headline,
            points=tuple(points),
            named_with=exchange.named_with,
            entry=exchange.id,
            notes=notes,
            further=exchange.further,
            big_number=exchange.big_number,
        )
    return (slide, *_beside(exchange, brief, labels))


def _beside(exchange: Exchange, brief: Brief, labels: Labels) -> tuple[Slide, ...]:
    """Return what an answer holds beside its text, each on a slide of its own."""
    quotations = plan_quotations(exchange, brief, _kicker_of(exchange, labels), _reference(labels))
    return (*_exhibits(exchange, labels), *quotations)


def _exhibits(exchange: Exchange, labels: Labels) -> tuple[ExhibitSlide, ...]:
    """Return a slide for each table, picture and chart: those of its slide, then those of the answer, however deep."""
    own = _exhibits_in(exchange.pictures)
    found = (*own, *_exhibits_in(exchange.answer))
    counts: Counter[str] = Counter()
    slides = []
    for number, (exhibit, *beside) in enumerate(found, 1):
        title = plain_text(exchange.question.runs) if beside else _exhibit_title(exhibit, labels)
        counts[title] += 1
        slides.append(
            ExhibitSlide(
                key=f"{exchange.id}-x{number}",
                kicker=_kicker_of(exchange, labels),
                title=f"{title} {counts[title]}" if counts[title] > 1 else title,
                exhibit=exhibit,
                entry=exchange.id,
                question="" if exchange.section else plain_text(exchange.question.runs),
                actors=exchange.actors,
                notes=(
                    NoteText(plain_text(exchange.question.runs), (exhibit, *beside), origin=exchange.question.quote()),
                    _reference(labels),
                ),
                beside=tuple(one for one in beside if isinstance(one, Image)),
                for_slide=number == 1 and bool(own),
            )
        )
    return tuple(slides)


def _kicker_of(exchange: Exchange, labels: Labels) -> str:
    """Return whom a slide is about; of nobody, the heading of its section or of the group that its question is in."""
    if exchange.actors:
        return exchange.actors[0].name
    group = exchange.question if exchange.section else exchange.group
    return plain_text(group.runs) if group else labels["question"]


def _exhibits_in(blocks: tuple[Block, ...]) -> tuple[tuple[DataTable | Image | Chart, ...], ...]:
    """Return every exhibit, alone or in its row of pictures."""
    found: list[tuple[DataTable | Image | Chart, ...]] = []
    for block, *beside in in_rows(blocks):
        match block:
            case Image(decorative=True):
                continue
            case DataTable() | Image() | Chart():
                found.append((block, *(one for one in beside if isinstance(one, Image))))
            case ListBlock(items=items):
                for item in items:
                    found += _exhibits_in(item)
            case Quotation(inner):
                found += _exhibits_in(inner)
            case _:
                continue
    return tuple(found)


def _exhibit_title(exhibit: DataTable | Image | Chart, labels: Labels) -> str:
    match exhibit:
        case Chart(title=title) if title.text:
            return plain_text(title.runs)
        case DataTable() | Image() if exhibit.caption:
            return plain_text(exhibit.caption[0].runs).rstrip(".")
        case DataTable():
            return labels["table"]
        case Chart():
            return labels["chart"]
        case Image():
            return labels["figure"]


def _figures(brief: Brief, labels: Labels) -> tuple[Slide, ...]:
    reference = _reference(labels)
    return (
        *plan_map(brief, labels, _slides_of_actors(brief), reference),
        *plan_timeline(brief, labels, reference),
    )


def _slides_of_actors(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Return for each actor that has a slide of its own the key of the first."""
    first = {one.actors[0].id: one.id for one in reversed(brief.exchanges) if one.actors and not one.summary}
    return tuple(first.items())


def _slides_about(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Return for each actor the key of its first slide: its own, else the one that is about it as well."""
    first = {actor.id: one.id for one in reversed(brief.exchanges) if not one.summary for actor in one.actors}
    return tuple({**first, **dict(_slides_of_actors(brief))}.items())


def _summary(brief: Brief, labels: Labels) -> tuple[SummarySlide, ...]:
    """Return the executive summary: what is said of each actor where there are some, else to each question.

    Where the author asks for it and only some questions are about actors, it has a row for every question.
    """
    least = least_for("summary", SUMMARY_FROM, 1, brief)
    rows, asked = _rows_of_actors(brief), bool(dict(brief.fields.slides).get("summary"))
    others = _rows_of_questions(brief, most=inf if asked else SUMMARY_UP_TO)
    if sum(row.place == 1 for row in rows) < least or (asked and len(rows) < len(others)):
        rows = others
    if len(rows) < least:
        return ()
    notes = (_takeaways(rows, labels), _reference(labels))
    return (SummarySlide("glance", brief.fields.series or labels["summary"], labels["at_glance"], rows, notes),)


def _rows_of_actors(brief: Brief) -> tuple[SummaryRow, ...]:
    rows = []
    for actor in (one for one in brief.actors if not one.hidden):
        about = (one for one in brief.exchanges if one.actors[:1] == (actor,) and not one.summary)
        rows += [SummaryRow(*_row(one), one.takeaway, place) for place, one in enumerate(about, 1)]
    return tuple(rows)


def _rows_of_questions(brief: Brief, *, most: float) -> tuple[SummaryRow, ...]:
    """Return a row for each question that something answers in a few words; none where they are listed alone."""
    asked = [replace(one, actors=()) for one in brief.exchanges if not (one.section or one.closing or one.summary)]
    if len(asked) > most or dict(brief.fields.slides).get("overview"):
        return ()
    told = ((one, one.takeaway if asks_again(one.headline, one.question) else one.headline) for one in asked)
    return tuple(SummaryRow(*_row(one), said) for one, said in told if not asks_again(said, one.question))


def _takeaways(rows: tuple[SummaryRow, ...], labels: Labels) -> NoteText:
    lines: list[str] = []
    for row in rows:
        takeaway = plain_text(row.takeaway.runs)
        names = ", ".join(actor.name for actor in row.actors)
        lines += [f"{names}: {takeaway}"] if names else [row.question, takeaway]
    return NoteText(labels["at_glance"], lines=tuple(lines), origin=LabelOrigin("at_glance"))


def _judgement(brief: Brief, labels: Labels) -> tuple[Slide, ...]:
    """Return the exhibits and quotations of the closing question, and the judgement, which is the last word."""
    closing = next((one for one in brief.exchanges if one.summary), None)
    if closing is None:
        return ()
    slide = JudgementSlide(
        key="summary",
        kicker=labels["summary"],
        question=plain_text(closing.question.runs),
        headline=closing.headline,
        points=closing.points,
        actors=tuple(one for one in brief.actors if not one.hidden),
        targets=_slides_about(brief),
        entry=closing.id,
        notes=_full_answer(closing, labels),
        big_number=closing.big_number,
    )
    return (*_beside(closing, brief, labels), slide)


def _closing(brief: Brief, labels: Labels) -> tuple[Slide, ...]:
    """Return the slide that ends the deck, after what else its section holds; `contact` alone makes one as well."""
    closing, contact = next((one for one in brief.exchanges if one.closing), None), brief.fields.contact
    if closing is None:
        notes = (NoteText(labels["contact"], lines=contact, origin=LabelOrigin("contact")), _reference(labels))
        place = brief.fields.span("contact")
        slide = ClosingSlide("contact", labels["contact"], None, (), brief.fields, "", notes, place)
        return (slide,) * bool(contact)
    slide = ClosingSlide(
        key=closing.id,
        title=plain_text(closing.question.runs),
        headline=closing.headline,
        points=closing.points,
        fields=brief.fields,
        entry=closing.id,
        notes=_full_answer(closing, labels),
        span=closing.span,
    )
    return (*_beside(closing, brief, labels), slide)


def _sources(brief: Brief, labels: Labels) -> tuple[SourcesSlide, ...]:
    links = number_links(brief)
    if not links and not brief.footnotes:
        return ()
    footnotes = number_footnotes(brief)
    notes = tuple(NoteText(note.label, note.blocks) for note in footnotes)
    lines = tuple(f"[{link.number}] {f'{link.text}: ' if link.text else ''}{link.href}" for link in links)
    listed = NoteText(labels["sources"], lines=lines, origin=LabelOrigin("sources"))
    shown = (listed,) if links else ()
    return (SourcesSlide("sources", labels["sources"], links, footnotes, (*shown, *notes, _reference(labels))),)


def _full_answer(exchange: Exchange, labels: Labels) -> tuple[NoteText, ...]:
    remarks = (NoteText(labels["notes"], exchange.notes),) if exchange.notes else ()
    return (
        *(NoteText(plain_text(one.runs), origin=one.quote()) for one in exchange.part),
        *_speakers(exchange, labels),
        NoteText(plain_text(exchange.question.runs), exchange.answer, origin=exchange.question.quote()),
        *remarks,
        _reference(labels),
    )


def _speakers(exchange: Exchange, labels: Labels) -> tuple[NoteText, ...]:
    """Return who asks and who answers, where the source says it."""
    people = (("asked_by", exchange.asked_by), ("answered_by", exchange.answered_by))
    said = ((key, labels[key].format(name=name)) for key, name in people if name)
    return tuple(NoteText("", lines=(line,), origin=LabelOrigin(key)) for key, line in said)


def _reference(labels: Labels) -> NoteText:
    return NoteText("", lines=(f"{labels['source']}: {labels['reference']}",), origin=FieldOrigin("series"))
