"""The README tells the truth: its commands run, its example builds, its options and settings exist."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from builder.cli import COMMANDS, DONE, group, main
from builder.edge import template_import
from builder.edge.libreoffice import NoOfficeError
from builder.edge.settings import KEYS, settings_for
from tests.template_files import corporate

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(kind: str) -> list[str]:
    return [found[2] for found in re.finditer(rf"^(`{{3,}}){kind}\n(.*?)^\1$", README, flags=re.MULTILINE | re.DOTALL)]


COMMAND_LINES = [
    line
    for block in _blocks("sh")
    for line in block.splitlines()
    if line.startswith("briefdeck ") and "eval" not in line
]


def test_two_commands_set_up_one_builds_and_one_passes_the_tests() -> None:
    first, second = (block.splitlines() for block in _blocks("sh")[:2])
    assert first == [
        "python3 -m venv .venv",
        ".venv/bin/pip install -q .",
        ".venv/bin/briefdeck build decks -o dist",
    ]
    assert second == ['.venv/bin/pip install -q -e ".[dev]"', '.venv/bin/pytest -n auto --dist worksteal -m "not slow"']


def test_its_commands_run_one_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(*_: object) -> dict[str, bytes]:
        raise NoOfficeError  # it takes seconds, and is not needed

    monkeypatch.setattr(template_import, "draw", missing)
    monkeypatch.chdir(tmp_path)
    Path("corporate.potx").write_bytes(corporate())
    assert COMMAND_LINES[0].startswith("briefdeck new ")
    for line in COMMAND_LINES:
        assert main(shlex.split(line, comments=True)[1:]) == DONE, f"{line}\n{capsys.readouterr().err}"
    assert {"ports.pptx", "ports.pdf", "ports-slides.pdf", "ports.build.json"} <= {
        path.name for path in Path("dist").iterdir()
    }


def test_its_example_builds_without_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = _blocks("md")
    Path("ports.md").write_text(example, encoding="utf-8")
    assert main(["check", "ports.md"]) == DONE
    assert capsys.readouterr().out.startswith("no problems found in 1 source: ")


def test_the_finding_that_it_shows_is_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ports.md").write_text(
        "---\ntitle: Two Ports Reopen\nlang: en\nnumber: 7/2025\ndate: 2025-02-30\n---\n\n## Why?\n\n==So.==\n",
        encoding="utf-8",
    )
    main(["check", "ports.md"])
    (shown,) = _blocks("text")
    assert shown in capsys.readouterr().out


def test_every_option_in_it_exists_and_every_option_of_build_is_in_it() -> None:
    command = group.get_command(click.Context(group), "build")
    assert command is not None
    known = {name for parameter in command.params for name in parameter.opts if name.startswith("--")}
    table = re.findall(r"^\| (`-.*?) \|", README, flags=re.MULTILINE)
    named = {name for cell in table for name in re.findall(r"--[a-z-]+", cell)}
    assert named <= known
    for name in known - {"--findings", "--jobs", "--verbose", "--quiet"}:
        assert name in README, f"the README says nothing of {name}"


def test_every_command_is_in_it() -> None:
    for name in COMMANDS:
        assert f"briefdeck {name}" in README, f"the README says nothing of `briefdeck {name}`"


def test_every_theme_is_in_it() -> None:
    for path in (ROOT / "assets/themes").glob("*.toml"):
        assert f"`{path.stem}`" in README, f"the README says nothing of the theme {path.stem}"


def test_the_settings_that_it_shows_can_be_read(tmp_path: Path) -> None:
    (settings,) = _blocks("toml")
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")
    found = settings_for(tmp_path)
    assert found.folder == tmp_path
    assert set(tomllib.loads(settings)["tool"]["briefdeck"]) == set(KEYS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_given_for_the_shells_that_it_names(shell: str) -> None:
    assert f"_BRIEFDECK_COMPLETE={shell}_source" in README
    script = Path(sys.executable).with_name("briefdeck")
    asked = {"_BRIEFDECK_COMPLETE": f"{shell}_source", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([script], env=asked, capture_output=True, text=True, check=False)
    assert "_BRIEFDECK_COMPLETE" in done.stdout


def test_files_that_it_names_are_there() -> None:
    for name in re.findall(r"`((?:assets|builder|decks)/[\w./-]*|LICENSE|\.ci/run)`", README):
        assert (ROOT / name).exists(), name


def test_nothing_but_what_belongs_there_stands_at_the_top() -> None:
    allowed = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "decks", "builder", "assets", "tests"}
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert there - ignored - {name for name in there if name.endswith(".egg-info")} <= allowed
