"""Front matter above a text or a page: YAML between `---`, TOML between `+++`, JSON in braces, or bare keys."""

import html
import json
import re
import tomllib
from collections.abc import Iterator

import yaml
from msgspec import Struct
from msgspec.structs import replace

from builder.importing.paragraphs import alphanumeric

_KEY = re.compile(r"([A-Za-z][\w-]{0,40})\s*:\s*(.*?)\s*$")
_OPENS_BARE = re.compile(r"(?:title|layout|permalink|lang|author|description):")
_MOST_LINES = 200
"""Lines of front matter; the longest that we saw has 60."""
_MOST_ENTRIES = 40
"""Entries of one list that are read, such as tags."""
_ASKS, _REPLIES = ("question", "q", "title", "name"), ("answer", "a", "description", "text", "content", "body")
_LEADS = ("opener", "intro", "introduction", "lead")
_HEADINGS = ("heading", "section", "category", "group", "title", "name")
"""Keys under which sites keep questions, answers, and the headings of their groups, the most telling first."""
_FIRST, _DEEPEST = 2, 6
"""The levels of headings that groups and questions in lists take."""
_ENTRY = re.compile(r"(?:-\s+)?[\w-]+:\s*(?:[|>][-+]?\s*$)?[\"']?|-\s+")
_MARKS = {"---": ("---", "..."), "+++": ("+++",)}


class MetadataBlock(Struct, frozen=True):
    """What is above a text."""

    given: dict[str, str]
    """One value a key, keys in lower case."""
    lines: tuple[str, ...]
    """Its lines as written, without the marks around it."""
    length: int
    """How many lines it takes up, the marks included."""
    source: str = ""
    """YAML as written."""


NOTHING = MetadataBlock({}, (), 0)


def metadata_block_of(text: str) -> MetadataBlock:
    """Return the front matter of `text`, whose lines end in line feeds; `NOTHING` where it has none."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines[:_MOST_LINES]) if line.strip()), 0)
    mark = lines[first].strip()
    if mark in _MARKS:
        end = next(
            (at for at in range(first + 1, min(len(lines), _MOST_LINES)) if lines[at].strip() in _MARKS[mark]), 0
        )
        inside = lines[first + 1 : end]
        given = (_from_toml(inside) if mark == "+++" else _from_yaml(inside)) if end else {}
        block = _block(given, inside, end + 1) if given else NOTHING
        return replace(block, source="\n".join(inside)) if given and mark == "---" else block
    if mark.startswith("{") and not mark.startswith(("{%", "{{", "{:")):
        return _json_block(lines, first)
    end = next((at for at, line in enumerate(lines) if not _KEY.match(line)), 0)
    if end < 2 or not _OPENS_BARE.match(lines[0]):
        return NOTHING
    return _block(_from_yaml(lines[:end]), lines[:end], end)


def questions_in(head: MetadataBlock) -> str:
    """Return as Markdown the questions and answers that front matter holds in its lists; nothing if it has none."""
    try:
        tree = yaml.load(head.source, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but strings
    except (yaml.YAMLError, ValueError, RecursionError):
        return ""
    if not isinstance(tree, dict):
        return ""
    asked = [*_asked(tree, _FIRST)]
    lead = [one for key, one in tree.items() if str(key).lower() in _LEADS and isinstance(one, str)]
    return "\n\n".join((*lead, *asked)) if asked else ""


def _asked(tree: object, level: int) -> Iterator[str]:
    """Yield the questions below `tree` with their answers, under the headings of their groups."""
    if level > _DEEPEST:
        return
    if isinstance(tree, list):
        for one in tree:
            yield from _asked(one, level)
    elif isinstance(tree, dict):
        said = {str(key).lower(): value for key, value in tree.items()}
        asks, replies = (next((said[key] for key in keys if said.get(key)), "") for keys in (_ASKS, _REPLIES))
        if level > _FIRST and isinstance(asks, str) and isinstance(replies, str) and asks and replies:
            yield f"{'#' * level} {' '.join(asks.split())}\n\n{replies}"
            return
        below = [part for value in tree.values() if isinstance(value, list) for part in _asked(value, level + 1)]
        heading = next((said[key] for key in _HEADINGS if isinstance(said.get(key), str)), "")
        yield from [f"{'#' * level} {heading}"] if heading and below and level > _FIRST else []
        yield from below


def lines_left_out(head: MetadataBlock, body: str) -> list[str]:
    """Return what of the front matter `body` does not say: whole lines, or the keys before what it says."""
    said = alphanumeric(body)
    found = []
    for line in head.lines:
        key = _ENTRY.match(line)
        rest = line[key.end() :] if key else line
        found.append(line if alphanumeric(rest) not in said else key[0] if key else "")
    return found


def _block(given: dict[str, str], inside: list[str], length: int) -> MetadataBlock:
    return MetadataBlock(given, tuple(line.strip() for line in inside if line.strip()), length)


def _json_block(lines: list[str], first: int) -> MetadataBlock:
    """Return a JSON object that ends on a line of its own, as Hugo writes it."""
    for end in range(first, min(len(lines), _MOST_LINES)):
        if not lines[end].rstrip().endswith("}"):
            continue
        try:
            tree = json.loads("\n".join(lines[first : end + 1]))
        except (ValueError, RecursionError):
            continue
        given = _texts_of(tree)
        return _block(given, lines[first : end + 1], end + 1) if given else NOTHING
    return NOTHING


def _from_toml(lines: list[str]) -> dict[str, str]:
    try:
        return _texts_of(tomllib.loads("\n".join(lines)))
    except (ValueError, RecursionError):
        found = (re.match(r"\s*([A-Za-z][\w-]*)\s*=\s*(.*?)\s*$", line) for line in lines)
        return {one[1].lower(): one[2].strip("'\"") for one in found if one and one[2]}


def _from_yaml(lines: list[str]) -> dict[str, str]:
    """Return the keys of YAML; of broken YAML those that stand alone in their lines."""
    try:
        tree = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but strings
    except (yaml.YAMLError, ValueError, RecursionError):
        tree = None
    if isinstance(tree, dict):
        return _texts_of(tree)
    found = (_KEY.match(line) for line in lines)
    return {one[1].lower(): one[2].strip("'\"") for one in found if one and one[2]}


def _texts_of(tree: object) -> dict[str, str]:
    pairs = tree.items() if isinstance(tree, dict) else ()
    return {str(key).strip().lower(): said for key, value in pairs if (said := _text_of(value))}


def _text_of(value: object) -> str:
    match value:
        case bool() | None:
            return ""
        case str():
            return " ".join(html.unescape(value).split())
        case list():
            return "; ".join(text for one in value[:_MOST_ENTRIES] if (text := _text_of(one)))
        case dict():
            return _text_of(value.get("name", value.get("title", "")))
        case _:
            return str(value)
