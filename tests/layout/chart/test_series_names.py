"""On a slide the series of bars are named at the last bars, in their colours, in place of a legend."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from builder.cli import main
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Plot, Role, Shape, TextBox
from builder.model.units import Rect
from builder.pipeline import LaidOutBriefing
from tests.layout.contexts import words_of
from tests.session import laid_out

HEAD = """---
title: Cables
lang: {lang}
---

## How often?

=={headline}.==

```chart
title: Cuts
"""
TWO = "kind: bar\n| Year | Power | Data |\n| 2023 | 2 | 3 |\n| 2024 | 3 | 5 |\n| 2025 | 4 | 6 |\n```\n"
LONG = TWO.replace("Power", "Power cables of the operators")
EIGHT = (
    "kind: bar\n" + "\n".join(f"| {' | '.join(row)} |" for row in ("YABCDEFGH", "412345678", "587654321")) + "\n```\n"
)


def _built(
    rows: str, lang: str = "en", theme: str = "briefing", headline: str = "Cuts have become more frequent"
) -> LaidOutBriefing:
    report, head = Report(), HEAD.format(lang=lang, headline=headline)
    found = laid_out(Source("t.md", (head + rows).encode()), report, options=Options(theme=theme))
    assert found is not None, report.findings
    return found


def _chart(found: LaidOutBriefing) -> tuple[Plot, dict[str, TextBox]]:
    page = found.products.deck.pages[1]
    (plot,) = [item for item in page.items if isinstance(item, Plot)]
    return plot, {words_of(item): item for item in page.items if isinstance(item, TextBox)}


def _last_bars(plot: Plot) -> list[Rect]:
    last = len(plot.categories) - 1
    bars = {item.name: item.frame for item in plot.drawing if isinstance(item, Shape)}
    return [bars[f"Bar {number}.{last}"] for number in range(len(plot.series))]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_each_series_is_named_in_its_colour_above_the_value_of_its_last_bar(theme: str, lang: str) -> None:
    found = _built(TWO, lang, theme)
    plot, words = _chart(found)
    values = {item.name: item.frame for item in plot.drawing if item.name.startswith("Value ")}
    assert plot.native.legend is None
    inks = []
    for number, (name, bar) in enumerate(zip(("Power", "Data"), _last_bars(plot), strict=True)):
        box = words[name].frame
        assert box.x < bar.x + bar.width // 2 < box.right
        assert box.bottom <= values[f"Value {number}.2"].y
        assert plot.frame.contains(box)
        assert not [one for one in values.values() if one.overlaps(box)]
        inks.append(words[name].paragraphs[0].runs[0].style.ink)
    assert len(set(inks)) == 2
    assert not words["Power"].frame.overlaps(words["Data"].frame)
    roles = {tag.id: tag.role for tag in found.products.deck.tags}
    assert [roles[tag] for name in ("Power", "Data") if (tag := words[name].paragraphs[0].tag)] == [Role.BODY] * 2


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_names_without_room_above_are_beside_their_bars(lang: str) -> None:
    plot, words = _chart(_built(LONG.replace("| 4 | 6 |", "| 4 | -6 |"), lang))
    assert plot.native.legend is None
    for name, bar in zip((one.name for one in plot.series), _last_bars(plot), strict=True):
        box = words[name].frame
        outside = box.right < min(one.x for one in _last_bars(plot)), box.x > max(one.right for one in _last_bars(plot))
        assert outside == ((True, False) if lang == "ar" else (False, True))
        assert abs(box.y - bar.y) <= box.height
        assert plot.frame.contains(box)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_parts_of_stacked_bars_are_named_beside_the_middle_of_the_last(lang: str) -> None:
    plot, words = _chart(_built(TWO.replace("bar", "stacked"), lang))
    assert plot.native.legend is None
    for name, bar in zip(("Power", "Data"), _last_bars(plot), strict=True):
        assert bar.y < words[name].frame.y + words[name].frame.height // 2 < bar.bottom


def test_names_of_bars_that_end_alike_are_apart() -> None:
    plot, words = _chart(_built(TWO.replace("| 4 | 6 |", "| 6 | 6 |")))
    one, other = (words[series.name].frame for series in plot.series)
    assert not one.overlaps(other)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_names_of_two_words_are_above_their_bars_in_two_lines(lang: str) -> None:
    more = "".join(f"| {year} | 1 | 1 |\n" for year in range(2019, 2023))
    rows = TWO.replace("| Power | Data |\n", f"| Power cables | Data cables |\n{more}")
    plot, words = _chart(_built(rows, lang))
    assert plot.native.legend is None
    for name, bar in zip(("Power cables", "Data cables"), _last_bars(plot), strict=True):
        box = words[name]
        assert len(box.paragraphs[0].lines) == 2
        assert box.frame.x < bar.x + bar.width // 2 < box.frame.right
        assert box.frame.bottom <= bar.y


def test_a_name_that_would_be_beside_the_bar_of_another_series_is_in_the_legend() -> None:
    plot, words = _chart(_built(LONG))
    assert plot.native.legend is not None
    assert not {one.name for one in plot.series} & set(words)


@pytest.mark.parametrize(
    ("kind", "headline", "claimed"),
    [
        ("bar", "Cuts of power cables went up", 0),
        ("bar", "Data cables are cut most", 1),
        ("bar", "Cables are cut", 1),  # nobody is named: the bars that end highest
        ("line", "Data cables are cut most", 1),
        ("stacked", "Power cables are cut most", 0),
    ],
)
def test_the_series_of_the_headline_has_the_strongest_colour(kind: str, headline: str, claimed: int) -> None:
    rows = TWO.replace("| Power | Data |", "| Power cables | Data cables |").replace("kind: bar", f"kind: {kind}")
    found = _built(rows, headline=headline)
    plot, _ = _chart(found)
    strongest = "accent" if kind == "line" else found.theme.fills[0]
    assert [ink == strongest for _, ink in plot.colors] == [number == claimed for number in range(2)]
    pages = found.products.handout.pages
    (printed,) = [item for page in pages for item in page.items if isinstance(item, Plot)]
    assert [ink for _, ink in printed.colors] == [ink for _, ink in plot.colors]


@pytest.mark.parametrize("rows", [EIGHT, TWO.replace("| 4 | 6 |", "| 4 |  |")], ids=["too many", "a gap at the end"])
def test_other_charts_keep_their_legend(rows: str) -> None:
    plot, words = _chart(_built(rows))
    assert plot.native.legend is not None
    assert not {"Power", "Data", "A"} & set(words)


def test_the_handout_keeps_names_with_their_keys() -> None:
    pages = _built(TWO).products.handout.pages
    (plot,) = [item for page in pages for item in page.items if isinstance(item, Plot)]
    assert {"Sign 0", "Series 0", "Sign 1", "Series 1"} <= {item.name for item in plot.drawing}


def test_the_deck_has_a_native_chart_without_legend_and_the_proof_holds(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text(HEAD.format(lang="en", headline="Cuts have become frequent") + TWO, encoding="utf-8")
    assert main(["build", str(tmp_path / "t.md"), "-o", str(tmp_path), "--format", "pptx,pdf,slides-pdf"]) == 0
    assert main(["verify", str(tmp_path)]) == 0
    slide = Presentation(str(tmp_path / "t.pptx")).slides[1]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert not chart.has_legend
    assert [series.name for series in chart.plots[0].series] == ["Power", "Data"]
    assert {"Power", "Data"} <= {shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
