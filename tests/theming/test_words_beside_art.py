"""Words keep to what a template draws: titles above its rules, covers in its margins, captions in their own ink."""

from PIL import Image, ImageDraw

from builder.media import Media, Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, TextBox
from builder.model.units import Color, Rect, contrast_ratio, pt
from builder.pipeline import understand
from builder.theming.calm_areas import TEXTURE, CalmMap
from builder.theming.template_cover import cover_frames
from builder.theming.template_frames import content_frames
from builder.theming.template_layouts import SlideSize, TemplateLayout, TemplatePlaceholder
from tests.corpus.pictures import striped_png
from tests.everything import RICH
from tests.template_imports import session_of, theme_of

SIZE = SlideSize(pt(960), pt(540))
LONG_TITLE = """---
title: Ports
lang: en
---

Ports wait.

## What did the minister want to reach with his visit?

==The minister presented himself as important and necessary, was welcomed with all honours on the quays of a port==.

==Ice is rarer.== ==Ships are larger.==
"""


CHART = """---
title: Ports
lang: en
---

Ports wait.

## Did ships come?

==Ships came in the second winter.==

```chart
kind: bar
title: Ships by year
| | Ships |
| 2023 | 10 |
| 2024 | 52 |
```
"""


def _pages(name: str, text: str) -> tuple[Page, ...]:
    report, session = Report(), session_of(name)
    media = Media(session.assets, Pictures({"port.png": striped_png(600, 400)}))
    found = understand(Source("a.md", text.encode()), media, Options(theme=name), report, session)
    assert found is not None, report.findings
    return found.products.deck.pages


def _layout(**places: tuple[float, ...]) -> TemplateLayout:
    """Return a layout with places by their kinds: x, y, width and height in points."""
    found = tuple(
        TemplatePlaceholder(kind, Rect(*map(pt, box)), 24, "Arial", False, False, "000000", "t", True)  # noqa: FBT003 - in the order of its fields
        for kind, box in places.items()
    )
    return TemplateLayout("/ppt/slideLayouts/slideLayout1.xml", "Title", "title", 0, found, ())


def _calm(*bars: tuple[tuple[int, int, int, int], str]) -> CalmMap:
    picture = Image.new("RGB", (960, 540), "#FFFFFF")
    for box, color in bars:
        ImageDraw.Draw(picture).rectangle(box, fill=color)
    return CalmMap(picture, SIZE.width, SIZE.height)


def test_a_cover_has_its_title_above_the_rule_of_its_template_and_all_else_below() -> None:
    boxes = {box.slot: box for box in _pages("cover-rule", RICH)[0].items if isinstance(box, TextBox)}
    title = boxes.pop("title")
    assert title.fit
    assert title.fit.size >= pt(32)
    assert pt(48) <= title.frame.y < title.frame.bottom <= pt(268)
    assert {"kicker", "subtitle", "authors"} <= boxes.keys()
    assert all(pt(274) <= box.frame.y < box.frame.bottom <= pt(480) for box in boxes.values())


def test_a_rule_low_on_a_roomy_cover_divides_nothing() -> None:
    layout, rule = _layout(ctrTitle=(60, 120, 840, 120)), ((60, 420, 900, 422), "#8C1D40")
    found = cover_frames(layout, _calm(rule), SIZE)
    assert found.band_frame is None
    assert found.column.bottom <= pt(420)


def test_words_of_a_cover_keep_the_margin_of_its_title_where_art_pushes_them_away_from_it() -> None:
    bands = ((0, 0, 960, 120), "#FFDE59"), ((0, 480, 960, 540), "#FFDE59")
    found = cover_frames(_layout(ctrTitle=(54, 20, 850, 80)), _calm(*bands), SIZE)
    assert pt(50) <= found.group.x <= pt(56)
    at_the_edge = cover_frames(_layout(ctrTitle=(2, 20, 950, 80)), _calm(*bands), SIZE)
    assert at_the_edge.group.x >= pt(38)
    assert at_the_edge.group.right <= pt(960 - 38)


