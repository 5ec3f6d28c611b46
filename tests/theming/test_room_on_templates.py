"""Distances on slides on an organisation's template: covers are one group, panels begin level with the words."""

from functools import lru_cache
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw

from builder.edge.template_import import TemplateChoices, import_template
from builder.media import Media, Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, Plot, Table, TextBox
from builder.model.theme import SlideLayout, Theme
from builder.model.units import Rect, contrast_ratio, pt
from builder.pipeline import understand
from builder.theming.calm_areas import FAINT, CalmMap
from builder.theming.template_footers import footers_of
from builder.theming.template_layouts import SlideSize
from tests.template_files import TEMPLATES
from tests.template_imports import imported, no_office, session_of, theme_of
from tests.template_traps import side_box

SPOTLIGHT = (Path(__file__).parents[2] / "decks" / "2025-62-beijing-parade.md").read_text(encoding="utf-8")
SHORT = "---\ntitle: Ports\nlang: en\nauthors: [Ada Marsh]\nseries: Notes\n---\n\nPorts wait.\n\n## Why?\n\n==Ice.==\n"

COLUMNS = [name for name in TEMPLATES if name != "right-to-left"]


@lru_cache
def _pages(name: str, text: str) -> tuple[Theme, tuple[Page, ...]]:
    report, session = Report(), session_of(name)
    media = Media(session.assets, Pictures({}))
    found = understand(Source("a.md", text.encode()), media, Options(theme=name), report, session)
    assert found is not None, report.findings
    theme = session.theme(name, report)
    assert theme is not None
    return theme, found.products.deck.pages


def _words(box: TextBox) -> Rect:
    """Return the frame of a box that its words take."""
    used = box.fit.height_used if box.fit else box.frame.height
    return Rect(box.frame.x, box.frame.y, box.frame.width, used)


def _group(page: Page) -> list[tuple[str, Rect]]:
    """Return what is on a cover from the top down, flags as one."""
    slots = ("kicker", "title", "subtitle", "authors")
    boxes = [(item.slot, _words(item)) for item in page.items if isinstance(item, TextBox) and item.slot in slots]
    flags = [item.frame for item in page.items if item.name.startswith("Flag ")]
    return sorted([*boxes, *(("flags", one) for one in flags[:1])], key=lambda one: one[1].y)


@pytest.mark.parametrize("text", [SPOTLIGHT, SHORT], ids=["long", "short"])
@pytest.mark.parametrize("name", COLUMNS)
def test_nothing_on_a_cover_is_tight(name: str, text: str) -> None:
    theme, pages = _pages(name, text)
    found = [one for one in _group(pages[0]) if not _on_bar(theme.layout("title"), one[0])]
    for (_, above), (below, frame) in combinations(found, 2):
        if below == "flags" and frame.x >= above.right + theme.units(9):
            continue  # they stand beside the first line
        least = 5 if below == "title" else 9
        assert frame.y - above.bottom >= theme.units(least), (below, found)


def _on_bar(layout: SlideLayout, name: str) -> bool:
    return name == "title" and layout.column is not None and not layout.column.overlaps(layout.slot("title").frame)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_short_cover_is_in_the_middle_of_its_room(name: str) -> None:
    theme, pages = _pages(name, SHORT)
    layout = theme.layout("title")
    assert layout.column is not None
    found = [frame for slot, frame in _group(pages[0]) if not _on_bar(layout, slot)]
    above, below = found[0].y - layout.column.y, layout.column.bottom - found[-1].bottom
    assert above >= 0
    assert 0 <= below <= 1.8 * above + theme.units(30)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_flag_is_level_with_the_words_beside_it_and_keeps_off_the_title(name: str) -> None:
    theme, pages = _pages(name, SPOTLIGHT)
    layout, seen = theme.layout("actor"), 0
    for page in (one for one in pages if one.layout.startswith("actor")):
        flag = next(item.frame for item in page.items if item.name.startswith("Flag "))
        title = next(item for item in page.items if isinstance(item, TextBox) and item.slot == "title")
        if layout.slot("title").frame.right > flag.x:
            seen += 1
            assert flag.y >= _words(title).bottom + theme.units(6)
            words = [item.frame.y for item in page.items if item.name in {"Rule 1", "Body"}]
            assert abs(flag.y - min(words)) <= theme.units(12)
    assert seen or layout.slot("title").frame.right <= layout.slot("flag").frame.x


