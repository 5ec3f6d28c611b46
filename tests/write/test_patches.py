# ruff: noqa: S311, FBT001 - the same order each time; a parameter of the test
"""Patches by span: the source says just what was wanted, and every byte outside the patches is as it was."""

import codecs
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.model.brief import Draft, Mark, sentences_of
from builder.model.findings import Report
from builder.read import read
from builder.read.front_matter_places import scalar_place
from builder.write.draft_form import form_of, units_of
from builder.write.patches.front_matter import ScalarPlace, field_changed
from builder.write.patches.marks import MarkedSpan, line_ends_changed, marks_changed
from builder.write.patches.passages import (
    flag_proposals,
    headline_proposals,
    moved_passages,
    note_proposals,
    point_proposals,
    unflag_proposals,
)
from builder.write.patches.patch import PatchProposal
from builder.write.patches.read_source import ReadSource, proved, read_source_text
from builder.write.patches.words import answer_changed, cell_changed, question_changed
from tests.corpus import briefings
from tests.everything import RICH

TRICKY = 'So-called "words" = here, *not* [there] | & <that> {either}'


def reread(data: bytes) -> Draft | None:
    return read("source.md", data, Report())


def source_of(data: bytes) -> ReadSource:
    draft = reread(data)
    assert draft is not None
    return read_source_text(data, draft)


def as_windows(text: str) -> bytes:
    return codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode()


def outside_is_as_it_was(source: ReadSource, proposals: list[PatchProposal], after: bytes) -> bool:
    """Return whether `after` is the source with one of `proposals` made, told by offsets and not by a comparison."""
    text = after.removeprefix(codecs.BOM_UTF8).decode()
    for one in proposals:
        at, behind, same = 0, 0, True
        for patch in sorted(one.patches):
            kept = source.text.text[behind : patch.start]
            new = patch.new.replace("\n", source.text.line_end)
            same = same and text.startswith(kept + new, at)
            at += len(kept) + len(new)
            behind = patch.end
        if same and text[at:] == source.text.text[behind:]:
            return after.startswith(codecs.BOM_UTF8) == source.data.startswith(codecs.BOM_UTF8)
    return False


def _points(source: ReadSource, at: int) -> tuple[str, ...]:
    said = source.form.passages[at]
    return said.slide or said.highlights


def wishes(source: ReadSource, order: random.Random) -> Iterator[tuple[str, list[PatchProposal]]]:
    """Yield what people ask of a source, each with the ways to do it."""
    for at, passage in enumerate(source.draft.passages):
        place = source.passage(at)
        points = _points(source, at)
        yield "headline", list(headline_proposals(place, TRICKY))
        yield "flag", list(flag_proposals(place, ".hidden"))
        yield "no slide", list(flag_proposals(place, ".no-slide"))
        yield "notes", list(note_proposals(place, ["Say this slowly.", f"1. {TRICKY}"]))
        yield "question", list(question_changed(source, at, f"{passage.question.text} {TRICKY}"))
        if points:
            yield "points", list(point_proposals(place, (points[0], *points[:0:-1], TRICKY)))
            yield "fewer points", list(point_proposals(place, points[:-1] or points))
        sentences = [one.text for one in sentences_of(passage.answer) if len(one.text.split()) > 4]
        if sentences and points:
            yield "verbatim", list(point_proposals(place, (*points, order.choice(sentences).rstrip("."))))
            words = order.choice(sentences)
            yield "answer", list(answer_changed(source, at, words, f"Indeed {words}"))
    for name, value in (
        ("title", 'A title: "quoted" # & {braces}'),
        ("date", "2025-10-01"),
        ("series", "Notes & 'more'"),
    ):
        found = scalar_place("source.md", source.data, (name,))
        if found:
            yield name, list(field_changed(source, ScalarPlace(*found), (name,), value))
    for actor in source.draft.fields.actors:
        found = scalar_place("source.md", source.data, ("actors", actor.id, "name"))
        if found:
            yield (
                "actor",
                list(field_changed(source, ScalarPlace(*found), ("actors", actor.id, "name"), "The Middle: Kingdom")),
            )


