"""The deck as python-pptx holds it: opened from its template; slides, notes, pictures, charts added as parts."""

import uuid
from collections.abc import Mapping
from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.parts.image import ImagePart
from pptx.parts.slide import NotesSlidePart, SlideLayoutPart, SlidePart

from builder.model.digest import DigestedFile
from builder.render.pptx.deck_template import DeckTemplate
from builder.render.pptx.links import PageTarget, PartLinks
from builder.render.pptx.saving import save_package

__all__ = ["CT", "RT", "DeckPackage"]

PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png", CT.PNG),
    (b"\xff\xd8\xff", "jpeg", CT.JPEG),
    (b"GIF8", "gif", CT.GIF),
)
"""How the kinds of picture begin, with their suffix and content type; what begins otherwise is an SVG."""

FIRST_SLIDE_ID = 256
"""The least id of a slide (ECMA-376 part 1, 19.7.13)."""


class DeckPackage:
    """A deck in the making.

    Parts are numbered here: python-pptx's `next_partname` walks the whole package for each, which takes seconds for
    some hundred slides.
    """

    def __init__(self, template: DeckTemplate) -> None:
        """Open `template`, which has no slides."""
        self.presentation = Presentation(BytesIO(template.data))
        self._template = template
        self._package = self.presentation.part.package
        by_name = {str(part.partname): part for part in template.layout_parts(self.presentation)}
        self._layouts = {key: by_name[name] for key, name in template.layouts}
        self._counts: dict[str, int] = {}
        self._pictures: dict[bytes, Part] = {}
        self._slides: dict[str, tuple[SlidePart, PartLinks]] = {}

    def layout_part(self, key: str) -> SlideLayoutPart:
        """Return the slide layout that pages of the layout `key` use."""
        return self._layouts[key]

    def picture(self, data: bytes) -> Part:
        """Return the part that holds the picture `data`, one for the same bytes."""
        if data not in self._pictures:
            suffix, kind = next((kind for mark, *kind in PICTURES if data.startswith(mark)), ("svg", "image/svg+xml"))
            # python-pptx measures a picture by Pillow, which knows no SVG
            made = Part if suffix == "svg" else ImagePart
            name = self._next_name("/ppt/media/image%d." + suffix, "/ppt/media/image")
            self._pictures[data] = made(name, kind, self._package, data)
        return self._pictures[data]

    def chart(self, xml: bytes, workbook: bytes) -> Part:
        """Return a new chart whose first relationship is its workbook."""
        sheet = self._next_name("/ppt/embeddings/Microsoft_Excel_Sheet%d.xlsx")
        part: Part = ChartPart.load(self._next_name("/ppt/charts/chart%d.xml"), CT.DML_CHART, self._package, xml)
        part.relate_to(EmbeddedXlsxPart(sheet, CT.SML_SHEET, self._package, workbook), RT.PACKAGE)
        return part

    def add_slide(self, key: str, xml: bytes, links: PartLinks) -> None:
        """Add the slide `key`, composed as `xml` with the ids that `links` gave."""
        name = self._next_name("/ppt/slides/slide%d.xml")
        self._slides[key] = (SlidePart.load(name, CT.PML_SLIDE, self._package, xml), links)

    def notes_links(self, key: str) -> PartLinks:
        """Return what the notes of the slide `key` refer to in any case: the notes master and the slide."""
        links = PartLinks()
        links.id_of(self.presentation.notes_master.part, RT.NOTES_MASTER)
        links.id_of(PageTarget(key), RT.SLIDE)
        return links

    def add_notes(self, key: str, xml: bytes, links: PartLinks) -> None:
        """Add the speaker notes of the slide `key`, composed as `xml` with the ids that `links` gave."""
        slide = self._slides[key][0]
        name = self._next_name("/ppt/notesSlides/notesSlide%d.xml")
        part = NotesSlidePart.load(name, CT.PML_NOTES_SLIDE, self._package, xml)
        links.relate(part, {key: slide})
        slide.relate_to(part, RT.NOTES_SLIDE)

    def relate_slides(self) -> dict[str, int]:
        """Make the relationships of all slides, list the slides in order, and return the id of each by its key."""
        parts: Mapping[str, Part] = {key: part for key, (part, _) in self._slides.items()}
        listed = self.presentation.element.get_or_add_sldIdLst()
        ids = {}
        for number, (key, (part, links)) in enumerate(self._slides.items(), FIRST_SLIDE_ID):
            links.relate(part, parts)
            relation = self.presentation.part.relate_to(part, RT.SLIDE)
            etree.SubElement(listed, qn("p:sldId"), {"id": str(number), qn("r:id"): relation})
            ids[key] = number
        return ids

    def add_property_part(self, name: str, kind: str, relation: str, xml: bytes) -> None:
        """Add properties that python-pptx has no text for, as a part of the package."""
        self._package.relate_to(Part(PackURI(f"/docProps/{name}.xml"), kind, self._package, xml), relation)

    def save(self) -> DigestedFile:
        """Return the finished deck; the same parts give the same bytes."""
        return save_package(self._package, self._template.originals)

    def _next_name(self, pattern: str, group: str = "") -> PackURI:
        """Return the next name of `pattern`; names of one `group` share their numbers."""
        group = group or pattern
        number = self._counts[group] = self._counts.get(group, self._template.taken(group)) + 1
        return PackURI(pattern % number)


def creation_id(*words: str) -> int:
    """Return an id of a slide that follows it through renaming and moving: derived from what it is, never 0."""
    return shape_id(*words).int % 0xFFFFFFFE + 1


def shape_id(*words: str) -> uuid.UUID:
    """Return an id of a shape that follows it through renaming and moving: derived from what it is."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "/".join(words))
