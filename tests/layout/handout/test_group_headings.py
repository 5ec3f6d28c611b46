"""Headings that group questions: above them on paper and in its bookmarks, and in the kickers and notes of slides."""

import pytest

from builder.check.ledger import ledger_of
from builder.model.brief import Draft
from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import Role, Scene, TextBox
from builder.pipeline import LaidOutBriefing
from builder.read import read
from builder.write import markdown_of
from builder.write.data import json_of
from tests.layout.handouts import texts_on
from tests.session import laid_out

SOURCE = """---
title: Moving here
lang: {lang}
actors:
  kiribati: {{name: Kiribati, flag: ki}}
---

The lead.

## Why so many rules?

==Because people asked for them==, one by one.

# Before you travel

## Who may enter?

==Citizens may enter==, as in the year before.

## Who may enter from the islands? {{actor=kiribati}}

==Kiribati has a treaty==, which is in force.

### Details

It was signed in 1998.

# After the *first* day

<!-- A remark between them. -->

## Where do I register?

==At the town hall==, in person.
"""


def _laid_out(text: str) -> LaidOutBriefing:
    report = Report()
    found = laid_out(Source("t.md", text.encode()), report)
    assert found is not None, report.findings
    return found


def _draft(text: str, name: str = "t.md") -> Draft:
    report = Report()
    draft = read(name, text.encode(), report)
    assert draft is not None, report.findings
    assert report.findings == []
    return draft


def _groups(draft: Draft) -> list[tuple[list[str], str]]:
    return [([one.text for one in passage.part], passage.question.text) for passage in draft.passages]


def _kicker(deck: Scene, title: str) -> str:
    boxes = next([one for one in page.items if isinstance(one, TextBox)] for page in deck.pages if page.title == title)
    return next("".join(run.text for run in box.paragraphs[0].runs) for box in boxes if box.slot == "kicker")


@pytest.mark.parametrize("lang", ["en", "de", "ar"])
def test_the_handout_has_the_heading_above_the_first_of_its_questions(lang: str) -> None:
    handout = _laid_out(SOURCE.format(lang=lang)).products.handout
    texts = [text for page in handout.pages for text in texts_on(page)]
    order = ["Why so many rules?", "Before you travel", "Who may enter?", "After the first day", "Where do I register?"]
    assert sorted(order, key=texts.index) == order
    levels = [tag.role for tag in handout.tags if tag.role.value[0] == "H" and tag.role is not Role.HEADING_1]
    named = [Role.HEADING_2, Role.HEADING_2, Role.HEADING_3, Role.HEADING_3, Role.HEADING_4, Role.HEADING_2]
    assert [one for one in levels if one in {*named}][-7:] == [*named, Role.HEADING_3]


def test_bookmarks_of_questions_are_below_those_of_their_group() -> None:
    marks = _laid_out(SOURCE.format(lang="en")).products.handout.bookmarks
    assert [(one.level, one.text) for one in marks] == [
        (0, "Why so many rules?"),
        (0, "Before you travel"),
        (1, "Who may enter?"),
        (1, "Who may enter from the islands?"),
        (0, "After the first day"),
        (1, "Where do I register?"),
    ]


def test_slides_say_the_group_where_they_are_about_nobody_and_its_first_slide_has_it_in_the_notes() -> None:
    found = _laid_out(SOURCE.format(lang="en"))
    deck = found.products.deck
    titles = ("Because people asked for them", "Citizens may enter", "Kiribati has a treaty", "At the town hall")
    kickers = [_kicker(deck, title).split("\u2003")[0] for title in titles]
    assert kickers == ["Question", "Before you travel", "Kiribati", "After the first day"]
    notes = {page.title: ["".join(run.text for run in one.runs) for one in page.notes] for page in deck.pages}
    assert notes["Citizens may enter"][0] == "Before you travel"
    assert "Before you travel" not in notes["Kiribati has a treaty"]
    assert notes["At the town hall"][0] == "After the first day"


def test_the_ledger_counts_the_headings() -> None:
    found = _laid_out(SOURCE.format(lang="en"))
    ledger = ledger_of(found.brief, found.products.deck, found.products.handout)
    counted = {one.sentence.id: one for one in ledger.sentences}
    assert counted["q2.part.1"].handout
    assert counted["q2.part.1"].notes
    assert ledger.missing == ()


def test_headings_come_back_from_markdown_and_from_data() -> None:
    draft = _draft(SOURCE.format(lang="en").replace("# After", "# For all\n\n# After"))
    expected = [
        ([], "Why so many rules?"),
        (["Before you travel"], "Who may enter?"),
        ([], "Who may enter from the islands?"),
        (["For all", "After the first day"], "Where do I register?"),
    ]
    assert _groups(draft) == expected
    assert _groups(_draft(markdown_of(draft))) == expected
    assert _groups(_draft(json_of(draft), "t.json")) == expected


def test_a_single_heading_in_data_needs_no_list() -> None:
    text = "title: T\nquestions:\n  - text: Why?\n    part: The *first* part\n    answer: Because.\n"
    assert _groups(_draft(text, "t.yaml")) == [(["The first part"], "Why?")]


@pytest.mark.parametrize(
    "body",
    [
        "# Moving here\n\n## Why?\n\nSo.\n",
        "# A part\n\nWith text.\n\n## Why?\n\nSo.\n",
        "## Why?\n\nSo.\n\n# The end\n",
    ],
    ids=["the title", "text below it", "no question below it"],
)
def test_a_heading_of_level_1_that_groups_nothing_is_refused(body: str) -> None:
    report = Report()
    read("t.md", f"---\ntitle: Moving here\n---\n\n{body}".encode(), report)
    assert [one.message for one in report.findings] == ["a heading of level 1 is not supported"]
