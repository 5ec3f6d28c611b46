"""The words of a source in a row, so that a quotation can be found wherever it begins and ends."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from builder.model.brief import Brief, Sentence, gap_after, sentences_of
from builder.model.capitals import OPENING, before_capital
from builder.model.plain_text import on_the_line, without_note_calls
from builder.model.typography import plain_marks

_WORD = re.compile(r"[^\W_]+")
_SOFT_HYPHEN = "\u00ad"


def squeezed(text: str) -> str:
    """Return `text` as it is compared: without white space, which the end of a line or page may add or take."""
    return "".join(plain(text).split())


def tidy(text: str) -> str:
    """Return `text` as it is compared: with each white space as one space, and plain marks and figures."""
    return " ".join(plain(text).split())


def plain(text: str) -> str:
    """Return `text` with straight marks and figures on the line, without soft hyphens and the calls of footnotes."""
    return plain_marks(on_the_line(without_note_calls(text))).replace(_SOFT_HYPHEN, "")


def _spellings(words: str) -> Iterator[str]:
    """Yield `words` as a slide shows them, then with the letter that its first may have been made a capital of."""
    yield words
    if at := OPENING.match(words):
        yield from (words[: at.end() - 1] + small + words[at.end() :] for small in before_capital(at[0][-1]))


def _dotted(text: str) -> str:
    """Return `text` without regard to case, the i of all languages alike."""
    return text.casefold().replace("i\N{COMBINING DOT ABOVE}", "i").replace("ı", "i")


class Stream(Struct, frozen=True):
    """The sentences of one part of a source, joined."""

    text: str
    bounds: tuple[tuple[str, int, int], ...]
    """For each sentence its id, and where it begins and ends in `text`."""
    hyphenated: Mapping[str, str]
    """The words as written of each sentence with soft hyphens, by its id: `text` has none."""

    def spans_of(self, words: str) -> tuple[tuple[str, int, int], ...]:
        """Return the spans of sentences that `words` quote: id, first and last character; empty if they are nowhere.

        The first letter, even behind a bracket or quotation mark, may be a capital where the source has a small one.
        Words are whole words.
        """
        for text in _spellings(words):
            at = self._find(text)
            if at >= 0:
                return tuple(
                    self._as_written(name, max(0, at - start), min(end, at + len(text)) - start)
                    for name, start, end in self.bounds
                    if start < at + len(text) and at < end
                )
        return ()

    def _as_written(self, name: str, first: int, last: int) -> tuple[str, int, int]:
        """Return the span with the soft hyphens of its sentence counted."""
        words = self.hyphenated.get(name)
        if words is None:
            return name, first, last
        shown = [at for at, char in enumerate(words) if char != _SOFT_HYPHEN]
        return name, shown[first], shown[last - 1] + 1

    def _find(self, text: str) -> int:
        at = self.text.find(text)
        while at >= 0:
            end = at + len(text)
            inside = (at and text[:1].isalnum() and self.text[at - 1].isalnum()) or (
                end < len(self.text) and text[-1:].isalnum() and self.text[end].isalnum()
            )
            if not inside or _is_unspaced(text):
                return at
            at = self.text.find(text, at + 1)
        return -1


class Streams:
    """The streams of a source with an index of their words, so that long sources take no longer a text."""

    def __init__(self, streams: tuple[Stream, ...]) -> None:
        """Index `streams`."""
        self._streams = streams
        self._holders: dict[str, list[int]] = {}
        """For each word, without regard to case, the numbers of the streams that have it."""
        self.sentences: dict[str, str] = {}
        """The text of each sentence by its id."""
        for number, stream in enumerate(streams):
            for word in set(_WORD.findall(_dotted(stream.text))):
                self._holders.setdefault(word, []).append(number)
            self.sentences |= {name: stream.text[start:end] for name, start, end in stream.bounds}

    def with_words_of(self, text: str) -> Iterator[Stream]:
        """Yield, in their order, the streams that may say `text`: those with the rarest of its words."""
        words = _WORD.findall(_dotted(text))
        if not words or _is_unspaced(text):
            yield from self._streams
            return
        for number in min((self._holders.get(word, []) for word in words), key=len):
            yield self._streams[number]


def _is_unspaced(text: str) -> bool:
    return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]", text))


def streams_of(brief: Brief) -> tuple[Stream, ...]:
    """Return lead, questions, answers and footnotes, each as a stream."""
    parts: list[tuple[Sentence, ...]] = [sentences_of(brief.lead)]
    for exchange in brief.exchanges:
        parts += [*((one,) for one in exchange.part), (exchange.question,)]
        parts += [sentences_of(exchange.answer), sentences_of(exchange.notes)]
    parts += [sentences_of(note.blocks) for note in brief.footnotes]
    return tuple(_stream(part) for part in parts if part)


def _stream(sentences: tuple[Sentence, ...]) -> Stream:
    text, bounds = "", []
    hyphenated = {one.id: one.text for one in sentences if _SOFT_HYPHEN in one.text}
    for sentence in sentences:
        if text:
            text += gap_after(text)
        words = plain(sentence.text)
        bounds.append((sentence.id, len(text), len(text) + len(words)))
        text += words
    return Stream(text, tuple(bounds), hyphenated)


def counted_sentences(brief: Brief) -> tuple[Sentence, ...]:
    """Return every sentence that must stand in both products: lead, questions, answers, footnotes."""
    found = list(sentences_of(brief.lead))
    for exchange in brief.exchanges:
        found += (*exchange.part, exchange.question, *sentences_of(exchange.answer))
    for note in brief.footnotes:
        found += sentences_of(note.blocks)
    return tuple(sentence for sentence in found if sentence.text.replace(_SOFT_HYPHEN, "").strip())
