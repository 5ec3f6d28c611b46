"""Every case below tests/cases/read reads to the findings and the draft that the text beside it tells."""

from pathlib import Path

import pytest

from builder.model.brief import Draft, sentences_of
from builder.model.findings import Report
from builder.read import read
from tests.draft_text import draft_lines, finding_lines

CASES = Path(__file__).parents[1] / "cases" / "read"
SOURCES = sorted(path for path in CASES.iterdir() if path.suffix != ".txt")


def _told(path: Path) -> str:
    report = Report()
    draft = read(path.name, path.read_bytes(), report)
    lines = [line for found in report.findings for line in finding_lines(found)]
    return "\n".join([*lines, *(draft_lines(draft) if draft else ())]) + "\n"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_case_reads_as_the_text_beside_it_tells(path: Path, *, rewrite: bool) -> None:
    expected = path.with_name(f"{path.name}.txt")
    if rewrite:
        expected.write_text(_told(path), encoding="utf-8")
    assert _told(path) == expected.read_text(encoding="utf-8")


def test_no_expected_text_is_left_without_its_case() -> None:
    assert {path.name for path in CASES.glob("*.txt")} == {f"{path.name}.txt" for path in SOURCES}


def _everything(draft: Draft) -> list[tuple[str, str, int, int]]:
    """Return id, text, first line and column of every sentence."""
    blocks = [draft.lead, *(part for one in draft.passages for part in (one.answer, one.slide, one.notes))]
    blocks += [note.blocks for note in draft.footnotes]
    sentences = [one for part in blocks for one in sentences_of(part)] + [one.question for one in draft.passages]
    return [(one.id, one.text, one.span.line, one.span.column) for one in sentences]


@pytest.mark.parametrize("path", [path for path in SOURCES if path.suffix == ".md"], ids=lambda path: path.name)
def test_the_place_of_a_sentence_is_where_its_first_letter_stands(path: Path) -> None:
    draft = read(path.name, path.read_bytes(), Report())
    lines = path.read_text(encoding="utf-8").split("\n")
    for name, text, line, column in _everything(draft) if draft else ():
        written = lines[line - 1][column - 1 :] if text else ""
        assert written.startswith((text[:1], "&", "\\", "![")), f"{name} `{text}` is said to stand at `{written[:20]}`"


def test_the_ids_of_sentences_are_unique() -> None:
    for path in SOURCES:
        draft = read(path.name, path.read_bytes(), Report())
        names = [name for name, *_ in _everything(draft)] if draft else []
        assert len(names) == len(set(names)), path.name
