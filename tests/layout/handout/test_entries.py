"""Questions without a margin, headlines in bold, the closing question in a box, and who is named together."""

import pytest

from builder.model.scene import Picture, Scene, SetParagraph, Shape, TextBox
from builder.model.units import pt
from tests.layout.handouts import (
    BODY,
    HEAD,
    PROSE,
    hand_out,
    in_columns,
    paragraphs_on,
    shown,
    tags_of,
    texts_on,
    words_in,
)

LONG = HEAD + BODY.replace("and ships used it at once.", "and ships used it at once. " + PROSE * 8)

CAST = HEAD.replace("  nato: {name: NATO}", "  nato: {name: NATO}\n  sweden: {name: Sweden}\n  poland: {name: Poland}")

TIES = (
    "Norway met NATO. Norway heard NATO. Norway told NATO. Sweden met NATO. Sweden saw NATO. Poland met NATO. "
    "Poland saw NATO. Poland met Sweden. Poland saw Sweden. Nobody expects"
)

MAP = CAST + BODY.replace("Nobody expects", TIES)


def _paragraph(scene: Scene, tag: str) -> SetParagraph:
    return next(one for page in scene.pages for one in paragraphs_on(page) if str(one.tag) == tag)


def _bold(paragraph: SetParagraph) -> str:
    return "".join(run.text for run in paragraph.runs if run.style.bold)


@pytest.mark.parametrize("change", [lambda theme: theme, in_columns], ids=["margin", "columns"])
def test_the_headline_is_bold_where_the_answer_says_it(change: object) -> None:
    scene = hand_out(LONG, change=change).handout  # type: ignore[arg-type]
    assert _bold(_paragraph(scene, "q1.1")) == "Norway regained its shortest route to the shelf"


def test_words_written_for_the_slide_are_bold_where_the_answer_has_them_too() -> None:
    answer = (
        f"Norway regained its route, and ships used it at once. {PROSE * 4}\n\n::: slide\nShips used it at once\n:::"
    )
    text = BODY.replace("==Norway regained its shortest route to the shelf==, and ships used it at once.", answer)
    scene = hand_out(HEAD + text).handout
    assert _bold(_paragraph(scene, "q1.1")) == "ships used it at once"


def test_an_answer_that_is_little_more_than_its_headline_has_no_bold() -> None:
    scene = hand_out(HEAD + BODY.replace(", and ships used it at once.", ".")).handout
    assert _bold(_paragraph(scene, "q1.1")) == ""


def test_in_columns_a_line_above_the_question_names_actor_leader_and_slide() -> None:
    scene = hand_out(LONG, change=in_columns).handout
    assert words_in(scene, "q1.about") == "Norway  Jonas\u00a0Gahr\u00a0Støre"
    assert words_in(scene, "q1.slide") == "Slide 2"
    page = scene.pages[0]
    flag = next(item for item in page.items if isinstance(item, Picture) and item.name == "Flag q1")
    rule = next(item for item in page.items if isinstance(item, Shape) and item.name == "Rule q1")
    question = _paragraph(scene, "q1.question")
    assert rule.frame.bottom < flag.frame.y
    assert flag.frame.bottom < question.lines[0].baseline
    plate = next(item for one in scene.pages for item in one.items if item.name == "Flag q2")
    assert isinstance(plate, TextBox)
    assert shown(plate.paragraphs[0]) == "NATO"


def test_a_leader_is_beside_the_actor_whom_he_leads() -> None:
    scene = hand_out(LONG.replace("{actor=norway}", '{actor="norway nato"}'), change=in_columns).handout
    assert words_in(scene, "q1.about") == "Norway  Jonas\u00a0Gahr\u00a0Støre, NATO"


def test_answers_begin_at_one_distance_below_questions_of_any_length() -> None:
    text = LONG.replace("What does NATO say?", "What does NATO say about the ports and the ships that lie in them?")
    scene = hand_out(text, change=in_columns).handout
    gaps = set()
    for own in ("q1", "q2"):
        question, answer = _paragraph(scene, f"{own}.question"), _paragraph(scene, f"{own}.1")
        gaps.add(answer.lines[0].baseline - question.lines[-1].baseline)
    assert max(gaps) - min(gaps) < pt(9)


def test_the_closing_question_is_in_a_box_over_both_columns() -> None:
    scene = hand_out(LONG, change=in_columns).handout
    page = next(one for one in scene.pages if any(item.name == "Summary panel" for item in one.items))
    panel = next(item.frame for item in page.items if item.name == "Summary panel")
    inside = [line for one in paragraphs_on(page) if str(one.tag).startswith("q3") for line in one.lines]
    assert inside
    for line in inside:
        assert panel.y < line.baseline < panel.bottom
        assert panel.x < line.runs[0].x
        assert line.runs[-1].x + line.runs[-1].width < panel.right
    assert words_in(scene, "q3.about") == "SUMMARY"
    assert [mark.text for mark in scene.bookmarks][-1] == "What does it mean?"


def test_a_long_answer_or_one_with_a_table_is_in_no_box() -> None:
    for more in (PROSE * 60, "\n\n| Port | Ships |\n|---|---|\n| A | 1 |\n"):
        text = LONG.replace("Nobody expects it to close soon.", "Nobody expects it to close soon. " + more)
        scene = hand_out(text, change=in_columns).handout
        assert not [item for page in scene.pages for item in page.items if item.name == "Summary panel"]


def test_who_is_named_together_most_is_ranked_with_numbers_in_place_of_the_map() -> None:
    scene = hand_out(MAP, change=in_columns).handout
    tags = tags_of(scene)
    assert tags["ranking.figure"].alt == "Norway – NATO: 3; NATO – Sweden: 2; NATO – Poland: 2; Sweden – Poland: 2"
    assert words_in(scene, "ranking.head").casefold() == "named together"
    assert "map.figure" not in tags
    asked = hand_out(MAP.replace("lang: en-GB", "lang: en-GB\nslides: {map: yes}"), change=in_columns).handout
    assert "ranking.figure" not in tags_of(asked)


def test_who_said_it_is_right_below_the_words() -> None:
    said = "> We will keep the port open.\n>\n> — Ada Marsh, harbour master\n"
    scene = hand_out(HEAD + BODY.replace("and ships used it at once.", f"and ships used it.\n\n{said}")).handout
    words, speaker = (_paragraph(scene, f"q1.2.{number}") for number in (1, 2))
    assert speaker.lines[0].baseline - words.lines[-1].baseline <= speaker.pitch


def test_an_address_is_not_divided_between_columns() -> None:
    closing = "\n## Thank you {.closing}\n\nInstitute of Tides, Quay 4\n\nports@example.org\n"
    scene = hand_out(LONG + closing, change=in_columns).handout
    lines = [_paragraph(scene, f"q4.{number}").lines[0] for number in (1, 2)]
    assert lines[0].runs[0].x == lines[1].runs[0].x


def test_who_said_a_quotation_is_on_a_line_of_its_own_also_where_the_source_has_no_paragraph_for_it() -> None:
    text = HEAD + BODY.replace("at once.", "at once.\n\n> We kept the light on.\n> — Ada Marsh")
    page = hand_out(text).handout.pages[0]
    said = [one for one in texts_on(page) if "light" in one or "— Ada Marsh" in one]
    assert said == ["We kept the light on.", "— Ada Marsh"]
