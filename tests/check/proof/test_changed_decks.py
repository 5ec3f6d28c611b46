"""A change to anything that is seen or heard in a finished deck is found, from the file and its source alone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from tests.check.proof.sample import PICTURES, built, deck_proof

Parts = list[tuple[str, bytes]]
Change = Callable[[Parts], Parts]

SLIDE, NOTES = r"ppt/slides/slide\d+\.xml", r"ppt/notesSlides/notesSlide\d+\.xml"
CHART, RELATIONSHIPS = r"ppt/charts/chart\d+\.xml", r"ppt/slides/_rels/slide\d+\.xml\.rels"
LAYOUT, MASTER = r"ppt/slideLayouts/slideLayout\d+\.xml", r"ppt/slideMasters/slideMaster\d+\.xml"
CORE, MAIN = r"docProps/core\.xml", r"ppt/presentation\.xml"

FALSE = '<a:p><a:r><a:rPr lang="en-GB" sz="1600"/><a:t>This is false.</a:t></a:r></a:p>'
BOX = (
    '<p:sp><p:nvSpPr><p:cNvPr id="99" name="X"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="9000000" cy="3000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>{words}'
    "</p:sp></p:spTree>"
)
WORDS = BOX.format(fill="", words=f"<p:txBody><a:bodyPr/>{FALSE}</p:txBody>")
COVER = BOX.format(fill='<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>', words="")


def put(part: str, old: str, new: str) -> Change:
    """Return the change that puts `new` for the pattern `old` in the first part of that name that has it."""

    def change(parts: Parts) -> Parts:
        for at, (name, data) in enumerate(parts):
            text = data.decode("utf-8", "replace")
            if re.fullmatch(part, name) and re.search(old, text, re.DOTALL):
                other = re.sub(old, new, text, count=1, flags=re.DOTALL)
                return [*parts[:at], (name, other.encode()), *parts[at + 1 :]]
        raise AssertionError((part, old))

    return change


def swap(part: str, one: str, other: str) -> Change:
    """Return the change that exchanges two words of a part."""

    def change(parts: Parts) -> Parts:
        pairs = [(name, data.decode("utf-8", "replace") if re.fullmatch(part, name) else None) for name, data in parts]
        assert all(any(text and word in text for _, text in pairs) for word in (one, other))
        return [
            (name, data if text is None else text.replace(one, "@@").replace(other, one).replace("@@", other).encode())
            for (name, data), (_, text) in zip(parts, pairs, strict=True)
        ]

    return change


def run_of(look: str) -> Change:
    """Return the change that gives the words of a title a look."""
    return put(
        SLIDE, r"<a:rPr lang=\"en-GB\"([^>]*)>((?:(?!<a:t>).)*<a:t>Poland welcomed)", rf'<a:rPr lang="en-GB"{look}\1>\2'
    )


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


def workbook(old: bytes, new: bytes) -> Change:
    """Return the change to the numbers behind a chart, its drawing kept."""

    def change(parts: Parts) -> Parts:
        found = []
        for name, data in parts:
            inner = unzipped(data) if name.endswith(".xlsx") else []
            assert not inner or any(old in held for _, held in inner)
            found.append((name, zipped([(n, d.replace(old, new)) for n, d in inner]) if inner else data))
        assert found != parts
        return found

    return change


def added(name: str, data: bytes, relationship: str) -> Change:
    """Return the change that adds a part and a relationship of the first slide to it."""

    def change(parts: Parts) -> Parts:
        related = put(RELATIONSHIPS, "</Relationships>", f"{relationship}</Relationships>")(parts)
        return [*related, (name, data)] if name else related

    return change


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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
    "a part twice": lambda parts: [next(one for one in parts if "slides/slide2" in one[0]), *parts],
}


def unzipped(data: bytes) -> Parts:
    """Return the parts of a package."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return [(one.filename, package.read(one)) for one in package.infolist()]


def zipped(parts: Parts) -> bytes:
    """Return a package."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            package.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(name: str) -> None:
    proof = deck_proof(zipped(CHANGES[name](unzipped(built()[1]))))

    assert proof.differences or proof.others


def test_nothing_is_found_in_the_deck_as_it_was_built_and_as_it_was_packed_again() -> None:
    deck = built()[1]
    for data in (deck, zipped(unzipped(deck)), zipped(unzipped(deck)[::-1])):
        proof = deck_proof(data)
        assert (proof.differences, proof.others) == ((), ())
