"""Tables: rules below the rows, no boxes; each cell's words belong to its TH or TD."""

from builder.model.scene import Table, rules_below
from builder.render.pdf.coordinates import PageTransform
from builder.render.pdf.text import Typesetter


def draw_table(setter: Typesetter, table: Table, place: PageTransform) -> None:
    """Draw `table`: grounds and rules first, as artifacts, then the words."""
    canvas = setter.canvas
    with canvas.marked(None):
        for cell in (cell for row in table.rows for cell in row):
            if cell.fill:
                left, lower, right, upper = place.box(cell.frame)
                canvas.fill(cell.fill)
                canvas.rect(left, lower, right - left, upper - lower, stroke=0, fill=1)
        y = table.frame.y
        for height, (width, color, _) in zip(table.heights, rules_below(table), strict=True):
            y += height
            if width:
                canvas.stroke(color)
                canvas.setLineWidth(place.length(width))
                canvas.line(place.x(table.frame.x), place.y(y), place.x(table.frame.right), place.y(y))
    for row in table.rows:
        for cell in row:
            setter.draw(cell.paragraphs, place, tag=cell.tag)
