"""A warm build calls no more functions than it needs: work that is done twice is seen here, on any machine."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.briefings import ROOT

MOST = {"lay_out": 190_000, "render": 64_000, "together": 300_000}
"""About a fifteenth above what the stages called when this was written; Python 3.12 and later call fewer."""


def test_a_warm_build_calls_no_more_functions_than_before() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.calls"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    calls = {stage: int(count.replace(",", "")) for stage, count in map(str.split, done.stdout.splitlines())}
    assert {stage: calls[stage] for stage, most in MOST.items() if calls[stage] > most} == {}
