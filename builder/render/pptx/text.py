"""Paragraphs and runs as DrawingML: only what differs from what they inherit is written."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from msgspec.structs import replace

from builder.model.brief import Align
from builder.model.scene import ResolvedStyle, SetParagraph, TextRun
from builder.model.sentence import LINE_END
from builder.model.theme import Theme
from builder.model.units import pt
from builder.render.pptx.escape import escape, quoteattr
from builder.render.pptx.inheritance import PITCH, Base, bullet_xml, hundredths
from builder.render.pptx.theme_tables import ThemeTables

ALIGN = {Align.START: "l", Align.CENTER: "ctr", Align.END: "r", Align.JUSTIFY: "just"}
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""Id of the slide number field: any GUID does, the same in every deck."""

TEXT_COLOR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""A link in the colour of its text: a jump inside the deck is not dressed as a link to the web (MS-ODRAWXML 2.34)."""

Linker = Callable[[TextRun], str]
"""Returns the id of the relation that a run's link needs, or nothing."""


def paragraphs_xml(
    tables: ThemeTables, paragraphs: Iterable[SetParagraph], base: Base, link: Linker, *, exact: bool = False
) -> str:
    """Return the `a:p` elements; `exact` gives the line pitch in points instead of as a share of the size.

    Table cells need it exact: there LibreOffice takes the face's own line height for a share, PowerPoint 1.2 sizes.
    """
    return "".join(
        _paragraph(tables, paragraph, base, link, first=not index, exact=exact)
        for index, paragraph in enumerate(paragraphs)
    )


def _paragraph(
    tables: ThemeTables, paragraph: SetParagraph, base: Base, link: Linker, *, first: bool, exact: bool
) -> str:
    # tracking would tear joined letters apart
    cut = _links_cut_at_lines(paragraph) if exact else paragraph.runs
    words = (replace(run, style=replace(run.style, tracking=0)) for run in cut) if paragraph.rtl else cut
    runs = "".join(run_xml(tables, run, base, link) for run in words)
    lang = paragraph.runs[-1].lang if paragraph.runs else ""
    end = f'<a:endParaRPr lang={quoteattr(lang)} dirty="0"/>' if lang else ""
    return f"<a:p>{_paragraph_properties(tables, paragraph, base, first=first, exact=exact)}{runs}{end}</a:p>"


def _links_cut_at_lines(paragraph: SetParagraph) -> tuple[TextRun, ...]:
    """Return the runs, with links cut where lines end: in a cell, LibreOffice breaks a longer one inside a word."""
    if len(paragraph.lines) < 2 or not any(run.href or run.target for run in paragraph.runs):
        return paragraph.runs
    text, ends = "".join(run.text for run in paragraph.runs), [0]
    for line in paragraph.lines:
        shown = "".join(run.text for run in line.runs)
        if not text.startswith(shown, ends[-1]):
            return paragraph.runs
        end = ends[-1] + len(shown)
        ends.append(end + text.startswith((" ", LINE_END), end))
    made, begin = list[TextRun](), 0
    for run in paragraph.runs:
        inside = [end - begin for end in ends if begin < end < begin + len(run.text) and (run.href or run.target)]
        edges = [0, *inside, len(run.text)]
        made += [replace(run, text=run.text[start:end]) for start, end in pairwise(edges)]
        begin += len(run.text)
    return tuple(made)


def _paragraph_properties(tables: ThemeTables, paragraph: SetParagraph, base: Base, *, first: bool, exact: bool) -> str:
    attributes = ""
    if not base.known or (paragraph.indent, bool(paragraph.bullet)) != (base.indent, bool(base.bullet)):
        attributes += f' marL="{paragraph.indent}" indent="{-paragraph.hanging if paragraph.bullet else 0}"'
    side = ALIGN[paragraph.align]
    if paragraph.rtl and side in {"l", "r"}:
        side = {"l": "r", "r": "l"}[side]
    if side != base.align:
        attributes += f' algn="{side}"'
    attributes += ' rtl="1"' if paragraph.rtl else ""
    inner = _spacing(paragraph, base, first=first, exact=exact)
    if not paragraph.bullet and (base.bullet or not base.known):
        inner += "<a:buNone/>"
    elif paragraph.bullet and paragraph.bullet != base.bullet:
        inner += _bullet(tables.theme, paragraph)
    return f"<a:pPr{attributes}>{inner}</a:pPr>" if attributes or inner else ""


