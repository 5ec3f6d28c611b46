"""Rich text (.rtf): its words by striprtf, paragraph by paragraph; bold type and headings are not recognised."""

from striprtf.striprtf import rtf_to_text

from builder.codes import BROKEN_SOURCE
from builder.importing.charsets import cleaned
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import Extract
from builder.importing.text import pieces_of_text
from builder.model.findings import Report, Span


def extract_of(source: str, data: bytes, report: Report, removed: list[str], pictures: PictureFiles) -> Extract | None:
    """Return the extract of a rich text, or None with a finding where it cannot be read."""
    del pictures
    try:
        text = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, KeyError, RecursionError):
        message = "this rich text is damaged"
        report.add(BROKEN_SOURCE, Span(source), message, "open it in a word processor and save it as .docx")
        return None
    text = cleaned(text).replace("\n", "\n\n")
    return Extract(pieces_of_text(text, 0, removed), {}, text)
