# ruff: noqa: ANN401, SLF001, S311 - no types in python-pptx; a process killed; orders that are the same each time
"""A product that somebody edited is never written over, whatever is built, killed or asked for in between."""

import io
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from builder.cli import CONTENT, DONE, main
from builder.edge import workspace
from tests.samples import GOOD, write_good

ORDERS = int(os.environ.get("BRIEFDECK_GUARD_ORDERS", "20"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_good(tmp_path / "decks")
    assert main(["build", "-q"]) == DONE
    return tmp_path


def edit_deck(path: Path, words: str = "Edited by hand") -> bytes:
    presentation = Presentation(io.BytesIO(path.read_bytes()))
    presentation.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].text = words
    presentation.save(str(path))
    return path.read_bytes()


def change_source(project: Path, words: str = "at once and again") -> None:
    path = project / "decks" / "ports.md"
    path.write_text(GOOD.replace("at once", words), encoding="utf-8")


def test_an_edited_deck_is_left_alone_and_the_slide_that_differs_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = edit_deck(project / "dist" / "ports.pptx")
    handout = (project / "dist" / "ports.pdf").read_bytes()
    change_source(project)
    assert main(["build"]) == CONTENT
    said = capsys.readouterr().err
    assert (project / "dist" / "ports.pptx").read_bytes() == data
    assert (project / "dist" / "ports.pdf").read_bytes() == handout
    assert "BD530" in said
    assert "slide 2 “Norway regained its shortest route to the shelf” differs" in said
    assert "briefdeck pull dist/ports.pptx" in said
    assert "--replace" in said
    assert "-o" in said


@pytest.mark.parametrize("more", [["--force"], ["-j", "2"], ["--format", "pptx"], ["--fail-fast"]])
def test_no_option_but_replace_writes_over_it(project: Path, more: list[str]) -> None:
    data = edit_deck(project / "dist" / "ports.pptx")
    change_source(project)
    assert main(["build", "-q", *more]) == CONTENT
    assert (project / "dist" / "ports.pptx").read_bytes() == data


def test_an_edited_handout_and_slide_pdf_are_left_alone(project: Path) -> None:
    assert main(["build", "-q", "--format", "pptx,pdf,slides-pdf"]) == DONE
    for name in ("ports.pdf", "ports-slides.pdf"):
        path = project / "dist" / name
        built = path.read_bytes()
        path.write_bytes(built + b"% signed\n")
        change_source(project, f"at once {name}")
        assert main(["build", "-q", "--format", "pptx,pdf,slides-pdf"]) == CONTENT
        assert path.read_bytes() == built + b"% signed\n"
        path.write_bytes(built)


def test_replace_keeps_the_edited_deck_under_a_name_of_its_own(project: Path) -> None:
    first = edit_deck(project / "dist" / "ports.pptx")
    assert main(["build", "-q", "--replace"]) == DONE
    assert (project / "dist" / "ports.edited.pptx").read_bytes() == first
    second = edit_deck(project / "dist" / "ports.pptx", "Edited again")
    assert main(["build", "-q", "--replace"]) == DONE
    assert (project / "dist" / "ports.edited.pptx").read_bytes() == first
    assert (project / "dist" / "ports.edited-2.pptx").read_bytes() == second
    assert main(["build", "-q"]) == DONE


def test_another_folder_is_a_way_out(project: Path) -> None:
    data = edit_deck(project / "dist" / "ports.pptx")
    assert main(["build", "-q", "-o", "elsewhere"]) == DONE
    assert (project / "elsewhere" / "ports.pptx").is_file()
    assert (project / "dist" / "ports.pptx").read_bytes() == data


def test_a_foreign_file_of_the_name_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_good(tmp_path / "decks")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "ports.pptx").write_bytes(b"somebody else's")
    assert main(["build", "-q"]) == CONTENT
    assert (tmp_path / "dist" / "ports.pptx").read_bytes() == b"somebody else's"