def test_pale_lines_are_calm_only_where_faint_patterns_are() -> None:
    picture = Image.new("RGB", (640, 360), "#FFFFFF")
    for x in range(0, 640, 10):
        ImageDraw.Draw(picture).line((x, 0, 640 - x, 360), fill="#DADADA")
    whole = Rect(0, 0, pt(960), pt(540))
    strict = CalmMap(picture, whole.width, whole.height)
    assert strict.within(FAINT).is_calm(whole, "FFFFFF")
    assert not strict.is_calm(whole, "FFFFFF")
    ImageDraw.Draw(picture).rectangle((100, 100, 300, 200), fill="#404040")
    assert not CalmMap(picture, whole.width, whole.height).within(FAINT).is_calm(whole, "FFFFFF")


@pytest.mark.parametrize("name", TEMPLATES)
def test_titles_of_one_deck_are_nearly_of_one_size(name: str) -> None:
    theme = theme_of(name)
    sizes = theme.sizes(theme.layout("actor").slot("title"))
    assert max(sizes) <= 1.31 * min(sizes) or max(sizes) <= theme.units(24)


@pytest.mark.parametrize("name", ["corporate", "dark-map", "two-masters"])
def test_footer_and_number_are_in_line_with_the_words(name: str) -> None:
    layout = theme_of(name).layout("context")
    body, footer, number = (layout.slot(one).frame for one in ("body", "footer", "number"))
    assert footer.x == body.x
    assert abs(number.right - body.right) <= 1270
    assert number.x - footer.right >= theme_of(name).units(11)


def test_the_line_above_a_title_keeps_off_a_bar_and_words_keep_off_the_bar_above_them() -> None:
    top, bar = theme_of("crowded"), theme_of("bar-title")
    assert top.layout("actor").slot("kicker").frame.y >= top.units(20)
    on_bar, layout = theme_of("bar-title").layout("actor").slot("title").frame, bar.layout("actor")
    assert layout.slot("body").frame.y >= on_bar.bottom + bar.units(16)


def test_a_wide_place_is_preferred_to_a_high_one() -> None:
    picture = Image.new("RGB", (640, 360), "#FFFFFF")
    ImageDraw.Draw(picture).rectangle((420, 150, 640, 360), fill="#1F4E79")
    whole = Rect(0, 0, pt(960), pt(540))
    calm = CalmMap(picture, whole.width, whole.height)
    high, wide = calm.largest(whole, "FFFFFF"), calm.largest(whole, "FFFFFF", pt(270))
    assert high is not None
    assert wide is not None
    assert high.width < pt(640) < pt(900) < wide.width
    assert high.height > pt(500) > pt(240) > wide.height


def test_a_footer_that_touches_the_number_is_moved_away_from_it() -> None:
    made = imported("corporate")
    size, unit = SlideSize(made.deck.width, made.deck.height), pt(1)
    frames = {"sldNum": Rect(49 * unit, 500 * unit, 50 * unit, 20 * unit)}
    frames["ftr"] = Rect(99 * unit, 500 * unit, 300 * unit, 20 * unit)
    places = tuple(replace(one, frame=frames.get(one.kind, one.frame)) for one in made.derived.content.placeholders)
    calm = CalmMap(Image.new("RGB", (960, 540), "#FFFFFF"), size.width, size.height)
    body = Rect(49 * unit, 100 * unit, 860 * unit, 380 * unit)
    found = dict(footers_of(replace(made.derived.content, placeholders=places), (body,), calm, size))
    assert found["number"].right + 12 * unit <= found["footer"].x


def test_a_cover_with_little_room_leads_with_its_title_and_has_no_flags_beside_the_first_line() -> None:
    theme, pages = _pages("low-rooms", SPOTLIGHT)
    column = theme.layout("title").column
    assert column is not None
    assert _size(pages[0], "title") >= theme.units(28)
    found = dict(_group(pages[0]))
    assert "flags" not in found
    assert _size(pages[0], "subtitle") >= theme.units(14)
    assert all(column.y <= frame.y and frame.bottom <= column.bottom for _, frame in _group(pages[0]))
    assert "flags" in dict(_group(_pages("corporate", SPOTLIGHT)[1][0]))


def _size(page: Page, slot: str) -> int:
    (found,) = (one.fit.size for one in page.items if isinstance(one, TextBox) and one.slot == slot and one.fit)
    return found


