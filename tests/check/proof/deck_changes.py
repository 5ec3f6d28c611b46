"""Changes to the parts of a finished deck, for tests that look for them."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

Parts = list[tuple[str, bytes]]
Change = Callable[[Parts], Parts]

SLIDE, NOTES = r"ppt/slides/slide\d+\.xml", r"ppt/notesSlides/notesSlide\d+\.xml"
CHART, RELATIONSHIPS = r"ppt/charts/chart\d+\.xml", r"ppt/slides/_rels/slide\d+\.xml\.rels"
LAYOUT, MASTER = r"ppt/slideLayouts/slideLayout\d+\.xml", r"ppt/slideMasters/slideMaster\d+\.xml"
CORE, MAIN = r"docProps/core\.xml", r"ppt/presentation\.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

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
