"""On a slide the series of bars are named beside the last bars, in their colours, where a legend would be."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from builder.cli import main
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Plot, Role, Shape, TextBox
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
kind: bar
title: Cuts
"""
TWO = "| Year | Power | Data |\n| 2023 | 2 | 3 |\n| 2024 | 3 | 5 |\n| 2025 | 4 | 6 |\n```\n"
EIGHT = "\n".join(f"| {' | '.join(row)} |" for row in ("YABCDEFGH", "412345678", "587654321")) + "\n```\n"


def _built(rows: str, lang: str = "en", theme: str = "briefing") -> LaidOutBriefing:
    report = Report()
    found = laid_out(Source("t.md", (HEAD.format(lang=lang) + rows).encode()), report, options=Options(theme=theme))
    assert found is not None, report.findings
    return found


def _chart(found: LaidOutBriefing) -> tuple[Plot, dict[str, TextBox]]:
    page = found.products.deck.pages[1]
    (plot,) = [item for item in page.items if isinstance(item, Plot)]
    return plot, {words_of(item): item for item in page.items if isinstance(item, TextBox)}


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_each_series_is_named_in_its_colour_at_the_height_of_its_last_bar(theme: str) -> None:
    found = _built(TWO, theme=theme)
    plot, words = _chart(found)
    bars = {item.name: item for item in plot.drawing if isinstance(item, Shape)}
    assert plot.native.legend is None
    inks = []
    for number, name in enumerate(("Power", "Data")):
        box, bar = words[name], bars[f"Bar {number}.2"].frame
        assert box.frame.x > max(one.frame.right for one in bars.values() if one.name.startswith("Bar "))
        assert abs(box.frame.y - bar.y) <= box.frame.height
        assert box.frame.right <= plot.frame.right
        inks.append(box.paragraphs[0].runs[0].style.ink)
    assert len(set(inks)) == 2
    assert not words["Power"].frame.overlaps(words["Data"].frame)
    roles = {tag.id: tag.role for tag in found.products.deck.tags}
    assert [roles[tag] for name in ("Power", "Data") if (tag := words[name].paragraphs[0].tag)] == [Role.BODY] * 2


def test_names_of_bars_that_end_alike_are_apart() -> None:
    _, words = _chart(_built(TWO.replace("| 4 | 6 |", "| 6 | 6 |")))
    assert not words["Power"].frame.overlaps(words["Data"].frame)


@pytest.mark.parametrize(
    ("rows", "lang"),
    [(TWO, "ar"), (EIGHT, "en"), (TWO.replace("| 4 | 6 |", "| 4 |  |"), "en")],
    ids=["from the right", "too many", "a gap at the end"],
)
def test_other_charts_keep_their_legend(rows: str, lang: str) -> None:
    plot, words = _chart(_built(rows, lang))
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
