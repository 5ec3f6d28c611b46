"""Speaker notes: the blocks of an answer as paragraphs of plain words."""

from builder.layout.context import LayoutContext
from builder.model.brief import (
    Block,
    Chart,
    DataTable,
    Image,
    ListBlock,
    Paragraph,
    Quotation,
    Run,
    Sentence,
    Subheading,
    joined_runs,
    origins_of,
    quotes_of,
)
from builder.model.origin import BlockOrigin
from builder.model.outline import NoteText
from builder.model.scene import NoteParagraph, ResolvedStyle, TextRun


def notes_of(context: LayoutContext, texts: tuple[NoteText, ...]) -> tuple[NoteParagraph, ...]:
    """Return the speaker notes that `texts` make, every sentence of them."""
    style = context.shaper.style("note")
    bold = context.shaper.style("note", bold=True)
    found: list[NoteParagraph] = []
    for text in texts:
        if text.heading:
            found.append(NoteParagraph((context.run(text.heading, bold),), heading=True, origins=(text.origin,)))
        found += _blocks(context, text.blocks, style, bold, 0)
        found += [NoteParagraph((context.run(line, style),), origins=(text.origin,)) for line in text.lines]
    return tuple(found)


def notes_of_part(context: LayoutContext, texts: tuple[NoteText, ...], part: int) -> tuple[NoteParagraph, ...]:
    """Return the speaker notes of slide `part`, from 1, of a list that continues: all on the first, then the source.

    A speaker who reads on would say it all again, and notes on each of many slides take the square of the list.
    """
    return notes_of(context, texts if part == 1 else texts[-1:])


def _blocks(
    context: LayoutContext, blocks: tuple[Block, ...], style: ResolvedStyle, bold: ResolvedStyle, level: int
) -> list[NoteParagraph]:
    found: list[NoteParagraph] = []
    for block in blocks:
        match block:
            case Paragraph(sentences):
                found.append(_sentences(context, sentences, style, level))
            case Subheading(_, sentence):
                found.append(_sentences(context, (sentence,), bold, level))
            case ListBlock():
                found += _items(context, block, style, bold, level)
            case Quotation(inner):
                found += _blocks(context, inner, style, bold, level + 1)
            case DataTable():
                found += _table(context, block, style, bold, level)
            case Image(alt=alt, decorative=decorative, caption=caption, span=span):
                if alt and not decorative:
                    run = context.run(f"{context.label('figure')}: {alt}", style)
                    found.append(NoteParagraph((run,), level=level, origins=(BlockOrigin(span),)))
                found += [_sentences(context, caption, style, level)] * bool(caption)
            case Chart():
                found += _chart(context, block, style, bold, level)
    return found


def _items(
    context: LayoutContext, block: ListBlock, style: ResolvedStyle, bold: ResolvedStyle, level: int
) -> list[NoteParagraph]:
    found: list[NoteParagraph] = []
    for number, item in enumerate(block.items, block.start):
        inner = _blocks(context, item, style, bold, level + 1)
        bullet = f"{number}." if block.ordered else "•"
        if inner:
            first = inner[0]
            inner[0] = NoteParagraph(first.runs, bullet, first.level, origins=first.origins)
        found += inner
    return found


def _table(
    context: LayoutContext, block: DataTable, style: ResolvedStyle, bold: ResolvedStyle, level: int
) -> list[NoteParagraph]:
    """Return a line for each row: what a listener can follow, each cell after its column's name."""
    found = [_sentences(context, block.caption, bold, level)] if block.caption else []
    if any(cell for cell in block.header):
        quotes = quotes_of(sentence for cell in block.header for sentence in cell)
        found.append(NoteParagraph(_row(context, block.header, bold), level=level, origins=quotes))
    for row in block.rows:
        quotes = quotes_of(sentence for cell in row for sentence in cell)
        found.append(NoteParagraph(_row(context, row, style), level=level, origins=quotes))
    return found


def _chart(
    context: LayoutContext, block: Chart, style: ResolvedStyle, bold: ResolvedStyle, level: int
) -> list[NoteParagraph]:
    from builder.layout.chart.note import chart_note
    from builder.layout.chart.numbers import values_in

    found = [_sentences(context, (block.title,), bold, level)]
    for series in block.series:
        values = values_in(context.lang, block, series.values, context.label("no_data"))
        run = context.run(f"{series.name}: {values}" if series.name else values, style)
        found.append(NoteParagraph((run,), level=level, origins=(BlockOrigin(block.span),)))
    note = chart_note(block, context.label)
    if note:
        found.append(_sentences(context, note, style, level))
    return found


def _row(context: LayoutContext, row: tuple[tuple[Sentence, ...], ...], style: ResolvedStyle) -> tuple[TextRun, ...]:
    """Return the cells of a row on one line."""
    return context.runs_with_calls([run for cell in row for run in (Run(" | "), *joined_runs(cell))][1:], style)


def _sentences(
    context: LayoutContext, sentences: tuple[Sentence, ...], style: ResolvedStyle, level: int
) -> NoteParagraph:
    runs = context.runs_with_calls(joined_runs(sentences), style)
    return NoteParagraph(runs, level=level, origins=origins_of(sentences))
