"""A slide: its XML composed whole, one element an item, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pptx.opc.package import Part

from builder.render.pptx.package import RT, Package
from builder.render.pptx.table import table_xml
from builder.render.pptx.template import ANCHORS, GROUP, HEAD, NAMESPACES, placeholder_attributes, transform
from builder.render.pptx.text import Base, base_of, paragraphs_xml, scheme_color
from builder.scene import Form, Item, Page, Picture, Shape, Table, TextBox, TextRun
from builder.theme import Kind, Slot, Theme

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
FORMS = {Form.RECTANGLE: "rect", Form.ROUNDED: "roundRect", Form.ELLIPSE: "ellipse", Form.LINE: "line"}


@dataclass(frozen=True, slots=True)
class Bench:
    """What a slide is written with."""

    theme: Theme
    package: Package
    media: Mapping[str, bytes]
    slides: Mapping[str, Part]
    """The parts of all slides by page key, so that one may lead to another."""


def slide_xml(bench: Bench, page: Page, part: Part) -> bytes:
    """Return the XML of a slide; its relations are added to `part`."""
    items = [item for item in page.items if not (isinstance(item, Shape) and item.background)]
    ids = {item.name: number for number, item in enumerate(items, 2)}
    writer = _Writer(bench, page, part, ids)
    shapes = "".join(writer.item(item, number) for number, item in enumerate(items, 2))
    return (
        f"{HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    ).encode()


@dataclass(frozen=True, slots=True)
class _Writer:
    bench: Bench
    page: Page
    part: Part
    ids: Mapping[str, int]

    def item(self, item: Item, number: int) -> str:
        match item:
            case TextBox():
                return self._text(item, number)
            case Picture():
                return self._picture(item, number)
            case Shape():
                return self._shape(item, number)
            case Table():
                return self._table(item, number)
            case _:
                message = f"a slide cannot hold {type(item).__name__}"
                raise TypeError(message)

    def _slot(self, name: str) -> Slot | None:
        return self.bench.theme.layout(self.page.layout).slot(name) if name else None

    def _link(self, run: TextRun) -> str:
        if run.href:
            return str(self.part.relate_to(run.href, RT.HYPERLINK, is_external=True))
        return self._jump(run.target)

    def _jump(self, target: str) -> str:
        if target not in self.bench.slides:
            return ""
        return str(self.part.relate_to(self.bench.slides[target], RT.SLIDE))

    def _names(self, number: int, name: str, *, alt: str = "", decorative: bool = False, target: str = "") -> str:
        relation = self._jump(target)
        click = f'<a:hlinkClick r:id="{relation}" action="ppaction://hlinksldjump"/>' if relation else ""
        more = click + (DECORATIVE if decorative else "")
        descr = f" descr={quoteattr(alt)}" if alt else ""
        return f'<p:cNvPr id="{number}" name={quoteattr(name)}{descr}>{more}</p:cNvPr>'

    def _text(self, item: TextBox, number: int) -> str:
        slot = self._slot(item.slot)
        place = "" if slot and slot.frame == item.frame else transform(item.frame)
        form = "" if slot else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        fill = scheme_color(self.bench.theme, item.fill_ink) if item.fill_ink else ""
        ph = placeholder_attributes(slot) if slot else ""
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if slot else '<p:cNvSpPr txBox="1"/>'
        body = "<a:bodyPr/>"
        if slot is None or any(item.inset):
            left, top, right, bottom = item.inset
            body = (
                f'<a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
                f'anchor="{ANCHORS[item.anchor]}"><a:noAutofit/></a:bodyPr>'
            )
        base = base_of(self.bench.theme, slot) if slot else Base(None)
        words = paragraphs_xml(self.bench.theme, item.paragraphs, base, self._link)
        return (
            f"<p:sp><p:nvSpPr>{self._names(number, item.name, target=item.target)}{kind}<p:nvPr>{ph}</p:nvPr></p:nvSpPr>"
            f"<p:spPr>{place}{form}{fill}</p:spPr><p:txBody>{body}<a:lstStyle/>{words or '<a:p/>'}</p:txBody></p:sp>"
        )

    def _picture(self, item: Picture, number: int) -> str:
        slot = self._slot(item.slot)
        ph = placeholder_attributes(slot) if slot and slot.kind is Kind.PICTURE else ""
        names = self._names(number, item.name, alt=item.alt, decorative=item.decorative, target=item.target)
        edge = f'<a:ln w="6350">{scheme_color(self.bench.theme, item.edge_ink)}</a:ln>' if item.edge_ink else ""
        return (
            f'<p:pic><p:nvPicPr>{names}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{ph}</p:nvPr></p:nvPicPr>'
            f"<p:blipFill>{self._blip(item.media)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
            f'<p:spPr>{transform(item.frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{edge}</p:spPr></p:pic>'
        )

    def _blip(self, name: str) -> str:
        """Return the picture's bytes; a flag is an SVG with the PNG beside it for programs that know no SVG."""
        media = self.bench.media
        if not name.endswith(".svg"):
            data = media[name]
            suffix = "png" if data.startswith(b"\x89PNG") else "jpeg"
            return f'<a:blip r:embed="{self._embed(data, suffix)}"/>'
        png = self._embed(media[name.removesuffix("svg") + "png"], "png")
        svg = self._embed(media[name], "svg")
        return (
            f'<a:blip r:embed="{png}"><a:extLst><a:ext uri="{SVG}">'
            f'<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{svg}"/>'
            "</a:ext></a:extLst></a:blip>"
        )

    def _embed(self, data: bytes, suffix: str) -> str:
        return str(self.part.relate_to(self.bench.package.media(data, suffix), RT.IMAGE))

    def _shape(self, item: Shape, number: int) -> str:
        theme = self.bench.theme
        fill = scheme_color(theme, item.fill_ink) if item.fill_ink else "<a:noFill/>"
        dash = '<a:prstDash val="dash"/>' if item.dashed else ""
        line = (
            f'<a:ln w="{item.line_width}">{scheme_color(theme, item.line_ink)}{dash}</a:ln>'
            if item.line_ink
            else "<a:ln><a:noFill/></a:ln>"
        )
        names = self._names(number, item.name, alt=item.alt, decorative=not item.alt, target=item.target)
        place = transform(item.frame)
        if item.rising:
            place = place.replace("<a:xfrm>", '<a:xfrm flipV="1">')
        form = f'<a:prstGeom prst="{FORMS[item.form]}"><a:avLst/></a:prstGeom>'
        if item.begin in self.ids and item.end in self.ids:
            glue = (
                f'<a:stCxn id="{self.ids[item.begin]}" idx="{item.begin_site}"/>'
                f'<a:endCxn id="{self.ids[item.end]}" idx="{item.end_site}"/>'
            )
            return (
                f"<p:cxnSp><p:nvCxnSpPr>{names}<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
                f"<p:spPr>{place}{form}{line}</p:spPr></p:cxnSp>"
            )
        return (
            f"<p:sp><p:nvSpPr>{names}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{place}{form}{fill}{line}</p:spPr></p:sp>"
        )

    def _table(self, item: Table, number: int) -> str:
        slot = self._slot(item.slot)
        ph = placeholder_attributes(slot) if slot else ""
        names = self._names(number, item.name, alt=item.alt)
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr>{names}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
            f"<p:nvPr>{ph}</p:nvPr></p:nvGraphicFramePr>{transform(item.frame, 'p:xfrm')}"
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
            f"{table_xml(self.bench.theme, item, self._link)}</a:graphicData></a:graphic></p:graphicFrame>"
        )
