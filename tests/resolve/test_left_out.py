"""What the note about chosen points says of the sentences that no slide shows."""

import pytest

from builder.codes import CHOSEN_POINTS, UNUSED_HIGHLIGHTS
from builder.model.findings import Report
from builder.read import read
from builder.resolve import resolve
from tests.session import media


def _message(answer: str, fields: str = "") -> str:
    source = f"---\ntitle: T\nlang: en\n{fields}---\n\n## What does it cost?\n\n{answer}\n"
    draft, report = read("t.md", source.encode(), Report()), Report()
    assert draft is not None
    resolve(draft, media(), report)
    (message,) = [one.message for one in report.findings if one.code is CHOSEN_POINTS]
    return message


@pytest.mark.parametrize(("fields", "told"), [("", "all of it"), ("slides: {quotations: no}\n", "1 of 3 sentences")])
def test_a_quotation_with_a_slide_of_its_own_is_not_left_out(fields: str, told: str) -> None:
    message = _message("The firms build more.\n\n> We build as soon as we may.\n>\n> — Lars Holm, Vattenfall", fields)
    assert message.endswith(f"its slide shows {told}")


@pytest.mark.parametrize(("tables", "told"), [(1, "1 of 2 sentences"), (2, "all of it"), (0, "all of it")])
def test_a_point_that_gives_way_to_a_table_is_told_as_left_out(tables: int, told: str) -> None:
    grid = "\n\n| Ship | Cost |\n| --- | --- |\n| Norda | 4 |"
    prose = "The ship costs four million euros in fuel and crew. The crew costs more than fuel and insurance together."
    assert _message(f"{prose}{grid * tables}").endswith(f"its slide shows {told}")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("==The ship costs much.== ==The crew costs more.== ==Fuel costs most.==", "The ship costs much"),
        ("==The ship costs much.==", ""),
    ],
)
def test_a_highlight_that_the_own_headline_replaces_is_told_unless_the_slide_has_room_for_it(
    answer: str, told: str
) -> None:
    source = f'---\ntitle: T\nlang: en\n---\n\n## What does it cost? {{headline="Much"}}\n\n{answer}\n'
    draft, report = read("t.md", source.encode(), Report()), Report()
    assert draft is not None
    brief = resolve(draft, media(), report)
    assert brief is not None
    found = [one.message for one in report.findings if one.code is UNUSED_HIGHLIGHTS]
    assert len(found) == bool(told)
    assert all(f"`{told}.` is on no slide" in one for one in found)
    assert ("The ship costs much." in [one.text for one in brief.exchanges[0].further]) is not bool(told)


def test_a_sentence_that_the_own_headline_replaces_is_counted_as_left_out() -> None:
    head = "---\ntitle: T\nlang: en\n---\n\n"
    source = head + '## What does it cost? {headline="Much"}\n\nThe ship costs much. The crew rests.\n'
    draft, report = read("t.md", source.encode(), Report()), Report()
    assert draft is not None
    resolve(draft, media(), report)
    (found,) = [one for one in report.findings if one.code is CHOSEN_POINTS]
    assert "1 of 2 sentences" in found.message
    assert "The ship costs much" in found.hints[1]
