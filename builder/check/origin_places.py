"""Where the words of a scene are in the source: their origins, resolved to lines and columns."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from builder.model.brief import Brief, Sentence, sentences_of
from builder.model.findings import NOWHERE, Span
from builder.model.origin import BlockOrigin, FieldOrigin, LabelOrigin, Origin, SentenceOrigin
from builder.model.request import Source
from builder.model.source_map import SourceMap


class FoundWords(NamedTuple):
    """Words of the source, and where they are."""

    text: str
    span: Span
    whole: Span
    """Where the sentence or value that has them is."""


class _Text(NamedTuple):
    """What an origin says, with the place of each character."""

    text: str
    map: SourceMap
    whole: Span

    def part(self, start: int, end: int) -> FoundWords:
        return FoundWords(self.text[start:end], self.map.span(start, end), self.whole)


class SourcePlaces:
    """The places of what the origins of a scene name. Sentences are indexed when the first finding asks for one."""

    def __init__(self, brief: Brief, source: Source) -> None:
        """Resolve origins in `brief`, which was read from `source`."""
        self._brief, self._source = brief, source

    def place(self, origin: Origin) -> Span:
        """Return the place of `origin`; of a label, of the front matter's language or title."""
        fields = self._brief.fields
        match origin:
            case SentenceOrigin(name, start, end):
                sentence = self._sentences.get(name)
                span = sentence.place(start, end) if sentence else NOWHERE
            case FieldOrigin(key, item):
                actors = (one.span for one in fields.actors if key == "actors" and one.id == item)
                span = next(actors, fields.span(key))
            case LabelOrigin():
                span = fields.span("lang")
            case BlockOrigin(span):
                pass
        return next((one for one in (span, fields.span("title")) if one.line), Span(self._source.name, 1, 1))

    def find(self, origins: Iterable[Origin], words: str) -> FoundWords:
        """Return `words`, which a text with these `origins` shows, at the place of the whole text if it differs."""
        found = self._find(origins, words)
        return found[0].part(found[1], found[1] + len(words)) if found else self._somewhere(origins, words)

    def word_with(self, origins: Iterable[Origin], part: str) -> FoundWords:
        """Return the whole word that `part`, which a text with these `origins` shows, is in."""
        found = self._find(origins, part)
        if found is None:
            return self._somewhere(origins, part)
        text, start = found[0].text, found[1]
        end = start + len(part)
        while end > start + 1 and not text[end - 1].isalnum():
            end -= 1
        while start and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        return found[0].part(start, end)

    def _somewhere(self, origins: Iterable[Origin], words: str) -> FoundWords:
        """Return `words` at the place of the first of `origins` that is in the source."""
        known = (one for one in origins if not isinstance(one, LabelOrigin))
        place = self.place(next(known, LabelOrigin("")))
        return FoundWords(words, place, place)

    def _find(self, origins: Iterable[Origin], words: str) -> tuple[_Text, int] | None:
        for text in (text for origin in origins for text in self._texts(origin)):
            at = text.text.find(words)
            if at < 0:  # shown in capitals, or at the front of a slide's text
                at = text.text.lower().find(words.lower())
            if at >= 0:
                return text, at
        return None

    def _texts(self, origin: Origin) -> Iterator[_Text]:
        match origin:
            case SentenceOrigin(name):
                sentence = self._sentences.get(name)
                if sentence and sentence.map:
                    yield _Text(sentence.text, sentence.map, sentence.span)
            case FieldOrigin():
                span = self.place(origin)
                for number in range(span.line, (span.end_line or span.line) + 1):
                    if number <= len(self._lines):
                        yield _Text(self._lines[number - 1], SourceMap(span.source, (0,), ((number, 1),)), span)
            case LabelOrigin() | BlockOrigin():
                return

    @cached_property
    def _sentences(self) -> dict[str, Sentence]:
        brief = self._brief
        found = list(sentences_of(brief.lead))
        for exchange in brief.exchanges:
            found += (*exchange.part, exchange.question, *exchange.slide)
            found += (*sentences_of(exchange.answer), *sentences_of(exchange.notes))
        for note in brief.footnotes:
            found += sentences_of(note.blocks)
        return {one.id: one for one in found}

    @cached_property
    def _lines(self) -> list[str]:
        text = self._source.data.decode("utf-8-sig", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
