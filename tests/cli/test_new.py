"""`briefdeck new`: a draft in the language that was asked for, which builds without a finding."""

from pathlib import Path

import pytest

from builder.cli import DONE, main
from builder.media import installed_assets
from builder.model.findings import Report
from builder.read import read

LANGUAGES = sorted(
    Path(name).stem for name in installed_assets() if name.startswith("labels/") and name.endswith(".toml")
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_with_labels_has_a_draft_of_its_own_without_a_finding(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "Night Trains", "--lang", lang, "-o", "new.md"]) == DONE
    text = Path("new.md").read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""
    assert main(["check", "new.md", "--strict"]) == DONE
    assert capsys.readouterr().out.startswith("no problems found")
    draft = read("new.md", text.encode(), Report())
    assert draft is not None
    assert len(draft.passages) == 3
    assert ("What does Poland want?" in text) == (lang == "en")


@pytest.mark.parametrize("tag", ["de-AT", "no", "pt-BR"])
def test_a_regional_tag_has_the_draft_of_its_language(tag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Night Trains", "--lang", tag, "-o", "new.md"]) == DONE
    assert capsys.readouterr().err == ""
    assert "What does Poland want?" not in Path("new.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [["--lang", "ja", "-o", "new.md"], ["--lang", "de", "--word", "-o", "new.docx"]])
def test_a_draft_in_english_is_said_to_be_one(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Night Trains", *options]) == DONE
    assert "its text is in English" in capsys.readouterr().err
