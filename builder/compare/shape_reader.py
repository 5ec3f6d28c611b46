"""Shapes of a slide in their neutral form."""

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree
from msgspec import Struct

from builder.compare.neutral_deck import (
    NO_BOX,
    Box,
    CharacterFormat,
    ChartContent,
    ChartSeries,
    NeutralParagraph,
    NeutralRun,
    NeutralShape,
    ShapeKind,
    normalised,
)
from builder.compare.pptx_parts import PptxParts
from builder.compare.shape_effects import body_effects, chart_effects, picture_effects, shape_effects, table_effects
from builder.compare.text_inheritance import Inheritance, overlaid, placeholder_of, set_by
from builder.compare.theme_colors import fill_of, outline_of, text_color_of
from builder.model.office_xml import MC, A, C, Element, P, R

A16 = "{http://schemas.microsoft.com/office/drawing/2014/main}"
ALTERNATE = f"{MC}AlternateContent"

_KINDS = {
    f"{P}sp": ShapeKind.TEXT,
    f"{P}pic": ShapeKind.PICTURE,
    f"{P}graphicFrame": ShapeKind.OTHER,
    f"{P}grpSp": ShapeKind.GROUP,
    f"{P}cxnSp": ShapeKind.LINE,
}
_FRAMES = {"table": ShapeKind.TABLE, "chart": ShapeKind.CHART}
_FORMULAS = (ALTERNATE, "{http://schemas.microsoft.com/office/drawing/2010/main}m")
"""What holds a formula in a paragraph."""
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PPR, _RPR, _RUN, _BREAK, _FIELD, _TEXT = (f"{A}{name}" for name in ("pPr", "rPr", "r", "br", "fld", "t"))
_NUMBER = "#"
"""A placeholder for the slide number, whose text each program writes in its own way."""
_NUMBER_TEXT = re.compile("<number>|‹#›|‹Nr\\.›|‹nr›")
_MOST_POINTS = 100_000
_FLAT = CharacterFormat()

Move = Callable[[Box], Box]


def _where_it_is(box: Box) -> Box:
    return box


