"""Shapes that a scene can hold: groups with what is in them, polygons, lines glued to shapes, unglued lines."""

from io import BytesIO

from msgspec.structs import replace
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from builder.check.deck import check
from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import Geometry, Group, Item, Shape
from builder.model.units import Color, Rect, pt
from builder.render.pptx import render
from tests.samples import GOOD
from tests.session import laid_out, media

INK = Color(23, 48, 76)


def _slide_with(*items: Item) -> bytes:
    """Return the deck of a sound source with `items` before the footer of its second slide."""
    found = laid_out(Source("ports.md", GOOD.encode()), Report())
    assert found
    deck = found.products.deck
    page = deck.pages[1]
    at = next(index for index, item in enumerate(page.items) if item.name == "Footer")
    pages = (deck.pages[0], replace(page, items=(*page.items[:at], *items, *page.items[at:])), *deck.pages[2:])
    return render(replace(deck, pages=pages), found.theme, media()).data


def _box(name: str, x: int, *, alt: str = "A mark") -> Shape:
    return Shape(name, Geometry.RECTANGLE, Rect(pt(x), pt(10), pt(40), pt(20)), INK, "title", alt=alt)


def _findings(data: bytes) -> list[str]:
    report = Report()
    check("deck.pptx", data, report)
    return [found.message for found in report.findings]


def test_a_group_keeps_its_children_and_scales_them() -> None:
    group = Group(
        "Group", Rect(pt(100), pt(300), pt(200), pt(100)), 0.5, (_box("One", 0), _box("Two", 60)), "Two marks"
    )
    data = _slide_with(group)
    shape = next(one for one in Presentation(BytesIO(data)).slides[1].shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP)
    assert [one.name for one in shape.shapes] == ["One", "Two"]
    form = shape._element.grpSpPr.xfrm  # noqa: SLF001 - python-pptx has no name for it
    assert (form.chExt.cx, form.ext.cx) == (pt(400), pt(200))
    assert _findings(data) == []


def test_a_polygon_has_its_own_path() -> None:
    corners = ((pt(100), pt(300)), (pt(150), pt(300)), (pt(125), pt(340)))
    frame = Rect(pt(100), pt(300), pt(50), pt(40))
    data = _slide_with(Shape("Wedge", Geometry.POLYGON, frame, INK, "title", alt="A wedge", points=corners))
    shape = next(one for one in Presentation(BytesIO(data)).slides[1].shapes if one.name == "Wedge")
    assert shape.shape_type == MSO_SHAPE_TYPE.FREEFORM
    assert _findings(data) == []


def test_lines_are_connectors_and_glued_ones_stay_glued() -> None:
    one, two = _box("One", 100), _box("Two", 300)
    look = {"line": INK, "line_ink": "title", "line_width": pt(1), "alt": "A bond"}
    frame = Rect(pt(140), pt(20), pt(160), 0)
    glued = Shape("Bond", Geometry.LINE, frame, begin="One", begin_site=3, end="Two", end_site=1, **look)  # type: ignore[arg-type]
    free = Shape("Rule", Geometry.LINE, replace(frame, y=pt(60)), **look)  # type: ignore[arg-type]
    data = _slide_with(one, two, glued, free)
    shapes = {shape.name: shape for shape in Presentation(BytesIO(data)).slides[1].shapes}
    bond = shapes["Bond"]._element.xml  # noqa: SLF001 - python-pptx has no name for it
    assert f'<a:stCxn id="{shapes["One"].shape_id}" idx="3"/>' in bond
    assert f'<a:endCxn id="{shapes["Two"].shape_id}" idx="1"/>' in bond
    assert "Cxn id" not in shapes["Rule"]._element.xml  # noqa: SLF001 - as above
    assert [one for one in _findings(data) if "read after" not in one] == []
