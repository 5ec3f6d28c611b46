"""What a slide says of an answer: the author's slide text, else the highlights, else chosen main clauses."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from builder.brief import Block, Origin, Paragraph, Point, Run, Sentence, sentences_of


def points_of(answer: tuple[Block, ...], slide: tuple[Block, ...]) -> tuple[Point, ...]:
    """Return the points that the author made for an answer, the headline first; empty where there are none."""
    if slide:
        return tuple(_point((sentence,), sentence.runs, Origin.AUTHORED) for sentence in _authored(slide))
    return highlights_of(sentences_of(answer))


def highlights_of(sentences: tuple[Sentence, ...]) -> tuple[Point, ...]:
    """Return the highlighted spans of `sentences` in their order; one may run over several sentences."""
    marked = [(sentence, run) for sentence in sentences for run in sentence.runs if run.highlight]
    found = []
    for _, group in groupby(marked, key=lambda pair: pair[1].highlight):
        pairs = list(group)
        runs: list[Run] = []
        before = pairs[0][0]
        for sentence, run in pairs:
            if sentence.id != before.id:
                runs.append(Run(" "))
            runs.append(replace(run, highlight=0))
            before = sentence
        found.append(_point(tuple(sentence for sentence, _ in pairs), tuple(runs), Origin.HIGHLIGHT))
    return tuple(found)


def chosen_from(answer: tuple[Block, ...]) -> tuple[Point, ...]:
    """Return points for an answer without highlights: the first sentences of its paragraphs."""
    plain = tuple(s for block in answer if isinstance(block, Paragraph) for s in block.sentences)
    return tuple(_point((one,), one.runs, Origin.CHOSEN) for one in (plain or sentences_of(answer))[:4])


def _authored(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Return one sentence a point: a paragraph of several sentences is one point, an item of a list too."""
    found: list[Sentence] = []
    for block in blocks:
        match block:
            case Paragraph(sentences):
                runs = tuple(
                    run for index, one in enumerate(sentences) for run in (*([Run(" ")] * bool(index)), *one.runs)
                )
                found.append(Sentence(sentences[0].id, runs, sentences[0].span))
            case _:
                for paragraph in _paragraphs(block):
                    found += _authored((paragraph,))
    return tuple(found)


def _paragraphs(block: Block) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((sentence,)) for sentence in sentences_of((block,)))


def _point(sentences: tuple[Sentence, ...], runs: tuple[Run, ...], origin: Origin) -> Point:
    ids = tuple(dict.fromkeys(sentence.id for sentence in sentences))
    return Point(tuple(run for run in runs if not run.note), origin, ids, sentences[0].span)
