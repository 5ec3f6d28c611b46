# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""A working day: write, build, edit in PowerPoint, pull, build again; nothing is lost, most of it is in the source."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from builder.cli import CONTENT, DONE, main
from builder.compare.deck_edit import DeckEdit, EditKind
from builder.compare.deck_json import deck_from_json
from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from tests.compare import catalogue
from tests.compare.catalogue import CASES, EditCase, NoSuchThingError, say

SOURCE = """---
title: Two Ports Reopen
series: Harbour Notes
number: 7/2025
date: 2025-03-14
authors: [Ada Marsh, Jon Reef]
publisher: Institute of Tides
lang: en-GB
actors:
  norway: {name: Norway, flag: "no", leader: Jonas Gahr Støre}
  china: {name: China, flag: cn}
---

Two ports reopened in the spring.

## What did Norway gain? {actor=norway}

==Norway regained its shortest route to the shelf==, and ships used it at once. The work took a winter.
==China followed in June.== ==The harbour master counted forty ships.== ==The pilots stay.== Nobody had
expected so many.

| Port | Ships |
| --- | --- |
| Vardø | 12 |
| Kirkenes | 40 |

## What did China say? {actor=china}

==China welcomed the step.== ==Its ships wait in the south.== ==They will come in the summer.==

## What does the weather do?

==The ice is thinner than before.== ==It will not grow.== Nobody doubts it.

## What does it mean? {.summary}

==The northern trade is open again.== ==Nobody expects it to close soon.==
"""

Edit = Callable[[Any], None]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "decks").mkdir()
    source(tmp_path).write_text(SOURCE, encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    return tmp_path


def source(project: Path) -> Path:
    return project / "decks" / "ports.md"


def deck(project: Path) -> Path:
    return project / "dist" / "ports.pptx"


def edit(project: Path, *edits: Edit) -> None:
    presentation = Presentation(io.BytesIO(deck(project).read_bytes()))
    for one in edits:
        one(presentation)
    presentation.save(str(deck(project)))


def pull(project: Path, *more: str) -> int:
    del project
    return main(["pull", "dist/ports.pptx", *more])


def titled(presentation: Any, words: str) -> Any:
    return next(one for one in presentation.slides if one.shapes.title and words in one.shapes.title.text_frame.text)


def headline(words: str, new: str) -> Edit:
    return lambda deck: say(titled(deck, words).shapes.title.text_frame.paragraphs[0], new)


def paragraph(words: str, new: str) -> Edit:
    """Let the first paragraph that holds `words` say something else."""

    def change(presentation: Any) -> None:
        for slide in presentation.slides:
            for shape in slide.shapes:
                for one in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    if words in one.text and shape != slide.shapes.title:
                        say(one, one.text.replace(words, new))
                        return
        raise AssertionError(words)

    return change


def notes(words: str, new: str) -> Edit:
    def change(presentation: Any) -> None:
        for slide in presentation.slides:
            for one in slide.notes_slide.notes_text_frame.paragraphs:
                if words in one.text:
                    say(one, one.text.replace(words, new))
                    return
        raise AssertionError(words)

    return change


HOME: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "a headline in other words": (
        headline("shortest route", "Norway won"),
        ('{actor=norway headline="Norway won"}', "==Norway regained its shortest route to the shelf=="),
    ),
    "a headline that the answer says": (
        headline("China welcomed", "China welcomed the step"),
        ("==China welcomed the step==.",),
    ),
    "a point in other words": (
        paragraph("It will not grow", "It will never grow again"),
        ("::: slide", "It will never grow again"),
    ),
    "a point that the answer says": (
        paragraph("It will not grow.", "Nobody doubts it."),
        ("It will not grow. ==Nobody doubts it.==",),
    ),
    "the leader": (paragraph("Jonas Gahr Støre", "Somebody: New"), ('leader: "Somebody: New"',)),
    "the title": (headline("Two Ports Reopen", "Three Ports Reopen"), ("title: Three Ports Reopen",)),
    "the date": (paragraph("14 March 2025", "15 March 2025"), ("date: 2025-03-15",)),
    "an author": (paragraph("Jon Reef", "Joan Reef"), ("authors: [Ada Marsh, Joan Reef]",)),
    "words of the notes": (notes("Nobody had", "Few had"), ("Few had\nexpected so many.",)),
    "a question": (paragraph("What does the weather do?", "What does the ice do?"), ("## What does the ice do?",)),
}


