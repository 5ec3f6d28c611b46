# ruff: noqa: ANN401 - python-pptx has no types
"""A marking and authors that somebody changes in the deck: both products say them, or the pull says why not."""

from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from builder.cli import CONTENT, DONE, main
from tests.cli.pulling import deck, edit, nothing_to_pull, paragraph, pull, source, written_and_built

AUTHORS = "authors: [Ada Marsh, Jon Reef]"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def rebuilt(project: Path, old: str, new: str, *options: str) -> None:
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace(old, new), encoding="utf-8")
    assert main(["build", "-q", "--force", *options]) == DONE


def remarked(old: str, new: str) -> Any:
    def change(presentation: Any) -> None:
        for slide in presentation.slides:
            for shape in slide.shapes:
                if shape.has_text_frame and shape.text_frame.text == old:
                    shape.text_frame.paragraphs[0].runs[0].text = new

    return change


def pages(project: Path) -> list[str]:
    document = PdfDocument(deck(project).with_suffix(".pdf"))
    return [one.get_textpage().get_text_range() for one in document]


@pytest.mark.parametrize(
    ("written", "old", "new", "then"),
    [
        ("marking: DRAFT", "DRAFT", "FINAL", "marking: FINAL"),
        ("marking: {text: DRAFT, in-name: no}", "DRAFT", "TLP:AMBER", 'marking: {text: "TLP:AMBER", in-name: no}'),
        (
            "marking: EMBARGO until 2027-09-04",
            "EMBARGO until 2027-09-04", "EMBARGO until 2027-10-01",
            "marking: EMBARGO until 2027-10-01",
        ),
    ],
)  # fmt: skip
def test_a_marking_changed_on_the_slides_is_changed_in_the_front_matter_and_so_in_the_handout(
    project: Path, written: str, old: str, new: str, then: str
) -> None:
    rebuilt(project, AUTHORS, f"{AUTHORS}\n{written}")
    before = source(project).read_text(encoding="utf-8")
    edit(project, remarked(old, new))
    assert pull(project) == DONE
    assert source(project).read_text(encoding="utf-8") == before.replace(written, then)
    assert main(["build", "-q"]) == DONE
    assert all(new in one and old not in one for one in pages(project))
    assert nothing_to_pull(project)


def test_a_marking_of_the_command_line_is_not_changed_by_a_pull_which_says_where_it_is_from(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rebuilt(project, "", "", "--marking", "DRAFT")
    before = source(project).read_bytes()
    edit(project, remarked("DRAFT", "FINAL"))
    capsys.readouterr()
    assert pull(project) == CONTENT
    assert source(project).read_bytes() == before
    said = capsys.readouterr().out
    assert "FINAL" in said
    assert "with `--marking` or in the settings: change it there" in said


def test_a_marking_deleted_from_a_slide_is_said_to_stay_in_the_handout(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rebuilt(project, AUTHORS, f"{AUTHORS}\nmarking: DRAFT")

    def without(presentation: Any) -> None:
        shape = next(
            one for one in presentation.slides[1].shapes if one.has_text_frame and one.text_frame.text == "DRAFT"
        )
        shape.element.getparent().remove(shape.element)

    edit(project, without)
    capsys.readouterr()
    assert pull(project) == DONE
    assert "the handout keeps the old marking" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("authors: [Ada Marsh]", "authors: [Ada Marsh, Ben Skerry]"),
        ('authors: ["Ada Marsh"]', 'authors: ["Ada Marsh", "Ben Skerry"]'),
        ("authors:\n  - Ada Marsh", "authors:\n  - Ada Marsh\n  - Ben Skerry"),
    ],
)
def test_a_second_author_typed_on_the_cover_is_a_second_author(project: Path, written: str, then: str) -> None:
    rebuilt(project, AUTHORS, written)
    before = source(project).read_text(encoding="utf-8")
    edit(project, paragraph("Ada Marsh", "Ada Marsh, Ben Skerry"))
    assert pull(project) == DONE
    assert source(project).read_text(encoding="utf-8") == before.replace(written, then)
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def test_a_degree_typed_behind_a_name_is_no_second_author(project: Path) -> None:
    edit(project, paragraph("Jon Reef", "Jon Reef, PhD"))
    assert pull(project) == DONE
    assert 'authors: [Ada Marsh, "Jon Reef, PhD"]' in source(project).read_text(encoding="utf-8")
