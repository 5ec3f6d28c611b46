"""The deck as a native PowerPoint file."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from builder.media import Media
from builder.model.digest import DigestedFile
from builder.model.scene import Scene, TextBox
from builder.model.theme import Theme
from builder.render.pptx.drawing import HEAD, NAMESPACES
from builder.render.pptx.escape import quoteattr
from builder.render.pptx.masters import NOTES
from builder.render.pptx.notes import notes_xml
from builder.render.pptx.package import CT, RT, Package, Part
from builder.render.pptx.properties import app_xml, core_xml, custom_xml
from builder.render.pptx.shared_parts import FIRST_ID, SharedParts, shared_parts_for
from builder.render.pptx.slide import SlideContext, slide_xml

FIRST_SLIDE_ID = 256
"""The least id of a slide (ECMA-376 part 1, 19.7.13)."""

SPACE = uuid.UUID("6f1d4c1e-8c5b-5f6e-9a53-3f0c7b9e2d10")
"""Name space of the section ids, which are derived from the briefing and the section's name."""


SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""The extension that holds the sections."""


def render(scene: Scene, theme: Theme, media: Media) -> DigestedFile:
    """Return the deck as a .pptx package; the same scene gives the same bytes."""
    package = Package()
    root = package.part("/ppt/presentation.xml", CT.PML_PRESENTATION_MAIN)
    package.relate(root, RT.OFFICE_DOCUMENT)
    lang = scene.properties.lang
    shared = shared_parts_for(theme, lang, _footer_of(scene))
    look = _theme(package, shared)
    root.relate_to(look, RT.THEME)
    master, layouts = _master(package, shared, look)
    listed = {"master": root.relate_to(master, RT.SLIDE_MASTER)}
    slides = {page.key: package.numbered("/ppt/slides/slide%d.xml", CT.PML_SLIDE) for page in scene.pages}
    relations = [root.relate_to(slides[page.key], RT.SLIDE) for page in scene.pages]
    notes_master = _notes_master(package, shared)
    listed["notes"] = root.relate_to(notes_master, RT.NOTES_MASTER)
    listed["handout"] = root.relate_to(_handout_master(package, shared), RT.HANDOUT_MASTER)
    context = SlideContext(shared.tables, package, media, slides)
    for page in scene.pages:
        part = slides[page.key]
        part.relate_to(layouts[page.layout], RT.SLIDE_LAYOUT)
        notes = package.numbered("/ppt/notesSlides/notesSlide%d.xml", CT.PML_NOTES_SLIDE)
        notes.relate_to(notes_master, RT.NOTES_MASTER)
        notes.relate_to(part, RT.SLIDE)
        notes.blob = notes_xml(page)
        part.relate_to(notes, RT.NOTES_SLIDE)
        part.blob = slide_xml(context, page, part)
    _settings(package, root, shared)
    root.blob = _presentation_xml(scene, theme, shared, listed, relations)
    _properties(package, scene)
    return package.to_bytes()


def _footer_of(scene: Scene) -> str:
    """Return the words of the first footer in the deck."""
    boxes = (item for page in scene.pages for item in page.items if isinstance(item, TextBox) and item.slot == "footer")
    return next(("".join(run.text for one in box.paragraphs for run in one.runs) for box in boxes), "")


def _theme(package: Package, shared: SharedParts) -> Part:
    part = package.numbered("/ppt/theme/theme%d.xml", CT.OFC_THEME)
    part.blob = shared.look
    return part


def _master(package: Package, shared: SharedParts, look: Part) -> tuple[Part, dict[str, Part]]:
    master = package.part("/ppt/slideMasters/slideMaster1.xml", CT.PML_SLIDE_MASTER)
    layouts: dict[str, Part] = {}
    for name, xml in shared.layouts:
        part = package.numbered("/ppt/slideLayouts/slideLayout%d.xml", CT.PML_SLIDE_LAYOUT)
        part.blob = xml
        part.relate_to(master, RT.SLIDE_MASTER)
        master.relate_to(part, RT.SLIDE_LAYOUT)
        layouts[name] = part
    master.relate_to(look, RT.THEME)
    master.blob = shared.master
    return master, layouts


def _notes_master(package: Package, shared: SharedParts) -> Part:
    part = package.part("/ppt/notesMasters/notesMaster1.xml", CT.PML_NOTES_MASTER)
    part.relate_to(_theme(package, shared), RT.THEME)
    part.blob = shared.notes_master
    return part


def _handout_master(package: Package, shared: SharedParts) -> Part:
    part = package.part("/ppt/handoutMasters/handoutMaster1.xml", CT.PML_HANDOUT_MASTER)
    part.relate_to(_theme(package, shared), RT.THEME)
    part.blob = shared.handout_master
    return part


def _settings(package: Package, root: Part, shared: SharedParts) -> None:
    for name, kind, relation, xml in (
        ("presProps", CT.PML_PRES_PROPS, RT.PRES_PROPS, f"{HEAD}<p:presentationPr {NAMESPACES}/>".encode()),
        ("viewProps", CT.PML_VIEW_PROPS, RT.VIEW_PROPS, f"{HEAD}<p:viewPr {NAMESPACES}/>".encode()),
        ("tableStyles", CT.PML_TABLE_STYLES, RT.TABLE_STYLES, shared.table_styles),
    ):
        part = package.part(f"/ppt/{name}.xml", kind)
        part.blob = xml
        root.relate_to(part, relation)


def _presentation_xml(
    scene: Scene, theme: Theme, shared: SharedParts, listed: Mapping[str, str], relations: list[str]
) -> bytes:
    ids = {page.key: FIRST_SLIDE_ID + number for number, page in enumerate(scene.pages)}
    slides = "".join(
        f'<p:sldId id="{number}" r:id="{relation}"/>' for number, relation in zip(ids.values(), relations, strict=True)
    )
    return (
        f'{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_ID}" r:id="{listed["master"]}"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="{listed["notes"]}"/></p:notesMasterIdLst>'
        f'<p:handoutMasterIdLst><p:handoutMasterId r:id="{listed["handout"]}"/></p:handoutMasterIdLst>'
        f'<p:sldIdLst>{slides}</p:sldIdLst><p:sldSz cx="{theme.slide_width}" cy="{theme.slide_height}"/>'
        f'<p:notesSz cx="{NOTES[0]}" cy="{NOTES[1]}"/>{shared.default_text}'
        f"{_sections_xml(scene, ids)}</p:presentation>"
    ).encode()


def _sections_xml(scene: Scene, ids: Mapping[str, int]) -> str:
    """Return the sections as PowerPoint 2010 and later keep them (MS-PPTX 2.2.3)."""
    if not scene.sections:
        return ""
    sections = "".join(
        f'<p14:section name={quoteattr(name)} id="{_section_id(scene, name, number)}">'
        f"<p14:sldIdLst>{_section_slides(ids, keys)}</p14:sldIdLst></p14:section>"
        for number, (name, keys) in enumerate(scene.sections)
    )
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    return (
        f'<p:extLst><p:ext uri="{SECTIONS}"><p14:sectionLst xmlns:p14="{space}">{sections}</p14:sectionLst></p:ext>'
        "</p:extLst>"
    )


def _section_id(scene: Scene, name: str, number: int) -> str:
    made = uuid.uuid5(SPACE, f"{scene.properties.identifier}/{name}/{number}")
    return f"{{{str(made).upper()}}}"


def _section_slides(ids: Mapping[str, int], keys: tuple[str, ...]) -> str:
    return "".join(f'<p14:sldId id="{ids[key]}"/>' for key in keys)


def _properties(package: Package, scene: Scene) -> None:
    for name, kind, relation, data in (
        ("core", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, core_xml(scene)),
        ("app", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, app_xml(scene)),
        ("custom", CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES, custom_xml(scene)),
    ):
        part = package.part(f"/docProps/{name}.xml", kind)
        part.blob = data
        package.relate(part, relation)
