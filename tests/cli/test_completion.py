"""The shell completes what an option can take."""

from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from builder.cli import DONE, group, main
from tests.samples import write_good


def _completed(*words: str) -> list[str]:
    *before, begun = words
    shell = BashComplete(group, {}, "briefdeck", "_BRIEFDECK_COMPLETE")
    return [one.value for one in shell.get_completions(before, begun)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("build", "--handout", "no"), ["notes"]),
        (("build", "--format", "pptx,"), ["pptx,pdf", "pptx,slides-pdf"]),
        (("check", "--findings", "s"), ["sarif"]),
        (("check", "--severity", "BD117"), ["BD117="]),
        (("check", "--severity", "BD117=i"), ["BD117=ignore"]),
        (("new", "T", "--lang", "p"), ["pl", "pt"]),
        (("explain", "hard-"), ["hard-line-break"]),
    ],
    ids=" ".join,
)
def test_words_of_an_option_are_completed(words: tuple[str, ...], wanted: list[str]) -> None:
    assert _completed(*words) == wanted


@pytest.mark.parametrize("command", ["build", "check", "preview", "ledger"])
def test_themes_are_completed_those_of_the_project_first(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("themes").mkdir()
    Path("themes/brief-house.toml").touch()
    assert _completed(command, "--theme", "brief") == ["brief-house", "briefing"]


def test_check_says_how_many_slides_and_pages_a_build_would_make(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_good(tmp_path, "a.md")
    assert main(["build", str(tmp_path / "a.md"), "-o", str(tmp_path / "out")]) == DONE
    built = capsys.readouterr().out
    assert main(["check", str(tmp_path / "a.md")]) == DONE
    counts = capsys.readouterr().out.strip().removeprefix("no problems found in 1 source: ")
    slides, pages = counts.removesuffix(" handout page").split(", ")
    assert f"a.pptx  {slides}  " in built
    assert f"a.pdf  {pages} page  " in built
