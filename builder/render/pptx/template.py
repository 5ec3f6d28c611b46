"""The template: theme, master, layouts, notes and handout masters, written from the `Theme`."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from builder.render.pptx.text import INK_NAMES, defaults_xml, face_xml, level_xml, scheme_color
from builder.scene import Anchor
from builder.style import Rect, pt
from builder.theme import Kind, SlideLayout, Slot, Theme

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
ANCHORS = {Anchor.TOP: "t", Anchor.MIDDLE: "ctr", Anchor.BOTTOM: "b"}
CLEAR = 'lIns="0" tIns="0" rIns="0" bIns="0"'
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
NOTES = (pt(540), pt(720))
"""Width and height of a notes page (7.5 x 10 inches)."""


def theme_xml(theme: Theme) -> str:
    """Return the theme part: colours, fonts and plain effects."""
    slots = (
        "dk1",
        "lt1",
        "dk2",
        "lt2",
        "accent1",
        "accent2",
        "accent3",
        "accent4",
        "accent5",
        "accent6",
        "hlink",
        "folHlink",
    )
    colors = "".join(
        f'<a:{slot}><a:srgbClr val="{color.hex}"/></a:{slot}>'
        for slot, (_, color) in zip(slots, theme.palette, strict=True)
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface={quoteattr(theme.font(key).office)}/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, key in (("major", "serif"), ("minor", "sans"))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={quoteattr(theme.label)}>'
        f"<a:themeElements><a:clrScheme name={quoteattr(theme.label)}>{colors}</a:clrScheme>"
        f"<a:fontScheme name={quoteattr(theme.label)}>{fonts}</a:fontScheme>"
        f'<a:fmtScheme name="Plain"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def master_xml(theme: Theme, lang: str, layout_ids: tuple[tuple[int, str], ...]) -> str:
    """Return the slide master; `layout_ids` are the layouts' ids with their relations."""
    layout = theme.layout("actor")
    shapes = "".join(
        _placeholder(number, slot, lang, theme, master=True)
        for number, slot in enumerate((s for s in layout.slots if s.name in {"title", "body", "footer", "number"}), 2)
    )
    listed = "".join(f'<p:sldLayoutId id="{number}" r:id="{relation}"/>' for number, relation in layout_ids)
    title, body = theme.style("slide-title"), theme.style("slide-body")
    levels = "".join(
        f'<a:lvl{n}pPr marL="{layout.slot("body").indent * n}" indent="{-layout.slot("body").indent}" algn="l">'
        f'<a:buChar char="▪"/>{defaults_xml(theme, body)}</a:lvl{n}pPr>'
        for n in range(1, 6)
    )
    other = "".join(f"<a:lvl{n}pPr>{defaults_xml(theme, body)}</a:lvl{n}pPr>" for n in range(1, 6))
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{_background('bg1')}<p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>"
        f"<p:clrMap {MAP}/><p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>"
        f'<p:txStyles><p:titleStyle><a:lvl1pPr algn="l">{defaults_xml(theme, title)}</a:lvl1pPr></p:titleStyle>'
        f"<p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout_xml(theme: Theme, layout: SlideLayout, lang: str) -> str:
    """Return a slide layout: ornaments, then its placeholders."""
    names = [name for name, _ in theme.palette]
    parts, number = [], 2
    for ornament in layout.ornaments:
        parts.append(
            f'<p:sp userDrawn="1"><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(ornament.name)}/><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{transform(ornament.frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"{scheme_color(theme, ornament.ink)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>".replace(
                '<p:sp userDrawn="1">', "<p:sp>"
            )
        )
        number += 1
    for slot in layout.slots:
        if slot.kind is not Kind.FREE:
            parts.append(_placeholder(number, slot, lang, theme))
            number += 1
    ground = INK_NAMES[names.index(layout.background)]
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name={quoteattr(layout.label)}>{_background(ground)}'
        f"<p:spTree>{GROUP}{''.join(parts)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def placeholder_attributes(slot: Slot, *, master: bool = False) -> str:
    """Return the `p:ph` element of a slot; the slide repeats it."""
    kind = slot.kind.value
    index = "" if slot.kind is Kind.TITLE else f' idx="{slot.index}"'
    size = ' sz="quarter"' if slot.kind in {Kind.FOOTER, Kind.NUMBER} else ""
    if master and slot.kind is Kind.BODY:
        index = ' idx="1"'
    return f'<p:ph type="{kind}"{size}{index}/>'


def transform(frame: Rect, tag: str = "a:xfrm") -> str:
    """Return a frame as an offset and an extent."""
    return f'<{tag}><a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.width}" cy="{frame.height}"/></{tag}>'


def _background(color: str) -> str:
    return f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{color}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def _placeholder(number: int, slot: Slot, lang: str, theme: Theme, *, master: bool = False) -> str:
    ph = placeholder_attributes(slot, master=master)
    run = f"<a:r><a:rPr lang={quoteattr(lang)}/><a:t>{_prompt(slot)}</a:t></a:r>"
    if slot.kind is Kind.NUMBER:
        field = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
        run = f'<a:fld id="{field}" type="slidenum"><a:rPr lang={quoteattr(lang)}/><a:t>‹#›</a:t></a:fld>'
    fit = "<a:normAutofit/>" if slot.kind in {Kind.TITLE, Kind.BODY} else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(slot.name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:spPr>{transform(slot.frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr {CLEAR} anchor="{ANCHORS[slot.anchor]}">{fit}</a:bodyPr>{level_xml(theme, slot)}'
        f"<a:p>{run}<a:endParaRPr lang={quoteattr(lang)}/></a:p></p:txBody></p:sp>"
    )


def _prompt(slot: Slot) -> str:
    return slot.prompt or slot.name.capitalize()


def notes_master_xml(theme: Theme, lang: str) -> str:
    """Return the notes master: the slide's picture above the notes."""
    width, height = NOTES
    picture = Rect(pt(36), pt(36), width - pt(72), (width - pt(72)) * 9 // 16)
    text = Rect(pt(36), picture.bottom + pt(24), width - pt(72), height - picture.bottom - pt(60))
    levels = "".join(f"<a:lvl{n}pPr>{defaults_xml(theme, theme.style('note'))}</a:lvl{n}pPr>" for n in range(1, 6))
    return (
        f"{HEAD}<p:notesMaster {NAMESPACES}><p:cSld>{_background('bg1')}<p:spTree>{GROUP}"
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{transform(picture)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:noFill/><a:ln w="9525"><a:solidFill><a:schemeClr val="accent3"/></a:solidFill></a:ln></p:spPr></p:sp>'
        f'<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{transform(text)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>'
        f"<a:p><a:r><a:rPr lang={quoteattr(lang)}/><a:t>Notes</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld>"
        f"<p:clrMap {MAP}/><p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def handout_master_xml(theme: Theme) -> str:
    """Return the handout master: nothing but its colours, since the handout is a product of its own."""
    del theme
    return f"{HEAD}<p:handoutMaster {NAMESPACES}><p:cSld>{_background('bg1')}<p:spTree>{GROUP}</p:spTree></p:cSld><p:clrMap {MAP}/></p:handoutMaster>"


def default_text_xml(theme: Theme, lang: str) -> str:
    """Return the default text style of the presentation."""
    return f'<p:defaultTextStyle><a:defPPr><a:defRPr lang={quoteattr(lang)}/></a:defPPr><a:lvl1pPr><a:defRPr sz="1800">{face_xml(theme, "sans")}</a:defRPr></a:lvl1pPr></p:defaultTextStyle>'
