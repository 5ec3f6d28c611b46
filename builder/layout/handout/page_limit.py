"""The message about a handout that takes more pages than allowed: by how many lines, and what would help."""

from builder.codes import HANDOUT_TOO_LONG
from builder.layout.handout.columns import ColumnRun
from builder.layout.handout.context import HandoutContext
from builder.layout.handout.flow import FlowPiece
from builder.model.brief import Exchange, sentences_of
from builder.model.outline import Entry, Outline
from builder.model.units import pt_from_emu

FEW = 4
"""An exhibit of fewer lines is not worth naming."""

Sheets = tuple[tuple[ColumnRun, ...], ...]

Blocks = tuple[tuple[FlowPiece, ...], ...]
"""The pieces of each block of the outline."""


def report_pages(handout: HandoutContext, by_block: Blocks, sheets: Sheets, most: int) -> None:
    """Add `handout-too-long` for a handout in its smallest text, with what is beyond `most` pages, and what helps."""
    context = handout.context
    lines = lines_beyond(handout.columns, handout.grid, sheets, most)
    size = pt_from_emu(context.theme.style("entry-text").size)
    pages = f"{most} page{'s' * (most != 1)}"
    message = f"the handout takes more than the {pages} of --pages: in its smallest text, {size:g} pt, it is "
    message += f"{lines} line{'s' * (lines != 1)} too long"
    place = context.outline.fields.span("title")
    context.report.add(HANDOUT_TOO_LONG, place, message, *_hints(context.outline, handout.grid, by_block, lines, most))


def lines_beyond(columns: int, grid: int, sheets: Sheets, most: int) -> int:
    """Return how many lines of a column are on the pages after the first `most`; over two columns a line is two."""
    beyond = sum(run.filled.height * (columns if run.pieces[0].wide else 1) for page in sheets[most:] for run in page)
    return -(-beyond // grid)


def _hints(outline: Outline, grid: int, by_block: Blocks, lines: int, most: int) -> tuple[str, ...]:
    answers = [
        (block.exchange, pieces)
        for block, pieces in zip(outline.blocks, by_block, strict=True)
        if isinstance(block, Entry)
    ]
    longest = max((exchange for exchange, _ in answers), key=_words, default=None)
    hints = []
    if longest is not None:
        total = sum(sum(piece.heights) for _, pieces in answers for piece in pieces if not _is_exhibit(piece))
        each = sum(_words(exchange) for exchange, _ in answers) * grid / max(total, 1)
        hints.append(
            f"shorten the answers by about {max(round(lines * each), 1)} words; the longest, "
            f"“{longest.question.text}”, has {_words(longest)}"
        )
    exhibits = [
        (sum(piece.heights) // grid, exchange) for exchange, pieces in answers for piece in pieces if _is_exhibit(piece)
    ]
    tall = max(exhibits, key=lambda one: one[0], default=None)
    if tall and tall[0] >= FEW:
        hints.append(f"leave out what is shown with “{tall[1].question.text}”: it takes {tall[0]} lines")
    return (*hints, f"allow another page: --pages {most + 1}")


def _is_exhibit(piece: FlowPiece) -> bool:
    """Return whether a piece is a picture, a chart or a table."""
    return piece.smaller is not None or piece.repeat > 0


def _words(exchange: Exchange) -> int:
    return sum(len(sentence.text.split()) for sentence in sentences_of(exchange.answer))
