"""Speaker notes as notes slides."""

from itertools import groupby

from msgspec.structs import replace

from builder.model.scene import NoteParagraph, Page, TextRun
from builder.model.sentence import LINE_END
from builder.render.pptx.drawingml import GROUP, HEAD, NAMESPACES, PICTURE_OF_SLIDE
from builder.render.pptx.escape import escape, quoteattr
from builder.render.pptx.links import PartLinks
from builder.render.pptx.open_deck import RT
from builder.render.pptx.text import NUMBER_FIELD

STEP = 228600
"""How far a level of a list is indented: a quarter of an inch."""


def notes_xml(page: Page, links: PartLinks) -> bytes:
    """Return the notes slide of a page: its picture, its speaker notes, its number; addresses are added to `links`."""
    lang = quoteattr(page.lang)
    words = (
        "".join(_paragraph(paragraph, links) for paragraph in page.notes) or f"<a:p><a:endParaRPr lang={lang}/></a:p>"
    )
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{GROUP}"
        f"{PICTURE_OF_SLIDE}<p:spPr/></p:sp>"
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" sz="quarter" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>"
        '<p:sp><p:nvSpPr><p:cNvPr id="4" name="Page number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="5"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang={lang}/>'
        f"<a:t>{escape(page.label)}</a:t></a:fld></a:p>"
        "</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    ).encode()


def _paragraph(paragraph: NoteParagraph, links: PartLinks) -> str:
    indent = STEP * (paragraph.level + 1)
    properties = ""
    if paragraph.bullet:
        bullet = f'<a:buFont typeface="Arial"/>{_bullet(paragraph.bullet)}'
        properties = f'<a:pPr marL="{indent}" indent="-{STEP}">{bullet}</a:pPr>'
    elif paragraph.level:
        properties = f'<a:pPr marL="{STEP * paragraph.level}"/>'
    alike = groupby(paragraph.runs, key=lambda run: replace(run, text="", origin=None))
    joined = (replace(look, text="".join(run.text for run in group)) for look, group in alike)
    runs = "".join(_run(run, links) for run in joined)
    return f"<a:p>{properties}{runs}</a:p>"


def _run(run: TextRun, links: PartLinks) -> str:
    style = run.style
    marks = ' b="1"' * style.bold + ' i="1"' * style.italic
    if style.rise:
        marks += f' baseline="{round(style.rise / (style.script_of or style.size) * 100000)}"'
    link = f'<a:hlinkClick r:id="{links.id_of(run.href, RT.HYPERLINK)}"/>' if run.href else ""
    look = f'<a:rPr lang={quoteattr(run.lang)}{marks} dirty="0">{link}</a:rPr>'
    lines = (f"<a:r>{look}<a:t>{escape(line)}</a:t></a:r>" if line else "" for line in run.text.split(LINE_END))
    return f'<a:br><a:rPr lang={quoteattr(run.lang)}{marks} dirty="0"/></a:br>'.join(lines)


def _bullet(bullet: str) -> str:
    if bullet.rstrip(".").isdigit():
        return f'<a:buAutoNum type="arabicPeriod" startAt="{max(1, int(bullet.rstrip(".")))}"/>'
    return f"<a:buChar char={quoteattr(bullet)}/>"
