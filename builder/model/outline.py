"""What goes where: slides by kind and handout blocks, without a measurement."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from builder.model.brief import (
    Actor,
    Block,
    Chart,
    CoMention,
    DataTable,
    DatedEvent,
    Exchange,
    Fields,
    Footnote,
    Image,
    Mention,
    Point,
    Run,
    Sentence,
)
from builder.model.findings import NOWHERE, Span
from builder.model.origin import FieldOrigin, LabelOrigin, Origin, SentenceOrigin


class NoteText(Struct, frozen=True):
    """One block of a slide's speaker notes; the layout turns it into paragraphs."""

    heading: str
    blocks: tuple[Block, ...] = ()
    lines: tuple[str, ...] = ()
    origin: Origin = LabelOrigin("notes")
    """Where heading and lines come from."""


class TitleSlide(Struct, frozen=True):
    """The first slide."""

    key: str
    title: str
    fields: Fields
    standfirst: tuple[Sentence, ...]
    """The sentences of the lead: the first ones that fit are shown, the notes hold all."""
    actors: tuple[Actor, ...]
    targets: tuple[tuple[str, str], ...]
    """For each actor id the key of its slide."""
    notes: tuple[NoteText, ...]


class OverviewRow(Struct, frozen=True):
    """A line of the overview: a question, whom it is about, the main one first, and the key of its slide."""

    question: str
    actors: tuple[Actor, ...]
    target: str
    quotes: tuple[SentenceOrigin, ...]


class OverviewSlide(Struct, frozen=True):
    """The list of questions, each a jump to its slide."""

    key: str
    title: str
    rows: tuple[OverviewRow, ...]
    notes: tuple[NoteText, ...]


class ActorSlide(Struct, frozen=True):
    """A question about an actor: the headline is the title, the panel shows who it is."""

    key: str
    actor: Actor
    kicker: str
    question: str
    headline: Point
    points: tuple[Point, ...]
    named_with: tuple[Mention, ...]
    others: tuple[Actor, ...]
    """Whom the question is about as well; `part` is which of the actor's it is, from 1, of `parts`."""
    part: int
    parts: int
    entry: str
    """The id of the handout entry (exchange) that holds the full answer."""
    notes: tuple[NoteText, ...]
    further: tuple[Point, ...] = ()
    """Whole sentences that may follow the points where these leave room."""
    big_number: Point | None = None
    """The number of the headline that is shown large."""


class ContextSlide(Struct, frozen=True):
    """A question about no actor."""

    key: str
    kicker: str
    question: str
    headline: Point
    points: tuple[Point, ...]
    named_with: tuple[Mention, ...]
    entry: str
    notes: tuple[NoteText, ...]
    further: tuple[Point, ...] = ()
    big_number: Point | None = None


class ExhibitSlide(Struct, frozen=True):
    """A table, a picture or a chart of an answer on a slide of its own."""

    key: str
    kicker: str
    title: str
    exhibit: DataTable | Image | Chart
    entry: str
    notes: tuple[NoteText, ...]
    claim: Point | None = None
    """The answer's headline where it is the slide's title; the exhibit's own title is then below it."""
    point: Point | None = None
    """The answer's only other point, between claim and exhibit."""
    question: str = ""
    actors: tuple[Actor, ...] = ()
    """Whom the answer is about."""
    beside: tuple[Image, ...] = ()
    """Further pictures beside the first."""
    for_slide: bool = False
    """Whether its author put it on the answer's own slide."""
    asked: bool = False
    """Whether its title is the question, which then is not above it: it has neither title nor caption of its own."""


class QuotationSlide(Struct, frozen=True):
    """Words of an answer that somebody else said, large, and below them who it was."""

    key: str
    kicker: str
    title: str
    """Who said it."""
    words: tuple[Sentence, ...]
    speaker: tuple[Run, ...]
    """Who said it, with mark-up and without the dash before it."""
    origin: SentenceOrigin
    """Where `speaker` comes from."""
    entry: str
    notes: tuple[NoteText, ...]
    question: str = ""
    actors: tuple[Actor, ...] = ()
    """Whom the answer is about."""


