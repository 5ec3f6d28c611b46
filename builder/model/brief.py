"""What is said: the `Draft` as written and the `Brief` as understood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct

from builder.model.chart import ChartKind, Series
from builder.model.findings import NOWHERE, Span
from builder.model.marking_and_brand import Brand, Marking
from builder.model.origin import FieldOrigin, LabelOrigin, Origin, SentenceOrigin
from builder.model.sentence import LINE_END, text_of
from builder.model.sentence import Mark as Mark  # a brief is written with its sentences
from builder.model.sentence import Run as Run
from builder.model.sentence import Sentence as Sentence
from builder.model.sentence import gap_after as gap_after


class Paragraph(Struct, frozen=True):
    """Sentences in a row; a space is between each two (none in scripts that write without spaces)."""

    sentences: tuple[Sentence, ...]


class Subheading(Struct, frozen=True):
    """A heading inside an answer, level 3 to 6."""

    level: int
    sentence: Sentence


class ListBlock(Struct, frozen=True):
    """A list; each item is a sequence of blocks."""

    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]


class Quotation(Struct, frozen=True):
    """A block quotation."""

    blocks: tuple[Block, ...]


class Align(StrEnum):
    """Horizontal alignment."""

    START = "start"
    CENTER = "center"
    END = "end"
    JUSTIFY = "justify"


class DataTable(Struct, frozen=True):
    """A table: header cells, rows of cells (each row as long as the header), one alignment a column."""

    header: tuple[tuple[Sentence, ...], ...]
    rows: tuple[tuple[tuple[Sentence, ...], ...], ...]
    align: tuple[Align, ...]
    caption: tuple[Sentence, ...] = ()
    span: Span = NOWHERE
    claimed_row: int | None = None
    """The row that the headline is about, without the header row."""
    claimed_column: int | None = None
    """The column that the headline is about; a table has one of both, or neither."""


class Image(Struct, frozen=True):
    """A picture by the path or name that the author gave; alt text, or marked as decorative."""

    src: str
    alt: str
    decorative: bool = False
    caption: tuple[Sentence, ...] = ()
    span: Span = NOWHERE
    width: int = 0
    """The most of its column's width that it takes, in per cent, as the author gave it; 0 for as large as can be."""


class Chart(Struct, frozen=True):
    """A chart from a small table: categories along one axis, one or more series."""

    kind: ChartKind
    title: Sentence
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    source: tuple[Sentence, ...] = ()
    span: Span = NOWHERE
    axis: str = ""
    """What the categories are, such as `Year`; empty if they speak for themselves."""
    claimed: int | None = None
    """Which series the headline beside it is about, or of an only one which bar, as far as the plan knows."""


Block = Paragraph | Subheading | ListBlock | Quotation | DataTable | Image | Chart
"""What an answer is made of."""


class Footnote(Struct, frozen=True):
    """A footnote by its label."""

    label: str
    blocks: tuple[Block, ...]


class Person(Struct, frozen=True):
    """An author."""

    name: str
    affiliation: str = ""
    email: str = ""


class Publisher(Struct, frozen=True):
    """Who publishes the piece."""

    name: str
    imprint: str = ""
    """Address, editors, ISSN, a non-position clause: the small print at the end."""
    url: str = ""


class Actor(Struct, frozen=True):
    """Somebody whom answers are about: a state, an organisation, a company, a person."""

    id: str
    name: str
    flag: str = ""
    """Code of a flag in the assets (lower case ISO 3166-1 alpha-2, or `eu`, `un`), or empty for a monogram."""
    monogram: str = ""
    """Up to four characters drawn where there is no flag; made from the name where the author gave none."""
    leader: str = ""
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    """Whether the cover, the map and the pages at a glance leave it out; its answers keep their slides."""
    span: Span = NOWHERE
    flag_span: Span = NOWHERE
    portrait: Image | None = None
    """A picture of its author's that is shown instead of a flag or monogram."""

    @property
    def is_pictured(self) -> bool:
        """Whether it has a portrait or a flag, and needs no monogram."""
        return bool(self.portrait or self.flag)

    @property
    def origin(self) -> FieldOrigin:
        """Where its name, flag and leader come from."""
        return FieldOrigin("actors", self.id)


