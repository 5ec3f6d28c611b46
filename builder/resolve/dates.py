"""Which dates a text names, and what it says of them."""

import re
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from builder.model.brief import (
    DatedEvent,
    Draft,
    Paragraph,
    Point,
    PointOrigin,
    Sentence,
)
from builder.model.draft_walk import blocks_in
from builder.model.grammar import Grammar
from builder.resolve.calendars import Calendar, calendar_of
from builder.resolve.clauses import full_stop
from builder.resolve.cohesion import leans
from builder.resolve.safe_cuts import safe_end

PRECISION = ("year", "month", "day")

LONGEST_EVENT = 240
"""Characters of a sentence that a row of the timeline can hold."""

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = {base + digit: str(digit) for base in (0x660, 0x6F0) for digit in range(10)}
"""Arabic and Persian digits as European ones."""

_JOINT = re.compile(r"[\s,]*+(?:\w{1,5}\s)?[\s–—-]*")
"""What is between two dates that share the year which the second names: `March and May 2022`."""


class _Find(Struct, frozen=True):
    """A date in a sentence; year, month or day is 0 if the text does not name it."""

    start: int
    end: int
    year: int
    month: int
    day: int

    @property
    def precision(self) -> str:
        return PRECISION[bool(self.month) + bool(self.day)]


def moments_of(draft: Draft, grammar: Grammar) -> tuple[DatedEvent, ...]:
    """Return the dates that lead and answers name, in their order of time, each once, with the sentence that names it.

    A sentence is quoted as it would be on a slide: whole, or up to an addition; one that leans on another tells nothing
    alone and is skipped. It stands for its first date only, so that no two rows say the same.
    """
    calendar = calendar_of(draft.fields.lang)
    found: dict[tuple[date, str], DatedEvent] = {}
    for blocks in (draft.lead, *(passage.answer for passage in draft.passages)):
        sentences = tuple(
            sentence for one in blocks_in(blocks) if isinstance(one, Paragraph) for sentence in one.sentences
        )
        years = {int(year[0]) for one in sentences for year in _YEAR.finditer(one.text.translate(_DIGITS))}
        for sentence in sentences:
            event = _event_in(sentence, calendar, grammar, years, draft.fields.date)
            if event:
                found.setdefault((event.when, event.precision), event)
    return tuple(sorted(found.values(), key=lambda one: (one.when, PRECISION.index(one.precision))))


def _event_in(
    sentence: Sentence, calendar: Calendar, grammar: Grammar, years: set[int], today: date | None
) -> DatedEvent | None:
    """Return what `sentence` dates; `years` are those that its answer names, `today` is the briefing's own date."""
    text = sentence.text
    find = next(iter(dates_in(text, calendar)), None)
    when = _when(find, today) if find else None
    if find is None or when is None or leans(text, grammar, first=False) or (not find.year and years - {when.year}):
        return None
    whole = full_stop(text)
    short = safe_end(text, whole, grammar)
    end = short if short >= find.end else whole
    if end > LONGEST_EVENT:
        return None
    runs = tuple(replace(run, highlight=0) for run in sentence.quoted(0, end) if not run.note)
    what = Point(runs, PointOrigin.CHOSEN, (sentence.quote(0, end),), sentence.place(0, end))
    return DatedEvent(when, text[find.start : find.end], what, find.precision)


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
    """Return the day of a date; without a year it is the nearest to `today`, and nothing if that is not known."""
    month, day = find.month or 1, find.day or 1
    if find.year:
        return date(find.year, month, day)
    if today is None:
        return None
    middle = find.day or 15  # a month is as near as its middle
    years = [year for year in (today.year, today.year - 1, today.year + 1) if _exists(year, month, middle)]
    nearest = min(years, key=lambda year: abs((date(year, month, middle) - today).days), default=None)
    return date(nearest, month, day) if nearest else None
