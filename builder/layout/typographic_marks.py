"""The words of an outline as their language prints them: marks set, and no mark that closes a title or a point.

Speaker notes keep their source's marks: they are for reading aloud, and their edits are read back word by word.
"""

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.model.brief import Actor, Chart, Fields, Mark, Person, Point, Publisher, Run
from builder.model.chart import Series
from builder.model.outline import (
    ActorSlide,
    ContextSlide,
    Entry,
    ExhibitSlide,
    JudgementSlide,
    LinkNote,
    MapSlide,
    NoteText,
    Outline,
    OverviewRow,
    OverviewSlide,
    QuotationSlide,
    SummaryRow,
    SummarySlide,
    TitleSlide,
)
from builder.model.typography import CLOSING_MARK, set_marks, typographic_marks

_WORDS: dict[type[Struct], tuple[str, ...]] = {
    Fields: ("title", "subtitle", "series", "contact"),
    Publisher: ("name", "imprint"),
    Person: ("name", "affiliation"),
    Actor: ("name", "leader"),
    Chart: ("unit", "axis", "categories"),
    Series: ("name",),
    TitleSlide: ("title",),
    OverviewRow: ("question",),
    OverviewSlide: ("title",),
    ActorSlide: ("kicker", "question"),
    ContextSlide: ("kicker", "question"),
    ExhibitSlide: ("kicker", "title", "question"),
    QuotationSlide: ("kicker", "title", "question"),
    MapSlide: ("title",),
    SummaryRow: ("question",),
    SummarySlide: ("kicker", "title"),
    JudgementSlide: ("kicker", "question"),
    LinkNote: ("text",),
    Entry: ("asked_by", "answered_by"),
}
"""The fields of each value that are words for readers, beside runs, which always are."""


def typeset(outline: Outline) -> Outline:
    """Return `outline` with the marks of its language, or of the language of a passage, in place of straight ones."""
    setter = _Typesetter(outline.fields.lang)
    return replace(
        outline,
        fields=setter.of(outline.fields),
        slides=setter.of(outline.slides),
        blocks=setter.of(outline.blocks),
    )


class _Typesetter:
    """Sets every value once, however often the outline holds it."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._done: dict[int, tuple[Any, Any]] = {}
        """What became of a value, by its identity; the value itself is kept, so that the identity stays its own."""

    def of(self, value: Any) -> Any:  # noqa: ANN401 - any value of the outline becomes one of the same type
        """Return `value` with its words set."""
        if not isinstance(value, Struct | tuple) or isinstance(value, NoteText):
            return value
        known = self._done.get(id(value))
        if known is None:
            known = (value, self._tuple(value) if isinstance(value, tuple) else self._struct(value))
            self._done[id(value)] = known
        return known[1]

    def _tuple(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        if values and all(isinstance(one, Run) for one in values):
            return _set_runs(values, self._lang)
        made = tuple(self.of(one) for one in values)
        return values if all(one is other for one, other in zip(made, values, strict=True)) else made

    def _struct(self, value: Struct) -> Struct:
        changed = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            new = self._field(type(value), name, old)
            if new is not old:
                changed[name] = new
        made = replace(value, **changed) if changed else value
        if isinstance(made, Point) and len(made.sources) < 2:
            return replace(made, runs=without_closing_mark(made.runs, self._lang))
        return made

    def _field(self, owner: type[Struct], name: str, value: Any) -> Any:  # noqa: ANN401 - as above
        if name in _WORDS.get(owner, ()):
            words = (value,) if isinstance(value, str) else value
            made = tuple(typographic_marks(one, self._lang) for one in words)
            return made[0] if isinstance(value, str) else made
        if name == "further":  # sentences, which keep their full stops
            return tuple(replace(one, runs=self.of(one.runs)) for one in value)
        return self.of(value)


def _set_runs(runs: tuple[Run, ...], lang: str) -> tuple[Run, ...]:
    """Return `runs` with the marks of their languages: what a mark is depends on the words of all of them."""
    text = "".join(run.text for run in runs)
    in_lang = {one: set_marks(text, one) for one in {run.lang or lang for run in runs}}
    found, at = [], 0
    for run in runs:
        end = at + len(run.text)
        words = run.text if Mark.CODE in run.mark else "".join(in_lang[run.lang or lang][at:end])
        found.append(run if words == run.text else replace(run, text=words))
        at = end
    return tuple(found)


_INITIAL = re.compile(r"(?:[.\s][^\W\d_]|[.…])$")
"""What has the full stop behind it as its own: an initial, or other full stops."""

_ABBREVIATIONS = frozenset({
    "al", "bn", "bzw", "ca", "co", "corp", "dr", "e.g", "etc", "inc", "jr", "ltd", "mio", "mld", "mln", "mr", "mrs",
    "ms", "no", "nr", "p", "pp", "proc", "prof", "r", "rs", "sr", "st", "tys", "u.a", "usw", "vol", "vs", "w", "z.b",
})  # fmt: skip
"""Words that keep the full stop behind them at the end."""


def without_closing_mark(runs: tuple[Run, ...], lang: str) -> tuple[Run, ...]:
    """Return the runs of one sentence or item without the mark that closes it; where that is all, it stays.

    Full stops of abbreviations stay as well, and the semicolon of Greek, which asks.
    """
    text = "".join(run.text for run in runs)
    end = CLOSING_MARK.search(text)
    if end is None or not text[: end.start()].strip():
        return runs
    mark, before = end[0].strip(), text[: end.start()]
    last = before.rpartition(" ")[2].casefold().lstrip("(\"'“„«")
    if mark == "." and (last in _ABBREVIATIONS or _INITIAL.search(before)):
        return runs
    if mark == ";" and lang.partition("-")[0].lower() == "el":
        return runs
    found, at = [], 0
    for run in runs:  # calls of footnotes, which have no words of their own, stay
        kept = run.text[: max(0, end.start() - at)]
        found.append(run if kept == run.text else replace(run, text=kept))
        at += len(run.text)
    return tuple(found)
