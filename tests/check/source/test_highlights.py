"""Highlights that mislead are findings, in the words that an author can act on."""

from pathlib import Path

import pytest

from builder.check.source import check_draft
from builder.edge.workspace import pictures_in
from builder.media import Media
from builder.model.findings import Finding, Report
from builder.read import read
from tests.session import media

MEDIA = media()
ON_HIGHLIGHTS = {"lost-caveat", "dangling-pronoun", "mid-clause"}
DECKS = sorted((Path(__file__).parents[3] / "decks").glob("*.md"))


def _findings(answer: str, lang: str = "en") -> list[Finding]:
    report = Report()
    draft = read("t.md", f"---\ntitle: T\nlang: {lang}\n---\n\n## What happened?\n\n{answer}\n".encode(), report)
    assert draft is not None, report.findings
    check_draft(draft, MEDIA, report)
    return [found for found in report.findings if found.code.name in ON_HIGHLIGHTS]


@pytest.mark.parametrize(
    ("lang", "answer", "word"),
    [
        ("en", "It is not true that ==the port closed==.", "not"),
        ("en", "==The port closed== on no day at all.", "no"),
        ("en", "China may have feared that ==the port would close==.", "may"),
        ("en", "According to Kyiv, ==the port closed==.", "According to"),
        ("en", "==The port closed==, according to Kyiv.", "according to"),
        ("en", "Reportedly, ==the port closed==.", "Reportedly"),
        ("en", "==The port will close==, if nobody pays.", "if"),
        ("en", "This suggests that ==the port closed==.", "suggests"),
        ("en", "China may have waited and ==closed the port==.", "may"),
        ("en", "==Closer ties with China== and Russia may follow.", "may"),
        ("de", "Es ist nicht wahr, ==der Hafen wurde geschlossen==, laut Kiew.", "laut"),
        ("de", "Es ist nicht wahr, dass ==der Hafen geschlossen wurde==.", "nicht"),
        ("pl", "Nie jest prawdą, że ==port zamknięto==.", "Nie"),
        ("uk", "Неправда, але можливо, що ==порт закрили==.", "можливо"),
        ("it", "Non è vero che ==il porto è chiuso==.", "Non"),
        ("cs", "Není pravda, že ==přístav zavřeli==.", "Není"),
        ("de", "Möglicherweise wurde ==der Hafen geschlossen==.", "Möglicherweise"),
        ("fr", "Selon Kiev, ==le port a fermé==.", "Selon"),
        ("es", "Según Kiev, ==el puerto cerró==.", "Según"),
        ("pl", "Według Kijowa ==port zamknięto==.", "Według"),
        ("uk", "За словами мера, ==порт закрили==.", "За словами"),
        ("ar", "قد يكون ==الميناء مغلقا==.", "قد"),
    ],
)
def test_a_lost_caveat_is_found(lang: str, answer: str, word: str) -> None:
    found = [one for one in _findings(answer, lang) if one.code.name == "lost-caveat"]
    assert len(found) == 1
    assert f"`{word}`" in found[0].message


@pytest.mark.parametrize(
    ("lang", "answer", "word"),
    [
        ("en", "The port closed. ==It opened again in May.==", "It"),
        ("en", "The port closed. ==This was a loss.==", "This"),
        ("de", "Der Hafen schloss. ==Dies war ein Verlust.==", "Dies"),
        ("fr", "Le port a fermé. ==Cela fut une perte.==", "Cela"),
        ("pl", "Port zamknięto. ==To była strata.==", "To"),
    ],
)
def test_a_pronoun_without_its_referent_is_found(lang: str, answer: str, word: str) -> None:
    found = _findings(answer, lang)
    assert [one.code.name for one in found] == ["dangling-pronoun"]
    assert f"`{word}`" in found[0].message