class Fields(Struct, frozen=True):
    """The front matter as written; empty means not given."""

    title: str = ""
    subtitle: str = ""
    series: str = ""
    number: str = ""
    date: date | None = None
    authors: tuple[Person, ...] = ()
    publisher: Publisher = Publisher("")
    lang: str = "en"
    url: str = ""
    contact: tuple[str, ...] = ()
    """Where the publisher can be reached: lines for the end of deck and handout."""
    actors: tuple[Actor, ...] = ()
    marking: Marking = Marking()
    brand: Brand = Brand()
    slides: tuple[tuple[str, bool], ...] = ()
    """Slides of our own making that the author asked for (True) or refused (False): `map`, `timeline`, `overview`."""
    unconfirmed: tuple[str, ...] = ()
    """What `briefdeck import` proposed and nobody has confirmed yet: `actors`, `points`, the names of keys."""
    spans: tuple[tuple[str, Span], ...] = ()
    """The place of each key that was given, by name, in the order of the source."""

    def span(self, key: str) -> Span:
        """Return the place of `key`, or `NOWHERE` where it was not given."""
        return dict(self.spans).get(key, NOWHERE)


class Passage(Struct, frozen=True):
    """A question and its answer as written."""

    question: Sentence
    actors: tuple[tuple[str, Span], ...]
    """Ids of the actors that the author named, the main one first, each with its place."""
    summary: bool
    answer: tuple[Block, ...]
    slide: tuple[Block, ...] = ()
    """Authored slide text (`::: slide`): the first sentence is the headline, the rest are points."""
    pictures: tuple[Image, ...] = ()
    """The pictures of the same block, which are in the deck only."""
    notes: tuple[Block, ...] = ()
    """Text for the speaker notes only (`::: notes`)."""
    headline: Sentence | None = None
    """Authored words for the slide's title (`headline="…"`), in place of the first point's."""
    hidden: bool = False
    """Whether its slides are hidden in a slide show (`.hidden`)."""
    no_slide: bool = False
    """Whether it is in the handout only (`.no-slide`)."""
    span: Span = NOWHERE
    section: bool = False
    """Whether its heading is not a question, such as a conclusion."""
    asked_by: str = ""
    answered_by: str = ""
    """Who asks and who answers in an interview (`asked-by="…"`); several names have `;` between them."""
    closing: bool = False
    """Whether it is the section that closes the deck, such as thanks and an address (`.closing`)."""
    big_number: bool = False
    """Whether the first number of its headline is shown large (`.figure`)."""
    part: tuple[Sentence, ...] = ()
    """The headings above it that group the questions from it on (`# …`), the outermost first."""


