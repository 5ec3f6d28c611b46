"""Tables of a PDF: ruled and aligned ones are tables of the draft; columns of text and drawings are not."""

import io
import time

import pytest
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from builder.importing.raw_draft import RawDraft, read_raw
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


def _on_pages(*pages: list[list[str | Paragraph]], widths: tuple[int, ...]) -> RawDraft:
    out = io.BytesIO()
    flow: list[Flowable] = [_text("The harbour wall", "Title")]
    for number, rows in enumerate(pages):
        flow += [*([PageBreak()] if number else []), Table(rows, colWidths=widths, style=_GRID)]
    SimpleDocTemplate(out, invariant=1).build(flow)
    raw, report = _read(out.getvalue())
    assert report.findings == []
    return raw


def test_a_table_of_questions_goes_on_over_the_page_in_the_middle_of_a_row() -> None:
    head: list[str | Paragraph] = ["No.", _text("Frequently asked question"), "Answer"]
    raw = _on_pages(
        [
            head,
            ["1.", _text("When does the work begin?"), _text("It begins in May.")],
            ["2.", _text("Which papers do we need to"), _text("You need a plan and:<br/>• the deed of the house;")],
        ],
        [
            head,
            ["", _text("send with the form?"), _text("• a picture of the wall.")],
            ["3.", _text("Who pays for the wall?"), _text("The region pays two thirds.")],
        ],
        widths=(30, 150, 250),
    )
    asked = [one.question.text for one in raw.draft.passages]
    assert asked == [
        "When does the work begin?",
        "Which papers do we need to send with the form?",
        "Who pays for the wall?",
    ]
    said = [one.text for one in sentences_of(raw.draft.passages[1].answer)]
    assert said == ["You need a plan and:", "the deed of the house;", "a picture of the wall."]


def test_names_in_a_narrow_column_beside_what_they_say_are_speakers() -> None:
    def turn(name: str, words: str) -> list[str | Paragraph]:
        return [_text(name), _text(words)]

    raw = _on_pages(
        [
            turn("Harbour Post", "Minister, when does the work on the wall begin, and how long will it take?"),
            turn(
                "Minister Oduya", "It begins in May. It takes ten months, if the winter is mild and the stone arrives."
            ),
            turn("Harbour Post", "Who pays for the wall, and what does the town have to pay in the next years?"),
        ],
        [
            turn(
                "Minister Oduya", "The region pays two thirds of it. The town pays the rest over a loan of ten years."
            ),
            turn("Harbour Post", "Does the old pier stay open for small boats as long as the wall is built?"),
            turn("Minister Oduya", "The old pier stays open. Boats may land there as they do today, day and night."),
        ],
        widths=(90, 340),
    )
    spoken = [(one.asked_by, one.answered_by) for one in raw.draft.passages]
    assert spoken == [("Harbour Post", "Minister Oduya")] * 3
    assert raw.draft.passages[1].question.text.startswith("Who pays for the wall")
