"""Real pieces whose questions and answers were read by eye, where the folder `shared` stands beside the checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
SCORE = SHARED / "tools" / "score_import.py"
FLOORS = {"questions": 0.95, "precision": 0.95, "answers": 0.9, "clean": 0.95, "words": 0.99, "meta": 0.9}


@pytest.mark.slow
@pytest.mark.skipif(not SCORE.is_file(), reason="the corpus is kept outside the repository, in ../shared")
def test_real_pieces_are_imported_as_a_careful_reader_takes_them() -> None:
    command = [sys.executable, str(SCORE), str(SHARED / "corpus"), "--command", f"{sys.executable} -m builder.cli"]
    done = subprocess.run([*command, "--floor", "0.93"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    mean = done.stdout.splitlines()[-1]
    found = {name: float(mean.split(f"{name} ")[1].split()[0]) for name in FLOORS}
    assert all(found[name] >= floor for name, floor in FLOORS.items()), mean
