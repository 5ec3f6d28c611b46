"""The deck as a native PowerPoint file: python-pptx's presentation, its slides composed as XML in one pass."""

import uuid
from collections.abc import Mapping

from lxml import etree
from pptx.oxml.ns import qn

from builder.media import Media
from builder.model.digest import DigestedFile
from builder.model.scene import Scene, TextBox
from builder.model.theme import Theme
from builder.render.pptx.builtin_template import write_footer
from builder.render.pptx.deck_template import DeckTemplate, template_of
from builder.render.pptx.escape import quoteattr
from builder.render.pptx.links import PartLinks
from builder.render.pptx.notes import notes_xml
from builder.render.pptx.open_deck import CT, RT, DeckPackage
from builder.render.pptx.properties import app_xml, custom_xml, write_core_properties
from builder.render.pptx.slide import P14, SlideContext, slide_xml

__all__ = ["DeckTemplate", "render", "template_of"]

SPACE = uuid.UUID("6f1d4c1e-8c5b-5f6e-9a53-3f0c7b9e2d10")
"""Name space of the section ids, which are derived from the briefing and the section's name."""

SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""The extension that holds the sections."""


def render(scene: Scene, theme: Theme, media: Media, template: DeckTemplate | None = None) -> DigestedFile:
    """Return the deck as a .pptx package; the same scene gives the same bytes.

    `template` is the theme's in the deck's language, which a session keeps; it is made where none is given.
    """
    lang = scene.properties.lang
    template = template or template_of(theme, lang, media.assets)
    package = DeckPackage(template)
    _write_footers(package, theme, lang, _footer_of(scene))
    keys = frozenset(page.key for page in scene.pages)
    context = SlideContext(template.tables, package, media, keys, scene.properties.identifier)
    for page in scene.pages:
        links = PartLinks()
        links.id_of(package.layout_part(page.layout), RT.SLIDE_LAYOUT)
        package.add_slide(page.key, slide_xml(context, page, links), links)
    ids = package.relate_slides()
    for page in scene.pages:
        links = package.notes_links(page.key)
        package.add_notes(page.key, notes_xml(page, links), links)
    _add_sections(package, scene, ids)
    write_core_properties(package.presentation.core_properties, scene)
    package.add_property_part("app", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, app_xml(scene))
    package.add_property_part("custom", CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES, custom_xml(scene))
    return package.save()


def _footer_of(scene: Scene) -> str:
    """Return the words of the first footer in the deck."""
    boxes = (item for page in scene.pages for item in page.items if isinstance(item, TextBox) and item.slot == "footer")
    return next(("".join(run.text for one in box.paragraphs for run in one.runs) for box in boxes), "")


def _write_footers(package: DeckPackage, theme: Theme, lang: str, footer: str) -> None:
    """Let our layouts say the deck's footer, so that slides which somebody adds say it too."""
    if theme.base and theme.base.own_layouts:
        return
    parts = {package.layout_part(layout.name) for layout in theme.layouts}
    for part in parts:
        write_footer(part.slide_layout.element, lang, footer)
    if theme.base is None:
        write_footer(package.presentation.slide_master.element, lang, footer)


def _add_sections(package: DeckPackage, scene: Scene, ids: Mapping[str, int]) -> None:
    """Add the sections as PowerPoint 2010 and later keep them (MS-PPTX 2.2.3)."""
    if not scene.sections:
        return
    sections = "".join(
        f'<p14:section name={quoteattr(name)} id="{_section_id(scene, name, number)}">'
        f"<p14:sldIdLst>{_section_slides(ids, keys)}</p14:sldIdLst></p14:section>"
        for number, (name, keys) in enumerate(scene.sections)
    )
    root = package.presentation.element
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(root, qn("p:extLst"))
    one = etree.SubElement(extensions, qn("p:ext"), {"uri": SECTIONS})
    one.append(etree.fromstring(f'<p14:sectionLst xmlns:p14="{P14}">{sections}</p14:sectionLst>'))


def _section_id(scene: Scene, name: str, number: int) -> str:
    made = uuid.uuid5(SPACE, f"{scene.properties.identifier}/{name}/{number}")
    return f"{{{str(made).upper()}}}"


def _section_slides(ids: Mapping[str, int], keys: tuple[str, ...]) -> str:
    return "".join(f'<p14:sldId id="{ids[key]}"/>' for key in keys)
