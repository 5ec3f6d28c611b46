"""Charts from fenced `chart` blocks.

Settings come first, one a line: `kind:` (`bar`, `line` or `pie`) and `title:` are needed, `unit:` and `source:`
may follow. Then the rows of a pipe table: the first row names what the categories are (or leaves that cell empty) and
each series, every further row gives one category and its numbers. The row of dashes and the pipes at the
margins may be left out. Numbers have a decimal point; spaces may part thousands.

    ```chart
    kind: bar
    title: Trade between China and Russia
    unit: billion USD
    source: Chinese customs, 2025

    | Year | Exports | Imports |
    | 2023 | 111.0   | 129.1   |
    | 2024 | 115.5   | 129.3   |
    ```
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from babel.numbers import get_decimal_symbol

from builder.codes import BAD_CHART
from builder.model.brief import Chart, ChartKind, Series
from builder.model.findings import Report, Span
from builder.model.locales import locale_of
from builder.model.source_map import SourceMap
from builder.read.foreign_markup import report_markup
from builder.read.inline import InlineReader
from builder.read.styled_text import SentenceCounter
from builder.read.tables import cells_of

SETTINGS = ("kind", "title", "unit", "source")
"""What a chart's block can set."""

_SETTING = re.compile(r"[ \t]*([A-Za-z]+)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")
_RULE = re.compile(r"[ \t|:-]*-[ \t|:-]*")
_THOUSANDS = re.compile(r"[-+−]?[1-9]\d{0,2}(?:\.\d{3})+")
_NUMBER = re.compile(r"[-+−]?(?:\d[\d\s]*(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?")

Value = tuple[str, SourceMap]
"""A setting's text and its places."""


@dataclass(slots=True)
class ChartSource:
    """A chart before its words and numbers are read."""

    span: Span
    settings: dict[str, Value] = field(default_factory=dict)
    rows: list[tuple[Value, ...]] = field(default_factory=list)


def sketch_from_text(text: str, ground: SourceMap, span: Span, report: Report) -> ChartSource:
    """Return the settings and rows of a `chart` block."""
    sketch = ChartSource(span)
    offset = 0
    for line in text.split("\n"):
        place = ground.place(offset)
        setting = _SETTING.fullmatch(line) if not sketch.rows else None
        if setting and "|" not in line.split(":")[0]:
            _set(sketch, setting, place, ground.source, report)
        elif line.strip() and not (_RULE.fullmatch(line) and len(sketch.rows) == 1):
            indent = len(line) - len(line.lstrip())
            sketch.rows.append(cells_of(line.strip(), ground.source, (place[0], place[1] + indent)))
        offset += len(line) + 1
    return sketch


def _set(sketch: ChartSource, found: re.Match[str], place: tuple[int, int], source: str, report: Report) -> None:
    name, line = found[1], place[0]
    if name not in SETTINGS or name in sketch.settings:
        near = get_close_matches(name, SETTINGS, 1)
        hint = f"write `{near[0]}:`" if near else "use `kind`, `title`, `unit` and `source`"
        message = f"`{name}` is given twice" if name in sketch.settings else f"a chart has no setting `{name}`"
        at = place[1] + found.start(1)
        report.add(
            BAD_CHART,
            Span(source, line, at, line, at + len(name)),
            message,
            "keep one of them" if name in sketch.settings else hint,
        )
        return
    value = found[2] or ""
    column = place[1] + (found.start(2) if found[2] else found.end(1) + 1)
    sketch.settings[name] = value, SourceMap(source, (0,), ((line, column),))


def chart_from_sketch(sketch: ChartSource, inline: InlineReader, section: SentenceCounter) -> Chart | None:
    """Return the chart that `sketch` describes, or None with findings where it cannot be drawn."""
    faults = _Faults(inline.report)
    kind = _kind(sketch, faults)
    title = sketch.settings.get("title")
    if title is None or not title[0].strip():
        faults.add(sketch.span, "a chart needs a title", "write `title:` and what the chart shows")
    _check_rows(sketch, faults)
    _check_plain(sketch, inline.report)
    points_group = get_decimal_symbol(locale_of(inline.lang)) != "."
    numbers = [tuple(_number(cell, faults, points_group=points_group) for cell in row[1:]) for row in sketch.rows[1:]]
    if kind is ChartKind.PIE:
        _check_pie(sketch, numbers, faults)
    if faults.found or kind is None or title is None:
        return None
    words = inline.words(*title, section)
    named = words.sentence(section.next_id())
    source = sketch.settings.get("source")
    return Chart(
        kind=kind,
        title=named,
        categories=tuple(row[0][0] for row in sketch.rows[1:]),
        series=tuple(
            Series(name, tuple(row[index] for row in numbers)) for index, (name, _) in enumerate(sketch.rows[0][1:])
        ),
        unit=sketch.settings["unit"][0] if "unit" in sketch.settings else "",
        source=inline.words(*source, section).sentences(section, inline.lang) if source else (),
        span=sketch.span,
        axis=sketch.rows[0][0][0],
    )


