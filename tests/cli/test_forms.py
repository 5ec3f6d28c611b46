"""Several forms of the handout in one build, each a file of its own."""

import json
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, USAGE, main
from tests.samples import write_good

FORMS = {"onepage", "cards", "3up"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_good(Path())


def _names(folder: str = "dist") -> set[str]:
    return {path.name for path in Path(folder).iterdir() if not path.name.startswith(".")}


def test_each_form_has_a_name_of_its_own_and_the_bytes_that_it_has_alone() -> None:
    assert main(["build", "ports.md", "-q", "--handout", "full,onepage,cards", "--handout", "3up"]) == DONE
    assert _names() == {"ports.pptx", "ports.pdf", "ports.build.json", *(f"ports.{form}.pdf" for form in FORMS)}
    for form in FORMS:
        assert main(["build", "ports.md", "-q", "-o", form, "--format", "pdf", "--handout", form]) == DONE
        assert _names(form) == {f"ports.{form}.pdf", "ports.build.json"}
        assert Path(form, f"ports.{form}.pdf").read_bytes() == Path(f"dist/ports.{form}.pdf").read_bytes()
    assert main(["verify", "dist"]) == DONE
    assert main(["verify", "dist", "--rebuild", "--sources", "."]) == DONE


def test_the_record_names_every_form_and_its_certificates() -> None:
    assert main(["build", "ports.md", "-q", "--handout", "onepage,cards"]) == DONE
    record = json.loads(Path("dist/ports.build.json").read_bytes())
    assert record["options"]["handout"] == ["onepage", "cards"]
    assert {one["name"] for one in record["outputs"]} == {"ports.pptx", "ports.onepage.pdf", "ports.cards.pdf"}
    assert {row["page"].partition(".")[0] for row in record["fit"]["handout"]} == {"onepage", "cards"}


def test_what_is_built_is_not_built_again_and_what_is_no_longer_wanted_is_cleaned_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["build", ".", "-q", "--handout", "full,cards"]) == DONE
    assert main(["build", ".", "--handout", "full,cards"]) == DONE
    assert "1 source up to date" in capsys.readouterr().out
    assert main(["build", ".", "-q", "--clean", "--handout", "full"]) == DONE
    assert "ports.cards.pdf" not in _names()


def test_a_form_that_somebody_changed_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "ports.md", "-q", "--handout", "full,cards"]) == DONE
    changed = Path("dist/ports.cards.pdf")
    changed.write_bytes(changed.read_bytes() + b"\n% by hand\n")
    kept = changed.read_bytes()
    Path("ports.md").write_text(Path("ports.md").read_text().replace("2025", "2024"))
    assert main(["build", "ports.md", "-q", "--handout", "full,cards"]) == CONTENT
    assert "ports.cards.pdf" in capsys.readouterr().err
    assert changed.read_bytes() == kept


def test_forms_that_would_be_written_over_each_other_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path(), "ports.cards.md")
    assert main(["build", ".", "--handout", "full,cards"]) == CONTENT
    assert "would both be written to `ports.cards.pdf`" in capsys.readouterr().err


@pytest.mark.parametrize("printing", ["", "booklet", "2up", "4up", "2up,greyscale"])
def test_a_form_agrees_with_its_source_however_it_was_printed(printing: str) -> None:
    more = ["--print", printing] if printing else []
    assert main(["build", "ports.md", "-q", "--handout", "full,cards", *more]) == DONE
    Path("dist/ports.build.json").unlink()
    for name in ("ports.pdf", "ports.cards.pdf"):
        assert main(["ledger", "ports.md", "--against", f"dist/{name}"]) == DONE
        assert main(["verify", f"dist/{name}", "--sources", "."]) == DONE
    Path("ports.md").write_text(Path("ports.md").read_text().replace("2025", "2024"))
    assert main(["ledger", "ports.md", "--against", "dist/ports.cards.pdf"]) == CONTENT


def test_settings_name_one_form_or_several() -> None:
    Path("pyproject.toml").write_text('[tool.briefdeck]\nhandout = ["full", "onepage"]\n')
    assert main(["build", "ports.md", "-q"]) == DONE
    assert "ports.onepage.pdf" in _names()
    Path("pyproject.toml").write_text('[tool.briefdeck]\nhandout = "onepage"\n')
    assert main(["build", "ports.md", "-q", "-o", "one"]) == DONE
    assert _names("one") == {"ports.pptx", "ports.onepage.pdf", "ports.build.json"}


def test_what_cannot_be_printed_is_told_with_what_can(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "ports.md", "--handout", "full,poster"]) == USAGE
    assert "there is no `poster`; choose from full, notes" in capsys.readouterr().err
    assert main(["build", "ports.md", "--print", "booklet,2up"]) == USAGE
    assert "`booklet` and `2up` cannot be printed on one sheet" in capsys.readouterr().err
    Path("pyproject.toml").write_text('[tool.briefdeck]\nprint = ["4up", "2up"]\n')
    assert main(["build", "ports.md"]) == USAGE
    assert "`4up` and `2up` cannot be printed on one sheet" in capsys.readouterr().err


def test_previews_of_several_forms_have_names_of_their_own() -> None:
    assert main(["preview", "ports.md", "-q", "--png", "shots", "--dpi", "30", "--handout", "full,cards"]) == DONE
    assert {"slide-01.png", "page-01.png", "cards-01.png"} <= _names("shots")
