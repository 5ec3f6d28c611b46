"""What is chosen for a slide where the author marked nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.brief import Brief, Draft, Exchange, PointOrigin, sentences_of
from builder.model.findings import Report
from builder.read import read
from builder.resolve import resolve
from builder.resolve.clauses import clauses_of
from builder.resolve.language_rules import grammar_for
from builder.resolve.proposals import with_proposals
from builder.resolve.quote_rules import QuoteFault, faults_of
from builder.write.markdown import markdown_of
from tests.files import ASSETS, media

MEDIA = media()
CASES = sorted((Path(__file__).parents[1] / "cases/points").glob("[0-9]*.md"))


def _draft(body: str, lang: str = "en") -> Draft:
    draft = read("t.md", f"---\ntitle: T\nlang: {lang}\n---\n\n{body}\n".encode(), Report())
    assert draft is not None
    return draft


def _chosen(answer: str, lang: str = "en", question: str = "What happened?") -> list[str]:
    brief = resolve(_draft(f"## {question}\n\n{answer}", lang), MEDIA, Report())
    assert brief is not None
    return _points(brief.exchanges[0])


def _points(exchange: Exchange) -> list[str]:
    return [point.text for point in (exchange.headline, *exchange.points)]


def _unmarked(path: Path) -> tuple[Draft, Brief]:
    """Return a piece of tests/cases/points without its highlights, as read and as understood."""
    draft = read(path.name, path.read_bytes().replace(b"==", b""), Report())
    assert draft is not None
    brief = resolve(draft, MEDIA, Report())
    assert brief is not None
    return draft, brief


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_points_are_verbatim_and_few(path: Path) -> None:
    for exchange in _unmarked(path)[1].exchanges:
        points = (exchange.headline, *exchange.points)
        texts = {sentence.id: sentence.text for sentence in sentences_of(exchange.answer)}
        assert 1 <= len(points) <= 4
        assert all(point.origin is PointOrigin.CHOSEN for point in points)
        assert all(point.text in texts[point.sources[0]] for point in points)
        assert sum(len(point.text.split()) for point in points) <= 90


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_points_are_fair_to_their_sentences(path: Path) -> None:
    draft, brief = _unmarked(path)
    grammar = grammar_for(draft.fields.lang, ASSETS)
    for exchange in brief.exchanges:
        texts = {sentence.id: sentence.text for sentence in sentences_of(exchange.answer)}
        for point in (exchange.headline, *exchange.points):
            start = texts[point.sources[0]].index(point.text)
            faults = faults_of(texts[point.sources[0]], start, start + len(point.text), grammar)
            assert {one.fault for one in faults} <= {QuoteFault.PRONOUN}, (point.text, faults)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_same_points_are_chosen_again(path: Path) -> None:
    assert _unmarked(path)[1] == _unmarked(path)[1]


def test_a_headline_names_its_subject() -> None:
    chosen = _chosen("This was clear. It also grew fast in spring. Ukraine shipped more grain than ever in January.")
    assert chosen[0] == "Ukraine shipped more grain than ever in January"


def test_words_that_join_to_the_sentence_before_are_left_off() -> None:
    assert _chosen("However, the port of Odesa stayed open all winter.") == ["the port of Odesa stayed open all winter"]


def test_an_announcement_is_left_off() -> None:
    chosen = _chosen("This shows that the Russian side is not ready for any compromise.")
    assert chosen == ["the Russian side is not ready for any compromise"]


def test_an_addition_behind_a_comma_is_left_off() -> None:
    chosen = _chosen("The port of Odesa stayed open all winter, which nobody had expected.")
    assert chosen == ["The port of Odesa stayed open all winter"]


@pytest.mark.parametrize(
    "answer",
    [
        "According to the mayor, the port of Odesa stayed open all winter.",
        "The port of Odesa stayed open all winter, according to the mayor.",
        "If insurance holds, the port of Odesa will stay open all winter.",
        "The port of Odesa stayed open all winter, but not for ships from the south.",
        "China may have been concerned that the port of Odesa stayed open all winter.",
        "The port of Odesa, which had been hit twice, did not close at all.",
    ],
)
def test_a_caveat_stays_with_its_clause(answer: str) -> None:
    assert _chosen(answer) == [answer.removesuffix(".")]


def test_no_two_points_say_the_same() -> None:
    chosen = _chosen(
        "Ukraine shipped more grain in January. Ukraine shipped more grain in January than before. "
        "The insurers lowered their rates for all ships."
    )
    assert len(chosen) == 2
    assert chosen[1] == "The insurers lowered their rates for all ships"


def test_lists_give_points_only_where_their_items_are_sentences() -> None:
    chosen = _chosen(
        "The port offers three services to ships:\n\n- pilots;\n- tugs;\n- The harbour master answers every call."
    )
    assert "pilots" not in chosen
    assert "The harbour master answers every call" in chosen


def test_an_answer_of_a_table_still_gets_a_headline() -> None:
    assert len(_chosen("| Port | Ships |\n|---|---|\n| Odesa in the north | 41 |")) >= 1


@pytest.mark.parametrize(
    ("lang", "answer"), [("sw", "Bandari ilifungwa jana. Meli zote zilirudi."), ("ja", "港は閉鎖された。船は戻った。")]
)
def test_a_language_without_data_gives_whole_sentences(lang: str, answer: str) -> None:
    chosen = _chosen(answer, lang)
    assert all(one + mark in answer for one in chosen for mark in "。." if one + mark in answer)
    assert chosen[0] in answer


def test_verbs_that_come_second_keep_what_stands_before_them() -> None:
    answer = "Da dieser Antrag aus der Opposition kommt, rechnen die Parteien mit keinem Erfolg."
    assert _chosen(answer, "de") == [answer.removesuffix(".")]


def test_an_abbreviation_keeps_its_full_stop() -> None:
    assert _chosen("The alliance decreased the importance of the U.S.")[0].endswith("U.S.")


def test_clauses_are_whole_sentences_or_parts_between_marks() -> None:
    sentence = sentences_of(
        _draft("## Q?\n\nShips sail by day; the crews of all ships sleep by night.").passages[0].answer
    )[0]
    texts = [clause.text for clause in clauses_of(sentence, grammar_for("en", ASSETS))]
    assert "the crews of all ships sleep by night" in texts


def test_an_importer_gets_highlights_actors_and_reasons() -> None:
    body = "## What did China want?\n\nChina wanted to gain time. Beijing also wanted gas, which Russia sells.\n\n"
    proposed = with_proposals(_draft(body), ASSETS)
    written = markdown_of(proposed)
    assert "## What did China want? {actor=china}" in written
    assert "==China wanted to gain time==." in written
    assert any("the question names “China”" in remark for _, remark in proposed.comments)
    again = read("t.md", written.encode(), Report())
    assert again is not None
    report = Report()
    assert resolve(again, MEDIA, report) is not None
    assert report.findings == []


def test_what_the_author_marked_is_not_touched() -> None:
    body = "## What did China want? {.summary}\n\nChina wanted time. ==Beijing also wanted gas.==\n"
    proposed = with_proposals(_draft(body), ASSETS)
    assert proposed.passages[0].answer == _draft(body).passages[0].answer
    assert proposed.passages[0].summary


_WORDS = (
    "However,",
    "China",
    "the Russian leader",
    "did not",
    "may",
    "which",
    "said,",
    "and",
    "but",
    "In May,",
    "ships",
)
_SIGNS = (
    "(as",
    "before)",
    "“so”",
    "—",
    ";",
    ":",
    ".",
    "?",
    '"',
    "=",
    "U.S.",
    "3,000",
    "according to",
    "中国は。",
    "مع",
)
_PIECES = st.sampled_from((*_WORDS, *_SIGNS))


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=40), st.sampled_from(["en", "de", "ar", "ja", "it", "xx"]))
def test_no_words_are_lost_whatever_is_proposed(pieces: list[str], lang: str) -> None:
    draft = _draft("## What happened?\n\nWords: " + " ".join(pieces), lang)
    proposed = with_proposals(draft, ASSETS)
    before, after = (sentences_of(one.passages[0].answer) for one in (draft, proposed))
    assert [one.text for one in after] == [one.text for one in before]
    brief = resolve(proposed, MEDIA, Report())
    assert brief is not None
    texts = [one.text for one in before]
    assert all(any(text in one for one in texts) for text in _points(brief.exchanges[0]))
