"""How many Python functions a warm build calls: the same number on a busy machine as on a quiet one.

    python -m tests.bench.calls

`tests/test_calls.py` says how many it may call, so that work that is done twice is seen before anybody times it.
"""

import sys
from collections import Counter
from types import CodeType, FrameType

import click

from builder import pipeline
from tests.bench.briefings import SPOTLIGHT
from tests.bench.speed import STAGES, build


def calls_of_build() -> Counter[str]:
    """Return how many Python functions each stage of a warm build of the Spotlight calls, and `other`."""
    texts = [SPOTLIGHT.read_bytes().replace(b" the ", f" the{ending} ".encode()) for ending in ("a", "b")]
    build(texts[0])  # what a session keeps is made
    stage_codes: dict[CodeType, str] = {getattr(pipeline, name).__code__: name for name in STAGES}
    found: Counter[str] = Counter()
    within = ["other"]

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            if frame.f_code in stage_codes:
                within.append(stage_codes[frame.f_code])
            found[within[-1]] += 1
        elif event == "return" and frame.f_code in stage_codes:
            within.pop()

    sys.setprofile(note)
    try:
        build(texts[1])
    finally:
        sys.setprofile(None)
    return found


def main() -> None:
    """Print the calls of each stage, and of all."""
    found = calls_of_build()
    for stage, count in found.items():
        click.echo(f"{stage:12} {count:>9,}")
    click.echo(f"{'together':12} {found.total():>9,}")


if __name__ == "__main__":
    main()
