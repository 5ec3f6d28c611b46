"""Numbers, dates and names in a text, and which of them a source knows."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cached_property
from urllib.parse import unquote

from builder.check.ledger.word_streams import plain
from builder.model.brief import Block, Brief, Chart, Image, ListBlock, sentences_of
from builder.model.draft_walk import blocks_in
from builder.model.monogram import monograms_of
from builder.model.scene import Scene
from builder.model.typography import plain_marks

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AFFIX = re.compile(r"([^\W\d_]*)\{\w+\}([^\W\d_]*)")
"""What a label joins to a name without a space, as Arabic joins its `and`."""

_NOUNS_ARE_CAPITALS = {"de", "lb"}
_SHARED = 4
"""Letters that a name and its inflected form share at least."""


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers in `text` as written."""
    return tuple(_NUMBER.findall(text))


def names_in(text: str, lang: str) -> tuple[str, ...]:
    """Return the words with a capital in `text` that do not begin a sentence; none where every noun has one."""
    if lang.partition("-")[0].lower() in _NOUNS_ARE_CAPITALS:
        return ()
    return tuple(
        match[0]
        for match in _WORD.finditer(text)
        if match[0][0].isupper() and re.search(r"[\w,;)\"”»’]\s$", text[: match.start()])
    )


class KnownFacts:
    """What the source and its front matter state."""

    def __init__(self, brief: Brief, deck: Scene, handout: Scene, labels: Collection[str]) -> None:
        """Gather the numbers and words of `brief`, the numbers that the products count by, the words of `labels`."""
        links = _links(brief)
        said = (
            *_fields(brief),
            *tuple(name for one in brief.exchanges for name in (one.asked_by, one.answered_by)),
            *_sentences(brief),
            *links,
            *_parted_by_links(brief),
        )
        self._text = plain("\n".join(said))
        self.numbers = frozenset(numbers_in(self._text))
        self.lang = brief.fields.lang
        self.counts = _counts(brief, deck, handout, len(links))
        self.labels = _words_in(plain_marks("\n".join(labels)))
        self._affixes = tuple(affix for label in labels for affix in _AFFIX.findall(label))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word, without regard to case; gathered when first asked for, since most slides never ask."""
        return _words_in(self._text)

    def unknown_in(self, text: str, *, label: bool) -> tuple[str, ...]:
        """Return the numbers in `text` that are not known and, where it is not a label, the names.

        A label may count pages, slides and mentions; where the labels are known, its other words are theirs.
        """
        text = plain_marks(text)
        numbers = tuple(one for one in numbers_in(text) if one not in self.numbers)
        if label:
            strange = (word for word in _WORD.findall(text) if self.labels and not self._labels(word.casefold()))
            return (*(one for one in numbers if one not in self.counts), *strange)
        return (*numbers, *(name for name in names_in(text, self.lang) if not self._knows(name)))

    def _labels(self, word: str) -> bool:
        return word in self.labels or word in self.words or any(self._joins(word, affix) for affix in self._affixes)

    def _joins(self, word: str, affix: tuple[str, str]) -> bool:
        """Return whether `word` is a known one with the prefix or the suffix that a label joins to it."""
        before, after = affix
        inner = word.removeprefix(before.casefold()).removesuffix(after.casefold())
        return len(inner) + len(before + after) == len(word) and inner in self.words

    def _knows(self, name: str) -> bool:
        word = name.casefold()
        if word in self.words or word.removesuffix("'s").removesuffix("’s") in self.words:
            return True
        stem = word[: max(_SHARED, len(word) - 3)]
        return len(word) > _SHARED and any(one.startswith(stem) for one in self.words)


def _words_in(text: str) -> frozenset[str]:
    """Return the words in `text` without regard to case."""
    return frozenset(map(str.casefold, set(_WORD.findall(text))))


def _fields(brief: Brief) -> tuple[str, ...]:
    fields = brief.fields
    people = (text for person in fields.authors for text in (person.name, person.affiliation, person.email))
    actors = (
        text
        for one in (*fields.actors, *brief.actors, *brief.others)
        for text in (one.name, one.leader, *monograms_of(one), one.portrait.alt if one.portrait else "")
    )
    publisher = (fields.publisher.name, fields.publisher.imprint, fields.publisher.url)
    dated = _date_parts(fields.date)
    return (
        fields.title,
        fields.subtitle,
        fields.series,
        fields.number,
        fields.url,
        fields.marking.text,
        *fields.brand.address,
        *fields.contact,
        dated,
        *publisher,
        *people,
        *actors,
    )


def _date_parts(day: date | None) -> str:
    return f"{day.day} {day.day:02d} {day.month} {day.month:02d} {day.year}" if day else ""


def _sentences(brief: Brief) -> tuple[str, ...]:
    bodies = [brief.lead, *(one.answer for one in brief.exchanges), *(one.notes for one in brief.exchanges)]
    bodies += [one.pictures for one in brief.exchanges]
    bodies += [note.blocks for note in brief.footnotes]
    texts = [sentence.text for body in bodies for sentence in sentences_of(body)]
    texts += [text.text for one in brief.exchanges for text in (*one.part, one.question)]
    texts += [note.label for note in brief.footnotes]
    texts += [text for body in bodies for block in blocks_in(body) for text in _beside(block)]
    return tuple(texts)


def _beside(block: Block) -> tuple[str, ...]:
    """Return the words of a block that are not sentences: the values of a chart, the numbers of a list."""
    match block:
        case Chart():
            values = (_written(value) for series in block.series for value in series.known)
            return (*block.categories, *(series.name for series in block.series), *values, block.unit, block.axis)
        case ListBlock(start=start, items=items):
            return tuple(str(start + index) for index in range(len(items)))
        case Image(alt=alt):
            return (alt,)
        case _:
            return ()


def _written(value: float) -> str:
    """Return a number as languages write it: with a point or a comma, its thousands apart or not."""
    grouped = f"{abs(Decimal(repr(value))):,f}".removesuffix(".0")
    other = grouped.translate({ord(","): ".", ord("."): ","})
    plain = grouped.replace(",", "")
    return " ; ".join((grouped, other, other.replace(".", " "), plain, plain.replace(".", ",")))


def _counts(brief: Brief, deck: Scene, handout: Scene, links: int) -> frozenset[str]:
    """Return the numbers by which products count pages, slides, mentions, actors, footnotes, and as many `links`."""
    actors = max((len(one.named_with) for one in brief.exchanges), default=0)
    highest = max(len(deck.pages), len(handout.pages), links, len(brief.footnotes), len(brief.exchanges), actors)
    mentions = {str(len(bond.sentences)) for bond in brief.bonds}
    return frozenset({str(number) for number in range(1, highest + 1)} | mentions)


def _parted_by_links(brief: Brief) -> tuple[str, ...]:
    """Return the words of links and of what is around them: a link may be part of a word, as in `[npm](…)-based`."""
    bodies = [brief.lead, *(one.answer for one in brief.exchanges)]
    sentences = [sentence for body in bodies for sentence in sentences_of(body)]
    sentences += [one for exchange in brief.exchanges for one in (*exchange.part, exchange.question)]
    return tuple(run.text for one in sentences if any(run.href for run in one.runs) for run in one.runs)


def _links(brief: Brief) -> tuple[str, ...]:
    bodies = [brief.lead, *(one.answer for one in brief.exchanges), *(note.blocks for note in brief.footnotes)]
    sentences = [sentence for body in bodies for sentence in sentences_of(body)]
    sentences += [one for exchange in brief.exchanges for one in (*exchange.part, exchange.question)]
    addresses = dict.fromkeys(run.href for sentence in sentences for run in sentence.runs if run.href)
    return tuple(text for href in addresses for text in dict.fromkeys((href, unquote(href))))
