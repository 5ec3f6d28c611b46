"""A section marked `.closing` is the last slide, in the cover's design, and its words stay in the handout."""

from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from builder.cli import main
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Role, TextBox
from builder.pipeline import LaidOutBriefing
from tests.layout.contexts import words_of
from tests.session import laid_out

HEAD = """---
title: The port
lang: {lang}
series: Harbour notes
---

## Who owns the port?

==The city owns it.==

{more}
## What follows? {{.summary}}

==Nothing follows.==

"""
THANKS = """## {title} {{.closing}}

Ada Marsh, [ada@example.org](mailto:ada@example.org)

Harbour Institute, North Quay.
"""


def _source(lang: str = "en", title: str = "Thank you", more: str = "", thanks: str = THANKS) -> Source:
    return Source("t.md", (HEAD.format(lang=lang, more=more) + thanks.format(title=title)).encode())


def _built(source: Source, theme: str = "briefing") -> LaidOutBriefing:
    report = Report()
    found = laid_out(source, report, options=Options(theme=theme))
    assert found is not None, report.findings
    return found


def _boxes(found: LaidOutBriefing) -> dict[str, TextBox]:
    return {item.slot: item for item in found.products.deck.pages[-1].items if isinstance(item, TextBox)}


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
@pytest.mark.parametrize(("lang", "title"), [("en", "Thank you"), ("de", "Vielen Dank"), ("ar", "شكرا لكم")])
def test_the_closing_slide_is_last_on_the_covers_layout(theme: str, lang: str, title: str) -> None:
    found = _built(_source(lang, title), theme)
    cover, last = found.products.deck.pages[0], found.products.deck.pages[-1]
    assert (last.layout, last.background, last.title) == (cover.layout, cover.background, title)
    boxes = _boxes(found)
    assert words_of(boxes["title"]) == title
    assert words_of(boxes["subtitle"]) == "Ada Marsh, ada@example.org Harbour Institute, North Quay"
    assert boxes["title"].frame.y == next(one for one in cover.items if one.name == "Title").frame.y
    assert boxes["title"].fit
    assert boxes["title"].frame.y + boxes["title"].fit.height_used <= boxes["subtitle"].frame.y


def test_it_is_behind_the_judgement_in_deck_and_handout_wherever_it_is_written() -> None:
    found = _built(_source(more=THANKS.format(title="Thank you"), thanks=""))
    assert [page.key for page in found.products.deck.pages][-2:] == ["summary", "q2"]
    words = " ".join(
        words_of(item) for page in found.products.handout.pages for item in page.items if isinstance(item, TextBox)
    )
    assert words.index("What follows?") < words.index("Thank you") < words.index("Harbour Institute, North Quay.")


def test_it_needs_no_words_below_its_title() -> None:
    found = _built(_source(thanks="## {title} {{.closing}}\n"))
    assert found.products.deck.pages[-1].title == "Thank you"
    assert "subtitle" not in _boxes(found)


def test_the_files_have_placeholders_notes_and_tags(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_bytes(_source().data)
    assert main(["build", str(tmp_path / "t.md"), "-o", str(tmp_path), "--format", "pptx,pdf,slides-pdf"]) == 0
    assert main(["verify", str(tmp_path)]) == 0
    slide = Presentation(BytesIO((tmp_path / "t.pptx").read_bytes())).slides[-1]
    assert {
        shape.placeholder_format.idx: shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame
    } == {
        0: "Thank you",
        10: "Harbour notes",
        11: "Ada Marsh, ada@example.org\nHarbour Institute, North Quay",
    }
    assert "Harbour Institute, North Quay." in slide.notes_slide.notes_text_frame.text
    roles = [tag.role for tag in _built(_source()).products.deck.tags if "q3" in str(tag.id)]
    assert roles == [Role.SECTION, Role.BODY, Role.HEADING_2, Role.BODY, Role.BODY]


@pytest.mark.parametrize(
    ("more", "thanks", "words"),
    [
        (THANKS.format(title="Contact"), THANKS, "a second section closes the deck"),
        ("", THANKS.replace(".closing", ".closing .summary"), "closing question as well"),
        ("", THANKS.replace(".closing", ".closing actor=ada"), "about an actor"),
        ("", THANKS + "\n\n".join(["The institute thanks everybody who has read this."] * 20), "does not hold"),
    ],
)
def test_what_cannot_close_a_deck_is_an_error_with_its_place(more: str, thanks: str, words: str) -> None:
    source = _source(more=more, thanks=thanks)
    source = Source("t.md", source.data.replace(b"lang: en", b"lang: en\nactors: {ada: {name: Ada}}"))
    report = Report()
    laid_out(source, report)
    (found,) = [one for one in report.findings if one.code.name in {"closing-slide", "long-closing"}]
    assert words in found.message
    assert found.span.line > 10
    assert found.hints


def test_words_written_for_its_slide_are_shown_in_place_of_its_text() -> None:
    found = _built(_source(thanks=f"{THANKS}\n::: slide\nThanks to all\n\n- Ask us at the quay\n:::\n"))
    boxes = _boxes(found)
    assert (words_of(boxes["title"]), words_of(boxes["subtitle"])) == ("Thanks to all", "Ask us at the quay")


def test_an_edit_of_the_slide_comes_back_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.md").write_bytes(_source().data)
    build = ["build", "t.md", "-o", "dist", "--format", "pptx"]
    assert main(build) == 0
    deck = Presentation("dist/t.pptx")
    (text,) = [one for one in deck.slides[-1].placeholders if one.placeholder_format.idx == 11]
    text.text_frame.paragraphs[1].runs[0].text = "Harbour Institute"
    deck.save("dist/t.pptx")
    assert main(["pull", "dist/t.pptx"]) == 0
    assert main(build) == 0
    placeholders = Presentation("dist/t.pptx").slides[-1].placeholders
    (text,) = [one for one in placeholders if one.placeholder_format.idx == 11]
    assert text.text_frame.text == "Ada Marsh, ada@example.org\nHarbour Institute"


def test_a_closing_section_of_a_footnote_alone_has_no_empty_text() -> None:
    source = "---\ntitle: T\n---\n\n## Who?\n\nNobody asked.\n\n## Thank you {.closing}\n\n[^a]\n\n[^a]: A note.\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    boxes = [one for one in found.products.deck.pages[-1].items if isinstance(one, TextBox)]
    assert [one.name for one in boxes if not words_of(one)] == []
