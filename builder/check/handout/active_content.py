"""The rule of active content: nothing in a PDF runs, is fetched, or opens a program (ISO 19005-2, 6.5 and 6.8)."""

import re
from collections.abc import Iterator

import pikepdf

from builder.check.handout.reader import HandoutRule, Object, OpenedPdf, listed
from builder.codes import PDF_ACTIVE_CONTENT

_HARMLESS = {"/URI", "/GoTo", "/Named"}
"""The actions that only turn to a page or an address."""

_ADDRESS = re.compile(r"(?:https?|mailto|tel):|[^:]*$", re.IGNORECASE)
"""What an address may begin with; others run code or open files."""

_RUNNING_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}


def find_active_content(opened: OpenedPdf) -> Iterator[str]:
    """Find actions that do more than turn to a page or an address, attachments, what is loaded, and other files.

    A file with bytes before its header or behind its end may be another file to another program (ISO 19005-2, 6.1.2).
    """
    yield from (f"there are bytes {where} the PDF" for where in opened.stray)
    for held in opened.document.objects:
        if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            yield from _faults(held, 0)
    root = opened.document.Root
    if "/XFA" in (root.get("/AcroForm") or {}):
        yield "there is a form with code in it (XFA)"


def _faults(held: Object, depth: int) -> Iterator[str]:
    kind = str(held.get("/S", ""))
    if "/JS" in held or kind == "/JavaScript":
        yield "there is JavaScript"
    elif _is_action(held, kind) and kind not in _HARMLESS:
        yield f"there is an action `{kind.removeprefix('/')}`"
    if kind == "/URI" and not _ADDRESS.match(str(held.get("/URI", ""))):
        yield f"a link leads to `{str(held.URI)[:60]}`"
    if "/EF" in held:
        yield "there is an attached file"
    if str(held.get("/Subtype", "")) in _RUNNING_ANNOTATIONS:
        yield f"there is an annotation `{str(held.Subtype).removeprefix('/')}`"
    if isinstance(held, pikepdf.Stream) and "/F" in held:
        yield "part of the file is loaded from elsewhere"
    for inner in _direct(held) if depth < _NESTING else ():
        yield from _faults(inner, depth + 1)


_NESTING = 20


def _direct(held: Object) -> Iterator[Object]:
    """Yield the dictionaries inside `held` that are not objects of their own."""
    for key in sorted(held.keys()):
        for one in listed(held[key]):
            if isinstance(one, pikepdf.Dictionary) and one.objgen == (0, 0):
                yield one


_ACTIONS = {
    "/GoToR", "/GoToE", "/Launch", "/Thread", "/Sound", "/Movie", "/Hide", "/SubmitForm", "/ResetForm", "/ImportData",
    "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/RichMediaExecute",
}  # fmt: skip
"""The actions of ISO 32000-1, 12.6.4 that are not harmless."""


def _is_action(held: Object, kind: str) -> bool:
    return kind in _ACTIONS or held.get("/Type") == "/Action"


RULES = (HandoutRule(PDF_ACTIVE_CONTENT, "delete it: a briefing must not run anything", find_active_content),)
