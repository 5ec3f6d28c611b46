"""Files beside briefings that are none: a folder is built without them and says so, and a named one is an error."""

import subprocess
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, USAGE, main
from tests.samples import GOOD, write_good

STRAY = {
    "notes.md": "# Notes\n\n## Still to ask?\n\n- call Ada, if a == b\n",
    "faq.markdown": "How to build\n============\n\nAsk Ben.\n",
    "mkdocs.yml": "site_name: Briefings\nnav: [a.md]\n",
    "package.json": '{"name": "briefings", "private": true}\n',
}
NEARLY = {
    "unclosed.md": ("---\ntitle: Ports\n\n## What?\n\nNothing.\n", "not closed"),
    "unopened.md": ("title: Ports\nlang: en\n\n## What?\n\nNothing.\n", "no `---` above it"),
    "below.md": ("\n\n" + GOOD, "first line"),
    "highlights.md": ("## What?\n\n==Nothing== at all.\n", "no title"),
    "attributes.md": ("## What? {.summary}\n\nNothing.\n", "no title"),
    "questions.yaml": ("questions:\n  - question: What?\n    answer: Nothing.\n", "no title"),
    "empty.md": ("\n", "empty"),
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_good(Path("decks"))


@pytest.mark.parametrize("name", STRAY)
def test_a_folder_is_built_without_what_is_no_briefing(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("decks", name).write_text(STRAY[name], encoding="utf-8")
    assert main(["build", "decks"]) == DONE
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"decks/{name}  passed over: ")
    assert {path.stem for path in Path("dist").glob("*.pptx")} == {"ports"}
    assert main(["verify", "dist", "--sources", "decks"]) == DONE
    assert main(["check", "decks", "-q"]) == DONE
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", STRAY)
def test_a_named_file_is_an_error_but_where_named_files_are_chosen_as_folders_are(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("decks", name).write_text(STRAY[name], encoding="utf-8")
    assert main(["check", f"decks/{name}"]) == CONTENT
    capsys.readouterr()
    assert main(["check", "--force-exclude", f"decks/{name}"]) == DONE
    assert "passed over" in capsys.readouterr().err


@pytest.mark.parametrize("name", NEARLY)
def test_what_is_nearly_a_briefing_is_an_error_in_a_folder(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text, message = NEARLY[name]
    Path("decks", name).write_text(text, encoding="utf-8")
    assert main(["build", "decks"]) == CONTENT
    shown = capsys.readouterr().err
    assert f"decks/{name}:" in shown
    assert message in shown


def test_a_folder_of_other_files_alone_has_no_source(capsys: pytest.CaptureFixture[str]) -> None:
    Path("papers").mkdir()
    Path("papers/notes.md").write_text(STRAY["notes.md"], encoding="utf-8")
    assert main(["build", "papers"]) == USAGE
    shown = capsys.readouterr().err
    assert "papers/notes.md  passed over" in shown
    assert "there is no source in `papers`" in shown


def test_changes_between_revisions_are_those_of_briefings(capsys: pytest.CaptureFixture[str]) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    for text in (STRAY["notes.md"], STRAY["notes.md"] + "\nMore.\n"):
        Path("decks/notes.md").write_text(text, encoding="utf-8")
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "-qm", "Notes"], check=True)
    assert main(["diff", "HEAD~1", "HEAD", "decks"]) == DONE
    assert "notes.md" not in "".join(capsys.readouterr())
