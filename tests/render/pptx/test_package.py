"""The package is python-pptx's: it opens, slides name relationships that exist, the same deck is the same bytes."""

import zipfile
from io import BytesIO
from xml.sax import saxutils

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from builder.model.digest import content_digest
from builder.render.pptx.escape import double_quoted, escape, quoteattr
from tests.everything import RICH, built

WORDS = ("plain", "a & b", '"quoted"', "it's", """both " and '""", "<tag>", "line\nend\ttab\r", "é ü 😀 \u2028")


@pytest.mark.parametrize("words", WORDS)
def test_words_are_escaped_as_the_standard_library_does(words: str) -> None:
    assert escape(words) == saxutils.escape(words)
    assert quoteattr(words) == saxutils.quoteattr(words)
    assert double_quoted(words).count('"') == 2


def test_parts_stand_in_one_order_with_one_stamp() -> None:
    with zipfile.ZipFile(BytesIO(built(RICH)["pptx"])) as archive:
        names = [one.filename for one in archive.infolist() if not one.filename.endswith(".rels")]
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_every_id_in_a_part_is_a_relationship_of_the_part() -> None:
    presentation = Presentation(BytesIO(built(RICH)["pptx"]))
    for slide in presentation.slides:
        for part in (slide.part, slide.notes_slide.part):
            asked = {
                value
                for element in part._element.iter()  # noqa: SLF001 - what the file says, not what python-pptx makes of it
                for name, value in element.attrib.items()
                if name in {qn("r:id"), qn("r:embed"), qn("r:link")}
            }
            assert asked <= set(part.rels)


def test_every_slide_and_shape_has_an_id_of_its_own_that_survives_an_edit_of_the_source() -> None:
    def ids(source: str) -> list[str]:
        found = []
        for slide in Presentation(BytesIO(built(source)["pptx"])).slides:
            own = [one for one in slide.element.iter() if etree.QName(one).localname == "creationId"]
            assert len(own) == 1 + len(list(slide.element.iter(qn("p:cNvPr")))) - 1  # the slide's, none for its tree
            found += [one.get("val") or one.get("id") for one in own]
        return found

    first = ids(RICH)
    assert len(set(first)) == len(first)
    assert ids(RICH.replace("the", "this", 1)) == first


def test_core_properties_are_the_deck_s_own() -> None:
    core = Presentation(BytesIO(built(RICH)["pptx"])).core_properties
    assert core.title
    assert "python-pptx" not in f"{core.last_modified_by} {core.author} {core.comments}"
    assert core.created == core.modified


def test_more_authors_than_a_property_holds_are_cut_in_the_properties_only() -> None:
    names = [f"Bartholomea Featherstone {number}" for number in range(12)]
    made = built(RICH.replace("[Ada Marsh, Jon Reef]", f"[{', '.join(names)}]"))
    presentation = Presentation(BytesIO(made["pptx"]))
    assert len(presentation.core_properties.author) <= 255
    assert presentation.core_properties.author.endswith("…")
    cover = " ".join(shape.text_frame.text for shape in presentation.slides[0].shapes if shape.has_text_frame)
    assert all(name in cover for name in names)


def test_the_digest_is_that_of_the_bytes() -> None:
    made = built(RICH)
    assert content_digest(made["pptx"]) == content_digest(built(RICH)["pptx"])


def test_what_was_built_before_changes_no_deck() -> None:
    other = RICH.replace("lang: en-GB", "lang: de").replace("Harbour Notes", "Hafen & Nachrichten")
    first, strange = built(RICH)["pptx"], built(other)["pptx"]
    assert built(RICH)["pptx"] == first
    assert built(other)["pptx"] == strange
    assert b"Hafen &amp; Nachrichten" in zipfile.ZipFile(BytesIO(strange)).read("ppt/slideLayouts/slideLayout3.xml")
    assert b"Hafen" not in zipfile.ZipFile(BytesIO(first)).read("ppt/slideLayouts/slideLayout3.xml")