class ShapeReader(Struct, frozen=True):
    """Reads the shapes of one part: a slide, or its notes."""

    parts: PptxParts
    inheritance: Inheritance
    part: str
    layout: str

    def shapes(self, tree: Element, move: Move = _where_it_is) -> Iterator[NeutralShape]:
        """Yield the shapes in `tree`; `move` brings their boxes to slide coordinates."""
        return (self.shape(element, move) for element in shape_elements(tree))

    def paragraphs(
        self, body: Element | None, placeholder: tuple[str, str] | None, color: str = ""
    ) -> tuple[NeutralParagraph, ...]:
        """Return the paragraphs of a text body; `color` is what its shape's style gives them."""
        if body is None:
            return ()
        own = body.find(f"{A}lstStyle")
        return tuple([self._paragraph(one, placeholder, own, color) for one in body.iterchildren(f"{A}p")])

    def shape(self, element: Element, move: Move = _where_it_is) -> NeutralShape:
        """Return one shape; `move` brings its box to slide coordinates."""
        names = element.find(f"./*/{P}cNvPr")
        names = names if names is not None else element
        placeholder = placeholder_of(element)
        properties = element.find(f"{P}grpSpPr" if element.tag == f"{P}grpSp" else f"{P}spPr")
        frame = self._frame(element, properties, placeholder)
        shape = NeutralShape(
            kind=_KINDS[element.tag],
            name=names.get("name", ""),
            placeholder="" if placeholder is None else placeholder[0] or "body",
            box=move(_box(frame)),
            rotation=whole(frame, "rot"),
            alt=normalised(names.get("descr", "")),
            creation_id=_creation_id(names),
            link=self._link_of(names),
            number=whole(names, "id"),
        )
        match shape.kind:
            case ShapeKind.GROUP:
                return self._group(shape, element, frame, move)
            case ShapeKind.OTHER:
                return self._framed(shape, element)
            case _:
                return self._drawn(shape, element, properties, placeholder)

    def _drawn(
        self, shape: NeutralShape, element: Element, properties: Element | None, placeholder: tuple[str, str] | None
    ) -> NeutralShape:
        style = element.find(f"{P}style")
        shape = shape._replace(**self._looks(properties, style))  # type: ignore[arg-type]  # fields that are texts
        if shape.kind is ShapeKind.TEXT:
            shape = shape._replace(effects=f"{shape.effects} {body_effects(element)}".strip())
            color = text_color_of(style, self._colors)
            return shape._replace(paragraphs=self.paragraphs(element.find(f"{P}txBody"), placeholder, color))
        if shape.kind is ShapeKind.PICTURE:
            played = any(True for _ in element.iter(f"{A}videoFile", f"{A}audioFile", f"{A}quickTimeFile"))
            kind = ShapeKind.MEDIA if played else ShapeKind.PICTURE
            effects = f"{shape.effects} {picture_effects(element)}".strip()
            picture = self._fingerprint(element.find(f"{P}blipFill/{A}blip"))
            return shape._replace(kind=kind, picture=picture, effects=effects)
        return shape

    def _looks(self, properties: Element | None, style: Element | None) -> dict[str, str]:
        """Return fill, outline and geometry of a shape; what its layout gives it is left out."""
        if properties is None:
            return {}
        ancestry = self.inheritance.ancestry(self.layout)
        preset = properties.find(f"{A}prstGeom")
        geometry = preset.get("prst", "rect") if preset is not None else "rect"
        return {
            "fill": fill_of(properties, style, ancestry.colors, ancestry.fills),
            "outline": outline_of(properties, style, ancestry.colors, ancestry.lines),
            "geometry": "free" if properties.find(f"{A}custGeom") is not None else geometry,
            "effects": " ".join(shape_effects(properties)),
        }

    @property
    def _colors(self) -> Mapping[str, str]:
        return self.inheritance.ancestry(self.layout).colors

    def _group(self, shape: NeutralShape, element: Element, frame: Element | None, move: Move) -> NeutralShape:
        """Return a group; its box is that of its children, since programs round the group's own."""
        children = tuple(self.shapes(element, _inside(frame, move)))
        if not children:
            return shape
        left, top = (min(one.box[side] for one in children) for side in (0, 1))
        right, bottom = (max(one.box[side] + one.box[side + 2] for one in children) for side in (0, 1))
        return shape._replace(children=children, box=(left, top, right - left, bottom - top))

    def _framed(self, shape: NeutralShape, element: Element) -> NeutralShape:
        data = element.find(f"{A}graphic/{A}graphicData")
        if data is None:
            return shape
        uri = data.get("uri", "").rpartition("/")[2]
        kind = _FRAMES.get(uri, ShapeKind.OTHER)
        if kind is ShapeKind.TABLE:
            cells = tuple(self._row(row) for row in data.iter(f"{A}tr"))
            return shape._replace(kind=kind, cells=cells, effects=table_effects(data, self._colors))
        if kind is ShapeKind.CHART and len(data):
            target = self._target(data[0].get(f"{R}id", ""))
            if not target:
                return shape._replace(kind=kind)
            tree = self.parts.tree(target)
            return shape._replace(kind=kind, chart=chart_content(tree), effects=chart_effects(tree, self._colors))
        return shape._replace(kind=kind, geometry=uri)

    def _row(self, row: Element) -> tuple[str, ...]:
        cells = []
        for cell in row.iterchildren(f"{A}tc"):
            words = (_words(one) for one in cell.iter(f"{A}p"))
            cells.append(" ".join([text for text in words if text]))
        return tuple(cells)

    def _frame(
        self, element: Element, properties: Element | None, placeholder: tuple[str, str] | None
    ) -> Element | None:
        """Return where the shape is: by itself, or as the placeholder that it descends from."""
        own = element.find(f"{P}xfrm") if element.tag == f"{P}graphicFrame" else None
        own = own if own is not None or properties is None else properties.find(f"{A}xfrm")
        if placeholder is None or (own is not None and own.find(f"{A}off") is not None):
            return own
        models = self.inheritance.models(self.layout, *placeholder)
        frames = (one.find(f"{P}spPr/{A}xfrm") for one in models)
        return next((one for one in frames if one is not None), own)

    def _paragraph(
        self, element: Element, placeholder: tuple[str, str] | None, own: Element | None, color: str
    ) -> NeutralParagraph:
        properties = element.find(_PPR)
        level = min(whole(properties, "lvl"), 8)
        plain, setting = self.inheritance.plain(self.layout, placeholder, level, own)
        plain = plain._replace(color=color) if color else plain
        if properties is not None:
            setting = set_by(properties, setting)
        runs: list[NeutralRun] = []
        for one in element:
            if one.tag == _RUN:
                text = _text_of(one)
                look = self._format(one.find(_RPR), plain)
            elif one.tag == _BREAK:
                text, look = "\n", runs[-1].format if runs else plain
            elif one.tag == _FIELD:
                text = _NUMBER if one.get("type") == "slidenum" else _text_of(one)
                look = _FLAT
            elif one.tag in _FORMULAS:
                text, look = _formula(one), runs[-1].format if runs else plain
            else:
                continue
            if not text:
                continue
            if runs and (runs[-1].format == look or not text.strip()):
                runs[-1] = NeutralRun(runs[-1].text + text, runs[-1].format)
            else:
                runs.append(NeutralRun(text, look))
        return NeutralParagraph(tuple(runs), level, setting)

    def _format(self, own: Element | None, plain: CharacterFormat) -> CharacterFormat:
        if own is None:
            return plain
        look = overlaid(plain, (own,), self.inheritance.ancestry(self.layout))
        click = own.find(f"{A}hlinkClick") if len(own) else None
        return look if click is None else look._replace(link=self._link(click))

    def _link_of(self, names: Element) -> str:
        click = names.find(f"{A}hlinkClick") if len(names) else None
        return "" if click is None else self._link(click)

    def _link(self, click: Element) -> str:
        relation = self.parts.relations(self.part).get(click.get(f"{R}id", ""))
        if relation is not None and relation.last_word == "hyperlink":
            return relation.target if relation.external else relation.part
        return "slide" if click.get("action") or relation is not None else ""

    def _target(self, relation: str) -> str:
        found = self.parts.relations(self.part).get(relation)
        return found.part if found is not None and found.part in self.parts.names else ""

    def _fingerprint(self, blip: Element | None) -> str:
        if blip is None:
            return ""
        target = self._target(blip.get(f"{R}embed", ""))
        return self.parts.fingerprint(target) if target else blip.get(f"{R}link", "")


