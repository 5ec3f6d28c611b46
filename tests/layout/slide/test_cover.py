"""The first slide."""

import pytest

from builder.check.deck import check
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import substitute_width
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Item, Shape, TextBox
from builder.model.units import contrast_ratio, pt
from builder.pipeline import build
from tests.findings import ExpectingReport
from tests.samples import GOOD
from tests.session import ASSETS, SESSION, laid_out


def test_a_link_in_the_lead_is_legible_on_the_dark_cover(report: ExpectingReport) -> None:
    text = GOOD.replace("a winter of repairs", "[a winter](https://example.org/w) of [repairs](https://example.org/r)")
    bundle = build(Source("ports.md", text.encode()), Pictures({}), Options(formats=("pptx",)), report, SESSION)
    assert bundle is not None
    check("ports.pptx", bundle.artifacts[0].data, report)


def test_a_monogram_stands_out_from_the_dark_cover(report: ExpectingReport) -> None:
    text = GOOD.replace('flag: "no", ', "")
    found = laid_out(Source("ports.md", text.encode()), report)
    assert found is not None, report.findings
    cover = found.products.deck.pages[0]
    (monogram,) = (one for one in cover.items if isinstance(one, TextBox) and one.name.startswith("Monogram"))
    assert monogram.fill is not None
    (panel,) = (one for one in cover.items if one.name == "Panel" and isinstance(one, Shape))
    assert panel.frame.contains(monogram.frame)
    assert panel.fill is not None
    assert contrast_ratio(monogram.fill, panel.fill) > 1.5
    ink = monogram.paragraphs[0].runs[0].style.color
    assert contrast_ratio(ink, monogram.fill) >= 4.5


def _byline(report: ExpectingReport, head: str) -> str:
    text = f"---\ntitle: Ports\nlang: en\n{head}---\n\n## What now?\n\n==Nothing at all happens.==\n"
    found = laid_out(Source("ports.md", text.encode()), report)
    assert found is not None, report.findings
    boxes = [one for one in found.products.deck.pages[0].items if isinstance(one, TextBox) and one.name == "Authors"]
    return "".join(run.text for box in boxes for one in box.paragraphs for run in one.runs)


def test_the_cover_names_the_publisher_once(report: ExpectingReport) -> None:
    authors, publisher = "authors: [Ada Marsh]\n", "publisher: {name: Institute of Tides}\n"
    assert _byline(report, f"{authors}{publisher}series: Notes\n") == "Ada Marsh\u2003Institute of Tides"
    assert _byline(report, f"{authors}{publisher}") == "Ada Marsh"
    assert _byline(report, publisher) == "Institute of Tides"
    assert _byline(report, authors) == "Ada Marsh"


@pytest.mark.parametrize(("names", "below"), [("ABCDE", "\nInstitute of Tides and Seas"), ("ABCDEFGH", "")])
def test_a_publisher_with_no_room_beside_the_authors_is_below_them_or_left_to_the_handout(
    report: ExpectingReport, names: str, below: str
) -> None:
    authors = ", ".join(f"Somebody Longname {name}" for name in names)
    head = f"authors: [{authors}]\npublisher: {{name: Institute of Tides and Seas}}\nseries: N\n"
    assert _byline(report, head) == f"{authors}{below}"


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Beijing Showcases Key Relations at Historic Military Parade"),
        ("ar", "ماذا بعد اتفاق المياه بين الأردن وجيرانه؟"),
    ],
)
def test_what_is_below_a_title_is_apart_from_it_also_where_a_wider_face_gives_it_a_line_more(
    lang: str, title: str
) -> None:
    text = f"---\ntitle: {title}\nlang: {lang}\n---\n\n{title}.\n\n## What?\n\n==Text.==\n"
    found = laid_out(Source("t.md", text.encode()), Report())
    assert found is not None
    boxes = {item.slot: item for item in found.products.deck.pages[0].items if isinstance(item, TextBox)}
    box, shaper = boxes["title"], Shaper(found.theme, ASSETS)
    width = (box.frame.width - box.inset[0] - box.inset[2]) / substitute_width(lang)
    spec = ParagraphSpec(box.paragraphs[0].runs, lang=lang)
    lines = break_paragraph(spec, round(width), shaper, BreakStrategy.GREEDY).count
    assert box.frame.y + lines * box.paragraphs[0].pitch + pt(12) <= boxes["subtitle"].frame.y


LEAD = (
    "A military parade held on 3 September to mark the 80th anniversary of the end of World War II in Asia and "
    "attended by the leaders of Russia, North Korea, Iran, Belarus, and others represented strengthening cooperation."
)


