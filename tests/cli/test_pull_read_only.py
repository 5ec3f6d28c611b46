"""Where a source, its folder or the edits beside it are read-only, nothing is written, and which one it was is told."""

import json
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE
from tests.cli.pulling import deck, edit, headline, pull, source, written_and_built
from tests.compare import shape_edits


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def files_of(project: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(project.rglob("*")) if one.is_file()}


@pytest.mark.parametrize("name", ["ports.md", ".", "ports.edits", "ports.edits/edits.json"])
def test_nothing_is_written_and_the_place_is_named(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, shape_edits.text_box_added)
    assert pull(project) == DONE  # so that there is a folder of edits
    edit(project, headline("Norway regained", "Norway has its short route again"), shape_edits.line_added)
    place, before = project / "decks" / name, files_of(project)
    mode = place.stat().st_mode
    place.chmod(mode & ~0o222)
    capsys.readouterr()
    try:
        assert pull(project) == CONTENT
    finally:
        place.chmod(mode)
    said = capsys.readouterr().err
    assert "is read-only" in said
    assert (Path("decks") / name).as_posix() in said
    assert files_of(project) == before
    assert pull(project) == DONE
    assert b"short route again" in source(project).read_bytes()


def test_edits_are_written_together_with_the_source(project: Path) -> None:
    edit(project, headline("Norway regained", "Norway has its short route again"), shape_edits.picture_added)
    assert pull(project) == DONE
    folder = project / "decks" / "ports.edits"
    [row] = json.loads((folder / "edits.json").read_text(encoding="utf-8"))["edits"]
    assert (folder / row["file"]).is_file()
    assert b"short route again" in source(project).read_bytes()
    assert deck(project).is_file()
