"""A slide: its XML composed whole, one element an item, in reading order."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.model.scene import Group, Item, MediaKey, Page, Picture, Plot, Shape, Table, TextBox, TextRun
from builder.model.theme import Slot, SlotKind
from builder.render.pptx.drawingml import (
    ANCHORS,
    GROUP,
    HEAD,
    HELD_RECTANGLE,
    NAMESPACES,
    RECTANGLE,
    shape_extensions,
    transform,
)
from builder.render.pptx.escape import quoteattr
from builder.render.pptx.links import PageTarget, PartLinks
from builder.render.pptx.open_deck import RT, DeckPackage, creation_id, shape_id
from builder.render.pptx.shape import group_xml, shape_xml
from builder.render.pptx.table import table_xml
from builder.render.pptx.text import paragraphs_xml
from builder.render.pptx.theme_tables import SlotTables, ThemeTables

SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The extension that gives a picture its SVG (MS-ODRAWXML 2.2.5)."""

CREATION = "{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"
"""The extension that keeps a slide's id through renaming and moving (MS-PPTX 2.2.4)."""

P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


class SlideContext(Struct, frozen=True):
    """What a slide is written with."""

    tables: ThemeTables
    package: DeckPackage
    media: Mapping[MediaKey, bytes]
    slides: frozenset[str]
    """The keys of all pages, so that one may lead to another."""
    briefing: str
    """The id of the briefing, from which slides derive theirs."""


