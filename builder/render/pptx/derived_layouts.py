"""Our layouts under an organisation's masters: clones of its own, their art kept, our placeholders for theirs."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.parts.slide import SlideLayoutPart, SlideMasterPart

from builder.model.theme import SlideLayout, Theme
from builder.render.pptx.builtin_template import ornament_xml, placeholders_xml
from builder.render.pptx.drawingml import NAMESPACES
from builder.render.pptx.masters import table_styles_xml

if TYPE_CHECKING:
    from pptx.parts.slide import NotesMasterPart
    from pptx.presentation import Presentation

FIRST_ID = 2147483648
"""The least id of masters and layouts (ECMA-376 part 1, 19.7.11)."""


def add_layouts(presentation: Presentation, theme: Theme, origins: Mapping[str, str], lang: str) -> dict[str, str]:
    """Add a layout for each of the theme's, and return the names of their parts by the names of the layouts.

    Each is a clone of the part in `origins` that its name has.
    """
    parts = {
        str(layout.part.partname): layout.part for one in presentation.slide_masters for layout in one.slide_layouts
    }
    found: dict[str, str] = {}
    for layout in theme.layouts:
        origin = parts[origins[layout.name]]
        number = 1
        while f"/ppt/slideLayouts/slideLayout{number}.xml" in {*parts, *found.values()}:
            number += 1
        name = f"/ppt/slideLayouts/slideLayout{number}.xml"
        part = SlideLayoutPart(PackURI(name), CT.PML_SLIDE_LAYOUT, origin.package, _cloned(origin, theme, layout, lang))
        _relate_as(part, origin)
        _list(presentation, origin, part)
        found[layout.name] = name
    return found


def _cloned(origin: SlideLayoutPart, theme: Theme, layout: SlideLayout, lang: str) -> etree._Element:
    """Return the XML of the layout `origin` with our placeholders instead of its own."""
    root = deepcopy(origin.slide_layout.element)
    for name in ("type", "matchingName"):
        root.attrib.pop(name, None)
    root.set("preserve", "1")
    root.set("userDrawn", "1")
    root.find(qn("p:cSld")).set("name", f"{theme.label}: {layout.label}")
    tree = root.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for place in list(tree.iter(qn("p:ph"))):
        shape = place.getparent().getparent().getparent()
        shape.getparent().remove(shape)
    ids = [int(one.get("id", "0")) for one in tree.iter(qn("p:cNvPr"))]
    first = max(ids, default=1) + 1
    sheets = [one for one in layout.ornaments if not one.art]
    drawn = "".join(ornament_xml(theme, first + number, one) for number, one in enumerate(sheets))
    places = placeholders_xml(theme, layout, lang, first + len(sheets))
    shapes = parse_xml(f"<p:spTree {NAMESPACES}>{drawn}{places}</p:spTree>")
    extension = tree.find(qn("p:extLst"))
    for shape in list(shapes):
        if extension is None:
            tree.append(shape)
        else:
            extension.addprevious(shape)
    return root


def _relate_as(part: SlideLayoutPart, origin: SlideLayoutPart) -> None:
    """Give `part` the relationships of `origin` under the same ids, which its XML names."""
    parts = {one.target_part.partname: one.target_part for one in origin.rels.values() if not one.is_external}
    part.load_rels_from_xml(parse_xml(origin.rels.xml), parts)


def _list(presentation: Presentation, origin: SlideLayoutPart, part: SlideLayoutPart) -> None:
    """Let the master of `origin` list `part`."""
    master = next(one.target_part for one in origin.rels.values() if isinstance(one.target_part, SlideMasterPart))
    listed = master.slide_master.element.find(qn("p:sldLayoutIdLst"))
    ids = [FIRST_ID]
    for one in presentation.slide_masters:
        ids += [int(entry.get("id", "0")) for entry in one.element.iter(qn("p:sldLayoutId"))]
    ids += [int(entry.get("id", "0")) for entry in presentation.element.iter(qn("p:sldMasterId"))]
    relation = master.relate_to(part, RT.SLIDE_LAYOUT)
    etree.SubElement(listed, qn("p:sldLayoutId"), {"id": str(max(ids) + 1), qn("r:id"): relation})


def add_notes_master(presentation: Presentation, part: NotesMasterPart) -> None:
    """Give a presentation without one the notes master `part`."""
    relation = presentation.part.relate_to(part, RT.NOTES_MASTER)
    for one in part.rels.values():  # its theme is behind those of the masters
        names = {
            str(other.partname) for other in presentation.part.package.iter_parts() if other is not one.target_part
        }
        number = 1
        while f"/ppt/theme/theme{number}.xml" in names:
            number += 1
        one.target_part.partname = PackURI(f"/ppt/theme/theme{number}.xml")
    listed = etree.Element(qn("p:notesMasterIdLst"))
    etree.SubElement(listed, qn("p:notesMasterId"), {qn("r:id"): relation})
    presentation.element.find(qn("p:sldMasterIdLst")).addnext(listed)


def add_table_style(presentation: Presentation, theme: Theme) -> set[str]:
    """Add our table style to those of the file; return the names of the parts that changed."""
    ours = table_styles_xml(theme).encode()
    found = [one.target_part for one in presentation.part.rels.values() if one.reltype == RT.TABLE_STYLES]
    if not found:
        part = Part(PackURI("/ppt/tableStyles.xml"), CT.PML_TABLE_STYLES, presentation.part.package, ours)
        presentation.part.relate_to(part, RT.TABLE_STYLES)
        return set()
    root = etree.fromstring(found[0].blob)
    root.append(etree.fromstring(ours)[0])
    found[0].blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return {str(found[0].partname)}
