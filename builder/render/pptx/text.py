"""Paragraphs and runs as DrawingML: only what differs from the placeholder's own style is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from builder.brief import Align
from builder.scene import SetParagraph, Style, TextRun
from builder.style import EMU_PER_PT, pt
from builder.theme import Slot, TextStyle, Theme

INK_NAMES = (
    "tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""PowerPoint's names of the theme's twelve colours, in the palette's order."""

ALIGN = {Align.START: "l", Align.CENTER: "ctr", Align.END: "r", Align.JUSTIFY: "just"}
PITCH = 1.2
"""PowerPoint's single line pitch as a multiple of the size, for every face."""

Linker = Callable[[TextRun], str]
"""Returns the id of the relation that a run's link needs, or nothing."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a paragraph inherits: the slot's text style and list settings; None where it stands in no placeholder."""

    style: TextStyle | None
    indent: int = 0
    bullet: str = ""


def base_of(theme: Theme, slot: Slot | None) -> Base:
    """Return what the paragraphs of `slot` inherit."""
    return Base(theme.style(slot.style), slot.indent, slot.bullet) if slot else Base(None)


def scheme_color(theme: Theme, ink: str) -> str:
    """Return the theme colour `ink` as a solid fill."""
    names = [name for name, _ in theme.palette]
    return f'<a:solidFill><a:schemeClr val="{INK_NAMES[names.index(ink)]}"/></a:solidFill>'


def font_name(theme: Theme, key: str) -> str:
    """Return the theme font's reference, or the family's own name for a fallback."""
    return {"serif": "+mj", "sans": "+mn"}.get(key) or theme.font(key).office


def face_xml(theme: Theme, key: str) -> str:
    """Return the typefaces of a run in the family `key`."""
    name = font_name(theme, key)
    if name.startswith("+"):
        return f'<a:latin typeface="{name}-lt"/><a:ea typeface="{name}-ea"/><a:cs typeface="{name}-cs"/>'
    return "".join(f"<a:{kind} typeface={quoteattr(name)}/>" for kind in ("latin", "ea", "cs"))


def paragraphs_xml(theme: Theme, paragraphs: Iterable[SetParagraph], base: Base, link: Linker) -> str:
    """Return the `a:p` elements."""
    return "".join(
        _paragraph(theme, paragraph, base, link, first=not index) for index, paragraph in enumerate(paragraphs)
    )


def _paragraph(theme: Theme, paragraph: SetParagraph, base: Base, link: Linker, *, first: bool) -> str:
    runs = "".join(run_xml(theme, run, base, link) for run in paragraph.runs)
    lang = paragraph.runs[-1].lang if paragraph.runs else ""
    end = f'<a:endParaRPr lang={quoteattr(lang)} dirty="0"/>' if lang else "<a:endParaRPr/>"
    return f"<a:p>{_paragraph_properties(theme, paragraph, base, first=first)}{runs}{end}</a:p>"


def _paragraph_properties(theme: Theme, paragraph: SetParagraph, base: Base, *, first: bool) -> str:
    attributes, inner = "", ""
    usual = base.style
    if (paragraph.indent, bool(paragraph.bullet)) != (base.indent, bool(base.bullet)):
        attributes += f' marL="{paragraph.indent}" indent="{-paragraph.hanging if paragraph.bullet else 0}"'
    if paragraph.align is not Align.START:
        attributes += f' algn="{ALIGN[paragraph.align]}"'
    if paragraph.rtl:
        attributes += ' rtl="1"' + ("" if paragraph.align is not Align.START else ' algn="r"')
    size = max((run.style.size for run in paragraph.runs), default=pt(12))
    share = paragraph.pitch / (size * PITCH)
    leading = usual.leading / PITCH if usual else 1.0
    if abs(share - leading) > 0.005:
        inner += f'<a:lnSpc><a:spcPct val="{round(share * 100000)}"/></a:lnSpc>'
    if paragraph.before and not first:
        inner += f'<a:spcBef><a:spcPts val="{_points(paragraph.before)}"/></a:spcBef>'
    if paragraph.after != (usual.after if usual else 0):
        inner += f'<a:spcAft><a:spcPts val="{_points(paragraph.after)}"/></a:spcAft>'
    if not paragraph.bullet and base.bullet:
        inner += "<a:buNone/>"
    elif paragraph.bullet and paragraph.bullet != base.bullet:
        inner += bullet_xml(theme, paragraph.bullet)
    return f"<a:pPr{attributes}>{inner}</a:pPr>" if attributes or inner else ""