@pytest.mark.parametrize(
    "answer",
    [
        "==The port closed for the first time== since the war.",
        "==The port closed the== old quay.",
        "The storm of May, ==closed the port==.".replace("closed", "was over"),
        "The mayor of Odesa ==closed the port==.",
        "==The parade allowed China to reinforce its rhetoric==—convergent with that of Russia—regarding the war.",
    ],
)
def test_half_a_clause_is_found(answer: str) -> None:
    assert "mid-clause" in {one.code.name for one in _findings(answer)}


@pytest.mark.parametrize(
    ("lang", "answer"),
    [
        ("en", "==The port closed==, which nobody had expected."),
        ("en", "During the storm, ==the port closed== and the ships left."),
        ("en", "This shows that ==the Russian side is not ready for any compromise==."),
        ("en", "For its part, ==North Korea was keen to secure support==."),
        ("en", "==The port closed.== ==The ships left.=="),
        ("en", "Not only ships, ==the trains stopped too==."),
        ("en", "No, ==the port stayed open==."),
        ("en", "==It is clear that the port closed.=="),
        ("en", "==The port closed in May== and may open again."),
        ("en", "China may wait and ==Russia closed the port==."),
        ("en", "In May, ==the port closed==."),
        ("fr", "==Il n’est pas obligatoire de payer==."),
        ("de", "==Der Hafen wurde geschlossen==, und die Schiffe fuhren ab."),
        ("pl", "==Port zamknięto==, a statki odpłynęły."),
        ("sw", "==Bandari ilifungwa== jana."),
    ],
)
def test_a_fair_highlight_is_silent(lang: str, answer: str) -> None:
    assert _findings(answer, lang) == []


def test_a_highlight_over_two_sentences_is_one() -> None:
    assert _findings("==The port closed. It opened again in May.==") == []


def test_words_written_for_the_slide_are_not_judged() -> None:
    answer = "It is not true that ==the port closed==.\n\n::: slide\nThe port stayed open\n:::"
    assert "lost-caveat" not in {one.code.name for one in _findings(answer)}


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_our_own_decks_are_fair(path: Path) -> None:
    report = Report()
    draft = read(path.name, path.read_bytes(), report)
    assert draft is not None
    check_draft(draft, Media(MEDIA.assets, pictures_in(path.parent)), report)
    assert report.findings == []


def test_a_pronoun_right_behind_what_it_points_to_is_fine() -> None:
    assert _findings("==The fleet sailed in May.== ==It came back in June.==") == []


def test_a_list_that_a_highlight_announces_must_be_on_the_slide() -> None:
    answer = "==The port needs two things:==\n\n- a quay\n- a crane"
    assert [one.code.number for one in _checked(answer)] == ["BD207"]
    assert _checked(answer.replace("- a quay", "- ==a quay==")) == []


def test_highlights_that_a_slide_block_replaces_are_reported() -> None:
    found = _checked("==The port closed.== Ships waited.\n\n::: slide\nThe port closed\n:::")
    assert [one.code.number for one in found] == ["BD208"]
    assert found[0].span.line > 0


def _checked(answer: str) -> list[Finding]:
    report = Report()
    draft = read("t.md", f"---\ntitle: T\nlang: en\n---\n\n## What happened?\n\n{answer}\n".encode(), report)
    assert draft is not None, report.findings
    check_draft(draft, MEDIA, report)
    return report.findings


@pytest.mark.parametrize(("between", "times"), [("The payment is large.", 0), ("Norway has paid more.", 1)])
def test_a_pronoun_is_known_where_the_headline_names_the_actor_of_the_slide(between: str, times: int) -> None:
    source = f"""---
title: T
lang: en
actors: {{mr: {{name: Mauritania}}, no: {{name: Norway}}}}
---

## Who is the exception? {{actor=mr}}

==Mauritania needs the money.== {between} ==Its octopus is reserved for national vessels.==
"""
    report = Report()
    draft = read("t.md", source.encode(), report)
    assert draft is not None, report.findings
    check_draft(draft, MEDIA, report)
    assert [one.code.number for one in report.findings].count("BD211") == times
