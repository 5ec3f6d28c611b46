"""The package is, byte for byte, what zipfile and python-pptx make of the same parts, and remembers nothing wrong."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax import saxutils

import pytest
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part as Known
from pptx.opc.package import _Relationships
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import _ContentTypesItem

from builder.model.digest import content_digest
from builder.render.pptx.archive import packed, zip_bytes
from builder.render.pptx.escape import double_quoted, escape, quoteattr
from builder.render.pptx.package import CT, RT, Package
from tests.rich import RICH, built

PARTS = (("a.xml", b"<a>" + b"words " * 400 + b"</a>"), ("b/c.png", b"\x89PNG"), ("empty.xml", b""))

WORDS = ("plain", "a & b", '"quoted"', "it's", """both " and '""", "<tag>", "line\nend\ttab\r", "é ü 😀 \u2028")


def test_the_zip_is_what_zipfile_writes() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in PARTS:
            info = zipfile.ZipInfo(name)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=6)
    for lasting in (True, False, True):
        entries = [(name, packed(data, lasting=lasting, stored=name.endswith(".png"))) for name, data in PARTS]
        assert zip_bytes(entries) == out.getvalue()


@pytest.mark.parametrize("words", WORDS)
def test_words_are_escaped_as_the_standard_library_does(words: str) -> None:
    assert escape(words) == saxutils.escape(words)
    assert quoteattr(words) == saxutils.quoteattr(words)
    assert double_quoted(words).count('"') == 2


def test_relations_and_types_are_those_that_python_pptx_writes() -> None:
    package, known = Package(), _Relationships("/ppt/slides")
    slide = package.part("/ppt/slides/slide1.xml", CT.PML_SLIDE)
    package.relate(slide, RT.OFFICE_DOCUMENT)
    names = ("/ppt/media/image1.png", "/ppt/slides/slide2.xml", "/ppt/presProps.xml", "/docProps/app.xml")
    kinds = (CT.PNG, CT.PML_SLIDE, CT.PML_PRES_PROPS, CT.OFC_EXTENDED_PROPERTIES)
    parts = [Known(PackURI("/ppt/slides/slide1.xml"), CT.PML_SLIDE, None)]  # type: ignore[arg-type]  # it needs none
    for name, kind in zip(names, kinds, strict=True):
        parts.append(Known(PackURI(name), kind, None))  # type: ignore[arg-type]  # as above
        assert slide.relate_to(package.part(name, kind), RT.SLIDE) == known.get_or_add(RT.SLIDE, parts[-1])
    for words in (*WORDS, *WORDS):
        assert slide.relate_to(words, RT.HYPERLINK) == known.get_or_add_ext_rel(RT.HYPERLINK, words)
    archive = zipfile.ZipFile(BytesIO(package.to_bytes().data))
    assert archive.read("ppt/slides/_rels/slide1.xml.rels") == known.xml
    types = _ContentTypesItem.xml_for(sorted(parts, key=lambda part: part.partname))
    assert archive.read("[Content_Types].xml") == serialize_part_xml(types)


def test_the_digest_is_that_of_the_bytes() -> None:
    package = Package()
    package.relate(package.part("/ppt/presentation.xml", CT.PML_PRESENTATION_MAIN), RT.OFFICE_DOCUMENT)
    made = package.to_bytes()
    assert made.content == content_digest(made.data)


def test_what_was_built_before_changes_no_deck() -> None:
    other = RICH.replace("lang: en-GB", "lang: de").replace("Harbour Notes", "Hafen & Nachrichten")
    first, strange = built(RICH)["pptx"], built(other)["pptx"]
    assert built(RICH)["pptx"] == first
    assert built(other)["pptx"] == strange
    assert b"Hafen &amp; Nachrichten" in zipfile.ZipFile(BytesIO(strange)).read("ppt/slideLayouts/slideLayout3.xml")
    assert b"Hafen" not in zipfile.ZipFile(BytesIO(first)).read("ppt/slideLayouts/slideLayout3.xml")
