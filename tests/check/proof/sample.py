"""A briefing with one of everything, for tests that change its finished files."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from builder.check.proof import Proof, prove_deck, prove_handout
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import LaidOutBriefing, build
from tests.session import SESSION, laid_out

SOURCE = """---
title: Two Ferries Return
subtitle: What the spring changed
series: Harbour Letters
number: 7/2025
date: 2025-03-14
authors: [Ada Marsh, Jon Reef]
publisher: {name: Institute of Tides, url: "https://tides.example.org"}
lang: en-GB
actors:
  norway: {name: Norway, flag: "no", leader: Kari Berg}
  poland: {name: Poland, flag: pl}
---

Two ferries returned in the spring. Norway met Poland in January 2024.

## What did Norway gain? {actor=norway}

==Norway did not regain its shortest route to the shelf==, and ships used it at once. ==Poland followed in June 2024.==
The [communiqué of the summit](https://example.org/communique) says so[^a].

| Port | Ships |
| --- | --- |
| Ystad | 12 |
| Gdynia | 40 |

## What did Poland say? {actor=poland}

==Poland welcomed the step.== Norway did not. "We will *not* yield", said Minister Berg on 3 March 2025.

```chart
kind: bar
title: Ships by year
unit: ships
| | Ships | Boats |
| 2023 | 1234567 | 52 |
| 2024 | 52 | 2345678 |
```

![A striped flag over the port](port.png "The port at noon")

![The quay with a round light](quay.png)

## What does it mean? {.summary}

==The northern trade is open again.== ==Nobody expects it to close soon.==

[^a]: Printed in the gazette of the port.
"""


def _picture(*, round_light: bool) -> bytes:
    image = Image.new("RGB", (320, 200), (30, 30, 200) if round_light else (200, 30, 30))
    draw = ImageDraw.Draw(image)
    if round_light:
        draw.ellipse((50, 50, 200, 150), fill=(255, 255, 0))
    else:
        draw.line((0, 0, 320, 200), fill=(255, 255, 255), width=9)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


PICTURES = {"port.png": _picture(round_light=False), "quay.png": _picture(round_light=True)}


@lru_cache(maxsize=1)
def built() -> tuple[LaidOutBriefing, bytes, bytes]:
    """Return what is understood of the briefing, its deck and its handout."""
    return built_from(SOURCE)


def built_from(text: str) -> tuple[LaidOutBriefing, bytes, bytes]:
    """Return what is understood of a source, its deck and its handout."""
    source, report = Source("ferries.md", text.encode()), Report()
    found = laid_out(source, report, pictures=PICTURES)
    bundle = build(source, Pictures(PICTURES), Options(), report, SESSION)
    assert found is not None, report.findings
    assert bundle is not None, report.findings
    files = {one.kind: one.data for one in bundle.artifacts}
    return found, files["pptx"], files["pdf"]


def deck_proof(data: bytes) -> Proof:
    """Return the proof of a deck that should be the briefing's."""
    found, deck, _ = built()
    return prove_deck(found.brief, found.products.deck, data, deck)


def handout_proof(data: bytes) -> Proof:
    """Return the proof of a handout that should be the briefing's."""
    found, _, handout = built()
    return prove_handout(found.brief, found.products.handout, data, handout)
