"""Changes to a finished handout, for tests that look for them."""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf, String

Change = Callable[[Pdf], object]


def before(code: bytes) -> Change:
    """Return the change that runs `code` before what the first page draws."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(code + b"\n" + page.Contents.read_bytes())

    return change


def behind(code: bytes) -> Change:
    """Return the change that runs `code` behind what the first page draws."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n" + code)

    return change


def instructions(pdf: Pdf, edit: Callable[[list[Any]], None]) -> None:
    """Edit the instructions of the first page."""
    page = pdf.pages[0].obj
    found = list(pikepdf.parse_content_stream(page))
    edit(found)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(found))


def shows(found: list[Any]) -> list[int]:
    """Return where words are shown."""
    return [at for at, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"}]


def codes(instruction: Any) -> bytes:  # noqa: ANN401
    """Return the codes that an instruction shows."""
    shown = instruction.operands[0]
    pieces = [shown] if isinstance(shown, String) else [one for one in shown if isinstance(one, String)]
    return b"".join(bytes(one) for one in pieces)


def fonts(pdf: Pdf) -> Iterator[Any]:
    """Yield the fonts of the first page."""
    yield from pdf.pages[0].obj.Resources.Font.values()


def elements(pdf: Pdf, role: str) -> list[Any]:
    """Return the structure elements of a role."""
    return [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == f"/{role}" and "/P" in one]


def element(role: str, **entries: Any) -> Change:  # noqa: ANN401
    """Return the change that gives the first element of a role other entries."""

    def change(pdf: Pdf) -> None:
        found = elements(pdf, role)
        assert found
        for key, value in entries.items():
            found[0][f"/{key}"] = value

    return change


def links(pdf: Pdf) -> list[Any]:
    """Return the links to addresses."""
    found = [one for page in pdf.pages for one in page.obj.get("/Annots", []) if "/A" in one]
    assert found
    return found


def images(pdf: Pdf) -> list[tuple[Any, str]]:
    """Return where the pictures of the file are named."""
    return [
        (page.obj.Resources.XObject, key)
        for page in pdf.pages
        for key, one in page.obj.Resources.get("/XObject", {}).items()
        if one.get("/Subtype") == "/Image"
    ]
