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

==Cuts have become more frequent.==

```chart
title: Cuts
"""
TWO = "kind: bar\n| Year | Power | Data |\n| 2023 | 2 | 3 |\n| 2024 | 3 | 5 |\n| 2025 | 4 | 6 |\n```\n"
LONG = TWO.replace("Power", "Power cables of the operators")
EIGHT = (
    "kind: bar\n" + "\n".join(f"| {' | '.join(row)} |" for row in ("YABCDEFGH", "412345678", "587654321")) + "\n```\n"
)


def _built(rows: str, lang: str = "en", theme: str = "briefing") -> LaidOutBriefing:
    report = Report()
    found = laid_out(Source("t.md", (HEAD.format(lang=lang) + rows).encode()), report, options=Options(theme=theme))
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
@pytest.mark.parametrize(
    "rows", [LONG, LONG.replace("| 4 | 6 |", "| 4 | -6 |")], ids=["too wide for its bar", "below zero"]
)
def test_names_without_room_above_stand_beside_their_bars(lang: str, rows: str) -> None:
    plot, words = _chart(_built(rows, lang))
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
    for rows in (TWO, LONG):
        plot, words = _chart(_built(rows.replace("| 4 | 6 |", "| 6 | 6 |")))
        one, other = (words[series.name].frame for series in plot.series)
        assert not one.overlaps(other)


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
    (tmp_path / "t.md").write_text(HEAD.format(lang="en") + TWO, encoding="utf-8")
    assert main(["build", str(tmp_path / "t.md"), "-o", str(tmp_path), "--format", "pptx,pdf,slides-pdf"]) == 0
    assert main(["verify", str(tmp_path)]) == 0
    slide = Presentation(str(tmp_path / "t.pptx")).slides[1]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert not chart.has_legend
    assert [series.name for series in chart.plots[0].series] == ["Power", "Data"]
    assert {"Power", "Data"} <= {shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
