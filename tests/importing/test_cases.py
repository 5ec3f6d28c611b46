"""Each piece in tests/cases/import becomes the draft that the outline beside it tells; nothing of it is lost."""

from pathlib import Path

import pytest

from builder.importing import import_piece
from builder.importing.raw_draft import read_raw
from builder.importing.word_account import words_left_out
from builder.model.brief import Block, DataTable, Draft, ListBlock, Paragraph, Quotation, Subheading, sentences_of
from builder.model.findings import Report
from builder.read import read
from tests.session import ASSETS

CASES = Path(__file__).parents[1] / "cases" / "import"
PIECES = sorted(CASES.glob("*.txt"))


def _ends(blocks: tuple[Block, ...]) -> str:
    words = " ".join(sentence.text for sentence in sentences_of(blocks)).split()
    if len(words) <= 10:
        return " ".join(words)
    return f"{' '.join(words[:4])} … {' '.join(words[-4:])} ({len(words)} words)"


def _shape(blocks: tuple[Block, ...]) -> str:
    names = []
    for block in blocks:
        match block:
            case Paragraph():
                names.append("paragraph")
            case Subheading():
                names.append("heading")
            case ListBlock(items=items, ordered=ordered):
                names.append(f"{'numbered' if ordered else 'list'} {len(items)}")
            case Quotation():
                names.append("quote")
            case DataTable(rows=rows, header=header):
                names.append(f"table {len(rows) + 1}x{len(header)}")
            case _:
                raise AssertionError(block)
    return ", ".join(names)


def _outline(draft: Draft, removed: tuple[str, ...]) -> list[str]:
    fields = draft.fields
    texts = {
        "lang": fields.lang, "title": fields.title, "subtitle": fields.subtitle, "series": fields.series,
        "number": fields.number, "date": fields.date or "", "authors": ", ".join(one.name for one in fields.authors),
        "publisher": fields.publisher.name, "lead": _ends(draft.lead),
    }  # fmt: skip
    lines = [f"{name}: {value}" for name, value in texts.items() if value]
    for passage in draft.passages:
        lines += [f"= {heading.text}" for heading in passage.part]
        mark = "#" if passage.section else "?"
        mark += "!" if passage.summary else ""
        lines += ["", f"{mark} {passage.question.text}"]
        lines += [f"  {passage.asked_by} > {passage.answered_by}"] if passage.asked_by or passage.answered_by else []
        lines += [f"  {_ends(passage.answer)}", f"  [{_shape(passage.answer)}]"]
    lines += [""] + [f"note {note.label}: {_ends(note.blocks)}" for note in draft.footnotes]
    return [*lines, *(f"- {text}" for text in words_left_out(removed))]


def outline_of(path: Path) -> str:
    """Return the outline of the draft that the piece at `path` becomes."""
    report = Report()
    raw = read_raw(path.name, path.read_bytes(), report)
    assert raw is not None
    assert report.findings == []
    return "\n".join(_outline(raw.draft, raw.removed)) + "\n"


@pytest.mark.parametrize("path", PIECES, ids=lambda path: path.stem)
def test_a_piece_becomes_what_its_outline_tells(path: Path, *, rewrite: bool) -> None:
    expected = path.with_suffix(".outline")
    if rewrite:
        expected.write_text(outline_of(path), encoding="utf-8")
    assert outline_of(path) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PIECES, ids=lambda path: path.stem)
def test_a_draft_is_read_without_a_finding_and_has_every_word(path: Path) -> None:
    report = Report()
    imported = import_piece(path.name, path.read_bytes(), ASSETS, report)
    assert imported is not None
    assert report.findings == []
    back = read("draft.md", imported.text.encode(), report)
    assert back is not None
    assert report.findings == []
    assert [one.question.text for one in back.passages] == [one.question.text for one in imported.draft.passages]
    for mine, theirs in zip(back.passages, imported.draft.passages, strict=True):
        assert _words(mine.answer) == _words(theirs.answer)


def _words(blocks: tuple[Block, ...]) -> list[str]:
    return " ".join(sentence.text for sentence in sentences_of(blocks)).split()


def test_no_outline_is_left_without_its_piece() -> None:
    assert {path.stem for path in CASES.glob("*.outline")} == {path.stem for path in PIECES}