@pytest.mark.parametrize("what", HOME)
def test_an_edit_comes_home_and_the_next_deck_is_the_edited_one(project: Path, what: str) -> None:
    change, expected = HOME[what]
    edit(project, change)
    built = json.loads((project / "dist" / "ports.build.json").read_text(encoding="utf-8"))["deck"]
    wanted = compare_decks(deck_from_json(built), read_deck(deck(project).read_bytes())).edits
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    for words in expected:
        assert words in text
    assert main(["build", "-q"]) == DONE
    slides = read_deck(deck(project).read_bytes()).slides
    shown = "\n".join(text for one in slides for text in (one.text, one.notes_text, *(s.text for s in one.shapes)))
    assert all(one.new in shown for one in wanted if one.kind in {EditKind.WORDS, EditKind.NOTES})
    assert nothing_to_pull(project)


def changes(edited: Any, project: Path) -> list[DeckEdit]:
    return list(compare_decks(edited, read_deck(deck(project).read_bytes())).edits)


def nothing_to_pull(project: Path) -> bool:
    before = source(project).read_bytes()
    return pull(project) == DONE and source(project).read_bytes() == before


def test_points_are_deleted_added_and_reordered(project: Path) -> None:
    edit(project, catalogue.points_swapped, catalogue.point_added)
    assert pull(project) == DONE
    assert "Something that the briefing had not said" in source(project).read_text(encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def test_notes_that_were_added_stand_in_a_block_of_their_own(project: Path) -> None:
    edit(project, catalogue.notes_added)
    assert pull(project) == DONE
    assert "::: notes\nSay this slowly and look at the first row.\n:::" in source(project).read_text(encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def test_a_hidden_slide_and_a_deleted_one_are_marked_at_their_questions(project: Path) -> None:
    def hide(presentation: Any) -> None:
        titled(presentation, "China welcomed")._element.set("show", "0")

    def drop(presentation: Any) -> None:
        catalogue._drop(presentation, catalogue._index(presentation, titled(presentation, "thinner")))

    edit(project, hide, drop)
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    assert "{actor=china .hidden}" in text
    assert "## What does the weather do? {.no-slide}" in text
    assert main(["build", "-q"]) == DONE
    found = Presentation(str(deck(project)))
    assert titled(found, "China welcomed")._element.get("show") == "0"
    assert not any("thinner" in one.shapes.title.text_frame.text for one in found.slides if one.shapes.title)
    assert nothing_to_pull(project)


def test_slides_in_another_order_are_questions_in_another_order(project: Path) -> None:
    def swap(presentation: Any) -> None:
        at = catalogue._index(presentation, titled(presentation, "thinner"))
        catalogue._move(presentation, at, catalogue._index(presentation, titled(presentation, "China welcomed")))

    edit(project, swap)
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    assert text.index("What does the weather") < text.index("What did China say")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


CARRIED = [
    case
    for case in CASES
    if set(case.expected) & {EditKind.SHAPE_ADDED, EditKind.MOVED, EditKind.RESIZED, EditKind.TURNED, EditKind.RESTYLED,
                             EditKind.MARKS, EditKind.PICTURE_SWAPPED, EditKind.TRANSITION, EditKind.SHAPE_DELETED}
    and case.name not in {"five_at_once", "link_added", "headline_in_another_face", "body_deleted"}
]  # fmt: skip


@pytest.mark.parametrize("case", CARRIED, ids=lambda case: case.name)
def test_what_markdown_cannot_say_is_on_the_next_deck(project: Path, case: EditCase) -> None:
    try:
        edit(project, case.make)
    except NoSuchThingError:
        pytest.skip("this deck has nothing to edit so")
    edited = read_deck(deck(project).read_bytes())
    before = source(project).read_bytes()
    assert pull(project) == DONE
    assert source(project).read_bytes() == before
    assert (project / "decks" / "ports.edits" / "edits.json").is_file()
    assert main(["build", "-q"]) == DONE
    assert changes(edited, project) == []
    first = deck(project).read_bytes()
    assert main(["build", "-q", "--force"]) == DONE
    assert deck(project).read_bytes() == first


def test_an_added_slide_is_carried_with_its_notes(project: Path) -> None:
    def add(presentation: Any) -> None:
        catalogue.slide_added(presentation)
        slide = next(
            one
            for one in presentation.slides
            if any("Backup" in s.text_frame.text for s in one.shapes if s.has_text_frame)
        )
        slide.notes_slide.notes_text_frame.text = "Only if somebody asks."

    edit(project, add)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    found = read_deck(deck(project).read_bytes())
    at = next(at for at, one in enumerate(found.slides) if "Backup: who came" in one.text)
    assert found.slides[at].notes_text == "Only if somebody asks."
    files = [word for path in sorted((project / "dist").glob("*.p*")) for word in ("--against", str(path))]
    assert main(["ledger", str(project / "decks" / "ports.md"), *files]) == 0
    assert nothing_to_pull(project)


def test_an_added_box_stays_on_its_slide_when_slides_come_before_it(project: Path) -> None:
    edit(project, catalogue.text_box_added)
    place = next(one.title for one in read_deck(deck(project).read_bytes()).slides if "Source: own count" in one.text)
    assert pull(project) == DONE
    more = "## Who came first? {actor=china}\n\n==The boats of the south came first.== They came at night.\n\n"
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace("## What did Norway", more + "## What did Norway"), encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    slides = read_deck(deck(project).read_bytes()).slides
    assert [one.title for one in slides if "Source: own count" in one.text] == [place]


def test_an_edit_without_a_place_is_told_and_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, catalogue.text_box_added)
    assert pull(project) == DONE
    place = json.loads((project / "decks" / "ports.edits" / "edits.json").read_text(encoding="utf-8"))
    title = place["edits"][0]["slide"]["title"]
    text = source(project).read_text(encoding="utf-8")
    start = text.index("## ", text.index(title) - 150)
    source(project).write_text(text[:start] + text[text.index("\n## ", start + 3) + 1 :], encoding="utf-8")
    capsys.readouterr()
    assert main(["build"]) == DONE
    assert "BD536" in capsys.readouterr().err
    assert (project / "decks" / "ports.edits" / "edits.json").is_file()


def test_an_added_box_that_was_deleted_again_is_forgotten(project: Path) -> None:
    edit(project, catalogue.text_box_added)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE

    def drop(presentation: Any) -> None:
        for slide in presentation.slides:
            for shape in list(slide.shapes):
                if shape.has_text_frame and shape.text_frame.text == "Source: own count":
                    shape._element.getparent().remove(shape._element)

    edit(project, drop)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    assert "own count" not in "".join(one.text for one in read_deck(deck(project).read_bytes()).slides)
    kept = project / "decks" / "ports.edits"
    assert not any(b"own count" in one.read_bytes() for one in kept.rglob("*") if one.is_file())


def test_what_runs_is_not_carried_and_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def embed(presentation: Any) -> None:
        shapes = catalogue.answers(presentation)[0].shapes
        shapes.add_ole_object(io.BytesIO(b"MZ"), "Package", 900000, 5000000)

    edit(project, embed)
    assert pull(project) == CONTENT
    assert "not kept" in capsys.readouterr().out
    assert main(["build", "-q"]) == CONTENT


# three ways


def both_changed(project: Path) -> None:
    edit(project, headline("thinner", "The ice is melting"))
    text = source(project).read_text(encoding="utf-8")
    changed = text.replace("==The ice is thinner than before.==", "==The ice is thinner than ever before.==")
    source(project).write_text(changed, encoding="utf-8")


def test_a_conflict_shows_three_texts_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both_changed(project)
    before = source(project).read_bytes()
    assert pull(project) == CONTENT
    said = capsys.readouterr()
    for words in ("The ice is thinner than before", "The ice is thinner than ever before", "The ice is melting"):
        assert words in said.out
    assert "--theirs" in said.err
    assert source(project).read_bytes() == before
    assert main(["build", "-q"]) == CONTENT


@pytest.mark.parametrize(
    ("side", "expected"), [("--theirs", 'headline="The ice is melting"'), ("--ours", "thinner than ever before.==")]
)
def test_a_conflict_is_decided_by_the_author(project: Path, side: str, expected: str) -> None:
    both_changed(project)
    assert pull(project, side) == DONE
    text = source(project).read_text(encoding="utf-8")
    assert expected in text
    assert ("melting" in text) == (side == "--theirs")


def test_a_conflict_is_decided_for_one_slide_alone(project: Path) -> None:
    both_changed(project)
    slides = read_deck(deck(project).read_bytes()).slides
    number = next(at for at, one in enumerate(slides, 1) if "melting" in one.title)
    assert pull(project, "--theirs", str(number + 1)) == CONTENT
    assert pull(project, "--theirs", str(number)) == DONE


def test_changes_on_both_sides_that_do_not_meet_are_both_there(project: Path) -> None:
    edit(project, headline("thinner", "The ice is melting"))
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace("title: Two Ports", "title: Four Ports"), encoding="utf-8")
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    titles = [one.title for one in read_deck(deck(project).read_bytes()).slides]
    assert "Four Ports Reopen" in titles
    assert "The ice is melting" in titles


