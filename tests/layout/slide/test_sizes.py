"""Sizes follow the words: what an answer holds decides how its slide is set."""

from itertools import pairwise

import pytest

from builder.layout.slide.title import chosen_sizes
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import SUBSTITUTE_WIDTH
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, Table, TextBox
from builder.pipeline import LaidOutBriefing
from tests.session import ASSETS, laid_out

HEAD = "---\ntitle: T\nlang: en\nactors:\n  norway: {name: Norway, flag: 'no'}\n---\n\n"
CLAIM = "==Norway wants a joint exercise of all eight members in the northern sea=="
POINTS = (
    "==It would count a common declaration as a success.==",
    "==Oslo has kept every working group alive since the spring of 2023.==",
    "==The chair pays for the interpreters out of its own pocket.==",
)


def _slide(points: int) -> tuple[LaidOutBriefing, Page]:
    answer = " ".join((f"{CLAIM}, as every year.", *POINTS[:points]))
    source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n{answer}\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    return found, found.products.deck.pages[1]


def _boxes(page: Page, *slots: str) -> list[TextBox]:
    return [item for item in page.items if isinstance(item, TextBox) and item.slot in slots]


@pytest.mark.parametrize(("points", "boxes", "bullets"), [(0, 0, 0), (1, 1, 0), (2, 2, 0), (3, 1, 3)])
def test_the_number_of_points_decides_how_they_stand(points: int, boxes: int, bullets: int) -> None:
    _, page = _slide(points)
    body = _boxes(page, "body", "second")
    assert len(body) == boxes
    assert sum(bool(one.bullet) for box in body for one in box.paragraphs) == bullets


def test_fewer_words_are_larger_and_a_statement_stands_lower() -> None:
    titles = [_boxes(_slide(points)[1], "title")[0] for points in range(4)]
    sizes = [title.fit.size for title in titles if title.fit]
    assert all(one >= other for one, other in pairwise(sizes))
    assert sizes[0] > sizes[-1] or sizes[0] == max(sizes)
    assert titles[0].frame.y > titles[1].frame.y


@pytest.mark.parametrize("points", [1, 2, 3])
def test_nothing_below_a_title_is_hit_where_a_wider_face_steps_in(points: int) -> None:
    found, page = _slide(points)
    (title,) = _boxes(page, "title")
    shaper = Shaper(found.theme, ASSETS)
    width = title.frame.width - title.inset[0] - title.inset[2]
    broken = break_paragraph(
        ParagraphSpec(title.paragraphs[0].runs), round(width / SUBSTITUTE_WIDTH), shaper, BreakStrategy.GREEDY
    )
    assert title.frame.y + broken.height < min(box.frame.y for box in _boxes(page, "body", "second"))


def test_a_deck_has_two_sizes_of_titles_at_most() -> None:
    ladder = (48, 44, 40, 36, 32, 28)
    assert chosen_sizes([40, 40, 40, 36, 28], [32], ladder) == (36, 28)
    assert chosen_sizes([40, 40, 40, 32, 28], [32], ladder) == (40, 28)
    assert chosen_sizes([36, 36], [], ladder) == (36,)
    assert chosen_sizes([], [], ladder) == ()


def test_the_larger_size_of_titles_is_not_much_larger_than_the_smaller() -> None:
    assert chosen_sizes([48, 48], [28], (48, 44, 40, 36, 32, 28)) == (44, 28)


def test_a_name_is_set_smaller_rather_than_cut_inside_a_word() -> None:
    source = HEAD.replace("name: Norway", "name: Bundesregierung") + "## Was? {actor=norway}\n\n==Sie will mehr.==\n"
    found = laid_out(Source("t.md", source.replace("lang: en", "lang: de").encode()), Report())
    assert found is not None
    (name,) = _boxes(found.products.deck.pages[1], "name")
    assert len([line for one in name.paragraphs for line in one.lines]) == 1


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_every_theme_sets_one_answer_of_each_kind(theme: str) -> None:
    for points in range(4):
        answer = " ".join((f"{CLAIM}, as every year.", *POINTS[:points]))
        source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n{answer}\n"
        report = Report()
        found = laid_out(Source("t.md", source.encode()), report, options=Options(theme=theme))
        assert found is not None, report.findings
        assert _boxes(found.products.deck.pages[1], "title")


def _page(answer: str, theme: str = "briefing") -> Page:
    source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n{answer}\n"
    found = laid_out(Source("t.md", source.encode()), Report(), options=Options(theme=theme))
    assert found is not None
    return found.products.deck.pages[1]


