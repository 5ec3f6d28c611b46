"""Paragraphs, lists, tables, pictures, quotations and charts as the lines of our Markdown."""

import re
from decimal import Decimal

from builder.model.brief import (
    Align,
    Block,
    Chart,
    DataTable,
    Image,
    ListBlock,
    Paragraph,
    Quotation,
    Sentence,
    Subheading,
)
from builder.model.chart import Series
from builder.model.sentence import BRACES_INSIDE
from builder.write.inline import escaped, inline_of, paragraph_of

_RULES = {Align.START: "---", Align.CENTER: ":---:", Align.END: "---:", Align.JUSTIFY: "---"}

_BRACES = re.compile(rf"(?P<span>(?<!\\)\])?(?<!(?<!\\)\\)\{{{BRACES_INSIDE}\}}$")
"""What a reader takes for the attributes of a heading; behind a bracket they are those of a span."""


def lines_of(blocks: tuple[Block, ...]) -> list[str]:
    """Return the lines of `blocks`, an empty one between each two; two lists in a row have different markers."""
    lines: list[str] = []
    turn = 0
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else None
        turn = turn + 1 if isinstance(block, ListBlock) and isinstance(before, ListBlock) else 0
        lines += ([""] if at else []) + _block(block, turn)
    return lines


def _block(block: Block, turn: int) -> list[str]:
    match block:
        case Paragraph(sentences):
            return paragraph_of(sentences).split("\n")
        case Subheading(level, sentence):
            return [f"{'#' * level} {heading_of(sentence)}"]
        case ListBlock():
            return _listing(block, turn)
        case Quotation(inner):
            return [f"> {line}".rstrip() for line in lines_of(inner)]
        case DataTable():
            return _grid(block)
        case Image():
            return [_image(block)]
        case Chart():
            return _chart(block)


def heading_of(sentence: Sentence) -> str:
    """Return the words of a heading: `#` characters before and behind them and braces behind them are words."""
    text = inline_of((sentence,))
    braces = _BRACES.search(text)
    if braces and braces["span"]:
        return f"{text} {{}}"
    text = re.sub(rf"\{{(?={BRACES_INSIDE}\}}[ \t]*$)", r"\\{", text) if braces else text
    words = text.rstrip("#")
    return "\\" * words.startswith("##") + words + r"\#" * (len(text) - len(words))


def _listing(listing: ListBlock, turn: int) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(listing.items, listing.start):
        mark = f"{number}{'.)'[turn % 2]} " if listing.ordered else f"{'-*'[turn % 2]} "
        inner = lines_of(item)
        if len(item) > 1 and lines:
            lines.append("")
        lines += [mark + inner[0], *(f"{' ' * len(mark)}{line}".rstrip() for line in inner[1:])]
    return lines


def _grid(grid: DataTable) -> list[str]:
    rows = [_row(grid.header), f"| {' | '.join(_RULES[one] for one in grid.align)} |", *map(_row, grid.rows)]
    return [*rows, f": {inline_of(grid.caption)}"] if grid.caption else rows


def _row(cells: tuple[tuple[Sentence, ...], ...]) -> str:
    return f"| {' | '.join(inline_of(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _image(image: Image) -> str:
    src = image.src if re.fullmatch(r"[^\s<>()\\]+", image.src) else f"<{image.src}>"
    caption = inline_of(image.caption)
    title = ' "' + re.sub(r'["\\]', lambda sign: f"\\{sign.group()}", caption) + '"' if caption else ""
    given = [".decorative"] * image.decorative + [f"width={image.width}%"] * bool(image.width)
    attributes = "{" + " ".join(given) + "}" if given else ""
    return f"![{escaped(image.alt)}]({src}{title}){attributes}"


def _chart(chart: Chart) -> list[str]:
    head = [chart.axis, *(one.name for one in chart.series)]
    rows = [[name, *(number_of(one, at) for one in chart.series)] for at, name in enumerate(chart.categories)]
    settings = [f"kind: {chart.kind}", f"title: {_setting(inline_of((chart.title,)))}"]
    settings += [f"unit: {_setting(chart.unit)}"] if chart.unit else []
    settings += [f"source: {_setting(inline_of(chart.source))}"] if chart.source else []
    cells = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in (head, *rows)]
    return ["```chart", *settings, "", *cells, "```"]


def _setting(value: str) -> str:
    """Return `value` as a chart's block holds it: in quotes where its own quotes would be taken for such."""
    return f"'{value}'" if re.fullmatch(r'"[^"\']+"', value) else value


def number_of(series: Series, at: int) -> str:
    """Return a value of `series` as it is written in a source, with as many decimals as it is shown with."""
    value = series.values[at]
    if value is None:
        return ""
    if series.places:
        return f"{Decimal(repr(value)):.{series.places}f}"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