class MapSlide(Struct, frozen=True):
    """Who is named with whom."""

    key: str
    title: str
    actors: tuple[Actor, ...]
    bonds: tuple[CoMention, ...]
    targets: tuple[tuple[str, str], ...]
    """For each actor id that has one, the key of its slide."""
    notes: tuple[NoteText, ...]
    complete: bool = True
    """Whether every pair that a sentence names is among the bonds."""


class TimelineSlide(Struct, frozen=True):
    """The dates that the text names."""

    key: str
    title: str
    moments: tuple[DatedEvent, ...]
    notes: tuple[NoteText, ...]


class SummaryRow(OverviewRow, frozen=True):
    """The takeaway of an answer behind its actor; without one behind its question."""

    takeaway: Point
    place: int = 1  # among the actor's: a later one is shown where there is room


class SummarySlide(Struct, frozen=True):
    """Actor by takeaway, or question by takeaway, before all answers."""

    key: str
    kicker: str
    title: str
    rows: tuple[SummaryRow, ...]
    notes: tuple[NoteText, ...]


class JudgementSlide(Struct, frozen=True):
    """What follows from all answers: the closing question's headline large, its other points below."""

    key: str
    kicker: str
    question: str
    headline: Point
    points: tuple[Point, ...]
    actors: tuple[Actor, ...]
    """Whose flags are at its foot."""
    targets: tuple[tuple[str, str], ...]
    """For each actor id the key of its slide."""
    entry: str
    notes: tuple[NoteText, ...]
    big_number: Point | None = None


class ClosingSlide(Struct, frozen=True):
    """The very last slide: thanks, an address, in the design of the first."""

    key: str
    title: str
    """Where no section closes the deck."""
    headline: Point | None
    points: tuple[Point, ...]
    fields: Fields
    """Their `contact` is below the points, which are the paragraphs of the section."""
    entry: str
    notes: tuple[NoteText, ...]
    span: Span = NOWHERE


class LinkNote(Struct, frozen=True):
    """A link of the text, numbered as in the handout; without words where they are its address."""

    number: int
    href: str
    text: str
    origin: SentenceOrigin
    """The words of the link."""


class SourcesSlide(Struct, frozen=True):
    """Links and footnotes."""

    key: str
    title: str
    links: tuple[LinkNote, ...]
    footnotes: tuple[Footnote, ...]
    notes: tuple[NoteText, ...]


Slide = (
    TitleSlide
    | OverviewSlide
    | ActorSlide
    | ContextSlide
    | ExhibitSlide
    | QuotationSlide
    | MapSlide
    | TimelineSlide
    | SummarySlide
    | JudgementSlide
    | ClosingSlide
    | SourcesSlide
)
"""A planned slide."""


class Masthead(Struct, frozen=True):
    """The head of the handout's first page."""

    fields: Fields
    standfirst: tuple[Block, ...]


class GlanceRow(Struct, frozen=True):
    """A line of the box "At a glance": whom it is about, the main one first, and what is said."""

    actors: tuple[Actor, ...]
    takeaway: Point


class Glance(Struct, frozen=True):
    """The box "At a glance": the takeaways, then the judgement."""

    rows: tuple[GlanceRow, ...]
    judgement: tuple[Point, ...]


class Entry(Struct, frozen=True):
    """A question with its full answer; the margin shows whom it is about and on which slide."""

    exchange: Exchange
    slide: str
    """The key of the slide that the margin names."""
    asked_by: str = ""
    """Who asks, where the question before had another speaker."""
    answered_by: str = ""
    """The same of who answers."""


class MapAndTimeline(Struct, frozen=True):
    """The actor map and the timeline in the handout; either may be missing."""

    map: MapSlide | None
    timeline: TimelineSlide | None


