"""What matters most looks it on an organisation's template too: titles before text, its art before our rules."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pptx
import pytest
from PIL import Image, ImageDraw
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation

from builder.media import Media, Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Geometry, Group, Page, Shape, Table, TextBox
from builder.model.theme import Theme
from builder.model.units import Rect, color_from_hex, contrast_ratio, pt
from builder.pipeline import understand
from builder.theming.calm_areas import CalmMap
from builder.theming.empty_layouts import empty_deck, numbers_in
from builder.theming.template_cover import cover_frames
from builder.theming.template_footers import footers_of
from builder.theming.template_frames import content_frames
from builder.theming.template_layouts import SlideSize, TemplateLayout, TemplatePlaceholder
from builder.theming.template_palette import READABLE, contrast, mixed, palette_of, readable
from tests.corpus.pictures import striped_png
from tests.layout.contexts import words_of
from tests.template_files import TEMPLATES, corporate
from tests.template_imports import session_of
from tests.template_parts import add_bar, as_bytes, begin

DECKS = Path(__file__).parents[2] / "decks"
SIZE = SlideSize(pt(960), pt(540))
NAMES = [name for name in TEMPLATES if name != "right-to-left"]


@cache
def _pages(name: str, source: str) -> tuple[Theme, tuple[Page, ...]]:
    report, session = Report(), session_of(name)
    media = Media(session.assets, Pictures({"night-train.png": striped_png(600, 400)}))
    text = (DECKS / source).read_bytes()
    found = understand(Source("a.md", text), media, Options(theme=name), report, session)
    assert found is not None, report.findings
    theme = session.theme(name, report)
    assert theme is not None
    return theme, found.products.deck.pages


def _sizes(pages: tuple[Page, ...], slot: str) -> list[int]:
    items = (one for page in pages for one in page.items)
    return [one.fit.size for one in items if isinstance(one, TextBox) and one.slot == slot and one.fit]


def _layout(**places: tuple[float, ...]) -> TemplateLayout:
    """Return a layout with places by their kinds: x, y, width and height in points."""
    found = tuple(
        TemplatePlaceholder(kind, Rect(*map(pt, box)), 24, "Arial", False, False, "000000", "t", True)  # noqa: FBT003 - in the order of its fields
        for kind, box in places.items()
    )
    return TemplateLayout("/ppt/slideLayouts/slideLayout1.xml", "Title", "title", 0, found, ())


def _calm(*bars: tuple[tuple[int, int, int, int], str], ground: str = "#FFFFFF") -> CalmMap:
    picture = Image.new("RGB", (960, 540), ground)
    for box, color in bars:
        ImageDraw.Draw(picture).rectangle(box, fill=color)
    return CalmMap(picture, SIZE.width, SIZE.height)


@pytest.mark.parametrize("name", NAMES)
def test_the_title_of_a_cover_is_hardly_smaller_than_those_of_the_other_slides_unless_it_has_its_largest_size(
    name: str,
) -> None:
    theme, pages = _pages(name, "2025-62-beijing-parade.md")
    (cover,) = _sizes(pages[:1], "title")
    assert cover >= min(0.9 * max(_sizes(pages[1:], "title")), theme.sizes(theme.layout("title").slot("title"))[0])


@pytest.mark.parametrize("name", NAMES)
def test_text_is_smaller_than_the_largest_titles(name: str) -> None:
    theme, pages = _pages(name, "2025-62-beijing-parade.md")
    text = [*_sizes(pages, "body"), *_sizes(pages, "second")]
    assert max(text) < max(_sizes(pages[1:], "title")) or max(text) <= theme.units(16)


@pytest.mark.parametrize("name", ["low-rooms", "corporate", "dark-map"])
def test_a_remark_below_a_table_is_no_larger_than_the_table(name: str) -> None:
    theme, pages = _pages(name, "2026-03-night-trains.md")
    (page,) = (one for one in pages if one.layout == "exhibit" and any(isinstance(item, Table) for item in one.items))
    (shown,) = (one for one in page.items if isinstance(one, Table))
    (remark,) = (one for one in page.items if isinstance(one, TextBox) and one.name == "Point")
    assert remark.fit
    assert shown.fit
    assert remark.fit.size <= max(shown.fit.size, theme.units(16))


def test_the_first_rule_is_left_out_right_below_one_of_the_template() -> None:
    rule = ((54, 140, 906, 143), "#8C1D40")
    layout = _layout(title=(54, 50, 852, 84), obj=(54, 150, 852, 340))
    found = content_frames(layout, _calm(rule), SIZE)
    assert found.edge is not None
    assert pt(138) <= found.edge.bottom <= pt(154)
    assert content_frames(layout, _calm(), SIZE).edge is None
    _, pages = _pages("low-bar", "2025-62-beijing-parade.md")
    theme, plain = _pages("corporate", "2025-62-beijing-parade.md")
    for page in pages:
        edges = [one.frame.bottom for one in _theme("low-bar").layout(page.layout).ornaments if one.art]
        rules = [one.frame.y for one in page.items if one.name.startswith("Rule ")]
        assert all(not 0 <= rule - edge < theme.units(50) for rule in rules for edge in edges)
    assert any(one.name == "Rule 1" for page in plain for one in page.items)


def _theme(name: str) -> Theme:
    theme = session_of(name).theme(name, Report())
    assert theme is not None
    return theme


def test_lines_and_frames_that_matter_are_the_lighter_ones_on_a_dark_ground_and_the_map_says_so() -> None:
    theme, pages = _pages("dark-map", "2025-62-beijing-parade.md")
    (group,) = (one for page in pages for one in page.items if isinstance(one, Group) and one.name == "Actor map")
    (told,) = (words_of(one) for one in group.items if isinstance(one, TextBox) and one.name == "Legend")
    assert "Lighter lines: with China. Light frame: has a slide of its own." in told
    lines = [one for one in group.items if isinstance(one, Shape) and one.form is Geometry.LINE]
    paper = theme.color("paper")
    at_hub = {contrast_ratio(one.line, paper) for one in lines if "China" in one.name and one.line}
    others = {contrast_ratio(one.line, paper) for one in lines if "China" not in one.name and one.line}
    assert min(at_hub) > max(others) >= 3


def test_words_of_a_cover_are_not_on_a_strip_that_is_hardly_lighter_than_the_rest() -> None:
    calm = _calm(((0, 480, 960, 540), "#FFFFFF"), ground="#ECEFF4")
    found = cover_frames(_layout(ctrTitle=(60, 290, 840, 90)), calm, SIZE)
    assert found.group.bottom <= pt(480 - 8)
    assert cover_frames(_layout(ctrTitle=(60, 290, 840, 90)), _calm(), SIZE).group.bottom > pt(500)


def test_words_below_a_panel_with_the_title_are_apart_from_it() -> None:
    calm = _calm(((40, 60, 920, 230), "#D0D0D0"))
    found = cover_frames(_layout(ctrTitle=(60, 80, 840, 130)), calm, SIZE)
    assert found.band
    assert found.column.y >= pt(230 + 16)


def test_text_is_as_wide_as_its_title_where_nothing_is_drawn_beside_it() -> None:
    layout = _layout(title=(40, 30, 880, 84), obj=(270, 130, 540, 350))
    assert content_frames(layout, _calm(), SIZE).body.width >= pt(870)
    beside = content_frames(layout, _calm(((40, 130, 220, 480), "#1F4E79")), SIZE).body
    assert beside.x >= pt(260)


def test_text_ends_at_what_is_drawn_at_the_right_where_the_place_of_the_template_ends_far_before() -> None:
    layout = _layout(title=(40, 30, 880, 84), obj=(40, 130, 540, 350))
    body = content_frames(layout, _calm(((840, 300, 960, 540), "#1F4E79")), SIZE).body
    assert pt(780) <= body.right <= pt(840)


def test_a_footer_keeps_away_from_the_name_beside_it() -> None:
    places = _layout(title=(40, 30, 880, 60), ftr=(200, 500, 400, 20), sldNum=(860, 500, 60, 20))
    body = Rect(pt(40), pt(110), pt(880), pt(370))
    found = dict(footers_of(places, (body,), _calm(((40, 500, 196, 520), "#333333")), SIZE))
    assert found["footer"].x >= pt(196 + 20)


@pytest.mark.parametrize("name", ["bar-title", "corporate"])
def test_no_title_parts_a_number_from_its_unit_in_a_wide_face_either(name: str) -> None:
    _, pages = _pages(name, "2026-03-night-trains.md")
    for box in (one for page in pages for one in page.items if isinstance(one, TextBox) and one.slot == "title"):
        lines = ["".join(run.text for run in line.runs) for one in box.paragraphs for line in one.lines]
        assert not any(line.strip().endswith("61") for line in lines), lines


def test_a_point_is_below_its_table_where_sizes_of_a_template_are_no_whole_units(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(TEMPLATES, "odd-size", lambda: corporate(1583.125, 890.625))
    _, pages = _pages("odd-size", "2026-03-night-trains.md")
    told = [words_of(one) for page in pages for one in page.items if isinstance(one, TextBox) and one.name == "Point"]
    assert any(one.startswith("Linen and cleaning cost less") for one in told)


def _numbered() -> Presentation:
    """Return a template whose master writes the number of each slide itself."""
    deck = begin(960, 540, major="Arial", minor="Arial", accents=("0B6E4F", "F2A541"))
    add_bar(deck.slide_masters[0].element, 10, 500, 40, 20, "0B6E4F")
    *_, words = deck.slide_masters[0].element.iter(qn("p:sp"))
    run = '<a:fld id="{1B050D57-10FA-4819-8D31-8D4E386D13A8}" type="slidenum"><a:t>2</a:t></a:fld>'
    words.append(parse_xml(f"<p:txBody {nsdecls('p', 'a')}><a:bodyPr/><a:p>{run}</a:p></p:txBody>"))
    return deck


def test_slides_have_one_number_where_the_master_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TEMPLATES, "numbered", lambda: as_bytes(_numbered()))
    for name, count in (("numbered", 0), ("corporate", 1)):
        _, pages = _pages(name, "2026-03-night-trains.md")
        numbers = [item for item in pages[2].items if isinstance(item, TextBox) and item.slot == "number"]
        assert len(numbers) == count


def test_the_picture_behind_slides_has_no_number_that_the_master_writes() -> None:
    deck = _numbered()
    parts = [str(one.part.partname) for one in deck.slide_layouts][:1]
    drawn = [empty_deck(as_bytes(deck), parts, numbers=shown) for shown in (True, False)]
    assert [len(numbers_in(pptx.Presentation(BytesIO(one)))) for one in drawn] == [1, 0]


@pytest.mark.parametrize(
    ("accents", "expected"),
    [(("4472C4", "ED7D31"), "0B6E4F"), (("0C6C50", "ED7D31"), "0C6C50")],
    ids=["another", "nearly-the-same"],
)
def test_small_lines_and_charts_have_the_colour_that_the_template_draws(
    accents: tuple[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TEMPLATES, f"drawn-{expected}", lambda: corporate(accents=accents))
    theme = _theme(f"drawn-{expected}")
    assert theme.color("accent") == color_from_hex(expected)
    assert theme.color("support") == color_from_hex(expected)


def test_pale_accents_do_not_become_olive_where_another_can_be_read() -> None:
    def accent(*colors: str) -> str:
        around = {"text": "000000", "title": "000000", "link": "0000FF", "ground": "FFFFFF", "band": "FFFFFF"}
        cover = ("FFFFFF", "000000", ())
        return palette_of(list(colors), **around, shades=(), titles_on_bar=False, cover=cover)["accent"]

    assert accent("FFD400", "00B0F0") == readable("00B0F0", panel_of_white := mixed("FFFFFF", "000000", 0.06), "FFFFFF")
    assert accent("C00000", "1F4E79") == "C00000"
    assert contrast(accent("FFD400"), panel_of_white) >= READABLE


def test_the_line_above_a_title_keeps_off_the_edge_of_the_slide() -> None:
    layout = _layout(title=(54, 20, 852, 90), body=(54, 120, 852, 360))
    frames = content_frames(layout, _calm(), SIZE)
    assert frames.kicker.y >= pt(28)
    assert not frames.kicker.overlaps(frames.title)


def test_words_keep_off_the_sides_of_the_slide_where_the_templates_own_do_not() -> None:
    frames = content_frames(_layout(title=(4, 40, 952, 80), body=(4, 130, 952, 350)), _calm(), SIZE)
    for frame in (frames.kicker, frames.title, frames.body):
        assert pt(24) <= frame.x < frame.right <= pt(960 - 24)


@pytest.mark.parametrize("name", ["corporate", "small-wide"])
def test_a_judgement_of_one_sentence_has_the_flags_at_its_foot(name: str) -> None:
    theme, pages = _pages(name, "2026-03-night-trains.md")
    flags = [item.frame for item in pages[-1].items if item.name.startswith("Monogram ")]
    words = [item.frame for item in pages[-1].items if isinstance(item, TextBox) and item.slot in {"title", "body"}]
    assert len(flags) == 3
    assert not any(flag.overlaps(one) for flag in flags for one in words)
    assert flags[0].y > 0.7 * theme.slide_height


@pytest.mark.parametrize("scale", [1, 3])
def test_the_key_of_a_series_is_apart_from_its_name_on_large_slides_too(
    scale: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TEMPLATES, f"scale-{scale}", lambda: corporate(960 * scale, 540 * scale))
    report, session = Report(), session_of(f"scale-{scale}")
    series = [f"{name} of the northern line" for name in ("Beds", "Seats", "Couchettes")]
    rows = "\n".join(f"| {year} | 48 | 61 | 30 |" for year in range(2019, 2026))
    chart = f"```chart\nkind: bar\ntitle: Places\n| Year | {' | '.join(series)} |\n{rows}\n```"
    text = f"---\ntitle: Ports\nlang: en\n---\n\n## Why?\n\n==Ice closed the port.==\n\n{chart}\n"
    options = Options(theme=f"scale-{scale}")
    found = understand(Source("a.md", text.encode()), Media(session.assets, Pictures({})), options, report, session)
    assert found, report.findings
    frames = {item.name: item.frame for page in found.products.deck.pages for item in page.items}
    for number in range(3):
        assert frames[f"Series {number + 1}"].x - frames[f"Sign {number}"].right >= pt(4 * scale)
