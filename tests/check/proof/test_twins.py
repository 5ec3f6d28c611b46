"""Slide and page name each other, and both stay right when answers flow over pages and slides."""

import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from builder.check.deck.reader import open_deck
from builder.check.handout.reader import open_pdf
from builder.check.proof.deck_words import words_of_deck
from builder.check.proof.handout_words import words_in
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.typography import typographic_marks
from builder.pipeline import build
from tests.session import SESSION

ROOT = Path(__file__).parents[3]
SPOTLIGHT = (ROOT / "decks/2025-62-beijing-parade.md").read_text("utf-8")

_TELLS = "The harbour of town {0} moved {1} ships in week {2}, and the pilots of the place reported no delay at all. "


def _long(answers: int, sentences: int) -> str:
    """Return a source whose answers run over pages, and one of whose answers runs over slides."""
    questions = []
    for number in range(1, answers + 1):
        told = "".join(_TELLS.format(number, 100 * number + week, week) for week in range(1, sentences + number))
        marked = "".join(f"=={_TELLS.format(number, 7 * week, week).strip()}== " for week in range(20, 28 + number))
        questions.append(
            f"## What did town {number} do?\n\n=={'Town'} {number} stayed busy all year==. {told}{marked}\n"
        )
    return "---\ntitle: Towns\nlang: en\n---\n\n" + "\n".join(questions)


SOURCES = {"spotlight": SPOTLIGHT, "long": _long(7, 14), "short": _long(2, 1)}


@lru_cache(maxsize=4)
def _built(name: str) -> tuple[bytes, bytes]:
    report = Report()
    bundle = build(Source(f"{name}.md", SOURCES[name].encode()), Pictures({}), Options(), report, SESSION)
    assert bundle is not None, report.findings
    files = {one.kind: one.data for one in bundle.artifacts}
    return files["pptx"], files["pdf"]


def _questions(name: str) -> list[str]:
    """Return the questions of a source as its products print them."""
    found = re.findall(r"^## (.*?)(?: \{.*)?$", SOURCES[name], re.MULTILINE)
    return [typographic_marks(one, "en") for one in found]


def _pages_with(question: str, data: bytes) -> list[int]:
    """Return the pages of a PDF that show `question`, as another program reads them."""
    document = pypdfium2.PdfDocument(BytesIO(data))
    texts = [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]
    return [number for number, text in enumerate(texts, 1) if question in text]


def _heads(text: str, question: str) -> bool:
    """Return whether `text` is the line above a headline: whom it is about, then the question."""
    return text.endswith(f" {question}")


@pytest.mark.parametrize("name", SOURCES)
def test_slides_name_the_page_where_their_answer_begins(name: str) -> None:
    deck, handout = _built(name)
    slides = words_of_deck(open_deck(deck))
    for question in _questions(name):
        mine = [slide for slide in slides[1:] if any(text.endswith(question) for text in slide.texts)]
        named = {text for slide in mine for text in slide.texts if text.startswith("Handout p.")}
        assert named == {f"Handout p. {_pages_with(question, handout)[0]}"}, question


@pytest.mark.parametrize("name", SOURCES)
def test_margins_name_the_first_slide_of_their_answer(name: str) -> None:
    deck, handout = _built(name)
    slides = words_of_deck(open_deck(deck))
    with open_pdf(handout) as opened:
        blocks = words_in(opened).blocks
    for question in _questions(name):
        at = blocks.index(question)
        (number,) = [int(found[1]) for text in blocks[at : at + 4] if (found := re.search(r"\bSlide (\d+)$", text))]
        shows = [one for one, slide in enumerate(slides, 1) if any(_heads(text, question) for text in slide.texts)]
        assert number == shows[0], question


def test_the_long_one_does_flow() -> None:
    deck, handout = _built("long")
    assert len(pypdfium2.PdfDocument(BytesIO(handout))) > 3
    assert len(words_of_deck(open_deck(deck))) > len(_questions("long")) + 2