def shape_elements(tree: Element, *, inside: bool = False) -> list[Element]:
    """Return the elements of the shapes in a shape tree or group, in order; if asked, those in groups too."""
    chosen = [one for one in map(_chosen, tree) if one.tag in _KINDS]
    groups = [one for one in chosen if inside and one.tag == f"{P}grpSp"]
    return [*chosen, *(deep for group in groups for deep in shape_elements(group, inside=True))]


def chart_content(tree: Element) -> ChartContent:
    """Return what a chart shows, from the values that it keeps beside its workbook."""
    area = tree.find(f"{C}chart/{C}plotArea")
    plots = [one for one in area if etree.QName(one).localname.endswith("Chart")] if area is not None else []
    if not plots:
        return ChartContent()
    series = tuple(
        ChartSeries(
            "".join(_points(one, "tx")),
            tuple(_points(one, "cat")),
            tuple(_values(one)),
        )
        for plot in plots
        for one in plot.iterchildren(f"{C}ser")
    )
    title = " ".join(one.text or "" for one in tree.findall(f"{C}chart/{C}title//{A}t"))
    return ChartContent(etree.QName(plots[0]).localname, normalised(title), series)


def _values(series: Element) -> Iterator[float | None]:
    """Yield the values of a series; None for a point that is missing."""
    points = {whole(one, "idx"): one.findtext(f"{C}v") or "" for one in series.findall(f"{C}val//{C}pt")}
    count = max(whole(series.find(f"{C}val//{C}ptCount"), "val"), *(at + 1 for at in points), 0)
    yield from (_number(points[at]) if at in points else None for at in range(min(count, _MOST_POINTS)))


def whole(element: Element | None, key: str, otherwise: int = 0) -> int:
    """Return the attribute `key` of `element` as a whole number; `otherwise` if it is not one."""
    value = element.get(key, "") if element is not None else ""
    digits = value.removeprefix("-")
    return int(value) if digits.isascii() and digits.isdecimal() and len(digits) < 13 else otherwise


def _points(series: Element, name: str) -> list[str]:
    return [one.text or "" for one in series.findall(f"{C}{name}//{C}pt/{C}v")]


def _number(text: str) -> float:
    try:
        return float(f"{float(text):.10g}")  # programs write the last digits of a number differently
    except ValueError:
        return 0.0


def _chosen(element: Element) -> Element:
    """Return the first alternative that is a shape, where programs are offered several."""
    if element.tag != ALTERNATE:
        return element
    return next((child for choice in element for child in choice if child.tag in _KINDS), element)


def _text_of(run: Element) -> str:
    found = run.find(_TEXT)
    text = (found.text or "") if found is not None else ""
    return _NUMBER_TEXT.sub(_NUMBER, text) if "<" in text or "‹" in text else text


def _formula(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(_MATH_TEXT))


def _words(paragraph: Element) -> str:
    parts = ("\n" if one.tag == _BREAK else _text_of(one) for one in paragraph if one.tag != _PPR)
    return normalised("".join(parts))


def _box(frame: Element | None) -> Box:
    if frame is None:
        return NO_BOX
    offset, extent = frame.find(f"{A}off"), frame.find(f"{A}ext")
    return whole(offset, "x"), whole(offset, "y"), whole(extent, "cx"), whole(extent, "cy")


def _inside(frame: Element | None, move: Move) -> Move:
    """Return what brings boxes inside a group of `frame` to slide coordinates."""
    if frame is None or frame.find(f"{A}chOff") is None:
        return move
    left, top, width, height = _box(frame)
    inner, extent = frame.find(f"{A}chOff"), frame.find(f"{A}chExt")
    x, y = whole(inner, "x"), whole(inner, "y")
    across, down = whole(extent, "cx") or width or 1, whole(extent, "cy") or height or 1

    def moved(box: Box) -> Box:
        return move(
            (
                round(left + (box[0] - x) * width / across),
                round(top + (box[1] - y) * height / down),
                round(box[2] * width / across),
                round(box[3] * height / down),
            )
        )

    return moved


def _creation_id(names: Element) -> str:
    found = next(names.iter(f"{A16}creationId"), None)
    return found.get("id", "") if found is not None else ""
