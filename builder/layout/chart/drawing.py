"""What comes of drawing a chart: its items, and for programs that draw charts themselves where everything is."""

from msgspec import Struct

from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.label_sizes import LabelSizes
from builder.model.chart import NativeChart
from builder.model.scene import Item, TextBox
from builder.model.units import Rect


class ChartDrawing(Struct, frozen=True):
    """A chart as it was drawn."""

    items: tuple[Item, ...]
    native: NativeChart
    sizes: LabelSizes
    upright: bool = True


def within(canvas: FigureCanvas, box: Rect) -> Rect:
    """Return where `box` of a drawing is on the page, seen from the top left corner of the chart's frame."""
    placed = canvas.over(box)
    return Rect(placed.x - canvas.frame.x, placed.y - canvas.frame.y, box.width, box.height)


def words_box(canvas: FigureCanvas, items: tuple[Item, ...], name: str) -> Rect | None:
    """Return what the words of the item `name` cover, seen from the chart's frame; None if there is no such item."""
    for item in items:
        if isinstance(item, TextBox) and item.name == name:
            runs = [run for paragraph in item.paragraphs for line in paragraph.lines for run in line.runs]
            left, right = min(run.x for run in runs), max(run.x + run.width for run in runs)
            lines = sum(len(paragraph.lines) for paragraph in item.paragraphs)
            height = lines * item.paragraphs[0].pitch
            top = item.frame.y + (item.frame.height - height) // 2
            return Rect(left - canvas.frame.x, top - canvas.frame.y, right - left, height)
    return None
