"""The actor map and the timeline: what an audience sees, what a screen reader hears, and when they are left out."""

from functools import lru_cache
from itertools import combinations

import pytest

from builder.layout.context import ComposedSlide, LayoutContext
from builder.layout.figure.graph_layout import crosses
from builder.layout.slide.map_and_timeline import compose_map, compose_timeline, map_height, map_items, timeline_items
from builder.model.outline import MapSlide, TimelineSlide
from builder.model.scene import Geometry, Group, Picture, Role, Shape, TagId, TextBox
from builder.model.units import Rect, contrast_ratio, pt
from tests.layout.contexts import desk_for, flat, ink_of, overlaps, words_of

COUNTRIES = """cn China, ru Russia, us United States, ua Ukraine, pl Poland, de Germany, fr France, gb United Kingdom,
tr Türkiye, ir Iran, in India, jp Japan, kp North Korea, kr South Korea, by Belarus, no Norway, it Italy, es Spain,
se Sweden, fi Finland""".replace("\n", " ").split(", ")

CHAIN = tuple((at, at + 1) for at in range(19))


def _source(count: int, pairs: tuple[tuple[int, int], ...], lang: str = "en-GB", more: str = "") -> str:
    names = [country.split(" ", 1) for country in COUNTRIES[:count]]
    actors = "\n".join(f'  {code}: {{name: {name}, flag: "{code}"}}' for code, name in names)
    told = " ".join(f"{names[a][1]} talked to {names[b][1]}." for a, b in pairs)
    return (
        f"---\ntitle: Talks\nlang: {lang}\ndate: 2025-09-04\nactors:\n{actors}\n---\n\n"
        f"## What does China want? {{actor=cn}}\n\n==China wants talks.== {told}\n\n"
        f"## What does Russia want? {{actor=ru}}\n\n==Russia wants talks.== {more}\n"
    )


@lru_cache(maxsize=16)
def _map(
    count: int, pairs: tuple[tuple[int, int], ...], lang: str = "en-GB"
) -> tuple[LayoutContext, tuple[ComposedSlide, ...]]:
    context = desk_for(_source(count, pairs, lang))
    slide = next(slide for slide in context.outline.slides if isinstance(slide, MapSlide))
    return context, compose_map(context, slide)


def _group(composed_slides: tuple[ComposedSlide, ...]) -> Group:
    (composed,) = composed_slides
    return next(item for item in composed.items if isinstance(item, Group))


FOUR = ((0, 1), (0, 1), (0, 1), (0, 2), (1, 2), (2, 3))
"""Four actors and four ties, one of them of three sentences: the least of which a map is drawn."""

EIGHT = (*CHAIN[:7], (0, 1), (0, 1))


STAR = (*((0, other) for other in range(1, 6)), (0, 1), (0, 1), (1, 2))


