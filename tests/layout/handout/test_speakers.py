"""Who asks and who answers: below a question on paper where the speakers change, and in the notes of each slide."""

import pytest

from builder.model.findings import Report
from builder.model.request import Source
from builder.pipeline import LaidOutBriefing
from tests.layout.handouts import texts_on
from tests.session import laid_out

SOURCE = """---
title: Five Minutes
lang: {lang}
---

## Why a tunnel? {{asked-by="Nora Feld" answered-by="Karin Lund"}}

==The wind closes a bridge==, and a train does not wait.

## How long is it? {{asked-by="Nora Feld" answered-by="Karin Lund"}}

==You will be through in ten minutes== by car.

## Whose fault is it? {{asked-by="Tom Riis; Ada Holm" answered-by="Karin Lund"}}

==Everybody is late==, and nobody is sorry.
"""


def _interview(lang: str) -> LaidOutBriefing:
    found = laid_out(Source("t.md", SOURCE.format(lang=lang).encode()), Report())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("lang", "first", "last"),
    [
        ("en", "Asked by Nora Feld · Answered by Karin Lund", "Asked by Tom Riis, Ada Holm"),
        ("de", "Frage: Nora Feld · Antwort: Karin Lund", "Frage: Tom Riis, Ada Holm"),
        ("pl", "Pyta: Nora Feld · Odpowiada: Karin Lund", "Pyta: Tom Riis, Ada Holm"),
    ],
)
def test_the_handout_names_speakers_where_they_change(lang: str, first: str, last: str) -> None:
    pages = _interview(lang).products.handout.pages
    texts = [text.replace("\u00a0", " ") for page in pages for text in texts_on(page)]
    said = [text for text in texts if "Nora Feld" in text or "Tom Riis" in text]
    assert said == [first, last]
    assert texts.index("Why a tunnel?") < texts.index(first) < texts.index("How long is it?")


def test_the_notes_of_each_slide_name_its_speakers_first() -> None:
    pages = _interview("en").products.deck.pages[2:]
    notes = [["".join(run.text for run in one.runs) for one in page.notes[:2]] for page in pages]
    assert notes == [
        ["Asked by Nora Feld", "Answered by Karin Lund"],
        ["Asked by Nora Feld", "Answered by Karin Lund"],
        ["Asked by Tom Riis, Ada Holm", "Answered by Karin Lund"],
    ]
