"""The parts of a PowerPoint package as text: each part and what it refers to, numbered ones of one kind on one line."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from posixpath import basename, dirname

from lxml import etree


def part_lines(data: bytes) -> Iterator[str]:
    """Yield the parts of the deck in `data` in the order of their names, behind each what its relationships lead to."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = sorted((name for name in package.namelist() if not name.endswith(".rels")), key=_by_number)
        parts = [(name, _aims(package, name)) for name in names]
    at = 0
    while at < len(parts):
        name, aims = parts[at]
        alike = at
        while alike + 1 < len(parts) and (_kind(parts[alike + 1][0]), parts[alike + 1][1]) == (_kind(name), aims):
            alike += 1
        count = f" to {basename(parts[alike][0])}" if alike > at else ""
        yield f"{name}{count}{' -> ' + ', '.join(aims) if aims else ''}"
        at = alike + 1


def _aims(package: zipfile.ZipFile, name: str) -> tuple[str, ...]:
    """Return the targets of the relationships of a part, sorted: their ids are no business of a reader."""
    path = f"{dirname(name)}/_rels/{basename(name)}.rels"
    if path not in package.namelist():
        return ()
    targets = (one.get("Target", "") for one in etree.fromstring(package.read(path)))
    return tuple(sorted({one if "://" in one else basename(one) for one in targets}, key=_by_number))


def _by_number(name: str) -> list[tuple[int, str]]:
    """Return a key that puts slide 10 behind slide 9."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def _kind(name: str) -> str:
    return re.sub(r"\d+", "#", name)
