"""Put what resolve proposes into a draft: whom each answer is about, and highlights for the slide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from builder.brief import (
    Block,
    Brief,
    Draft,
    Exchange,
    Grid,
    Listing,
    Origin,
    Paragraph,
    Passage,
    Point,
    Quotation,
    Run,
    Sentence,
    Subheading,
    joined_runs,
    sentences_of,
)
from builder.diagnostics import NOWHERE

_CHANGE = Callable[[Sentence], Sentence]


def with_proposals(draft: Draft, brief: Brief) -> Draft:
    """Return `draft` with the actors and highlights of `brief`, which was resolved from it.

    Where an exchange has points that the author made, they stay; where a point is no verbatim span it is left out.
    """
    actors = tuple(dict.fromkeys((*draft.fields.actors, *brief.actors, *brief.others)))
    passages = tuple(_passage(one, its) for one, its in zip(draft.passages, brief.exchanges, strict=True))
    return replace(draft, fields=replace(draft.fields, actors=actors), passages=passages)


def _passage(passage: Passage, exchange: Exchange) -> Passage:
    named = passage.actors or tuple((actor.id, NOWHERE) for actor in exchange.actors)
    points = [one for one in (exchange.headline, *exchange.points) if one.origin is Origin.CHOSEN]
    return replace(passage, actors=named, answer=_highlighted(passage.answer, points))


def _highlighted(answer: tuple[Block, ...], points: Sequence[Point]) -> tuple[Block, ...]:
    """Return `answer` with each point highlighted, numbered in the order of the text."""
    marks: dict[str, list[tuple[int, int]]] = {}
    sentences = {one.id: one for one in sentences_of(answer)}
    for point in points:
        for name, bounds in _places(point, sentences):
            marks.setdefault(name, []).append(bounds)
    number = iter(range(1, len(points) * 9 + 1))

    def mark(one: Sentence) -> Sentence:
        runs = one.runs
        for start, end in sorted(set(marks.get(one.id, ()))):
            runs = _marked(runs, start, end, next(number))
        return replace(one, runs=runs)

    return tuple(with_sentences(block, mark) for block in answer)


def _places(point: Point, sentences: Mapping[str, Sentence]) -> list[tuple[str, tuple[int, int]]]:
    """Return the sentence and the bounds of its letters that `point` quotes; none where it is not one span of one."""
    quoted = [sentences[name] for name in point.sources if name in sentences]
    for one in quoted:
        at = one.text.find(point.text)
        if at >= 0 and point.text:
            return [(one.id, (at, at + len(point.text)))]
    whole = "".join(run.text for run in joined_runs(tuple(quoted)))
    return [(one.id, (0, len(one.text))) for one in quoted] if whole == point.text else []


def _marked(runs: Sequence[Run], start: int, end: int, number: int) -> tuple[Run, ...]:
    found: list[Run] = []
    at = 0
    for run in runs:
        cuts = sorted({0, len(run.text), *(max(0, min(len(run.text), cut - at)) for cut in (start, end))})
        if run.note or len(cuts) < 2:
            found.append(run)
        for left, right in zip(cuts, cuts[1:], strict=False):
            inside = start <= at + left and at + right <= end
            found.append(replace(run, text=run.text[left:right], highlight=number if inside else run.highlight))
        at += len(run.text)
    return tuple(found)


def with_sentences(block: Block, change: _CHANGE) -> Block:
    """Return `block` with every sentence of its text as `change` returns it."""
    match block:
        case Paragraph(sentences):
            return Paragraph(tuple(map(change, sentences)))
        case Subheading(level, sentence):
            return Subheading(level, change(sentence))
        case Listing(items=items):
            return replace(block, items=tuple(tuple(with_sentences(one, change) for one in item) for item in items))
        case Quotation(inner):
            return Quotation(tuple(with_sentences(one, change) for one in inner))
        case Grid(header, rows):
            cells = tuple(tuple(tuple(map(change, cell)) for cell in row) for row in (header, *rows))
            return replace(block, header=cells[0], rows=cells[1:])
        case _:
            return block
