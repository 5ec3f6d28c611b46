"""Word files made here and imported: structure kept, running heads out, hostile archives refused."""

import io
import zipfile

import docx
import pytest
from docx.document import Document

from builder.codes import BROKEN_SOURCE, ENCRYPTED_SOURCE, FOREIGN_ENTITY, PACKED_SOURCE
from builder.importing.raw_draft import RawDraft, read_raw
from builder.model.brief import DataTable, ListBlock, Mark, Paragraph, Quotation, Subheading, sentences_of
from builder.model.findings import Code, Report
from builder.write import markdown_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _archive(parts: dict[str, str | bytes], level: int = 6) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def _body(inside: str) -> str:
    return f"<w:document {W}><w:body>{inside}</w:body></w:document>"


def _p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _imported(data: bytes) -> RawDraft:
    report = Report()
    raw = read_raw("paper.docx", data, report)
    assert raw is not None, report.findings
    assert report.findings == []
    return raw


def test_headings_lists_tables_and_quotations_keep_their_form() -> None:
    document = docx.Document()
    document.add_heading("Ports of the Baltic: What Changes", 0)
    document.add_paragraph("Maria Lindqvist, Jan de Vries")
    document.add_paragraph("12 March 2025")
    document.add_paragraph("Three ports have merged. This paper answers the questions that readers asked most often.")
    document.add_heading("Why now?", 1)
    paragraph = document.add_paragraph("Because ")
    paragraph.add_run("Poland").bold = True
    paragraph.add_run(" and Sweden agreed.")
    document.add_paragraph("Cranes", style="List Bullet")
    document.add_paragraph("Rails", style="List Bullet")
    document.add_heading("Details", 2)
    document.add_paragraph("One", style="List Number")
    document.add_paragraph("Two", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Year", "EUR", "2024", "10"), strict=True):  # noqa: SLF001 - the flat list
        cell.text = text
    document.add_paragraph("We agree.", style="Quote")
    document.add_heading("Who objects?", 1)
    document.add_paragraph("Nobody.")
    document.sections[0].header.paragraphs[0].text = "Harbour Briefing"
    raw = _imported(_saved(document))
    draft = raw.draft
    assert draft.fields.title == "Ports of the Baltic: What Changes"
    assert [one.name for one in draft.fields.authors] == ["Maria Lindqvist", "Jan de Vries"]
    assert str(draft.fields.date) == "2025-03-12"
    assert [one.question.text for one in draft.passages] == ["Why now?", "Who objects?"]
    first, bullets, heading, numbers, grid, quote = draft.passages[0].answer
    assert isinstance(first, Paragraph)
    assert [(run.text, run.mark) for run in first.sentences[0].runs] == [
        ("Because ", Mark.NONE), ("Poland", Mark.STRONG), (" and Sweden agreed.", Mark.NONE)]  # fmt: skip
    assert isinstance(bullets, ListBlock)
    assert not bullets.ordered
    assert isinstance(heading, Subheading)
    assert isinstance(numbers, ListBlock)
    assert numbers.ordered
    assert isinstance(grid, DataTable)
    assert [cell[0].text for cell in (*grid.header, *grid.rows[0])] == ["Year", "EUR", "2024", "10"]
    assert isinstance(quote, Quotation)
    assert raw.removed[0] == "Harbour Briefing"


def test_an_answer_below_its_question_in_one_paragraph_is_told_from_it() -> None:
    document = docx.Document()
    document.add_paragraph("The Bridge")
    for question, answer in (
        ("Who closed it?", "The district did."),
        ("Who opens it?", "Nobody knows. It stays shut."),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(question).add_break()
        paragraph.add_run(answer)
    draft = _imported(_saved(document)).draft
    assert [one.question.text for one in draft.passages] == ["Who closed it?", "Who opens it?"]
    assert " ".join(one.text for one in sentences_of(draft.passages[1].answer)) == "Nobody knows. It stays shut."


def test_numbered_paragraphs_in_bold_are_the_questions_whatever_they_end_in() -> None:
    document = docx.Document()
    document.add_paragraph("The Bridge")
    for number, (question, answer) in enumerate(
        (("Who closed it?", "The district did."), ("The cost.", "Two million a year."), ("When?", "In May or June."))
    ):
        document.add_paragraph(style="List Number").add_run(question).bold = True
        document.add_paragraph(f"{answer} The report has {number + 2} pages on it, and a map.")
    draft = _imported(_saved(document)).draft
    assert [one.question.text for one in draft.passages] == ["Who closed it?", "The cost.", "When?"]


def test_footnotes_links_and_tracked_changes() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="https://example.org/a"/></Relationships>'
    )
    link = (
        '<w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r1">'
        f"{_r('the act')}</w:hyperlink>"
    )
    answer = (
        _r("See ") + link + '<w:r><w:footnoteReference w:id="2"/></w:r>' + _r(".")
        + "<w:del><w:r><w:delText>Deleted words.</w:delText></w:r></w:del><w:ins>" + _r(" Added.") + "</w:ins>"
    )  # fmt: skip
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{_p(_r("Act of 2020."))}</w:footnote></w:footnotes>'
    bold = "<w:b/>"
    body = _body(_p(_r("Why?", bold)) + _p(answer) + _p(_r("Who?", bold)) + _p(_r("Nobody.")))
    raw = _imported(
        _archive({"word/document.xml": body, "word/_rels/document.xml.rels": relations, "word/footnotes.xml": notes})
    )
    sentences = sentences_of(raw.draft.passages[0].answer)
    assert [one.text for one in sentences] == ["See the act.", "Added."]
    assert [run.href for run in sentences[0].runs if run.href] == ["https://example.org/a"]
    assert [run.note for run in sentences[0].runs if run.note] == ["2"]
    assert [sentences_of(one.blocks)[0].text for one in raw.draft.footnotes] == ["Act of 2020."]
    assert "Deleted words." in raw.removed


def _finding(data: bytes) -> Code:
    report = Report()
    assert read_raw("paper.docx", data, report) is None
    assert len(report.findings) == 1, report.findings
    return report.findings[0].code


EXTERNAL = '<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/hostname">]>' + _body(_p(_r("Why?")) + _p(_r("&secret;")))
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
    + _body(_p(_r("&j;")))
)


