"""PDFs made here and imported: the same words whatever the columns, and nothing of the page."""

import io

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph

from builder.codes import BROKEN_SOURCE, ENCRYPTED_SOURCE, MANY_PAGES, SCANNED_PAGE, SCANNED_SOURCE
from builder.importing.raw_draft import RawDraft, read_raw
from builder.model.brief import Block, Draft, Mark, sentences_of
from builder.model.findings import Code, Report

WIDTH, HEIGHT = A4
MARGIN, GUTTER = 56, 18
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=13, alignment=4)
ASK = ParagraphStyle(
    "ask", parent=BODY, fontName="Times-Bold", fontSize=11, leading=14, spaceBefore=8, spaceAfter=3, alignment=0
)
TITLE = ParagraphStyle("title", parent=BODY, fontName="Times-Bold", fontSize=20, leading=24, alignment=0)
LEAD = (
    "A military exercise held in the strait in March has ended three years of quiet. It was intended to show the"
    " strength of the coastal states, and it confirmed their wish to keep the passage open in peace and in crisis."
)
_SIGNED = (
    "The five governments had negotiated since 2022, but a breakthrough came only after premiums tripled.{1} Norway"
    " and Denmark pressed for a deal. The co-operation of the Baltic states was decisive, and so were their offices. "
)
_GAINS = (
    "Copenhagen keeps control of the pilot service, which it has run since 1857. Does that make the Danish government"
    " the winner? Not quite: it must share the fees.{2} Money was given up to gain time. "
)
_ENFORCED = (
    "A joint centre in Gdansk will follow all ships. It can order a ship to stop, levy fines and close the strait for"
    " a day. Repeat offenders lose their licence. "
)
QUESTIONS = (
    ("Why was the agreement signed now?", _SIGNED),
    ("What does Denmark get out of it, and what does it lose in the years to come?", _GAINS),
    ("How will the deal be enforced?", _ENFORCED),
)


def _deco(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Times-Roman", 8)
    if document.page == 1:
        canvas.drawString(MARGIN, HEIGHT - 40, "No. 14/2025, 12 MARCH 2025 © Harbour Institute")
        canvas.setFont("Times-Roman", 7.5)
        canvas.drawString(MARGIN, 82, "1 Agreement on Safe Passage, 9 March 2025, article 4.")
        canvas.drawString(MARGIN, 72, "2 See the fee schedule in Annex B, which the ministers")
        canvas.drawString(MARGIN, 63, "amended twice.")
    else:
        canvas.drawString(MARGIN, HEIGHT - 40, "HARBOUR BRIEFING")
        canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 40, "14/2025")
    canvas.setFont("Times-Roman", 8)
    canvas.drawCentredString(WIDTH / 2, 30, str(document.page))


def _frames(columns: int, top: float, foot: float) -> list[Frame]:
    width = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    lefts = [MARGIN + number * (width + GUTTER) for number in range(columns)]
    return [Frame(left, foot, width, top - foot, 0, 0, 0, 0) for left in lefts]


def _pdf(columns: int) -> bytes:
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    head = Frame(MARGIN, HEIGHT - 250, WIDTH - 2 * MARGIN, 190, 0, 0, 0, 0)
    first = [head, *_frames(columns, HEIGHT - 256, 104)]
    rest = _frames(columns, HEIGHT - 70, 60)
    document.addPageTemplates(
        [
            PageTemplate("first", first, onPage=_deco, autoNextPageTemplate="rest"),
            PageTemplate("rest", rest, onPage=_deco),
        ]
    )
    story = [
        Paragraph("The Strait Reopens: Who Gains from the New Shipping Deal in the Baltic Sea", TITLE),
        Paragraph("Maria Lindqvist, Jan de Vries", BODY),
        Paragraph(LEAD, ParagraphStyle("lead", parent=BODY, spaceBefore=10)),
        FrameBreak(),
    ]
    for question, answer in QUESTIONS:
        marked = answer.replace("{1}", "<super>1</super>").replace("{2}", "<super>2</super>")
        plain = answer.replace("{1}", "").replace("{2}", "")
        story.append(Paragraph(question, ASK))
        story += [Paragraph(marked + plain * 4, BODY), Paragraph(plain * 7, BODY)]
    document.build(story)
    return out.getvalue()


def _imported(data: bytes) -> tuple[RawDraft, Draft]:
    report = Report()
    raw = read_raw("paper.pdf", data, report)
    assert raw is not None
    assert report.findings == []
    return raw, raw.draft


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_paper_keeps_its_words_in_order_whatever_its_columns(columns: int) -> None:
    raw, draft = _imported(_pdf(columns))
    fields = draft.fields
    assert fields.title == "The Strait Reopens: Who Gains from the New Shipping Deal in the Baltic Sea"
    assert [one.name for one in fields.authors] == ["Maria Lindqvist", "Jan de Vries"]
    assert (fields.number, str(fields.date), fields.publisher.name) == ("14/2025", "2025-03-12", "Harbour Institute")
    assert _text(draft.lead) == LEAD
    assert [one.question.text for one in draft.passages] == [question for question, _ in QUESTIONS]
    for passage, (_, answer) in zip(draft.passages, QUESTIONS, strict=True):
        plain = answer.replace("{1}", "").replace("{2}", "")
        assert _text(passage.answer) == (plain * 12).strip()
    assert {"HARBOUR BRIEFING", "1", "2"} <= set(raw.removed)


