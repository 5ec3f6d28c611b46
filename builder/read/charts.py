"""Charts from fenced `chart` blocks.

Settings come first, one a line: `kind:` (`bar`, `stacked`, `line` or `pie`) and `title:` are needed, `unit:` and
`source:` may follow; quotes around a value are left off, as in front matter. Then the rows of a pipe table: the first
row names what the categories are (or leaves that cell empty) and each series, every further row gives one category and
its numbers. The row of dashes and the pipes at the margins may be left out. Numbers have a decimal point; spaces may
part thousands. A cell that is empty, `-` or `n/a` is a gap: there is no data.

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

import re
from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches

from babel.numbers import get_decimal_symbol
from msgspec import Struct, field

from builder.codes import BAD_CHART
from builder.model.brief import Chart
from builder.model.chart import ChartKind, Series
from builder.model.findings import Report, Span
from builder.model.locales import locale_of
from builder.model.source_map import SourceMap
from builder.read.foreign_markup import report_markup
from builder.read.inline import InlineReader
from builder.read.styled_text import SentenceCounter
from builder.read.tables import cells_of

SETTINGS = ("kind", "title", "unit", "source")
"""What a chart's block can set."""

_SETTING = re.compile(r"[ \t]*+([A-Za-z]++)[ \t]*+:(?:[ \t]++(.*))?")
_QUOTED = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_RULE = re.compile(r"[ \t|:]*+-[ \t|:-]*+")
_THOUSANDS = re.compile(r"[-+−]?[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+)")
_COMMA = re.compile(r"[-+−]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d[\d\s]*),\d+")
"""A number with a decimal comma; points and spaces are between thousands."""
_MISSING = re.compile(r"[-–—]*|…|n/?a|n\.a\.", re.IGNORECASE)
_DECIMALS = re.compile(r"[.,](\d+)\s*$")
_NUMBER = re.compile(r"[-+−]?(?:\d[\d\s]*(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?")

DIGITS = 15
"""The most digits of a number: a chart's workbook holds no more (ECMA-376 stores IEEE 754 doubles)."""

LARGEST = 100
"""The most digits before the point, and the most zeros after it, that a chart can draw."""

LONGEST = 200
"""The most characters of a name: more is a sentence."""

_PERCENT, _WHOLE = ("%", "percent", "per cent"), 100.5
"""Units of parts of a whole, and the most that rounded parts may add up to."""

Value = tuple[str, SourceMap]
"""A setting's text and its places."""


class ChartSource(Struct):
    """A chart before its words and numbers are read."""

    span: Span
    settings: dict[str, Value] = field(default_factory=dict)
    rows: list[tuple[Value, ...]] = field(default_factory=list)


def chart_source_from_text(text: str, ground: SourceMap, span: Span, report: Report) -> ChartSource:
    """Return the settings and rows of a `chart` block."""
    chart = ChartSource(span)
    offset = 0
    for line in text.split("\n"):
        place = ground.place(offset)
        setting = _SETTING.fullmatch(line) if not chart.rows else None
        if setting and "|" not in line.split(":")[0]:
            _read_setting(chart, setting, place, ground.source, report)
        elif line.strip() and not (_RULE.fullmatch(line) and len(chart.rows) == 1):
            indent = len(line) - len(line.lstrip())
            chart.rows.append(cells_of(line.strip(), ground.source, (place[0], place[1] + indent)))
        offset += len(line) + 1
    return chart


def _read_setting(
    chart: ChartSource, found: re.Match[str], place: tuple[int, int], source: str, report: Report
) -> None:
    name, line = found[1], place[0]
    if name not in SETTINGS or name in chart.settings:
        near = get_close_matches(name, SETTINGS, 1)
        hint = f"write `{near[0]}:`" if near else "use `kind`, `title`, `unit` and `source`"
        message = f"`{name}` is given twice" if name in chart.settings else f"a chart has no setting `{name}`"
        at = place[1] + found.start(1)
        hint = "keep one of them" if name in chart.settings else hint
        report.add(BAD_CHART, Span(source, line, at, line, at + len(name)), message, hint)
        return
    value = (found[2] or "").rstrip(" \t")
    column = place[1] + (found.start(2) if value else found.end(1) + 1)
    if _QUOTED.fullmatch(value):
        value, column = value[1:-1], column + 1
    chart.settings[name] = value, SourceMap(source, (0,), ((line, column),))


