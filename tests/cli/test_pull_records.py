"""What a build record keeps of its deck: enough to compare, small, and understood or refused with a reason."""

import json
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, main
from tests.cli.pulling import deck, edit, headline, pull, source, written_and_built

EARLIER = {"formats": [], "properties": {}, "sections": [], "producer": "", "slides": []}
"""What earlier versions kept of a deck."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def record(project: Path) -> Path:
    return project / "dist" / "ports.build.json"


def with_deck(project: Path, kept: object) -> None:
    whole = json.loads(record(project).read_bytes())
    record(project).write_text(json.dumps({**whole, "deck": kept}), encoding="utf-8")


def test_a_record_of_an_earlier_version_says_so_and_names_the_way_out(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built = project / "built.pptx"
    built.write_bytes(deck(project).read_bytes())
    with_deck(project, EARLIER)
    edit(project, headline("thinner", "The ice is melting"))
    before = source(project).read_bytes()
    assert pull(project) == CONTENT
    said = capsys.readouterr().err
    assert "BD534" in said
    assert "earlier version" in said
    assert "--base" in said
    assert source(project).read_bytes() == before
    assert pull(project, "--base", "built.pptx", "-o", "decks/ports.md") == DONE
    assert "The ice is melting" in source(project).read_text(encoding="utf-8")


def test_a_build_does_not_overwrite_what_an_earlier_version_built_and_somebody_edited(project: Path) -> None:
    with_deck(project, EARLIER)
    edit(project, headline("thinner", "The ice is melting"))
    edited = deck(project).read_bytes()
    assert main(["build", "-q"]) == CONTENT
    assert deck(project).read_bytes() == edited


@pytest.mark.parametrize("parts", ["", "no base64", "QUJD", 7], ids=["empty", "text", "other bytes", "number"])
def test_a_damaged_deck_in_a_record_is_a_finding(
    project: Path, parts: object, capsys: pytest.CaptureFixture[str]
) -> None:
    with_deck(project, {"slides": [], "files": {}, "parts": parts})
    edit(project, headline("thinner", "The ice is melting"))
    assert pull(project) == CONTENT
    assert "BD520" in capsys.readouterr().err


def test_the_deck_takes_less_of_a_record_than_all_else(project: Path) -> None:
    whole = record(project).stat().st_size
    rest = {key: value for key, value in json.loads(record(project).read_bytes()).items() if key != "deck"}
    with_deck(project, None)
    record(project).write_text(json.dumps(rest), encoding="utf-8")
    assert whole <= 2 * record(project).stat().st_size