def test_the_same_change_on_both_sides_is_no_conflict(project: Path) -> None:
    edit(project, headline("China welcomed", "China greeted the step."))
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace("China welcomed the step", "China greeted the step"), encoding="utf-8")
    before = source(project).read_bytes()
    assert pull(project) == DONE
    assert source(project).read_bytes() == before


# how it is told


def test_a_dry_run_writes_nothing(project: Path) -> None:
    edit(project, headline("thinner", "The ice is melting"), catalogue.text_box_added)
    before = source(project).read_bytes()
    assert pull(project, "--dry-run") == DONE
    assert source(project).read_bytes() == before
    assert not (project / "decks" / "ports.edits").exists()
    assert main(["build", "-q"]) == CONTENT


def test_edits_are_told_as_data_and_as_markdown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, headline("thinner", "The ice is melting"))
    capsys.readouterr()
    assert pull(project, "--dry-run", "--format", "json") == DONE
    data = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["new"]) for one in data["edits"]] == [("words", "The ice is melting")]
    assert [one["target"] for one in data["made"]] == ["headline"]
    assert pull(project, "--dry-run", "--format", "markdown") == DONE
    assert "| slide | edit | before | after |" in capsys.readouterr().out


def test_a_deck_that_was_only_saved_again_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project)
    before = source(project).read_bytes()
    capsys.readouterr()
    assert pull(project) == DONE
    assert "nothing was edited" in capsys.readouterr().out
    assert source(project).read_bytes() == before
    assert main(["build", "-q"]) == DONE