def bullet_xml(theme: Theme, bullet: str) -> str:
    """Return a bullet in the accent colour."""
    names = [name for name, _ in theme.palette]
    color = INK_NAMES[names.index("accent")]
    return f'<a:buClr><a:schemeClr val="{color}"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char={quoteattr(bullet)}/>'


def run_xml(theme: Theme, run: TextRun, base: Base, link: Linker) -> str:
    """Return a run, or the field that stands for a slide number."""
    style = run.style
    usual = base.style
    attributes = f" lang={quoteattr(run.lang)}"
    attributes += _differences(style, usual)
    inner = ""
    if usual is None or style.ink != usual.ink:
        inner += scheme_color(theme, style.ink)
    if usual is None or style.font != usual.font:
        inner += face_xml(theme, style.font)
    relation = link(run)
    if relation:
        action = ' action="ppaction://hlinksldjump"' if run.target else ""
        inner += f'<a:hlinkClick r:id="{relation}"{action}/>'
    properties = f'<a:rPr{attributes} dirty="0">{inner}</a:rPr>'
    text = f"<a:t>{escape(run.text)}</a:t>"
    if run.field:
        return f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="{run.field}">{properties}{text}</a:fld>'
    return f"<a:r>{properties}{text}</a:r>"


def _differences(style: Style, usual: TextStyle | None) -> str:
    found = ""
    if usual is None or style.size != usual.size:
        found += f' sz="{_points(style.size)}"'
    if style.bold != (usual.bold if usual else False):
        found += f' b="{int(style.bold)}"'
    if style.italic != (usual.italic if usual else False):
        found += f' i="{int(style.italic)}"'
    if style.caps != (usual.caps if usual else False):
        found += ' cap="all"' if style.caps else ' cap="none"'
    tracking = round(usual.tracking * style.size) if usual else 0
    if _points(style.tracking) != _points(tracking):
        found += f' spc="{_points(style.tracking)}"'
    if style.rise:
        found += f' baseline="{round(style.rise / style.size * 100000)}"'
    return found


def level_xml(theme: Theme, slot: Slot) -> str:
    """Return the list style of a slot: what its placeholder's paragraphs inherit."""
    style = theme.style(slot.style)
    hanging = f' marL="{slot.indent}" indent="{-slot.indent}"' if slot.indent else ' marL="0" indent="0"'
    algn = ' algn="r"' if slot.name == "number" else ' algn="l"'
    bullet = bullet_xml(theme, slot.bullet) if slot.bullet else "<a:buNone/>"
    return (
        f"<a:lstStyle><a:lvl1pPr{hanging}{algn}>"
        f'<a:lnSpc><a:spcPct val="{round(style.leading / PITCH * 100000)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{_points(style.after)}"/></a:spcAft>{bullet}'
        f"{defaults_xml(theme, style)}</a:lvl1pPr></a:lstStyle>"
    )


def defaults_xml(theme: Theme, style: TextStyle) -> str:
    """Return the default run properties of a text style."""
    spc = f' spc="{_points(round(style.tracking * style.size))}"' if style.tracking else ' spc="0"'
    caps = ' cap="all"' if style.caps else ' cap="none"'
    return (
        f'<a:defRPr sz="{_points(style.size)}" b="{int(style.bold)}" i="{int(style.italic)}"{caps}{spc}>'
        f"{scheme_color(theme, style.ink)}{face_xml(theme, style.font)}</a:defRPr>"
    )


def _points(length: int) -> int:
    """Return a length in hundredths of a point."""
    return round(length * 100 / EMU_PER_PT)
