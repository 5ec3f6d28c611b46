"""Shapes: rectangles, ellipses, polygons and lines."""

from __future__ import annotations

from builder.model.scene import Geometry, Shape
from builder.render.pdf.canvas import TaggedCanvas
from builder.render.pdf.coordinates import PageTransform, number, numbers

ROUNDING = 0.16667
"""Radius of a rounded rectangle as a share of its shorter side: what `roundRect` has in DrawingML without a value."""

ARC = 0.5523
"""Length of the handles of a quarter of a circle, as a share of its radius."""


def draw_shape(canvas: TaggedCanvas, shape: Shape, place: PageTransform) -> None:
    """Draw `shape`."""
    with canvas.marked(shape.tag):
        if shape.tag and not canvas.sealed:
            canvas.structure.element(shape.tag).box = place.box(shape.frame)
        canvas.write("q")
        if shape.fill:
            canvas.fill(shape.fill)
        if shape.line:
            canvas.stroke(shape.line)
            width = place.length(shape.line_width)
            canvas.write(f"{number(width)} w")
            if shape.dashed:
                canvas.write(f"[{numbers(4 * width, 3 * width)}] 0 d")
        canvas.write(f"{_outline(shape, place)} {_painting(shape)} Q")


def _painting(shape: Shape) -> str:
    fill = shape.fill is not None and shape.form is not Geometry.LINE
    if fill and shape.line:
        return "B"
    return "f" if fill else "S" if shape.line else "n"


def _outline(shape: Shape, place: PageTransform) -> str:
    left, lower, right, upper = box = place.box(shape.frame)
    match shape.form:
        case Geometry.RECTANGLE:
            return f"{numbers(left, lower, right - left, upper - lower)} re"
        case Geometry.ROUNDED:
            radius = ROUNDING * min(right - left, upper - lower)
            return _rounded(box, radius, radius)
        case Geometry.ELLIPSE:
            return _rounded(box, (right - left) / 2, (upper - lower) / 2)
        case Geometry.LINE:
            start, end = (lower, upper) if shape.rising else (upper, lower)
            return f"{numbers(left, start)} m {numbers(right, end)} l"
        case Geometry.POLYGON:
            corners = [numbers(place.x(x), place.y(y)) for x, y in shape.points]
            return " ".join([f"{corners[0]} m", *(f"{corner} l" for corner in corners[1:]), "h"]) if corners else ""


def _rounded(box: tuple[float, float, float, float], across: float, down: float) -> str:
    """Return a rectangle whose corners are quarters of ellipses, from the lower left on, against the clock."""
    left, lower, right, upper = box
    dx, dy = across * (1 - ARC), down * (1 - ARC)
    return " ".join(
        (
            f"{numbers(left + across, lower)} m {numbers(right - across, lower)} l",
            f"{numbers(right - dx, lower, right, lower + dy, right, lower + down)} c",
            f"{numbers(right, upper - down)} l",
            f"{numbers(right, upper - dy, right - dx, upper, right - across, upper)} c",
            f"{numbers(left + across, upper)} l",
            f"{numbers(left + dx, upper, left, upper - dy, left, upper - down)} c",
            f"{numbers(left, lower + down)} l",
            f"{numbers(left, lower + dy, left + dx, lower, left + across, lower)} c h",
        )
    )
