"""`python -m tests.bench`: the benchmark of time and memory."""

from __future__ import annotations

import sys

from tests.bench.speed import main

main(quick="--quick" in sys.argv[1:])