def chart_from_source(chart: ChartSource, inline: InlineReader, section: SentenceCounter) -> Chart | None:
    """Return the chart that `chart` describes, or None with findings where it cannot be drawn."""
    faults = _Faults(inline.report)
    kind = _kind(chart, faults)
    title = chart.settings.get("title")
    if title is None or not title[0].strip():
        faults.add(chart.span, "a chart needs a title", "write `title:` and what the chart shows")
    _check_rows(chart, faults)
    _check_plain(chart, inline.report)
    _check_lengths(chart, faults)
    comma = get_decimal_symbol(locale_of(inline.lang)) != "."
    numbers = [tuple(_number(cell, faults, comma=comma) for cell in row[1:]) for row in chart.rows[1:]]
    _check_kind(kind, chart, numbers, faults)
    if faults.found or kind is None or title is None:
        return None
    words = inline.line(*title, section)
    named = words.sentence(section.next_id())
    source = chart.settings.get("source")
    return Chart(
        kind=kind,
        title=named,
        categories=tuple(row[0][0] for row in chart.rows[1:]),
        series=tuple(
            Series(name, tuple(row[index] for row in numbers), _places(row[index + 1][0] for row in chart.rows[1:]))
            for index, (name, _) in enumerate(chart.rows[0][1:])
        ),
        unit=chart.settings["unit"][0] if "unit" in chart.settings else "",
        source=inline.words(*source, section).sentences(section, inline.lang) if source else (),
        span=chart.span,
        axis=chart.rows[0][0][0],
    )


class _Faults(Struct):
    """Adds `bad-chart` findings and remembers whether there were any."""

    report: Report
    found: bool = False

    def add(self, span: Span, message: str, hint: str) -> None:
        self.found = True
        self.report.add(BAD_CHART, span, message, hint)


def _span(value: Value) -> Span:
    text, ground = value
    return ground.span(0, max(len(text), 1))


def _kind(chart: ChartSource, faults: _Faults) -> ChartKind | None:
    value = chart.settings.get("kind")
    if value is None:
        faults.add(chart.span, "this chart does not say its kind", "write `kind: bar`, `stacked`, `line` or `pie`")
        return None
    if value[0] not in tuple(ChartKind):
        faults.add(
            _span(value), f"there is no chart of the kind `{value[0]}`", "write `bar`, `stacked`, `line` or `pie`"
        )
        return None
    return ChartKind(value[0])


def _check_rows(chart: ChartSource, faults: _Faults) -> None:
    if len(chart.rows) < 2 or len(chart.rows[0]) < 2:
        hint = "write a row `| Year | Exports |`, then one for each category, as `| 2024 | 115.5 |`"
        faults.add(chart.span, "this chart has no numbers", hint)
        return
    wanted = len(chart.rows[0])
    for name in chart.rows[0][1:]:
        if not name[0]:
            faults.add(_span(name), "this series has no name", "name it in the first row")
    for row in chart.rows[1:]:
        if len(row) != wanted:
            faults.add(
                _span(row[0]), f"this row has {len(row)} cells, the first one has {wanted}", "give one for each column"
            )
        if not row[0][0]:
            faults.add(_span(row[0]), "this category has no name", "name it in the first cell")


def _check_plain(chart: ChartSource, report: Report) -> None:
    """Report markup in names and units, which charts and workbooks show as plain words."""
    if "unit" in chart.settings:
        report_markup(chart.settings["unit"][0], _span(chart.settings["unit"]), "the unit of a chart", report)
    for name in (*chart.rows[:1], *((row[0],) for row in chart.rows[1:])):
        for cell in name:
            report_markup(cell[0], _span(cell), "a name in a chart", report)


def _check_lengths(chart: ChartSource, faults: _Faults) -> None:
    """Add the names that are too long for any chart."""
    cells = (*(cell for row in chart.rows[:1] for cell in row), *(row[0] for row in chart.rows[1:]))
    for cell in (*cells, *(chart.settings[key] for key in ("unit",) if key in chart.settings)):
        if len(cell[0]) > LONGEST:
            message = f"this name has {len(cell[0])} characters, and a chart takes {LONGEST} at most"
            faults.add(_span(cell), message, "shorten it, and say the rest in the text")


def _hint(text: str, *, comma: bool) -> str:
    """Return how to write what is not a number: one with thousands or a percent sign as what it says."""
    plain = text.removesuffix("%").rstrip()
    if plain != text and (_COMMA if comma and "," in plain else _NUMBER).fullmatch(plain):
        return f"write `{plain}`, and `unit: %` above the rows"
    if not comma and _THOUSANDS.fullmatch(text):
        return f"write it as `{text.replace(',', '')}`, without a mark between thousands"
    if not comma and re.fullmatch(r"[-−]?\d+,\d+", text):
        return f"write it as `{text.replace(',', '.')}`"
    form = "`1234,5`" if comma else "`1234.5`, with a point and"
    return f"write it as {form} without a unit, or leave the cell empty where there is no data"


