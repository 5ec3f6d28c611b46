"""A desk with the house style and everything real, from a few lines of Markdown; and where words stand."""

from builder.layout.context import LayoutContext
from builder.layout.text.shaper import Shaper
from builder.model.findings import Report
from builder.model.scene import Cell, Group, Item, TextBox
from builder.model.units import Rect
from builder.plan import plan
from builder.read import read
from builder.resolve import resolve
from tests.layout.square_font import assets, house, media


def desk_for(source: str, theme: str = "briefing") -> LayoutContext:
    """Return the desk at which `source` is laid out; its report holds what was found on the way."""
    report = Report()
    draft = read("deck.md", source.encode(), report)
    brief = resolve(draft, media(), report) if draft else None
    assert brief is not None, report.findings
    return LayoutContext(house(theme), Shaper(house(theme), assets()), plan(brief, assets(), report), media(), report)


def flat(items: tuple[Item, ...]) -> list[Item]:
    """Return `items` and what is in their groups."""
    found: list[Item] = []
    for item in items:
        found.append(item)
        if isinstance(item, Group):
            found += flat(item.items)
    return found


def words_of(item: TextBox | Cell) -> str:
    """Return the words of a box or cell as set, line by line, with each white space as one space."""
    lines = (line for paragraph in item.paragraphs for line in paragraph.lines)
    return " ".join(" ".join("".join(run.text for run in line.runs) for line in lines).split())


def ink_of(item: TextBox) -> Rect:
    """Return what the words of a box cover: their width, and the height from top to baseline of small letters."""
    lines = [line for paragraph in item.paragraphs for line in paragraph.lines]
    runs = [run for line in lines for run in line.runs]
    size = max(run.style.size for run in runs)
    left, right = min(run.x for run in runs), max(run.x + run.width for run in runs)
    top, bottom = lines[0].baseline - round(size * 0.7), lines[-1].baseline
    return Rect(left, top, right - left, bottom - top)


def overlaps(boxes: list[TextBox]) -> list[tuple[str, str]]:
    """Return the names of each two boxes whose words touch."""
    inked = [(box.name, ink_of(box)) for box in boxes if any(one.lines for one in box.paragraphs)]
    return [(a, b) for at, (a, one) in enumerate(inked) for b, other in inked[at + 1 :] if one.overlaps(other)]
