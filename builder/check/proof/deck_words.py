"""Read the words of a finished deck back out of its bytes: zip and XML, nothing of ours in between."""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO

from lxml import etree

from builder.check.proof.words import SlideWords

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE = re.compile(r"\s+")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def slides_in(data: bytes) -> tuple[SlideWords, ...]:
    """Return the words of every slide in the .pptx file `data`, in the order of the presentation.

    Raise ValueError where `data` is no presentation.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            root = "ppt/presentation.xml"
            targets = _relations(package, root)
            slides = _tree(package, root).iterfind(f"{_P}sldIdLst/{_P}sldId")
            return tuple(_slide(package, targets[slide.get(f"{_R}id", "")]) for slide in slides)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as fault:
        message = f"this is no presentation that can be read: {fault}"
        raise ValueError(message) from fault


def _slide(package: zipfile.ZipFile, name: str) -> SlideWords:
    tree = _tree(package, name)
    texts = _paragraphs(tree)
    notes: list[str] = []
    chart: list[str] = []
    for target in _relations(package, name).values():
        if "/notesSlides/" in target:
            notes += _paragraphs(_without_fields(_tree(package, target)))
        elif "/charts/chart" in target:
            chart += _chart(_tree(package, target))
    described = (one.get("descr", "") for one in tree.iter(f"{_P}cNvPr"))
    return SlideWords(tuple(texts), tuple(notes), tuple(_tidy(text) for text in described if text), frozenset(chart))


def _without_fields(tree: etree._Element) -> etree._Element:
    """Return `tree` without what the program fills in itself, such as the number of a notes page."""
    for one in list(tree.iter(f"{_A}fld")):
        one.getparent().remove(one)
    return tree


def _paragraphs(tree: etree._Element) -> list[str]:
    texts = (_tidy("".join(_pieces(paragraph))) for paragraph in tree.iter(f"{_A}p"))
    return [text for text in texts if text]


def _pieces(paragraph: etree._Element) -> list[str]:
    found = []
    for child in paragraph:
        if child.tag in (f"{_A}r", f"{_A}fld"):
            found += [text.text or "" for text in child.iter(f"{_A}t")]
        elif child.tag == f"{_A}br":
            found.append(" ")
    return found


def _chart(tree: etree._Element) -> list[str]:
    """Return what a chart says: its categories, the names of its series, its values as short as numbers are written."""
    return [_number(_tidy(one.text or "")) for one in tree.iter(f"{_C}v", f"{_A}t") if _tidy(one.text or "")]


def _number(text: str) -> str:
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


def _tree(package: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(package.read(name), _PARSER)


def _relations(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Return the parts that `name` points to, by the ids of the relations; those outside the package are left out."""
    folder, file = posixpath.split(name)
    rels = f"{folder}/_rels/{file}.rels"
    if rels not in package.namelist():
        return {}
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/")
        for one in _tree(package, rels)
        if one.get("TargetMode") != "External"
    }


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