def _shown(box: TextBox) -> str:
    return " ".join(" ".join("".join(run.text for run in one.runs) for one in box.paragraphs).split())


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_a_headline_alone_is_followed_by_whole_sentences_of_its_answer(theme: str) -> None:
    page = _page("==Norway wants a joint exercise.== It would take place in March. The chair pays for it.", theme)
    (body,) = _boxes(page, "body")
    assert _shown(body) == "It would take place in March. The chair pays for it."
    assert not body.paragraphs[0].bullet


def test_text_that_nobody_marked_is_smaller_and_paler_than_the_point_above_it() -> None:
    page = _page("==Norway wants a joint exercise.== ==The chair pays for it.== Finland lends three icebreakers.")
    (body,) = _boxes(page, "body")
    (text,) = [item for item in page.items if isinstance(item, TextBox) and item.name == "Text"]
    assert _shown(text) == "Finland lends three icebreakers"
    assert body.fit
    assert text.fit
    assert text.fit.size < body.fit.size
    assert text.paragraphs[0].runs[0].style.ink == "muted"
    assert text.frame.y >= body.frame.y + body.fit.height_used


def test_text_below_a_point_is_clear_of_it_where_a_wider_face_steps_in() -> None:
    source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n"
    source += (
        "==Norway will build only if the council signs for ten years==. The chair told the house on 12 February that "
    )
    source += "it costs 3 billion euros. ==Norway has an offer from Arizona.==\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    page = found.products.deck.pages[1]
    (body,) = _boxes(page, "body")
    (text,) = [item for item in page.items if isinstance(item, TextBox) and item.name == "Text"]
    shaper = Shaper(found.theme, ASSETS)
    for spec in (ParagraphSpec(one.runs) for one in body.paragraphs):
        wide = break_paragraph(spec, round(body.frame.width / SUBSTITUTE_WIDTH), shaper, BreakStrategy.GREEDY)
        assert body.frame.y + wide.height <= text.frame.y


def test_no_word_is_alone_on_the_last_line_of_a_point_where_a_narrower_box_helps() -> None:
    page = _page("==Norway wants more.== ==It would like to have the support of all the members of the whole house.==")
    (body,) = _boxes(page, "body")
    last = "".join(run.text for run in body.paragraphs[0].lines[-1].runs)
    assert len(last.split()) > 1


@pytest.mark.parametrize(
    "headline",
    ["Du n’ont que anticonstitutionnellement sanctions", "Że sprawie pozostają bezpieczeństwa kluczowe"],
)
def test_a_statement_is_smaller_where_a_word_would_be_parted_or_alone_on_its_last_line(headline: str) -> None:
    source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n=={headline}==.\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    (title,) = _boxes(found.products.deck.pages[1], "title")
    *_, last = lines = ["".join(run.text for run in line.runs) for line in title.paragraphs[0].lines]
    assert " ".join(" ".join(lines).split()) == headline
    assert len(lines) == 1 or len(last.split()) > 1


def test_the_rows_of_a_list_share_the_height() -> None:
    page = _page(" ".join((f"{CLAIM}, as every year.", "==Oslo pays.==", "==Rome waits.==", "==Bonn asks.==")))
    (body,) = _boxes(page, "body")
    assert body.fit
    assert body.fit.height_used > 1.5 * sum(one.pitch * len(one.lines) for one in body.paragraphs)


def test_tables_over_several_slides_have_the_largest_words_with_which_they_take_no_more() -> None:
    names = "".join(f"  a{at}: {{name: State {at}, flag: 'no'}}\n" for at in range(12))
    answers = "".join(f"## What of {at}? {{actor=a{at}}}\n\n==State {at} agrees.==\n\n" for at in range(12))
    rows = "".join(f"| Row {at} | {at} |\n" for at in range(20))
    text = f"---\ntitle: T\nlang: en\nactors:\n{names}---\n\n{answers}## And?\n\n==Two.== ==Three.==\n\n==Four.==\n\n"
    found = laid_out(Source("t.md", f"{text}| Name | Count |\n| --- | ---: |\n{rows}".encode()), Report())
    assert found is not None
    tables = [(page.key, item) for page in found.products.deck.pages for item in page.items if isinstance(item, Table)]
    for start, slides in (("glance", 2), ("q13", 2)):
        parts = [table.fit for key, table in tables if key.startswith(start)]
        assert len(parts) == slides, [key for key, _ in tables]
        assert all(one is not None and one.size > one.ladder[-1] for one in parts)
