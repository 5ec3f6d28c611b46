"""What a draft says, without where it says it: two sources that read alike have equal forms."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from builder.model.brief import (
    Block,
    Draft,
    ListBlock,
    Paragraph,
    Passage,
    Run,
    Sentence,
    joined_runs,
    sentences_of,
)
from builder.model.sentence import text_of

_UNSAID = frozenset({"span", "spans", "flag_span", "id", "until"})
"""Fields of a draft's values that say where, not what; the day of an embargo follows from its words."""

ENDS_LINE = "ends its line"
"""What follows the words of a sentence after which its author ends the line."""

Said = object
"""Nested tuples of what a value says."""


class PassageForm(NamedTuple):
    """What a passage says."""

    question: str
    actors: tuple[str, ...]
    flags: tuple[Said, ...]
    """Whether it is the closing question, hidden, without a slide."""
    headline: str
    answer: Said
    highlights: tuple[str, ...]
    slide: tuple[str, ...]
    notes: tuple[str, ...]
    pictures: Said


class DraftForm(NamedTuple):
    """What a draft says."""

    fields: Said
    lead: Said
    lead_highlights: tuple[str, ...]
    passages: tuple[PassageForm, ...]
    footnotes: Said

    def with_passage(self, at: int, **changes: Said) -> DraftForm:
        """Return the form with some of what the passage `at` says changed."""
        changed = self.passages[at]._replace(**changes)  # type: ignore[arg-type]
        return self._replace(passages=(*self.passages[:at], changed, *self.passages[at + 1 :]))


def form_of(draft: Draft) -> DraftForm:
    """Return what `draft` says."""
    return DraftForm(
        fields=said_by(draft.fields),
        lead=said_by(draft.lead),
        lead_highlights=highlights_in(sentences_of(draft.lead)),
        passages=tuple(_passage(one) for one in draft.passages),
        footnotes=said_by(draft.footnotes),
    )


def _passage(passage: Passage) -> PassageForm:
    return PassageForm(
        question=passage.question.text,
        actors=tuple(name for name, _ in passage.actors),
        flags=(passage.summary, passage.hidden, passage.no_slide),
        headline=passage.headline.text if passage.headline else "",
        answer=said_by(passage.answer),
        highlights=highlights_in(sentences_of(passage.answer)),
        slide=tuple(text for text, _ in units_of(passage.slide)),
        notes=tuple(text for text, _ in units_of(passage.notes)),
        pictures=said_by(passage.pictures),
    )


def said_by(value: object) -> Said:
    """Return what `value` says as nested tuples; without highlights, which are compared separately."""
    if isinstance(value, Sentence):
        words = _words(value.runs)
        return (words, ENDS_LINE) if value.ends_line else words
    if isinstance(value, Struct):
        pairs = ((name, getattr(value, name)) for name in value.__struct_fields__)
        return (type(value).__name__, *(said_by(inner) for name, inner in pairs if name not in _UNSAID))
    if isinstance(value, tuple):
        return tuple(said_by(one) for one in value)
    return value


def _words(runs: tuple[Run, ...]) -> Said:
    plain = [replace(run, text="", highlight=0) for run in runs]
    pairs = zip(plain, runs, strict=True)
    return tuple(
        ("".join(run.text for _, run in group), style.mark, style.href, style.note, style.lang)
        for style, group in groupby(pairs, key=lambda pair: pair[0])
    )


def highlights_in(sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Return the words of each highlight in its order; one may run over several sentences."""
    found: dict[int, str] = {}
    last: dict[int, str] = {}
    for sentence in sentences:
        for run in sentence.runs:
            if run.highlight:
                gap = " " if run.highlight in found and last[run.highlight] != sentence.id else ""
                found[run.highlight] = found.get(run.highlight, "") + gap + text_of((run,))
                last[run.highlight] = sentence.id
    return tuple(found.values())


def units_of(blocks: tuple[Block, ...]) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """Return the units of slide text or notes with their words: a paragraph, an item of a list, a cell."""
    found: list[tuple[str, tuple[Sentence, ...]]] = []
    for block in blocks:
        match block:
            case Paragraph(sentences):
                found.append((text_of(joined_runs(sentences)), sentences))
            case ListBlock(items=items):
                for item in items:
                    found += units_of(item)
            case _:
                found += [(one.text, (one,)) for one in sentences_of((block,))]
    return tuple(found)