def test_the_edited_source_may_go_to_another_file(project: Path) -> None:
    edit(project, headline("thinner", "The ice is melting"))
    before = source(project).read_bytes()
    assert pull(project, "-o", "other.md") == DONE
    assert source(project).read_bytes() == before
    assert "The ice is melting" in (project / "other.md").read_text(encoding="utf-8")


def test_without_a_record_the_deck_as_it_was_built_can_be_named(project: Path) -> None:
    built = project / "built.pptx"
    built.write_bytes(deck(project).read_bytes())
    edit(project, headline("thinner", "The ice is melting"))
    (project / "dist" / "ports.build.json").unlink()
    assert pull(project) == CONTENT
    assert pull(project, "--base", "built.pptx", "-o", "decks/ports.md") == DONE
    assert "The ice is melting" in source(project).read_text(encoding="utf-8")


@pytest.mark.parametrize("data", [b"", b"no deck", b"PK\x03\x04"], ids=["empty", "text", "torn"])
def test_what_is_no_deck_is_a_finding(project: Path, capsys: pytest.CaptureFixture[str], data: bytes) -> None:
    deck(project).write_bytes(data)
    assert pull(project) == CONTENT
    assert "BD533" in capsys.readouterr().err


def test_two_decks_are_compared_as_two_sources_are(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built = project / "built.pptx"
    built.write_bytes(deck(project).read_bytes())
    edit(project, headline("thinner", "The ice is melting"))
    capsys.readouterr()
    assert main(["diff", "built.pptx", "dist/ports.pptx"]) == DONE
    assert "-> “The ice is melting”" in capsys.readouterr().out


def test_a_word_deleted_by_hand_is_in_nothing_that_is_written(project: Path) -> None:
    word = "harbour master"
    edit(project, paragraph("The harbour master counted", "Somebody counted"), notes("The harbour master", "Somebody"))
    edit(project, catalogue.text_box_added)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    written = [one for one in (project / "decks").rglob("*") if one.is_file()] + [project / "dist" / "ports.build.json"]
    assert not [one for one in written if word.encode() in one.read_bytes()]
    with zipfile.ZipFile(deck(project)) as package:
        assert not [name for name in package.namelist() if word.encode() in package.read(name)]


def test_a_chart_is_carried_with_its_workbook_and_without_its_author(project: Path) -> None:
    edit(project, catalogue.chart_added)
    assert pull(project) == DONE
    (book,) = (project / "decks" / "ports.edits").rglob("*.xlsx")
    with zipfile.ZipFile(book) as package:
        assert b"creator" not in package.read("docProps/core.xml")
    assert main(["build", "-q"]) == DONE
    chart = next(
        one.chart for slide in Presentation(str(deck(project))).slides for one in slide.shapes if one.has_chart
    )
    assert chart.part.chart_workbook.xlsx_part is not None
    assert chart._chartSpace.find(f".//{qn('c:v')}") is not None


def test_a_figure_that_the_answer_does_not_have_is_told_at_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, headline("thinner", "The ice lost 73 metres"))
    assert pull(project) == CONTENT
    assert "BD222" in capsys.readouterr().err
    assert "73 metres" in source(project).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "written",
    [
        "{",
        '{"edits": [{"kind": "place", "slide": {"key": "q1", "title": "x"}, "shape": "Title", "box": ["a"]}]}',
        '{"edits": [{"kind": "shape added", "slide": {}, "file": "../../../etc/passwd"}]}',
        '{"edits": [{"kind": "shape added", "slide": {}, "file": "shapes/text-0123456789.xml"}]}',
        '{"edits": 7}',
    ],
    ids=["torn", "no box", "outside", "missing", "no list"],
)
def test_a_list_of_edits_that_cannot_be_read_stops_the_build(
    project: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    edit(project, catalogue.text_box_added)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    before = deck(project).read_bytes()
    title = next(one.title for one in read_deck(before).slides if "own count" in one.text)
    kept = project / "decks" / "ports.edits" / "edits.json"
    kept.write_text(written.replace('"title": "x"', f'"title": "{title}"'), encoding="utf-8")
    assert main(["build", "-q"]) == CONTENT
    assert "BD537" in capsys.readouterr().err
    assert deck(project).read_bytes() == before
