"""A line of whole words, cut from the row of all glyphs, stands as if its letters were set one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.layout.text import line
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.model.scene import Align, GlyphRun, TextRun
from builder.model.units import pt
from tests.layout.square_font import assets, house

REAL = Shaper(house(), assets())
PLAIN, BOLD = REAL.style("entry-text"), REAL.style("entry-text", bold=True)
SMALL = REAL.style("entry-text", size=pt(7))
WORDS = st.sampled_from(
    [
        "a",
        "To",
        "AVATAR",
        "62/2025",
        "w\u00a0Polsce",
        "élan",
        "Ώρα",
        "Київ",
        "fi",
        "in-depth",
        "well\u200bbeing",
        "—",
        "  ",
        "x\u0301",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=14), st.sampled_from([PLAIN, BOLD, SMALL])), max_size=4),
    st.integers(90, 400),
    st.sampled_from(list(Align)),
)
def test_slices_equal_letters(parts: list[tuple[list[str], object]], width: int, align: Align) -> None:
    runs = tuple(TextRun(" ".join(words) + " ", style, "en-GB") for words, style in parts)  # type: ignore[arg-type]
    copy = ParagraphSpec(runs, align=align, lang="en-GB")
    done = break_paragraph(copy, pt(width), REAL, BreakStrategy.BEST, hyphenate=True)
    sliced = done.set(pt(50), pt(60)).lines
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line, "_is_slice", lambda *_: False)
        assert sliced == done.set(pt(50), pt(60)).lines


def test_a_justified_line_is_as_wide_as_its_measure() -> None:
    text = " ".join(["Kyiv and its partners agreed on the terms of what they call a lasting peace."] * 6)
    done = break_paragraph(
        ParagraphSpec((TextRun(text, PLAIN, "en-GB"),), align=Align.JUSTIFY), pt(300), REAL, BreakStrategy.BEST
    )
    lines = done.set(0, 0).lines
    assert len(lines) > 4
    assert [_width(line.runs) for line in lines[:-1]] == [pt(300)] * (len(lines) - 1)


def _width(runs: tuple[GlyphRun, ...]) -> int:
    return sum(run.width for run in runs)
