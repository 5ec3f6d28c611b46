"""A source that builds without a finding, for tests that are about something else."""

from pathlib import Path

GOOD = """---
title: Two Ports Reopen
series: Harbour Notes
number: 7/2025
date: 2025-03-14
authors: [Ada Marsh]
publisher: Institute of Tides
lang: en-GB
actors:
  norway: {name: Norway, flag: "no", leader: Jonas Gahr Støre}
---

Two ports reopened in the spring after a winter of repairs.

## What did Norway gain? {actor=norway}

==Norway regained its shortest route to the shelf==, and ships used it at once.

## What does it mean? {.summary}

==The northern trade is open again.== Nobody expects it to close soon.
"""

BAD = GOOD.replace("2025-03-14", "2025-02-30").replace("authors:", "autors:")
"""The same with two errors."""


def write_good(folder: Path, name: str = "ports.md") -> Path:
    """Write the good source to `folder` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(GOOD, encoding="utf-8")
    return path
