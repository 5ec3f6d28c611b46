# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""What Markdown cannot say is kept beside the source, and is on the next deck."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from builder.cli import CONTENT, DONE, main
from builder.compare.deck_edit import EditKind
from builder.compare.deck_reader import read_deck
from tests.cli.pulling import (
    changes,
    deck,
    edit,
    headline,
    notes,
    nothing_to_pull,
    paragraph,
    pull,
    source,
    titled,
    written_and_built,
)
from tests.compare import edit_cases, powerpoint_edits, shape_edits
from tests.compare.catalogue import CASES, EditCase, NoSuchThingError

K = EditKind
KEPT = {
    K.SHAPE_ADDED, K.MOVED, K.RESIZED, K.TURNED, K.RESTYLED, K.MARKS, K.PICTURE_SWAPPED, K.TRANSITION, K.SHAPE_DELETED,
    K.ANIMATION, K.COMMENT, K.PARAGRAPH_FORMAT, K.LEVEL, K.LINE_ENDS, K.GROUPED, K.BACKGROUND, K.LAYOUT, K.STACKING,
    K.LINK, K.SHEET, K.ALT_TEXT,
}  # fmt: skip
TOLD = {
    "link_to_another_slide", "object_embedded", "film_added", "section_added", "slides_of_another_size",
    "shape_linked_to_a_slide", "stamp_drawn_on_the_master", "stamp_drawn_on_a_layout", "headline_emptied",
    "property_author_changed", "paragraph_of_the_notes_deleted", "notes_emptied",
}  # fmt: skip
"""What neither the source nor the folder beside it can say."""
IN_OTHER_WORDS = {
    "link_added", "five_at_once", "body_deleted", "word_in_bold", "point_in_italics", "shape_pasted_from_another_slide",
    "line_ended_inside_a_point",
}  # fmt: skip
CARRIED = [case for case in CASES if set(case.expected) & KEPT and case.name not in TOLD | IN_OTHER_WORDS]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


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


@pytest.mark.parametrize("case", [one for one in CASES if one.name in TOLD], ids=lambda case: case.name)
def test_what_cannot_be_kept_is_told_and_the_deck_stays(
    project: Path, case: EditCase, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, case.make)
    edited, before = deck(project).read_bytes(), source(project).read_bytes()
    capsys.readouterr()
    assert pull(project) == CONTENT
    assert "not kept:" in capsys.readouterr().out
    assert main(["build", "-q"]) == CONTENT
    assert deck(project).read_bytes() == edited
    assert source(project).read_bytes() == before


def test_an_added_slide_is_carried_with_its_notes(project: Path) -> None:
    def add(presentation: Any) -> None:
        shape_edits.slide_added(presentation)
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
    edit(project, shape_edits.text_box_added)
    place = next(one.title for one in read_deck(deck(project).read_bytes()).slides if "Source: own count" in one.text)
    assert pull(project) == DONE
    more = "## Who came first? {actor=china}\n\n==The boats of the south came first.== They came at night.\n\n"
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace("## What did Norway", more + "## What did Norway"), encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    slides = read_deck(deck(project).read_bytes()).slides
    assert [one.title for one in slides if "Source: own count" in one.text] == [place]


def test_an_edit_without_a_place_is_told_and_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, shape_edits.text_box_added)
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
    edit(project, shape_edits.text_box_added)
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
        shapes = edit_cases.answers(presentation)[0].shapes
        shapes.add_ole_object(io.BytesIO(b"MZ"), "Package", 900000, 5000000)

    edit(project, embed)
    assert pull(project) == CONTENT
    assert "not kept" in capsys.readouterr().out
    assert main(["build", "-q"]) == CONTENT


def test_a_word_deleted_by_hand_is_in_nothing_that_is_written(project: Path) -> None:
    word = "harbour master"
    edit(project, paragraph("The harbour master counted", "Somebody counted"), notes("The harbour master", "Somebody"))
    edit(project, shape_edits.text_box_added)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    written = [one for one in (project / "decks").rglob("*") if one.is_file()] + [project / "dist" / "ports.build.json"]
    assert not [one for one in written if word.encode() in one.read_bytes()]
    with zipfile.ZipFile(deck(project)) as package:
        assert not [name for name in package.namelist() if word.encode() in package.read(name)]