def tally(texts: list[str], *, windows: bool) -> tuple[int, int, list[str]]:
    """Return how many wishes were met, how many there were, and which were not."""
    met, asked, missed = 0, 0, list[str]()
    order = random.Random(7)
    for text in texts:
        source = source_of(as_windows(text) if windows else text.encode())
        for name, proposals in wishes(source, order):
            asked += 1
            found = proved(source, iter(proposals), reread)
            if found is None:
                missed.append(name)
                continue
            met += 1
            assert outside_is_as_it_was(source, proposals, found.data), name
            if windows:
                assert found.data.count(b"\n") == found.data.count(b"\r\n"), name
    return met, asked, missed


@pytest.mark.parametrize("windows", [False, True], ids=["LF", "CRLF and BOM"])
def test_all_that_is_asked_of_a_rich_source_is_done_by_span(windows: bool) -> None:
    met, asked, missed = tally([RICH], windows=windows)
    assert met == asked > 20, missed


@pytest.mark.slow
@pytest.mark.parametrize("windows", [False, True], ids=["LF", "CRLF and BOM"])
def test_two_thousand_patches_leave_every_other_byte(windows: bool) -> None:
    met, asked, missed = tally([one.text for one in briefings(40)], windows=windows)
    assert asked >= 1000
    assert met / asked > 0.98, missed


def test_a_hidden_question_is_shown_again_as_it_was_written() -> None:
    source = source_of(RICH.encode())
    hidden = proved(source, flag_proposals(source.passage(1), ".hidden"), reread)
    assert hidden is not None
    shown = proved(hidden, unflag_proposals(hidden.passage(1), ".hidden"), reread)
    assert shown is not None
    assert shown.data == source.data


@pytest.mark.parametrize("order", [[1, 0, 2, 3], [3, 2, 1, 0], [0, 1, 3, 2]])
def test_questions_move_whole(order: list[int]) -> None:
    source = source_of(RICH.encode())
    moved = proved(source, moved_passages(source.text, source.draft.passages, source.form, order), reread)
    assert moved is not None
    before = [one.question.text for one in source.draft.passages]
    assert [one.question.text for one in moved.draft.passages] == [before[at] for at in order]
    assert sorted(moved.data.splitlines()) == sorted(source.data.splitlines())


def test_a_patch_that_reads_as_something_else_is_not_made() -> None:
    source = source_of(RICH.encode())
    wrong = (PatchProposal(one.patches, lambda _: False) for one in headline_proposals(source.passage(0), "Other"))
    assert proved(source, wrong, reread) is None


def test_the_source_of_the_repository_takes_a_new_headline() -> None:
    data = next((Path(__file__).parents[2] / "decks").glob("2025-62*.md")).read_bytes()
    source = source_of(data)
    found = proved(source, headline_proposals(source.passage(0), "Beijing drew a crowd"), reread)
    assert found is not None
    assert form_of(found.draft).passages[0].headline == "Beijing drew a crowd"
    assert found.data.count(b"\n") == data.count(b"\n")


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        (
            "[a paper](https://example.org/a.html). It is old.",
            "a paper! It is old.",
            "[a paper](https://example.org/a.html)! It",
        ),
        ("It *is* a \\*star\\* of old.", "It is a moon of old.", "It *is* a moon of old."),
        ("Ports &amp; straits are open.", "Ports and straits are open.", "Ports and straits are open."),
        (
            "A [paper](https://example.org/a) says *that* ports are open.",
            "The paper says that ports will open.",
            "The [paper](https://example.org/a) says *that* ports will open.",
        ),
        ("It is old. ==It is a star.==", "It is old. Indeed It is a star.", "It is old. Indeed ==It is a star.=="),
    ],
    ids=["address", "escape", "reference", "a link between two changes", "in front of a highlight"],
)
def test_characters_are_patched_where_the_reader_found_them(old: str, new: str, written: str) -> None:
    source = source_of(f"---\ntitle: T\nlang: en\n---\n\n## Who?\n\n{old}\n".encode())
    said = " ".join(one.text for one in sentences_of(source.draft.passages[0].answer))
    after = proved(source, answer_changed(source, 0, said, new), reread)
    assert after is not None
    assert written in after.data.decode()


