"""The template: slide master and layouts, written from the `Theme`."""

from lxml import etree
from pptx.oxml.ns import qn

from builder.model.theme import Ornament, SlideLayout, Slot, SlotKind, Theme
from builder.render.pptx.drawingml import (
    ANCHORS,
    CLEAR,
    DECORATIVE,
    GROUP,
    HEAD,
    NAMESPACES,
    RECTANGLE,
    background_xml,
    placeholder_xml,
    transform,
)
from builder.render.pptx.escape import escape, quoteattr
from builder.render.pptx.inheritance import (
    LEVELS,
    Base,
    body_style_xml,
    color_name,
    defaults_xml,
    face_xml,
    list_style_xml,
    master_base,
    other_style_xml,
    scheme_color,
    title_style_xml,
    whole_list_style_xml,
)
from builder.render.pptx.text import NUMBER_FIELD

MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
"""The usual map of colour roles to theme colours."""

FITTED = {SlotKind.TITLE, SlotKind.BODY}
"""Placeholders that shrink their text when somebody adds to it; as written, all text fits at full size."""


def master_xml(theme: Theme, lang: str, layout_ids: tuple[tuple[int, str], ...]) -> str:
    """Return the slide master; `layout_ids` are the layouts' ids with their relations."""
    layout = theme.layout("actor")
    slots = [layout.slot(name) for name in ("title", "body", "footer", "number")]
    shapes = "".join(_master_placeholder(number, slot, lang, theme) for number, slot in enumerate(slots, 2))
    listed = "".join(f'<p:sldLayoutId id="{number}" r:id="{relation}"/>' for number, relation in layout_ids)
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{background_xml('bg1')}<p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>"
        f'<p:clrMap {MAP}/><p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/>'
        f"<p:txStyles>{title_style_xml(theme)}{body_style_xml(theme)}{other_style_xml(theme)}</p:txStyles></p:sldMaster>"
    )


def layout_xml(theme: Theme, layout: SlideLayout, lang: str) -> str:
    """Return a slide layout: ornaments, then its placeholders."""
    slots = [slot for slot in layout.slots if slot.kind is not SlotKind.FREE]
    ornaments = "".join(ornament_xml(theme, number, one) for number, one in enumerate(layout.ornaments, 2))
    first = 2 + len(layout.ornaments)
    shapes = "".join(_layout_placeholder(number, slot, lang, theme) for number, slot in enumerate(slots, first))
    ground = background_xml(color_name(theme, layout.background))
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name={quoteattr(layout.label)}>{ground}'
        f"<p:spTree>{GROUP}{ornaments}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def default_text_xml(theme: Theme, lang: str) -> str:
    """Return the presentation's default text style: what free text boxes and table cells begin with."""
    style = theme.style("row-text")
    levels = "".join(f'<a:lvl{n}pPr algn="l" rtl="0">{defaults_xml(theme, style)}</a:lvl{n}pPr>' for n in LEVELS)
    return (
        f"<p:defaultTextStyle><a:defPPr><a:defRPr lang={quoteattr(lang)}>{face_xml(theme, 'sans')}</a:defRPr>"
        f"</a:defPPr>{levels}</p:defaultTextStyle>"
    )


def ornament_xml(theme: Theme, number: int, ornament: Ornament) -> str:
    """Return a rectangle that a layout draws."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(ornament.name)}>{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{transform(ornament.frame)}{RECTANGLE}'
        f"{scheme_color(theme, ornament.ink)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _master_placeholder(number: int, slot: Slot, lang: str, theme: Theme) -> str:
    """Return a placeholder of the master: its text style is in `p:txStyles`, that of the footers on themselves."""
    small = slot.kind in {SlotKind.FOOTER, SlotKind.NUMBER}
    styles = list_style_xml(theme, slot, Base(None)) if small else "<a:lstStyle/>"
    return _placeholder(number, slot, lang, placeholder_xml(slot, master=True), styles)


def _layout_placeholder(number: int, slot: Slot, lang: str, theme: Theme) -> str:
    prompt = slot.kind not in {SlotKind.FOOTER, SlotKind.NUMBER}
    # LibreOffice takes a footer's style from the layout only
    styles = list_style_xml(theme, slot, master_base(theme, slot.kind) if prompt else Base(None))
    return _placeholder(number, slot, lang, placeholder_xml(slot, prompt=prompt), styles)


def placeholders_xml(theme: Theme, layout: SlideLayout, lang: str, first: int) -> str:
    """Return the placeholders of a layout under an organisation's master: all that they look like, they say."""
    slots = [slot for slot in layout.slots if slot.kind is not SlotKind.FREE]
    return "".join(
        _placeholder(
            number,
            slot,
            lang,
            placeholder_xml(slot, prompt=slot.kind not in {SlotKind.FOOTER, SlotKind.NUMBER}),
            whole_list_style_xml(theme, slot),
            look=PLAIN,
        )
        for number, slot in enumerate(slots, first)
    )


PLAIN = "<a:noFill/><a:ln><a:noFill/></a:ln><a:effectLst/>"
"""Nothing behind the words and round them: a master's own placeholders may be filled."""


def _placeholder(number: int, slot: Slot, lang: str, ph: str, styles: str, *, look: str = "") -> str:
    fit = "<a:normAutofit/>" if slot.kind in FITTED else ""
    anchor = ANCHORS[slot.anchor]
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(slot.label)}/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:spPr>{transform(slot.frame)}{RECTANGLE}{look}</p:spPr>"
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" {CLEAR} rtlCol="0" anchor="{anchor}">{fit}</a:bodyPr>'
        f"{styles}<a:p>{_prompt(slot, lang)}</a:p></p:txBody></p:sp>"
    )


def _prompt(slot: Slot, lang: str) -> str:
    """Return what the placeholder says on the layout: a prompt, or the number's field."""
    if slot.kind is SlotKind.NUMBER:
        said = f"<a:rPr lang={quoteattr(lang)}/>"
        return f'<a:fld id="{NUMBER_FIELD}" type="slidenum">{said}<a:t>‹#›</a:t></a:fld>'
    return f"<a:r><a:rPr lang={quoteattr(lang)}/><a:t>{escape(slot.prompt or slot.label)}</a:t></a:r>"


def write_footer(root: etree._Element, lang: str, footer: str) -> None:
    """Let the footer placeholders of a master or layout say `footer`."""
    for shape in root.iter(qn("p:sp")):
        place, paragraph = shape.find(f".//{qn('p:ph')}"), shape.find(f".//{qn('a:p')}")
        if place is None or paragraph is None or place.get("type") != SlotKind.FOOTER.value:
            continue
        for old in list(paragraph):
            paragraph.remove(old)
        if not footer:
            etree.SubElement(paragraph, qn("a:endParaRPr"), {"lang": lang})
            continue
        run = etree.SubElement(paragraph, qn("a:r"))
        etree.SubElement(run, qn("a:rPr"), {"lang": lang})
        etree.SubElement(run, qn("a:t")).text = footer