@pytest.mark.parametrize("text", [EXTERNAL, LAUGHS, EXTERNAL.encode("utf-16")])
def test_a_document_type_is_refused(text: str | bytes) -> None:
    assert _finding(_archive({"word/document.xml": text})) is FOREIGN_ENTITY


@pytest.mark.parametrize("megabytes", [30, 120])
def test_an_archive_that_unpacks_to_too_much_is_refused(megabytes: int) -> None:
    assert _finding(_archive({"word/document.xml": b" " * (megabytes * 1_000_000)}, 9)) is PACKED_SOURCE


def test_old_word_files_and_those_with_a_password_are_findings() -> None:
    assert _finding(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)) is ENCRYPTED_SOURCE


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(100),
        b"no archive at all",
        _archive({"word/other.xml": "<a/>"}),
        _archive({"word/document.xml": "<w:document"}),
        _archive({"word/document.xml": _body(_p(_r("Why?")))})[:-40],
        _archive({"word/document.xml": _body(_p(_r("Why?")))})[40:],
    ],
)
def test_a_damaged_word_file_is_a_finding(data: bytes) -> None:
    assert _finding(data) is BROKEN_SOURCE


def test_line_breaks_of_the_author_arrive_and_page_breaks_are_spaces() -> None:
    br = "<w:r><w:br/></w:r>"
    answer = _r("It is here:") + br + _r("12 Quay Street. ") + br + _r("Bergen, ") + '<w:r><w:br w:type="page"/></w:r>'
    body = [
        _p(_r("What is") + br + _r("the address?")),
        _p(answer + _r("Norway.")),
    ]
    draft = _imported(_archive({"word/document.xml": _body("".join(body))})).draft
    (passage,) = draft.passages
    assert passage.question.text == "What is the address?"
    written = markdown_of(draft).replace("==", "")
    assert "It is here:\\\n12 Quay Street.\\\nBergen, Norway." in written


def test_lines_of_a_cell_arrive() -> None:
    cells = (
        _p(_r("Port")),
        _p(_r("Ships")),
        _p(_r("Vardø") + "<w:r><w:br/></w:r>" + _r("in the north")),
        _p(_r("twelve")) + _p(_r("forty")),
    )
    rows = "".join(f"<w:tr><w:tc>{one}</w:tc><w:tc>{other}</w:tc></w:tr>" for one, other in (cells[:2], cells[2:]))
    body = _p(_r("What is new?")) + _p(_r("Two ports are open.")) + f"<w:tbl>{rows}</w:tbl>"
    written = markdown_of(_imported(_archive({"word/document.xml": _body(body)})).draft)
    assert "| Vardø<br>in the north | twelve<br>forty |" in written


def test_ends_of_full_lines_inside_a_sentence_are_those_of_a_page() -> None:
    line = "The ministry of the northern harbours has written that it will not"
    body = _p(_r("What is it?")) + _p(_r(line) + "<w:r><w:br/></w:r>" + _r("sell the quay."))
    draft = _imported(_archive({"word/document.xml": _body(body)})).draft
    assert f"{line} sell the quay." in markdown_of(draft)
