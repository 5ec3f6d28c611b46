"""The speaker notes of an added slide."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from builder.compare.deck_package import PackageParts
from builder.compare.pptx_parts import PptxParts
from builder.compare.text_inheritance import P, placeholder_of
from builder.compare.theme_colors import A

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"


def add_notes(
    package: PackageParts, parts: PptxParts, slides: tuple[str, str], notes: Sequence[str], lang: str
) -> None:
    """Give the first of two `slides` speaker notes: a copy of the second one's notes page that says other words."""
    slide, model = slides
    old = parts.related(model, "notesSlide")
    if not notes or not old:
        return
    name = package.add_part("ppt/notesSlides/notesSlide", ".xml", parts.data(old), _NOTES_TYPE)
    package.relate(name, "notesMaster", parts.related(old, "notesMaster"))
    package.relate(name, "slide", slide)
    package.relate(slide, "notesSlide", name)
    shapes = package.tree(name).iter(f"{P}sp")
    body = next((one.find(f"{P}txBody") for one in shapes if (placeholder_of(one) or ("", ""))[0] == "body"), None)
    if body is None:
        return
    for one in body.findall(f"{A}p"):
        body.remove(one)
    for words in notes:
        run = etree.SubElement(etree.SubElement(body, f"{A}p"), f"{A}r")
        etree.SubElement(run, f"{A}rPr", lang=lang)
        etree.SubElement(run, f"{A}t").text = words
