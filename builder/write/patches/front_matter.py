"""Patches of the front matter: other words for a value, in the quotes that it has."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from builder.model.brief import Actor, Draft, Person
from builder.write.draft_form import said_by
from builder.write.patches.patch import Patch, PatchProposal, exactly
from builder.write.patches.read_source import ReadSource


class ScalarPlace(NamedTuple):
    """Where a value of the front matter is written."""

    line: int
    column: int
    length: int
    quote: str
    """The quotes that it is in, or nothing."""


def field_changed(source: ReadSource, place: ScalarPlace, path: Sequence[str], new: str) -> Iterator[PatchProposal]:
    """Yield the ways to give a value of the front matter other words, in the quotes that it has.

    Several authors in the place of one are several items of the list, in a line or on lines.
    """
    several = _SEPARATOR.split(new) if path[0] == "authors" else [new]
    people = several if all(len(one.split()) > 1 for one in several) else [new]  # not "Ada Marsh, PhD"
    wanted = _fields_with(source.draft, path, people)
    if wanted is None:
        return
    start = source.text.offset(place.line, place.column) - len(place.quote)
    end = start + place.length + 2 * len(place.quote)
    written = [f"{place.quote}{_scalar(one, place.quote)}{place.quote}" for one in people]
    item = re.match(r"[ \t]*- ", source.text.line(place.line))
    for way in dict.fromkeys((", ".join(written), f"\n{item[0]}".join(written) if item else written[0])):
        yield PatchProposal((Patch(start, end, way),), exactly(source.form._replace(fields=wanted)))


_SEPARATOR = re.compile(r"\s*[,;&،、，]\s*")
"""What is between the names of authors on a cover."""


def _fields_with(draft: Draft, path: Sequence[str], words: Sequence[str]) -> object | None:
    """Return what the front matter says once the value at `path` is `words`, of which only authors have several.

    None if there is no such value.
    """
    fields, new = draft.fields, words[0]
    match list(path):
        case ["date"]:
            return said_by(replace(fields, date=date.fromisoformat(new)))
        case ["publisher"]:
            return said_by(replace(fields, publisher=replace(fields.publisher, name=new)))
        case ["authors", at]:
            known = fields.authors[int(at)]
            named = [known if one == known.name else Person(one) for one in words]
            people = named if len(words) > 1 else [replace(known, name=new)]
            before, behind = fields.authors[: int(at)], fields.authors[int(at) + 1 :]
            return said_by(replace(fields, authors=(*before, *people, *behind)))
        case ["contact", at]:
            lines = tuple(new if number == int(at) else line for number, line in enumerate(fields.contact))
            return said_by(replace(fields, contact=lines))
        case ["actors", name, ("name" | "leader") as key]:
            actors = tuple(_actor_with(one, key, new) if one.id == name else one for one in fields.actors)
            return said_by(replace(fields, actors=actors))
        case ["marking"]:
            return said_by(replace(fields, marking=replace(fields.marking, text=new)))
        case [("title" | "subtitle" | "series" | "number") as key]:
            return said_by(replace(fields, **{key: new}))
        case _:
            return None


def _actor_with(actor: Actor, key: str, new: str) -> Actor:
    return replace(actor, name=new) if key == "name" else replace(actor, leader=new)


def _scalar(text: str, quote: str) -> str:
    """Return `text` as YAML writes it between the quotes that are there, or plain where that is sure."""
    double = text.replace("\\", "\\\\").replace('"', '\\"')
    if quote == '"':
        return double
    if quote == "'":
        return text.replace("'", "''")
    plain = text[:1].isalnum() and text == text.strip() and not any(char in text for char in ":#{}[],&*!|>'\"%@`\n")
    reserved = text.lower() in {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
    number = not any(char.isalpha() for char in text)
    is_date = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None
    return text if is_date or (plain and not reserved and not number) else f'"{double}"'