def test_a_table_that_nearly_fits_has_a_smaller_point_below_it_and_is_whole() -> None:
    rows = "".join(f"| Part {number} of the bill | {number}.40 | {number}.10 |\n" for number in range(1, 7))
    table = f"| Paid for | 2023 | 2025 |\n| --- | ---: | ---: |\n{rows}\n: Cost of one bed and night in euros\n"
    said = "==A bed costs the operator 61 euros a night, and it sells for 74 on most winter nights.=="
    more = "==Linen and cleaning cost less than the coffee that is served with breakfast on each of these trains.=="
    _, pages = _pages(
        "low-rooms", f"---\ntitle: Beds\nlang: en\n---\n\n## What does a bed cost?\n\n{said} {more}\n\n{table}"
    )
    (page,) = (one for one in pages if any(isinstance(item, Table) for item in one.items))
    (shown,) = (one for one in page.items if isinstance(one, Table))
    (point,) = (one for one in page.items if isinstance(one, TextBox) and one.name == "Point")
    assert len(shown.rows) == 7
    assert point.fit is not None
    assert shown.fit is not None
    assert point.fit.size <= 1.15 * shown.fit.size
    assert _words(point).bottom <= pt(455)


def test_answers_begin_below_two_lines_of_a_title_whose_place_is_high() -> None:
    layout = theme_of("low-rooms").layout("context")
    assert layout.slot("title").frame.height <= pt(108)
    assert layout.slot("body").frame.y < pt(186)
    assert layout.slot("body").frame.height >= pt(255)


def test_a_footer_is_in_its_place_as_the_template_says() -> None:
    theme, pages = _pages("corporate", SPOTLIGHT)
    frame = theme.layout("context").slot("footer").frame
    (footer,) = (one for one in pages[1].items if isinstance(one, TextBox) and one.slot == "footer")
    (line,) = footer.paragraphs[0].lines
    assert footer.anchor == "middle"
    assert abs(line.baseline - (frame.y + frame.height / 2)) < theme.units(6)


def test_points_below_a_small_title_have_their_usual_size() -> None:
    theme, pages = _pages("low-bar", SPOTLIGHT)
    usual = theme.style("slide-body").size
    lists = [one for page in pages for one in page.items if isinstance(one, TextBox) and one.slot == "body"]
    assert min(one.fit.size for one in lists if one.fit and len(one.paragraphs) > 2) >= 0.9 * usual


TWO = "---\ntitle: Ports\nlang: en\n---\n\nPorts wait.\n\n## Why?\n\n==Ice came early to the northern ports.==\n\n"
LAST = "## So?\n\n==A port pays where the ice goes before the ships come and somebody else breaks it.=="
POINT = " ==Tugs matter less than a pilot who is known half a year ahead.=="


@pytest.mark.parametrize("last", [LAST, LAST + POINT], ids=["alone", "with a point"])
@pytest.mark.parametrize("name", ["corporate", "low-rooms", "bar-title", "dark-map", "four-by-three"])
def test_a_last_slide_of_few_words_has_large_ones(name: str, last: str) -> None:
    theme, pages = _pages(name, TWO + last.replace("So?", "So? {.summary}"))
    boxes = [one for one in pages[-1].items if isinstance(one, TextBox) and one.slot in {"title", "body"}]
    largest = max(one.fit.size for one in boxes if one.fit)
    on_bar = name == "bar-title" and last == LAST  # where a template has room for no more
    assert largest >= theme.units(20 if on_bar else 32)
    lowest = max(_words(one).bottom for one in boxes)
    assert on_bar or lowest >= 0.45 * theme.slide_height
    assert _size(pages[1], "title") == theme.sizes(theme.layout("context").slot("title"))[0]


@pytest.mark.parametrize("name", ["corporate", "dark-map", "four-by-three", "low-bar", "two-masters"])
def test_a_covers_title_is_larger_than_those_of_slides(name: str) -> None:
    _, pages = _pages(name, TWO + LAST)
    assert _size(pages[0], "title") >= 1.1 * _size(pages[1], "title")


def test_a_small_cover_says_who_publishes_beside_many_authors() -> None:
    _, pages = _pages("low-rooms", SPOTLIGHT)
    said = " ".join(run.text for one in pages[0].items if isinstance(one, TextBox) for run in one.paragraphs[0].runs)
    assert "Oskar Pietrewicz" in said
    assert "Polish Institute of International Affairs" in said


def test_bars_on_a_dark_template_are_named_without_a_legend() -> None:
    rows = "| Year | Beds | Seats |\n| 2023 | 48 | 61 |\n| 2024 | 74 | 66 |\n| 2025 | 90 | 69 |\n"
    text = f"{TWO}```chart\nkind: bar\ntitle: Places sold\nunit: percent\n{rows}```\n"
    _, pages = _pages("dark-map", text)
    (plot,) = (one for page in pages for one in page.items if isinstance(one, Plot))
    assert plot.native.legend is None


