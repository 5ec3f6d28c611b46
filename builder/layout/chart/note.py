"""What is said below a chart: where its numbers come from, and which are missing."""

from collections.abc import Callable

from builder.layout.chart.plot import ChartWords
from builder.model.brief import Chart, Run, Sentence
from builder.model.origin import LabelOrigin

Label = Callable[[str], str]
"""Returns a label in the document's language by its key."""

MOST_GAPS = 12
"""The most missing values that are listed; of more it is said which series have them."""


def chart_words(label: Label) -> ChartWords:
    """Return the words that charts add to their author's."""
    return ChartWords(label("no_data"), label("total"))


def chart_note(chart: Chart, label: Label) -> tuple[Sentence, ...]:
    """Return the line below `chart`: its source after the word for it, then what has no data.

    Sentences of our own have no id.
    """
    parts: list[Sentence] = []
    if chart.source:
        before, _, after = label("source_of").partition("{source}")
        named = chart.source[0].text.casefold().startswith(before.strip().casefold())
        parts = [*chart.source] if named else [*_own(before.rstrip(" ")), *chart.source, *_own(after)]
    gaps = _gaps(chart)
    if gaps:
        parts += _own(("· " if parts else "") + label("no_data_for").format(what=gaps))
    return tuple(parts)


def _own(text: str) -> tuple[Sentence, ...]:
    return (Sentence("", (Run(text, origin=LabelOrigin("source_of")),)),) if text else ()


def _gaps(chart: Chart) -> str:
    """Return the categories without data: `2021`, or with several series `Rail: 2021, 2022; Air: 2023`."""
    listed = []
    for series in chart.series:
        names = [name for name, value in zip(chart.categories, series.values, strict=True) if value is None]
        if names:
            shown = ", ".join(names) if len(names) <= MOST_GAPS else f"{', '.join(names[:MOST_GAPS])} …"
            listed.append(f"{series.name}: {shown}" if len(chart.series) > 1 else shown)
    return "; ".join(listed)