@pytest.mark.parametrize("record", [None, b"", b"{", b'{"outputs": 3}', b"\xff\xfe"])
def test_without_a_sound_record_there_is_no_right_to_write_over(
    project: Path, capsys: pytest.CaptureFixture[str], record: bytes | None
) -> None:
    data = edit_deck(project / "dist" / "ports.pptx")
    path = project / "dist" / "ports.build.json"
    path.unlink()
    if record is not None:
        path.write_bytes(record)
    assert main(["build", "-q"]) == CONTENT
    assert (project / "dist" / "ports.pptx").read_bytes() == data
    assert "BD531" in capsys.readouterr().err


@pytest.mark.parametrize("lock", ["~$ports.pptx", ".~lock.ports.pptx#"])
def test_a_deck_that_is_open_is_left_alone(project: Path, capsys: pytest.CaptureFixture[str], lock: str) -> None:
    (project / "dist" / lock).write_bytes(b"")
    data = (project / "dist" / "ports.pptx").read_bytes()
    change_source(project)
    assert main(["build", "-q"]) == CONTENT
    assert "BD532" in capsys.readouterr().err
    assert (project / "dist" / "ports.pptx").read_bytes() == data
    (project / "dist" / lock).unlink()
    assert main(["build", "-q"]) == DONE


def test_a_build_of_fewer_forms_does_not_make_the_others_foreign(project: Path) -> None:
    change_source(project)
    assert main(["build", "-q", "--format", "pptx"]) == DONE
    change_source(project, "at once, again and again")
    assert main(["build", "-q"]) == DONE


def test_what_was_not_touched_is_built_over_as_ever(project: Path) -> None:
    before = (project / "dist" / "ports.pptx").read_bytes()
    change_source(project)
    assert main(["build", "-q"]) == DONE
    assert (project / "dist" / "ports.pptx").read_bytes() != before


def _killed_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the move of files end the run after so many of them; return what lets it live again."""
    left = [steps]
    real = Path.replace

    def replace(self: Path, target: Any) -> Path:
        if not left[0]:
            os._exit(9)
        left[0] -= 1
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return lambda: monkeypatch.setattr(Path, "replace", real)


def _build_and_be_killed(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    child = os.fork()
    if not child:
        _killed_after(steps, monkeypatch)
        main(["build", "-q"])
        os._exit(0)
    os.waitpid(child, 0)
    workspace._sweep.cache_clear()


@pytest.mark.parametrize("steps", range(4))
def test_a_build_killed_between_two_files_is_made_up_for(
    project: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    change_source(project)
    _build_and_be_killed(steps, monkeypatch)
    change_source(project, "at once, a third time")
    assert main(["build", "-q"]) == DONE
    assert main(["verify", "dist", "-q"]) == DONE


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ORDERS))
def test_in_any_order_of_edits_builds_and_kills_no_edit_is_lost(
    project: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    order = random.Random(seed)
    path = project / "dist" / "ports.pptx"
    edits: list[bytes] = []

    def kept(data: bytes) -> bool:
        return any(one.read_bytes() == data for one in (project / "dist").glob("*.pptx"))

    for step in range(10):
        match order.choice(["edit", "source", "build", "replace", "kill", "record", "partial"]):
            case "edit" if path.is_file():
                if not edits or path.read_bytes() != edits[-1]:
                    edits.append(edit_deck(path, f"Edit {step}"))
            case "source":
                change_source(project, f"at once {step}")
            case "build":
                main(["build", "-q"])
            case "replace":
                main(["build", "-q", "--replace"])
            case "kill":
                _build_and_be_killed(order.randrange(4), monkeypatch)
            case "record":
                (project / "dist" / "ports.build.json").unlink(missing_ok=True)
            case "partial":
                main(["build", "-q", "--format", "pdf"])
        assert all(kept(data) for data in edits), f"an edit was lost in step {step}"
