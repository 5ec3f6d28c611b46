"""Shapes: rectangles, ellipses, polygons and lines."""

from builder.model.scene import Geometry, Shape
from builder.render.pdf.canvas import TaggedCanvas
from builder.render.pdf.coordinates import PageTransform

ROUNDING = 0.16667
"""Radius of a rounded rectangle as a share of its shorter side: what `roundRect` has in DrawingML without a value."""


def draw_shape(canvas: TaggedCanvas, shape: Shape, place: PageTransform) -> None:
    """Draw `shape`."""
    with canvas.marked(shape.tag):
        if shape.tag and not canvas.sealed:
            canvas.structure.element(shape.tag).box = place.box(shape.frame)
        canvas.saveState()
        if shape.fill:
            canvas.fill(shape.fill)
        if shape.line:
            canvas.stroke(shape.line)
            width = place.length(shape.line_width)
            canvas.setLineWidth(width)
            if shape.dashed:
                canvas.setDash([4 * width, 3 * width])
        _draw_outline(canvas, shape, place)
        canvas.restoreState()


def _draw_outline(canvas: TaggedCanvas, shape: Shape, place: PageTransform) -> None:
    left, lower, right, upper = place.box(shape.frame)
    width, height = right - left, upper - lower
    painting = {"stroke": int(shape.line is not None), "fill": int(shape.fill is not None)}
    match shape.form:
        case Geometry.RECTANGLE:
            canvas.rect(left, lower, width, height, **painting)
        case Geometry.ROUNDED:
            canvas.roundRect(left, lower, width, height, ROUNDING * min(width, height), **painting)
        case Geometry.ELLIPSE:
            canvas.ellipse(left, lower, right, upper, **painting)
        case Geometry.LINE if shape.line:
            start, end = (lower, upper) if shape.rising else (upper, lower)
            canvas.line(left, start, right, end)
        case Geometry.POLYGON if shape.points:
            path = canvas.beginPath()
            path.moveTo(*(place.x(shape.points[0][0]), place.y(shape.points[0][1])))
            for x, y in shape.points[1:]:
                path.lineTo(place.x(x), place.y(y))
            path.close()
            canvas.drawPath(path, **painting)
