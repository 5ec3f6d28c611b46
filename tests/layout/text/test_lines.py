"""Lines, counted by hand: in the square font a measure of ten letters holds ten letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.model.scene import Align, TextRun
from tests.layout.square_font import EM, broken, lines_of, square_copy, square_faces, square_style


def test_greedy_lines_are_as_long_as_they_can_be() -> None:
    assert lines_of(broken("aaa bbb ccc dd", 7)) == ["aaa bbb", "ccc dd"]


def test_a_line_that_just_fits_is_not_broken_and_one_letter_more_is() -> None:
    assert lines_of(broken("aaaa bbbbb", 10)) == ["aaaa bbbbb"]
    assert lines_of(broken("aaaa bbbbbb", 10)) == ["aaaa", "bbbbbb"]


def test_a_word_longer_than_the_line_is_cut_between_letters() -> None:
    assert lines_of(broken("aa abcdefghijkl b", 5)) == ["aa", "abcde", "fghij", "kl b"]


def test_a_line_end_of_the_author_is_kept() -> None:
    assert lines_of(broken("aa\nbb cc", 20)) == ["aa", "bb cc"]


def test_balanced_lines_are_as_few_and_as_even_as_can_be() -> None:
    text = "aaa bbb ccc ddd eee fff"
    assert lines_of(broken(text, 16)) == ["aaa bbb ccc ddd", "eee fff"]
    assert lines_of(broken(text, 16, BreakStrategy.BALANCED)) == ["aaa bbb ccc", "ddd eee fff"]


def test_a_balanced_heading_is_not_broken_after_a_hyphen_where_spaces_do() -> None:
    assert lines_of(broken("aaaa bbb anti-western cc", 16, BreakStrategy.BALANCED)) == ["aaaa bbb", "anti-western cc"]
    assert lines_of(broken("the anti-western group", 14, BreakStrategy.BALANCED)) == ["the anti-", "western group"]


@pytest.mark.parametrize(
    ("text", "letters", "lang", "expected"),
    [
        ("aaaaaa No. 62 bbb", 10, "en-GB", ["aaaaaa", "No. 62 bbb"]),
        ("aaaaaaaa 3 September", 11, "en-GB", ["aaaaaaaa", "3 September"]),
        ("aaaaaaa J. Vance bb", 10, "en-GB", ["aaaaaaa", "J. Vance", "bb"]),
        ("aaaa w Polsce bbb", 9, "pl", ["aaaa", "w Polsce", "bbb"]),
        ("aaaaa 25 % bb", 8, "de", ["aaaaa", "25 % bb"]),
    ],
)
def test_what_belongs_together_stays_together(text: str, letters: int, lang: str, expected: list[str]) -> None:
    assert lines_of(broken(text, letters, BreakStrategy.BEST, lang=lang)) == expected


def test_an_address_breaks_after_its_slashes_without_a_hyphen() -> None:
    done = broken("www.pism.pl/reports/annual/2025", 15, BreakStrategy.BEST)
    assert lines_of(done) == ["www.pism.pl/", "reports/annual/", "2025"]
    assert not any(row.space for row in done.lines)


def test_a_hyphen_is_added_only_in_the_manner_that_may_and_where_allowed() -> None:
    text = "aaaa bbb cooperation dddd"
    for strategy in BreakStrategy:
        assert not any(row.hyphen for row in broken(text, 12, strategy).lines)
    done = broken(text, 12, BreakStrategy.BEST, hyphenate=True, align=Align.JUSTIFY)
    assert lines_of(done)[0] == "aaaa bbb co-"
    assert "-" not in "".join(run.text for line in done.set(0, 0).lines for run in line.runs)


def test_an_added_hyphen_has_a_glyph_but_no_letter() -> None:
    done = broken("aaaa bbb cooperation dddd", 12, BreakStrategy.BEST, hyphenate=True, align=Align.JUSTIFY)
    run = done.set(0, 0).lines[0].runs[-1]
    assert run.text == "aaaa bbb co"
    assert len(run.glyphs) == len(run.text) + 1
    assert run.clusters[-1] == len(run.text)


def test_names_are_never_divided() -> None:
    done = broken("aaaa bbb Lukashenka dddd", 12, BreakStrategy.BEST, hyphenate=True, align=Align.JUSTIFY)
    assert not any(row.hyphen for row in done.lines)


def test_the_author_may_allow_a_hyphen_and_it_is_no_letter_of_the_text() -> None:
    done = broken("aaaa Luka\u00adshenka", 10, BreakStrategy.BEST)
    assert lines_of(done) == ["aaaa Luka-", "shenka"]
    assert done.set(0, 0).runs[0].text == "aaaa Luka\u00adshenka"


def test_justified_lines_reach_both_edges_and_the_last_keeps_its_spaces() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    done = broken(text, 24, BreakStrategy.BEST, align=Align.JUSTIFY)
    placed = done.set(1000, 0)
    assert done.align is Align.JUSTIFY
    for line in placed.lines[:-1]:
        assert line.runs[0].x == 1000
        assert abs(line.runs[-1].x + line.runs[-1].width - (1000 + 24 * EM)) <= 1
    last = placed.lines[-1].runs
    assert sum(run.width for run in last) == len(done.text(done.count - 1)) * EM


def test_text_that_cannot_be_justified_within_bounds_is_set_ragged() -> None:
    done = broken("aaaaaaaaaaaa bbbbbbbbbbbbbb cccccccccccc ddddd", 18, BreakStrategy.BEST, align=Align.JUSTIFY)
    assert done.align is Align.START


@pytest.mark.parametrize(("align", "x"), [(Align.START, 0), (Align.CENTER, 3 * EM), (Align.END, 6 * EM)])
def test_lines_stand_where_their_alignment_says(align: Align, x: int) -> None:
    assert broken("abcd", 10, align=align).set(0, 0).lines[0].runs[0].x == x


def test_baselines_are_a_pitch_apart_and_a_part_keeps_its_own_words() -> None:
    done = broken("aaa bbb ccc ddd", 3)
    part = done.set(0, 0, 1, 3)
    assert [run.text for run in part.runs] == ["bbb ccc"]
    assert part.lines[1].baseline - part.lines[0].baseline == done.pitch


def test_capitals_are_shown_and_the_text_keeps_its_own_letters() -> None:
    done = break_paragraph(square_copy("Warsaw", caps=True), 10 * EM, square_faces(), BreakStrategy.GREEDY).set(0, 0)
    assert done.runs[0].text == "Warsaw"
    assert done.lines[0].runs[0].text == "WARSAW"


def test_tracking_adds_to_every_letter() -> None:
    wide = break_paragraph(square_copy("abcd", tracking=EM // 10), 10 * EM, square_faces(), BreakStrategy.GREEDY)
    assert wide.width == 4 * EM + 4 * (EM // 10)


def test_words_from_right_to_left_begin_at_the_right_edge() -> None:
    done = broken("אבג דה", 10, lang="he").set(0, 0)
    (run,) = done.lines[0].runs
    assert done.rtl
    assert run.x == 4 * EM
    assert run.text == "אבג דה"
    assert list(run.clusters) == sorted(run.clusters, reverse=True)


def test_a_number_in_text_from_right_to_left_keeps_its_order() -> None:
    runs = broken("אב 2025 גד", 20, lang="he").set(0, 0).lines[0].runs
    number = next(run for run in runs if "2025" in run.text)
    assert list(number.clusters) == sorted(number.clusters)
    assert runs[0].text.strip() == "גד"


WORDS = st.lists(st.text(st.sampled_from("abcdeéłж-–/.'’א5"), min_size=1, max_size=30), min_size=1, max_size=25)
MANNERS = st.sampled_from(list(BreakStrategy))
ALIGNS = st.sampled_from(list(Align))
LANGS = st.sampled_from(["en-GB", "pl", "de", "fr", "uk", "he", "ja"])


@settings(max_examples=150, deadline=None)
@given(words=WORDS, letters=st.integers(1, 40), strategy=MANNERS, align=ALIGNS, lang=LANGS)
def test_no_word_is_lost_and_no_line_is_wider_than_its_column(
    words: list[str], letters: int, strategy: BreakStrategy, align: Align, lang: str
) -> None:
    text = " ".join(words)
    done = broken(text, letters, strategy, hyphenate=True, align=align, lang=lang)
    assert _letters(text) == "".join(_letters(done.text(at)) for at in range(done.count))
    for at, row in enumerate(done.lines):
        assert row.width <= letters * EM or len(done.text(at)) == 1 or _is_shrunk(row.width, letters, align)
    for at, line in enumerate(done.set(0, 0).lines):
        assert sorted(_letters("".join(run.text for run in line.runs))) == sorted(_letters(done.text(at)))
        right = max((run.x + run.width for run in line.runs), default=0)
        assert right <= letters * EM + 1 or len(done.text(at)) == 1


def _letters(text: str) -> str:
    return "".join(text.split())


def _is_shrunk(width: int, letters: int, align: Align) -> bool:
    """Return whether justification can close the gap: word spaces shrink to three quarters."""
    return align is Align.JUSTIFY and width <= letters * EM * 1.25


@settings(max_examples=60, deadline=None)
@given(words=WORDS, letters=st.integers(2, 30), at=st.integers(1, 24))
def test_two_styles_in_a_paragraph_lose_nothing_between_them(words: list[str], letters: int, at: int) -> None:
    first, second = " ".join(words[:at]), " ".join(["", *words[at:]])
    runs = (TextRun(first, square_style(), "en-GB"), TextRun(second, square_style(size=2 * EM), "en-GB"))
    done = break_paragraph(
        ParagraphSpec(runs, align=Align.JUSTIFY), letters * EM, square_faces(), BreakStrategy.BEST, hyphenate=True
    )
    shown = "".join(run.text for line in done.set(0, 0).lines for run in line.runs)
    assert sorted(_letters(shown)) == sorted(_letters(first + second))
