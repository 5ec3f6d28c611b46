"""What a designer sees first: large covers, no blank line below a claim, names that keep clear of what follows."""

import re
import zipfile
from io import BytesIO

import pytest

from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import DEJAVU_WIDTH, SUBSTITUTE_WIDTH
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, TextBox
from builder.model.units import pt
from builder.pipeline import LaidOutBriefing
from tests.everything import built
from tests.session import ASSETS, laid_out

HEAD = """---
title: {title}
lang: en
actors:
  one: {{name: {name}, leader: Kim Jong-un, flag: kp}}
---

## What does it want? {{actor=one}}

"""
CHART = "```chart\nkind: bar\ntitle: Cuts a year\n| Year | Cuts |\n| 2024 | 9 |\n| 2025 | 8 |\n```\n"


def _built(body: str, title: str = "The Port", name: str = "North Korea", theme: str = "briefing") -> LaidOutBriefing:
    source = HEAD.format(title=title, name=name) + body
    report = Report()
    found = laid_out(Source("t.md", source.encode()), report, options=Options(theme=theme))
    assert found is not None, report.findings
    return found


def _box(page: Page, name: str) -> TextBox:
    (found,) = [item for item in page.items if isinstance(item, TextBox) and item.name == name]
    return found


def _lines(found: LaidOutBriefing, box: TextBox, wider: float) -> int:
    width = round((box.frame.width - box.inset[0] - box.inset[2]) / wider)
    spec = ParagraphSpec(box.paragraphs[0].runs)
    return break_paragraph(spec, width, Shaper(found.theme, ASSETS), BreakStrategy.GREEDY).count


def test_a_short_title_is_large_on_the_cover() -> None:
    title = _box(_built("==It wants ports.==\n").products.deck.pages[0], "Title")
    assert title.fit
    assert title.fit.size == pt(72)


def test_the_title_of_a_chart_follows_its_claim_closely() -> None:
    page = _built(f"==Cuts have become four times as frequent since 2023.==\n\n{CHART}").products.deck.pages[1]
    title, subtitle = _box(page, "Title"), _box(page, "Subtitle")
    assert title.fit
    assert title.fit.lines == 1
    assert subtitle.frame.y - (title.frame.y + title.fit.height_used) < pt(12)


@pytest.mark.parametrize("name", ["North Korea", "Kestrel Motors", "Bundesregierung", "China", "European Central Bank"])
@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_a_name_keeps_clear_of_the_leader_in_a_wider_face(name: str, theme: str) -> None:
    found = _built("==It wants ports.==\n", name=name, theme=theme)
    page = found.products.deck.pages[1]
    box, leader = _box(page, "Name"), _box(page, "Leader")
    if box.wraps:
        assert _lines(found, box, DEJAVU_WIDTH) * box.paragraphs[0].pitch <= box.frame.height
    else:  # its one line may reach into the margin
        assert _lines(found, box, DEJAVU_WIDTH / 1.12) == 1
    assert box.frame.bottom <= leader.frame.y


@pytest.mark.parametrize("name", ["North Korea", "China"])
def test_a_name_on_one_line_is_as_far_below_the_flag_as_any_other(name: str) -> None:
    page = _built("==It wants ports.==\n", name=name).products.deck.pages[1]
    box = _box(page, "Name")
    assert box.paragraphs[0].lines[0].baseline - box.frame.y < box.paragraphs[0].pitch


@pytest.mark.parametrize("leader", ["Kim Jong-un", "Alexander Lukashenka"])
def test_a_leader_is_right_below_the_name_also_where_room_is_kept_for_a_wider_face(leader: str) -> None:
    source = HEAD.format(title="T", name="Belarus").replace("Kim Jong-un", leader) + "==It wants ports.==\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    page = found.products.deck.pages[1]
    (first,) = _box(page, "Name").paragraphs[0].lines
    below = _box(page, "Leader").paragraphs[0]
    assert below.lines[0].baseline - first.baseline < 2 * below.pitch


@pytest.mark.parametrize(
    "claim",
    [
        "Sweden watches with three ships and shares the picture with all",
        "Markets expect 720 billion euros of new bonds in 2026, a fifth more than in 2025",
        "A sleeper pays where it arrives before work begins and somebody else builds the platform",
    ],
)
def test_a_balanced_title_has_no_line_more_in_a_face_a_little_wider_where_it_can(claim: str) -> None:
    found = _built(f"=={claim}.==\n\n{CHART}")
    title = _box(found.products.deck.pages[1], "Title")
    assert title.fit
    assert _lines(found, title, SUBSTITUTE_WIDTH) == title.fit.lines


