"""`briefdeck new --word`: a Word file with styles and instructions, whose import needs no look."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt, RGBColor

from builder.model.zip_archive import zip_bytes

STYLES = {
    "Briefing Field": (
        "a fact: at the top Author: …, Date: 2026-01-31, Subtitle: …, Series: …; "
        "below a question Actor: …, Leader: …, Asked by: …, Answered by: …"
    ),
    "Briefing Lead": "what is before the first question",
    "Briefing Question": "a question; everything below it up to the next one is its answer",
    "Briefing Section": "a heading that is not a question, such as a conclusion",
    "Briefing Closing": "the question or heading that closes the briefing: its points appear on the summary slide",
    "Briefing Answer": "a paragraph of an answer",
    "Briefing Note": "instructions such as these: they are left out of the draft",
}
"""The styles of the file, each with what a paragraph in it is."""
POINT_STYLE = "Briefing Point"
"""The style of the characters that a slide shows: the first in an answer are its headline."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def word_template(title: str, lang: str) -> bytes:
    """Return a Word file called `title` that explains itself, the same bytes for the same arguments."""
    document = Document()
    _add_styles(document, lang)
    properties = document.core_properties
    properties.title, properties.language, properties.author = title, lang, ""
    properties.created = properties.modified = _EPOCH
    properties.comments, properties.last_modified_by = "", ""
    document.add_paragraph(title, "Title")
    legend = "; ".join(f"{name}: {what}" for name, what in STYLES.items())
    notes = (
        "Write your briefing in this file, then run: briefdeck import FILE.docx",
        f"Keep the styles (Home, Styles): they say what each paragraph is. Those in grey are left out. {legend}.",
        f"Mark what a slide shows with the style {POINT_STYLE}, or in yellow: first its title, then its points.",
    )
    for note in notes:
        document.add_paragraph(note, "Briefing Note")
    for line in ("Author: First Author", "Date: 2026-01-31"):
        document.add_paragraph(line, "Briefing Field")
    document.add_paragraph("Say in two or three sentences what happened and why it matters.", "Briefing Lead")
    _answer(
        document,
        "What does Poland want?",
        "Poland wants this sentence to be the headline of its slide.",
        actor="Poland",
    )
    document.add_paragraph("Lists, tables, pictures, links and footnotes are taken over.", "List Bullet")
    document.add_paragraph("Put one thought into each item.", "List Bullet")
    _answer(document, "What will NATO do?", "NATO has no flag here, so its slide shows a monogram.", actor="NATO")
    _answer(document, "Conclusion", "The words marked here appear on the summary slide.", style="Closing")
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as saved:  # python-docx stamps its parts with the clock
        return zip_bytes((name, saved.read(name)) for name in saved.namelist())


def _answer(document: WordDocument, heading: str, point: str, *, actor: str = "", style: str = "Question") -> None:
    document.add_paragraph(heading, f"Briefing {style}")
    if actor:
        document.add_paragraph(f"Actor: {actor}", "Briefing Field")
    paragraph = document.add_paragraph(style="Briefing Answer")
    paragraph.add_run(point, POINT_STYLE)
    paragraph.add_run(" The rest of the answer is printed in the handout and in the speaker notes.")


def _add_styles(document: WordDocument, lang: str) -> None:
    for name in STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        if name in {"Briefing Question", "Briefing Section", "Briefing Closing"}:
            style.font.bold, style.font.size = True, Pt(14)
            style.paragraph_format.space_before, style.paragraph_format.keep_with_next = Pt(14), True
        if name == "Briefing Note":
            style.font.italic, style.font.color.rgb = True, RGBColor(0x59, 0x59, 0x59)
    point = document.styles.add_style(POINT_STYLE, WD_STYLE_TYPE.CHARACTER)
    point.quick_style = True
    point.font.color.rgb, point.font.highlight_color = RGBColor(0x1F, 0x4E, 0x79), WD_COLOR_INDEX.YELLOW
    for one in document.styles.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}lang"):
        one.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", lang)
