"""Patches of the numbers in a `chart` block."""

import re
from collections.abc import Iterator
from itertools import takewhile

from msgspec.structs import replace

from builder.model.brief import Chart
from builder.model.draft_walk import blocks_in
from builder.write.draft_form import DraftForm, Said, said_by
from builder.write.patches.patch import Patch, PatchProposal, SourceText
from builder.write.patches.read_source import ReadSource

_CELL = re.compile(r"(?:\\.|[^|\\])+|(?<=\|)(?=\|)")
_FENCE = ("```", "~~~")
_MARGIN = " \t>"
"""What is before a block in a list or a quotation."""
_DECIMALS = re.compile(r"[.,](\d+)\s*$")


def number_changed(source: ReadSource, at: int, path: tuple[str, ...], new: str) -> Iterator[PatchProposal]:
    """Yield the ways to write the number `new` ("" for a gap) into a chart of the answer to question `at`.

    `path` is the id of the chart's title, the index of the series and of the category.
    """
    title, series, row = path[0], int(path[1]), int(path[2])
    for chart in blocks_in(source.draft.passages[at].answer):
        if not isinstance(chart, Chart) or chart.title.id != title:
            continue
        start, old = _cell(source.text, chart, series, row)
        changed = _with_number(chart, series, row, new)
        answer = _exchanged(source.form.passages[at].answer, said_by(chart), said_by(changed))
        wanted = _Wanted(source.form.with_passage(at, answer=answer))
        decimals = _DECIMALS.search(old)
        places = len(decimals[1]) if decimals else 0
        whole, _, part = new.partition(".")
        padded = f"{whole}.{part:0<{places}}" if new and (part or places) else new
        for text in sorted({padded, padded.replace(".", ",")}, key=lambda one: ("," in one) != ("," in old)):
            yield PatchProposal((Patch(start, start + len(old), text),), wanted.is_said_by)


class _Wanted:
    """What a source has to say; with how many decimals numbers are shown follows from how they are written."""

    def __init__(self, form: DraftForm) -> None:
        self._said = _without_places(form)

    def is_said_by(self, form: DraftForm) -> bool:
        """Return whether a draft says it."""
        return _without_places(form) == self._said


def _cell(source: SourceText, chart: Chart, series: int, row: int) -> tuple[int, str]:
    """Return where the number of a series in a row of a chart is, and how it is written."""
    after = range(chart.span.line + 1, source.lines + 1)
    inside = takewhile(lambda line: not source.line(line).lstrip(_MARGIN).startswith(_FENCE), after)
    numbers = [line for line in inside if source.line(line).strip(_MARGIN)]
    line = numbers[row - len(chart.categories)]
    cells = [one for one in _CELL.finditer(source.line(line)) if one.start() or one[0].strip(_MARGIN)]
    cell = cells[series + 1]
    start = source.starts[line - 1] + cell.start() + len(cell[0]) - len(cell[0].lstrip())
    return start, cell[0].strip()


def _with_number(chart: Chart, series: int, row: int, new: str) -> Chart:
    values = list(chart.series[series].values)
    values[row] = float(new) if new else None
    rows = list(chart.series)
    rows[series] = replace(rows[series], values=tuple(values))
    return replace(chart, series=tuple(rows))


def _exchanged(said: Said, old: Said, new: Said) -> Said:
    if said == old:
        return new
    return tuple(_exchanged(one, old, new) for one in said) if isinstance(said, tuple) else said


def _without_places(said: Said) -> Said:
    if not isinstance(said, tuple):
        return said
    return tuple(_without_places(one) for one in (said[:-1] if said[:1] == ("Series",) else said))
