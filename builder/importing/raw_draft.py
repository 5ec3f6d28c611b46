"""Raw pieces in any format to a `Draft`: the structure found, what belongs to the page set apart.

Each format has a reader that yields pieces (`text`, `pdf`, `docx`, `html` …); what follows is the same for all.
Nothing here knows whom an answer is about.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from importlib import import_module

from msgspec import Struct, field
from msgspec.structs import replace

from builder.codes import BINARY_SOURCE, EMPTY_SOURCE, LARGE_SOURCE, NO_QUESTION, READER_MISSING, UNKNOWN_FORMAT
from builder.importing.charsets import cleaned, text_of
from builder.importing.docx_own_styles import is_styled, styled_draft
from builder.importing.draft_builder import DraftBuilder
from builder.importing.drafting import draft_from
from builder.importing.language_detection import language_of
from builder.importing.metadata_block import lines_left_out, metadata_block_of, questions_in
from builder.importing.paragraphs import asks_at_end
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import Extract, RawPiece
from builder.importing.speaker_labels import labels_of
from builder.importing.text import FEWEST_TIMES, TIME, pieces_of_text
from builder.model.brief import Draft
from builder.model.findings import Report, Span

LARGEST_TEXT = 1_000_000
"""The most characters that a piece may have: about 500 pages, more than any briefing."""
LARGEST_FILE = 80_000_000
"""The most bytes of a PDF, Word or web file."""

EXTRAS = frozenset({"pikepdf", "pypdfium2", "striprtf"})
"""The libraries that only the extra `import` brings."""
_Reader = Callable[[str, bytes, Report, list[str], PictureFiles], Extract | None]
FORMATS: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".mdx": "text",
    ".qmd": "text",
    ".rst": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".pptx": "pptx",
    ".epub": "epub",
    ".pdf": "pdf",
}
"""The reader of each suffix."""
_HTML_BODY = re.compile(
    r"\s*<(?:!doctype|html|body|div|article|section|main|p|h[1-6]|table|ul|header)\b", re.IGNORECASE
)
_BLOCKS = re.compile(r"</(?:p|h[1-6]|div|li|td)>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6}\s|\*\*\S|[-*]\s+\S)", re.MULTILINE)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LOST = re.compile(r"(?<!\S)\S*(?:\ufffd|ï¿½)\S*")
"""A word with a character that a program could not read, or with what another one made of it."""
_FEWEST_LOST = 3


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
    """All words of the source, taken without its structure, for counting them."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The files that its pictures become, by their names."""
    authored: bool = False
    """Whether the source says by its styles what everything is, so that nothing is to be proposed."""


class Place(Struct, frozen=True):
    """Where the draft will appear, and what is around the piece."""

    assets: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files beside the piece."""
    pictures_folder: str = "pictures"
    """The folder of the pictures, seen from the draft."""


def read_raw(
    source: str, data: bytes, report: Report, *, lang: str = "", place: Place | None = None
) -> RawDraft | None:
    """Return what the raw piece `data` named `source` says, or None with a finding where it cannot be read."""
    place = place or Place()
    suffix = _suffix(source, data)
    span = Span(source)
    if not data.strip():
        report.add(EMPTY_SOURCE, span, "the file is empty", "give a file that contains text")
        return None
    if suffix not in FORMATS:
        known = ", ".join(f"`{one}`" for one in FORMATS)
        report.add(UNKNOWN_FORMAT, span, f"`{suffix}` is not a format that can be imported", f"give one of {known}")
        return None
    if len(data) > LARGEST_FILE:
        _too_large(report, span, f"{len(data) / 1e6:.0f} MB")
        return None
    removed: list[str] = []
    pictures = PictureFiles(place.files)
    encoding = ""
    if FORMATS[suffix] in {"text", "html"}:
        decoded = _decoded(data, span, report, html=FORMATS[suffix] == "html")
        if decoded is None:
            return None
        encoding = decoded[1] if FORMATS[suffix] == "text" else ""
        found = _extract_of_text(source, decoded[0], report, removed, html=FORMATS[suffix] == "html")
    else:
        found = _extract_of_file(source, data, report, removed, pictures)
    if found is None:
        return None
    return _raw(found, source, report, lang, _Context(removed, pictures, place, encoding))


def _without_controls(pieces: list[RawPiece]) -> list[RawPiece]:
    """Return pieces without characters that no text holds: a program wrote those of Windows into a file of Unicode."""
    if not any(_CONTROL.search(piece.text) for piece in pieces):
        return pieces
    return [
        replace(
            piece,
            runs=tuple(replace(run, text=_CONTROL.sub(lambda one: cleaned(one[0]), run.text)) for run in piece.runs),
        )
        for piece in pieces
    ]


class _Context(Struct, frozen=True):
    removed: list[str]
    pictures: PictureFiles
    place: Place
    encoding: str


def _extract_of_text(source: str, text: str, report: Report, removed: list[str], *, html: bool) -> Extract | None:
    """Return the extract of a text or a page, whatever its suffix says, with what is above it."""
    text = cleaned(text)
    head = metadata_block_of(text)
    body = "\n".join(text.split("\n")[head.length :])
    asked = "" if body.strip() else questions_in(head)
    if asked:
        removed += lines_left_out(head, asked)
        return Extract(pieces_of_text(asked, 0, removed), head.given, "\n".join(head.lines))
    removed += head.lines
    if html or _is_page(body):
        found: Extract | None = import_module("builder.importing.html").extract_of(source, body, report, removed)
        if found is None:
            return None
        return Extract(found.pieces, {**found.given, **head.given}, "\n".join((*head.lines, found.words)))
    pieces = pieces_of_text(body, head.length, removed)
    return Extract(pieces, head.given, "\n".join((*head.lines, body)))


def _is_page(text: str) -> bool:
    """Return whether a text is a page or a part of one: it opens with a block's tag and has mostly such marks."""
    return bool(_HTML_BODY.match(text)) and len(_BLOCKS.findall(text)) > 2 + 2 * len(_MARKDOWN.findall(text))


