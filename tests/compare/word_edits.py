# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Edits of words: headlines, points, runs, names, footers, notes."""

import copy
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Pt

from builder.compare.deck_edit import EditKind
from tests.compare.edit_cases import (
    answers,
    body_of,
    edit,
    first_shape,
    needed,
    notes_of,
    say,
    shape_named,
    title_of,
)

K = EditKind
_color: Any = RGBColor


@edit(K.WORDS)
def headline_in_other_words(deck: Any) -> None:
    say(title_of(deck), "Nobody had asked for the harbour to open again, and it did")


@edit(K.WORDS)
def headline_one_word_more(deck: Any) -> None:
    say(title_of(deck), f"{title_of(deck).text} today")


@edit(K.WORDS)
def headline_typing_error(deck: Any) -> None:
    text = title_of(deck).text
    say(title_of(deck), text[:5] + text[6:])


@edit(K.WORDS)
def headline_shortened(deck: Any) -> None:
    say(title_of(deck), " ".join(title_of(deck).text.split()[:-1]))


@edit(K.WORDS)
def headline_in_capitals(deck: Any) -> None:
    say(title_of(deck), title_of(deck).text.upper())


@edit(K.WORDS)
def headline_with_curly_quotes(deck: Any) -> None:
    say(title_of(deck), f"“{title_of(deck).text}”")


@edit(K.WORDS)
def headline_emptied(deck: Any) -> None:
    shape_named(answers(deck)[0], "Title").text_frame.clear()


@edit(K.WORDS)
def point_with_a_new_beginning(deck: Any) -> None:
    say(body_of(deck).paragraphs[0], f"In short: {body_of(deck).paragraphs[0].text}")


@edit(K.WORDS)
def point_replaced(deck: Any) -> None:
    say(body_of(deck).paragraphs[-1], "Quite another thing stands here now")


@edit(K.POINT_DELETED)
def first_point_deleted(deck: Any) -> None:
    one = body_of(deck).paragraphs[0]._p
    one.getparent().remove(one)


@edit(K.POINT_DELETED)
def last_point_deleted(deck: Any) -> None:
    one = body_of(deck).paragraphs[-1]._p
    one.getparent().remove(one)


@edit(K.POINT_ADDED)
def point_added(deck: Any) -> None:
    body = body_of(deck)
    body.paragraphs[-1]._p.addnext(copy.deepcopy(body.paragraphs[0]._p))
    say(body.paragraphs[-1], "Something that the briefing had not said")


@edit(K.POINT_MOVED)
def points_swapped(deck: Any) -> None:
    body = body_of(deck)
    body.paragraphs[1]._p.addnext(body.paragraphs[0]._p)


@edit(K.WORDS, K.POINT_DELETED)
def points_joined(deck: Any) -> None:
    one, two = body_of(deck).paragraphs[:2]
    say(one, f"{one.text}; {two.text}")
    two._p.getparent().remove(two._p)


@edit(K.LEVEL)
def point_indented(deck: Any) -> None:
    body_of(deck).paragraphs[1].level = 1


@edit(K.MARKS)
def word_in_bold(deck: Any) -> None:
    run = body_of(deck).paragraphs[0].runs[0]
    first, _, rest = run.text.partition(" ")
    run._r.addnext(copy.deepcopy(run._r))
    run.text, run.font.bold = first, True
    body_of(deck).paragraphs[0].runs[1].text = f" {rest}"


@edit(K.MARKS)
def point_in_italics(deck: Any) -> None:
    for run in body_of(deck).paragraphs[0].runs:
        run.font.italic = True


@edit(K.MARKS)
def point_underlined(deck: Any) -> None:
    for run in body_of(deck).paragraphs[0].runs:
        run.font.underline = True


@edit(K.MARKS)
def point_struck_through(deck: Any) -> None:
    for run in body_of(deck).paragraphs[0].runs:
        run._r.get_or_add_rPr().set("strike", "sngStrike")


@edit(K.MARKS)
def link_added(deck: Any) -> None:
    body_of(deck).paragraphs[0].runs[0].hyperlink.address = "https://example.org/more"


@edit(K.RESTYLED)
def headline_in_red(deck: Any) -> None:
    for run in title_of(deck).runs:
        run.font.color.rgb = _color(200, 0, 0)


@edit(K.RESTYLED)
def point_smaller(deck: Any) -> None:
    for run in body_of(deck).paragraphs[0].runs:
        run.font.size = Pt(14)


@edit(K.RESTYLED)
def headline_in_another_face(deck: Any) -> None:
    for run in title_of(deck).runs:
        run.font.name = "Courier New"


@edit(K.WORDS)
def kicker_changed(deck: Any) -> None:
    say(needed(shape_named(answers(deck)[0], "Kicker")).text_frame.paragraphs[0], "Elsewhere")


@edit(K.WORDS)
def leader_changed(deck: Any) -> None:
    _, shape = first_shape(deck, lambda one: one.name == "Leader")
    say(shape.text_frame.paragraphs[0], "Somebody New")


@edit(K.WORDS)
def actor_renamed_on_a_slide(deck: Any) -> None:
    _, shape = first_shape(deck, lambda one: one.name == "Name")
    say(shape.text_frame.paragraphs[0], "The Middle Kingdom")


@edit(K.WORDS)
def title_of_the_deck_changed(deck: Any) -> None:
    say(deck.slides[0].shapes.title.text_frame.paragraphs[0], "Another title for the whole")


@edit(K.WORDS)
def footer_changed_on_one_slide(deck: Any) -> None:
    say(needed(shape_named(answers(deck)[0], "Footer")).text_frame.paragraphs[0], "Draft, not for quotation")


@edit(K.WORDS, repeated=True)
def footer_changed_on_all_slides(deck: Any) -> None:
    for slide in deck.slides:
        if shape_named(slide, "Footer") is not None:
            say(shape_named(slide, "Footer").text_frame.paragraphs[0], "Draft, not for quotation")


@edit(K.NOTES)
def word_of_the_notes_changed(deck: Any) -> None:
    one = notes_of(deck).paragraphs[1]
    say(one, f"Indeed, {one.text}")


@edit(K.NOTES_ADDED)
def notes_added(deck: Any) -> None:
    notes_of(deck).add_paragraph().text = "Say this slowly and look at the first row."


@edit(K.NOTES_DELETED)
def paragraph_of_the_notes_deleted(deck: Any) -> None:
    one = notes_of(deck).paragraphs[1]._p
    one.getparent().remove(one)


@edit(K.NOTES_DELETED, K.NOTES, repeated=True)
def notes_emptied(deck: Any) -> None:
    notes_of(deck).text = ""
