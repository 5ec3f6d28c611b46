"""Where the words of a laid-out paragraph stand in the source."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.brief import Brief, Sentence, sentences_of
from builder.model.findings import Span
from builder.model.request import Source
from builder.model.scene import SetParagraph


class SourceIndex:
    """The lines and the sentences of a source."""

    def __init__(self, source: Source, brief: Brief) -> None:
        """Index the sentences of `brief` and the lines that it was read from."""
        self._sentences = {one.id: one for one in _sentences(brief)}
        self._lines = _lines(source.data)
        self._title = brief.fields.span("title")
        self._top = Span(source.name, 1, 1)

    def place(self, paragraph: SetParagraph, words: str) -> tuple[Span, Span]:
        """Return the place of the sentence of `paragraph` that has `words`, and of the words themselves in it.

        Words of no sentence are looked for in the whole source, whose front matter comes first; those that the source
        spells otherwise, such as by a character reference, have the place of their sentence or of the title.
        """
        for sentence in self._of(paragraph):
            if words in sentence.text and sentence.span.line:
                return sentence.span, self._within(sentence.span, words) or sentence.span
        end = Span(self._top.source, 1, 1, len(self._lines), len(self._lines[-1]) + 1)
        found = self._within(end, words)
        if found:
            line = Span(found.source, found.line, 1, found.line, len(self._lines[found.line - 1]) + 1)
            return line, found
        known = self._title if self._title.line else self._top
        return known, known

    def word(self, place: Span, part: str) -> tuple[Span, str]:
        """Return the whole word that has `part` at `place`, with its own place; the same again if it is not there."""
        line, start = self._lines[min(place.line, len(self._lines)) - 1], place.column - 1
        end = start + len(part)
        if line[start:end] != part:
            return place, part
        while end > start + 1 and not line[end - 1].isalnum():
            end -= 1
        while start and line[start - 1].isalnum():
            start -= 1
        while end < len(line) and line[end].isalnum():
            end += 1
        return Span(place.source, place.line, start + 1, place.line, end + 1), line[start:end]

    def _of(self, paragraph: SetParagraph) -> Iterator[Sentence]:
        """Yield the sentences of `paragraph`: those that it names, then those whose words it shows."""
        yield from (self._sentences[one] for one in paragraph.sources if one in self._sentences)
        shown = "".join(run.text for run in paragraph.runs)
        yield from (one for one in self._sentences.values() if one.text and (one.text in shown or shown in one.text))

    def _within(self, span: Span, words: str) -> Span | None:
        """Return where `words` first stand in `span`, or None."""
        last = min(span.end_line or span.line, len(self._lines))
        for line in range(span.line, last + 1):
            start = span.column - 1 if line == span.line else 0
            end = span.end_column - 1 if line == span.end_line else len(self._lines[line - 1])
            at = self._lines[line - 1].find(words, start, end)
            if at >= 0:
                return Span(span.source, line, at + 1, line, at + 1 + len(words))
        return None


def _lines(data: bytes) -> list[str]:
    """Return the lines of a source; a source that is no text, such as a Word document, has one empty line."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        return [""]


def _sentences(brief: Brief) -> Iterator[Sentence]:
    yield from sentences_of(brief.lead)
    for exchange in brief.exchanges:
        yield exchange.question
        yield from sentences_of(exchange.answer)
        yield from sentences_of(exchange.notes)
    for note in brief.footnotes:
        yield from sentences_of(note.blocks)
