"""Pieces cut into frames, counted in lines: a line is one high here."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.layout.handout.flow import FilledFrame, FlowPiece, fill_frames


def _text(lines: int, **changes: object) -> FlowPiece:
    return replace(FlowPiece((1,) * lines, lambda *_: (), snap=False), **changes)


def _head(lines: int = 1, **changes: object) -> FlowPiece:
    return _text(lines, keep=True, least=9, **changes)


def _fill(pieces: list[FlowPiece], height: int) -> tuple[FilledFrame, ...]:
    return fill_frames(tuple(pieces), lambda _: height, 1)


def _shown(frames: tuple[FilledFrame, ...]) -> list[list[tuple[int, int, int]]]:
    return [[(one.piece, one.first, one.last) for one in filled.placed] for filled in frames]


def test_what_fits_one_frame_stands_in_one() -> None:
    assert _shown(_fill([_text(3), _text(4)], 10)) == [[(0, 0, 3), (1, 0, 4)]]


def test_nothing_fills_nothing() -> None:
    assert _fill([], 10) == ()


def test_no_line_of_a_paragraph_stands_alone_on_either_side() -> None:
    assert _shown(_fill([_text(9), _text(5)], 10)) == [[(0, 0, 9)], [(1, 0, 5)]]
    frames = _fill([_text(5), _text(6), _text(4)], 10)
    assert _shown(frames) == [[(0, 0, 5), (1, 0, 4)], [(1, 4, 6), (2, 0, 4)]]


def test_a_paragraph_of_three_lines_is_not_divided() -> None:
    assert _shown(_fill([_text(8), _text(3), _text(4)], 10)) == [[(0, 0, 8)], [(1, 0, 3), (2, 0, 4)]]


def test_a_heading_stays_with_two_lines_of_its_text() -> None:
    frames = _fill([_text(8), _head(), _text(6)], 10)
    assert _shown(frames) == [[(0, 0, 8)], [(1, 0, 1), (2, 0, 6)]]


def test_a_heading_of_several_lines_is_never_divided() -> None:
    frames = _fill([_text(7), _head(4), _text(6)], 10)
    assert _shown(frames)[0] == [(0, 0, 7)]


def test_the_space_above_falls_away_at_the_top_of_a_frame() -> None:
    frames = _fill([_text(10), _text(2, before=5)], 10)
    assert frames[1].placed[0].top == 0


def test_a_frame_never_ends_in_the_middle_of_a_divided_word_where_another_cut_serves() -> None:
    frames = _fill([_text(12, torn=frozenset({10})), _text(4)], 10)
    assert _shown(frames)[0] == [(0, 0, 9)]


def test_a_last_page_of_few_lines_is_avoided_by_a_shorter_page_before_it() -> None:
    frames = _fill([_text(22)], 20)
    assert frames[-1].height >= 4


def test_a_little_less_space_between_entries_saves_a_page() -> None:
    entry = [_head(before=2, opens=True), _text(7)]
    loose = sum(sum(piece.heights) + piece.before for piece in entry * 3) - 2
    assert loose == 28
    assert len(_fill(entry * 3, 26)) == 1
    assert len(_fill(entry * 3, 25)) == 2


def test_a_page_rather_ends_before_an_entry_than_a_few_lines_into_it() -> None:
    entry = [_head(before=1, opens=True, beside=3), _text(14)]
    assert _shown(_fill(entry * 2, 24))[0] == [(0, 0, 1), (1, 0, 14), (2, 0, 1), (3, 0, 7)]
    assert _shown(_fill(entry * 2, 19))[0] == [(0, 0, 1), (1, 0, 14)]


def test_a_third_of_a_page_is_never_left_empty_before_an_entry_to_save_white_before_a_figure() -> None:
    entry = [_head(before=2, opens=True, beside=4), _text(20)]
    figure = [_head(before=2, opens=True), replace(_text(1), heights=(14,), least=1)]
    first = _fill([_text(24), *entry * 3, *figure * 2, _text(1, before=2)], 36)[0]
    assert first.height >= 34


def test_a_frame_begins_with_three_lines_of_an_answer_or_more_above_the_next_entry() -> None:
    following = [_head(before=2, opens=True), _text(4)]
    assert _shown(_fill([_text(12), *following], 10)) == [[(0, 0, 9)], [(0, 9, 12), (1, 0, 1), (2, 0, 4)]]
    assert _shown(_fill([_text(12), _text(4)], 10))[0] == [(0, 0, 10)]
    full = [_head(before=2, opens=True), _text(5)]
    assert _shown(_fill([_text(12), *full], 10)) == [[(0, 0, 10)], [(0, 10, 12), (1, 0, 1), (2, 0, 5)]]


def test_what_stands_in_the_margin_is_cleared_by_the_next_entry() -> None:
    first = _head(before=1, opens=True, beside=6)
    frames = _fill([first, _text(2), _head(before=1, opens=True), _text(2)], 30)
    assert frames[0].placed[2].top == 7


def test_what_reaches_into_the_margin_clears_it_too() -> None:
    frames = _fill([_head(beside=6), _text(2), _text(4, wide=True)], 30)
    assert frames[0].placed[2].top == 6


def test_a_table_that_continues_makes_room_for_its_repeated_header() -> None:
    table = _text(12, repeat=2, least=3)
    frames = _fill([table], 8)
    assert all(
        sum(one.last - one.first for one in filled.placed) + 2 * (at > 0) <= 8 for at, filled in enumerate(frames)
    )
    assert frames[1].height == frames[1].placed[0].last - frames[1].placed[0].first + 2


def test_pieces_begin_on_the_grid() -> None:
    pieces = (replace(_text(2), heights=(7, 7)), replace(_text(2), heights=(10, 10), snap=True))
    frames = fill_frames(pieces, lambda _: 100, 10)
    assert [one.top for one in frames[0].placed] == [0, 20]


def test_a_heading_and_text_higher_than_a_frame_lose_no_line() -> None:
    frames = _fill([_head(6), _head(6), _text(3)], 5)
    assert _lines(frames) == [(0, at) for at in range(6)] + [(1, at) for at in range(6)] + [(2, at) for at in range(3)]


def _lines(frames: tuple[FilledFrame, ...]) -> list[tuple[int, int]]:
    return [(one.piece, at) for filled in frames for one in filled.placed for at in range(one.first, one.last)]


PIECES = st.lists(
    st.builds(
        lambda lines, before, keep, beside, wide: _text(
            lines, before=before, keep=keep, beside=beside, wide=wide, opens=keep
        ),
        st.integers(1, 40),
        st.integers(0, 3),
        st.booleans(),
        st.integers(0, 12),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(pieces=PIECES, height=st.integers(3, 50))
def test_every_line_stands_once_and_in_order_and_no_frame_is_overfull(pieces: list[FlowPiece], height: int) -> None:
    frames = _fill(pieces, height)
    assert _lines(frames) == [(at, line) for at, piece in enumerate(pieces) for line in range(len(piece.heights))]
    for filled in frames:
        bottoms = [one.top + one.last - one.first for one in filled.placed]
        assert max(bottoms) <= height
        tops = [one.top for one in filled.placed]
        assert all(top >= bottom for top, bottom in zip(tops[1:], bottoms, strict=False))
