"""Shapes, connectors and groups as DrawingML."""

from collections.abc import Mapping

from builder.model.scene import Geometry, Group, Shape
from builder.render.pptx.drawingml import transform
from builder.render.pptx.theme_tables import ThemeTables

FORMS = {Geometry.RECTANGLE: "rect", Geometry.ROUNDED: "roundRect", Geometry.ELLIPSE: "ellipse", Geometry.LINE: "line"}
"""PowerPoint's preset geometries; a polygon has its own path."""


def shape_xml(tables: ThemeTables, shape: Shape, names: str, ids: Mapping[str, int]) -> str:
    """Return a shape; a line is a connector, glued where it begins and ends at items of the slide.

    `names` is the shape's `p:cNvPr`; `ids` gives the id of every item of the slide by its name.
    """
    place = transform(shape.frame)
    if shape.rising:
        place = place.replace("<a:xfrm>", '<a:xfrm flipV="1">')
    line = _line_xml(tables, shape)
    if shape.form is Geometry.LINE:
        glue = _glue("stCxn", ids.get(shape.begin), shape.begin_site) + _glue(
            "endCxn", ids.get(shape.end), shape.end_site
        )
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{names}<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
            f"<p:spPr>{place}{_geometry(shape)}{line}</p:spPr></p:cxnSp>"
        )
    fill = _fill_xml(tables, shape)
    return (
        f"<p:sp><p:nvSpPr>{names}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{place}{_geometry(shape)}{fill}{line}</p:spPr></p:sp>"
    )


def group_xml(group: Group, names: str, inner: str) -> str:
    """Return a group; its children keep their own lengths, which the group's extents scale."""
    frame = group.frame
    extents = f'cx="{round(frame.width / group.scale)}" cy="{round(frame.height / group.scale)}"'
    return (
        f"<p:grpSp><p:nvGrpSpPr>{names}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>"
        f'<a:xfrm><a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.width}" cy="{frame.height}"/>'
        f'<a:chOff x="0" y="0"/><a:chExt {extents}/></a:xfrm></p:grpSpPr>{inner}</p:grpSp>'
    )


def _glue(end: str, number: int | None, site: int) -> str:
    return f'<a:{end} id="{number}" idx="{site}"/>' if number else ""


def _fill_xml(tables: ThemeTables, shape: Shape) -> str:
    """Return the fill by the theme's name for it, or by its numbers where no theme has the colour."""
    if shape.fill_ink:
        return tables.fills[shape.fill_ink]
    return f'<a:solidFill><a:srgbClr val="{shape.fill.hex}"/></a:solidFill>' if shape.fill else "<a:noFill/>"


def _line_xml(tables: ThemeTables, shape: Shape) -> str:
    if not shape.line_ink:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="dash"/>' if shape.dashed else ""
    return f'<a:ln w="{shape.line_width}">{tables.fills[shape.line_ink]}{dash}</a:ln>'


def _geometry(shape: Shape) -> str:
    if shape.form is not Geometry.POLYGON:
        return f'<a:prstGeom prst="{FORMS[shape.form]}"><a:avLst/></a:prstGeom>'
    frame = shape.frame
    first, *rest = ((x - frame.x, y - frame.y) for x, y in shape.points)
    corners = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in rest)
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{frame.width}" h="{frame.height}"><a:moveTo><a:pt x="{first[0]}" y="{first[1]}"/></a:moveTo>'
        f"{corners}<a:close/></a:path></a:pathLst></a:custGeom>"
    )