def test_a_chart_is_carried_with_its_workbook_and_without_its_author(project: Path) -> None:
    edit(project, shape_edits.chart_added)
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


def _with_macros(deck: Any) -> None:
    shape_edits.chart_added(deck)
    book = next(one.chart for slide in deck.slides for one in slide.shapes if one.has_chart).part.chart_workbook
    out = io.BytesIO(book.xlsx_part.blob)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/vbaProject.bin", b"MZ")
    book.update_from_xlsx_blob(out.getvalue())


def test_a_chart_is_carried_without_a_workbook_that_holds_macros(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, _with_macros)
    assert pull(project) == CONTENT
    assert "macros" in "".join(capsys.readouterr())
    assert not [*(project / "decks" / "ports.edits").rglob("*.xlsx")]
    assert [*(project / "decks" / "ports.edits").rglob("charts/*.xml")]


@pytest.mark.parametrize(
    "written",
    [
        "{",
        '{"edits": [{"kind": "place", "slide": {"key": "q1", "title": "x"}, "shape": "Title", "box": ["a"]}]}',
        '{"edits": [{"kind": "shape added", "slide": {}, "file": "../../../etc/passwd"}]}',
        '{"edits": [{"kind": "shape added", "slide": {}, "file": "shapes/text-0123456789.xml"}]}',
        '{"edits": 7}',
        '{"edits": [{"kind": "\\ud800", "slide": {"key": "q1", "title": "x"}}]}',
        '{"edits": [' + ",".join(['{"kind": "place", "slide": {"key": "q1", "title": "x"}}'] * 5_001) + "]}",
    ],
    ids=["torn", "no box", "outside", "missing", "no list", "half a character", "too many"],
)
def test_a_list_of_edits_that_cannot_be_read_stops_the_build(
    project: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    edit(project, shape_edits.text_box_added)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    before = deck(project).read_bytes()
    title = next(one.title for one in read_deck(before).slides if "own count" in one.text)
    kept = project / "decks" / "ports.edits" / "edits.json"
    kept.write_text(written.replace('"title": "x"', f'"title": "{title}"'), encoding="utf-8")
    assert main(["build", "-q"]) == CONTENT
    assert "BD537" in capsys.readouterr().err
    assert deck(project).read_bytes() == before


def test_a_drawing_is_carried_as_a_drawing(project: Path) -> None:
    edit(project, powerpoint_edits.svg_icon_added)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    with zipfile.ZipFile(deck(project)) as parts:
        drawings = [parts.read(name) for name in parts.namelist() if name.endswith(".svg")]
        slides = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("ppt/slides/slide"))
        types = parts.read("[Content_Types].xml")
    assert powerpoint_edits.DRAWING in drawings
    assert b"svgBlip" in slides
    assert b"image/svg+xml" in types


def test_an_added_slide_keeps_what_it_has_besides_its_shapes(project: Path) -> None:
    def decorated(presentation: Any) -> None:
        powerpoint_edits.slide_duplicated(presentation)
        original = edit_cases.answers(presentation)[0]
        copied = presentation.slides[edit_cases.index_of(presentation, original) + 1]
        for name in ("ground_of_a_slide_coloured", "transition_of_a_later_powerpoint", "thread_of_comments_added"):
            next(case.make for case in CASES if case.name == name)(_Only(copied))

    edit(project, decorated)
    edited = next(one for one in read_deck(deck(project).read_bytes()).slides if one.background)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    carried = next(one for one in read_deck(deck(project).read_bytes()).slides if one.background)
    assert (carried.background, carried.transition, carried.comments) == (
        edited.background, edited.transition, edited.comments,
    )  # fmt: skip
    assert [one.text for one in carried.shapes if one.text] == [one.text for one in edited.shapes if one.text]
    assert nothing_to_pull(project)


class _Only:
    """A deck of one slide, for edits that take the first answer."""

    def __init__(self, slide: Any) -> None:
        self.slides = [slide]


