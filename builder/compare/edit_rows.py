"""What is kept beside a source: the folder `NAME.edits` with a list of edits, and the parts that they need."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from builder.compare.likeness import likeness
from builder.compare.neutral_deck import NeutralSlide
from builder.compare.source_facts import folded, without_part_mark

Row = dict[str, Any]
"""An edit: its kind, the slide, the shape, and what to do."""

LIST = "edits.json"
MOST_EDITS = 5_000
"""The most edits that a list may have: more than anybody makes by hand, and as many as a build makes in seconds."""
RECOGNISED = 0.5
"""How alike the title of a slide must be to the one that was edited."""

_FILE = re.compile(r"(?:shapes|slides|charts|media)/(?:[a-z]+-)?[0-9a-f]{10}\.[a-z]+")
_NAMED = re.compile(rb'"((?:charts|media)/[a-z0-9-]+\.[a-z]+)"')
"""How the XML of a kept shape names its files."""


def folder_of(stem: str) -> str:
    """Return the name of the folder in which the edits of a briefing are kept."""
    return f"{stem}.edits"


def rows_from(data: bytes) -> list[Row]:
    """Return the edits that a list names; ValueError if it is not one."""
    table = json.loads(data)
    rows = table.get("edits") if isinstance(table, dict) else None
    if not isinstance(rows, list) or not all(
        isinstance(one, dict) and isinstance(one.get("kind"), str) for one in rows
    ):
        raise ValueError("not a list of edits")
    if len(rows) > MOST_EDITS:
        raise ValueError(f"it has {len(rows):,} edits, more than {MOST_EDITS:,}")
    json.dumps(rows, ensure_ascii=False).encode()  # UnicodeEncodeError, a ValueError, where half a character is escaped
    return rows


def list_bytes(rows: Sequence[Row]) -> bytes:
    """Return the list as JSON that a reviewer can read, in a fixed order."""
    ordered = sorted(rows, key=lambda row: json.dumps(row, sort_keys=True, ensure_ascii=False))
    return (json.dumps({"format": 1, "edits": ordered}, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def slide_row(slide: NeutralSlide, key: str) -> Row:
    """Return what a slide is recognised by: its key, and the title that it has now."""
    return {"key": key, "title": without_part_mark(slide.title)}


def slide_for(row: Mapping[str, Any], slides: Sequence[NeutralSlide]) -> int:
    """Return which of `slides` an edit belongs to, or -1: by its title, by its key where titles do not tell."""
    title, key = folded(str(row.get("title", ""))), str(row.get("key", ""))
    titles = [folded(without_part_mark(one.title)) for one in slides]
    same = [at for at, one in enumerate(titles) if one == title]
    if same:
        return next((at for at in same if slides[at].key == key), same[0])
    scored = [(likeness(title, one), slides[at].key == key, -at) for at, one in enumerate(titles)]
    best = max(scored, default=(0.0, False, 1))
    if best[0] >= RECOGNISED:
        return -best[2]
    return next((at for at, one in enumerate(slides) if one.key == key and not one.title and not title), -1)


def files_of(row: Row, folder: str, media: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Return the files that an edit needs, and those that these name."""
    found: list[tuple[str, bytes]] = []
    waiting = [str(row[key]) for key in ("file", "background") if key in row]
    while waiting:
        name = waiting.pop()
        if not _FILE.fullmatch(name):
            raise ValueError(f"`{name}` is not a file in the folder")
        data = media.get(folder + name)
        if data is None:
            raise ValueError(f"the file `{folder}{name}` is missing")
        found.append((name, data))
        if name.endswith(".xml"):
            waiting += [one.decode() for one in _NAMED.findall(data) if one.decode() not in dict(found)]
    return found
