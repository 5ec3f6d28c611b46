"""Raw pieces (.txt, .md, .pdf, .docx, .html) to a `Draft`: the structure found, the page's furniture set apart.

Each format has a reader that yields pieces (`text`, `pdf`, `docx`, `html`); what follows is the same for all:
furniture out, questions found, masthead read, draft put together. Nothing here knows whom an answer is about.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from msgspec import Struct

from builder.codes import BINARY_SOURCE, EMPTY_SOURCE, LARGE_SOURCE, NO_QUESTION, READER_MISSING, UNKNOWN_FORMAT
from builder.importing.charsets import text_of
from builder.importing.drafting import draft_from
from builder.importing.language_detection import language_of
from builder.importing.pieces import RawPiece
from builder.importing.text import pieces_of_text
from builder.model.brief import Draft
from builder.model.findings import Report, Span

LARGEST_TEXT = 1_000_000
"""The most letters that a piece may have: about 500 pages, more than any briefing."""
LARGEST_FILE = 80_000_000
"""The most bytes of a PDF, Word or web file."""

EXTRAS = frozenset({"pypdfium2"})
"""The libraries that only the extra `import` brings."""
_Reader = Callable[[str, bytes, Report, list[str]], tuple[list[RawPiece], dict[str, str]] | None]
FORMATS: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".rst": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
"""The reader of each suffix."""


class RawDraft(Struct, frozen=True):
    """A raw piece as understood: its draft, and what was left out of it."""

    draft: Draft
    removed: tuple[str, ...]
    """The words and mark-up that are not in the draft's text, verbatim, in the order of their removal."""
    lang_source: str
    """How the language was known: `given`, `stated` by the source, or `detected`."""
    lang_confidence: float
    """Share of the words that speak for the language where it was detected, else 1."""
    encoding: str
    """The encoding of a text; empty for formats that state their own."""
    text: str
    """All words of the source as they were taken out of it, for counting them."""


def read_raw(source: str, data: bytes, report: Report, *, lang: str = "") -> RawDraft | None:
    """Return what the raw piece `data` named `source` says, or None with a finding where it cannot be read."""
    suffix = _suffix(source, data)
    span = Span(source)
    if not data.strip():
        report.add(EMPTY_SOURCE, span, "the file is empty", "give a file with a text in it")
        return None
    if suffix not in FORMATS:
        known = ", ".join(f"`{one}`" for one in FORMATS)
        report.add(UNKNOWN_FORMAT, span, f"`{suffix}` is not a format that can be imported", f"give one of {known}")
        return None
    if len(data) > LARGEST_FILE:
        _too_large(report, span, f"{len(data) / 1e6:.0f} MB")
        return None
    removed: list[str] = []
    if FORMATS[suffix] == "text":
        decoded = _decoded(data, span, report)
        if decoded is None:
            return None
        return _raw(_Taken(*pieces_of_text(decoded[0], removed), removed, *decoded), source, report, lang)
    try:
        read: _Reader = import_module(f"builder.importing.{FORMATS[suffix]}").pieces_of
    except ModuleNotFoundError as fault:
        if fault.name not in EXTRAS:
            raise
        hint = 'install it with `pip install "briefdeck[import]"`'
        report.add(READER_MISSING, span, f"the library `{fault.name}`, which reads `{suffix}`, is not installed", hint)
        return None
    found = read(source, data, report, removed)
    if found is None:
        return None
    text = "\n".join((*(piece.text for piece in found[0]), *removed))
    return _raw(_Taken(*found, removed, text, ""), source, report, lang)


class _Taken(Struct, frozen=True):
    """What a reader took out of its source."""

    pieces: list[RawPiece]
    given: dict[str, str]
    removed: list[str]
    text: str
    encoding: str


def _raw(taken: _Taken, source: str, report: Report, lang: str) -> RawDraft | None:
    if not any(letter.isalnum() for piece in taken.pieces for letter in piece.text):
        report.add(EMPTY_SOURCE, Span(source), "there are no words in the file", "give a file with a text in it")
        return None
    detected, share = language_of("\n".join(piece.text for piece in taken.pieces))
    stated = taken.given.get("lang", "") or taken.given.get("language", "")
    stated = stated if stated.split("-")[0].lower() == detected else ""
    draft = draft_from(taken.pieces, taken.given, source=source, lang=lang or stated or detected, removed=taken.removed)
    if not draft.passages:
        report.add(
            NO_QUESTION,
            Span(source),
            "no question was found in the piece",
            "write each question on a line of its own that ends in a question mark",
        )
    how = "given" if lang else "stated" if stated else "detected"
    confidence = share if how == "detected" else 1.0
    return RawDraft(draft, tuple(taken.removed), how, confidence, taken.encoding, taken.text)


def _suffix(source: str, data: bytes) -> str:
    """Return the suffix that tells the format; what the first bytes say of PDF and web pages goes before the name."""
    name = source.rsplit("/", 1)[-1].lower()
    suffix = f".{name.rsplit('.', 1)[-1]}" if "." in name else ".txt"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"%pdf-"):
        return ".pdf"
    if FORMATS.get(suffix) == "text" and head.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return suffix


def _decoded(data: bytes, span: Span, report: Report) -> tuple[str, str] | None:
    if len(data) > 4 * LARGEST_TEXT:
        _too_large(report, span, f"{len(data) / 1e6:.0f} MB")
        return None
    found = text_of(data)
    if found is None:
        report.add(BINARY_SOURCE, span, "the bytes are no text", "give a text, PDF, Word or web file")
        return None
    if len(found[0]) > LARGEST_TEXT:
        _too_large(report, span, f"{len(found[0]) / 1e6:.0f} million letters")
        return None
    return found


def _too_large(report: Report, span: Span, size: str) -> None:
    report.add(LARGE_SOURCE, span, f"the file has {size}, more than can be a briefing", "give the piece alone")
