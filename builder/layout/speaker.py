"""Speaker notes: the blocks of an answer as paragraphs of plain words."""

from __future__ import annotations

from builder.brief import Block, Chart, Grid, Image, Listing, Paragraph, Quotation, Sentence, Subheading, joined_runs
from builder.layout.desk import Desk
from builder.layout.numbers import values_in
from builder.outline import NoteText
from builder.scene import NoteParagraph, Style


def notes_of(desk: Desk, texts: tuple[NoteText, ...]) -> tuple[NoteParagraph, ...]:
    """Return the speaker notes that `texts` make, every sentence of them."""
    style = desk.faces.style("note")
    bold = desk.faces.style("note", bold=True)
    found: list[NoteParagraph] = []
    for text in texts:
        if text.heading:
            found.append(NoteParagraph((desk.run(text.heading, bold),), heading=True))
        found += _blocks(desk, text.blocks, style, bold, 0)
        found += [NoteParagraph((desk.run(line, style),)) for line in text.lines]
    return tuple(found)


def _blocks(desk: Desk, blocks: tuple[Block, ...], style: Style, bold: Style, level: int) -> list[NoteParagraph]:
    found: list[NoteParagraph] = []
    for block in blocks:
        match block:
            case Paragraph(sentences):
                found.append(_sentences(desk, sentences, style, level))
            case Subheading(_, sentence):
                found.append(_sentences(desk, (sentence,), bold, level))
            case Listing():
                found += _items(desk, block, style, bold, level)
            case Quotation(inner):
                found += _blocks(desk, inner, style, bold, level + 1)
            case Grid():
                found += _table(desk, block, style, bold, level)
            case Image(alt=alt, decorative=decorative, caption=caption):
                if alt and not decorative:
                    found.append(NoteParagraph((desk.run(f"{desk.label('figure')}: {alt}", style),), level=level))
                found += [_sentences(desk, caption, style, level)] * bool(caption)
            case Chart():
                found += _chart(desk, block, style, bold, level)
    return found


def _items(desk: Desk, block: Listing, style: Style, bold: Style, level: int) -> list[NoteParagraph]:
    found: list[NoteParagraph] = []
    for number, item in enumerate(block.items, block.start):
        inner = _blocks(desk, item, style, bold, level + 1)
        bullet = f"{number}." if block.ordered else "•"
        if inner:
            first = inner[0]
            inner[0] = NoteParagraph(first.runs, bullet, first.level, sources=first.sources)
        found += inner
    return found


def _table(desk: Desk, block: Grid, style: Style, bold: Style, level: int) -> list[NoteParagraph]:
    """Return a line for each row: what a listener can follow, each cell after its column's name."""
    found = [_sentences(desk, block.caption, bold, level)] if block.caption else []
    if any(cell for cell in block.header):
        found.append(NoteParagraph((desk.run(" | ".join(_words(cell) for cell in block.header), bold),), level=level))
    for row in block.rows:
        ids = tuple(sentence.id for cell in row for sentence in cell)
        line = " | ".join(_words(cell) for cell in row)
        found.append(NoteParagraph((desk.run(line, style),), level=level, sources=ids))
    return found


def _chart(desk: Desk, block: Chart, style: Style, bold: Style, level: int) -> list[NoteParagraph]:
    found = [_sentences(desk, (block.title,), bold, level)]
    for series in block.series:
        values = values_in(desk.lang, block.categories, series.values, block.unit)
        found.append(
            NoteParagraph((desk.run(f"{series.name}: {values}" if series.name else values, style),), level=level)
        )
    if block.source:
        found.append(_sentences(desk, block.source, style, level))
    return found


def _words(cell: tuple[Sentence, ...]) -> str:
    return " ".join(sentence.text for sentence in cell)


def _sentences(desk: Desk, sentences: tuple[Sentence, ...], style: Style, level: int) -> NoteParagraph:
    runs = desk.runs(joined_runs(sentences), style)
    return NoteParagraph(runs, level=level, sources=tuple(sentence.id for sentence in sentences))
