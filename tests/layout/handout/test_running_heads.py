"""Running heads: of names that are too long as many whole words as a line holds."""

from tests.layout.handouts import BODY, HEAD, PROSE, hand_out, texts_on

WORDS = tuple(f"house{number}" for number in range(500))
LONG = BODY.replace("and ships used it at once.", "and ships used it at once.\n\n" + (PROSE * 6 + "\n\n") * 6)


def test_a_long_series_in_the_running_head_is_cut_after_the_last_word_that_the_line_holds() -> None:
    head = HEAD.replace("series: Harbour Notes", f"series: {' '.join(WORDS)}")
    pages = hand_out(head + LONG).printed.pages
    (shown,) = (text for text in texts_on(pages[1]) if text.startswith(WORDS[0]))
    kept = shown.removesuffix("…").split()
    assert shown.endswith("…")
    assert kept == list(WORDS[: len(kept)])
    assert 5 < len(kept) < 40