def test_a_cover_stays_beside_its_title_unless_another_part_is_much_higher() -> None:
    mark = ((455, 160, 470, 245), "#777777")
    found = cover_frames(_layout(ctrTitle=(60, 290, 840, 90)), _calm(mark, ((0, 505, 960, 540), "#111111")), SIZE)
    assert found.group.width >= pt(780)


def test_no_title_is_over_the_edge_of_a_bar_that_is_hardly_lighter_than_the_slide() -> None:
    bar = ((0, 0, 960, 80), "#FFFFFF")
    calm = _calm(((0, 0, 960, 540), "#EDF0F4"), bar, ((880, 14, 930, 64), "#FF4444"))
    layout = _layout(title=(30, 20, 840, 50), obj=(30, 110, 900, 380))
    found = content_frames(layout, calm, SIZE)
    assert found.title.bottom <= pt(82) or found.title.y >= pt(79)
    assert found.kicker.bottom <= pt(82) or found.kicker.y >= pt(79)


def test_what_is_above_an_exhibit_can_be_read_below_a_bar() -> None:
    page = next(page for page in _pages("low-bar", CHART) if page.layout == "exhibit")
    paper = theme_of("low-bar").color("paper")
    assert contrast_ratio(_ink(_named(page, "Subtitle")[0]), paper) >= 4.5


def _named(page: Page, name: str) -> list[TextBox]:
    return [one for one in page.items if isinstance(one, TextBox) and one.name == name]


def _ink(box: TextBox) -> Color:
    return box.paragraphs[0].runs[-1].style.color


def test_titles_in_capitals_of_more_than_a_hundred_characters_fit_their_slides() -> None:
    page = _pages("cover-rule", LONG_TITLE)[-1]
    title = next(one for one in page.items if isinstance(one, TextBox) and one.slot == "title")
    assert title.fit
    assert title.fit.lines <= 3


def test_a_layout_with_less_height_than_a_table_needs_is_refused_and_gets_a_sheet() -> None:
    layout = _layout(title=(60, 40, 840, 84), obj=(60, 140, 840, 360))
    low = content_frames(layout, _calm(((0, 330, 960, 540), "#1F4E79")), SIZE)
    high = content_frames(layout, _calm(((0, 400, 960, 540), "#1F4E79")), SIZE)
    assert low.body.height < pt(190) <= high.body.height
    assert (low.grade, high.grade) == ("refused", "ok")


def test_words_have_one_left_edge_where_a_logo_pushes_the_title_to_the_right() -> None:
    logo = ((30, 20, 96, 84), "#8C1D40")
    found = content_frames(_layout(title=(54, 50, 852, 84), obj=(54, 150, 852, 340)), _calm(logo), SIZE)
    assert found.title.x > pt(96)
    assert found.kicker.x == found.title.x == found.body.x


def test_no_small_line_is_below_a_rule_that_leaves_room_for_the_title_alone() -> None:
    rule = ((54, 80, 906, 82), "#8C1D40")
    found = content_frames(_layout(title=(54, 42, 852, 34), obj=(54, 130, 852, 340)), _calm(rule), SIZE)
    assert not found.kicker.height
    assert found.title.bottom <= pt(80) < found.body.y


def test_a_cover_has_its_words_on_an_even_texture_and_off_the_slogan_on_it() -> None:
    marble = Image.new("RGB", (960, 540), "#BCDCCC")
    drawing = ImageDraw.Draw(marble)
    for at in range(0, 960, 12):
        drawing.line((at, 0, at + 40, 540), fill="#E4F6EE", width=5)
    for at in range(200, 700, 24):
        drawing.rectangle((at, 500, at + 12, 520), fill="#1B3A5A")
    layout, plain = _layout(ctrTitle=(60, 200, 840, 120)), CalmMap(marble, SIZE.width, SIZE.height)
    assert cover_frames(layout, plain, SIZE).grade == "refused"
    found = cover_frames(layout, plain.within(TEXTURE), SIZE)
    assert found.grade == "ok"
    assert found.group.bottom <= pt(500)