def test_footnotes_are_notes_and_their_raised_figures_the_calls() -> None:
    _, draft = _imported(_pdf(2))
    assert {note.label: _text(note.blocks) for note in draft.footnotes} == {
        "1": "Agreement on Safe Passage, 9 March 2025, article 4.",
        "2": "See the fee schedule in Annex B, which the ministers amended twice.",
    }
    calls = [run.note for one in draft.passages for each in sentences_of(one.answer) for run in each.runs if run.note]
    assert calls == ["1", "2"]


def _text(blocks: tuple[Block, ...]) -> str:
    return " ".join(sentence.text for sentence in sentences_of(blocks))


def _lines(lines: list[str], font: str = "Helvetica") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(font, 11)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 14 * number, line)
    canvas.save()
    return out.getvalue()


def test_the_numbers_of_a_chart_are_no_headings_and_no_words_of_the_answer() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    lines = ["Who pays for the new quay?", "The province pays for it, and the towns give the land."]
    for number, line in enumerate([*lines, "", "Norholm is the largest of the towns on the coast."]):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 760 - 18 * number - 150 * (number > 2), line)
    for number, line in enumerate(["40 %", "30 %", "20 %", "10 %"]):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, 700 - 30 * number, line)
    canvas.save()
    raw, draft = _imported(out.getvalue())
    assert _text(draft.passages[0].answer) == (
        "The province pays for it, and the towns give the land. Norholm is the largest of the towns on the coast."
    )
    assert "40 % 30 % 20 % 10 %" in " ".join(raw.removed)


def test_hyphens_at_line_ends_are_undone_and_compounds_kept() -> None:
    draft = _imported(
        _lines(
            [
                "What did Norway agree to in the talks on the strait and on its harbours?",
                "Norway agreed to a common fund for the coast, to long-term insur-",
                "ance for all ships, and to a well-known list of long-",
                "term goals that every government had set itself before.",
            ]
        )
    )[1]
    assert _text(draft.passages[0].answer) == (
        "Norway agreed to a common fund for the coast, to long-term insurance for all ships, and to a well-known list"
        " of long-term goals that every government had set itself before."
    )


def test_a_text_in_bold_with_wider_lines_in_the_answer_keeps_its_paragraphs() -> None:
    """The parts of a question stay together; lines far apart are one paragraph, and the number in a heading stays."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    y = 790.0
    question = ["Will the Minister of Ports be pleased to state:", "(a) whether the ferry to Alder will sail;", ""]
    question += ["(b) if so, when it will?", "", "ANSWER", ""]
    for line in question:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(72, y, line)
        y -= 14
    reply = [
        "(a) The ferry to Alder will sail in spring, once the quay of the old port, which the",
        "Council of Alder owns,",
    ]
    reply += ["(b) In May."]
    for line in reply:
        y -= 16
        canvas.drawString(72, y, line)
        y -= 12
    canvas.save()
    _, draft = _imported(out.getvalue())
    (one,) = draft.passages
    assert one.question.text == (
        "Will the Minister of Ports be pleased to state: (a) whether the ferry to Alder will sail; "
        "(b) if so, when it will?"
    )
    assert [" ".join(each.text for each in sentences_of((block,))) for block in one.answer] == [
        f"{reply[0]} {reply[1]}",
        "(b) In May.",
    ]
    assert all(run.mark is Mark.NONE for each in sentences_of(one.answer) for run in each.runs)


def test_the_first_of_questions_that_are_all_set_in_one_size_is_no_title() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    asked = ["Where is the ferry?", "What does it cost?", "May dogs come on board?"]
    for at, question in enumerate(asked):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 780 - 60 * at, question)
        canvas.setFont("Helvetica", 10.5)
        canvas.drawString(72, 758 - 60 * at, f"The answer to question {at + 1} is in the guide of the port.")
    canvas.save()
    _, draft = _imported(out.getvalue())
    assert [one.question.text for one in draft.passages] == asked


def _finding(data: bytes) -> Code:
    report = Report()
    assert read_raw("paper.pdf", data, report) is None
    assert len(report.findings) == 1
    return report.findings[0].code


def test_a_pdf_with_a_password_is_a_finding() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_lines(["Why?", "Because."]))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert _finding(out.getvalue()) is ENCRYPTED_SOURCE


def test_pictures_of_pages_are_a_finding() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.rect(72, 72, 300, 300, fill=1)
    canvas.save()
    assert _finding(out.getvalue()) is SCANNED_SOURCE


def test_a_page_without_text_among_others_is_a_warning() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(72, 700, "Why is it?")
    canvas.drawString(72, 680, "Because it has to be so, say all five governments of the coast.")
    canvas.showPage()
    canvas.rect(72, 72, 300, 300, fill=1)
    canvas.save()
    report = Report()
    assert read_raw("paper.pdf", out.getvalue(), report) is not None
    assert [(found.code, found.message) for found in report.findings] == [(SCANNED_PAGE, "page 2 has no text")]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF", b"%PDF-" + bytes(4000), _pdf(1)[:900]])
def test_a_damaged_pdf_is_a_finding(data: bytes) -> None:
    assert _finding(data) is BROKEN_SOURCE


def test_a_yearbook_is_a_finding() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(500):
        canvas.drawString(72, 700, f"Page {number}")
        canvas.showPage()
    canvas.save()
    assert _finding(out.getvalue()) is MANY_PAGES