def test_a_long_word_makes_the_cover_smaller_rather_than_being_cut() -> None:
    word = "Verteidigungsbeschaffungsgesetz"
    title = _box(_built("==It wants ports.==\n", title=f"Das {word} kommt doch nicht").products.deck.pages[0], "Title")
    lines = ["".join(run.text for run in line.runs).strip() for line in title.paragraphs[0].lines]
    assert any(word in line for line in lines)


def _twice(words: int) -> tuple[LaidOutBriefing | None, Report]:
    claim, report = " ".join(["quays"] * words), Report()
    source = f"---\ntitle: T\nlang: en\n---\n\n## Who?\n\n=={claim}.==\n\n## Who else?\n\n=={claim}.==\n"
    return laid_out(Source("t.md", source.encode()), report), report


@pytest.mark.parametrize("words", [3, 12, 20, 30])
def test_a_headline_that_is_there_twice_is_arranged_with_its_number(words: int) -> None:
    found, report = _twice(words)
    assert found is not None, report.findings
    _, first, second = found.products.deck.pages
    assert second.title == f"{first.title} (2)"
    assert abs(_box(first, "Title").frame.y - _box(second, "Title").frame.y) < pt(40)


def test_a_headline_that_is_too_long_is_told_at_its_place_each_time() -> None:
    _, report = _twice(60)
    assert [one.span.line for one in report.findings if one.code.name == "long-title"] == [8, 12]


def test_a_repeated_title_that_is_too_long_with_its_number_is_reported_where_it_is_repeated() -> None:
    table = f"| Year | Ships |\n|---|---:|\n| 2024 | 12 |\n\n: {'ship quay crane port ' * 5} ship quay\n"
    points = "==Another point is here.== ==And a third.=="
    answers = (f"## Who is {who}?\n\n==The port is {who}.== {points}\n\n{table}\n" for who in ("old", "new"))
    report = Report()
    laid_out(Source("t.md", f"---\ntitle: T\nlang: en\n---\n\n{''.join(answers)}".encode()), report)
    assert [(one.code.name, one.span.line) for one in report.findings] == [("long-title", 20)]


def test_a_title_that_nearly_fills_its_line_has_two_even_ones_in_any_face_and_no_gap_below() -> None:
    found = _built(f"==Nordbahn sold nine beds in ten on its winter trains of 2025.==\n\n{CHART}")
    page = found.products.deck.pages[1]
    title, subtitle = _box(page, "Title"), _box(page, "Subtitle")
    assert [_lines(found, title, wider) for wider in (1, SUBSTITUTE_WIDTH)] == [2, 2]
    assert title.fit
    assert subtitle.frame.y - (title.frame.y + title.fit.height_used) < pt(12)


def test_few_bars_are_no_slabs_and_the_deck_sets_the_gap_that_they_were_drawn_with() -> None:
    source = f"---\ntitle: The Port\nlang: en\n---\n\n## What now?\n\n==It rose.==\n\n{CHART}"
    archive = zipfile.ZipFile(BytesIO(built(source)["pptx"]))
    (name,) = [one for one in archive.namelist() if one.startswith("ppt/charts/chart")]
    gap = re.search(rb'<c:gapWidth val="(\d+)"', archive.read(name))
    assert gap
    assert 120 <= int(gap[1]) <= 500  # above 500, PowerPoint repairs the file


@pytest.mark.parametrize("theme", ["briefing", "harbour", "clear-print"])
def test_an_answer_shown_whole_has_no_empty_box_below_it(theme: str) -> None:
    asked = "Ύδρα pH θάλασσα τη συντομότερη συντομότερη τη – συντομότερη?"
    said = (
        "– *θάλασσα ανέκτησε τη θάλασσα τη*?\n\n"
        "Τη *συντομότερη eBay προς ανέκτησε ΐ* ***ΐ*** *Ύδρα* *3x οδό* −3 Ύδρα Ελλάδα Ύδρα ΐ προς…"
    )
    report = Report()
    source = f"---\ntitle: Ports\nlang: el\n---\n\n## {asked} {{.summary}}\n\n{said}\n"
    found = laid_out(Source("t.md", source.encode()), report, options=Options(theme=theme))
    assert found is not None, report.findings
    boxes = [one for page in found.products.deck.pages for one in page.items if isinstance(one, TextBox)]
    assert [one.name for one in boxes if not any(run.text for part in one.paragraphs for run in part.runs)] == []
