# ruff: noqa: ANN401 - python-pptx has no types
"""A folder is verified with the decks that people edited: a record says what was built, not that it is sound."""

from pathlib import Path
from typing import Any

import pytest
from pptx.util import Emu

from builder.cli import CONTENT, DONE, main
from tests.cli.pulling import deck, edit, pull, titled, written_and_built


def _off_the_slide(presentation: Any) -> None:
    slide = titled(presentation, "China welcomed")
    shape = next(one for one in slide.shapes if one.has_text_frame and one != slide.shapes.title and one.text)
    shape.left = Emu(presentation.slide_width + 900_000)


def test_a_folder_is_as_sound_as_its_edited_decks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = written_and_built(tmp_path, monkeypatch)
    assert main(["verify", "dist"]) == DONE
    assert "every file matches its record" in capsys.readouterr().out
    edit(project, _off_the_slide)
    assert pull(project) == DONE
    capsys.readouterr()
    assert main(["build"]) == DONE
    told = capsys.readouterr().err
    assert "ports.edits/edits.json: warning[BD539] slide 5: `Kicker` extends" in told
    assert "(BD433)" in told
    assert main(["build", "--strict", "--force"]) == CONTENT, "the deck that is there stays"
    capsys.readouterr()
    assert main(["verify", str(deck(project).relative_to(project))]) == CONTENT
    of_file = capsys.readouterr().out
    assert "error[BD" in of_file
    assert main(["verify", "dist"]) == CONTENT
    assert capsys.readouterr().out == of_file
