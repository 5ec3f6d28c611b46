# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""A working day: write, build, edit in PowerPoint, pull, build again; nothing is lost, most of it is in the source."""

import json
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from builder.cli import CONTENT, DONE, main
from builder.compare.deck_edit import EditKind
from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from builder.compare.recorded_deck import deck_from_record
from tests.cli.pulling import (
    Edit,
    changes,
    deck,
    edit,
    headline,
    notes,
    nothing_to_pull,
    paragraph,
    pull,
    run,
    run_of_notes,
    source,
    titled,
    written_and_built,
)
from tests.compare import edit_cases, shape_edits, word_edits
from tests.compare.catalogue import say


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def _table(deck: Any) -> Any:
    return next(shape.table for slide in deck.slides for shape in slide.shapes if _is_ports(shape))


def _is_ports(shape: Any) -> bool:
    return bool(shape.has_table and shape.table.cell(0, 0).text == "Port")


HOME: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "a headline in other words": (
        headline("shortest route", "Norway won"),
        ('{actor=norway headline="Norway won"}', "==Norway regained its shortest route to the shelf=="),
    ),
    "a headline that the answer says": (
        headline("China welcomed", "China welcomed"),
        ("==China welcomed== the step.",),
    ),
    "a point in other words": (
        paragraph("It will not grow", "Its growth has ended"),
        ("::: slide", "Its growth has ended", "==It will not grow.=="),
    ),
    "a point that the answer says": (
        paragraph("It will not grow", "Nobody doubts it."),
        ("It will not grow. ==Nobody doubts it.==",),
    ),
    "the leader": (paragraph("Jonas Gahr Støre", "Somebody: New"), ('leader: "Somebody: New"',)),
    "the title": (headline("Two Ports Reopen", "Three Ports Reopen"), ("title: Three Ports Reopen",)),
    "the date": (paragraph("14 March 2025", "15 March 2025"), ("date: 2025-03-15",)),
    "an author": (paragraph("Jon Reef", "Joan Reef"), ("authors: [Ada Marsh, Joan Reef]",)),
    "words of the notes": (notes("Nobody had", "Few had"), ("Few had\nexpected so many.",)),
    "a cell of a table on a slide of its own": (
        lambda deck: say(_table(deck).cell(2, 1).text_frame.paragraphs[0], "41"),
        ("| Kirkenes | 41 |",),
    ),
    "a question": (paragraph("What does the weather do?", "What does the ice do?"), ("## What does the ice do?",)),
}


@pytest.mark.parametrize("what", HOME)
def test_an_edit_comes_home_and_the_next_deck_is_the_edited_one(project: Path, what: str) -> None:
    change, expected = HOME[what]
    edit(project, change)
    built = json.loads((project / "dist" / "ports.build.json").read_text(encoding="utf-8"))["deck"]
    wanted = compare_decks(deck_from_record(built), read_deck(deck(project).read_bytes())).edits
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    for words in expected:
        assert words in text
    assert main(["build", "-q"]) == DONE
    slides = read_deck(deck(project).read_bytes()).slides
    shown = "\n".join(text for one in slides for text in (one.text, one.notes_text, *(s.text for s in one.shapes)))
    assert all(one.new in shown for one in wanted if one.kind in {EditKind.WORDS, EditKind.NOTES})
    assert nothing_to_pull(project)


