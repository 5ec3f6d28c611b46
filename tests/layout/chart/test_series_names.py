"""On a slide the series of bars are named in their colours, and the bar that the headline names stands out."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation

from builder.cli import main
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Plot, Role, Shape, TextBox
from builder.model.units import Rect, pt
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
@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_names_without_room_at_their_bars_are_in_a_row_above_the_chart_behind_their_keys(theme: str, lang: str) -> None:
    found = _built(LONG, lang, theme)
    plot, words = _chart(found)
    assert plot.native.legend is None
    keys = [item for item in found.products.deck.pages[1].items if item.name.startswith("Sign ")]
    bars = [item.frame for item in plot.drawing if item.name.startswith(("Bar ", "Value "))]
    for number, series in enumerate(plot.series):
        name, key = words[series.name], keys[number]
        assert isinstance(key, Shape)
        assert (key.fill, key.alt) == (plot.colors[number][0], "")
        assert key.frame.x > name.frame.right if lang == "ar" else key.frame.right < name.frame.x
        assert abs(key.frame.y + key.frame.height // 2 - name.frame.y - name.frame.height // 2) < pt(1)
        assert plot.frame.contains(name.frame)
        assert not [bar for bar in bars if bar.overlaps(name.frame)]
    one, other = (words[series.name].frame for series in plot.series)
    assert not one.overlaps(other)


def test_names_that_take_more_than_a_row_are_in_the_legend() -> None:
    rows = LONG.replace("Power", "Earlier power cables of many operators in the north |Power").replace(
        "| Data", "| Data"
    )
    rows = rows.replace(" | 2 |", " | 2 | 1 |").replace(" | 3 | 5", " | 3 | 2 | 5").replace(" | 4 | 6", " | 4 | 2 | 6")
    plot, words = _chart(_built(rows.replace("Data", "Data cables of the operators in all of the south")))
    assert plot.native.legend is not None
    assert not {one.name for one in plot.series} & set(words)


@pytest.mark.parametrize("kind", ["upright", "lying"])
def test_the_only_bar_that_the_headline_names_stands_out_in_both_products(kind: str, tmp_path: Path) -> None:
    names = (
        ["Finland", "Sweden", "Latvia"]
        if kind == "upright"
        else ["Finland", *(f"A department of very long name {n} indeed" for n in range(9))]
    )
    rows = (
        "kind: bar\n| Country | Repairs |\n"
        + "".join(f"| {name} | {at + 3} |\n" for at, name in enumerate(names))
        + "```\n"
    )
    found = _built(rows, headline="Finland repaired the fewest")
    for scene in (found.products.deck, found.products.handout):
        (plot,) = [item for page in scene.pages for item in page.items if isinstance(item, Plot)]
        fills = {
            item.name: item.fill for item in plot.drawing if isinstance(item, Shape) and item.name.startswith("Bar ")
        }
        assert plot.upright is (kind == "upright") or scene is found.products.handout
        assert fills.pop("Bar 0.0") == found.theme.color(found.theme.fills[0])
        assert set(fills.values()) == {found.theme.color(found.theme.fills[1])}
    source = tmp_path / "t.md"
    source.write_text(HEAD.format(lang="en", headline="Finland repaired the fewest") + rows, encoding="utf-8")
    assert main(["build", str(source), "-o", str(tmp_path)]) == 0
    assert main(["verify", str(tmp_path / "t.pptx"), str(tmp_path / "t.pdf")]) == 0
    with ZipFile(tmp_path / "t.pptx") as archive:
        (chart,) = [archive.read(name) for name in archive.namelist() if name.startswith("ppt/charts/chart")]
    assert chart.count(b"<c:dPt>") == 1
    assert b'<c:dPt><c:idx val="0"/>' in chart


@pytest.mark.parametrize("headline", ["Finland and Sweden repair", "Nobody repairs"])
def test_no_bar_stands_out_where_the_headline_names_several_or_none(headline: str) -> None:
    rows = "kind: bar\n| Country | Repairs |\n| Finland | 2 |\n| Sweden | 3 |\n| Latvia | 3 |\n```\n"
    plot, _ = _chart(_built(rows, headline=headline))
    assert len({item.fill for item in plot.drawing if isinstance(item, Shape) and item.name.startswith("Bar ")}) == 1


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


@pytest.mark.parametrize("last", ["8", " "])
def test_a_line_that_ends_early_has_its_name_in_a_legend_and_not_far_from_its_end(last: str) -> None:
    plot, _ = _chart(_built(f"kind: line\n| Year | Rail | Air |\n| 2023 | 5 | 9 |\n| 2024 | 7 | {last} |\n```\n"))
    assert (plot.native.legend is None) is (last == "8")
