"""Decks: the order in which people read them, titles without placeholders, slides that go on with the one before."""

import io

import pptx
import pytest
from pptx.util import Inches, Pt

from builder.importing.raw_draft import read_raw
from builder.importing.slide_shapes import without_continuation
from builder.model.brief import sentences_of
from builder.model.findings import Report


def answers(deck: pptx.presentation.Presentation) -> dict[str, str]:
    data = io.BytesIO()
    deck.save(data)
    raw = read_raw("deck.pptx", data.getvalue(), Report())
    assert raw is not None
    found = {one.question.text: " ".join(each.text for each in sentences_of(one.answer)) for one in raw.draft.passages}
    return {"title": raw.draft.fields.title, **found}


def test_text_boxes_are_read_downwards_and_the_first_that_asks_is_the_title() -> None:
    deck = pptx.Presentation()

    def slide(*boxes: tuple[float, int, str]) -> None:
        page = deck.slides.add_slide(deck.slide_layouts[6])
        for top, size, text in boxes:
            run = page.shapes.add_textbox(Inches(1), Inches(top), Inches(8), Inches(1)).text_frame.paragraphs[0]
            run.text = text
            run.runs[0].font.size = Pt(size)

    slide((3, 18, "County council"), (1, 40, "Questions about the ferry"))
    slide((3, 20, "It starts in May."), (1, 20, "When does the ferry start?"))
    slide((3, 20, "The county pays."), (4, 20, "The state lends the money."), (1, 32, "Who pays?"))
    assert answers(deck) == {
        "title": "Questions about the ferry",
        "When does the ferry start?": "It starts in May.",
        "Who pays?": "The county pays. The state lends the money.",
    }


def test_a_slide_with_the_title_of_the_one_before_goes_on_with_its_answer() -> None:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "The ferry"
    for title, text in (
        ("When does the ferry start?", "It starts in May."),
        ("When does the ferry start? (cont.)", "On Sundays it starts at eight."),
        ("Who pays? (1/2)", "The county pays."),
        ("Who pays? (2/2)", "The state lends the money."),
    ):
        page = deck.slides.add_slide(deck.slide_layouts[1])
        page.shapes.title.text = title
        page.placeholders[1].text = text
    assert answers(deck) == {
        "title": "The ferry",
        "When does the ferry start?": "It starts in May. On Sundays it starts at eight.",
        "Who pays?": "The county pays. The state lends the money.",
    }


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Who pays? (cont.)", "Who pays?"),
        ("Wer zahlt? – Fortsetzung", "Wer zahlt?"),
        ("Kto płaci? (cd.)", "Kto płaci?"),
        ("Qui paie ? (suite 2)", "Qui paie ?"),
        ("Who pays? 2/3", "Who pays?"),
        ("Who pays? (2)", "Who pays?"),
        ("Budget 2024", "Budget 2024"),
        ("La suite du projet", "La suite du projet"),
    ],
)
def test_what_says_that_a_slide_goes_on_is_no_part_of_its_title(title: str, bare: str) -> None:
    assert without_continuation(title) == bare
