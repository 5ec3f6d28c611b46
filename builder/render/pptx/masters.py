"""What is beside the slide master: the theme part, the notes master, the handout master, and the table style."""

from builder.model.theme import Theme
from builder.model.units import Rect, pt
from builder.render.pptx.builtin_template import MAP
from builder.render.pptx.drawingml import (
    CLEAR,
    GROUP,
    HEAD,
    NAMESPACES,
    PICTURE_OF_SLIDE,
    RECTANGLE,
    background_xml,
    transform,
)
from builder.render.pptx.escape import quoteattr
from builder.render.pptx.inheritance import LEVELS, color_xml, defaults_xml, scheme_color
from builder.render.pptx.text import NUMBER_FIELD

NOTES = (pt(540), pt(720))
"""Width and height of a notes page (7.5 x 10 inches)."""

EDGE = pt(36)

TABLE_STYLE = "{8E1F6C52-3B0E-5C4D-9E21-7B6D0C1A2F31}"
"""Id of our table style, the same in every deck."""

_SLOTS = (
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


def theme_xml(theme: Theme) -> str:
    """Return the theme part: colours, fonts and plain effects."""
    colors = "".join(
        f'<a:{slot}><a:srgbClr val="{color.hex}"/></a:{slot}>'
        for slot, (_, color) in zip(_SLOTS, theme.palette, strict=True)
    )
    fonts = "".join(
        f"<a:{kind}Font><a:latin typeface={quoteattr(theme.font(key).office)}/>"
        f'<a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, key in (("major", "serif"), ("minor", "sans"))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    name = quoteattr(theme.label)
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={name}>'
        f"<a:themeElements><a:clrScheme name={name}>{colors}</a:clrScheme>"
        f"<a:fontScheme name={name}>{fonts}</a:fontScheme><a:fmtScheme name={name}>"
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def table_styles_xml(theme: Theme) -> str:
    """Return the table style: the body font in the text colour, a rule below each row, no boxes."""
    rule = f'<a:ln w="9525">{scheme_color(theme, "rule")}</a:ln>'
    none = "<a:ln><a:noFill/></a:ln>"
    borders = "".join(
        f"<a:{side}>{rule if side in {'bottom', 'insideH'} else none}</a:{side}>"
        for side in ("left", "right", "top", "bottom", "insideH", "insideV")
    )
    whole = (
        '<a:wholeTbl><a:tcTxStyle><a:fontRef idx="minor"/>'
        f"{color_xml(theme, 'ink')}</a:tcTxStyle>"
        f"<a:tcStyle><a:tcBdr>{borders}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
    )
    return (
        f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName={quoteattr(theme.label)}>{whole}</a:tblStyle></a:tblStyleLst>'
    )


def notes_master_xml(theme: Theme, lang: str) -> str:
    """Return the notes master: the slide's picture, the notes below it, the number at the foot."""
    width, height = NOTES
    picture = Rect(EDGE, EDGE, width - 2 * EDGE, (width - 2 * EDGE) * theme.slide_height // theme.slide_width)
    text = Rect(EDGE, picture.bottom + pt(24), width - 2 * EDGE, height - picture.bottom - pt(72))
    levels = "".join(
        f'<a:lvl{n}pPr marL="{pt(18) * (n - 1)}" algn="l" rtl="0"><a:spcAft><a:spcPts val="600"/></a:spcAft>'
        f"{defaults_xml(theme, theme.style('note'))}</a:lvl{n}pPr>"
        for n in LEVELS
    )
    edge = f'<a:noFill/><a:ln w="9525">{scheme_color(theme, "rule")}</a:ln>'
    return (
        f"{HEAD}<p:notesMaster {NAMESPACES}><p:cSld>{background_xml('bg1')}<p:spTree>{GROUP}"
        f"{PICTURE_OF_SLIDE}<p:spPr>{transform(picture)}{RECTANGLE}{edge}</p:spPr></p:sp>"
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" sz="quarter" idx="1"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{transform(text)}{RECTANGLE}</p:spPr><p:txBody><a:bodyPr {CLEAR}/><a:lstStyle/>"
        f"<a:p><a:r><a:rPr lang={quoteattr(lang)}/><a:t>Notes</a:t></a:r></a:p>"
        f"</p:txBody></p:sp>{_number(theme, lang, 4)}</p:spTree></p:cSld><p:clrMap {MAP}/>"
        f'<p:hf hdr="0" ftr="0" dt="0"/><p:notesStyle>{levels}</p:notesStyle></p:notesMaster>'
    )


def handout_master_xml(theme: Theme, lang: str) -> str:
    """Return the handout master: a page number, since the handout proper is a product of its own."""
    return (
        f"{HEAD}<p:handoutMaster {NAMESPACES}><p:cSld>{background_xml('bg1')}<p:spTree>{GROUP}{_number(theme, lang, 2)}"
        f'</p:spTree></p:cSld><p:clrMap {MAP}/><p:hf hdr="0" ftr="0" dt="0"/></p:handoutMaster>'
    )


def _number(theme: Theme, lang: str, number: int) -> str:
    """Return the page number in the lower right corner of a notes or handout page."""
    width, height = NOTES
    frame = Rect(width - EDGE - pt(90), height - pt(36), pt(90), pt(18))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Page number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldNum" sz="quarter" idx="5"/></p:nvPr></p:nvSpPr><p:spPr>{transform(frame)}{RECTANGLE}'
        f'</p:spPr><p:txBody><a:bodyPr {CLEAR} anchor="b"/><a:lstStyle><a:lvl1pPr algn="r">'
        f"{defaults_xml(theme, theme.style('slide-footer'))}</a:lvl1pPr></a:lstStyle><a:p>"
        f'<a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang={quoteattr(lang)}/><a:t>‹#›</a:t></a:fld></a:p>'
        "</p:txBody></p:sp>"
    )
