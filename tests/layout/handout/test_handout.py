"""The full handout: what a reader finds on paper, where, and under which tag."""

import re
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from builder.layout.handout.end_matter import printed_address
from builder.model.findings import Report
from builder.model.scene import Align, Group, Picture, Role, Scene, Shape, TagId, TextBox
from builder.model.units import Rect, pt
from builder.render.pdf import render
from tests.layout.handouts import (
    BODY,
    HEAD,
    PROSE,
    brief_of,
    every,
    hand_out,
    holders_in,
    in_columns,
    paragraphs_on,
    ragged,
    sentences_in,
    shown,
    tags_of,
    texts_on,
    words_in,
)
from tests.layout.square_font import house, media
from tests.render.pdf.structure import faults_of

LONG = HEAD + BODY.replace("and ships used it at once.", "and ships used it at once.\n\n" + (PROSE * 6 + "\n\n") * 6)

RICH = (
    HEAD.replace("lang: en-GB", "lang: en-GB\nurl: https://example.org/ports")
    + """A lead with a [link](https://example.org/lead?utm_source=mail) and a note.[^b]

## What did Norway gain? {actor="norway nato"}

==Norway regained its route==, says [the report](https://example.org/report).[^a]
See [the report](https://example.org/report) again.

### How it happened

1. First the storm came.
2. Then the repairs began.
   - They took a year.

> Nobody thought that it would take so long.

| Port | Ships |
|:-----|------:|
| North | 12 |
| South | 140 |

## What does it mean? {.summary}

==The trade is open again.==

[^a]: The first note.
[^b]: The second note, called before the first.
"""
)


