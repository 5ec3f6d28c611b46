"""The labels of a native chart's points, as the drawing has them, and how the words of a chart look."""

from collections import Counter

from builder.model.chart import ChartKind, DataLabel, LabelPlace
from builder.model.scene import Plot
from builder.model.units import EMU_PER_PT
from builder.render.pptx.escape import escape, quoteattr
from builder.render.pptx.theme_tables import ThemeTables

FLAGS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
"""What a label can show, in the order of the schema (ECMA-376 part 1, 21.2.2.47)."""

PLACES = {
    LabelPlace.OUTSIDE: "outEnd",
    LabelPlace.ABOVE: "t",
    LabelPlace.BELOW: "b",
    LabelPlace.AFTER: "r",
    LabelPlace.CENTER: "ctr",
}

NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
"""No line from a point to its label: outside pies, lines to labels are an extension of Office 2013."""

CLEAR = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def number_format(places: int, suffix: str = "") -> str:
    """Return the number format with `places` decimals and `suffix` after it (ECMA-376 part 1, 18.8.31)."""
    code = f"#,##0.{'0' * places}" if places else "#,##0"
    mark = suffix.replace('"', "")
    return f'{code}"{mark}"' if mark else code


def labels_xml(plot: Plot, tables: ThemeTables, number: int) -> str:
    """Return the labels of series `number`: the most common look once, and each point that differs from it."""
    labels = {label.point: label for label in plot.native.labels if label.series == number}
    if not labels:
        return ""
    looks = {point: _look(plot, tables, label) for point, label in labels.items()}
    known = [point for point, value in enumerate(plot.series[number].values) if value is not None]
    hidden = len(known) > len(labels)
    counts = Counter(looks.values())
    usual = _HIDDEN if hidden else max(looks.values(), key=lambda look: (counts[look], look))
    special = "".join(
        f'<c:dLbl><c:idx val="{point}"/>{_move(plot, labels[point])}{look}</c:dLbl>'
        for point, look in sorted(looks.items())
        if look != usual or labels[point].move != (0, 0)
    )
    lines = '<c:showLeaderLines val="1"/>' if plot.kind is ChartKind.PIE else NO_LEADERS
    return f"<c:dLbls>{special}{usual}{lines}</c:dLbls>"


def total_labels_xml(plot: Plot, tables: ThemeTables) -> str:
    """Return the labels of the sums of stacked bars, each with the decimals that it needs."""
    suffix = next((label.suffix for label in plot.native.labels), plot.native.axis.percent if plot.native.axis else "")
    looks = {
        point: _total_look(plot, tables, number_format(places, suffix))
        for point, places in enumerate(plot.native.total_places)
    }
    usual = max(looks.values(), key=lambda look: (list(looks.values()).count(look), look))
    special = "".join(
        f'<c:dLbl><c:idx val="{point}"/>{look}</c:dLbl>' for point, look in looks.items() if look != usual
    )
    return f"<c:dLbls>{special}{usual}</c:dLbls>"


def _total_look(plot: Plot, tables: ThemeTables, code: str) -> str:
    words = text_xml(plot, tables, ink="title", size=plot.native.value_size, bold=True)
    return f'<c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/>{CLEAR}{words}{_label_xml("inBase", ("Val",))}'


_HIDDEN = "".join(f'<c:show{name} val="0"/>' for name in FLAGS)


def _look(plot: Plot, tables: ThemeTables, label: DataLabel) -> str:
    place = PLACES[label.place]
    if plot.rtl and label.place is LabelPlace.AFTER:
        place = "l"
    pie = plot.kind is ChartKind.PIE
    size = 0 if pie or (label.name and not label.value) else plot.native.value_size
    words = text_xml(plot, tables, ink=label.ink, size=size, bold=not pie, body='wrap="none"')
    what = {"Val": label.value, "CatName": label.category, "SerName": label.name}
    code = quoteattr(number_format(label.places, label.suffix))
    shown = _label_xml(place, tuple(name for name, on in what.items() if on))
    ground = f"<c:spPr>{tables.fills['paper']}<a:ln><a:noFill/></a:ln></c:spPr>" if label.name else CLEAR
    return f'<c:numFmt formatCode={code} sourceLinked="0"/>{ground}{words}{shown}'


def _label_xml(place: str, what: tuple[str, ...]) -> str:
    flags = "".join(f'<c:show{name} val="{int(name in what)}"/>' for name in FLAGS)
    separator = "<c:separator>: </c:separator>" if len(what) > 1 else ""
    return f'<c:dLblPos val="{place}"/>{flags}{separator}'


def _move(plot: Plot, label: DataLabel) -> str:
    """Return the `c:layout` of a label: in shares of the chart, from where a program would put it (21.2.2.88)."""
    if label.move == (0, 0):
        return ""
    across = -label.move[0] if plot.rtl and label.place is LabelPlace.AFTER else label.move[0]
    x, y = across / plot.frame.width, label.move[1] / plot.frame.height
    return f'<c:layout><c:manualLayout><c:x val="{x:.5f}"/><c:y val="{y:.5f}"/></c:manualLayout></c:layout>'


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
    fonts = tables.faces[style.font]
    points = round((size or style.size) / EMU_PER_PT * 100)
    look = f'lang={lang} sz="{points}" b="{int(bold or style.bold)}" i="{int(style.italic)}"'
    color = tables.fills[ink or style.ink]
    run = f"<a:r><a:rPr {look}>{color}{fonts}</a:rPr><a:t>{escape(words)}</a:t></a:r>"
    rest = run if words else f"<a:endParaRPr lang={lang}/>"
    side = ' rtl="1"' if plot.rtl else ""
    usual = f"<a:pPr{side}><a:defRPr {look}>{color}{fonts}</a:defRPr></a:pPr>"
    properties = f"<a:bodyPr {body}/>" if body else "<a:bodyPr/>"
    return f"<{tag}>{properties}<a:lstStyle/><a:p>{usual}{rest}</a:p></{tag}>"
