"""`python -m tests.bench`: the benchmark of time and memory."""

import sys

from tests.bench.speed import main

main(quick="--quick" in sys.argv[1:])
