"""What verifying adds to a deck, without drawing it: `python -m tests.bench.verify [DECKS …]`. The aim is 30 ms."""

import sys
import time
from pathlib import Path
from statistics import median

from builder.check.deck import RULES, check
from builder.check.deck.reader import open_deck
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from tests.bench.briefings import SPOTLIGHT
from tests.session import SESSION

ROUNDS = 15


def milliseconds(data: bytes) -> list[float]:
    """Return the processor's time of some rounds of verifying `data`, the shortest first."""
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        check("deck.pptx", data, Report())
        spent.append((time.process_time() - start) * 1000)
    return sorted(spent)


def main() -> None:
    """Print for each deck its slides, the rules asked, and the time of the quickest and the middle round."""
    decks = {Path(name).name: Path(name).read_bytes() for name in sys.argv[1:]}
    if not decks:
        source = Source(SPOTLIGHT.name, SPOTLIGHT.read_bytes())
        bundle = build(source, Pictures({}), Options(formats=("pptx",)), Report(), SESSION)
        assert bundle, "the Spotlight builds"
        decks[bundle.artifacts[0].name] = bundle.artifacts[0].data
    for name, data in decks.items():
        spent = milliseconds(data)
        slides = len(open_deck(data).slides)
        sys.stdout.write(
            f"{name}: {slides} slides, {len(RULES)} rules, {spent[0]:.1f} ms (median {median(spent):.1f} ms)\n"
        )


if __name__ == "__main__":
    main()
