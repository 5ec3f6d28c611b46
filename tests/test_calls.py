"""A warm build calls no more functions than it needs: work that is done twice is seen here, on any machine."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest

from builder.importing import import_piece
from builder.media import installed_assets
from builder.model.findings import Report
from tests.bench.briefings import ROOT
from tests.bench.scale import KINDS, seconds

MOST = {"lay_out": 206_000, "render": 64_000, "together": 312_000}
"""A few hundredths above what the stages called when this was written; Python 3.12 and later call fewer."""


def test_a_warm_build_calls_no_more_functions_than_before() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.calls"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    calls = {stage: int(count.replace(",", "")) for stage, count in map(str.split, done.stdout.splitlines())}
    assert {stage: calls[stage] for stage, most in MOST.items() if calls[stage] > most} == {}


@pytest.mark.broken_products("a headline of thousands of words is cut, with a finding")
@pytest.mark.parametrize(("kind", "number"), [("two directions", 8_000), ("numbers", 2_000)])
def test_twice_as_much_in_one_sentence_calls_about_twice_as_many_functions(kind: str, number: int) -> None:
    _, made = KINDS[kind]
    seconds(made(1))  # what a process loads once
    once, twice = (_calls_of(partial(seconds, made(length))) for length in (number, 2 * number))
    assert twice < 2.4 * once


def test_an_import_of_twice_as_many_names_in_a_question_calls_about_twice_as_many_functions() -> None:
    _import(1)  # what a process loads once
    once, twice = (_calls_of(partial(_import, length)) for length in (400, 800))
    assert twice < 2.4 * once


def _import(dates: int) -> None:
    asked = f"Question 1: {'3 May 2025 ' * dates}\n\nAnswer: The province pays."
    text = f"# Port\n\n{asked}\n\nQuestion 2: When?\n\nAnswer: Now.\n"
    assert import_piece("piece.md", text.encode(), installed_assets(), Report()) is not None


def _calls_of(work: Callable[[], object]) -> int:
    found = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal found
        found += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found