def test_what_an_earlier_pull_kept_survives_the_next_one(project: Path) -> None:
    edit(project, shape_edits.text_box_added)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    assert pull(project) == DONE  # nothing was edited since
    assert main(["build", "-q"]) == DONE
    assert "Source: own count" in "\n".join(one.text for one in read_deck(deck(project).read_bytes()).slides)
    edit(project, headline("China welcomed", "China was glad"))
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    assert "Source: own count" in "\n".join(one.text for one in read_deck(deck(project).read_bytes()).slides)
    assert "China was glad" in "\n".join(one.title for one in read_deck(deck(project).read_bytes()).slides)


def test_animations_follow_their_shapes_and_are_told_where_one_is_gone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, shape_edits.points_that_appear_by_click, shape_edits.text_box_added)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    slide = edit_cases.answers(Presentation(str(deck(project))))[0]
    ids = {one.shape_id for one in slide.shapes if one.name == "Body"}
    assert {int(one.get("spid")) for one in slide._element.iter() if one.get("spid")} == ids
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace("==The pilots stay.==", "The pilots stay."), encoding="utf-8")
    capsys.readouterr()
    assert main(["build"]) == DONE
    assert "the edit `animation` on “Norway regained" in capsys.readouterr().err


def test_a_comment_is_kept_without_its_author(project: Path) -> None:
    edit(project, shape_edits.comment_added)
    assert pull(project) == DONE
    kept = (project / "decks" / "ports.edits" / "edits.json").read_text(encoding="utf-8")
    assert "Is this so?" in kept
    assert "Reader" not in kept
    assert "2025-03-04T" not in kept


def test_what_is_left_out_of_an_added_slide_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def with_sound_and_jump(presentation: Any) -> None:
        powerpoint_edits.slide_duplicated(presentation)
        original = edit_cases.answers(presentation)[0]
        copied = presentation.slides[edit_cases.index_of(presentation, original) + 1]
        shape_edits.points_that_appear_by_click(_Only(copied))
        sound = etree.SubElement(next(copied._element.iter(qn("p:childTnLst"))), qn("p:audio"))
        etree.SubElement(etree.SubElement(sound, qn("p:cMediaNode")), qn("p:cTn"))
        copied.shapes.title.click_action.hyperlink.address = "other.docx"

    edit(project, with_sound_and_jump)
    capsys.readouterr()
    assert pull(project) == CONTENT
    said = capsys.readouterr().out
    assert "kept in part only:" in said
    assert "without animations that play a file or run a command, links to files" in said
    assert '"slide added"' in (project / "decks" / "ports.edits" / "edits.json").read_text(encoding="utf-8")


def test_bold_words_stay_bold_when_their_paragraph_is_set_otherwise_later(project: Path) -> None:
    def underlined(presentation: Any) -> None:
        edit_cases.body_of(presentation).paragraphs[0].runs[0].font.underline = True

    edit(project, underlined)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    edit(project, powerpoint_edits.points_further_apart)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    edit(project, powerpoint_edits.lines_of_a_point_further_apart)
    edited = read_deck(deck(project).read_bytes())
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    assert changes(edited, project) == []
    point = edit_cases.body_of(Presentation(str(deck(project)))).paragraphs[0]
    assert (point.runs[0].font.underline, point.space_after.pt, point.line_spacing) == (True, 31.0, 1.5)


def test_links_of_an_added_box_lead_to_the_slide_of_that_title_while_there_is_one(project: Path) -> None:
    def linked(presentation: Any) -> None:
        shape_edits.text_box_added(presentation)
        box = edit_cases.answers(presentation)[0].shapes[-1]
        box.click_action.target_slide = titled(presentation, "thinner")

    edit(project, linked)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    presentation: Any = Presentation(str(deck(project)))
    slide = edit_cases.answers(presentation)[0]
    box = next(one for one in slide.shapes if one.has_text_frame and "own count" in one.text_frame.text)
    assert box.click_action.target_slide.slide_id == titled(presentation, "thinner").slide_id
    assert nothing_to_pull(project)
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace("## What does the weather do?", "## Why? {.no-slide}"), encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    slide = edit_cases.answers(Presentation(str(deck(project))))[0]
    box = next(one for one in slide.shapes if one.has_text_frame and "own count" in one.text_frame.text)
    assert box.click_action.target_slide is None
