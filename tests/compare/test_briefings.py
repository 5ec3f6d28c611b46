"""What two versions of a briefing are said to differ in."""

from builder.compare.briefings import Change, ChangeKind, Comparison, Snapshot, compare, snapshot_of
from builder.media import Media
from builder.model.findings import Report
from builder.read import read
from builder.resolve import resolve

HEDGES = ("may", "might", "could", "reportedly")

HEAD = """---
title: {title}
date: 2025-09-04
lang: en
actors:
  china: {{name: China}}
{more}---

The lead stays.

## What did China gain? {{actor=china}}

"""

OLD = "==China may send 300 envoys by 3 May 2025 to the region.== The talks were long. Nobody signed the second paper."


def hedges_in(text: str) -> list[str]:
    return [word for word in text.split() if word in HEDGES]


def compared(old: str, new: str, *, title: str = "One", more: str = "") -> Comparison:
    return compare(account(old), account(new, title, more), hedges_in)


def account(body: str, title: str = "One", more: str = "") -> Snapshot:
    report = Report()
    draft = read("x.md", (HEAD.format(title=title, more=more) + body + "\n").encode(), report)
    assert draft is not None, report.findings
    brief = resolve(draft, Media({}, {}), report)
    assert brief is not None, report.findings
    return snapshot_of(brief)


def text_of(change: Change) -> str:
    claim = change.new or change.old
    assert claim
    return claim.text


def test_the_same_text_differs_in_nothing() -> None:
    assert compared(OLD, OLD).same


def test_a_moved_number_and_date_are_named() -> None:
    (change,) = compared(OLD, OLD.replace("300", "500").replace("3 May", "9 May")).changes
    assert change.kind is ChangeKind.REWORDED
    assert change.moved == (("300", "500"), ("3", "9"))
    assert change.hardened == ()


def test_a_hedge_that_hardened_is_named_with_what_stands_instead() -> None:
    (change,) = compared(OLD, OLD.replace("may send", "will send")).changes
    assert change.hardened == (("may", "will"),)
    assert change.softened == ()


def test_a_claim_that_became_careful_is_softened() -> None:
    (change,) = compared(OLD.replace("may send", "will send"), OLD).changes
    assert change.softened == (("will", "may"),)


def test_new_and_dropped_claims_keep_their_places() -> None:
    found = compared(
        OLD, "==China may send 300 envoys by 3 May 2025 to the region.== Rivers rose in Asia. The talks were long."
    )
    assert [(change.kind, text_of(change)) for change in found.changes] == [
        (ChangeKind.NEW, "Rivers rose in Asia."),
        (ChangeKind.DROPPED, "Nobody signed the second paper."),
    ]


def test_a_sentence_that_only_moved_is_no_change() -> None:
    assert compared("==One thing happened.== Another came.", "Another came. ==One thing happened.==").same


def test_of_two_equal_sentences_one_can_be_dropped() -> None:
    (change,) = compared("==China won the vote.== It rained. It rained.", "==China won the vote.== It rained.").changes
    assert change.kind is ChangeKind.DROPPED


def test_slides_that_quote_a_changed_claim_are_affected() -> None:
    assert compared(OLD, OLD.replace("300", "500")).slides == ("q1", "summary")
    assert compared(OLD, OLD.replace("long", "short")).slides == ()


def test_title_and_actors_are_compared() -> None:
    found = compared(
        OLD, OLD + "\n\n## And Iran? {actor=iran}\n\n==Iran waited.==", title="Two", more="  iran: {name: Iran}\n"
    )
    assert found.facts == (("title", "One", "Two"),)
    assert found.actors_added == ("Iran",)
    assert found.slides[0] == "title"


def slide_changes(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(one.name, was.value, one.value) for was, one in compared(old, new).slide_facts]


def test_what_is_written_for_the_slide_alone_is_told() -> None:
    moved = OLD.replace("==", "").replace("The talks were long.", "==The talks were long.==")
    assert slide_changes(OLD, moved) == [
        ("headline", "China may send 300 envoys by 3 May 2025 to the region.", "The talks were long.")
    ]
    assert slide_changes(OLD, f"{OLD}\n\n::: notes\nPause here.\n:::") == [("notes", "", "Pause here.")]
    authored = f"{OLD}\n\n::: slide\n- China sends envoys\n:::"
    assert (
        "headline",
        "China may send 300 envoys by 3 May 2025 to the region.",
        "China sends envoys",
    ) in slide_changes(OLD, authored)


def test_quoted_words_that_changed_in_the_answer_are_told_once() -> None:
    found = compared(OLD, OLD.replace("300", "500"))
    assert len(found.changes) == 1
    assert found.slide_facts == ()
