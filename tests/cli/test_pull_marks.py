# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Bold and italic words of a point or headline come home as marks; what Markdown cannot mark is kept beside it."""

import copy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn

from builder.cli import DONE, main
from builder.compare.deck_edit import EditKind
from builder.compare.deck_reader import read_deck
from tests.cli.pulling import Edit, changes, deck, edit, nothing_to_pull, pull, source, written_and_built


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def found(presentation: Any, words: str) -> list[Any]:
    """Return the paragraphs that say `words`, behind the slides that only repeat them."""
    shapes = [shape for slide in list(presentation.slides)[2:] for shape in slide.shapes if shape.has_text_frame]
    return [one for shape in shapes for one in shape.text_frame.paragraphs if one.text.replace("\u00a0", " ") == words]


def marked(words: str, start: int, end: int, **looks: Any) -> Edit:
    """Give characters of the paragraph that says `words` other looks, in a run of their own."""

    def change(presentation: Any) -> None:
        paragraph = found(presentation, words)[0]
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        first = paragraph.runs[0]
        for _ in range(2):
            first._r.addnext(copy.deepcopy(first._r))
        for run, text in zip(paragraph.runs, (words[:start], words[start:end], words[end:]), strict=True):
            run.text = text
        for name, value in looks.items():
            setattr(paragraph.runs[1].font, name, value)

    return change


def test_bold_and_italic_words_are_marks_of_the_answer(project: Path) -> None:
    edit(project, marked("China followed in June", 0, 5, bold=True))
    edit(project, marked("China welcomed the step", 6, 14, italic=True))
    edit(project, marked("It will not grow", 8, 11, bold=True, italic=True))
    edited = read_deck(deck(project).read_bytes())
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    assert "==**China** followed in June.== ==The harbour" in text
    assert "==China *welcomed* the step.== ==Its" in text
    assert "***not***" in text
    assert not (project / "decks" / "ports.edits").exists()
    assert main(["build", "-q"]) == DONE
    assert {one.what for one in changes(edited, project)} == {"Table"}  # the summary shows the mark as well
    assert nothing_to_pull(project)


def test_words_that_are_plain_again_lose_their_mark(project: Path) -> None:
    before = source(project).read_bytes()
    source(project).write_bytes(before.replace(b"will not grow", b"will **not** grow"))
    assert main(["build", "-q"]) == DONE
    edit(project, marked("It will not grow", 0, 16, bold=False))
    assert pull(project) == DONE
    assert source(project).read_bytes() == before
    assert main(["build", "-q"]) == DONE


RED: Any = RGBColor
BLOCK = "Nobody doubts it.\n\n::: slide\nThin ice\n\n- Written for the slide\n:::\n"


def bold_and_red(presentation: Any) -> None:
    marked("It will not grow", 8, 11, bold=True)(presentation)
    for run in (run for one in found(presentation, "It will not grow") for run in one.runs[1:2]):
        run.font.color.rgb = RED(200, 0, 0)


SUMMER = "They will come in the summer"

BESIDE: dict[str, tuple[Edit, str, str]] = {
    "a colour as well": (bold_and_red, "", ""),
    "underlined": (marked("It will not grow", 8, 11, underline=True), "", ""),
    "part of a mark": (marked(SUMMER, 0, 4, bold=False), "They will come", "**They will come**"),
    "words of the slide alone": (marked("Written for the slide", 0, 7, bold=True), "Nobody doubts it.\n", BLOCK),
}


@pytest.mark.parametrize("what", BESIDE)
def test_what_markdown_cannot_mark_is_kept_beside_it(project: Path, what: str) -> None:
    make, old, new = BESIDE[what]
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace(old, new) if old else text, encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    before = source(project).read_bytes()
    edit(project, make)
    edited = read_deck(deck(project).read_bytes())
    assert pull(project) == DONE
    assert source(project).read_bytes() == before
    assert main(["build", "-q"]) == DONE
    assert changes(edited, project) == []


def linked(words: str, start: int, end: int, address: str | None) -> Edit:
    def change(presentation: Any) -> None:
        marked(words, start, end)(presentation)
        found(presentation, words)[0].runs[1].hyperlink.address = address

    return change