class Ranking(Struct, frozen=True):
    """The actors that are named together most often, the first pair most often of all."""

    actors: tuple[Actor, ...]
    bonds: tuple[CoMention, ...]


class Sources(Struct, frozen=True):
    """Numbered link notes and footnotes at the end."""

    links: tuple[LinkNote, ...]
    footnotes: tuple[Footnote, ...]


class Imprint(Struct, frozen=True):
    """Who published it, who wrote it, where it is online."""

    fields: Fields


HandoutBlock = Masthead | Glance | Entry | Ranking | MapAndTimeline | Sources | Imprint
"""A planned block of the handout."""


class Section(Struct, frozen=True):
    """A named run of slides, by key, as PowerPoint's outline groups them."""

    name: str
    slides: tuple[str, ...]


def dateline_of(number: str, day: str) -> tuple[tuple[str, FieldOrigin], ...]:
    """Return number and date with a dot between them, as far as they are given, each with where it comes from."""
    rows = ((number, FieldOrigin("number")), (f"{' · ' if number else ''}{day}" if day else "", FieldOrigin("date")))
    return tuple(row for row in rows if row[0])


def reference_of(fields: Fields, number: str, day: str) -> tuple[tuple[str, FieldOrigin], ...]:
    """Return series, number and date, or else the publisher or the title, each with where it comes from."""
    dateline = dateline_of(number, day)
    if fields.series and dateline:
        gap, (first, origin) = " " if number else " · ", dateline[0]
        return ((fields.series, FieldOrigin("series")), (f"{gap}{first}", origin), *dateline[1:])
    key = "series" if fields.series else "publisher" if fields.publisher.name else "title"
    return dateline or ((fields.series or fields.publisher.name or fields.title, FieldOrigin(key)),)


class Outline(Struct, frozen=True, dict=True):
    """The plan of both products."""

    id: str
    fields: Fields
    labels: tuple[tuple[str, str], ...]
    """Every label in the document's language, by key."""
    slides: tuple[Slide, ...]
    sections: tuple[Section, ...]
    blocks: tuple[HandoutBlock, ...]
    hidden: frozenset[str] = frozenset()
    """Ids of the questions whose slides are hidden in a slide show."""
    called_notes: tuple[str, ...] = ()
    """The labels of the footnotes in the order of their numbers, which the source never shows."""

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """`labels` by key: a briefing asks for some hundred."""
        return dict(self.labels)

    @cached_property
    def exchanges(self) -> Mapping[str, Exchange]:
        """What the handout says of each question, by its id."""
        return {block.exchange.id: block.exchange for block in self.blocks if isinstance(block, Entry)}

    @cached_property
    def note_numbers(self) -> Mapping[str, int]:
        """The number of each footnote, from 1, by its label."""
        return {label: number for number, label in enumerate(self.called_notes, 1)}

    def topic(self, entry: str) -> tuple[Origin, ...]:
        """Return where the words above a slide's title come from: whom the entry is about, and its question."""
        if (exchange := self.exchanges.get(entry)) is None:
            return (LabelOrigin("summary"),)
        about: Origin = LabelOrigin("question")
        if exchange.actors:
            about = FieldOrigin("actors", exchange.actors[0].id)
        elif exchange.group and not exchange.summary:
            about = exchange.group.quote()
        return (about, exchange.question.quote())

    @property
    def dateline(self) -> tuple[tuple[str, FieldOrigin], ...]:
        """Number and date with a dot between them, as far as they are given, each with where it comes from."""
        return dateline_of(self.label("numbered"), self.label("dated"))

    @property
    def reference(self) -> tuple[tuple[str, FieldOrigin], ...]:
        """What the piece is referred to by, each part with where it comes from."""
        return reference_of(self.fields, self.label("numbered"), self.label("dated"))

    def label(self, key: str) -> str:
        """Return the label `key` in the document's language; KeyError if there is none."""
        return self._labels[key]
