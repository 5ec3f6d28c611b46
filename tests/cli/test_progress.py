"""The bar: only on a terminal, only for many sources, and gone without a trace."""

import io

import pytest

from builder.cli.outcome_printer import ProgressBar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _run(stream: io.StringIO, whole: int, *, shown: bool = True) -> str:
    with ProgressBar(whole, shown=shown, stream=stream) as bar:
        for number in range(whole):
            bar.clear()
            bar.advance(f"source-{number}.md")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("stream", "whole", "shown"), [(io.StringIO(), 9, True), (Terminal(), 3, True), (Terminal(), 9, False)]
)
def test_elsewhere_nothing_is_drawn(stream: io.StringIO, whole: int, shown: bool) -> None:  # noqa: FBT001
    assert _run(stream, whole, shown=shown) == ""


def test_on_a_terminal_it_counts_and_says_what_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    drawn = _run(Terminal(), 8).split("\r\x1b[K")
    assert "[....................] 0/8" in drawn[1]
    assert any(line.startswith("[#####...............] 2/8  about") and line.endswith("source-1.md") for line in drawn)
    assert all(len(line) < 60 for line in drawn)
    assert drawn[-1] == ""