def _number(cell: Value, faults: _Faults, *, comma: bool) -> float | None:
    """Return the number in `cell`, None for a gap, 0 with a finding for what is neither.

    `comma` says that the language has a decimal comma; a point is understood in every language.
    """
    text = cell[0].strip()
    if _MISSING.fullmatch(text):
        return None
    if comma and _THOUSANDS.fullmatch(text):
        faults.add(_span(cell), *_ambiguous(text))
        return 0.0
    if comma and _COMMA.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if not _NUMBER.fullmatch(text):
        faults.add(_span(cell), f"`{text}` is not a number", _hint(text, comma=comma))
        return 0.0
    exact = Decimal(re.sub(r"\s", "", text).replace("−", "-"))
    if len(exact.normalize().as_tuple().digits) > DIGITS:
        hint = f"round it to {DIGITS} digits or fewer"
        faults.add(_span(cell), f"`{text}` has more digits than a chart can hold", hint)
    elif exact and not -LARGEST < exact.adjusted() < LARGEST:
        faults.add(
            _span(cell),
            f"a chart cannot draw a number as {'large' if exact.adjusted() > 0 else 'small'} as `{text}`",
            "choose another unit, such as `billion`",
        )
    else:
        return float(exact)
    return 0.0


def _places(numbers: Iterable[str]) -> int:
    """Return the decimals that all `numbers` are shown with: the most that any has, where one ends with a zero."""
    decimals = [found[1] for number in numbers if (found := _DECIMALS.search(number))]
    return max(map(len, decimals)) if any(one.endswith("0") for one in decimals) else 0


def _ambiguous(text: str) -> tuple[str, str]:
    """Return what is wrong with a number whose last digits may be decimals or thousands, and what to write."""
    mark = "point separates" if "." in text else "comma before three digits may separate"
    whole, *groups = re.split("[.,]", text)
    decimals = groups[0].rstrip("0")[:2]
    fewer = f", or `{whole}{'.' * bool(decimals)}{decimals}` with fewer decimals" if len(groups) == 1 else ""
    message = f"`{text}` is ambiguous: in this language a {mark} thousands"
    return message, f"write `{whole}{''.join(groups)}` for the whole number{fewer}"


Numbers = list[tuple[float | None, ...]]
"""The numbers of each category, None for a gap."""


def _check_kind(kind: ChartKind | None, chart: ChartSource, numbers: Numbers, faults: _Faults) -> None:
    """Add what a chart of this kind cannot show."""
    names = chart.rows[0][1:] if numbers else ()
    for column, name in enumerate(names):
        if all(row[column : column + 1] == (None,) for row in numbers):
            faults.add(_span(name), f"the series `{name[0]}` has no numbers", "leave it out, or give it a number")
    known = [number for row in numbers for number in row if number is not None]
    match kind:
        case ChartKind.PIE:
            _check_pie(chart, numbers, known, faults)
        case ChartKind.STACKED if len(names) < 2:
            faults.add(chart.span, "stacked bars need two series or more", "write `kind: bar`")
        case ChartKind.STACKED if known and min(known) < 0:
            faults.add(chart.span, "stacked bars cannot show negative numbers", "write `kind: bar`")
        case _:
            return


def _check_pie(chart: ChartSource, numbers: Numbers, known: list[float], faults: _Faults) -> None:
    if chart.rows and len(chart.rows[0]) > 2:
        faults.add(_span(chart.rows[0][2]), "a pie shows one series", "remove the others, or write `kind: bar`")
    for row, cells in zip(numbers, chart.rows[1:], strict=True):
        if row and row[0] is None:
            hint = "leave the slice out, or write `kind: bar`, which can show a gap"
            faults.add(_span(cells[1]), "a pie cannot show a slice without a number", hint)
    if known and (min(known) < 0 or (sum(known) <= 0 and not faults.found)):
        faults.add(chart.span, "a pie cannot show negative numbers, nor zeros alone", "write `kind: bar`")
    unit = chart.settings.get("unit")
    if unit and unit[0].strip() in _PERCENT and sum(known) > _WHOLE and not faults.found:
        hint = "correct the numbers, or write `kind: bar` where the parts overlap"
        faults.add(chart.span, f"the slices of this pie add up to {sum(known):g}%", hint)