def broken(words: str, behind: str) -> Edit:
    """End a line behind some of the words."""

    def change(presentation: Any) -> None:
        paragraph = found(presentation, words)[0]
        before, _, after = paragraph.text.replace("\u00a0", " ").partition(behind + " ")
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        first = paragraph.runs[0]
        last = copy.deepcopy(first._r)
        first.text = before + behind
        first._r.addnext(last)
        last.find(qn("a:t")).text = after
        first._r.addnext(etree.Element(qn("a:br")))

    return change


SITE = "https://example.org/ice"
LINKS: dict[str, tuple[Edit, str, str]] = {
    "words of a point": (linked("It will not grow", 3, 7, SITE), "It will not", f"It [will]({SITE}) not"),
    "a whole point": (linked(SUMMER, 0, len(SUMMER), SITE), f"=={SUMMER}.==", f"==[{SUMMER}]({SITE}).=="),
    "a headline": (linked("China welcomed the step", 0, 5, SITE), "==China welcomed", f"==[China]({SITE}) welcomed"),
    "an address with brackets": (
        linked("It will not grow", 3, 7, "https://example.org/a_(b)"),
        "It will not",
        "It [will](<https://example.org/a_(b)>) not",
    ),
    "mail": (linked("It will not grow", 3, 7, "mailto:a@b.example"), "It will", "It [will](mailto:a@b.example)"),
}


@pytest.mark.parametrize("what", LINKS)
def test_links_of_a_point_are_links_of_the_answer_and_go_when_they_are_removed(project: Path, what: str) -> None:
    make, old, new = LINKS[what]
    plain = source(project).read_bytes()
    edit(project, make)
    edited = read_deck(deck(project).read_bytes())
    assert pull(project) == DONE
    assert source(project).read_text(encoding="utf-8") == plain.decode().replace(old, new)
    assert not (project / "decks" / "ports.edits").exists()
    assert main(["build", "-q"]) == DONE
    sources = {EditKind.SLIDE_ADDED, EditKind.SECTION}
    assert {one.kind for one in changes(edited, project)} <= sources
    assert nothing_to_pull(project)
    edit(project, without_links)
    assert pull(project) == DONE
    assert source(project).read_bytes() == plain


def without_links(presentation: Any) -> None:
    for slide in presentation.slides:
        for shape in slide.shapes:
            if "Sources" not in slide.shapes.title.text_frame.text:
                for one in [*shape._element.iter(qn("a:hlinkClick"))]:
                    one.getparent().remove(one)


def test_a_link_that_leads_elsewhere_now_does_so_in_the_answer(project: Path) -> None:
    plain = source(project).read_text(encoding="utf-8")
    source(project).write_text(plain.replace("It will not", "It [will](https://old.example) not"), encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    edit(project, linked("It will not grow", 3, 7, SITE))
    assert pull(project) == DONE
    assert source(project).read_text(encoding="utf-8") == plain.replace("It will not", f"It [will]({SITE}) not")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_of_a_point_are_line_ends_of_the_answer_and_go_when_they_are_removed(
    project: Path, line_end: str
) -> None:
    plain = source(project).read_text(encoding="utf-8")
    source(project).write_bytes(plain.replace("\n", line_end).encode())
    assert main(["build", "-q"]) == DONE
    edit(project, broken(SUMMER, "They will come"))
    edited = read_deck(deck(project).read_bytes())
    assert pull(project) == DONE
    wanted = plain.replace("They will come in", "They will come\\\nin").replace("\n", line_end)
    assert source(project).read_bytes() == wanted.encode()
    assert main(["build", "-q"]) == DONE
    assert {one.kind for one in changes(edited, project)} <= {EditKind.MOVED, EditKind.RESIZED}  # its row is higher
    edit(project, unbroken)
    assert pull(project) == DONE
    assert source(project).read_bytes() == wanted.replace("\\", "").encode()
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def unbroken(presentation: Any) -> None:
    for slide in presentation.slides:
        for one in [*slide._element.iter(qn("a:br"))]:
            before = one.getprevious().find(qn("a:t"))
            before.text = f"{before.text} "
            one.getparent().remove(one)


def test_a_line_end_of_words_of_the_slide_alone_is_kept_beside_them(project: Path) -> None:
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace("Nobody doubts it.\n", BLOCK), encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    before = source(project).read_bytes()
    edit(project, broken("Written for the slide", "Written"))
    edited = read_deck(deck(project).read_bytes())
    assert pull(project) == DONE
    assert source(project).read_bytes() == before
    assert main(["build", "-q"]) == DONE
    assert changes(edited, project) == []