class Draft(Struct, frozen=True):
    """A source as written."""

    source: str
    """The name of the source, as findings print it."""
    fields: Fields
    lead: tuple[Block, ...]
    passages: tuple[Passage, ...]
    footnotes: tuple[Footnote, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    """Remarks of importers for the reviewer, by the id of what they precede (`title`, `q2`); no product shows them."""


class PointOrigin(StrEnum):
    """Where the words of a point come from."""

    HIGHLIGHT = "highlight"
    AUTHORED = "authored"
    CHOSEN = "chosen"


class Point(Struct, frozen=True):
    """Words for a slide: a verbatim span of the source, or written by the author for the slide."""

    runs: tuple[Run, ...]
    """The words as in the source. The layout may capitalise the first letter, and change nothing else."""
    origin: PointOrigin
    quotes: tuple[SentenceOrigin, ...]
    """What it quotes of which sentences; for authored words the authored sentences."""
    span: Span = NOWHERE
    number: int = 0
    """The number of the item that it is in a numbered list, 0 if it is not one."""
    level: int = 0
    """How deep it is in a list inside lists, 0 for the outermost."""

    @property
    def text(self) -> str:
        """The words without mark-up."""
        return text_of(self.runs)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sentences that it quotes."""
        return tuple(dict.fromkeys(one.sentence for one in self.quotes))


class Mention(Struct, frozen=True):
    """An actor named in an answer beside the one it is about, and in how many of its sentences."""

    actor: Actor
    sentences: tuple[str, ...]


class Exchange(Struct, frozen=True):
    """A question and its answer as understood."""

    id: str
    """`q1`, `q2` … in the order of the source."""
    question: Sentence
    actors: tuple[Actor, ...]
    """Whom it is about, the main one first."""
    headline: Point
    takeaway: Point
    """What it says where its question is not beside it: the headline, behind the question where that is needed."""
    points: tuple[Point, ...]
    answer: tuple[Block, ...]
    notes: tuple[Block, ...]
    named_with: tuple[Mention, ...]
    summary: bool
    hidden: bool = False
    """Whether its slides are hidden in a slide show."""
    no_slide: bool = False
    span: Span = NOWHERE
    section: bool = False
    """Whether it is a section under a heading that asks nothing."""
    slide: tuple[Sentence, ...] = ()
    pictures: tuple[Image, ...] = ()
    """What the author wrote for its slides, and put on them."""
    further: tuple[Point, ...] = ()
    """Whole sentences that its slide may show below the points where these are few; the author marked none of them."""
    closing: bool = False
    big_number: Point | None = None
    """The number of the headline, with its unit, that may be shown large."""
    big_number_marked: bool = False
    """Whether the author asks for it."""
    asked_by: str = ""
    answered_by: str = ""
    """Who asks and who answers; several names have commas between them."""
    part: tuple[Sentence, ...] = ()
    """The headings above it that group the questions from it on."""
    group: Sentence | None = None
    """The last of these above it or above a question before it."""

    @property
    def heading_level(self) -> int:
        """The level of its question among the headings of the handout: below that of its group."""
        return 3 if self.group else 2


class CoMention(Struct, frozen=True):
    """Two actors and the sentences that name them together."""

    one: str
    other: str
    sentences: tuple[str, ...]


class DatedEvent(Struct, frozen=True):
    """A date as the text names it, and the sentence that names it."""

    when: date
    label: str
    what: Point
    precision: str
    """`day`, `month` or `year`."""


class Brief(Struct, frozen=True):
    """A source as understood: whom each answer is about, what its points are."""

    id: str
    """The stem of the source's file name: the name of its products."""
    fields: Fields
    lead: tuple[Block, ...]
    actors: tuple[Actor, ...]
    """The actors that exchanges are about, in the order of their first question."""
    others: tuple[Actor, ...]
    """Actors that are only named."""
    exchanges: tuple[Exchange, ...]
    judgement: tuple[Point, ...]
    """The closing question's takeaway; empty if there is no closing question."""
    footnotes: tuple[Footnote, ...] = ()
    bonds: tuple[CoMention, ...] = ()
    moments: tuple[DatedEvent, ...] = ()


def sentences_of(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Return every sentence of `blocks` in reading order, headings, cells and captions included."""
    found: list[Sentence] = []
    for block in blocks:
        match block:
            case Paragraph(sentences):
                found += sentences
            case Subheading(_, sentence):
                found.append(sentence)
            case ListBlock(items=items):
                found += sentences_of(tuple(block for item in items for block in item))
            case Quotation(inner):
                found += sentences_of(inner)
            case DataTable(header, rows, _, caption):
                found += (*caption, *(one for row in (header, *rows) for cell in row for one in cell))
            case Image(caption=caption):
                found += caption
            case Chart(title=title, source=source):
                found += (title, *source)
    return tuple(found)


def gap_behind(sentence: Sentence) -> str:
    """Return what is between `sentence` and the next: the end of a line where the author ends it, else `gap_after`."""
    return LINE_END if sentence.ends_line else gap_after(sentence.text)


def quotes_of(sentences: Iterable[Sentence]) -> tuple[SentenceOrigin, ...]:
    """Return the origins of whole sentences; words of our own among them have no id."""
    return tuple([sentence.quote() for sentence in sentences if sentence.id])


def origins_of(sentences: Iterable[Sentence]) -> tuple[Origin, ...]:
    """Return the origins of whole sentences; those that we add ourselves, which have no id, are labels."""
    return tuple([sentence.quote() if sentence.id else LabelOrigin("source_of") for sentence in sentences])


def joined_runs(sentences: tuple[Sentence, ...]) -> tuple[Run, ...]:
    """Return the runs of `sentences` in a row, each with its origin, and the gaps between them."""
    runs: list[Run] = []
    for index, sentence in enumerate(sentences):
        if index and (gap := gap_behind(sentences[index - 1])):
            runs.append(Run(gap))
        runs += sentence.quoted()
    return tuple(runs)
