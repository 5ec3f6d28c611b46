"""Compare the points that the program chooses with those that a reader chose: python tests/bench/points.py.

For each piece of tests/cases/points and each way of choosing: how well the sentences that are quoted agree with the
reader's (F1 of sentences), and how well the words do (F1 of letters quoted). `lead-3` takes the first three sentences;
`textrank` the three most central ones by Mihalcea and Tarau's measure over lower-case words, with no knowledge of ours.
"""

import math
import re
from collections.abc import Callable
from pathlib import Path

from builder.model.brief import Draft, Passage, Sentence, sentences_of
from builder.model.findings import Report
from builder.read import read
from builder.resolve.actors import resolve_actors
from builder.resolve.points import chosen_from
from tests.session import ASSETS

ROOT = Path(__file__).parents[2]
Marks = dict[str, set[int]]
"""The letters that are quoted of each sentence, by its id."""


def main() -> None:
    """Print the table."""
    ways: dict[str, Callable[[Draft, int], Marks]] = {"briefdeck": _ours, "lead-3": _lead, "textrank": _textrank}
    print(f"{'piece':42}" + "".join(f"{way + ' sent.':>17}{'words':>7}" for way in ways))
    totals: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    for path in sorted((ROOT / "tests/cases/points").glob("[0-9]*.md")):
        draft = read(path.name, path.read_bytes(), Report())
        assert draft is not None
        line = ""
        for way, choice in ways.items():
            scores = [
                _agreement(_reader(passage), choice(draft, number)) for number, passage in enumerate(draft.passages)
            ]
            totals[way] += scores
            line += _figures(scores)
        print(f"{path.stem:42}{line}")
    print(f"{'all answers: ' + str(len(totals['lead-3'])):42}" + "".join(map(_figures, totals.values())))


def _figures(scores: list[tuple[float, float]]) -> str:
    sentences = sum(one for one, _ in scores) / len(scores)
    words = sum(one for _, one in scores) / len(scores)
    return f"{sentences:17.2f}{words:7.2f}"


def _agreement(wanted: Marks, got: Marks) -> tuple[float, float]:
    letters = sum(len(wanted[one] & got[one]) for one in wanted.keys() & got.keys())
    return (
        2 * len(wanted.keys() & got.keys()) / (len(wanted) + len(got)),
        2 * letters / (sum(map(len, wanted.values())) + sum(map(len, got.values()))),
    )


def _reader(passage: Passage) -> Marks:
    found: Marks = {}
    for sentence in sentences_of(passage.answer):
        at = 0
        for run in sentence.runs:
            if run.highlight:
                found.setdefault(sentence.id, set()).update(range(at, at + len(run.text)))
            at += len(run.text)
    return found


def _ours(draft: Draft, number: int) -> Marks:
    cast = resolve_actors(draft, ASSETS, Report())
    answer = draft.passages[number].answer
    _, quotes = chosen_from(answer, cast.lexicon.grammar, cast.namer(number))
    return {one.sentence.id: set(range(one.start, one.end)) for quote in quotes for one in quote}


def _lead(draft: Draft, number: int) -> Marks:
    return _whole(sentences_of(draft.passages[number].answer)[:3])


def _whole(sentences: tuple[Sentence, ...]) -> Marks:
    return {one.id: set(range(len(one.text))) for one in sentences}


def _textrank(draft: Draft, number: int) -> Marks:
    sentences = sentences_of(draft.passages[number].answer)
    words = [set(re.findall(r"\w+", one.text.lower())) for one in sentences]
    count = len(sentences)
    weights = [[_similar(words[i], words[j]) if i != j else 0.0 for j in range(count)] for i in range(count)]
    scores = [1.0] * count
    for _ in range(50):
        scores = [
            0.15 + 0.85 * sum(scores[j] * weights[j][i] / (sum(weights[j]) or 1.0) for j in range(count))
            for i in range(count)
        ]
    best = sorted(range(count), key=lambda at: (-round(scores[at], 6), at))[:3]
    return _whole(tuple(sentences[at] for at in sorted(best)))


def _similar(one: set[str], other: set[str]) -> float:
    size = math.log(len(one) or 1) + math.log(len(other) or 1)
    return len(one & other) / size if size > 0 else 0.0


if __name__ == "__main__":
    main()