QUOTED = "> The river stays open. It is a promise.\n>\n> — Ada Marsh, harbour master\n"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (paragraph("The river stays open", "The canal stays open"), "> The canal stays open. It is a promise.\n"),
        (headline("Ada Marsh, harbour", "Ada March, harbour master"), "> — Ada March, harbour master\n"),
    ],
    ids=["words", "speaker"],
)
def test_what_is_quoted_comes_home_and_is_no_edit_unless_it_was_changed(
    project: Path, change: Edit, expected: str
) -> None:
    text = source(project).read_text(encoding="utf-8").replace("Two Ports Reopen", "The river")
    source(project).write_text(text.replace("\n## What does it mean?", f"\n{QUOTED}\n## What does it mean?"), "utf-8")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)
    edit(project, change)
    assert pull(project) == DONE
    assert expected in source(project).read_text(encoding="utf-8")
    assert "title: The river\n" in source(project).read_text(encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


BROKEN = """## Where are the gates?

==The gates stand in the north,\\
and nobody guards them.== Their address is\\
Quay Street 12. ==The keys are lost<br>
since May.==

| Gate<br>of the port | Width |
| --- | --- |
| Old<br>gate | 9 |

"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (run_of_notes("Quay Street 12", "Quay Road 12"), "is\\\nQuay Road 12. ==The keys"),
        (run("Old", "New"), "| New<br>gate | 9 |"),
    ],
    ids=["words of the notes", "cell"],
)
def test_a_line_break_is_no_edit_and_stays_where_words_beside_it_are_edited(
    project: Path, change: Edit, expected: str
) -> None:
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace("## What does it mean?", f"{BROKEN}## What does it mean?"), "utf-8")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)
    edit(project)
    assert nothing_to_pull(project)
    edit(project, change)
    assert pull(project) == DONE
    assert expected in source(project).read_text(encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


CALLED = """## Who counts the ships?

==The harbour master counts the ships.==[^log] He counts 10[6]{.sup} of them[^log] in a long summer, and
nobody else does it.

[^log]: Harbour log.

"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (run_of_notes("in a long summer", "in a short summer"), "of them[^log] in a short summer, and\nnobody"),
        (headline("harbour master counts", "The pilot counts"), '{headline="The pilot counts"}'),
    ],
    ids=["words of the notes", "headline"],
)
def test_the_call_of_a_footnote_is_no_edit_and_never_in_the_source(project: Path, change: Edit, expected: str) -> None:
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace("## What does it mean?", f"{CALLED}## What does it mean?"), "utf-8")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)
    edit(project, change)
    assert pull(project) == DONE
    pulled = source(project).read_text(encoding="utf-8")
    assert expected in pulled
    assert "\u200c" not in pulled
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def test_points_are_deleted_added_and_reordered(project: Path) -> None:
    edit(project, word_edits.points_swapped, word_edits.point_added)
    assert pull(project) == DONE
    assert "Something that the briefing had not said" in source(project).read_text(encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def test_notes_that_were_added_stand_in_a_block_of_their_own(project: Path) -> None:
    edit(project, word_edits.notes_added)
    assert pull(project) == DONE
    assert "::: notes\nSay this slowly and look at the first row.\n:::" in source(project).read_text(encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def test_a_hidden_slide_and_a_deleted_one_are_marked_at_their_questions(project: Path) -> None:
    def hide(presentation: Any) -> None:
        titled(presentation, "China welcomed")._element.set("show", "0")

    def drop(presentation: Any) -> None:
        edit_cases.drop_slide(presentation, edit_cases.index_of(presentation, titled(presentation, "thinner")))

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


def test_a_slide_beside_an_answer_is_not_hidden_for_all_of_them(project: Path) -> None:
    def hide(presentation: Any) -> None:
        slide = next(one for one in presentation.slides if any(map(_is_ports, one.shapes)))
        slide._element.set("show", "0")

    edit(project, hide)
    assert pull(project) == DONE
    assert ".hidden" not in source(project).read_text(encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    found = Presentation(str(deck(project)))
    assert [any(map(_is_ports, one.shapes)) for one in found.slides if one._element.get("show") == "0"] == [True]
    assert nothing_to_pull(project)


def test_slides_in_another_order_are_questions_in_another_order(project: Path) -> None:
    def swap(presentation: Any) -> None:
        at = edit_cases.index_of(presentation, titled(presentation, "thinner"))
        edit_cases.move_slide(
            presentation, at, edit_cases.index_of(presentation, titled(presentation, "China welcomed"))
        )

    edit(project, swap)
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    assert text.index("What does the weather") < text.index("What did China say")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


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
    edit(project, headline("thinner", "The ice is melting"), shape_edits.text_box_added)
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
    assert "| slide | edit |" in capsys.readouterr().out


def test_a_deck_that_was_only_saved_again_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project)
    before = source(project).read_bytes()
    capsys.readouterr()
    assert pull(project) == DONE
    assert "nothing was edited" in capsys.readouterr().out
    assert source(project).read_bytes() == before
    assert main(["build", "-q"]) == DONE


def test_the_edited_source_may_go_to_another_file_which_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, headline("thinner", "The ice is melting"))
    before = source(project).read_bytes()
    assert pull(project, "-o", "other.md", "--dry-run") == DONE
    assert not (project / "other.md").exists()
    assert "other.md  would be made as a copy of decks/ports.md, which stays as it is\n" in capsys.readouterr().err
    assert pull(project, "-o", "other.md") == DONE
    assert "other.md  is made as a copy of decks/ports.md, which stays as it is\n" in capsys.readouterr().err
    assert source(project).read_bytes() == before
    assert "The ice is melting" in (project / "other.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["named", "by the source's digest", "by the deck's name"])
def test_without_a_record_the_deck_as_it_was_built_can_be_named(project: Path, how: str) -> None:
    built = project / "built.pptx"
    built.write_bytes(deck(project).read_bytes())
    edit(project, headline("thinner", "The ice is melting"))
    (project / "dist" / "ports.build.json").unlink()
    assert pull(project) == CONTENT
    (project / "decks" / "other.md").write_bytes(source(project).read_bytes().replace(b"Two Ports", b"Three Ports"))
    if how == "by the deck's name":
        source(project).write_bytes(source(project).read_bytes() + b"\n")
    named = ["-o", "decks/ports.md"] if how == "named" else []
    assert pull(project, "--base", "built.pptx", *named) == DONE
    assert "The ice is melting" in source(project).read_text(encoding="utf-8")


@pytest.mark.parametrize("data", [b"", b"no deck", b"PK\x03\x04"], ids=["empty", "text", "torn"])
def test_what_is_no_deck_is_a_finding(project: Path, capsys: pytest.CaptureFixture[str], data: bytes) -> None:
    deck(project).write_bytes(data)
    assert pull(project) == CONTENT
    assert "BD533" in capsys.readouterr().err


def test_a_source_in_place_of_its_deck_is_told_apart(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pull", str(source(project))]) == CONTENT
    told = capsys.readouterr().err
    assert "this is a source, not a deck" in told
    assert "`dist/ports.pptx`" in told


def test_two_decks_are_compared_as_two_sources_are(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built = project / "built.pptx"
    built.write_bytes(deck(project).read_bytes())
    edit(project, headline("thinner", "The ice is melting"))
    capsys.readouterr()
    assert main(["diff", "built.pptx", "dist/ports.pptx"]) == DONE
    assert "-> “The ice is melting”" in capsys.readouterr().out


def test_spaces_and_hyphens_that_the_layout_set_do_not_come_home(project: Path) -> None:
    edit(
        project,
        headline("thinner", "The ice has become thin\u00a0now"),
        paragraph("It will not grow", "It won\u00adt\u00a0grow"),
    )
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    assert 'headline="The ice has become thin now"' in text
    assert "==It wont grow.==" in text


def test_a_headline_keeps_its_capital_where_points_are_written_for_the_slide(project: Path) -> None:
    text = source(project).read_text(encoding="utf-8")
    quoted = text.replace("==China welcomed the step.==", "In March ==the Chinese welcomed the step==.")
    source(project).write_text(quoted, encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    edit(project, paragraph("Its ships wait in the south", "Its ships will wait"))
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    titles = [one.title for one in read_deck(deck(project).read_bytes()).slides]
    assert "The Chinese welcomed the step" in titles


def test_a_deck_of_something_else_is_no_edit_of_this_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = project / "built.pptx"
    base.write_bytes(deck(project).read_bytes())
    foreign = Presentation()
    foreign.slides.add_slide(foreign.slide_layouts[0]).shapes.title.text = "Quite another deck"
    foreign.save(str(deck(project)))
    before = source(project).read_bytes()
    assert pull(project, "--base", str(base), "-o", str(source(project))) == CONTENT
    assert "BD534" in capsys.readouterr().err
    assert source(project).read_bytes() == before


def test_words_replaced_all_over_the_deck_are_replaced_in_the_source_and_nothing_else(project: Path) -> None:
    def replaced(presentation: Any) -> None:
        for slide in presentation.slides:
            for tree in (slide.element, slide.notes_slide.element):
                for one in tree.iter(qn("a:t")):
                    one.text = (one.text or "").replace("China", "PRC")

    before = source(project).read_text(encoding="utf-8")
    edit(project, replaced)
    edited = read_deck(deck(project).read_bytes())
    assert pull(project) == DONE
    assert source(project).read_text(encoding="utf-8") == before.replace("China", "PRC")
    assert not (project / "decks" / "ports.edits").exists()
    assert main(["build", "-q"]) == DONE
    assert [one for one in changes(edited, project) if one.kind is EditKind.WORDS] == []
    assert nothing_to_pull(project)
