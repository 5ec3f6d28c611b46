"""A single page with little on it: all its words are larger, and the answers' other sentences join them."""

import pytest

from builder.model.scene import Page, SetParagraph
from builder.model.units import pt
from tests.layout.handouts import HEAD, hand_out, paragraphs_on

ONE = HEAD + "The port reopens.\n\n## What did Norway gain? {actor=norway}\n\n==Norway regained its route.==%s\n"
TWO = ONE + "\n## What does NATO say? {actor=nato}\n\n==The alliance welcomed the news.==\n"
FURTHER = " Ships used it at once and in numbers that no other year had seen."


def _page(text: str, paper: str = "a4") -> Page:
    (page,) = hand_out(text, "onepage", paper).printed.pages
    return page


def _above_foot(page: Page) -> list[SetParagraph]:
    return [one for one in paragraphs_on(page) if one.lines and one.lines[-1].baseline < page.height - pt(60)]


def _words(page: Page) -> dict[str, SetParagraph]:
    return {"".join(run.text for run in one.runs).replace("\u00a0", " "): one for one in paragraphs_on(page)}


@pytest.mark.parametrize("paper", ["a4", "letter", "a5"])
@pytest.mark.parametrize("text", [ONE % FURTHER, TWO % "", TWO % FURTHER], ids=["one", "two", "two and text"])
def test_one_answer_or_two_fill_more_than_half_of_the_page(text: str, paper: str) -> None:
    page = _page(text, paper)
    assert max(one.lines[-1].baseline for one in _above_foot(page)) > 0.55 * page.height


def test_title_takeaway_and_text_grow_together_and_the_foot_does_not() -> None:
    many = "".join(f"\n## Question {number}?\n\n==Answer {number} is short.==\n" for number in range(9))
    small, large = _words(_page(TWO % "" + many)), _words(_page(TWO % ""))
    for words in ("Two Ports Reopen", "Norway regained its route", "The port reopens."):
        assert large[words].runs[0].style.size > small[words].runs[0].style.size
    assert large["Page 1 of 1"].runs[0].style.size == small["Page 1 of 1"].runs[0].style.size


def test_sentences_that_are_no_points_follow_where_there_is_room() -> None:
    assert FURTHER.strip() in _words(_page(ONE % FURTHER))
    assert FURTHER.strip() not in _words(_page(ONE % f"{FURTHER}{' Ships came, and went again.' * 200}"))


def test_the_only_point_of_an_answer_has_no_bullet() -> None:
    page = _page(ONE % " ==Ships used it at once.==")
    assert not _words(page)["Ships used it at once"].bullet
    page = _page(ONE % " ==Ships used it at once.== ==They came back.==")
    assert _words(page)["Ships used it at once"].bullet


def test_answers_about_no_actor_are_on_the_page_as_well() -> None:
    page = _page(HEAD + "## Who pays?\n\n==The towns pay for it.== ==The county lends.==\n\n## When?\n\n==In May.==\n")
    assert {"The towns pay for it", "The county lends", "In May"} <= set(_words(page))
