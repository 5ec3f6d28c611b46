"""Findings on the screen and in files, in one run; lists that add up; named files that a folder's build leaves out."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from builder.cli import CONTENT, DONE, USAGE, main
from builder.edge.batch import FEW
from tests.samples import BAD, write_good


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _bad() -> None:
    write_good(Path("decks"), "a.md")
    Path("decks/b.md").write_text(BAD, encoding="utf-8")


def test_findings_go_to_files_and_to_the_screen_in_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    _bad()
    files = ["--findings", "junit=out/report.xml", "--findings", "sarif=out/report.sarif"]
    assert main(["build", "decks", "--findings", "github", *files]) == CONTENT
    assert "::error title=BD105" in capsys.readouterr().out
    assert ET.parse("out/report.xml").getroot().find("testsuite").get("failures") == "1"  # type: ignore[union-attr]  # noqa: S314
    assert json.loads(Path("out/report.sarif").read_text())["runs"][0]["results"]
    assert Path("dist/a.pptx").is_file()


def test_a_file_alone_leaves_words_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    _bad()
    assert main(["check", "decks", "--findings", "json=all.json"]) == CONTENT
    assert "decks/b.md:5:7: error[BD105]" in capsys.readouterr().out
    assert main(["verify", "decks", "--findings", "json=verified.json"]) == CONTENT
    assert "BD507" in Path("verified.json").read_text()


@pytest.mark.parametrize(
    "typed", [["--findings", "json", "--findings", "sarif"], ["--findings", "xml"], ["--findings", "json="]]
)
def test_what_cannot_be_printed_so_is_wrong_usage(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _bad()
    assert main(["check", "decks", *typed]) == USAGE
    assert "Error" in capsys.readouterr().err


def test_outcomes_come_in_the_order_of_the_sources_whoever_works(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(FEW + 2):
        write_good(Path("decks"), f"{number}.md")
    Path("decks/2.md").write_text(BAD, encoding="utf-8")
    assert main(["build", "decks", "-o", "one", "-j", "1"]) == CONTENT
    alone = capsys.readouterr()
    assert main(["build", "decks", "-o", "one", "-j", "3", "--force"]) == CONTENT
    assert capsys.readouterr() == alone
    write_good(Path("decks"), "1.md").write_text(BAD.replace("Ada", "Eva"), encoding="utf-8")
    assert main(["build", "decks", "-o", "one", "-j", "2", "-v"]) == CONTENT
    told = capsys.readouterr()
    assert f"{FEW} sources up to date, 0 built, 2 failed\n" in told.out
    names = [line.split(":")[0] for line in told.err.splitlines() if "error[" in line]
    assert names == ["decks/1.md", "decks/1.md", "decks/2.md", "decks/2.md"]


@pytest.mark.parametrize("command", ["check", "build"])
def test_named_files_that_a_walk_leaves_out_can_be_left_out(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks/drafts"), "d.md")
    for name in ("decks/README.md", "decks/_x.md", "decks/notes.txt", "decks/.y.md"):
        Path(name).write_text("no briefing", encoding="utf-8")
    Path("pyproject.toml").write_text('[tool.briefdeck]\nexclude = ["decks/drafts/*"]\n', encoding="utf-8")
    named = ["decks/README.md", "decks/_x.md", "decks/notes.txt", "decks/.y.md", "decks/drafts/d.md"]
    assert main([command, *named]) == CONTENT
    assert main([command, "--force-exclude", *named]) == DONE
    capsys.readouterr()
    good = write_good(Path("decks"), "a.md").as_posix()
    assert main([command, "--force-exclude", "-v", good, *named]) == DONE
    assert "d.md" not in capsys.readouterr().out


def test_printings_that_are_given_twice_add_up() -> None:
    write_good(Path(), "a.md")
    both = ["--format", "pdf", "--print", "booklet", "--print", "greyscale"]
    assert main(["build", "a.md", "-q", *both]) == DONE
    assert json.loads(Path("dist/a.build.json").read_bytes())["options"]["printing"] == ["booklet", "greyscale"]