def test_the_hub_of_a_map_stands_in_its_middle_larger_than_the_others_with_ties_to_both_sides() -> None:
    group = _group(_map(6, STAR)[1])
    hub, *others = (item for item in group.items if isinstance(item, TextBox) and item.name.startswith("Node"))
    middle = hub.frame.x + hub.frame.width // 2
    assert abs(middle - group.frame.width // 2) < pt(1)
    assert all(one.frame.width < hub.frame.width and one.frame.height < hub.frame.height for one in others)
    sizes = [one.paragraphs[0].runs[0].style.size for one in (hub, *others)]
    assert sizes[0] > max(sizes[1:])
    right = sum(one.frame.x > middle for one in others)
    assert right in {2, 3}


def test_a_map_names_each_actor_once_with_its_flag() -> None:
    group = _group(_map(4, FOUR)[1])
    nodes = [item for item in group.items if isinstance(item, TextBox) and item.name.startswith("Node")]
    flags = [item for item in group.items if isinstance(item, Picture)]
    assert sorted(words_of(node) for node in nodes) == ["China", "Russia", "Ukraine", "United States"]
    assert {flag.media.name for flag in flags} == {"flags/cn.svg", "flags/ru.svg", "flags/us.svg", "flags/ua.svg"}
    assert all(flag.decorative for flag in flags)


def test_the_more_sentences_name_two_the_stronger_is_their_line() -> None:
    group = _group(_map(4, FOUR)[1])
    lines = {
        item.alt: item.line_width for item in group.items if isinstance(item, Shape) and item.form is Geometry.LINE
    }
    assert lines["China – Russia: 3"] > lines["China – United States: 1"] == lines["Russia – United States: 1"]
    assert "3" in [words_of(item) for item in group.items if isinstance(item, TextBox)]


def test_twice_the_sentences_have_twice_the_width_and_only_lines_of_the_hub_are_dark() -> None:
    pairs = (*((0, 1),) * 12, *((0, 2),) * 6, *((0, 3),) * 6, *((1, 2),) * 6)
    context, composed_slides = _map(4, pairs)
    lines = {
        item.alt: item
        for item in _group(composed_slides).items
        if isinstance(item, Shape) and item.form is Geometry.LINE
    }
    strongest, quiet = lines["China – Russia: 12"], lines["Russia – United States: 6"]
    assert strongest.line_width == pytest.approx(2 * lines["China – Ukraine: 6"].line_width, abs=1)
    assert quiet.line_width == lines["China – Ukraine: 6"].line_width
    assert quiet.line is not None
    assert strongest.line is not None
    paper = context.theme.color("paper")
    assert 3 <= contrast_ratio(quiet.line, paper) < 3.5
    assert contrast_ratio(strongest.line, paper) >= 4.5
    words = [words_of(item) for item in _group(composed_slides).items if isinstance(item, TextBox)]
    assert any("Darker lines: with China." in one for one in words)


def test_the_strongest_pair_is_dark_also_where_another_actor_has_more_ties() -> None:
    context, composed_slides = _map(5, (*((1, 2),) * 5, *((0, 1),) * 2, *((0, 2),) * 2, (0, 3), (0, 4)))
    items = _group(composed_slides).items
    (strongest,) = [one for one in items if isinstance(one, Shape) and one.alt == "Russia – United States: 5"]
    assert strongest.line is not None
    assert contrast_ratio(strongest.line, context.theme.color("paper")) >= 4.5
    assert any("Darker lines: with Russia." in words_of(one) for one in items if isinstance(one, TextBox))


def test_where_all_lines_are_the_hubs_none_is_explained_as_darker() -> None:
    group = _group(_map(5, (*((0, 1),) * 3, (0, 2), (0, 3), (0, 4)))[1])
    assert not any("Darker" in words_of(item) for item in group.items if isinstance(item, TextBox))


def test_lines_are_connectors_that_hold_on_to_their_nodes() -> None:
    group = _group(_map(4, FOUR)[1])
    names = {item.name for item in group.items}
    lines = [item for item in group.items if isinstance(item, Shape) and item.form is Geometry.LINE]
    assert len(lines) == 4
    assert all({line.begin, line.end} <= names for line in lines)


def test_lines_run_behind_the_nodes_from_middle_to_middle_also_in_powerpoint() -> None:
    group = _group(_map(4, FOUR)[1])
    nodes = {item.name: item for item in group.items if isinstance(item, TextBox) and item.name.startswith("Node")}
    lines = [item for item in group.items if isinstance(item, Shape) and item.form is Geometry.LINE]
    for line in lines:
        boxes = [nodes[name].frame for name in (line.begin, line.end)]
        middles = [(box.x + box.width // 2, box.y + box.height // 2) for box in boxes]
        assert (line.frame.x, line.frame.right) == tuple(sorted(x for x, _ in middles))
        assert (line.frame.y, line.frame.bottom) == tuple(sorted(y for _, y in middles))
        assert (line.begin_site, line.end_site) == (4, 4)
    names = [item.name for item in group.items]
    assert max(names.index(one.name) for one in lines) < min(names.index(name) for name in nodes)
    assert all(node.held and node.fill for node in nodes.values())


def test_a_map_takes_the_width_of_its_slide_and_frames_who_has_one() -> None:
    group = _group(_map(8, EIGHT)[1])
    nodes = {item.name: item for item in group.items if isinstance(item, TextBox) and item.name.startswith("Node")}
    left, right = min(one.frame.x for one in nodes.values()), max(one.frame.right for one in nodes.values())
    assert right - left > 0.95 * group.frame.width
    assert nodes["Node ru"].edge_width > nodes["Node us"].edge_width


def test_a_node_leads_to_its_actors_slide() -> None:
    group = _group(_map(4, FOUR)[1])
    targets = {item.name: item.target for item in group.items if isinstance(item, TextBox)}
    assert targets["Node cn"] == "q1"
    assert targets["Node ru"] == "q2"
    assert targets["Node us"] == ""


def test_a_map_is_one_figure_with_its_bonds_in_words() -> None:
    context, composed_slides = _map(4, FOUR)
    group = _group(composed_slides)
    figures = [tag for tag in composed_slides[0].tags if tag.role is Role.FIGURE]
    assert [tag.id for tag in figures] == [group.tag]
    assert figures[0].alt == group.alt
    assert group.alt == (
        f"China and Russia are named together most often. {context.label('mentions')}: "
        "China – Russia: 3; China – United States: 1; Russia – United States: 1; United States – Ukraine: 1"
    )
    assert "China – Russia: 3 · China – United States: 1" in "\n".join(
        "".join(run.text for run in one.runs) for one in composed_slides[0].notes
    )


@pytest.mark.parametrize(("count", "pairs"), [(4, FOUR), (8, EIGHT)], ids=["4", "8"])
def test_nothing_on_a_map_touches_and_every_name_fits_its_node(count: int, pairs: tuple[tuple[int, int], ...]) -> None:
    group = _group(_map(count, pairs)[1])
    boxes = [item for item in group.items if isinstance(item, TextBox)]
    assert len(boxes) >= count
    assert not any(one.frame.overlaps(other.frame) for one, other in combinations(boxes, 2))
    assert overlaps(boxes) == []
    assert all(box.frame.contains(ink_of(box)) for box in boxes)
    inner = Rect(0, 0, group.frame.width, group.frame.height)
    assert all(inner.contains(box.frame) for box in boxes)


@pytest.mark.parametrize(
    ("count", "pairs"),
    [(3, FOUR[:5]), (4, ((0, 1), (0, 2), (1, 2), (2, 3))), (4, FOUR[:4]), (20, (*CHAIN, (0, 1), (0, 1)))],
    ids=["three actors", "no strong tie", "few ties", "too many actors"],
)
def test_a_map_that_tells_little_is_not_drawn(count: int, pairs: tuple[tuple[int, int], ...]) -> None:
    context = desk_for(_source(count, pairs))
    assert not [slide for slide in context.outline.slides if isinstance(slide, MapSlide)]


def test_no_lines_cross_where_they_need_not_and_a_line_explains_the_numbers() -> None:
    ties = ((0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (2, 3), (3, 4), (1, 5), (5, 6))
    group = _group(_map(7, tuple(tie for tie in ties for _ in range(3)))[1])
    lines = [item for item in group.items if isinstance(item, Shape) and item.form is Geometry.LINE]
    ends = [
        (one.frame.x, one.frame.bottom, one.frame.right, one.frame.y)
        if one.rising
        else (one.frame.x, one.frame.y, one.frame.right, one.frame.bottom)
        for one in lines
    ]
    assert len(lines) == len(ties)
    assert not any(crosses(one, other) for one, other in combinations(ends, 2))
    words = [words_of(item) for item in group.items if isinstance(item, TextBox)]
    told = "Darker lines: with China. Dark frame: has a slide of its own."
    assert f"Numbers: sentences that name both. {told}" in words


def test_a_map_that_would_not_be_clear_is_left_out_with_a_note() -> None:
    context, composed_slides = _map(8, (*combinations(range(8), 2), (0, 1), (0, 1)))
    assert composed_slides == ()
    found = [one for one in context.report.findings if one.code.name == "crowded-map"]
    assert len(found) == 1
    assert found[0].span.line > 0
    assert not context.report.failed


def test_pairs_that_one_sentence_names_give_way_and_the_figure_says_so() -> None:
    strong = tuple(tie for tie in CHAIN[:5] for _ in range(3))
    group = _group(_map(6, (*combinations(range(6), 2), *strong))[1])
    lines = [item for item in group.items if isinstance(item, Shape) and item.form is Geometry.LINE]
    assert len(lines) == 5
    words = [words_of(item) for item in group.items if isinstance(item, TextBox)]
    told = "Darker lines: with Russia. Dark frame: has a slide of its own. Pairs named once are left out."
    assert f"Numbers: sentences that name both. {told}" in words


@pytest.mark.parametrize("width", range(300, 620, 20))
def test_the_words_at_the_foot_of_a_map_end_in_no_word_alone(width: int) -> None:
    strong = tuple(tie for tie in CHAIN[:5] for _ in range(3))
    context, _ = _map(6, (*combinations(range(6), 2), *strong))
    slide = next(slide for slide in context.outline.slides if isinstance(slide, MapSlide))
    group = map_items(context, slide, Rect(0, 0, pt(width), pt(320)), context.shaper.style("table-head"), TagId("f"))
    legend = next((one for one in group.items if one.name == "Legend"), None) if group else None
    if isinstance(legend, TextBox):
        last = legend.paragraphs[0].lines[-1]
        assert len("".join(run.text for run in last.runs).split()) > 1


def test_the_same_briefing_has_the_same_map() -> None:
    first = _map(8, EIGHT)[1]
    _map.cache_clear()
    assert _map(8, EIGHT)[1] == first


def test_a_map_in_arabic_has_its_flags_on_the_right_of_the_names() -> None:
    group = _group(_map(4, FOUR, "ar")[1])
    node = next(item for item in group.items if item.name == "Node cn")
    flag = next(item for item in group.items if item.name == "Node flag cn")
    assert flag.frame.x > node.frame.x + node.frame.width // 2


def test_the_handouts_map_is_the_same_figure_without_jumps() -> None:
    context, _ = _map(8, EIGHT)
    slide = next(slide for slide in context.outline.slides if isinstance(slide, MapSlide))
    frame = Rect(pt(54), pt(100), pt(486), map_height(slide, pt(486)))
    group = map_items(context, slide, frame, context.shaper.style("table-head"), TagId("figure"))
    assert group is not None
    assert group.frame == frame
    assert group.tag == TagId("figure")
    assert not any(getattr(item, "target", "") for item in flat((group,)))


WEB = tuple(
    pair
    for pair, count in {
        (0, 1): 11,
        (0, 2): 7,
        (0, 3): 6,
        (0, 4): 4,
        (1, 3): 4,
        (1, 2): 3,
        (1, 5): 3,
        (0, 6): 2,
        (2, 6): 2,
        (1, 4): 2,
        (2, 3): 2,
    }.items()
    for _ in range(count)
)


@pytest.mark.parametrize("width", [880, 700, 600, 520, 460])
@pytest.mark.parametrize("height", [340, 280, 230])
def test_in_less_room_no_number_is_missing_and_no_nodes_touch(width: int, height: int) -> None:
    context, _ = _map(7, WEB)
    slide = next(slide for slide in context.outline.slides if isinstance(slide, MapSlide))
    group = map_items(context, slide, Rect(0, 0, pt(width), pt(height)), context.shaper.style("node"), TagId("figure"))
    items = flat((group,)) if group else []
    ties = [
        item
        for item in items
        if isinstance(item, Shape) and item.form is Geometry.LINE and not item.alt.endswith(": 1")
    ]
    assert len([item for item in items if item.name.startswith("Number ")]) == len(ties)
    nodes = [item for item in items if isinstance(item, TextBox) and item.name.startswith("Node ")]
    assert overlaps(nodes) == []
    assert group or (width, height) not in {(880, 340), (700, 340), (880, 280)}
    around = pt(5) if height > 300 and width > 500 else 0  # lines are seen at both ends of their numbers
    numbers = [item.frame.grown(around) for item in items if item.name.startswith("Number ")]
    assert not [one for one in numbers for node in nodes if one.overlaps(node.frame)]


DATED = (
    "The war began in 2011. The war paused in 2014. The war went on in May 2019. The war grew in 2021. "
    "The war ended on 3 September 2025."
)


def _timeline(more: str, lang: str = "en-GB") -> tuple[ComposedSlide, ...]:
    context = desk_for(_source(4, FOUR, lang, more))
    slides = [slide for slide in context.outline.slides if isinstance(slide, TimelineSlide)]
    return compose_timeline(context, slides[0]) if slides else ()


def test_a_timeline_shows_its_events_in_their_order_with_their_words() -> None:
    (composed,) = _timeline(DATED)
    boxes = {item.name: words_of(item) for item in composed.items if isinstance(item, TextBox)}
    assert [boxes[f"Date {number}"] for number in (1, 2, 3, 4, 5)] == [
        "2011", "2014", "May 2019", "2021", "3 September 2025",
    ]  # fmt: skip
    assert boxes["Words 5"] == "The war ended on 3 September 2025"


def test_no_row_of_a_timeline_ends_with_a_word_alone() -> None:
    words = "The war that everybody had expected since the spring of the year began with one shot at last"
    told = ". ".join(f"{words} in {year}{' or so' * (year % 3)}" for year in range(2011, 2019))
    for composed in _timeline(f"{told}."):
        boxes = [item for item in composed.items if isinstance(item, TextBox) and item.name.startswith("Words")]
        for lines in ([sum(run.width for run in one.runs) for one in box.paragraphs[0].lines] for box in boxes):
            assert len(lines) == 1 or lines[-1] >= 0.4 * max(lines)


def test_three_dates_make_no_timeline() -> None:
    assert _timeline("The war began in 2011. The war paused in 2014. The war ended on 3 May 2020.") == ()


def test_a_date_that_is_no_event_has_no_row_and_a_sentence_has_one() -> None:
    no_events = (
        "The wall has stood since 2001. The wall was larger than in 2003. The wall will go by 2030. "
        "The rule ran from 2004 to 2006."
    )
    (composed,) = _timeline(f"{DATED} {no_events} Prices rose in 2015 and fell in 2016.")
    dates = [words_of(item) for item in composed.items if isinstance(item, TextBox) and item.name.startswith("Date")]
    assert dates == ["2011", "2014", "2015", "May 2019", "2021", "3 September 2025"]


def test_a_timeline_is_a_list_whose_labels_are_the_dates() -> None:
    (composed,) = _timeline(DATED)
    roles = [tag.role for tag in composed.tags]
    assert roles.count(Role.LIST) == 1
    assert roles.count(Role.ITEM) == roles.count(Role.LABEL) == roles.count(Role.ITEM_BODY) == 5
    ids = {tag.id for tag in composed.tags}
    assert all(
        one.tag in ids for item in composed.items if isinstance(item, TextBox) for one in item.paragraphs if one.tag
    )


def test_many_dates_continue_on_further_slides_and_none_is_lost() -> None:
    told = " ".join(
        f"Something that takes a while to tell, and then some more, happened in {2000 + at}." for at in range(40)
    )
    composed_slides = _timeline(told)
    assert len(composed_slides) > 1
    assert [composed.key for composed in composed_slides[:2]] == ["timeline", "timeline-2"]
    dates = [words_of(item) for composed in composed_slides for item in composed.items if item.name.startswith("Date ")]  # type: ignore[arg-type]
    assert dates == [str(2000 + at) for at in range(40)]


@pytest.mark.parametrize("lang", ["en-GB", "ar"])
def test_nothing_on_a_timeline_touches_or_leaves_the_slide(lang: str) -> None:
    words = "Something happened that takes long to tell, so long indeed that it fills several lines of the slide, in"
    texts = ". ".join(f"{words} {2000 + at}" if lang != "ar" else f"حدث شيء ما في عام {2000 + at}" for at in range(30))
    for composed in _timeline(f"{texts}.", lang):
        boxes = [item for item in composed.items if isinstance(item, TextBox)]
        assert overlaps(boxes) == []
        assert all(Rect(0, 0, pt(960), pt(540)).contains(ink_of(box)) for box in boxes)


def test_the_handouts_timeline_comes_row_by_row_with_its_heights() -> None:
    context = desk_for(_source(4, FOUR, more=DATED))
    slide = next(slide for slide in context.outline.slides if isinstance(slide, TimelineSlide))
    rows = timeline_items(context, slide, pt(320), ("glance-name", "glance-text"))
    assert len(rows) == 5
    placed = rows[0].place(pt(100), pt(200), TagId("list"), first=True, last=False)
    words = [item for item in placed if isinstance(item, TextBox)]
    assert [words_of(item) for item in words] == ["2011", "The war began in 2011"]
    assert all(pt(200) <= item.frame.y and item.frame.bottom <= pt(200) + rows[0].height for item in words)