def _extract_of_file(
    source: str, data: bytes, report: Report, removed: list[str], pictures: PictureFiles
) -> Extract | None:
    name = FORMATS[_suffix(source, data)]
    try:
        read: _Reader = import_module(f"builder.importing.{name}").extract_of
    except ModuleNotFoundError as fault:
        if fault.name not in EXTRAS:
            raise
        hint = 'install it with `pip install "briefdeck[import]"`'
        message = f"the library `{fault.name}`, which reads `.{name}`, is not installed"
        report.add(READER_MISSING, Span(source), message, hint)
        return None
    return read(source, data, report, removed, pictures)


def _raw(found: Extract, source: str, report: Report, lang: str, context: _Context) -> RawDraft | None:
    if not any(char.isalnum() for piece in found.pieces for char in piece.text):
        report.add(EMPTY_SOURCE, Span(source), "the file contains no text", "give a file that contains text")
        return None
    found = Extract(_without_controls(found.pieces), found.given, found.words)
    detected, share = language_of("\n".join(piece.text for piece in found.pieces))
    stated = found.given.get("lang", "") or found.given.get("language", "")
    stated = stated.replace("_", "-") if re.split("[-_]", stated)[0].lower() == detected else ""
    labels = labels_of([piece.text for piece in found.pieces])
    builder = DraftBuilder(source, lang or stated or detected, context.removed, labels)
    builder.pictures_folder = context.place.pictures_folder
    lost = len(_LOST.findall(found.words))
    if lost >= _FEWEST_LOST:
        builder.remarks.append(("title", f"look here first: {lost} words have characters that were lost in the source"))
    builder.picture_word = _figure(builder.lang, context.place.assets)
    authored = is_styled(found.pieces)
    if authored:
        draft = styled_draft(found.pieces, found.given.get("title", ""), builder, context.pictures)
    else:
        draft = draft_from(found.pieces, found.given, builder, context.pictures)
    times = sum(bool(TIME.fullmatch(one)) for one in context.removed)
    if times >= FEWEST_TIMES and not any(one.asked_by or one.answered_by for one in draft.passages):
        remark = ("title", "look here first: this is a recording that does not say who speaks; part what each one says")
        draft = replace(draft, comments=(remark, *draft.comments))
    if not any(not one.section for one in draft.passages):
        asked = sum(asks_at_end(piece.text) for piece in found.pieces)
        _no_question(report, Span(source), asked)
    how = "given" if lang else "stated" if stated else "detected"
    used = _used_pictures(draft, context.pictures.files, builder.pictures_folder)
    return RawDraft(
        draft,
        tuple(context.removed),
        how,
        share if how == "detected" else 1.0,
        context.encoding,
        found.words,
        used,
        authored,
    )


def _no_question(report: Report, span: Span, asked: int) -> None:
    """Report that there is nothing to answer, or nothing that answers the questions of a questionnaire."""
    if asked > 1:
        message = f"this is a questionnaire: {asked} questions were found, but no answers"
        hint = "write each answer below its question"
    else:
        message = "no question was found in the text"
        hint = "write each question on a line of its own that ends in a question mark"
    report.add(NO_QUESTION, span, message, hint)


def _used_pictures(draft: Draft, files: Mapping[str, bytes], folder: str) -> Mapping[str, bytes]:
    said = repr((draft.lead, draft.passages))
    return {name: data for name, data in files.items() if f"{folder}/{name}" in said}


def _figure(lang: str, assets: Mapping[str, bytes]) -> str:
    key = f"labels/{lang.split('-', maxsplit=1)[0]}.toml"
    if key not in assets:
        return "Figure"
    return str(tomllib.loads(assets[key].decode("utf-8"))["labels"].get("figure", "Figure"))


def _suffix(source: str, data: bytes) -> str:
    """Return the suffix that names the format; what the first bytes say of PDF and web pages goes before the name."""
    name = source.rsplit("/", 1)[-1].lower()
    suffix = f".{name.rsplit('.', 1)[-1]}" if "." in name else ".txt"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"%pdf-"):
        return ".pdf"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if suffix == ".rtf":
        return ".txt"  # plain text under another name
    if FORMATS.get(suffix) == "text" and head.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return suffix


def _decoded(data: bytes, span: Span, report: Report, *, html: bool) -> tuple[str, str] | None:
    most = 4 * LARGEST_TEXT if not html else LARGEST_FILE
    if len(data) > most:
        _too_large(report, span, f"{len(data) / 1e6:.0f} MB")
        return None
    found = import_module("builder.importing.html").decoded(data) if html else text_of(data)
    if found is None:
        report.add(BINARY_SOURCE, span, "this is not a text file", "give a text, PDF, Word or web file")
        return None
    if not html and len(found[0]) > LARGEST_TEXT:
        _too_large(report, span, f"{len(found[0]) / 1e6:.0f} million characters")
        return None
    return found


def _too_large(report: Report, span: Span, size: str) -> None:
    report.add(LARGE_SOURCE, span, f"the file has {size}, too large for a briefing", "import only the article itself")
