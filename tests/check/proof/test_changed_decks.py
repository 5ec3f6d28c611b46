"""A change to anything that is seen or heard in a finished deck is found, from the file and its source alone."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from builder.check.deck import check
from builder.codes import PPTX_ACTIVE_CONTENT as ACTIVE_DECK
from builder.model.findings import Report
from tests.check.proof.deck_changes import (
    CHART,
    CORE,
    COVER,
    FALSE,
    LAYOUT,
    MAIN,
    MASTER,
    NOTES,
    OFFICE,
    RELATIONSHIPS,
    SLIDE,
    WORDS,
    Change,
    Parts,
    added,
    put,
    run_of,
    swap,
    unzipped,
    workbook,
    zipped,
)
from tests.check.proof.sample import PICTURES, built, deck_proof


def pixels(parts: Parts) -> Parts:
    """Put a black picture for one of the author's."""
    black = BytesIO()
    Image.new("RGB", (320, 200)).save(black, "PNG")
    held = set(PICTURES.values())
    assert any(data in held for _, data in parts)
    return [(name, black.getvalue() if data in held else data) for name, data in parts]


def swapped_media(parts: Parts) -> Parts:
    """Exchange the bytes of two pictures."""
    held = dict(parts)
    one, other = [name for name in held if name.startswith("ppt/media/") and name.endswith(".png")][-2:]
    return [(name, held[other] if name == one else held[one] if name == other else data) for name, data in parts]


def twice_in_workbook(parts: Parts) -> Parts:
    """Put a sheet with another number before that of a workbook: some programs take the first of a name."""
    found = []
    for name, data in parts:
        inner = unzipped(data) if name.endswith(".xlsx") else []
        first = [(n, d.replace(b"1234567", b"7654321")) for n, d in inner if n.startswith("xl/worksheets/")]
        assert not inner or first != [one for one in inner if one[0].startswith("xl/worksheets/")]
        found.append((name, zipped([*first, *inner]) if inner else data))
    assert found != parts
    return found


def with_entity(head: str, encoding: str) -> Change:
    """Return the change that puts words of an entity into a slide, declared where a quick look misses it."""

    def change(parts: Parts) -> Parts:
        name, data = next(one for one in parts if re.fullmatch(SLIDE, one[0]))
        body = data.decode().split("?>", 1)[1].replace("<a:t>", "<a:t>&e; ", 1)
        text = f'<?xml version="1.0" encoding="{encoding}"?>{head}<!DOCTYPE p:sld [<!ENTITY e "not">]>{body}'
        return [(n, text.encode(encoding) if n == name else d) for n, d in parts]

    return change


EXTERNAL = f'<Relationship Id="rId88" Type="{OFFICE}/image" Target="http://example.org/t.png" TargetMode="External"/>'
OLE = f'<Relationship Id="rId89" Type="{OFFICE}/oleObject" Target="../embeddings/o.bin"/>'
COMMENTS = f'<Relationship Id="rId77" Type="{OFFICE}/comments" Target="../comments/comment1.xml"/>'
MATH = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" Requires="a14"><a14:m><m:oMath xmlns:m="http://'
    'schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>not</m:t></m:r></m:oMath></a14:m></mc:Choice>'
    "</mc:AlternateContent>"
)

FIELD = (
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2C}" type="TxLink"><a:rPr lang="en-GB"/><a:t>This is false.</a:t>'
    "</a:fld>"
)
_FALSE_CHECKSUM = f'<x:property xmlns:x="urn:x" name="SourceSHA256">{COVER.removesuffix("</p:spTree>")}</x:property>'
_ELSEWHERE = "http://example.org/relationships/image"
_EXIT = (
    '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" nodeType="tmRoot"><p:childTnLst><p:set><p:cBhvr><p:cTn '
    'id="2" dur="1"/><p:tgtEl><p:spTgt spid="5"/></p:tgtEl></p:cBhvr></p:set></p:childTnLst></p:cTn></p:par></p:tnLst>'
    "</p:timing></p:sld>"
)
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties"
_TITLE, _HIDDEN = ">Poland welcomed the step", ">Poland welcomed the step<!-- --> but not"
_FIRST, _LAST = r"<c:v>(1234567(?:.0)?)</c:v>", r"<c:v>(52(?:.0)?)</c:v>"

