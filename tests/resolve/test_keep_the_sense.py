"""Points that say what their text says, measured on answers in which cutting is dangerous or safe.

The cases are text, one file a language in tests/cases/keep_the_sense; its README explains the form.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from builder.model.brief import Brief, Draft, sentences_of
from builder.model.findings import Report
from builder.read import read
from builder.resolve import resolve
from builder.resolve.points import highlights_of
from builder.resolve.proposals import with_proposals
from tests.session import ASSETS, media

MEDIA = media()
FOLDER = Path(__file__).parents[1] / "cases/keep_the_sense"
NEEDS = {".": "", "<": "before", ">": "after", "!": "another"}


@dataclass
class Sentence:
    """A sentence of a case: what of it may stand on a slide, and which neighbour it needs there or `another` for it."""

    text: str
    needs: str
    spans: list[str] = field(default_factory=list)


@dataclass
class Case:
    """A question and its answer."""

    name: str
    lang: str
    question: str = ""
    sentences: list[Sentence] = field(default_factory=list)


def _cases(path: Path) -> list[Case]:
    found: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, text = line.partition(" ")
        match mark:
            case "==":
                found.append(Case(text.split("  ")[0], path.stem))
            case "?":
                found[-1].question = text
            case "~":
                found[-1].sentences[-1].spans.append(text)
            case "." | "<" | ">" | "!":
                found[-1].sentences.append(Sentence(text, NEEDS[mark]))
            case _:
                assert not line.strip(), line
    return found


CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in _cases(path)]


def _draft(case: Case) -> Draft:
    answer = " ".join(one.text for one in case.sentences)
    source = f"---\ntitle: T\nlang: {case.lang}\n---\n\n## {case.question}\n\n{answer}\n"
    draft = read("t.md", source.encode(), Report())
    assert draft is not None
    return draft


def _plain(text: str) -> str:
    return text.rstrip(" .?!؟:;")


def _quoted(case: Case, point: str) -> range | None:
    """Return which sentences of `case` the point quotes whole, or by a span that may stand; None for anything else."""
    count = len(case.sentences)
    for first in range(count):
        for last in range(first, count):
            if _plain(point) == _plain(" ".join(one.text for one in case.sentences[first : last + 1])):
                return range(first, last + 1)
    spans = ((at, span) for at, one in enumerate(case.sentences) for span in one.spans)
    return next((range(at, at + 1) for at, span in spans if _plain(span) == _plain(point)), None)


def _assert_fair(case: Case, points: list[str]) -> None:
    quoted = [_quoted(case, point) for point in points]
    assert None not in quoted, f"cut out of its sentence: {points[quoted.index(None)]}"
    shown = [one for one in quoted if one is not None]
    for at, one in enumerate(shown):
        before = {shown[at - 1][-1]} if at else set()
        after = {shown[at + 1][0]} if at + 1 < len(shown) else set()
        assert case.sentences[one[0]].needs != "before" or one[0] - 1 in before, f"leans: {points[at]}"
        assert "another" not in {case.sentences[number].needs for number in one}, f"tells nothing: {points[at]}"
        assert case.sentences[one[-1]].needs != "after" or one[-1] + 1 in after, f"is taken back: {points[at]}"


def _points(brief: Brief) -> list[str]:
    return [point.text for point in (brief.exchanges[0].headline, *brief.exchanges[0].points)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.lang}-{case.name}")
def test_chosen_points_keep_the_sense(case: Case) -> None:
    brief = resolve(_draft(case), MEDIA, Report())
    assert brief is not None
    _assert_fair(case, _points(brief))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.lang}-{case.name}")
def test_proposed_highlights_are_the_same_points(case: Case) -> None:
    proposed = with_proposals(_draft(case), ASSETS)
    marked = [point.text for point in highlights_of(sentences_of(proposed.passages[0].answer))]
    brief = resolve(_draft(case), MEDIA, Report())
    assert brief is not None
    assert [_plain(one) for one in marked] == [_plain(one) for one in _points(brief)]


def test_most_safe_cuts_are_taken() -> None:
    listed = [(case, span) for case in CASES for one in case.sentences for span in one.spans if one.needs != "before"]
    briefs = [(resolve(_draft(case), MEDIA, Report()), span) for case, span in listed]
    taken = [brief is not None and span in _points(brief) for brief, span in briefs]
    assert sum(taken) >= 0.85 * len(taken)  # doubtful shapes stay whole


@pytest.mark.parametrize("lang", ["fi", "tr", "xx"])
def test_a_language_without_a_grammar_gives_whole_sentences_from_the_first_on(lang: str) -> None:
    sentences = [f"Lause {at} kertoo asiasta, joka on tärkeä, jos se pitää paikkansa." for at in range(8)]
    case = Case("whole", lang, "Mitä?", [Sentence(text, "") for text in sentences])
    brief = resolve(_draft(case), MEDIA, Report())
    assert brief is not None
    points = _points(brief)
    assert [_plain(one) for one in sentences[: len(points)]] == points
