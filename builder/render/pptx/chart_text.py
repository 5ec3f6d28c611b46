"""How the words of a native chart look."""

from __future__ import annotations

from builder.model.scene import Plot
from builder.model.units import EMU_PER_PT
from builder.render.pptx.escape import escape, quoteattr
from builder.render.pptx.theme_tables import ThemeTables

_SCRIPTS = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))


def text_xml(
    plot: Plot,
    tables: ThemeTables,
    *,
    tag: str = "c:txPr",
    ink: str = "",
    size: int = 0,
    bold: bool = False,
    words: str = "",
    body: str = "",
) -> str:
    """Return how labels look; with `words`, a title. `size` is in EMU, `body` the attributes of `a:bodyPr`."""
    style, lang = plot.label_style, quoteattr(plot.lang or "en")
    face = {"serif": "+mj-lt", "sans": "+mn-lt"}.get(style.font, style.office)
    fonts = "".join(f"<a:{kind} typeface={quoteattr(face.replace('-lt', f'-{end}'))}/>" for kind, end in _SCRIPTS)
    points = round((size or style.size) / EMU_PER_PT * 100)
    look = f'lang={lang} sz="{points}" b="{int(bold or style.bold)}" i="{int(style.italic)}"'
    color = tables.fills[ink or style.ink]
    run = f"<a:r><a:rPr {look}>{color}{fonts}</a:rPr><a:t>{escape(words)}</a:t></a:r>"
    rest = run if words else f"<a:endParaRPr lang={lang}/>"
    side = ' rtl="1"' if plot.rtl else ""
    usual = f"<a:pPr{side}><a:defRPr {look}>{color}{fonts}</a:defRPr></a:pPr>"
    properties = f"<a:bodyPr {body}/>" if body else "<a:bodyPr/>"
    return f"<{tag}>{properties}<a:lstStyle/><a:p>{usual}{rest}</a:p></{tag}>"
