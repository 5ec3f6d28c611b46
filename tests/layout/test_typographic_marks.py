"""Deck and handout print the marks of their language; notes, and whoever asks for it, keep those of the source."""

import pytest

from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Scene
from builder.model.scene_walk import paragraphs_of
from builder.pipeline import LaidOutBriefing
from tests.session import laid_out

SOURCE = """---
title: "The Union's Bill"
lang: en
---

## What's the state's "plan"?

==The "plan" of *Norway*'s state ran in 2022-2025.== Nobody `don't-touch "x"` asked.

==It is, in short, over in the U.S.==

## And now?

==Nothing. Nobody knows.==
"""


def _built(typography: str = "language", source: str = SOURCE) -> LaidOutBriefing:
    report = Report()
    found = laid_out(Source("t.md", source.encode()), report, options=Options(typography=typography))
    assert found is not None, report.findings
    return found


def _texts(scene: Scene) -> list[str]:
    return ["".join(run.text for run in one.runs) for page in scene.pages for one in paragraphs_of(page.items)]


def test_deck_and_handout_have_the_marks_of_the_language() -> None:
    products = _built().products
    for scene in (products.deck, products.handout):
        words = " ".join(_texts(scene))
        assert "The Union’s Bill" in words
        assert "What’s the state’s “plan”?" in words
        assert "The “plan” of Norway’s state ran in 2022–2025" in words
    assert 'don\'t-touch "x"' in " ".join(_texts(products.handout))


def test_notes_keep_the_marks_of_the_source() -> None:
    notes = [run.text for page in _built().products.deck.pages for note in page.notes for run in note.runs]
    assert any('The "plan" of ' in text for text in notes)


def test_as_written_changes_nothing() -> None:
    words = _texts(_built("as-written").products.deck)
    assert 'The "plan" of Norway\'s state ran in 2022-2025.' in words


def test_headlines_and_points_of_one_sentence_have_no_closing_full_stop() -> None:
    words = _texts(_built().products.deck)
    assert "The “plan” of Norway’s state ran in 2022–2025" in words
    assert "It is, in short, over in the U.S." in words
    assert "Nothing. Nobody knows." in words


GERMAN = """---
title: Die Schleusen
lang: de
---

## Was ist geplant?

==Der Bund zahlt 1,8 Mrd. Euro für Schleusen.== Das ist viel Geld für wenige Schiffe im Jahr.

==Anträge sind bis zum 30. Juni 2026 möglich.==
"""


def test_an_abbreviation_or_a_date_inside_does_not_make_two_sentences_of_a_headline() -> None:
    words = [one.replace("\u00a0", " ") for one in _texts(_built(source=GERMAN).products.deck)]
    assert "Der Bund zahlt 1,8 Mrd. Euro für Schleusen" in words
    assert "Anträge sind bis zum 30. Juni 2026 möglich" in words


@pytest.mark.parametrize("typography", ["language", "as-written"])
def test_the_ledger_finds_every_sentence_and_every_word(typography: str) -> None:
    ledger = _built(typography).ledger
    assert not ledger.missing
    assert not ledger.unsourced


def test_an_abbreviation_within_a_headline_ends_no_sentence() -> None:
    text = "---\ntitle: P\nlang: pl\n---\n\n## Ile?\n\n==Port stracił 60 proc. ładunków.== ==Nic. Nikt nie wie.==\n"
    found = laid_out(Source("t.md", text.encode()), Report())
    assert found is not None
    words = _texts(found.products.deck)
    assert "Port stracił 60 proc. ładunków" in words
    assert "Nic. Nikt nie wie." in words


@pytest.mark.parametrize("words", [".", "…", "“.”"])
def test_a_point_that_is_a_full_stop_alone_keeps_it(words: str) -> None:
    source = SOURCE.replace("==Nothing. Nobody knows.==", f"=={words}== Nobody knows.")

    assert words in _texts(_built(source=source).products.deck)


def test_a_full_stop_alone_on_a_line_of_its_own_stays_there() -> None:
    source = f"{SOURCE}\n## Thank you {{.closing}}\n\nNATO U.S.\\\n.\n"

    assert "NATO U.S.\n." in _texts(_built(source=source).products.deck)


LISTED = """---
title: Night Trains
lang: {lang}
---

## What changes?

- faster trains,[^log]
- =={first}==
- =={second}==

## What stays?

::: slide
{third}

- ships in spring;
- trains in summer,
:::

{third}

[^log]: Timetable.
"""


@pytest.mark.parametrize(
    ("lang", "items"),
    [
        ("en", ("more beds;", "cheaper fares,", "nothing else stays;")),
        ("fr", ("plus de lits ;", "des prix plus bas,", "Rien ne change ;")),
        ("ar", ("أسرة أكثر؛", "أسعار أقل،", "لا شيء يتغير؛")),
    ],
)
def test_headlines_and_points_from_lists_have_no_closing_comma_or_semicolon(lang: str, items: tuple[str, ...]) -> None:
    built = _built(source=LISTED.format(lang=lang, first=items[0], second=items[1], third=items[2]))
    words = [one.replace("\u00a0", " ") for one in _texts(built.products.deck)]
    for item in items:
        shown = item.rstrip(",;،؛ ")
        assert shown in words or shown[:1].upper() + shown[1:] in words
    assert "ships in spring" in words
    assert "trains in summer" in words
    assert "".join(items[0].split()) in ["".join(one.split()) for one in _texts(built.products.handout)]
    assert not built.ledger.missing
    assert not built.ledger.unsourced


def test_the_semicolon_of_greek_asks_and_stays() -> None:
    source = "---\ntitle: Τρένα\nlang: el\n---\n\n## Τι;\n\n==Ποιος πληρώνει τα τρένα;== ==Κανείς.==\n"
    assert "Ποιος πληρώνει τα τρένα;" in [
        one.replace("\u00a0", " ") for one in _texts(_built(source=source).products.deck)
    ]
