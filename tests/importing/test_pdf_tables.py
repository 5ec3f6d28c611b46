"""Tables of a PDF: ruled and aligned ones are tables of the draft; columns of text and drawings are not."""

import io
import time

import pytest
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from builder.importing.reading import RawDraft, read_raw
from builder.importing.word_account import report_missing_words
from builder.model.brief import DataTable, sentences_of
from builder.model.findings import Report

_STYLES = getSampleStyleSheet()
_GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_BELOW_HEAD = [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black), ("ALIGN", (1, 0), (-1, -1), "RIGHT")]
_SHIPS = [
    ["Line", "Ships", "Passengers a year"],
    ["North islands", "4", "310,000"],
    ["South islands", "2", "95,000"],
    ["Strait", "5", "1,200,000"],
]
_PRICES = [["Year", "Fuel", "Ticket"], ["2021", "1.10", "2.00"], ["2022", "1.90", "2.50"], ["2023", "1.70", "2.60"]]
_LAW = "Every ship of more than nine metres pays the levy once a year, unless it is a rescue boat or a school boat."


def _text(words: str, style: str = "BodyText") -> Paragraph:
    return Paragraph(words, _STYLES[style])


def _piece(*tables: Flowable) -> bytes:
    out = io.BytesIO()
    flow: list[Flowable] = [_text("The ferries of Norholm", "Title")]
    for number, table in enumerate(tables, 1):
        flow += [_text(f"What does table {number} show?", "Heading2"), _text("It shows what the port office counts.")]
        flow += [Spacer(1, 8), table, Spacer(1, 8), _text("The figures are those of the last year.")]
    SimpleDocTemplate(out, invariant=1).build(flow)
    return out.getvalue()


def _read(data: bytes) -> tuple[RawDraft, Report]:
    report = Report()
    raw = read_raw("t.pdf", data, report)
    assert raw is not None
    report_missing_words(raw, raw.draft, report)
    return raw, report


def _tables(raw: RawDraft) -> list[list[list[str]]]:
    found = []
    for passage in raw.draft.passages:
        for block in passage.answer:
            if isinstance(block, DataTable):
                rows = (block.header, *block.rows)
                found.append([[" ".join(one.text for one in cell) for cell in row] for row in rows])
    return found


def test_a_ruled_table_is_one_with_its_cells() -> None:
    raw, report = _read(_piece(Table(_SHIPS, style=_GRID)))
    assert _tables(raw) == [_SHIPS]
    assert report.findings == []


def test_the_lines_of_a_cell_are_one_cell() -> None:
    rows = [["Subject", "What the law says"], ["Ferries", _LAW], ["Office", "It collects the levy in May."]]
    table = Table([[_text(cell) for cell in row] for row in rows], colWidths=[120, 300], style=_GRID)
    raw, report = _read(_piece(table))
    assert _tables(raw) == [rows]
    assert report.findings == []


def test_figures_aligned_under_one_rule_are_a_table() -> None:
    raw, report = _read(_piece(Table(_PRICES, colWidths=[90, 90, 90], style=_BELOW_HEAD)))
    assert _tables(raw) == [_PRICES]
    assert report.findings == []


def test_two_tables_are_below_their_own_questions() -> None:
    tables = Table(_SHIPS, style=_GRID), Table(_PRICES, colWidths=[90, 90, 90], style=_BELOW_HEAD)
    raw, _ = _read(_piece(*tables))
    assert [sum(isinstance(block, DataTable) for block in one.answer) for one in raw.draft.passages] == [1, 1]
    assert _tables(raw) == [_SHIPS, _PRICES]


def test_a_heading_over_the_whole_width_stays_text() -> None:
    span = [*_GRID, ("SPAN", (0, 0), (-1, 0))]
    raw, report = _read(_piece(Table([["Ships and passengers in the year 2024", "", ""], *_SHIPS], style=span)))
    assert _tables(raw) == [_SHIPS]
    assert report.findings == []


def _pair(number: int, question: str, answer: str) -> Table:
    box = Table([["Help desk", "ext. 210"]], style=[("BOX", (0, 0), (-1, -1), 0.5, colors.red)])
    rows = [[f"Question {number}", _text(f"<b>{question}</b>")], ["Answer", [_text(answer), box]]]
    return Table(rows, colWidths=[80, 350], style=[*_GRID, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])


def test_questions_beside_their_labels_at_the_top_of_each_page_are_questions() -> None:
    out = io.BytesIO()
    flow: list[Flowable] = []
    for number in range(1, 4):
        answer = f"See <u>page {number} of the ferry guide</u> at the quay. {4 * _LAW}"
        flow += [_pair(number, f"The ticket of line {number} cannot be printed.", answer), PageBreak()]
    SimpleDocTemplate(out, invariant=1, topMargin=40).build(flow)
    raw, report = _read(out.getvalue())
    assert [one.question.text for one in raw.draft.passages] == [
        f"The ticket of line {number} cannot be printed." for number in range(1, 4)
    ]
    for number, one in enumerate(raw.draft.passages, 1):
        said = " ".join(sentence.text for sentence in sentences_of(one.answer))
        assert said.startswith(f"See page {number} of the ferry guide at the quay.")
        assert "Help desk" in said
    assert report.findings == []


def test_a_table_under_question_and_answer_goes_on_on_the_next_page() -> None:
    out = io.BytesIO()
    rows = [["Question", "Answer"]] + [[f"Line {number}", _text(_LAW)] for number in range(1, 41)]
    table = Table(rows, colWidths=[80, 350], style=_GRID)
    SimpleDocTemplate(out, invariant=1).build([_text("The ferries of Norholm", "Title"), table])
    raw, report = _read(out.getvalue())
    assert [one.question.text for one in raw.draft.passages] == [f"Line {number}" for number in range(1, 41)]
    assert report.findings == []


def test_questions_and_answers_side_by_side_between_rules_across_are_pairs() -> None:
    out = io.BytesIO()
    asked = ["Where is it sold?", "Do children pay?", "May dogs come on board?", "Refunds"]
    rows = [[_text(one), _text(f"The answer to it is in part {at} of the guide.")] for at, one in enumerate(asked, 1)]
    table = Table(rows, colWidths=[150, 280], style=[("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)])
    SimpleDocTemplate(out, invariant=1).build([_text("The ferries of Norholm", "Title"), table])
    raw, report = _read(out.getvalue())
    assert [one.question.text for one in raw.draft.passages] == asked
    assert report.findings == []


def test_columns_of_text_are_no_table() -> None:
    halves = [[_text(_LAW + " " + _LAW), _text(_LAW + " " + _LAW)]]
    raw, _ = _read(_piece(Table(halves, colWidths=[210, 210])))
    assert _tables(raw) == []


@pytest.mark.parametrize("count", [500, 5000])
def test_a_page_full_of_drawn_lines_is_read_in_bounded_time(count: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 780, "What does the map show?")
    canvas.drawString(72, 760, "It shows the depths of the strait in the year 2024, metre by metre.")
    for at in range(count):
        x, y = 72 + 9 * (at % 50), 100 + 6 * (at // 50 % 100)
        canvas.line(x, y, x + 7, y)
    canvas.save()
    started = time.process_time()
    raw, _ = _read(out.getvalue())
    assert _tables(raw) == []
    assert time.process_time() - started < 10
