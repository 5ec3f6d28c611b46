"""Decks drawn by a program of the name of LibreOffice: what it draws is judged, and what goes wrong with it is said."""

import os
import stat
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from builder.cli import CONTENT, DONE, main
from tests.samples import write_good


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a deck as built; programs are looked for in the folder `bin` beside it before all others."""
    monkeypatch.chdir(tmp_path)
    assert main(["build", "-q", str(write_good(tmp_path))]) == DONE
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return next((tmp_path / "dist").glob("*.pptx"))


def _office(script: str) -> None:
    program = Path("bin/soffice")
    program.write_text(script, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_boxes_that_were_not_drawn_are_findings(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = Canvas("empty.pdf")
    page.showPage()
    page.save()
    _office(f'#!/bin/sh\nfor last; do :; done\ncp "{Path("empty.pdf").absolute()}" "${{last%.pptx}}.pdf"\n')
    assert main(["verify", "--render", str(deck)]) == CONTENT
    said = "".join(capsys.readouterr())
    assert "slide 1: the text in `Title` was not drawn" in said
    assert "shorten the text, or make the box larger" in said


@pytest.mark.parametrize(
    ("script", "why"),
    [("#!/bin/sh\nexit 1\n", "LibreOffice did not render the deck"), ("#!/no/such/shell\n", "it did not start")],
)
def test_a_program_that_does_not_draw_is_said_with_a_hint(
    deck: Path, script: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _office(script)
    assert main(["verify", "--render", str(deck)]) == CONTENT
    said = "".join(capsys.readouterr())
    assert "BD422" in said
    assert why in said
    assert "leave `--render` out" in said
