"""`briefdeck diff` as it is typed."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, USAGE, main

OLD = """---
title: Trial
actors:
  china: {name: China}
---

The lead.

## What did China do? {actor=china}

==China may send 300 envoys to the region.== It was *long* & hard.
"""
NEW = OLD.replace("may send 300", "will send 500")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, needs_git: None) -> Path:
    del needs_git
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    (tmp_path / "decks").mkdir()
    commit(tmp_path, {"decks/a.md": OLD, "decks/b.md": OLD, "notes.txt": "one"})
    commit(tmp_path, {"decks/a.md": NEW, "decks/c.md": OLD, "notes.txt": "two"})
    return tmp_path


def git(*arguments: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def commit(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "change")


def told(capsys: pytest.CaptureFixture[str], arguments: Sequence[str]) -> str:
    assert main(["diff", *arguments]) == DONE
    return capsys.readouterr().out


def test_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    lines = told(capsys, [str(tmp_path / "old.md"), str(tmp_path / "new.md")]).splitlines()
    assert lines[1:] == [
        "  ~ China will send 500 envoys to the region.",
        "    was: China may send 300 envoys to the region.",
        "    hedge hardened: “may” became “will”",
        "    number changed: “300” became “500”",
        "  slides affected: “What did China do?”, summary",
    ]


def test_two_revisions_compare_every_source_that_differs(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, ["main~1", "main", "--format", "json"]))
    assert [one["name"] for one in found] == ["decks/a.md", "decks/c.md"]
    assert found[0]["changes"][0]["hardened"] == [{"old": "may", "new": "will"}]
    assert {change["kind"] for change in found[1]["changes"]} == {"new"}
    assert (repository / "decks").is_dir()


def test_revisions_from_a_folder_below_and_with_a_path(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "decks")
    found = json.loads(told(capsys, ["main~1", "main", "a.md", "--format", "json"]))
    assert [one["name"] for one in found] == ["a.md"]


def test_a_file_at_a_revision_against_the_file_as_it_is(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "decks/a.md").write_text(OLD, encoding="utf-8")
    assert "nothing changed" in told(capsys, ["main~1:decks/a.md", "decks/a.md"])


def test_markdown_shows_the_alarms_first_and_keeps_marks_as_letters(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "decks/a.md").write_text(NEW.replace("long", "short | long"), encoding="utf-8")
    shown = told(capsys, ["main:decks/a.md", "decks/a.md", "--format", "markdown"])
    assert "| reworded | It was long & hard. | It was short \\| long & hard. |" in shown
    shown = told(capsys, ["main~1", "main", "decks/a.md", "--format", "markdown"])
    assert shown.index("hedge hardened") < shown.index("| reworded |")


def test_a_name_that_is_nothing_is_wrong_usage(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "mian", "main"]) == USAGE
    assert "error[BD511] `mian` is neither a file nor a revision" in capsys.readouterr().err
    assert main(["diff", "main:decks/none.md", "main:decks/a.md"]) == USAGE
    assert repository.exists()


def test_two_records(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, text in (("old", OLD), ("new", NEW.replace("Trial", "Trial II"))):
        Path("trial.md").write_text(text, encoding="utf-8")
        assert main(["build", "trial.md", "-q", "-o", folder]) == DONE
    lines = told(capsys, ["old/trial.build.json", "new/trial.build.json"]).splitlines()
    assert lines[1:] == [
        "  title: Trial -> Trial II",
        "  ~ China will send 500 envoys to the region.",
        "    was: China may send 300 envoys to the region.",
        "    hedge hardened: “may” became “will”",
        "    number changed: “300” became “500”",
        "  slides affected: title, 2",
    ]


def test_a_version_with_errors_tells_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(OLD.replace("==", "", 1), encoding="utf-8")
    assert main(["diff", str(tmp_path / "old.md"), str(tmp_path / "new.md")]) == CONTENT
    assert "error[BD108]" in capsys.readouterr().err


def test_the_one_of_two_files_that_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.md").write_text(OLD, encoding="utf-8")
    assert main(["diff", "old.md", "nope.md"]) != DONE
    assert "there is no file `nope.md`" in capsys.readouterr().err


def test_what_only_the_slides_say_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(OLD.replace("{actor=china}", '{actor=china headline="Envoys go" .hidden}'), encoding="utf-8")
    assert main(["diff", str(old), str(new)]) == DONE
    said = capsys.readouterr().out
    assert "headline of “What did China do?”: “China may send 300 envoys to the region.” -> “Envoys go”" in said
    assert "slide of “What did China do?”: “shown” -> “hidden”" in said
    assert main(["diff", str(old), str(new), "--format", "json"]) == DONE
    assert [row["name"] for row in json.loads(capsys.readouterr().out)[0]["slideFacts"]] == ["headline", "slide"]


TABLED = """---
title: Ports
---

## What about ships?

==Ships come and go.==

| Port | Ships | Crew |
| --- | --- | --- |
| Vardø | 12 | 100 |
| Kirkenes | 40 | 100 |

```chart
kind: bar
title: Ships at the ports

| Year | Ships |
| 2023 | 12 |
| 2024 | 14 |
```
"""


def test_rows_of_tables_and_numbers_of_charts_are_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(TABLED, encoding="utf-8")
    changed = TABLED.replace("| Vardø | 12 |", "| Vardø | 13 |").replace(
        "| 2024 | 14 |", "| 2024 | 15 |\n| 2025 | 16 |"
    )
    new.write_text(changed, encoding="utf-8")
    assert main(["diff", str(old), str(new)]) == DONE
    told = capsys.readouterr().out
    assert (
        "~ Vardø: Ships 13; Crew 100\n    was: Vardø: Ships 12; Crew 100\n    number changed: “12” became “13”" in told
    )
    assert "~ Ships at the ports, 2024: Ships 15\n    was: Ships at the ports, 2024: Ships 14" in told
    assert "+ Ships at the ports, 2025: Ships 16" in told
    assert "slides affected: “What about ships?”" in told


def test_each_slide_that_changes_is_named_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crew = '\n## What about the crew? {headline="It grows"}\n\nThe crew of the port grew in the spring by ten people.\n'
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(TABLED + crew, encoding="utf-8")
    changed = TABLED.replace("| Vardø | 12 |", "| Vardø | 13 |").replace("| 2024 | 14 |", "| 2024 | 15 |")
    new.write_text(changed + crew.replace("It grows", "It grew"), encoding="utf-8")
    assert main(["diff", str(old), str(new)]) == DONE
    (named,) = (one for one in capsys.readouterr().out.splitlines() if "slides affected" in one)
    assert named == "  slides affected: “What about ships?”, “What about the crew?”"


def test_a_record_and_its_own_source_differ_in_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.md").write_text(TABLED, encoding="utf-8")
    assert main(["build", "one.md", "-q", "-o", "."]) == DONE
    assert main(["diff", "one.build.json", "one.md"]) == DONE
    assert "nothing changed" in capsys.readouterr().out
