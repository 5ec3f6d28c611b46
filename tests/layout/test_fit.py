"""The largest size that fits, and where text continues when none does; ten letters of 10 pt fill 100 pt."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.layout.fit import Fitted, find_excess, fit_continued, fit_one
from builder.layout.lines import Copy
from builder.scene import Anchor
from builder.style import Rect, pt
from tests.layout.squares import square_copy, square_faces

LADDER = (pt(20), pt(15), pt(10))

FACES = square_faces()


def _copies(*texts: str, after: int = 0) -> object:
    def copies(size: int) -> tuple[Copy, ...]:
        return tuple(replace(square_copy(text, size=size), after=after) for text in texts)

    return copies


def _fit(width: float, height: float, *texts: str, lines: int = 0, anchor: Anchor = Anchor.TOP) -> Fitted | None:
    # the theme leaves a slack of 1.5 % of the width
    frame = Rect(0, 0, round(pt(width) / (1 - FACES.theme.slack)) + 1, pt(height))
    return fit_one("box", frame, _copies(*texts), LADDER, FACES, lines=lines, anchor=anchor)  # type: ignore[arg-type]


def test_the_largest_size_at_which_text_fits_is_taken() -> None:
    done = _fit(100, 24, "abcde")
    assert done is not None
    assert (done.fit.size, done.fit.rule, done.fit.lines) == (pt(20), "largest", 1)


def test_a_smaller_size_is_taken_where_the_largest_does_not_fit_and_the_certificate_says_so() -> None:
    done = _fit(100, 24, "abcdefghij")
    assert done is not None
    assert (done.fit.size, done.fit.rule) == (pt(10), "reduced")
    assert done.fit.height_used == pt(12)
    assert done.fit.height_available == pt(24)


def test_text_too_long_for_the_floor_does_not_fit() -> None:
    assert _fit(100, 12, "abcdefghij klm") is None


def test_a_limit_of_lines_counts_although_the_height_would_hold_more() -> None:
    assert _fit(100, 100, "abcdefghij klmno", lines=1) is None


def test_the_slack_is_kept_free() -> None:
    frame = Rect(0, 0, pt(100), pt(12))
    assert fit_one("box", frame, _copies("abcdefghij"), (pt(10),), FACES) is None  # type: ignore[arg-type]


def test_text_stands_in_the_middle_or_at_the_foot() -> None:
    tops = []
    for anchor in (Anchor.TOP, Anchor.MIDDLE, Anchor.BOTTOM):
        done = _fit(100, 44, "abcde", anchor=anchor)
        assert done is not None
        tops.append(done.paragraphs[0].lines[0].baseline)
    assert tops == [pt(16) + round(pt(24) * 0) + pt(3.2), pt(29.2), pt(39.2)]


def test_the_excess_tells_lines_and_words() -> None:
    frame = Rect(0, 0, round(pt(100) / (1 - FACES.theme.slack)) + 1, pt(24))
    over = find_excess(frame, _copies("abcdefghij bcdefghijk cdefghijkl de fg"), LADDER, FACES)  # type: ignore[arg-type]
    assert (over.lines, over.lines_allowed, over.words) == (4, 2, 3)


def test_text_continues_over_as_few_boxes_as_hold_it_evenly_filled() -> None:
    frame = Rect(0, 0, pt(110), pt(36))
    parts = fit_continued("box", frame, _copies(*["abcdefghij"] * 4), LADDER, FACES)  # type: ignore[arg-type]
    assert [part.fit.lines for part in parts] == [2, 2]
    assert all(part.fit.rule == "continued" for part in parts)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.text(st.sampled_from("ab cd "), min_size=1, max_size=80), min_size=1, max_size=8),
    width=st.integers(20, 200),
    height=st.integers(12, 100),
)
def test_continued_boxes_hold_every_word_once_and_none_overflows(texts: list[str], width: int, height: int) -> None:
    frame = Rect(0, 0, pt(width), pt(height))
    parts = fit_continued("box", frame, _copies(*texts), LADDER, FACES)  # type: ignore[arg-type]
    shown = "".join(run.text for part in parts for one in part.paragraphs for run in one.runs)
    assert shown.replace(" ", "") == "".join(texts).replace(" ", "")
    assert all(part.fit.height_used <= part.fit.height_available for part in parts)