def slide_xml(context: SlideContext, page: Page, links: PartLinks) -> bytes:
    """Return the XML of a slide; what it refers to is added to `links`."""
    items = _own_items(page.items)
    writer = _SlideWriter(context, page, links, _numbers(items))
    shapes = "".join(writer.item(item) for item in items)
    show = ' show="0"' if page.hidden else ""
    return (
        f"{HEAD}<p:sld {NAMESPACES}{show}><p:cSld><p:spTree>{GROUP}{shapes}</p:spTree>"
        f'<p:extLst><p:ext uri="{CREATION}"><p14:creationId xmlns:p14="{P14}" '
        f'val="{creation_id(context.briefing, page.key)}"/></p:ext></p:extLst></p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    ).encode()


def _own_items(items: Iterable[Item]) -> list[Item]:
    """Return what the slide itself draws: the layout draws the background."""
    return [item for item in items if not (isinstance(item, Shape | Picture) and item.background)]


def _numbers(items: Iterable[Item]) -> dict[str, int]:
    """Return the id of each item by its name, those in groups too; 1 is the shape tree's own."""
    names: list[str] = []

    def collect(some: Iterable[Item]) -> None:
        for item in some:
            names.append(item.name)
            if isinstance(item, Group):
                collect(_own_items(item.items))

    collect(items)
    return {name: number for number, name in enumerate(names, 2)}


class _SlideWriter(Struct, frozen=True):
    context: SlideContext
    page: Page
    links: PartLinks
    ids: Mapping[str, int]

    def item(self, item: Item) -> str:
        match item:
            case TextBox():
                return self._text(item)
            case Picture():
                return self._picture(item)
            case Shape():
                names = self._names(item.name, alt=item.alt, decorative=not item.alt, target=item.target)
                return shape_xml(self.context.tables, item, names, self.ids)
            case Table():
                return self._table(item)
            case Group():
                inner = "".join(self.item(one) for one in _own_items(item.items))
                return group_xml(item, self._names(item.name, alt=item.alt), inner)
            case Plot():
                return self._plot(item)
            case _:
                raise TypeError(f"a slide cannot hold {type(item).__name__}")

    def _place(self, name: str) -> SlotTables | None:
        return self.context.tables.places.get((self.page.layout, name)) if name else None

    def _link(self, run: TextRun) -> str:
        if run.href:
            return self.links.id_of(run.href, RT.HYPERLINK)
        return self._jump(run.target) if isinstance(run.target, str) else ""

    def _jump(self, target: str) -> str:
        return self.links.id_of(PageTarget(target), RT.SLIDE) if target in self.context.slides else ""

    def _names(self, name: str, *, alt: str = "", decorative: bool = False, target: str = "") -> str:
        """Return the element that names an item for the selection pane and for screen readers."""
        relation = self._jump(target)
        click = f'<a:hlinkClick r:id="{relation}" action="ppaction://hlinksldjump"/>' if relation else ""
        identity = shape_id(self.context.briefing, self.page.key, name)
        more = click + shape_extensions(identity, decorative=decorative)
        descr = f" descr={quoteattr(alt)}" if alt else ""
        return f'<p:cNvPr id="{self.ids[name]}" name={quoteattr(name)}{descr}>{more}</p:cNvPr>'

    def _text(self, item: TextBox) -> str:
        tables, place = self.context.tables, self._place(item.slot)
        fill = tables.fills[item.fill_ink] if item.fill_ink else ""
        if item.edge_ink:
            fill += f'<a:ln w="{item.edge_width}">{tables.fills[item.edge_ink]}</a:ln>'
        form = HELD_RECTANGLE if item.held else RECTANGLE
        if place is None:
            slot, ph, kind, base = None, "", '<p:cNvSpPr txBox="1"/>', tables.free
        else:
            slot, ph, base = place.slot, place.placeholder, place.base
            kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        inherits = place is not None and not place.list_style
        where = "" if slot and inherits and slot.frame == item.frame else transform(item.frame)
        words = paragraphs_xml(tables, item.paragraphs, base, self._link)
        return (
            f"<p:sp><p:nvSpPr>{self._names(item.name, target=item.target)}{kind}<p:nvPr>{ph}</p:nvPr></p:nvSpPr>"
            f"<p:spPr>{where}{'' if slot else form}{fill}</p:spPr><p:txBody>"
            f"{_body_xml(item, slot if inherits else None)}{(place and place.list_style) or '<a:lstStyle/>'}"
            f"{words or self._no_words()}</p:txBody></p:sp>"
        )

    def _no_words(self) -> str:
        return f"<a:p><a:endParaRPr lang={quoteattr(self.page.lang)}/></a:p>"

    def _picture(self, item: Picture) -> str:
        place = self._place(item.slot)
        ph = place.placeholder if place and place.slot.kind is SlotKind.PICTURE else ""
        names = self._names(item.name, alt=item.alt, decorative=item.decorative, target=item.target)
        edge = f'<a:ln w="6350">{self.context.tables.fills[item.edge_ink]}</a:ln>' if item.edge_ink else ""
        locks = '<a:picLocks noGrp="1" noChangeAspect="1"/>' if ph else '<a:picLocks noChangeAspect="1"/>'
        return (
            f"<p:pic><p:nvPicPr>{names}<p:cNvPicPr>{locks}</p:cNvPicPr><p:nvPr>{ph}</p:nvPr></p:nvPicPr>"
            f"<p:blipFill>{self._blip(item.media)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
            f"<p:spPr>{transform(item.frame)}{RECTANGLE}{edge}</p:spPr></p:pic>"
        )

    def _blip(self, key: MediaKey) -> str:
        """Return the picture's bytes; a flag is an SVG with the PNG beside it for programs that know no SVG."""
        media = self.context.media
        if not key.name.endswith(".svg"):
            return f'<a:blip r:embed="{self._embed(media[key])}"/>'
        png = self._embed(media[replace(key, name=key.name.removesuffix("svg") + "png")])
        svg = self._embed(media[key])
        return (
            f'<a:blip r:embed="{png}"><a:extLst><a:ext uri="{SVG}">'
            f'<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{svg}"/>'
            "</a:ext></a:extLst></a:blip>"
        )

    def _embed(self, data: bytes) -> str:
        return self.links.id_of(self.context.package.picture(data), RT.IMAGE)

    def _table(self, item: Table) -> str:
        return self._graphic(
            item,
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
            f"{table_xml(self.context.tables, item, self._link)}</a:graphicData></a:graphic>",
        )

    def _plot(self, item: Plot) -> str:
        from builder.render.pptx.chart import chart_xml

        return self._graphic(item, chart_xml(self.context.package, self.links, item, self.context.tables))

    def _graphic(self, item: Table | Plot, graphic: str) -> str:
        place = self._place(item.slot)
        ph = place.placeholder if place else ""
        return (
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._names(item.name, alt=item.alt)}"
            f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{ph}</p:nvPr>'
            f"</p:nvGraphicFramePr>{transform(item.frame, 'p:xfrm')}{graphic}</p:graphicFrame>"
        )


def _body_xml(item: TextBox, slot: Slot | None) -> str:
    """Return the body properties of a box: in a placeholder only what differs from its layout."""
    left, top, right, bottom = item.inset
    insets = f'lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}"'
    if slot is None:
        wrap = "square" if item.wraps else "none"
        return f'<a:bodyPr wrap="{wrap}" {insets} rtlCol="0" anchor="{ANCHORS[item.anchor]}"><a:noAutofit/></a:bodyPr>'
    own = f" {insets}" if any(item.inset) else ""
    own += f' anchor="{ANCHORS[item.anchor]}"' if item.anchor is not slot.anchor else ""
    return f"<a:bodyPr{own}/>"
