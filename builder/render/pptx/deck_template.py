"""The template of a deck: a package of masters, layouts, theme and table style that python-pptx opens."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

import pptx
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.package import Package
from pptx.parts.coreprops import CorePropertiesPart
from pptx.parts.presentation import PresentationPart
from pptx.parts.slide import NotesMasterPart, SlideLayoutPart, SlideMasterPart

from builder.model.theme import SlideLayout, SlotKind, TemplateBase, Theme
from builder.render.pptx.builtin_template import default_text_xml, layout_xml, master_xml
from builder.render.pptx.derived_layouts import add_layouts, add_notes_master, add_table_style
from builder.render.pptx.drawingml import HEAD, NAMESPACES
from builder.render.pptx.escape import quoteattr
from builder.render.pptx.masters import NOTES, handout_master_xml, notes_master_xml, table_styles_xml, theme_xml
from builder.render.pptx.saving import save_package
from builder.render.pptx.theme_tables import ThemeTables

if TYPE_CHECKING:
    from pptx.presentation import Presentation

FIRST_ID = 2147483648
"""The least id of masters and layouts (ECMA-376 part 1, 19.7.11)."""

_NO_CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
"""Core properties that say nothing: python-pptx's own default names its author and the time of day."""


class DeckTemplate(Struct, frozen=True):
    """What the decks of one theme and language share."""

    data: bytes
    """The package, without slides."""
    layouts: tuple[tuple[str, str], ...]
    """The part of each of the theme's slide layouts, by the layout's name."""
    tables: ThemeTables
    originals: Mapping[str, bytes]
    """Parts of an organisation's template that decks keep byte for byte, by part name."""
    names: frozenset[str]
    """The names of the parts of the package."""

    def layout_parts(self, presentation: Presentation) -> Iterator[SlideLayoutPart]:
        """Yield the slide layouts of the opened template."""
        for master in presentation.slide_masters:
            for layout in master.slide_layouts:
                yield layout.part

    def taken(self, group: str) -> int:
        """Return the highest number in the names of the template's parts that begin as `group` does."""
        start = group.partition("%")[0]
        ends = (name[len(start) :].partition(".")[0] for name in self.names if name.startswith(start))
        return max((int(end) for end in ends if end.isdigit()), default=0)


def template_of(theme: Theme, lang: str, assets: Mapping[str, bytes]) -> DeckTemplate:
    """Return the template of decks in `theme` whose own words are in the language `lang`.

    `assets` has the organisation's file, where the theme is based on one.
    """
    if theme.base:
        return _onto_base(theme, theme.base, lang, assets[theme.base.file])
    package = Package(BytesIO())  # nothing is read from it until it is opened
    name = PackURI("/ppt/presentation.xml")
    root = PresentationPart.load(name, CT.PML_PRESENTATION_MAIN, package, _presentation_xml(theme, lang))
    package.relate_to(root, RT.OFFICE_DOCUMENT)
    core = PackURI("/docProps/core.xml")
    package.relate_to(CorePropertiesPart.load(core, CT.OPC_CORE_PROPERTIES, package, _NO_CORE), RT.CORE_PROPERTIES)
    look, layouts = _theme_part(package, theme, 1), _layout_parts(package, theme, lang)
    # in the order of the ids that the presentation's XML gives
    root.relate_to(_master(package, theme, lang, tuple(layouts.values()), look), RT.SLIDE_MASTER)
    root.relate_to(_notes_master(package, theme, lang), RT.NOTES_MASTER)
    root.relate_to(_handout_master(package, theme, lang), RT.HANDOUT_MASTER)
    root.relate_to(look, RT.THEME)
    _add_settings(package, root, theme)
    names = tuple((key, str(part.partname)) for key, part in layouts.items())
    return DeckTemplate(save_package(package).data, names, ThemeTables(theme), {}, frozenset())


def _theme_part(package: Package, theme: Theme, number: int) -> Part:
    return Part(PackURI(f"/ppt/theme/theme{number}.xml"), CT.OFC_THEME, package, theme_xml(theme).encode())


def _layout_parts(package: Package, theme: Theme, lang: str) -> dict[str, SlideLayoutPart]:
    return {
        layout.name: SlideLayoutPart.load(
            PackURI(f"/ppt/slideLayouts/slideLayout{number}.xml"),
            CT.PML_SLIDE_LAYOUT,
            package,
            layout_xml(theme, layout, lang).encode(),
        )
        for number, layout in enumerate(theme.layouts, 1)
    }


def _master(
    package: Package, theme: Theme, lang: str, layouts: tuple[SlideLayoutPart, ...], look: Part
) -> SlideMasterPart:
    listed = tuple((FIRST_ID + number, f"rId{number}") for number in range(1, len(layouts) + 1))
    name = PackURI("/ppt/slideMasters/slideMaster1.xml")
    master: SlideMasterPart = SlideMasterPart.load(
        name, CT.PML_SLIDE_MASTER, package, master_xml(theme, lang, listed).encode()
    )
    for layout in layouts:
        layout.relate_to(master, RT.SLIDE_MASTER)
        master.relate_to(layout, RT.SLIDE_LAYOUT)
    master.relate_to(look, RT.THEME)
    return master


