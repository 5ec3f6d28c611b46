"""The words of a briefing that slides repeat, each with its place in the source."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from babel import UnknownLocaleError
from babel.dates import format_date

from builder.compare.neutral_deck import NeutralSlide, normalised, without_breaks
from builder.compare.source_change import Target
from builder.model.brief import Block, Brief, DataTable, Exchange, Paragraph, Quotation, sentences_of
from builder.model.capitals import without_initial
from builder.model.draft_walk import blocks_in
from builder.model.plain_text import on_the_line
from builder.model.sequence_alignment import common_ends
from builder.model.typography import plain_marks, without_closing_mark

_FOLDED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2060": "", "\u00ad": ""})
_SET = re.compile(r"(?<!\S)\S*(?:[\u00a0\u00ad\u2060]\S*)+")
"""Words with spaces that do not break, or places to break at, which the layout sets."""
_PART_MARK = re.compile(r"(?:(?<!\s)\s+)?[(\[（]\s*\d+\s*[/⁄]\s*\d+\s*[)\]）]\s*$")
"""What a slide's title adds where it goes on over several slides."""


class SourceFact(NamedTuple):
    """Words of the source, and what to change where they are edited."""

    words: str
    target: Target
    exchange: int = -1
    path: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Return `text` as it is compared: the layout sets marks, spaces, the first capital and the mark at the end."""
    return without_initial(without_closing_mark(normalised(_plain(text))))


def _plain(text: str) -> str:
    return plain_marks(on_the_line(text)).translate(_FOLDED)


def _between(text: str, before: int, behind: int) -> str:
    """Return what of `text` is between its first and last characters, of which as many count as they are compared."""
    text = without_closing_mark(text)
    start = next(at for at in range(len(text) + 1) if len(_plain(text[:at])) >= before)
    end = next(at for at in range(len(text), -1, -1) if len(_plain(text[at:])) >= behind)
    return text[start:end]


def with_marks_of(source: str, shown: str) -> str:
    """Return the words of a slide with the marks that `source` has in those words of its own that are unchanged."""
    marks = {plain_marks(word): word for word in source.split()}
    shown = _SET.sub(lambda one: one[0] if one[0] in source else without_breaks(one[0]), shown)
    return " ".join(marks.get(plain_marks(word), word) if not word.isascii() else word for word in shown.split(" "))


def as_written(text: str, shown: str) -> str:
    """Return words of a slide as `text` writes them, if it does: the slide capitalises the first letter."""
    shown = with_marks_of(text, shown)
    small = shown[:1].lower() + shown[1:]
    if shown not in text and small in text:
        return small
    bare = without_closing_mark(shown)
    return bare if shown not in text and bare in text else shown


def without_part_mark(title: str) -> str:
    """Return a title without the number of its part."""
    return _PART_MARK.sub("", title)


def facts_for(brief: Brief, exchange: int) -> Iterator[SourceFact]:
    """Yield the words that a slide of the question `exchange` (-1: of none) may repeat, the nearest first."""
    if exchange >= 0:
        yield from _of_exchange(brief.exchanges[exchange], exchange)
    for number, one in enumerate(brief.exchanges):
        if number != exchange:
            yield from _of_exchange(one, number)
    for sentence in sentences_of(brief.lead):
        yield SourceFact(sentence.text, Target.ANSWER, -1, (sentence.id,))
    yield from _of_fields(brief)


def facts_of_quotations(brief: Brief, exchange: int) -> Iterator[SourceFact]:
    """Yield the words and the speaker of each quotation in the answer to the question `exchange`."""
    for block in blocks_in(brief.exchanges[exchange].answer):
        if not isinstance(block, Quotation):
            continue
        texts = [sentence.text for sentence in sentences_of((block,))]
        speaker = "".join(texts[-1:]).lstrip("—–―- ")
        for said in (*texts[:-1], " ".join(texts[:-1]), speaker):
            yield SourceFact(said, Target.ANSWER, exchange)


def fact_of_sentence(brief: Brief, exchange: int, shown: str, new: str) -> Iterator[SourceFact]:
    """Yield the sentence of an answer that a slide shows as a whole, of which single words were corrected.

    Not where words were only left out for the slide, or where it is another text.
    """
    before, after = ({*folded(one).split()} for one in (shown, new))
    if exchange < 0 or not after - before or 2 * len(before & after) < max(len(before), len(after)):
        return
    paragraphs = (one for one in blocks_in(brief.exchanges[exchange].answer) if isinstance(one, Paragraph))
    said = [one.text for block in paragraphs for one in block.sentences if folded(one.text) == folded(shown)]
    if len(said) == 1:
        yield SourceFact(said[0], Target.ANSWER, exchange)


def _of_exchange(one: Exchange, number: int) -> Iterator[SourceFact]:
    yield SourceFact(one.headline.text, Target.HEADLINE, number)
    yield SourceFact(one.question.text, Target.QUESTION, number)


def _of_fields(brief: Brief) -> Iterator[SourceFact]:
    fields = brief.fields
    declared = {actor.id for actor in fields.actors}
    for actor in (*brief.actors, *brief.others):
        if actor.id in declared:
            yield SourceFact(actor.name, Target.FIELD, path=("actors", actor.id, "name"))
            yield SourceFact(actor.leader, Target.FIELD, path=("actors", actor.id, "leader"))
    for name in ("title", "subtitle", "series", "number"):
        yield SourceFact(getattr(fields, name), Target.FIELD, path=(name,))
    for at, person in enumerate(fields.authors):
        yield SourceFact(person.name, Target.FIELD, path=("authors", str(at)))
    yield SourceFact(fields.publisher.name, Target.FIELD, path=("publisher",))
    for at, line in enumerate(fields.contact):
        yield SourceFact(line, Target.FIELD, path=("contact", str(at)))
    if fields.date:
        for words in dict.fromkeys(dates_in_words(fields.date, fields.lang)):
            yield SourceFact(words, Target.FIELD, path=("date",))


def dates_in_words(day: date, lang: str) -> tuple[str, ...]:
    """Return how a date is written out in a language, and as ISO 8601 has it."""
    try:
        locale = lang.replace("-", "_")
        return (format_date(day, "long", locale=locale), format_date(day, "d MMMM y", locale=locale), day.isoformat())
    except (UnknownLocaleError, ValueError):
        return (day.isoformat(),)


def date_from_words(words: str, lang: str) -> date | None:
    """Return the day that `words` name: the one of their year that is written so."""
    year = re.search(r"\d{4}", words)
    if year is None or not 1 <= int(year[0]) <= 9998:
        return None
    first = date(int(year[0]), 1, 1)
    days = (first + timedelta(days=number) for number in range(366))
    return next((day for day in days if folded(words) in map(folded, dates_in_words(day, lang))), None)


def fact_for(old: str, new: str, facts: Iterator[SourceFact]) -> tuple[SourceFact, str] | None:
    """Return the fact whose words were edited, and its new words; None if the edit is of none, or of several.

    A fact may be only part of a line, as in a kicker or a footer: it is the one in which all that changed lies.
    """
    before, after = folded(old), folded(new)
    start, end = common_ends(before, after)
    best: tuple[int, SourceFact, str] | None = None
    for fact in facts:
        words = folded(fact.words)
        at = before.find(words) if words else -1
        if at < 0:
            at = before.find(words[:1].upper() + words[1:]) if words else -1
        if at < 0 or at > start or at + len(words) < len(before) - end:
            continue
        found = _between(normalised(new), at, len(before) - at - len(words))
        if found and (best is None or len(words) < best[0]):
            stop = "." if fact.words.endswith(".") and not found.endswith(".") else ""
            best = (len(words), fact, with_marks_of(fact.words, found) + stop)
    return (best[1], best[2]) if best else None


def cells_of(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """Yield the words of each cell of one sentence in the tables of `blocks`, with the sentence's id."""
    for table in blocks_in(blocks):
        if isinstance(table, DataTable):
            for cell in (*table.header, *(cell for row in table.rows for cell in row)):
                if len(cell) == 1:
                    yield cell[0].text, cell[0].id


def changed_cells(answer: tuple[Block, ...], old: str, new: str) -> list[tuple[str, str, str]]:
    """Return which cells notes that read out a row of a table say otherwise: words, new words and sentence of each.

    Nothing where `old` is no such row, or `new` has not its cells.
    """
    before, after = old.split(" | "), new.split(" | ")
    known = {folded(words): (words, sentence) for words, sentence in cells_of(answer)}
    if len(before) != len(after) or len(before) < 2 or not all(folded(one) in known for one in before):
        return []
    pairs = [(known[folded(was)], now) for was, now in zip(before, after, strict=True) if was != now]
    return [(words, with_marks_of(words, now), sentence) for (words, sentence), now in pairs]


def reads_a_row(slide: NeutralSlide, words: str) -> bool:
    """Return whether `words` of the notes are in a row of a table on `slide`: a name and its takeaway, or one cell."""
    rows = [row for shape in slide.shapes for row in shape.cells]
    return folded(words) in {folded(text) for row in rows for text in (*row, ": ".join(row))}
