"""Which dates a text names, and what it says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from builder.model.brief import (
    Block,
    DatedEvent,
    Draft,
    ListBlock,
    Paragraph,
    Point,
    PointOrigin,
    Quotation,
    Run,
    Sentence,
)
from builder.resolve.calendars import Calendar, calendar_of

PRECISION = ("year", "month", "day")

CLAUSE = (80, 240)
"""Letters of a clause: shorter ones take in what stands beside them; a sentence up to the second stays whole."""

_BREAK = re.compile(r"[;:]\s|(?<=[^,]{30}),\s(?=[^\W\dA-ZÀ-ÞА-ЯІЇЄ][^,]{30})|\s[–—]\s|—")
"""Where a clause may begin or end: never between the members of a list."""

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = {base + digit: str(digit) for base in (0x660, 0x6F0) for digit in range(10)}
"""Arabic and Persian digits as European ones."""

_JOINT = re.compile(r"[\s,]*(?:\w{1,5}\s)?[\s–—-]*")
"""What stands between two dates that share the year which the second names: `March and May 2022`."""


class _Find(Struct, frozen=True):
    """A date in a sentence; nought where the text names no year, month or day."""

    start: int
    end: int
    year: int
    month: int
    day: int

    @property
    def precision(self) -> str:
        return PRECISION[bool(self.month) + bool(self.day)]


def moments_of(draft: Draft) -> tuple[DatedEvent, ...]:
    """Return the dates that lead and answers name, in their order of time, each once with its first clause.

    A date without a year is the one nearest to the briefing's own date; where the briefing has none it is left out.
    """
    calendar = calendar_of(draft.fields.lang)
    blocks = (*draft.lead, *(block for passage in draft.passages for block in passage.answer))
    found: dict[tuple[date, str], DatedEvent] = {}
    for sentence in _prose(blocks):
        for find in dates_in(sentence.text, calendar)[:_MOST_IN_SENTENCE]:
            when = _when(find, draft.fields.date)
            if when is not None:
                moment = DatedEvent(when, sentence.text[find.start : find.end], _clause(sentence, find), find.precision)
                found.setdefault((when, find.precision), moment)
    return tuple(sorted(found.values(), key=lambda one: (one.when, PRECISION.index(one.precision))))


_MOST_IN_SENTENCE = 20
"""Dates of one sentence that can be events; a sentence with more is a list of dates."""


def dates_in(text: str, calendar: Calendar) -> tuple[_Find, ...]:
    """Return the dates in `text` from left to right; one without a year has that of the date it is joined to."""
    month = any(name in text for name in calendar.names)
    if not month and not _DIGIT.search(text):
        return ()
    finds: list[_Find] = []
    taken = bytearray(len(text))
    text = text.translate(_DIGITS)
    year = _YEAR.search(text) is not None
    for way in calendar.ways:
        for match in way.pattern.finditer(text) if (month or not way.month) and (year or not way.year) else ():
            find = _find(match, calendar)
            if find and not any(taken[find.start : find.end]):
                finds.append(find)
                taken[find.start : find.end] = b"\1" * (find.end - find.start)
    finds.sort(key=lambda one: one.start)
    for index in range(len(finds) - 2, -1, -1):
        here, after = finds[index], finds[index + 1]
        if not here.year and after.year and after.month and _JOINT.fullmatch(text, here.end, after.start):
            finds[index] = replace(here, year=after.year)
    return tuple(finds)


def _find(match: re.Match[str], calendar: Calendar) -> _Find | None:
    groups = match.groupdict()
    name = groups.get("month")
    month = calendar.months[name.casefold()] if name else int(groups.get("month_number") or 0)
    day = int(groups.get("day") or 0)
    label = "label" if groups.get("label") else 0
    find = _Find(match.start(label), match.end(label), int(groups.get("year") or 0), month, day)
    return find if _exists(find.year or 2024, month or 1, day or 1) else None  # 2024 has a 29 February


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day


def _when(find: _Find, today: date | None) -> date | None:
    month, day = find.month or 1, find.day or 1
    if find.year:
        return date(find.year, month, day)
    if today is None:
        return None
    middle = find.day or 15  # a month is as near as its middle
    years = [year for year in (today.year, today.year - 1, today.year + 1) if _exists(year, month, middle)]
    nearest = min(years, key=lambda year: abs((date(year, month, middle) - today).days), default=None)
    return date(nearest, month, day) if nearest else None


def _prose(blocks: Iterable[Block]) -> Iterable[Sentence]:
    """Return the sentences of running text; headings, tables, captions and charts tell no events."""
    for block in blocks:
        match block:
            case Paragraph(sentences):
                yield from sentences
            case ListBlock(items=items):
                for item in items:
                    yield from _prose(item)
            case Quotation(inner):
                yield from _prose(inner)
            case _:
                continue


def _clause(sentence: Sentence, find: _Find) -> Point:
    """Return the sentence, or, where it is long, the words around the date from one break to another."""
    text = sentence.text
    start, end = 0, len(text)
    if len(text) > CLAUSE[1]:
        breaks = [match.span() for match in _BREAK.finditer(text)]
        inner = [pair for pair in breaks if pair[1] <= find.start or pair[0] >= find.end]
        edges = [(0, 0), *inner, (len(text), len(text))]
        at = max(index for index, (_, begins) in enumerate(edges) if begins <= find.start)
        first, last = at, at + 1
        while edges[last][0] - edges[first][1] < CLAUSE[0] and (first > 0 or last < len(edges) - 1):
            if last < len(edges) - 1:
                last += 1
            else:
                first -= 1
        start, end = edges[first][1], edges[last][0]
    end = start + len(text[start:end].rstrip(" ,;:."))
    return Point(_cut(sentence.runs, start, end), PointOrigin.CHOSEN, (sentence.id,), sentence.span)


def _cut(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """Return the runs of the words from `start` up to `end`, without the marker pen and footnote calls."""
    found, at = [], 0
    for run in runs:
        words = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if words:
            found.append(replace(run, text=words, note="", highlight=0))
    return tuple(found)