def _spacing(paragraph: SetParagraph, base: Base, *, first: bool, exact: bool) -> str:
    usual = base.style
    size = _largest(paragraph)
    share = paragraph.pitch / (size * PITCH)
    found = ""
    if exact:
        found += f'<a:lnSpc><a:spcPts val="{hundredths(paragraph.pitch)}"/></a:lnSpc>'
    elif not base.known or abs(share - (usual.leading / PITCH if usual else 1.0)) > 0.005:
        found += f'<a:lnSpc><a:spcPct val="{round(share * 100000)}"/></a:lnSpc>'
    before = paragraph.before if not first else 0
    if before or not base.known:
        found += f'<a:spcBef><a:spcPts val="{hundredths(before)}"/></a:spcBef>'
    if not base.known or paragraph.after != (usual.after if usual else 0):
        found += f'<a:spcAft><a:spcPts val="{hundredths(paragraph.after)}"/></a:spcAft>'
    return found


def _largest(paragraph: SetParagraph) -> int:
    runs = paragraph.runs
    return runs[0].style.size if len(runs) == 1 else max((run.style.size for run in runs), default=pt(12))


def _bullet(theme: Theme, paragraph: SetParagraph) -> str:
    style = (paragraph.label or paragraph.runs)[0].style
    return bullet_xml(theme, paragraph.bullet, style.ink, style.size / _largest(paragraph))


def run_xml(tables: ThemeTables, run: TextRun, base: Base, link: Linker) -> str:
    """Return a run with the line breaks in it, or the field that stands for a slide number."""
    style, usual = run.style, base.style
    inner = ""
    if usual is None or style.ink != usual.ink:
        inner += tables.fills[style.ink]
    if usual is None or style.font != usual.font:
        inner += tables.faces[style.font]
    attributes = f" lang={quoteattr(run.lang)}{_attributes(style, base)}"
    line_end = f'<a:br><a:rPr{attributes} dirty="0">{inner}</a:rPr></a:br>'
    relation = link(run)
    if relation and run.target:
        attributes += ' u="none"'
        inner += f'<a:hlinkClick r:id="{relation}" action="ppaction://hlinksldjump">{TEXT_COLOR}</a:hlinkClick>'
    elif relation:
        own = "hlink" not in tables.fills["link"]  # the organisation's theme has a color that is hard to read
        inner += f'<a:hlinkClick r:id="{relation}">{TEXT_COLOR if own else ""}</a:hlinkClick>'
    properties = f'<a:rPr{attributes} dirty="0">{inner}</a:rPr>'
    if run.field:
        return f'<a:fld id="{NUMBER_FIELD}" type="{run.field}">{properties}<a:t>{escape(run.text)}</a:t></a:fld>'
    lines = (f"<a:r>{properties}<a:t>{escape(line)}</a:t></a:r>" if line else "" for line in run.text.split(LINE_END))
    return line_end.join(lines)


def _attributes(style: ResolvedStyle, base: Base) -> str:
    """Return the attributes of a run, in the order of the schema's documentation, where they are not inherited."""
    found, usual = "", base.style
    size = style.script_of or style.size  # office programs make raised and lowered words smaller themselves
    if usual is None or size != usual.size:
        found += f' sz="{hundredths(size)}"'
    if not base.known or style.bold != (usual.bold if usual else False):
        found += f' b="{int(style.bold)}"'
    if not base.known or style.italic != (usual.italic if usual else False):
        found += f' i="{int(style.italic)}"'
    if not base.known or style.caps != (usual.caps if usual else False):
        found += ' cap="all"' if style.caps else ' cap="none"'
    # a style's tracking is inherited as an absolute length: at another size it is written again
    inherited = round(usual.tracking * usual.size) if usual else 0
    if not base.known or hundredths(style.tracking) != hundredths(inherited):
        found += f' spc="{hundredths(style.tracking)}"'
    if style.rise:
        found += f' baseline="{round(style.rise / size * 100000)}"'
    return found