def _notes_master(package: Package, theme: Theme, lang: str) -> NotesMasterPart:
    name = PackURI("/ppt/notesMasters/notesMaster1.xml")
    part: NotesMasterPart = NotesMasterPart.load(
        name, CT.PML_NOTES_MASTER, package, notes_master_xml(theme, lang).encode()
    )
    part.relate_to(_theme_part(package, theme, 2), RT.THEME)
    return part


def _handout_master(package: Package, theme: Theme, lang: str) -> Part:
    name = PackURI("/ppt/handoutMasters/handoutMaster1.xml")
    part: XmlPart = XmlPart.load(name, CT.PML_HANDOUT_MASTER, package, handout_master_xml(theme, lang).encode())
    part.relate_to(_theme_part(package, theme, 3), RT.THEME)
    return part


def _add_settings(package: Package, root: PresentationPart, theme: Theme) -> None:
    for name, kind, relation, xml in (
        ("presProps", CT.PML_PRES_PROPS, RT.PRES_PROPS, f"{HEAD}<p:presentationPr {NAMESPACES}/>"),
        ("viewProps", CT.PML_VIEW_PROPS, RT.VIEW_PROPS, f"{HEAD}<p:viewPr {NAMESPACES}/>"),
        ("tableStyles", CT.PML_TABLE_STYLES, RT.TABLE_STYLES, table_styles_xml(theme)),
    ):
        root.relate_to(Part(PackURI(f"/ppt/{name}.xml"), kind, package, xml.encode()), relation)


def _presentation_xml(theme: Theme, lang: str) -> bytes:
    return (
        f'{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        '<p:handoutMasterIdLst><p:handoutMasterId r:id="rId3"/></p:handoutMasterIdLst>'
        f'<p:sldSz cx="{theme.slide_width}" cy="{theme.slide_height}"/>'
        f'<p:notesSz cx="{NOTES[0]}" cy="{NOTES[1]}"/>{default_text_xml(theme, lang)}</p:presentation>'
    ).encode()


def _onto_base(theme: Theme, base: TemplateBase, lang: str, data: bytes) -> DeckTemplate:
    """Return the organisation's file with our layouts under its masters; all else in it stays as it was."""
    presentation = pptx.Presentation(BytesIO(data))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        originals = {f"/{name}": archive.read(name) for name in archive.namelist() if not name.endswith(".rels")}
    own = base.own_layouts
    chosen = {layout.name: base.cover if layout.name == "title" else base.content for layout in theme.layouts}
    places = own_placeholders(presentation, theme, chosen) if own else None
    names = chosen if own else add_layouts(presentation, theme, chosen, lang)
    package, root = presentation.part.package, presentation.part
    grown = set() if own else {*names.values(), *_masters_of(presentation)}
    changed = {str(root.partname), "/[Content_Types].xml", *grown}
    if not any(one.reltype == RT.NOTES_MASTER for one in root.rels.values()):
        add_notes_master(presentation, _notes_master(package, replace(theme, base=None), lang))
    changed |= add_table_style(presentation, theme)
    core = PackURI("/docProps/core.xml")
    package.relate_to(CorePropertiesPart.load(core, CT.OPC_CORE_PROPERTIES, package, _NO_CORE), RT.CORE_PROPERTIES)
    saved = save_package(package, {key: value for key, value in originals.items() if key not in changed}).data
    kept = {key: value for key, value in originals.items() if key not in changed}
    for name in grown & _masters_of(presentation):
        with zipfile.ZipFile(BytesIO(saved)) as archive:
            kept[name] = archive.read(name.removeprefix("/"))
    return DeckTemplate(saved, tuple(names.items()), ThemeTables(theme, places), kept, frozenset(originals))


def _masters_of(presentation: Presentation) -> set[str]:
    return {str(master.part.partname) for master in presentation.slide_masters}


_KINDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "ctrTitle"),
    "subtitle": ("subTitle", "body"),
    "body": ("obj", "body"),
    "footer": ("ftr",),
    "number": ("sldNum",),
}
"""Which of a layout's placeholders a slot may use, by the slot's name."""


def own_placeholders(presentation: Presentation, theme: Theme, chosen: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Return the `p:ph` element of each slot that has a placeholder on the organisation's own layout.

    `chosen` are the parts of the organisation's layouts that the theme's use, by the names of these.
    """
    roots = {
        str(layout.part.partname): layout.part.slide_layout.element
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    }
    return {
        (layout.name, name): place
        for layout in theme.layouts
        for name, place in _placeholders(layout, roots[chosen[layout.name]])
    }


def _placeholders(layout: SlideLayout, root: etree._Element) -> Iterator[tuple[str, str]]:
    free = [(place.get("type", "obj"), place) for place in root.iter(qn("p:ph"))]
    for slot in layout.slots:
        if slot.kind in {SlotKind.TABLE, SlotKind.CHART, SlotKind.PICTURE, SlotKind.FREE}:
            continue
        kinds = _KINDS.get(slot.name, ())
        found = next((one for one in free if one[0] in kinds), None)
        if found:
            free.remove(found)
            kept = (f" {key}={quoteattr(found[1].get(key))}" for key in ("type", "sz", "idx") if found[1].get(key))
            yield slot.name, f"<p:ph{''.join(kept)}/>"
        elif slot.kind is SlotKind.TITLE:  # a slide has a title for those who listen, whatever its layout has
            yield slot.name, '<p:ph type="title"/>'
