"""Few footnotes are at the foot of the slides that call them; a slide of sources is for many, and for addresses."""

from pathlib import Path

import pytest

from builder.cli import main
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, Plot, TextBox
from tests.layout.contexts import ink_of, overlaps, words_of
from tests.session import laid_out

POINT = "==The port has lost a quay.[^a]== It will lose another."
CHART = "\n\n```chart\nkind: bar\ntitle: Quays\nsource: The port\n| Year | Quays |\n| 2024 | 9 |\n| 2025 | 8 |\n```"
NOTE = "\n\n[^a]: Counted by hand in May 2026."


def _text(answer: str, notes: str = NOTE, lang: str = "en") -> str:
    return f"---\ntitle: T\nlang: {lang}\n---\n\n## What was lost?\n\n{answer}{notes}\n"


def _pages(text: str, theme: str = "briefing") -> tuple[Page, ...]:
    report = Report()
    found = laid_out(Source("t.md", text.encode()), report, options=Options(theme=theme))
    assert found is not None, report.findings
    return found.products.deck.pages


def _at_foot(page: Page) -> list[TextBox]:
    return [item for item in page.items if isinstance(item, TextBox) and item.name == "Footnotes"]


def _spoken(page: Page) -> str:
    return " ".join(run.text for one in page.notes for run in one.runs)


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("more", ["", CHART], ids=["words", "chart"])
def test_a_note_is_above_the_foot_of_the_slide_that_calls_it(theme: str, lang: str, more: str) -> None:
    pages = _pages(_text(POINT + more, lang=lang), theme)
    assert [page.key for page in pages] == ["title", "q1"]
    (box,) = _at_foot(pages[1])
    words = words_of(box).replace(".", " ").split()
    assert sorted(words) == ["1", "2026", "Counted", "May", "by", "hand", "in"]
    boxes = [item for item in pages[1].items if isinstance(item, TextBox)]
    assert overlaps(boxes) == []
    assert all(box.frame.bottom <= one.frame.y for one in boxes if one.slot in {"footer", "number", "source"})
    assert not any(item.frame.overlaps(box.frame) for item in pages[1].items if isinstance(item, Plot))
    assert ink_of(box).bottom <= pages[1].height
    assert "Counted by hand in May 2026." in _spoken(pages[1])


def test_a_note_of_words_that_no_slide_shows_is_in_the_notes_of_the_slide_that_speaks_them(tmp_path: Path) -> None:
    text = _text("==The port has lost a quay.== ==It built one.== ==It sold two.== It will lose another.[^a]")
    pages = _pages(text.replace("## What", "The lead says more.[^b]\n\n## What") + "\n\n[^b]: Said in June.")
    assert [page.key for page in pages] == ["title", "q1"]
    assert not any(_at_foot(page) for page in pages)
    assert "Counted by hand in May 2026." in _spoken(pages[1])
    assert "Said in June." in _spoken(pages[0])
    source = tmp_path / "t.md"
    source.write_text(text, encoding="utf-8")
    assert main(["build", str(source), "-o", str(tmp_path)]) == 0
    assert main(["verify", str(tmp_path / "t.pptx"), str(tmp_path / "t.pdf")]) == 0
    assert main(["ledger", str(source), "--against", str(tmp_path / "t.pptx")]) == 0


@pytest.mark.parametrize(
    ("answer", "notes"),
    [
        (POINT + "[^b] [^c] [^d]", NOTE + "".join(f"\n\n[^{one}]: Counted by {one}." for one in "bcd")),
        (f"{POINT} See [the port](https://example.org/port).", NOTE),
        (POINT, "\n\n[^a]: " + "Counted by hand at every quay of the port from the first of May on. " * 9),
    ],
    ids=["many", "addresses", "long"],
)
def test_many_long_or_linked_sources_keep_their_slide(answer: str, notes: str) -> None:
    pages = _pages(_text(answer, notes))
    assert pages[-1].key.startswith("sources")
    assert not any(_at_foot(page) for page in pages)
    assert "Counted by" not in _spoken(pages[1])


def test_the_files_are_sound_and_say_what_the_source_says(tmp_path: Path) -> None:
    source = tmp_path / "t.md"
    source.write_text(_text(POINT), encoding="utf-8")
    assert main(["build", str(source), "-o", str(tmp_path), "--format", "pptx,pdf,slides-pdf"]) == 0
    assert main(["verify", str(tmp_path / "t.pptx"), str(tmp_path / "t.pdf"), str(tmp_path / "t-slides.pdf")]) == 0
    assert main(["ledger", str(source), "--against", str(tmp_path / "t.pptx")]) == 0


@pytest.mark.parametrize("address", ["https://www.example.org/port", "http://example.org/port/"])
def test_an_address_that_is_its_own_words_is_listed_once(address: str) -> None:
    answer = f"==The port has lost a quay==, see [{address}]({address}) and [the log](https://log.example)."
    page = _pages(_text(answer, notes=""))[-1]
    assert page.key.startswith("sources")
    said = " ".join(words_of(one) for one in page.items if isinstance(one, TextBox))
    assert said.count(address) == 1
    assert "the log https://log.example" in said
    noted = "\n".join(run.text for paragraph in page.notes for run in paragraph.runs)
    assert noted.count(address) == 1
