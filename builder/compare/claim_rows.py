"""The claims of a text: its sentences, the rows of its tables, and the numbers of its charts."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.brief import Block, Chart, DataTable, ListBlock, Quotation, Sentence, joined_runs, sentences_of
from builder.model.draft_walk import blocks_in
from builder.model.sentence import text_of

Row = tuple[str, tuple[str, ...]]
"""The words of a claim, and the ids of the sentences that say it; none for a row."""


def claims_in(blocks: tuple[Block, ...]) -> Iterator[Row]:
    """Yield each claim: a cell alone claims nothing, so a row of a table is one, and one of a chart another."""
    for block in blocks_in(blocks):
        match block:
            case ListBlock() | Quotation():  # what is in them follows
                continue
            case DataTable():
                yield from of_sentences(block.caption)
                yield from _of_table(block)
            case Chart():
                yield from of_sentences(sentences_of((block,)))
                yield from _of_chart(block)
            case _:
                yield from of_sentences(sentences_of((block,)))


def of_sentences(sentences: tuple[Sentence, ...]) -> Iterator[Row]:
    """Yield each sentence as a claim."""
    yield from ((one.text, (one.id,)) for one in sentences)


def _of_table(table: DataTable) -> Iterator[Row]:
    header = [text_of(joined_runs(cell)) for cell in table.header]
    yield " | ".join(header), ()
    for row in table.rows:
        first, *rest = (text_of(joined_runs(cell)) for cell in row)
        named = "; ".join(f"{name} {cell}".strip() for name, cell in zip(header[1:], rest, strict=True))
        yield f"{first}: {named}" if named else first, ()


def _of_chart(chart: Chart) -> Iterator[Row]:
    yield f"{chart.title.text}: {chart.kind} chart{chart.unit and f', {chart.unit}'}", ()
    for at, category in enumerate(chart.categories):
        named = "; ".join(f"{one.name} {_number(one.values[at])}" for one in chart.series)
        yield f"{chart.title.text}, {category}: {named}", ()


def _number(value: float | None) -> str:
    return "no data" if value is None else f"{value:.10g}"
