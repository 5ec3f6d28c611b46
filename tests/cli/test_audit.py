"""`briefdeck verify FOLDER`: products held against their records, their sources and a new build."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from builder.cli import CONTENT, DONE, USAGE, main
from tests.samples import GOOD, write_good


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_good(Path("decks"))
    write_good(Path("decks/more"), "other.md")
    assert main(["build", "decks", "-q"]) == DONE
    return tmp_path


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    main(["verify", "dist", *arguments])
    return [line.partition("[")[2].partition("]")[0] for line in capsys.readouterr().out.splitlines() if "[BD" in line]


def test_what_was_built_and_left_alone_is_as_recorded(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "dist"]) == DONE
    assert capsys.readouterr().out == "dist  every file matches its record\n"
    assert main(["verify", "dist", "--sources", "decks", "--rebuild"]) == DONE
    assert built.exists()


@pytest.mark.parametrize("allowed", ["by the settings", "by an option"])
def test_pictures_from_elsewhere_are_as_they_were_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    Image.new("RGB", (1200, 800), "navy").save("../quay.png")
    source = "---\ntitle: The Port\nlang: en\n---\n\n## Who?\n\n==The city.==\n\n![The new quay](../quay.png)\n"
    Path("ports.md").write_text(source, encoding="utf-8")
    if allowed == "by the settings":
        Path("pyproject.toml").write_text("[tool.briefdeck]\npictures-outside = true\n", encoding="utf-8")
    assert main(["build", "ports.md", "-q", *(["--allow-outside"] * (allowed == "by an option"))]) == DONE
    assert codes(capsys, "--sources", "ports.md", "--rebuild") == []
    Image.new("RGB", (1200, 800), "green").save("../quay.png")
    assert codes(capsys, "--sources", "ports.md")[0] == "BD524"


FAULTS: dict[str, tuple[Callable[[], object], str]] = {
    "changed": (lambda: Path("dist/ports.pptx").write_bytes(Path("dist/ports.pdf").read_bytes()), "BD521"),
    "missing": (lambda: Path("dist/more/other.pdf").unlink(), "BD522"),
    "foreign": (lambda: Path("dist/notes.txt").touch(), "BD523"),
    "a torn record": (lambda: Path("dist/more/other.build.json").write_text("{", encoding="utf-8"), "BD520"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told(built: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    act, code = FAULTS[fault]
    act()
    assert code in codes(capsys)
    assert built.exists()


def test_only_what_is_wrong_is_told(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("dist/ports.pdf").unlink()
    assert codes(capsys) == ["BD522"]
    assert main(["verify", "dist"]) == CONTENT
    assert built.exists()


def test_a_changed_source_makes_its_products_stale(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("decks/ports.md").write_text(GOOD.replace("a winter", "two winters"), encoding="utf-8")
    assert codes(capsys) == []
    assert codes(capsys, "--sources", "decks") == ["BD524"]
    assert set(codes(capsys, "--sources", "decks", "--rebuild")) == {"BD524", "BD526"}
    assert built.exists()


def test_a_source_that_is_gone_is_told(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("decks/ports.md").unlink()
    assert codes(capsys, "--sources", "decks") == ["BD525"]
    assert built.exists()


def test_nothing_is_built_anew_without_sources(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "dist", "--rebuild"]) == USAGE
    assert "--sources" in capsys.readouterr().err
    assert built.exists()