def _all_words(scene: Scene) -> str:
    return " ".join(text for page in scene.pages for text in texts_on(page))


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("text", [HEAD + BODY, LONG, RICH], ids=["short", "long", "rich"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("change", [lambda theme: theme, in_columns, ragged], ids=["margin", "columns", "ragged"])
def test_every_sentence_stands_in_the_handout_exactly_once(text: str, paper: str, change: object) -> None:
    report = Report()
    scene = hand_out(text, paper=paper, change=change, report=report).handout  # type: ignore[arg-type]
    holders = holders_in(scene)
    for sentence in sentences_in(brief_of(text, Report())):
        tags = holders[sentence.id]
        assert len(tags) == 1, f"{sentence.id} stands in {tags}"
        assert _plain(sentence.text) in re.sub(r"\[\d+\]|\W+", "", words_in(scene, tags.pop()))


def test_the_masthead_names_series_number_date_title_and_authors() -> None:
    scene = hand_out(HEAD + BODY).handout
    assert words_in(scene, "masthead.series") == "HARBOUR NOTES"
    assert words_in(scene, "masthead.meta") == "No. 7/2025 · 14 March 2025"
    assert words_in(scene, "masthead.title") == "Two Ports Reopen"
    assert words_in(scene, "masthead.authors") == "Ada Marsh, Björn Ödegård"
    assert tags_of(scene)["masthead.title"].role is Role.HEADING_1


def test_authors_with_affiliation_and_address_have_a_line_each_and_a_link() -> None:
    text = HEAD.replace(
        "[Ada Marsh, Björn Ödegård]",
        "[{name: Ada Marsh, affiliation: Institute of Tides, email: ada@example.org}, Björn Ödegård]",
    )
    scene = hand_out(text + BODY).handout
    assert words_in(scene, "masthead.author.1") == "Ada Marsh, Institute of Tides · ada@example.org"
    assert words_in(scene, "masthead.author.2") == "Björn Ödegård"
    linked = [run for page in scene.pages for one in paragraphs_on(page) for line in one.lines for run in line.runs]
    assert {run.href for run in linked if run.href} == {"mailto:ada@example.org"}
    names = [run.style.color for run in linked if run.text in ("Ada Marsh", "Björn Ödegård")]
    assert len(names) == 2
    assert len(set(names)) == 1
    assert tags_of(scene)["masthead.author.1.link"].role is Role.LINK


def test_the_box_names_each_actor_with_its_takeaway_and_the_judgement() -> None:
    scene = hand_out(HEAD + BODY).handout
    assert words_in(scene, "glance.head") == "KEY JUDGEMENT"
    assert words_in(scene, "glance.list.1.label") == "Norway"
    assert words_in(scene, "glance.list.1.body") == "Norway regained its shortest route to the shelf"
    assert words_in(scene, "glance.list.2.body") == "The alliance welcomed the news"
    assert words_in(scene, "glance.judgement.1") == "The northern trade is open again"


def test_the_margin_shows_whom_a_question_is_about_and_its_slide() -> None:
    products = hand_out(HEAD + BODY)
    scene = products.handout
    number = [page.key for page in products.deck.pages].index("q1") + 1
    margin = [words_in(scene, f"q1.margin.{at}") for at in (1, 2, 3)]
    assert margin == ["Norway", "Jonas Gahr Støre", f"Slide {number}"]
    assert tags_of(scene)["q1.flag"].alt == "Flag of Norway"
    page = scene.pages[0]
    question = next(one for one in page.items if isinstance(one, TextBox) and one.name == "q1.question")
    name = next(one for one in page.items if isinstance(one, TextBox) and one.name == "q1.margin.1")
    assert name.frame.right <= question.frame.x


def test_an_actor_without_a_flag_has_its_monogram_and_no_element_for_it() -> None:
    scene = hand_out(HEAD + BODY).handout
    assert "NATO" in [text for page in scene.pages for text in texts_on(page)]
    assert "q2.flag" not in tags_of(scene)


def test_page_x_of_y_is_on_every_page_and_running_heads_from_the_second() -> None:
    scene = hand_out(LONG).handout
    count = len(scene.pages)
    assert count > 2
    for number, page in enumerate(scene.pages, 1):
        artifacts = [shown(one) for one in paragraphs_on(page) if not one.tag]
        assert f"Page {number} of {count}" in artifacts
        assert ("Institute of Tides" in artifacts) is (number < count)
        assert ("Two Ports Reopen" in artifacts) is (number > 1)
        assert ("Harbour Notes No. 7/2025 · 14 March 2025" in artifacts) is (number > 1)


def test_a_title_too_long_for_the_running_head_leaves_it_to_series_number_and_date() -> None:
    text = LONG.replace("Two Ports Reopen", "Two Ports Reopen " + "after a Long Winter " * 6)
    page = hand_out(text).handout.pages[1]
    heads = [one for one in page.items if isinstance(one, TextBox) and one.name.startswith("Running ")]
    assert [shown(one.paragraphs[0]) for one in heads if one.name != "Running house"] == [
        "Harbour Notes No. 7/2025 · 14 March 2025"
    ]
    first = hand_out(text, "3up").printed.pages[0]
    title = next(one for one in first.items if isinstance(one, TextBox) and one.name == "Running title")
    assert shown(title.paragraphs[0]).startswith("Two Ports Reopen after a Long Winter")


def test_a_publisher_without_small_print_is_named_in_the_last_foot_and_read_there() -> None:
    scene = hand_out(LONG).handout
    assert words_in(scene, "imprint.1") == "Published by Institute of Tides"
    last = next(box for box in scene.pages[-1].items if isinstance(box, TextBox) and box.name == "Running house")
    assert shown(last.paragraphs[0]) == "Published by Institute of Tides"
    told = hand_out(LONG.replace("Institute of Tides", '{name: Institute of Tides, imprint: "ISSN 1234"}')).handout
    assert words_in(told, "imprint.2") == "ISSN 1234"
    assert "Institute of Tides" in texts_on(told.pages[0])
    assert "Institute of Tides" not in texts_on(told.pages[-1])


def test_the_imprint_is_at_the_foot_of_the_last_page() -> None:
    scene = hand_out(LONG.replace("Institute of Tides", '{name: Institute of Tides, imprint: "ISSN 1234"}')).handout
    boxes = [item for item in scene.pages[-1].items if isinstance(item, TextBox)]
    last = next(item for item in boxes if item.name == "imprint.2")
    foot = min(item.frame.y for item in boxes if item.frame.y > last.frame.bottom)
    assert foot - last.frame.bottom < pt(40)


def _right(box: TextBox) -> int:
    return max(run.x + run.width for one in box.paragraphs for line in one.lines for run in line.runs)


@pytest.mark.parametrize("change", [lambda theme: theme, in_columns], ids=["margin", "columns"])
@pytest.mark.parametrize("text", [LONG, RICH], ids=["long", "rich"])
def test_nothing_leaves_the_frames_of_the_sheet(text: str, change: object) -> None:
    for paper in ("a4", "letter"):
        scene = hand_out(text, paper=paper, change=change).handout  # type: ignore[arg-type]
        full = house().sheet(paper).full
        for page in scene.pages:
            sheet = Rect(0, 0, page.width, page.height)
            for item in every(page.items):
                if isinstance(item, Shape | Group):
                    assert sheet.contains(item.frame) or item.name.startswith("QR")
            for one in paragraphs_on(page):
                for line in one.lines:
                    for run in line.runs:
                        assert full.x - 1 <= run.x
                        assert run.x + run.width <= full.right + 1


def test_baselines_of_text_stand_on_one_grid_over_pages_and_columns() -> None:
    grid = house().setting.grid
    for change in (lambda theme: theme, in_columns):
        baselines = {
            line.baseline % grid
            for page in hand_out(LONG, change=change).handout.pages
            for one in paragraphs_on(page)
            if re.fullmatch(r"q1\.\d+", str(one.tag))
            for line in one.lines
        }
        assert len(baselines) == 1


def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph() -> None:
    for change in (lambda theme: theme, in_columns, ragged):
        scene = hand_out(LONG, change=change).handout
        parts: dict[str, list[int]] = {}
        for page in scene.pages:
            for one in paragraphs_on(page):
                if str(one.tag).startswith("q1.") and one.sources and "question" not in str(one.tag):
                    parts.setdefault(str(one.tag), []).append(len(one.lines))
        divided = [lines for lines in parts.values() if len(lines) > 1]
        assert divided
        assert all(count >= 2 for lines in divided for count in lines)


def test_tags_are_one_tree_in_reading_order_and_every_word_belongs_to_it() -> None:
    for text in (HEAD + BODY, LONG, RICH):
        scene = hand_out(text).handout
        seen: set[TagId] = set()
        for tag in scene.tags:
            assert tag.id.parent in seen if seen else tag.id.parent is None
            assert tag.id not in seen
            seen.add(tag.id)
        used = {one.tag for page in scene.pages for one in paragraphs_on(page)}
        used |= {
            run.tag
            for page in scene.pages
            for one in paragraphs_on(page)
            for ln in one.lines
            for run in ln.runs
            if run.tag
        }
        assert used - {None} <= seen


def test_headings_never_skip_a_level() -> None:
    levels = [int(tag.role.value[1]) for tag in hand_out(RICH).handout.tags if re.fullmatch(r"H\d", tag.role.value)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_lead_to_every_question() -> None:
    scene = hand_out(LONG).handout
    marks = {mark.entry: mark for mark in scene.bookmarks if mark.entry}
    assert [mark.text for mark in marks.values()] == [
        "What did Norway gain?",
        "What does NATO say?",
        "What does it mean?",
    ]
    for entry, mark in marks.items():
        page = next(one for one in scene.pages if one.key == mark.page)
        box = next(one for one in page.items if isinstance(one, TextBox) and one.name == f"{entry}.question")
        assert abs(box.frame.y - mark.y) <= house().setting.grid


def test_links_are_followed_by_their_number_and_printed_once_at_the_end() -> None:
    scene = hand_out(RICH).handout
    assert words_in(scene, "masthead.lead.1").startswith("A lead with a link[1] and a note.1")
    assert words_in(scene, "q1.1") == "Norway regained its route, says the report[2].2 See the report[2] again."
    assert words_in(scene, "sources.list.1.body.text") == "link: example.org/lead"
    assert words_in(scene, "sources.list.2.body.text") == "the report: example.org/report"
    assert "sources.list.3" not in tags_of(scene)
    whole = [run.href for page in scene.pages for one in paragraphs_on(page) for ln in one.lines for run in ln.runs]
    assert "https://example.org/lead?utm_source=mail" in whole


@pytest.mark.parametrize(
    ("href", "printed"),
    [
        ("https://example.org/", "example.org"),
        ("https://example.org/a/", "example.org/a/"),
        ("https://example.org/a?utm_source=x&b=1", "example.org/a?b=1"),
        ("https://example.org/%D9%85%D8%B5%D8%B1", "example.org/مصر"),
        ("https://example.org/a?b=1&utm_source=x#c", "example.org/a?b=1#c"),
        ("https://example.org/a?utm_source=x", "example.org/a"),
        ("https://example.org/a%2Fb%26c", "example.org/a%2Fb%26c"),
        ("https://example.org/a%20b", "example.org/a%20b"),
        ("https://example.org/%FF", "example.org/%FF"),
        ("mailto:ada@example.org", "ada@example.org"),
    ],
)
def test_addresses_are_printed_as_a_reader_types_them(href: str, printed: str) -> None:
    assert printed_address(href) == printed


def test_a_title_is_not_said_twice_in_a_running_head() -> None:
    bare = re.sub(r"(?m)^(series|number|date|publisher):.*\n", "", LONG)
    page = hand_out(bare).handout.pages[1]
    assert [text for text in texts_on(page) if text == "Two Ports Reopen"] == ["Two Ports Reopen"]


def test_a_space_between_two_links_is_not_an_element_s_only_content() -> None:
    text = HEAD + BODY.replace("at once.", "at once: [one](https://example.org/1) [two](https://example.org/2).")
    scene = hand_out(text).handout
    assert words_in(scene, "q1.1").endswith("at once: one[1] two[2].")
    assert faults_of(render(scene, media())) == []


def test_footnotes_are_notes_in_the_order_of_their_calls() -> None:
    scene = hand_out(RICH).handout
    tags = tags_of(scene)
    assert [words_in(scene, f"notes.{at}.text") for at in (1, 2)] == [
        "The second note, called before the first.",
        "The first note.",
    ]
    assert tags["notes.1"].role is Role.NOTE
    assert tags["notes.1.label"].role is Role.LABEL
    calls = [tag for tag in scene.tags if tag.role is Role.REFERENCE]
    assert len(calls) == 5


def test_lists_quotations_subheadings_and_tables_keep_their_structure() -> None:
    scene = hand_out(RICH).handout
    tags = tags_of(scene)
    roles = [tag.role.value for tag in scene.tags if str(tag.id).startswith("q1.")]
    for role in ("H3", "L", "LI", "Lbl", "LBody", "BlockQuote", "Table", "TR", "TH", "TD"):
        assert role in roles
    outer = next(tag for tag in scene.tags if tag.role is Role.LIST and str(tag.id.parent) == "q1")
    inner = next(tag for tag in scene.tags if tag.role is Role.LIST and str(tag.id).startswith(f"{outer.id}."))
    assert outer.ordered
    assert not inner.ordered
    assert tags[str(inner.id.parent)].role is Role.ITEM_BODY


def test_numbers_in_a_table_end_on_one_line() -> None:
    scene = hand_out(RICH).handout
    ends = {
        line.runs[-1].x + line.runs[-1].width
        for page in scene.pages
        for one in paragraphs_on(page)
        for line in one.lines
        if str(one.tag) in {"q1.5.row.1.cell.1", "q1.5.row.2.cell.1"}
    }
    assert len(ends) == 1


def test_the_online_version_has_a_code_with_its_address_in_words() -> None:
    scene = hand_out(RICH).handout
    codes = [item for page in scene.pages for item in page.items if isinstance(item, Group) and item.name == "QR code"]
    assert len(codes) == 1
    assert codes[0].alt == "Online version: https://example.org/ports"
    assert tags_of(scene)[str(codes[0].tag)].role is Role.FIGURE
    assert any("example.org/ports" in text for text in texts_on(scene.pages[-1]))
    assert not any(isinstance(item, Group) for item in hand_out(HEAD + BODY).handout.pages[-1].items)


def test_a_paragraph_of_two_thousand_words_flows_over_pages_without_losing_one() -> None:
    words = [f"word{at}" for at in range(2_000)]
    body = BODY.replace("and ships used it at once.", f"and {' '.join(words)}.")
    scene = hand_out(HEAD + body).handout
    assert len(scene.pages) > 3
    assert words_in(scene, "q1.1").rstrip(".").split()[-2_000:] == words


def test_a_word_longer_than_the_line_is_cut_and_whole_in_the_text() -> None:
    word = "x" * 300
    scene = hand_out(HEAD + BODY.replace("at once", word)).handout
    assert word in words_in(scene, "q1.1")


def test_a_table_too_wide_for_its_column_uses_the_margin_and_for_the_page_has_rows_below_each_other() -> None:
    names = ["Alphabetical", "Bureaucracy", "Constitution", "Determination", "Establishment", "Fundamental"]

    def table(columns: list[str]) -> str:
        rows = (columns, ["---"] * len(columns), columns)
        return "\n".join("| " + " | ".join(row) + " |" for row in rows)

    wide = HEAD + BODY.replace("at once.", "at once.\n\n" + table(names))
    scene = hand_out(wide).handout
    sheet = house().sheet("a4")
    left = min(
        ln.runs[0].x
        for page in scene.pages
        for one in paragraphs_on(page)
        for ln in one.lines
        if str(one.tag).startswith("q1.2.")
    )
    assert left < sheet.text.x
    report = Report()
    scene = hand_out(HEAD + BODY.replace("at once.", "at once.\n\n" + table(names * 3)), report=report).handout
    (found,) = [one for one in report.findings if one.code.name == "table-in-rows"]
    assert found.span.line > 0
    assert words_in(scene, "q1.2.1.body.1") == "Alphabetical: Alphabetical"
    assert words_in(scene, "q1.2.1.body.18") == "Fundamental: Fundamental"
    assert tags_of(scene)["q1.2.1"].role is Role.ITEM


def test_a_long_table_repeats_its_header_as_decoration_and_no_row_is_lost() -> None:
    rows = "\n".join(f"| Port {at} | {at} |" for at in range(120))
    text = HEAD + BODY.replace("at once.", f"at once.\n\n| Port | Ships |\n|---|---|\n{rows}")
    scene = hand_out(text).handout
    heads = [one for page in scene.pages for one in paragraphs_on(page) if shown(one) == "Port"]
    assert len(heads) > 2
    assert [bool(one.tag) for one in heads] == [True] + [False] * (len(heads) - 1)
    names = [shown(one) for page in scene.pages for one in paragraphs_on(page) if shown(one).startswith("Port ")]
    assert names == [f"Port {at}" for at in range(120)]


def test_text_is_justified_or_ragged_as_the_theme_says() -> None:
    for change, align in ((lambda theme: theme, Align.JUSTIFY), (ragged, Align.START)):
        found = [one for page in hand_out(LONG, change=change).handout.pages for one in paragraphs_on(page)]
        assert {one.align for one in found if str(one.tag) == "q1.2"} == {align}


def test_pages_of_a_language_from_right_to_left_are_mirrored() -> None:
    text = (
        HEAD.replace("en-GB", "ar").replace("Two Ports Reopen", "إعادة فتح ميناءين").replace("Norway,", "النرويج,")
        + "أعيد فتح ميناءين.\n\n## ماذا كسبت؟ {actor=norway}\n\n==استعادت أقصر طريق==، واستخدمته السفن.\n"
    )
    page = hand_out(text).handout.pages[0]
    question = next(one for one in page.items if isinstance(one, TextBox) and one.name == "q1.question")
    name = next(one for one in page.items if isinstance(one, TextBox) and one.name == "q1.margin.1")
    assert question.frame.right <= name.frame.x
    assert all(one.rtl for one in question.paragraphs)


def test_two_columns_end_level_above_what_spans_the_page() -> None:
    text = LONG.replace("lang: en-GB", "lang: en-GB\nurl: https://example.org/ports")
    scene = hand_out(text, change=in_columns).handout
    last = scene.pages[-1]
    middle = last.width // 2
    columns: dict[bool, list[int]] = {True: [], False: []}
    for one in paragraphs_on(last):
        if str(one.tag).startswith("q"):
            for line in one.lines:
                columns[line.runs[0].x > middle].append(line.baseline)
    assert columns[True]
    assert columns[False]
    assert abs(max(columns[True]) - max(columns[False])) <= 6 * house().setting.grid


def test_the_same_source_gives_the_same_scene() -> None:
    assert hand_out(RICH).handout == hand_out(RICH).handout


def test_a_picture_stands_in_its_proportions_with_its_caption() -> None:
    pictures = {"port.png": _png(400, 100)}
    text = HEAD + BODY.replace("at once.", "at once.\n\n![A port seen from the sea](port.png)")
    scene = hand_out(text, pictures=pictures).handout
    picture = next(
        item
        for page in scene.pages
        for item in page.items
        if isinstance(item, Picture) and item.media.name == "port.png"
    )
    assert abs(picture.frame.width - 4 * picture.frame.height) <= 4
    assert picture.frame.right <= house().sheet("a4").full.right
    assert tags_of(scene)[str(picture.tag)].alt == "A port seen from the sea"


def _png(width: int, height: int) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "#2F6C8F").save(written, "PNG")
    return written.getvalue()
