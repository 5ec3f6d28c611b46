"""Where the words of each text on a slide come from."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from builder.check.ledger.known_facts import KnownFacts
from builder.check.ledger.word_streams import Streams, streams_of, tidy
from builder.model.brief import Brief, PointOrigin, joined_runs
from builder.model.monogram import monograms_of
from builder.model.origin import Origin, SentenceOrigin
from builder.model.plain_text import plain_text
from builder.model.scene import Item, Plot, Scene, SetParagraph
from builder.model.scene_walk import paragraphs_of


class TextOrigin(StrEnum):
    """Where the words of a text on a slide come from."""

    QUOTE = "quote"
    AUTHORED = "authored"
    """Written by the author for the slide."""
    FIELD = "field"
    """The front matter: title, date, authors, the name of an actor."""
    LABEL = "label"
    """Briefdeck's own words: what a panel shows, page numbers, the names of columns."""


class SlideText(Struct, frozen=True):
    """A text on a slide, or as much of it as has one origin."""

    slide: int
    """Number of the slide, from 1."""
    text: str
    kind: TextOrigin
    quotes: tuple[SentenceOrigin, ...] = ()
    """What it quotes; authored words quote where they stand in the source too."""
    facts: tuple[str, ...] = ()
    """The numbers, dates and names that it states and the source does not."""
    origins: tuple[Origin, ...] = ()
    """Where its paragraph says that it comes from; `kind` and `quotes` were found by reading the words."""


def texts_shown(brief: Brief, deck: Scene, handout: Scene, labels: Collection[str]) -> tuple[SlideText, ...]:
    """Return every text on the slides of `deck` with its origin, in reading order."""
    teller = _Teller(
        Streams(streams_of(brief)), _fields(brief), _authored(brief), KnownFacts(brief, deck, handout, labels)
    )
    return tuple(
        shown
        for number, page in enumerate(deck.pages, 1)
        for paragraph in paragraphs_of(_without_charts(page.items))
        for shown in (replace(one, origins=paragraph.origins) for one in teller.told(number, paragraph))
    )


def _without_charts(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return `items` without charts, whose drawing is for pages only: a slide's chart is the source's numbers."""
    return tuple(item for item in items if not isinstance(item, Plot))


class _Teller(Struct, frozen=True):
    streams: Streams
    fields: frozenset[str]
    authored: frozenset[str]
    """Words that the author wrote for slides, without regard to case."""
    known: KnownFacts

    def told(self, slide: int, paragraph: SetParagraph) -> Iterator[SlideText]:
        """Yield the parts of `paragraph` by their origin: the longest rows of runs that have one, the rest labels."""
        told = tidy("".join(run.text for run in paragraph.runs))
        quotes = self._said_to_quote(told, paragraph.sources)
        if quotes:
            yield SlideText(slide, told, TextOrigin.QUOTE, quotes)
            return
        runs = [run.text for run in paragraph.runs]
        at = 0
        while at < len(runs):
            for end in range(len(runs), at, -1):
                text = tidy("".join(runs[at:end]))
                found = self._origin(slide, text) if text else None
                if found or end == at + 1:
                    if text:
                        yield found or self._label(slide, text, paragraph.runs[at].href)
                    at = end
                    break

    def _said_to_quote(self, text: str, sources: tuple[str, ...]) -> tuple[SentenceOrigin, ...]:
        """Return what `text` quotes where it is one of the sentences, whole, that it says it holds, however short."""
        for name in sources:
            sentence = self.streams.sentences.get(name)
            if sentence is not None and tidy(sentence) == text:
                return (SentenceOrigin(name, 0, len(sentence)),)
        return ()

    def _label(self, slide: int, text: str, href: str) -> SlideText:
        """Return a text of our own; how an address is shown for reading is the layout's, its words are the link's."""
        return SlideText(slide, text, TextOrigin.LABEL, facts=() if href else self.known.unknown_in(text, label=True))

    def _origin(self, slide: int, text: str) -> SlideText | None:
        if text in self.fields:
            return SlideText(slide, text, TextOrigin.FIELD)
        quotes = self._quotes(text)
        if _as_authored(text) in self.authored:
            return SlideText(slide, text, TextOrigin.AUTHORED, quotes, self.known.unknown_in(text, label=False))
        return SlideText(slide, text, TextOrigin.QUOTE, quotes) if quotes else None

    def _quotes(self, text: str) -> tuple[SentenceOrigin, ...]:
        if " " not in text and len(text) < _SHORTEST:
            return ()
        for stream in self.streams.with_words_of(text):
            spans = stream.spans_of(text)
            if spans:
                return tuple(SentenceOrigin(*span) for span in spans)
        return ()


_SHORTEST = 4
"""A single word with fewer characters is a label or a number, even if the source happens to contain it."""


def _fields(brief: Brief) -> frozenset[str]:
    fields = brief.fields
    actors = (*fields.actors, *brief.actors, *brief.others)
    authors = ", ".join(person.name for person in fields.authors)
    texts = [fields.title, fields.subtitle, fields.series, fields.number, fields.publisher.name, fields.url, authors]
    texts += fields.contact
    texts += [person.name for person in fields.authors]
    texts += [text for actor in actors for text in (actor.name, actor.leader, *monograms_of(actor))]
    return frozenset(tidy(text) for text in texts if text)


def _authored(brief: Brief) -> frozenset[str]:
    points = (point for exchange in brief.exchanges for point in (exchange.headline, *exchange.points))
    captions = (plain_text(joined_runs(one.caption)) for exchange in brief.exchanges for one in exchange.pictures)
    texts = (*(point.text for point in points if point.origin is PointOrigin.AUTHORED), *captions)
    return frozenset(_as_authored(tidy(one)) for one in texts if one)


_CLOSING_MARK = re.compile(r"(?:\.(?=[)\"'»]*$)|\s?[,;،؛，；、]$)")


def _as_authored(text: str) -> str:
    """Return `text` as authored words are compared: without regard to case and to the mark that closes a point."""
    return _CLOSING_MARK.sub("", text).casefold()
