"""A source that has everything a deck can show, and the deck made of it."""

from functools import lru_cache

from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from tests.corpus.pictures import striped_png
from tests.session import SESSION

RICH = """---
title: Two Ports Reopen
series: Harbour Notes
number: 7/2025
date: 2025-03-14
authors: [Ada Marsh, Jon Reef]
publisher: Institute of Tides
lang: en-GB
actors:
  norway: {name: Norway, flag: "no", leader: Jonas Gahr Støre}
  china: {name: China, flag: cn}
  russia: {name: Russia, flag: ru}
  nato: {name: NATO}
---

Two ports reopened in the spring. Norway and China met Russia and NATO in January 2024.

## What did Norway gain? {actor=norway}

==Norway regained its shortest route to the shelf==, and ships used it at once. ==China followed in June 2024.==
The [communiqué of the summit](https://example.org/communique) says so[^a]. Norway, Russia and NATO signed in May 2023.

| Port | Ships |
| --- | --- |
| Vardø | 12 |
| Kirkenes | 40 |

## What did NATO say? {actor=nato}

==NATO welcomed the step==. Russia and China did not. NATO met Norway on 3 March 2025.

```chart
kind: bar
title: Ships by year
unit: ships
source: Port authority, 2025

| | Ships |
| 2023 | 10 |
| 2024 | 52 |
```

![A striped flag over the port](port.png)

## What does the weather do?

==The ice is thinner than before.== Nobody expects it to grow.

## What does it mean? {.summary}

==The northern trade is open again.== ==Nobody expects it to close soon.==

[^a]: Printed in the gazette of the port.
"""


def built(text: str, formats: tuple[str, ...] = ("pptx",)) -> dict[str, bytes]:
    """Return the products of `text` by kind; the picture `port.png` is at hand."""
    report = Report()
    pictures = Pictures({"port.png": striped_png(320, 200)})
    bundle = build(Source("rich.md", text.encode()), pictures, Options(formats=formats), report, SESSION)
    assert bundle, [f"{one.span} {one.message}" for one in report.findings]
    return {one.kind: one.data for one in bundle.artifacts}


@lru_cache(maxsize=1)
def rich_deck() -> bytes:
    """Return the deck of RICH."""
    return built(RICH)["pptx"]
