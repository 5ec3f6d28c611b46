"""Tables: rules below the rows, no boxes; each cell's words belong to its TH or TD."""

from builder.model.scene import HEAVIER, Table, heavy_rules
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
        for height, heavy in zip(table.heights, heavy_rules(table), strict=True):
            y += height
            canvas.stroke(table.heavy if heavy and table.heavy else table.rule)
            canvas.setLineWidth(place.length(table.rule_width * (HEAVIER if heavy else 1)))
            canvas.line(place.x(table.frame.x), place.y(y), place.x(table.frame.right), place.y(y))
    for row in table.rows:
        for cell in row:
            setter.draw(cell.paragraphs, place, tag=cell.tag)
