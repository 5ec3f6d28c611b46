"""What placeholders inherit: the master's text styles, and for each layout slot only what differs from them."""

from msgspec import Struct

from builder.model.theme import Slot, SlotKind, TextStyle, Theme, split_ink
from builder.model.units import EMU_PER_PT
from builder.render.pptx.escape import quoteattr

INK_NAMES = (
    "tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""PowerPoint's names of the theme's twelve colours, in the palette's order."""

PITCH = 1.2
"""PowerPoint's single line pitch as a multiple of the size, for every face."""

LEVELS = range(1, 6)
"""The list levels that the master describes."""


class Base(Struct, frozen=True):
    """What a paragraph inherits: a text style and list settings; None where it is in no placeholder."""

    style: TextStyle | None
    indent: int = 0
    bullet: str = ""
    align: str = "l"
    bullet_ink: str = ""
    known: bool = True
    """Whether that is all: an organisation's master may make every text box bold, or set it in capitals."""


def base_of(theme: Theme, slot: Slot) -> Base:
    """Return what the paragraphs of a placeholder for `slot` inherit from its layout."""
    ink = theme.bullet_ink(slot) if slot.bullet else ""
    return Base(theme.style(slot.style), slot.indent, slot.bullet, ("r" if slot.kind is SlotKind.NUMBER else "l"), ink)


def master_base(theme: Theme, kind: SlotKind) -> Base:
    """Return what the placeholders of `kind` inherit from the master: the actor layout's slots set the house style."""
    layout = theme.layout("actor")
    match kind:
        case SlotKind.TITLE:
            return Base(theme.style(layout.slot("title").style))
        case SlotKind.FOOTER | SlotKind.NUMBER:
            return base_of(theme, layout.slot({SlotKind.FOOTER: "footer", SlotKind.NUMBER: "number"}[kind]))
        case _:
            return base_of(theme, layout.slot("body"))


def color_name(theme: Theme, ink: str) -> str:
    """Return PowerPoint's name of the palette's colour `ink`."""
    return INK_NAMES[[name for name, _ in theme.palette].index(ink)]


def color_xml(theme: Theme, ink: str) -> str:
    """Return the colour `ink`: by the theme's name, or by its numbers where an organisation's theme has none for it."""
    ink, percent = split_ink(ink)
    left = (100 - abs(percent)) * 1000
    shade = f'<a:satMod val="{left}"/><a:lumMod val="{left}"/>' if percent else ""
    shade += f'<a:lumOff val="{percent * 1000}"/>' if percent > 0 else ""
    name = color_name(theme, ink) if theme.base is None else dict(theme.base.schemes).get(ink)
    kind, value = ("schemeClr", name) if name else ("srgbClr", theme.color(ink).hex)
    return f'<a:{kind} val="{value}">{shade}</a:{kind}>' if shade else f'<a:{kind} val="{value}"/>'


def scheme_color(theme: Theme, ink: str) -> str:
    """Return the theme colour `ink` as a solid fill."""
    return f"<a:solidFill>{color_xml(theme, ink)}</a:solidFill>"


def face_xml(theme: Theme, key: str) -> str:
    """Return the typefaces of the family `key`: the theme's heading or body font, or a fallback by its own name."""
    role = _theme_font(theme, key)
    if role:
        return f'<a:latin typeface="{role}-lt"/><a:ea typeface="{role}-ea"/><a:cs typeface="{role}-cs"/>'
    name = quoteattr(theme.font(key).office)
    return "".join(f"<a:{kind} typeface={name}/>" for kind in ("latin", "ea", "cs"))


def _theme_font(theme: Theme, key: str) -> str:
    """Return the name of the family among the fonts of the theme part; nothing if it is none of them."""
    if theme.base is None:
        return {"serif": "+mj", "sans": "+mn"}.get(key, "")
    named = {theme.base.minor: "+mn", theme.base.major: "+mj"}
    return named.get(theme.font(key).office, "") if key in {"serif", "sans"} else ""


def bullet_xml(theme: Theme, bullet: str, ink: str, share: float = 1.0) -> str:
    """Return a bullet in the colour `ink`, `share` times as large as the text; a number counts in PowerPoint too."""
    color = f'<a:buClr>{color_xml(theme, ink)}</a:buClr><a:buSzPct val="{round(share * 100000)}"/>'
    if bullet.rstrip(".").isdigit():
        return f'{color}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{bullet.rstrip(".")}"/>'
    return f'{color}<a:buFont typeface="Arial"/><a:buChar char={quoteattr(bullet)}/>'


def _slot_bullet(theme: Theme, slot: Slot) -> str:
    """Return the bullet of a slot as XML, or that it has none."""
    return bullet_xml(theme, slot.bullet, theme.bullet_ink(slot), slot.bullet_size) if slot.bullet else "<a:buNone/>"


def title_style_xml(theme: Theme) -> str:
    """Return the master's title style."""
    style = theme.style(theme.layout("actor").slot("title").style)
    return (
        f'<p:titleStyle><a:lvl1pPr algn="l" rtl="0">{_line_spacing(style)}'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f"{defaults_xml(theme, style)}</a:lvl1pPr></p:titleStyle>"
    )


def body_style_xml(theme: Theme) -> str:
    """Return the master's body style: the points of an answer, five levels deep."""
    slot = theme.layout("actor").slot("body")
    return f"<p:bodyStyle>{_levels_xml(theme, slot, slot.indent, 'l')}</p:bodyStyle>"


def _levels_xml(theme: Theme, slot: Slot, indent: int, align: str) -> str:
    style = theme.style(slot.style)
    return "".join(
        f'<a:lvl{n}pPr marL="{indent * n}" indent="{-indent}" algn="{align}" rtl="0">{_line_spacing(style)}'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{hundredths(style.after)}"/></a:spcAft>'
        f"{_slot_bullet(theme, slot)}{defaults_xml(theme, style)}</a:lvl{n}pPr>"
        for n in LEVELS
    )


def other_style_xml(theme: Theme) -> str:
    """Return the master's style of all other text."""
    style = theme.style("row-text")
    levels = "".join(f'<a:lvl{n}pPr algn="l" rtl="0">{defaults_xml(theme, style)}</a:lvl{n}pPr>' for n in LEVELS)
    return f"<p:otherStyle>{levels}</p:otherStyle>"


def list_style_xml(theme: Theme, slot: Slot, usual: Base) -> str:
    """Return the list style of a slot: what differs from `usual`, which its placeholder inherits from the master."""
    own = base_of(theme, slot)
    style, master = theme.style(slot.style), usual.style
    attributes = f' marL="{own.indent}" indent="{-own.indent}"' if own.indent != usual.indent else ""
    attributes += f' algn="{own.align}"' if own.align != usual.align else ""
    inner = _line_spacing(style) if master is None or style.leading != master.leading else ""
    if master is None or style.after != master.after:
        inner += f'<a:spcAft><a:spcPts val="{hundredths(style.after)}"/></a:spcAft>'
    if (own.bullet, own.bullet_ink) != (usual.bullet, usual.bullet_ink):
        inner += _slot_bullet(theme, slot)
    run, fill = differences(style.size, style, master), ""
    if master is None or style.ink != master.ink:
        fill += scheme_color(theme, style.ink)
    if master is None or style.font != master.font:
        fill += face_xml(theme, style.font)
    words = f"<a:defRPr{run}>{fill}</a:defRPr>" if run or fill else ""
    level = f"<a:lvl1pPr{attributes}>{inner}{words}</a:lvl1pPr>" if attributes or inner or words else ""
    return f"<a:lstStyle>{level}</a:lstStyle>" if level else "<a:lstStyle/>"


def whole_list_style_xml(theme: Theme, slot: Slot) -> str:
    """Return the list style of a slot with nothing left to a master: an organisation's says other things than ours."""
    own = base_of(theme, slot)
    return f"<a:lstStyle>{_levels_xml(theme, slot, own.indent, own.align)}</a:lstStyle>"


def differences(size: int, style: TextStyle, usual: TextStyle | None) -> str:
    """Return the run attributes in which `style` at `size` differs from `usual`."""
    found = ""
    if usual is None or size != usual.size:
        found += f' sz="{hundredths(size)}"'
    if style.bold != (usual.bold if usual else False):
        found += f' b="{int(style.bold)}"'
    if style.italic != (usual.italic if usual else False):
        found += f' i="{int(style.italic)}"'
    if style.caps != (usual.caps if usual else False):
        found += ' cap="all"' if style.caps else ' cap="none"'
    tracking = hundredths(round(style.tracking * size))
    if tracking != (hundredths(round(usual.tracking * usual.size)) if usual else 0):
        found += f' spc="{tracking}"'
    return found


def defaults_xml(theme: Theme, style: TextStyle) -> str:
    """Return the default run properties of a text style; words are kerned at every size, as they were measured."""
    caps = "all" if style.caps else "none"
    return (
        f'<a:defRPr sz="{hundredths(style.size)}" b="{int(style.bold)}" i="{int(style.italic)}" kern="0" cap="{caps}" '
        f'spc="{hundredths(round(style.tracking * style.size))}">'
        f"{scheme_color(theme, style.ink)}{face_xml(theme, style.font)}</a:defRPr>"
    )


def hundredths(length: int) -> int:
    """Return a length in hundredths of a point."""
    return round(length * 100 / EMU_PER_PT)


def _line_spacing(style: TextStyle) -> str:
    return f'<a:lnSpc><a:spcPct val="{round(style.leading / PITCH * 100000)}"/></a:lnSpc>'
