"""`briefdeck verify` at the terminal: sound decks, broken ones, wrong files, and a machine without LibreOffice."""

import json
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, USAGE, main
from builder.edge import libreoffice
from tests.check.deck.broken import SLIDE, Package
from tests.everything import rich_deck


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.pptx"
    path.write_bytes(rich_deck())
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    package = Package(rich_deck())
    package.sub(SLIDE, '<p:cNvPr id="3"', '<p:cNvPr id="2"')
    path = tmp_path / "broken.pptx"
    path.write_bytes(package.packed())
    return path


def test_a_sound_deck_is_said_to_be_sound(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(sound)]) == DONE
    assert capsys.readouterr().out == f"{sound.as_posix()}  sound\n"


def test_a_broken_deck_is_told_with_its_slide_and_what_to_do(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(broken)]) == CONTENT
    said = capsys.readouterr().out
    assert f"{broken.as_posix()}: error[BD432] slide 2: the shape id 2 is used 2 times\n  help: " in said


def test_findings_can_be_read_by_machines(sound: Path, broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(sound), str(broken), "--findings", "json"]) == CONTENT
    assert "BD432" in json.dumps(json.loads(capsys.readouterr().out))


def test_a_file_of_another_kind_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("words", encoding="utf-8")
    assert main(["verify", str(path)]) == USAGE
    assert "expected one of" in capsys.readouterr().err


def test_words_under_the_name_of_a_deck_are_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "deck.pptx"
    path.write_text("words", encoding="utf-8")
    assert main(["verify", str(path)]) == CONTENT
    assert "error[BD420]" in capsys.readouterr().out


def test_without_libreoffice_drawing_is_refused_with_a_hint(
    sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libreoffice, "PROGRAMS", ())
    assert main(["verify", "--render", str(sound)]) == CONTENT
    said = capsys.readouterr()
    assert "BD422" in said.out + said.err
    assert "install LibreOffice" in said.out + said.err


def test_a_folder_is_not_taken_for_drawn(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--render", str(sound.parent)]) == USAGE
    assert f"name them, such as `{sound.parent}/*.pptx`" in capsys.readouterr().err


@pytest.mark.slow
def test_a_drawn_deck_tells_how_many_boxes_were_judged(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--render", str(sound)]) == DONE
    assert "boxes drawn" in capsys.readouterr().out