CHANGES: dict[str, Change] = {
    "a word of a title": put(SLIDE, "did not regain", "did regain"),
    "a cell": put(SLIDE, ">Gdynia<", ">Gdansk<"),
    "the footer": put(SLIDE, "Harbour Letters", "Harbour Letter"),
    "the notes": put(NOTES, "Norway did not", "Norway did"),
    "a field in the notes": put(NOTES, "</a:p></p:txBody>", f"{FIELD}</a:p></p:txBody>"),
    "a formula": put(SLIDE, "(<a:t>Poland welcomed the step.?</a:t></a:r>)", rf"\1{MATH}"),
    "words behind a comment": put(SLIDE, _TITLE, _HIDDEN),
    "words behind an instruction": put(SLIDE, _TITLE, _HIDDEN.replace("<!-- -->", "<?x y?>")),
    "words in a layout": put(LAYOUT, "</p:spTree>", WORDS),
    "words in the master": put(MASTER, "</p:spTree>", WORDS),
    "a box of words": put(SLIDE, "</p:spTree>", WORDS),
    "a box over the words": put(SLIDE, "</p:spTree>", COVER),
    "a look-alike letter": put(SLIDE, "Poland welcomed", "Pоland welcomed"),
    "a direction that turns words round": put(SLIDE, "Poland welcomed", "\u202ePoland welcomed"),
    "struck through": run_of(' strike="sngStrike"'),
    "of one point": run_of(' sz="100"'),
    "raised": run_of(' baseline="30000"'),
    "capitals": run_of(' cap="all"'),
    "a hidden slide": put(SLIDE, "<p:sld ", '<p:sld show="0" '),
    "a hidden shape": put(SLIDE, 'name="Title"', 'name="Title" hidden="1"'),
    "slides in another order": put(MAIN, r"(<p:sldId [^>]*/>)(<p:sldId [^>]*/>)(<p:sldId [^>]*/>)", r"\1\3\2"),
    "a slide too few": put(MAIN, r"<p:sldId [^>]*/>", ""),
    "notes taken away": put(RELATIONSHIPS, r"<Relationship [^>]*notesSlide[^>]*/>", ""),
    "cells merged away": put(SLIDE, "<a:tc>", '<a:tc hMerge="1">'),
    "an alternative text": put(SLIDE, "A striped flag over", "A plain flag over"),
    "two alternative texts swapped": swap(SLIDE, "A striped flag over the port", "The quay with a round light"),
    "a title of an alternative text": put(SLIDE, 'descr="A striped', 'title="This is false." descr="A striped'),
    "a name in the selection pane": put(SLIDE, 'name="Picture', 'name="This is false'),
    "pixels": pixels,
    "two pictures swapped": swapped_media,
    "a value of a chart": put(CHART, "<c:v>1234567(.0)?</c:v>", "<c:v>1234568.0</c:v>"),
    "two values swapped": put(CHART, rf"{_FIRST}(.*?){_LAST}", r"<c:v>\3</c:v>\2<c:v>\1</c:v>"),
    "names of series swapped": swap(CHART, "Ships", "Boats"),
    "categories swapped": swap(CHART, ">2023<", ">2024<"),
    "a format with a digit": put(CHART, 'formatCode="#,##0"', 'formatCode="&quot;9&quot;#,##0"'),
    "an axis that does not begin at nothing": put(CHART, '<c:min val="0"/>', '<c:min val="50"/>'),
    "labels taken off": put(CHART, '<c:showVal val="1"/>', '<c:showVal val="0"/>'),
    "another kind of chart": put(CHART, 'grouping val="clustered"', 'grouping val="percentStacked"'),
    "an axis turned round": put(CHART, 'orientation val="minMax"', 'orientation val="maxMin"'),
    "a number of the workbook": workbook(b"<v>1234567</v>", b"<v>7654321</v>"),
    "a name of the workbook": workbook(b"Boats", b"Goats"),
    "the target of a link": put(RELATIONSHIPS, "https://example.org/communique", "https://example.net/x"),
    "a link that runs code": put(RELATIONSHIPS, "https://example.org/communique", "javascript:alert(1)"),
    "a tooltip": put(SLIDE, "<a:hlinkClick ([^>]*?)/>", r'<a:hlinkClick \1 tooltip="This is false"/>'),
    "the title of the file": put(CORE, "Two Ferries Return", "Two Ferries Sink"),
    "the author of the file": put(CORE, "Ada Marsh", "Ada Harsh"),
    "a section": put(MAIN, r'name="[^"]+" id="\{', 'name="False" id="{'),
    "a picture fetched from elsewhere": added("", b"", EXTERNAL),
    "an object of another program": added("ppt/embeddings/o.bin", b"MZ", OLE),
    "comments": added("ppt/comments/comment1.xml", b"<p:cmLst xmlns:p='x'/>", COMMENTS),
    "the language of words": put(SLIDE, 'lang="en-GB"', 'lang="de-DE"'),
    "a box without size": put(SLIDE, r'(<a:ext cx=")\d{6,}(" cy=")\d+', r"\g<1>0\g<2>0"),
    "words moved below the slide": put(SLIDE, r'(name="Body".*?<a:off x="\d+" y=")\d+', r"\g<1>99000000"),
    "words turned upside down": put(SLIDE, r'(name="Body".*?<a:xfrm)>', r'\g<1> rot="10800000">'),
    "words pushed out of their box": put(SLIDE, "<a:bodyPr/>", '<a:bodyPr vertOverflow="clip" tIns="9999999"/>'),
    "another level": put(SLIDE, "<a:pPr", '<a:pPr lvl="4"'),
    "rows in another order": put(SLIDE, r"(<a:tr .*?</a:tr>)(<a:tr .*?</a:tr>)(<a:tr .*?</a:tr>)", r"\1\3\2"),
    "a cell over another": put(SLIDE, "<a:tc>", '<a:tc rowSpan="2">'),
    "a font of symbols": put(r"ppt/theme/theme1\.xml", '<a:latin typeface="[^"]*"', '<a:latin typeface="Wingdings"'),
    "a picture cropped away": put(SLIDE, "<a:stretch>", '<a:srcRect l="99000"/><a:stretch>'),
    "a picture mirrored": put(SLIDE, "(<p:pic>.*?<a:xfrm)>", r'\1 flipH="1">'),
    "a slide that turns itself": put(SLIDE, "</p:sld>", '<p:transition advClick="0" advTm="1"/></p:sld>'),
    "words that leave the slide": put(SLIDE, "</p:sld>", _EXIT),
    "a slide twice": put(MAIN, r'(<p:sldId id=")(\d+)(" [^>]*/>)', r"\1\2\3\g<1>999\3"),
    "a slide in another section": put(MAIN, r'(<p14:sldId id="258"/>)(.*?<p14:sldIdLst>)', r"\2\1"),
    "a show that leaves slides out": put(
        r"ppt/presProps\.xml", r"(<p:presentationPr[^>]*?)/>", r'\1><p:showPr loop="1"/></p:presentationPr>'
    ),
    "the master's shapes hidden": put(SLIDE, "<p:sld ", '<p:sld showMasterSp="0" '),
    "words in the checksum": put(r"docProps/custom\.xml", r'(name="SourceSHA256"><vt:lpwstr>)[^<]*', r"\1False"),
    "a box in a false checksum": put(SLIDE, "</p:spTree>", f"{_FALSE_CHECKSUM}</p:spTree>"),
    "a relation that no program knows": put(RELATIONSHIPS, f"{OFFICE}/image", _ELSEWHERE),
    "the type of a part": put(r"\[Content_Types\]\.xml", re.escape(_CORE_TYPE) + r"\+xml", "application/xml"),
    "a sheet of the workbook twice": twice_in_workbook,
    "a note in the workbook's properties": workbook(b"</cp:coreProperties>", b"<x/></cp:coreProperties>"),
    "a formula in the workbook": workbook(b"<v>52</v>", b"<f>1+1</f><v>52</v>"),
    "the cells of a chart": put(CHART, r"Data!\$B\$2:\$B\$3", "Data!$C$2:$C$3"),
    "the name of an axis": put(
        CHART,
        "<c:majorTickMark",
        f"<c:title><c:tx><c:rich><a:bodyPr/>{FALSE}</c:rich></c:tx></c:title><c:majorTickMark",
    ),
    "an entity in UTF-16": with_entity("", "UTF-16"),
    "an entity behind a long comment": with_entity(f"<!--{'x' * 3000}-->", "UTF-8"),
    "a part twice": lambda parts: [next(one for one in parts if "slides/slide2" in one[0]), *parts],
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(name: str) -> None:
    proof = deck_proof(zipped(CHANGES[name](unzipped(built()[1]))))

    assert proof.differences or proof.others


@pytest.mark.parametrize(
    "changed",
    [
        lambda deck: b"MZ" + bytes(100) + deck,
        lambda deck: zipped([("evil.exe", b"MZ")]) + deck,
        lambda deck: deck[:-2] + b"\x0e\x00This is false.",
        lambda deck: deck + b"This is false.",
        lambda deck: between_parts(deck, b"MZ" + bytes(100)),
    ],
    ids=["before", "another package before", "comment", "behind", "between"],
)
def test_bytes_outside_the_parts_are_found(changed: Callable[[bytes], bytes]) -> None:
    data, report = changed(built()[1]), Report()
    check("ferries.pptx", data, report)

    assert deck_proof(data).others
    assert ACTIVE_DECK in {one.code for one in report.findings}


def between_parts(deck: bytes, other: bytes) -> bytes:
    """Return the deck with other bytes before the list of its parts."""
    with zipfile.ZipFile(BytesIO(deck)) as package:
        start = package.start_dir
    return deck[:start] + other + deck[start:-6] + struct.pack("<IH", start + len(other), 0)


def test_a_package_written_to_a_pipe_has_no_bytes_outside_its_parts() -> None:
    out = BytesIO()
    with zipfile.ZipFile(Unseekable(out), "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in unzipped(built()[1]):
            package.writestr(zipfile.ZipInfo(name), data)

    assert deck_proof(out.getvalue()).others == ()


class Unseekable(io.RawIOBase):
    """A file in which nothing can be written again, as a pipe: sizes are behind the bytes of each part."""

    def __init__(self, out: BytesIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401
        return self._out.write(data)


def test_a_slide_in_another_encoding_is_the_same_slide() -> None:
    def rewritten(name: str, data: bytes) -> bytes:
        return data.decode().replace("UTF-8", "UTF-16").encode("utf-16") if re.fullmatch(SLIDE, name) else data

    proof = deck_proof(zipped([(name, rewritten(name, data)) for name, data in unzipped(built()[1])]))

    assert (proof.differences, proof.others) == ((), ())


def test_nothing_is_found_in_the_deck_as_it_was_built_and_as_it_was_packed_again() -> None:
    deck = built()[1]
    for data in (deck, zipped(unzipped(deck)), zipped(unzipped(deck)[::-1])):
        proof = deck_proof(data)
        assert (proof.differences, proof.others) == ((), ())
