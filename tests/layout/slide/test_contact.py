"""`contact` of the front matter: on a closing slide and in the imprint; an edit of it on the slide comes home."""

from pathlib import Path

import pytest
from pptx import Presentation

from builder.cli import main
from builder.model.brief import Draft
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, TextBox
from builder.pipeline import LaidOutBriefing
from builder.read import read
from builder.write.data import yaml_of
from builder.write.markdown import markdown_of
from tests.layout.handouts import paragraphs_on
from tests.session import laid_out

LINES = ("Institute of Tides", "+44 20 7946 0000", "tides@example.org")
TEXT = """---
title: The port
lang: {lang}
contact: {contact}
---

## Who owns the port?

==The city owns it.==
"""
THANKS = "\n## Thank you {.closing}\n\nQuestions are welcome.\n"
LIST = f"[{', '.join(LINES)}]"


def _built(contact: str = LIST, more: str = "", lang: str = "en", theme: str = "briefing") -> LaidOutBriefing:
    report = Report()
    source = Source("t.md", (TEXT.format(lang=lang, contact=contact) + more).encode())
    found = laid_out(source, report, options=Options(theme=theme))
    assert found is not None, report.findings
    return found


def _said(page: Page) -> list[str]:
    boxes = [item for item in page.items if isinstance(item, TextBox)]
    return ["".join(run.text for run in one.runs).replace("\u00a0", " ") for box in boxes for one in box.paragraphs]


def _findings(contact: str) -> tuple[Draft | None, list[str]]:
    report = Report()
    draft = read("t.md", TEXT.format(lang="en", contact=contact).encode(), report)
    return draft, [f"{one.span.line} {one.code.name} {one.message}" for one in report.findings]


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
@pytest.mark.parametrize(
    ("lang", "title"), [("en", "Contact"), ("de", "Kontakt"), ("pl", "Kontakt"), ("ar", "للتواصل")]
)
def test_contact_alone_makes_the_last_slide_in_the_covers_design(theme: str, lang: str, title: str) -> None:
    pages = _built(lang=lang, theme=theme).products.deck.pages
    assert pages[-1].layout == pages[0].layout
    assert pages[-1].title == title
    assert [one for one in _said(pages[-1]) if one in LINES] == list(LINES)


def test_a_section_that_closes_keeps_its_title_and_has_the_lines_below_its_own() -> None:
    pages = _built(more=THANKS).products.deck.pages
    assert [page.title for page in pages].count("Thank you") == 1
    assert "Contact" not in [page.title for page in pages]
    assert _said(pages[-1])[-4:] == ["Questions are welcome", *LINES]


def test_a_single_line_needs_no_list() -> None:
    assert "tides@example.org" in _said(_built("tides@example.org").products.deck.pages[-1])


def test_without_contact_there_is_no_such_slide() -> None:
    assert "Contact" not in [page.title for page in _built("").products.deck.pages]


def test_the_handout_has_the_lines_in_its_imprint_and_links_what_is_an_address() -> None:
    (page,) = _built(f"[{', '.join(LINES)}, 'https://example.org/tides']").products.handout.pages
    runs = [run for one in paragraphs_on(page) for run in one.runs]
    assert {"Contact: ", "Institute of Tides", "+44 20 7946 0000"} <= {run.text for run in runs}
    links = {run.text: run.href for run in runs if run.href}
    assert links["tides@example.org"] == "mailto:tides@example.org"
    assert links["example.org/tides"] == "https://example.org/tides"


@pytest.mark.parametrize("contact", [LIST, "tides@example.org", "'# 4 Quay: Street'"])
def test_contact_is_written_as_it_was_read(contact: str) -> None:
    draft, findings = _findings(contact)
    assert draft
    assert not findings
    for name, text in (("t.md", markdown_of(draft)), ("t.yaml", yaml_of(draft))):
        again = read(name, text.encode(), Report())
        assert again
        assert again.fields.contact == draft.fields.contact


@pytest.mark.parametrize(
    ("contact", "rule"),
    [
        ("{name: Ada}", "wrong-type"),
        ("[{name: Ada}]", "wrong-type"),
        ("[[Ada]]", "wrong-type"),
        (f"[{'x' * 130}]", "long-name"),
    ],
)
def test_other_values_are_findings_at_their_place(contact: str, rule: str) -> None:
    _, findings = _findings(contact)
    assert [one.split()[:2] for one in findings] == [["4", rule]]


def test_more_lines_than_the_slide_holds_are_an_error_that_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "t.md"
    source.write_text(TEXT.format(lang="en", contact=f"[{', '.join(['Quay Street'] * 40)}]"), encoding="utf-8")
    assert main(["build", str(source), "-o", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert "t.md:4:10: error[BD347]" in told.out + told.err
    assert "lines of `contact`" in told.out + told.err


@pytest.mark.parametrize("contact", [LIST, "tides@example.org"])
def test_an_edit_on_the_slide_comes_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "t.md"
    source.write_text(TEXT.format(lang="en", contact=contact), encoding="utf-8")
    assert main(["build", "t.md", "-o", "."]) == 0
    deck = Presentation("t.pptx")
    for shape in deck.slides[-1].shapes:
        for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
            for run in paragraph.runs:
                run.text = run.text.replace("tides@", "office@")
    deck.save("t.pptx")
    assert main(["pull", "t.pptx"]) == 0
    draft = read("t.md", source.read_bytes(), Report())
    assert draft
    lines = draft.fields.contact
    assert lines[-1] == "office@example.org"
    assert len(lines) == (3 if contact == LIST else 1)


def test_every_word_of_the_products_has_its_origin(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text(TEXT.format(lang="en", contact=LIST) + THANKS, encoding="utf-8")
    assert main(["build", str(tmp_path / "t.md"), "-o", str(tmp_path), "--format", "pptx,pdf,slides-pdf"]) == 0
    assert main(["verify", str(tmp_path)]) == 0