def test_words_over_several_links_are_not_replaced() -> None:
    answer = "It is [old](https://a.org). It is [a star](https://b.org)."
    source = source_of(f"---\ntitle: T\nlang: en\n---\n\n## Who?\n\n{answer}\n".encode())
    said = " ".join(one.text for one in sentences_of(source.draft.passages[0].answer))
    assert proved(source, answer_changed(source, 0, said, "Nobody knows"), reread) is None


def test_points_stay_on_the_slide_where_words_over_several_highlights_are_replaced() -> None:
    answer = "==It is old.== ==It is a star.==\n\n==It is far.=="
    source = source_of(f"---\ntitle: T\nlang: en\n---\n\n## Who?\n\n{answer}\n".encode())
    after = proved(source, answer_changed(source, 0, "It is old. It is a star.", "Nobody knows."), reread)
    assert after is not None
    block = "::: slide\nIt is old.\n\n- It is a star.\n- It is far.\n:::\n"
    assert after.data.replace(b" \n", b"\n") == source.data.replace(
        answer.encode(), f"Nobody knows.\n\nIt is far.\n\n{block}".rstrip().encode()
    )


def test_the_cell_that_was_edited_is_changed_where_its_figure_is_in_the_text_as_well() -> None:
    table = "| Port | Ships |\n| --- | --- |\n| Oslo | 12 |\n"
    source = source_of(f"---\ntitle: T\nlang: en\n---\n\n## Who?\n\nIn 2012 there were 12.\n\n{table}".encode())
    cell = next(one for one in sentences_of(source.draft.passages[0].answer) if one.text == "12")
    after = proved(source, cell_changed(source, cell.id, "13"), reread)
    assert after is not None
    assert after.data == source.data.replace(b"| 12 |", b"| 13 |")


STRONG, EMPHASIS = Mark.STRONG, Mark.EMPHASIS
SITE = "https://a.org"


@pytest.mark.parametrize(
    ("answer", "span", "written"),
    [
        ("==It is a star.== It is old.", (8, 12, STRONG, True, ""), "==It is a **star**.=="),
        ("It is a *star*, of old.", (8, 12, STRONG, True, ""), "It is a ***star***, of old."),
        ("It is a **star** of old.", (8, 12, STRONG, False, ""), "It is a star of old."),
        ("It is a __star__ of old.", (8, 12, STRONG, False, ""), "It is a star of old."),
        ("It is a [star](https://a.org) of old.", (6, 12, EMPHASIS, True, ""), ""),
        ("It is a **bright star** of old.", (8, 14, STRONG, False, ""), ""),
        (
            "It is a **star** of old.",
            (8, 12, Mark.NONE, True, "https://a.org"),
            "It is a **[star](https://a.org)** of old.",
        ),
        ("It is a [star](https://a.org) of old.", (8, 12, Mark.NONE, False, SITE), "It is a star of old."),
    ],
    ids=[
        "in a highlight",
        "beside another",
        "taken off",
        "in underlines",
        "into a link",
        "a part only",
        "linked",
        "link off",
    ],
)
def test_words_are_marked_or_nothing_is_changed(answer: str, span: MarkedSpan, written: str) -> None:
    source = source_of(f"---\ntitle: T\nlang: en\n---\n\n## Who?\n\n{answer}\n".encode())
    words = sentences_of(source.draft.passages[0].answer)[0].text
    after = proved(source, marks_changed(source, 0, words, [span]), reread)
    assert (after.data.decode() if after else "").partition("## Who?\n\n")[2].startswith(written)
    assert (after is None) == (not written)


