"""Pipes and devices wait for ever or never end: wherever a file is expected they are refused, and nothing blocks."""

import os
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, USAGE, main
from builder.edge.plain_files import read_file
from builder.edge.template_import import TemplateChoices, own_fonts
from tests.samples import write_good

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a path are of Unix")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _pipe(path: str) -> str:
    Path(path).unlink(missing_ok=True)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_only_files_are_read(kind: str, tmp_path: Path) -> None:
    path = {"pipe": tmp_path / "pipe", "device": Path(os.devnull), "folder": tmp_path}[kind]
    if kind == "pipe":
        _pipe(path.as_posix())

    with pytest.raises(OSError, match="not a file"):
        read_file(path)


@pytest.mark.parametrize("name", ["ports.pptx", "ports.pdf", "ports.build.json"])
def test_a_pipe_in_the_place_of_a_product_is_a_finding(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"))
    assert main(["build", "decks", "-o", "out"]) == DONE
    _pipe(f"out/{name}")
    capsys.readouterr()

    assert main(["build", "decks", "-o", "out", "--force"]) == CONTENT

    assert f"out/{name}: error[BD501] this is a pipe or a device, not a file" in capsys.readouterr().err
    assert main(["verify", "out"]) == CONTENT
    assert Path(f"out/{name}").is_fifo()


@pytest.mark.parametrize(
    "order", [("theme", "from", "pipe.pptx", "-o", "mine.toml"), ("build", "--template=pipe.pptx")]
)
def test_a_pipe_is_no_template(order: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"))
    _pipe("pipe.pptx")

    assert main([*order]) == CONTENT
    assert "BD340" in capsys.readouterr().err


def test_a_pipe_among_fonts_is_no_font() -> None:
    _pipe("fonts/mine.ttf")

    assert own_fonts(TemplateChoices(fonts=Path("fonts")), "mine") == ({}, {}, frozenset())


def test_a_pipe_in_the_place_of_kept_edits_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"))
    _pipe("decks/ports.edits/edits.json")

    assert main(["build", "decks", "-o", "out"]) == CONTENT
    assert "`ports.edits/edits.json` is not a file" in capsys.readouterr().err


def test_edits_do_not_go_into_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"))
    assert main(["build", "decks", "-o", "out"]) == DONE

    assert main(["pull", "out/ports.pptx", "-o", _pipe("pipe.md")]) == USAGE
    assert "`pipe.md` is not a file" in capsys.readouterr().err


@pytest.mark.parametrize("order", [("missing", "decks"), ("decks", "missing.md")])
def test_a_path_that_is_missing_does_not_keep_the_others_from_being_built(
    order: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    write_good(Path("decks"))

    assert main(["build", *order, "-o", "out"]) == CONTENT

    (missing,) = set(order) - {"decks"}
    assert f"{missing}: error[BD124] this source cannot be read: no such file or directory" in capsys.readouterr().err
    assert Path("out/ports.pptx").is_file()


def test_where_no_path_is_there_the_command_was_typed_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "missing", "absent.md"]) == USAGE
    assert "there is no file or folder 'missing'" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check", "import"])
def test_a_file_whose_name_was_nearly_typed_is_named(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "quotas.md").write_text("x", encoding="utf-8")
    assert main([command, str(tmp_path / "quottas.md")]) == USAGE
    assert f"did you mean '{(tmp_path / 'quotas.md').as_posix()}'?" in capsys.readouterr().err


LONG = "a" * 300


@pytest.mark.parametrize(
    "order",
    [
        ("import", f"{LONG}.txt"),
        ("import", "decks/ports.md", "-o", f"{LONG}.md"),
        ("check", "decks/ports.md", f"{LONG}.md"),
        ("build", "decks/ports.md", "--theme", f"./{LONG}.toml"),
        ("new", "Ports", "-o", f"{LONG}.md"),
    ],
    ids=" ".join,
)
def test_a_name_too_long_for_the_disk_is_told(order: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"))

    assert main(order) in {CONTENT, USAGE}
    assert "too long" in capsys.readouterr().err


def test_a_theme_with_a_name_too_long_for_the_disk_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"))

    assert main(["check", "decks", "--theme", LONG]) == CONTENT
    assert f"there is no theme `{LONG}`" in capsys.readouterr().out