@dataclass(slots=True)
class _Faults:
    """Adds `bad-chart` findings and remembers whether there were any."""

    report: Report
    found: bool = False

    def add(self, span: Span, message: str, hint: str) -> None:
        self.found = True
        self.report.add(BAD_CHART, span, message, hint)


def _span(value: Value) -> Span:
    text, ground = value
    return ground.span(0, max(len(text), 1))


def _kind(sketch: ChartSource, faults: _Faults) -> ChartKind | None:
    value = sketch.settings.get("kind")
    if value is None:
        faults.add(sketch.span, "this chart does not say its kind", "write `kind: bar`, `kind: line` or `kind: pie`")
        return None
    if value[0] not in tuple(ChartKind):
        faults.add(_span(value), f"there is no chart of the kind `{value[0]}`", "write `bar`, `line` or `pie`")
        return None
    return ChartKind(value[0])


def _check_rows(sketch: ChartSource, faults: _Faults) -> None:
    if len(sketch.rows) < 2 or len(sketch.rows[0]) < 2:
        hint = "write a row `| Year | Exports |`, then one for each category, as `| 2024 | 115.5 |`"
        faults.add(sketch.span, "this chart has no numbers", hint)
        return
    wanted = len(sketch.rows[0])
    for name in sketch.rows[0][1:]:
        if not name[0]:
            faults.add(_span(name), "this series has no name", "name it in the first row")
    for row in sketch.rows[1:]:
        if len(row) != wanted:
            faults.add(
                _span(row[0]), f"this row has {len(row)} cells, the first one has {wanted}", "give one for each column"
            )
        if not row[0][0]:
            faults.add(_span(row[0]), "this category has no name", "name it in the first cell")


def _check_plain(sketch: ChartSource, report: Report) -> None:
    """Report markup in names and units, which charts and workbooks show as plain words."""
    if "unit" in sketch.settings:
        report_markup(sketch.settings["unit"][0], _span(sketch.settings["unit"]), "the unit of a chart", report)
    for name in (*sketch.rows[:1], *((row[0],) for row in sketch.rows[1:])):
        for cell in name:
            report_markup(cell[0], _span(cell), "a name in a chart", report)


def _number(cell: Value, faults: _Faults, *, points_group: bool) -> float:
    """Return the number in `cell`; where points group thousands in the briefing's language, `2.000` is ambiguous."""
    text = cell[0]
    if points_group and _THOUSANDS.fullmatch(text):
        plain = text.replace(".", "")
        message = f"`{text}` is ambiguous: in this language a point separates thousands"
        hint = f"write `{plain}` for the whole number, or `{text.rstrip('0').rstrip('.')}` with fewer decimals"
        faults.add(_span(cell), message, hint)
        return 0.0
    if not text.strip("-–— ") or text.lower() in {"n/a", "na"}:
        hint = "leave the row out, or say in the text that the value is unknown; 0 would be false"
        faults.add(_span(cell), "this cell has no number, and a chart cannot show a missing value", hint)
        return 0.0
    if _NUMBER.fullmatch(text):
        number = float(re.sub(r"\s", "", text).replace("−", "-"))
        if math.isfinite(number):
            return number
    faults.add(_span(cell), f"`{text}` is not a number", "write it as `1234.5`, with a point and without a unit")
    return 0.0


def _check_pie(sketch: ChartSource, numbers: list[tuple[float, ...]], faults: _Faults) -> None:
    if sketch.rows and len(sketch.rows[0]) > 2:
        faults.add(_span(sketch.rows[0][2]), "a pie shows one series", "remove the others, or write `kind: bar`")
    values = [number for row in numbers for number in row]
    if values and (min(values) < 0 or sum(values) <= 0):
        faults.add(sketch.span, "a pie cannot show negative numbers, nor zeros alone", "write `kind: bar`")