@pytest.mark.parametrize(
    ("answer", "end", "written"),
    [
        ("It is a star of old.", (7, True), "It is a\\\nstar of old."),
        ("It is a\nstar of old.", (7, True), "It is a\\\nstar of old."),
        ("> It is a\n> star of old.", (7, True), "> It is a\\\n> star of old."),
        ("- ==It is a star==\n- of old.", (7, True), "- ==It is a\\\nstar==\n- of old."),
        ("It is a\\\nstar of old.", (7, False), "It is a\nstar of old."),
        ("It is a  \nstar of old.", (7, False), "It is a\nstar of old."),
        ("It is a<br>star of old.", (7, False), "It is a star of old."),
        ("It is. It is. Old.", (6, True), "It is.\\\nIt is. Old."),
    ],
    ids=[
        "a space",
        "a soft end",
        "in a quotation",
        "in a list",
        "off",
        "two spaces off",
        "a tag off",
        "after a sentence",
    ],
)
def test_lines_end_where_they_are_wanted_and_nowhere_else(answer: str, end: tuple[int, bool], written: str) -> None:
    source = source_of(f"---\ntitle: T\nlang: en\n---\n\n## Who?\n\n{answer}\n".encode())
    words = units_of(source.draft.passages[0].answer)[0][0].replace("\n", " ")
    after = proved(source, line_ends_changed(source, 0, words, [end]), reread)
    assert after is not None
    assert after.data.decode().partition("## Who?\n\n")[2].startswith(written)


GROUPED = """---
title: T
lang: en
---

## What came first?

==It is old.== It is a star.[^1]

# The second part

## What came then?

==It is far.== Nobody went.[^2]

[^2]: Nobody tried.

## What came third?

==It is cold.==

# The last part

## What comes next?

==It will fade.==

## What does it mean? {.summary}

==It is over.==

[^1]: A dwarf,
    to be exact.
"""


def in_order(order: list[int]) -> str:
    source = source_of(GROUPED.encode())
    moved = proved(source, moved_passages(source.text, source.draft.passages, source.form, order), reread)
    assert moved is not None
    assert sorted(moved.data.splitlines()) == sorted(GROUPED.encode().splitlines())
    kept = [line for line in moved.data.decode().splitlines() if line.startswith(("#", "["))]
    return " ".join(line.split()[-1 if line.startswith("#") and "{" not in line else 0].strip("?[]^:") for line in kept)


@pytest.mark.parametrize(
    ("order", "headings"),
    [
        ([2, 0, 1, 3, 4], "third first part then 2 part next ## 1"),
        ([0, 2, 1, 3, 4], "first part third then 2 part next ## 1"),
        ([1, 0, 2, 3, 4], "then 2 first part third part next ## 1"),
        ([2, 1, 0, 3, 4], ""),
    ],
    ids=["to the front", "within its part", "the first of a part", "all of a part"],
)
def test_only_the_question_that_moved_moves(order: list[int], headings: str) -> None:
    if headings:
        assert in_order(order) == headings
        return
    source = source_of(GROUPED.encode())
    assert proved(source, moved_passages(source.text, source.draft.passages, source.form, order), reread) is None


def test_what_is_added_to_the_last_question_of_a_part_stands_before_the_next_part() -> None:
    source = source_of(GROUPED.encode())
    for proposals in (
        note_proposals(source.passage(0), ["Say this slowly."]),
        point_proposals(source.passage(0), ("It is old.", "It went out.")),
    ):
        found = proved(source, proposals, reread)
        assert found is not None
        assert found.data.decode().index(":::\n") < found.data.decode().index("# The second part")
