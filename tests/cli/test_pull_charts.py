# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Numbers that somebody changes in a chart of the deck are written into the source; what else changes in it is kept."""

from pathlib import Path
from typing import Any

import pytest
from pptx.oxml.ns import qn

from builder.cli import CONTENT, DONE, main
from tests.cli.pulling import deck, edit, nothing_to_pull, pull, source, written_and_built
from tests.compare.edit_cases import first_chart
from tests.compare.shape_edits import chart_category_renamed

CHART = """```chart
kind: {kind}
title: Ships at the two ports
unit: ships a day

{rows}
```
"""
ROWS = """| Year | Vardø | Kirkenes |
| --- | --- | --- |
| 2023 | 12.50 | 40 |
| 2024 | 14.00 | n/a |"""
BARE = """Year | Vardø | Kirkenes
2023 | 12.50 | 40
2024 | 14.00 | n/a"""


def _project(
    folder: Path, monkeypatch: pytest.MonkeyPatch, rows: str = ROWS, kind: str = "bar", lang: str = "en-GB"
) -> Path:
    project = written_and_built(folder, monkeypatch)
    text = source(project).read_text(encoding="utf-8").replace("lang: en-GB", f"lang: {lang}")
    table = text[text.index("| Port |") : text.index("## What did China")]
    made = text.replace(table, CHART.format(kind=kind, rows=rows) + "\n")
    source(project).write_text(made, encoding="utf-8")
    assert main(["build", "-q", "--force"]) == DONE
    return project


def _with(series: int, row: int, number: str) -> Any:
    def change(presentation: Any) -> None:
        values = first_chart(presentation)._chartSpace.findall(f".//{qn('c:val')}")[series]
        point = next(one for one in values.iter(qn("c:pt")) if one.get("idx") == str(row))
        point.find(qn("c:v")).text = number

    return change


@pytest.mark.parametrize(
    ("rows", "series", "number", "old", "new"),
    [
        (ROWS, 0, "13", "| 2023 | 12.50 | 40 |", "| 2023 | 13.00 | 40 |"),
        (ROWS, 0, "13.125", "| 2023 | 12.50 | 40 |", "| 2023 | 13.125 | 40 |"),
        (ROWS, 1, "-3.5", "| 2023 | 12.50 | 40 |", "| 2023 | 12.50 | -3.5 |"),
        (BARE, 1, "41", "2023 | 12.50 | 40", "2023 | 12.50 | 41"),
        (ROWS, 1, "1e6", "| 2023 | 12.50 | 40 |", "| 2023 | 12.50 | 1000000 |"),
    ],
)
def test_a_number_is_written_into_the_chart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, rows: str, series: int, number: str, old: str, new: str
) -> None:
    project = _project(tmp_path, monkeypatch, rows)
    before = source(project).read_text(encoding="utf-8")
    edit(project, _with(series, 0, number))
    assert pull(project) == DONE
    assert source(project).read_text(encoding="utf-8") == before.replace(old, new)
    assert not (project / "decks" / "ports.edits").exists()
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def test_a_decimal_comma_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = _project(tmp_path, monkeypatch, ROWS.replace("12.50", "12,50").replace("14.00", "14,00"), lang="de")
    edit(project, _with(0, 0, "13.25"))
    assert pull(project) == DONE
    assert "| 2023 | 13,25 | 40 |" in source(project).read_text(encoding="utf-8")


def test_a_number_of_stacked_bars_is_written_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = _project(tmp_path, monkeypatch, ROWS.replace("n/a", "9"), kind="stacked")
    edit(project, _with(1, 1, "10"))
    assert pull(project) == DONE
    assert "| 2024 | 14.00 | 10 |" in source(project).read_text(encoding="utf-8")


def test_a_number_changed_on_both_sides_is_a_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = _project(tmp_path, monkeypatch)
    edit(project, _with(0, 0, "13"))
    text = source(project).read_text(encoding="utf-8").replace("12.50", "12.75")
    source(project).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert pull(project) == CONTENT
    told = capsys.readouterr().out
    assert "number of a chart (Vardø, 2023)" in told
    assert source(project).read_text(encoding="utf-8") == text
    assert pull(project, "--theirs") == DONE
    assert source(project).read_text(encoding="utf-8") == text.replace("12.75", "13.00")


def test_another_category_is_kept_beside_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = _project(tmp_path, monkeypatch)
    before = source(project).read_bytes()
    edit(project, chart_category_renamed)
    assert pull(project) == DONE
    assert source(project).read_bytes() == before
    assert (project / "decks" / "ports.edits" / "edits.json").is_file()
    assert b"Another year" in b"".join(one.read_bytes() for one in (project / "decks" / "ports.edits").rglob("*.xml"))
    assert deck(project).is_file()
