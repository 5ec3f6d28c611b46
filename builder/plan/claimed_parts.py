"""What of a chart or table its headline is about, which is emphasised: a series, the only bar, a row or a column."""

import re
from collections.abc import Iterable
from math import inf

from msgspec.structs import replace

from builder.model.brief import Block, Brief, Chart, DataTable, Exchange, Sentence
from builder.model.chart import ChartKind, Series
from builder.model.locales import locale_of

FEW = 2
"""In a column of so few rows nothing is emphasised."""

_YEAR = re.compile(r"(?:19|20)\d\d")


def with_claimed_parts(brief: Brief) -> Brief:
    """Return `brief` with what the headlines are about."""
    lang = brief.fields.lang
    return replace(brief, exchanges=tuple(_with_claims(one, lang) for one in brief.exchanges))


def _with_claims(exchange: Exchange, lang: str) -> Exchange:
    if not any(isinstance(block, Chart | DataTable) for block in exchange.answer):
        return exchange
    return replace(exchange, answer=tuple(_claimed(block, exchange, lang) for block in exchange.answer))


def _claimed(block: Block, exchange: Exchange, lang: str) -> Block:
    match block:
        case Chart():
            return _claimed_in_chart(block, exchange.headline.text)
        case DataTable():
            return _claimed_in_table(block, exchange, lang)
        case _:
            return block


def _claimed_in_chart(chart: Chart, headline: str) -> Chart:
    """Return a chart with the only series that the headline names, of bars side by side else the highest at the end."""
    if len(chart.series) < 2:
        bar = _only_named(headline, chart.categories)
        return replace(chart, claimed=bar) if chart.kind is ChartKind.BAR and len(chart.categories) > 2 else chart
    named = _only_named(headline, (one.name for one in chart.series))
    if named is not None or chart.kind is not ChartKind.BAR:
        return replace(chart, claimed=named)
    return replace(chart, claimed=max(range(len(chart.series)), key=lambda number: _last(chart.series[number])))


def _claimed_in_table(table: DataTable, exchange: Exchange, lang: str) -> DataTable:
    """Return a table with what is emphasised: a row or a column.

    It is the only row that the headline names, else the only column, else that of its numbers, else, where it
    names no row, that of the only actor whom the answer is about.
    """
    headline, rows = exchange.headline.text, [_text(cells[0]) for cells in table.rows]
    row = _only_named(headline, rows) if len(rows) > 1 else None
    if row is not None:
        return replace(table, claimed_row=row)
    names = [_text(cell) for cell in table.header[1:]] if len(table.rows) > FEW else []
    column = _only_named(headline, names) if len(names) > 1 else None
    if column is None and len(names) > 1:
        said = _numbers(headline, lang)
        holding = [at for at in range(1, len(names) + 1) if said & _numbers_in_column(table, at, lang)]
        column = holding[0] - 1 if len(holding) == 1 else None
    if column is not None:
        return replace(table, claimed_column=column + 1)
    about = {actor.name for actor in exchange.actors}
    found = [number for number, name in enumerate(rows) if name in about]
    if len(about) == len(found) == 1 < len(rows) and not any(_names(headline, name) for name in rows):
        return replace(table, claimed_row=found[0])
    return table


def _numbers_in_column(table: DataTable, at: int, lang: str) -> set[str]:
    """Return the numbers of a column; none where it says years: the headline's are when, not how much."""
    cells = [_text(row[at]) for row in table.rows]
    if all(_YEAR.fullmatch(cell) for cell in cells if cell):
        return set()
    return {number for cell in cells for number in _numbers(cell, lang)}


def _only_named(headline: str, names: Iterable[str]) -> int | None:
    """Return which of `names` the headline says, if it is one; a single letter may be any word."""
    named = [number for number, name in enumerate(names) if len(name) > 1 and _names(headline, name)]
    return named[0] if len(named) == 1 else None


def _names(headline: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", headline, re.IGNORECASE) is not None


def _numbers(text: str, lang: str) -> set[str]:
    """Return the numbers of `text`, those below ten left out, without marks of thousands and closing noughts."""
    point = locale_of(lang).number_symbols["latn"]["decimal"]
    groups = " .,'’\u00a0\u202f".replace(point, "")
    found = re.findall(rf"\d+(?:[{groups}]\d{{3}}(?!\d))*(?:{re.escape(point)}\d+)?", text)
    plain = (re.sub(rf"[{groups}]", "", one).partition(point) for one in found)
    return {whole + (point + rest).rstrip("0" + point) for whole, _, rest in plain if len(whole) > 1}


def _text(cell: tuple[Sentence, ...]) -> str:
    return " ".join(sentence.text for sentence in cell).strip()


def _last(series: Series) -> float:
    return next((abs(one) for one in reversed(series.values) if one is not None), -inf)
