"""What goes where: slides by kind and handout blocks, without a measurement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

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
from builder.model.value import value


@value(frozen=True, slots=True)
class NoteText:
    """One block of a slide's speaker notes; the layout turns it into paragraphs."""

    heading: str
    blocks: tuple[Block, ...] = ()
    lines: tuple[str, ...] = ()


@value(frozen=True, slots=True)
class TitleSlide:
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


@value(frozen=True, slots=True)
class OverviewRow:
    """A line of the overview: a question, whom it is about, and the key of its slide."""

    question: str
    actor: Actor | None
    target: str
    sources: tuple[str, ...]


@value(frozen=True, slots=True)
class OverviewSlide:
    """The list of questions, each a jump to its slide."""

    key: str
    title: str
    rows: tuple[OverviewRow, ...]
    notes: tuple[NoteText, ...]


@value(frozen=True, slots=True)
class ActorSlide:
    """A question about an actor: the headline is the title, the panel shows who it is."""

    key: str
    actor: Actor
    kicker: str
    question: str
    headline: Point
    points: tuple[Point, ...]
    named_with: tuple[Mention, ...]
    part: int
    """Which of the actor's questions this is, from 1, of `parts`."""
    parts: int
    entry: str
    """The id of the handout entry (exchange) that holds the full answer."""
    notes: tuple[NoteText, ...]


@value(frozen=True, slots=True)
class ContextSlide:
    """A question about no actor."""

    key: str
    kicker: str
    question: str
    headline: Point
    points: tuple[Point, ...]
    named_with: tuple[Mention, ...]
    entry: str
    notes: tuple[NoteText, ...]


@value(frozen=True, slots=True)
class ExhibitSlide:
    """A table, a picture or a chart of an answer on a slide of its own."""

    key: str
    kicker: str
    title: str
    exhibit: DataTable | Image | Chart
    entry: str
    notes: tuple[NoteText, ...]


@value(frozen=True, slots=True)
class MapSlide:
    """Who is named with whom."""

    key: str
    title: str
    actors: tuple[Actor, ...]
    bonds: tuple[CoMention, ...]
    targets: tuple[tuple[str, str], ...]
    """For each actor id that has one, the key of its slide."""
    notes: tuple[NoteText, ...]


@value(frozen=True, slots=True)
class TimelineSlide:
    """The dates that the text names."""

    key: str
    title: str
    moments: tuple[DatedEvent, ...]
    notes: tuple[NoteText, ...]


@value(frozen=True, slots=True)
class SummaryRow:
    """An actor and the takeaway of its answer."""

    actor: Actor
    takeaway: Point
    target: str


@value(frozen=True, slots=True)
class SummarySlide:
    """Actor by takeaway, and the closing question's judgement."""

    key: str
    kicker: str
    question: str
    title: tuple[Run, ...]
    title_sources: tuple[str, ...]
    headline: Point | None
    """The closing question's headline, whose words the title shows; None where the title is a label."""
    rows: tuple[SummaryRow, ...]
    judgement: tuple[Point, ...]
    entry: str
    notes: tuple[NoteText, ...]


@value(frozen=True, slots=True)
class LinkNote:
    """A link of the text, numbered as in the handout."""

    number: int
    href: str
    text: str


@value(frozen=True, slots=True)
class SourcesSlide:
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
    | MapSlide
    | TimelineSlide
    | SummarySlide
    | SourcesSlide
)
"""A planned slide."""


@value(frozen=True, slots=True)
class Masthead:
    """The head of the handout's first page."""

    fields: Fields
    standfirst: tuple[Block, ...]


@value(frozen=True, slots=True)
class GlanceRow:
    """A line of the box "At a glance"."""

    actor: Actor
    takeaway: Point


@value(frozen=True, slots=True)
class Glance:
    """The box "At a glance": the takeaways, then the judgement."""

    rows: tuple[GlanceRow, ...]
    judgement: tuple[Point, ...]


@value(frozen=True, slots=True)
class Entry:
    """A question with its full answer; the margin shows whom it is about and on which slide it stands."""

    exchange: Exchange
    slide: str
    """The key of the slide that the margin names."""


@value(frozen=True, slots=True)
class Figures:
    """The actor map and the timeline in the handout; either may be missing."""

    map: MapSlide | None
    timeline: TimelineSlide | None


@value(frozen=True, slots=True)
class Sources:
    """Numbered link notes and footnotes at the end."""

    links: tuple[LinkNote, ...]
    footnotes: tuple[Footnote, ...]


@value(frozen=True, slots=True)
class Imprint:
    """Who published it, who wrote it, where it is online."""

    fields: Fields


HandoutBlock = Masthead | Glance | Entry | Figures | Sources | Imprint
"""A planned block of the handout."""


@value(frozen=True, slots=True)
class Section:
    """A named run of slides, by key, as PowerPoint's outline groups them."""

    name: str
    slides: tuple[str, ...]


@value(frozen=True, slots=True)
class Outline:
    """The plan of both products."""

    id: str
    fields: Fields
    labels: tuple[tuple[str, str], ...]
    """Every label in the document's language, by key."""
    slides: tuple[Slide, ...]
    sections: tuple[Section, ...]
    blocks: tuple[HandoutBlock, ...]
    _labels: Mapping[str, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the labels by key, for a briefing asks for some hundred."""
        object.__setattr__(self, "_labels", dict(self.labels))

    def label(self, key: str) -> str:
        """Return the label `key` in the document's language; KeyError where there is none."""
        return self._labels[key]