@pytest.mark.parametrize("theme", ["briefing", "harbour", "clear-print"])
@pytest.mark.parametrize(
    "title",
    [
        "Beijing Showcases Key Relations at Historic Military Parade",
        "The Night Train Pays Its Way",
        "Why the Carbon Border Levy Divides the Neighbours of the European Union in the East and the South",
    ],
)
def test_title_and_standfirst_are_a_group_apart_from_the_flags_in_a_wider_face_too(theme: str, title: str) -> None:
    head = f"---\ntitle: {title}\nlang: en\nauthors: [Ada Marsh]\nactors:\n  a: {{name: China, flag: cn}}\n---\n\n"
    text = f"{head}{LEAD}\n\n## What? {{actor=a}}\n\n==Text.==\n"
    found = laid_out(Source("t.md", text.encode()), Report(), options=Options(theme=theme))
    assert found is not None
    items, shaper = found.products.deck.pages[0].items, Shaper(found.theme, ASSETS)
    boxes = {item.slot: item for item in items if isinstance(item, TextBox)}
    (flag,) = (item for item in items if item.name.startswith("Flag"))
    (heading,), (words,) = boxes["title"].paragraphs, boxes["subtitle"].paragraphs
    standfirst = boxes["subtitle"].frame.y
    ends = standfirst + len(words.lines) * words.pitch
    assert standfirst - boxes["title"].frame.y - len(heading.lines) * heading.pitch <= pt(32)
    below = flag.frame.y
    if panels := [item.frame for item in items if item.name == "Panel"]:
        assert panels[0].contains(flag.frame)
        assert all(box.frame.right < panels[0].x for box in boxes.values())
        below = boxes["authors"].frame.y
    assert below - ends >= pt(16)
    spec = ParagraphSpec(words.runs, lang="en")
    width = round((boxes["subtitle"].frame.width - boxes["subtitle"].inset[2]) / substitute_width("en"))
    lines = break_paragraph(spec, width, shaper, BreakStrategy.GREEDY).count
    assert standfirst + lines * words.pitch <= below


def _cover_of(count: int, head: str = "") -> list[Item]:
    codes = ["fi", "ee", "lv", "lt", "pl", "de", "dk", "se", "no", "is", "nl", "be", "fr", "es", "pt", "it"][:count]
    actors = "".join(f"  a{at}: {{name: Actor {at}, flag: '{code}'}}\n" for at, code in enumerate(codes))
    asked = "".join(f"## What of {at}? {{actor=a{at}}}\n\n==Text {at}.==\n\n" for at in range(count))
    text = f"---\ntitle: The Baltic\nlang: en\n{head}{'actors:' * bool(count)}\n{actors}---\n\n{asked or '## So?'}"
    found = laid_out(Source("t.md", f"{text}\n\n==Nothing else.==\n".encode()), Report())
    assert found is not None
    return list(found.products.deck.pages[0].items)


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (3, 1), (5, 1), (8, 2), (16, 2)])
def test_flags_are_in_the_middle_of_a_panel_beside_the_words_in_the_columns_in_which_they_are_largest(
    count: int, columns: int
) -> None:
    items = _cover_of(count)
    (panel,) = (one.frame for one in items if one.name == "Panel")
    flags = [one.frame for one in items if one.name.startswith("Flag")]
    assert len(flags) == count
    assert len({flag.x for flag in flags}) == columns
    middle = (min(one.y for one in flags) + max(one.bottom for one in flags)) / 2
    assert abs(middle - panel.y - panel.height / 2) < pt(1)
    assert all(panel.contains(flag) and flag.height >= pt(32) for flag in flags)


def test_a_cover_without_flags_has_no_panel_and_words_over_its_whole_width() -> None:
    items = _cover_of(0)
    assert not [one for one in items if one.name == "Panel"]
    (title,) = (one for one in items if one.name == "Title")
    assert title.frame.width > pt(800)


def test_a_marking_leaves_the_cover_as_it_is_and_stands_beside_the_panel() -> None:
    plain, marked = _cover_of(3, ""), _cover_of(3, "marking: DRAFT\n")
    (mark,) = (one.frame for one in marked if one.name == "Marking")
    (panel,) = (one.frame for one in marked if one.name == "Panel")
    assert mark.right < panel.x
    assert [one for one in marked if one.name != "Marking"] == list(plain)


def test_a_subtitle_of_two_lines_has_even_ones() -> None:
    subtitle = "What three years of sleepers between four cities cost, carried and saved"
    (box,) = (one for one in _cover_of(3, f"subtitle: {subtitle}\n") if one.name == "Subtitle")
    assert isinstance(box, TextBox)
    first, last = (line.runs[-1].x + line.runs[-1].width - line.runs[0].x for line in box.paragraphs[0].lines)
    assert last > 0.6 * first
