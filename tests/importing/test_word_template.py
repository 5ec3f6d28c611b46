"""A Word file of `briefdeck new --word`, filled in as a user would: its import loses nothing and guesses nothing."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Inches
from docx.text.paragraph import Paragraph
from PIL import Image

from builder.cli import main

_KEPT = {"Title", "Briefing Note"}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _template() -> Document:
    """Return the file of `new --word` without the words that explain it."""
    assert main(["new", "The port of Norholm", "--word", "-o", "port.docx"]) == 0
    document = docx.Document("port.docx")
    body = document.element.body
    kept = {paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name in _KEPT}
    for element in body.findall(qn("w:p")):
        if "".join(text.text for text in element.iter(qn("w:t"))) not in kept:
            body.remove(element)
    return document


def _imported(document: Document) -> str:
    document.save("port.docx")
    assert main(["import", "port.docx", "-o", "port.md"]) == 0
    text = Path("port.md").read_text(encoding="utf-8")
    assert main(["build", "port.md"]) == 0
    return text


def _add(document: Document, style: str, *parts: str) -> Paragraph:
    """Add a paragraph; a part between `=` is marked for the slide, between `*` bold, between `/` italic."""
    paragraph = document.add_paragraph(style=style)
    for part in parts:
        run = paragraph.add_run(part.strip("=*/^_") if part[:1] in "=*/^_" else part)
        if part[:1] == "=":
            run.style = document.styles["Briefing Point"]
        run.bold, run.italic = part[:1] == "*" or None, part[:1] == "/" or None
        if part[:1] in {"^", "_"}:
            setattr(run.font, "superscript" if part[:1] == "^" else "subscript", True)
    return paragraph


def _link(document: Document, words: str, address: str) -> None:
    link, run, text = (OxmlElement(name) for name in ("w:hyperlink", "w:r", "w:t"))
    link.set(qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    text.text = words
    run.append(text)
    link.append(run)
    document.element.body.findall(qn("w:p"))[-1].append(link)


def test_the_facts_at_the_top_and_below_a_question_are_fields() -> None:
    document = _template()
    facts = ("Subtitle: What the pier changes", "Series: Harbour Notes", "Number: 7", "Author: Ana Ruiz, Tom Hall")
    for fact in (*facts, "Date: 2026-01-31", "Publisher: Harbour Institute", "URL: https://example.org/port"):
        _add(document, "Briefing Field", fact)
    _add(document, "Briefing Lead", "The port opened in May.")
    _add(document, "Briefing Question", "Who pays for the pier?")
    for fact in ("Actor: Norholm", "Leader: Ana Ruiz", "Asked by: Tom Hall", "Answered by: Ana Ruiz"):
        _add(document, "Briefing Field", fact)
    _add(document, "Briefing Answer", "=The province pays two thirds of it=", ".")
    _add(document, "Briefing Closing", "What follows?")
    _add(document, "Briefing Field", "Actor: Norholm; NATO")
    _add(document, "Briefing Answer", "=Norholm becomes a port for all the north=", ".")
    assert _imported(document) == (
        '---\ntitle: The port of Norholm\nsubtitle: What the pier changes\nseries: Harbour Notes\nnumber: "7"\n'
        "date: 2026-01-31\nauthors: [Ana Ruiz, Tom Hall]\npublisher: Harbour Institute\nlang: en\n"
        "url: https://example.org/port\nactors:\n  norholm: {name: Norholm, leader: Ana Ruiz}\n"
        "  nato: {name: NATO, monogram: NATO}\n---\n\nThe port opened in May.\n\n"
        '## Who pays for the pier? {actor=norholm asked-by="Tom Hall" answered-by="Ana Ruiz"}\n\n'
        '==The province pays two thirds of it==.\n\n## What follows? {actor="norholm nato" .summary}\n\n'
        "==Norholm becomes a port for all the north==.\n"
    )


def test_marks_lists_tables_pictures_and_ends_of_lines_are_kept() -> None:
    document = _template()
    _add(document, "Briefing Question", "What is in the port?")
    _add(
        document,
        "Briefing Answer",
        "=There are cranes=",
        ". ",
        "*Four*",
        " are ",
        "/new/",
        ", on 3 m",
        "^2^",
        " of H",
        "_2_",
        "O.",
    )
    _add(document, "Briefing Answer", "See ")
    _link(document, "the plan", "https://example.org/plan")
    lines = _add(document, "Briefing Answer", "The road is wide.")
    lines.add_run().add_break()
    lines.add_run("It has two lanes.")
    for item in ("for ships", "for lorries"):
        _add(document, "List Bullet", item)
    _add(document, "Caption", "Table 1: Ships")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((*table.rows[0].cells, *table.rows[1].cells), ("Year", "Ships", "2024", "40"), strict=True):
        cell.text = words
    picture = io.BytesIO()
    Image.new("RGB", (400, 200), "navy").save(picture, "png")
    document.add_picture(picture, width=Inches(3))
    next(document.element.body.iter(qn("wp:docPr"))).set("descr", "The sea at night")
    _add(document, "Caption", "Figure 1: The sea")
    _add(document, "Briefing Section", "What else changes")
    _add(document, "Briefing Answer", "=The road is wider=", ".")
    body = _imported(document).split("---\n", 2)[2]
    assert body == (
        "\n## What is in the port?\n\n"
        "==There are cranes==. **Four** are *new*, on 3 m[2]{.sup} of H[2]{.sub}O.\n\n"
        "See [the plan](https://example.org/plan)\n\nThe road is wide.\\\nIt has two lanes.\n\n"
        "- for ships\n- for lorries\n\n| Year | Ships |\n| --- | --- |\n| 2024 | 40 |\n: Table 1: Ships\n\n"
        '![The sea at night](port-pictures/picture-1.png "Figure 1: The sea")\n\n'
        "## What else changes {.section}\n\n==The road is wider==.\n"
    )


def _with_note(document: Document, words: str) -> None:
    """End the last paragraph with the call of a footnote, whose words Word keeps in a part of their own."""
    names = f'xmlns:w="{nsmap["w"]}"'
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
    text = f"<w:footnotes {names}>{note}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, text, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    run, call = OxmlElement("w:r"), OxmlElement("w:footnoteReference")
    call.set(qn("w:id"), "2")
    run.append(call)
    document.element.body.findall(qn("w:p"))[-1].append(run)


def test_a_footnote_and_a_heading_that_groups_questions_are_kept() -> None:
    document = _template()
    _add(document, "Briefing Section", "Before the winter")
    _add(document, "Briefing Question", "Who pays for the pier?")
    _add(document, "Briefing Answer", "=The province pays two thirds of it=", ".")
    _with_note(document, "Act on ports of 2020.")
    _add(document, "Briefing Section", "What else changes")
    _add(document, "Briefing Answer", "=The road is wider=", ".")
    assert _imported(document).split("---\n", 2)[2] == (
        "\n# Before the winter\n\n## Who pays for the pier?\n\n==The province pays two thirds of it==.[^2]\n\n"
        "## What else changes {.section}\n\n==The road is wider==.\n\n[^2]: Act on ports of 2020.\n"
    )


def test_yellow_that_libreoffice_saves_as_a_shade_and_items_of_deeper_styles_are_kept() -> None:
    document = _template()
    _add(document, "Briefing Question", "What will the towns do?")
    run = _add(document, "Briefing Answer", "They wait. ").add_run("They vote in June.").font.element
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "FFFF00")
    run.get_or_add_rPr().append(shade)
    _add(document, "List Bullet", "One ferry.")
    _add(document, "List Bullet 2", "Its engine.")
    text = _imported(document)
    assert "They wait. ==They vote in June.==" in text
    assert "- One ferry.\n\n  - Its engine." in text
