"""Turn one source, in any format, into a `Draft`, keeping the place of every sentence; report and go on."""

import codecs
from collections.abc import Callable

from builder.codes import BINARY_SOURCE, EMPTY_SOURCE, LARGE_SOURCE, SOURCE_NOT_UTF8, UNKNOWN_FORMAT
from builder.model.brief import Draft
from builder.model.findings import Report, Span

LARGEST = 8_000_000
"""The most bytes that a source may have: a book has one million, so more is another file taken for a source."""

_MAGIC = (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"{\\rtf")
"""How zip (and with it .docx, .pptx), PDF, PNG, JPEG, GIF, old Office, gzip and RTF files begin."""

_OTHER_UNICODE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(source: str, data: bytes, report: Report) -> Draft | None:
    """Return the draft that `data` writes, or None if a finding forbids it.

    The format is known by the suffix of `source`, which findings print as the file's name. All findings of the
    source are added to `report`, in the order of their places.
    """
    draft, sound = read_as_far(source, data, report)
    return draft if sound else None


def read_as_far(source: str, data: bytes, report: Report) -> tuple[Draft | None, bool]:
    """Return the draft as far as `data` can be read, and whether no finding forbids to build it; findings as `read`."""
    found = Report()
    draft = _draft(source, data, found)
    for one in sorted(found.findings, key=lambda finding: (finding.span.line, finding.span.column)):
        report.add(one.code, one.span, one.message, *one.hints)
    return draft, draft is not None and not found.failed


def _draft(source: str, data: bytes, report: Report) -> Draft | None:
    suffix = source.rpartition(".")[2].lower() if "." in source else ""
    if suffix not in _READERS:
        message = f"cannot build a source of the kind `.{suffix}`" if suffix else "this source has no suffix"
        hint = "use .md, .yaml or .json; `briefdeck import` makes Markdown of .txt, .pdf, .docx and .html"
        report.add(UNKNOWN_FORMAT, Span(source), message, hint)
        return None
    text = text_from_bytes(source, data, report)
    return None if text is None else _READERS[suffix](source, text, report)


def text_from_bytes(source: str, data: bytes, report: Report) -> str | None:
    """Return `data` as text with line feeds at line ends, or None with a finding where it is not text that we read."""
    whole = Span(source)
    if len(data) > LARGEST:
        message = (
            f"this source has {len(data) / 1e6:.0f} MB, more than the {LARGEST / 1e6:.0f} MB that a briefing may have"
        )
        report.add(LARGE_SOURCE, whole, message, "check that it is the right file")
    elif data.startswith(_OTHER_UNICODE):
        report.add(SOURCE_NOT_UTF8, Span(source, 1, 1), "this source is written in UTF-16", "save it as UTF-8")
    elif b"\0" in data or data.startswith(_MAGIC):
        hint = "give the Markdown, YAML or JSON file itself"
        report.add(BINARY_SOURCE, _place_of_nul(source, data), "this is not a text file", hint)
    elif not data.removeprefix(codecs.BOM_UTF8).strip():
        report.add(EMPTY_SOURCE, whole, "this source is empty", "begin with `briefdeck new TITLE`")
    else:
        return _decoded(source, data.removeprefix(codecs.BOM_UTF8), report)
    return None


def _place_of_nul(source: str, data: bytes) -> Span:
    """Return where the first NUL is: a text with one by mistake has it at a line that its author can find."""
    before = data.partition(b"\0")[0].removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Span(source, len(lines), len(lines[-1]) + 1) if b"\0" in data else Span(source)


def _decoded(source: str, data: bytes, report: Report) -> str | None:
    try:
        text = data.decode("utf-8").replace("\ufeff", "\u2060")  # what Unicode recommends for a mark inside a text
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        message = f"the byte 0x{data[fault.start]:02X} is not UTF-8"
        report.add(SOURCE_NOT_UTF8, Span(source, line, column, line, column + 1), message, "save the file as UTF-8")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _markdown(source: str, text: str, report: Report) -> Draft | None:
    from builder.read.markdown import draft_from_markdown

    return draft_from_markdown(source, text, report)


def _yaml(source: str, text: str, report: Report) -> Draft | None:
    from builder.read.data import draft_from_yaml

    return draft_from_yaml(source, text, report)


def _json(source: str, text: str, report: Report) -> Draft | None:
    from builder.read.data import draft_from_json

    return draft_from_json(source, text, report)


_READERS: dict[str, Callable[[str, str, Report], Draft | None]] = {
    "md": _markdown,
    "markdown": _markdown,
    "yaml": _yaml,
    "yml": _yaml,
    "json": _json,
}
"""The reader of each suffix."""
