"""`briefdeck build --watch`: what changes is built again, whatever errors there are meanwhile, until Ctrl-C."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image

from builder.cli import main
from builder.compare.deck_reader import read_deck
from tests.samples import GOOD

Act = Callable[[], object]


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return what watches a folder while `acts` happen, one between each two looks, and returns what was printed."""
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    Path("decks/ports.md").write_text(GOOD, encoding="utf-8")

    def watch(*acts: Act, options: Sequence[str] = ()) -> str:
        steps = iter([act for one in acts for act in (one, nothing)])

        def pause(seconds: float) -> None:
            assert seconds > 0
            act = next(steps, None)
            if act is None:
                raise KeyboardInterrupt
            act()

        monkeypatch.setattr(time, "sleep", pause)
        main(["build", "--watch", "decks", *options])
        return "".join(capsys.readouterr())

    return watch


def nothing() -> None:
    """Let time pass."""


def write(name: str, old: str = "", new: str = "") -> Act:
    """Return what writes the sample to a file, with other words."""
    return lambda: Path(name).write_text(GOOD.replace(old, new) if old else GOOD, encoding="utf-8")


def titles(name: str) -> list[str]:
    return [one.title for one in read_deck(Path(f"dist/{name}.pptx").read_bytes()).slides]


def test_a_source_that_changes_or_comes_is_built(watched: Callable[..., str]) -> None:
    title = next(line for line in GOOD.splitlines() if line.startswith("title: ")).removeprefix("title: ")
    said = watched(write("decks/ports.md", title, "Ports in Summer"), write("decks/more.md", title, "More Ports"))
    assert titles("ports")[0] == "Ports in Summer"
    assert titles("more")[0] == "More Ports"
    assert "watching; stop with Ctrl-C" in said
    assert said.count("dist/ports.pptx") == 2
    assert said.count("dist/more.pptx") == 1


def test_an_error_is_said_the_last_products_stay_and_the_remedy_is_said_too(watched: Callable[..., str]) -> None:
    said = watched(write("decks/ports.md", "title:", "titel:"), write("decks/ports.md"))
    assert said.count("error[") >= 1
    assert said.index("error[") < said.index("fixed: building what changed")
    assert Path("dist/ports.pptx").is_file()


def test_a_picture_and_the_settings_concern_what_is_below_them(watched: Callable[..., str]) -> None:
    Path("decks/a").mkdir()
    Path("decks/a/one.md").write_text(f"{GOOD}\n![The pier](pier.png)\n", encoding="utf-8")
    Image.new("RGB", (300, 200), "navy").save("decks/a/pier.png")
    said = watched(
        lambda: Image.new("RGB", (300, 200), "red").save("decks/a/pier.png"),
        lambda: Path("decks/a/pyproject.toml").write_text("[tool.briefdeck]\nmarking = 'DRAFT'\n", encoding="utf-8"),
    )
    assert said.count("dist/ports.pptx") == 2
    assert said.count("dist/a/one.pptx") == 3


def test_settings_that_cannot_be_read_are_waited_out(watched: Callable[..., str]) -> None:
    said = watched(
        lambda: Path("pyproject.toml").write_text("[tool.briefdeck]\nmarkin = 'DRAFT'\n", encoding="utf-8"),
        lambda: Path("pyproject.toml").write_text("[tool.briefdeck]\nmarking = 'DRAFT'\n", encoding="utf-8"),
    )
    assert "`markin`" in said
    assert said.count("dist/ports.pptx") == 2
    assert "DRAFT" in read_deck(Path("dist/ports.pptx").read_bytes()).slides[0].text


def test_cleaning_removes_the_products_of_sources_that_are_gone_and_of_no_other(watched: Callable[..., str]) -> None:
    title = next(line for line in GOOD.splitlines() if line.startswith("title: ")).removeprefix("title: ")
    said = watched(
        write("decks/more.md"),
        write("decks/ports.md", title, "Ports in Summer"),
        lambda: Path("decks/more.md").unlink(),
        options=["--clean"],
    )
    assert titles("ports")[0] == "Ports in Summer"
    assert [line for line in said.splitlines() if line.endswith("removed")] == [
        f"dist/more{end}  removed" for end in (".pptx", ".pdf", ".build.json")
    ]
