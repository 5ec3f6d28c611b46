"""A workbook from somebody's deck is carried only if nothing in it runs or reads from elsewhere."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from builder.check.deck import check
from builder.codes import PPTX_ACTIVE_CONTENT
from builder.compare.portable_xml import inert_workbook
from builder.model.findings import Report
from tests.check.proof.sample import built

Parts = dict[str, bytes]


def _parts(data: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {one.filename: package.read(one) for one in package.infolist()}


def _package(parts: Parts) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _book() -> Parts:
    return _parts(next(data for name, data in _parts(built()[1]).items() if name.endswith(".xlsx")))


def _formula(words: str) -> Callable[[Parts], Parts]:
    return lambda parts: {
        name: data.replace(b"<v>52</v>", f"<f>{words}</f><v>52</v>".encode()) for name, data in parts.items()
    }


def _part(name: str, data: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, name: data}


_EXTERNAL = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
    b'Type="http://x/hyperlink" Target="file:///evil" TargetMode="External"/></Relationships>'
)
HOSTILE: dict[str, Callable[[Parts], Parts]] = {
    "macros": _part("xl/vbaProject.bin", b"MZ"),
    "another file": _part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
    "a database": _part("xl/connections.xml", b"<connections/>"),
    "a link": _part("xl/worksheets/_rels/sheet1.xml.rels", _EXTERNAL),
    "a link in UTF-16": _part("xl/worksheets/_rels/sheet1.xml.rels", _EXTERNAL.decode().encode("utf-16")),
    "a formula that fetches": _formula('_xlfn.WEBSERVICE("http://example.org")'),
    "a formula that calls": _formula("cmd|'/c calc'!A1"),
    "an address": _formula('HYPERLINK("http://example.org","2024")'),
    "an entity": _part("xl/styles.xml", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'),
    "no XML": _part("xl/styles.xml", b"<a"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_workbook_that_runs_is_not_carried_and_is_found_in_a_deck(name: str) -> None:
    book = _package(HOSTILE[name](_book()))
    deck, report = _parts(built()[1]), Report()
    check("x.pptx", _package({name: book if name.endswith(".xlsx") else data for name, data in deck.items()}), report)

    assert inert_workbook(book) is None
    assert PPTX_ACTIVE_CONTENT in {one.code for one in report.findings}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a workbook"])
def test_a_workbook_that_cannot_be_read_is_not_carried(data: bytes) -> None:
    assert inert_workbook(data) is None


def test_a_bomb_is_not_unpacked() -> None:
    assert inert_workbook(_package({**_book(), "xl/media/x.bin": bytes(40_000_000)})) is None


@pytest.mark.parametrize("words", ["SUM(B2:B3)", "IF(A1&gt;0,1,2)", "RECALL(1)", "Data!$B$2"])
def test_plain_formulas_are_carried(words: str) -> None:
    book = _parts(inert_workbook(_package(_formula(words)(_book()))) or b"")

    assert any(f"<f>{words}</f>".encode() in data for data in book.values())
    assert b"creator" not in book["docProps/core.xml"]