def test_names_beside_an_answer_that_have_no_room_are_counted() -> None:
    states = ("China", "Russia", "Iran", "India", "Japan", "Vietnam", "Thailand", "Mongolia", "Nepal", "Laos")
    actors = "\n".join(f"  {one.lower()}: {{name: {one}, monogram: {one[:2].upper()}}}" for one in states)
    said = f"==China met all its neighbours==. It met {', '.join(states[1:-1])} and {states[-1]}."
    _, pages = _pages(
        "low-rooms", f"---\ntitle: Ports\nlang: en\nactors:\n{actors}\n---\n\n## Who? {{actor=china}}\n\n{said}\n"
    )
    (rows,) = (one for page in pages for one in page.items if isinstance(one, TextBox) and one.slot == "rows")
    names = ["".join(run.text for run in one.runs) for one in rows.paragraphs]
    assert names[-1] == f"and {len(states) - len(names)} more"
    assert len([one for one in pages[1].items if one.name.startswith(("Flag", "Monogram"))]) >= len(names) - 1


def test_where_one_row_has_room_it_names_one_and_counts_the_others() -> None:
    states = ("Russia", "Iran", "India", "Japan")
    actors = "\n".join(f"  {one.lower()}: {{name: {one}, monogram: {one[:2].upper()}}}" for one in ("China", *states))
    told = []
    for many in range(4):
        name = "China" + " of the Northern Ports" * many
        text = f"---\ntitle: Ports\nlang: en\nactors:\n{actors.replace('name: China', f'name: {name}')}\n---\n\n"
        text += (
            f"## Who? {{actor=china}}\n\n==China met all its neighbours==. It met {', '.join(states[:-1])} and Japan.\n"
        )
        _, pages = _pages("low-rooms", text)
        shown = [one for page in pages for one in page.items if isinstance(one, TextBox) and one.slot == "rows"]
        told.append(["".join(run.text for run in one.runs) for box in shown for one in box.paragraphs])
    assert ["Russia and 3 more"] in told
    for names in told:
        assert len(names) in {0, len(states)} or names[-1].endswith(f"and {len(states) - max(1, len(names) - 1)} more")


def test_a_box_for_titles_that_is_too_narrow_for_ours_is_not_left_empty(tmp_path: Path) -> None:
    path, report = tmp_path / "acme.potx", Report()
    path.write_bytes(side_box())
    with no_office():
        made = import_template(path, "acme", TemplateChoices(), report)
    assert made.derived.content.name == "Blank"


WIDTHS = "authors: [Ada Marsh Oldenburg, Bertrand van der Meulen, Cecilia Montgomery-Hughes]"


def test_authors_and_publisher_take_two_lines_where_one_would_be_small() -> None:
    text = SHORT.replace("authors: [Ada Marsh]", f"{WIDTHS}\npublisher: The Northern Institute for Ports and Rivers")
    theme, pages = _pages("corporate", text)
    assert _size(pages[0], "authors") >= theme.units(15)
    (authors,) = (one for one in pages[0].items if isinstance(one, TextBox) and one.slot == "authors")
    lines = ["".join(run.text for run in line.runs).strip() for one in authors.paragraphs for line in one.lines]
    assert lines[-1] == "The Northern Institute for Ports and Rivers"
    assert len(lines) == 2


def test_a_monogram_in_the_colour_of_its_cover_has_a_frame() -> None:
    text = SHORT.replace("series: Notes", 'actors:\n  ice: {name: "Ice Line", monogram: "IL"}\nseries: Notes')
    text = text.replace("## Why?", "## Why? {actor=ice}")
    theme, pages = _pages("corporate", text)
    (shown,) = (one for one in pages[0].items if one.name.startswith("Monogram") and isinstance(one, TextBox))
    assert shown.fill is not None
    ground, ink = theme.color("visited"), shown.paragraphs[0].runs[0].style.color
    assert contrast_ratio(ink, shown.fill) >= 4.5
    assert max(contrast_ratio(one, ground) for one in (shown.fill, shown.edge) if one) >= 1.4


BEDS = (
    '---\ntitle: Beds\nlang: en\nactors:\n  ice: {name: "Ice Line", flag: "is"}\n---\n\n'
    "## How many beds? {actor=ice}\n\n"
    "==Ice Line has sold twelve beds.==\n\n| Town | Beds |\n| --- | ---: |\n| Oslo | 12 |\n| Bergen | 8 |\n"
)


@pytest.mark.parametrize(("name", "shown"), [("low-bar", False), ("corporate", False), ("dark-map", True)])
def test_a_flag_above_an_exhibit_is_neither_on_a_bar_nor_beside_a_logo(name: str, *, shown: bool) -> None:
    (page,) = (one for one in _pages(name, BEDS)[1] if any(isinstance(item, Table) for item in one.items))
    assert any(item.name == "Flag" for item in page.items) is shown
