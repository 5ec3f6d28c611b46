"""The front matter of a draft as YAML, each remark as a comment above the line that it is about."""

import json
import re
from collections.abc import Mapping, Sequence

from builder.model.brief import Actor, Fields, Person, Publisher
from builder.model.marking_and_brand import Brand, Marking

_PLAIN = re.compile(
    r"[^\W_](?:[^:#\[\]{},&*!|>'\"%@`\\\n\t\x00-\x1f\x7f\x85\u2028\u2029\ufeff\u200e\u200f]|:(?!\s|$))*\Z"
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPECIAL = re.compile(
    r"(?i)(?:y|n|yes|no|on|off|true|false|null|~|[-+]?[\d._,:]+(?:e[-+]?\d+)?|0[xo][\da-f]+|\.inf|\.nan|\d{4}-\d.*)\Z"
)

Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]
"""What JSON can say."""

_ALWAYS = ("title", "date", "lang", "authors", "lead", "questions", "text", "answer", "actors", "name", "items")
"""Keys that are printed even where they are empty, so that a program finds them."""


def front_matter_of(fields: Fields, remarks: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the lines of the front matter between its two `---`; keys that are empty are left out.

    `remarks` are the comments by the name of their key; one whose key is left out is where the key would.
    """
    lines = ["---"]
    for name, value in fields_data(fields).items():
        for remark in remarks.get(name, ()):
            lines += [f"# {_UNPRINTABLE.sub(' ', one)}".rstrip() for one in remark.splitlines()]
        lines += _entry(name, value)
    return [*lines, "---"]


def _entry(name: str, value: Data) -> list[str]:
    """Return the lines that give a key; actors and the brand take one for each of their own."""
    if not value:
        return []
    match value:
        case dict() if name in {"actors", "brand"}:
            return [f"{name}:", *(f"  {_scalar(key)}: {_flow(one)}" for key, one in value.items())]
        case dict() if name == "slides":
            said = (f"{key}: {'yes' if on else 'no'}" for key, on in value.items())
            return [f"slides: {{{', '.join(said)}}}"]
        case _:
            return [f"{name}: {value if name == 'date' else _flow(value)}"]


def _flow(value: Data) -> str:
    """Return a value on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case str():
            return _scalar(value)
        case _:
            return json.dumps(value)


def _scalar(text: str) -> str:
    """Return `text` as YAML reads it back: plain where that is sure, else between double quotes."""
    if _PLAIN.match(text) and not _SPECIAL.match(text) and text == text.strip():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", lambda one: f"\\u{ord(one.group()):04x}", quoted
    )


def fields_data(fields: Fields) -> dict[str, Data]:
    """Return every key of the front matter in the order of the format."""
    return {
        "title": fields.title,
        "subtitle": fields.subtitle,
        "series": fields.series,
        "number": fields.number,
        "date": fields.date.isoformat() if fields.date else None,
        "authors": [_person(one) for one in fields.authors],
        "publisher": _publisher(fields.publisher),
        "lang": fields.lang,
        "url": fields.url,
        "contact": fields.contact[0] if len(fields.contact) == 1 else list(fields.contact),
        "actors": {actor.id: _actor(actor) for actor in fields.actors},
        "marking": _marking(fields.marking),
        "brand": _brand(fields.brand),
        "slides": dict(fields.slides),
        "unconfirmed": list(fields.unconfirmed),
    }


def _marking(marking: Marking) -> Data:
    if not marking.watermark and not marking.in_name:
        return marking.text
    return without_empty({"text": marking.text, "watermark": marking.watermark, "in-name": marking.in_name})


def _brand(brand: Brand) -> Data:
    return without_empty(
        {
            "logo": brand.logo,
            "logo-on-dark": brand.logo_on_dark,
            "alt": brand.alt,
            "accent": f"#{brand.accent.hex}" if brand.accent else "",
            "heading-font": brand.heading_font,
            "text-font": brand.text_font,
            "address": list(brand.address),
        }
    )


def without_empty(entries: dict[str, Data]) -> dict[str, Data]:
    """Return `entries` without what is empty, but for the keys that programs ask for."""
    return {
        name: value
        for name, value in entries.items()
        if name in _ALWAYS or not (value is None or value is False or value in ("", [], {}))
    }


def _person(person: Person) -> Data:
    if not person.affiliation and not person.email:
        return person.name
    return without_empty({"name": person.name, "affiliation": person.affiliation, "email": person.email})


def _publisher(publisher: Publisher) -> Data:
    if not publisher.imprint and not publisher.url:
        return publisher.name
    return without_empty({"name": publisher.name, "imprint": publisher.imprint, "url": publisher.url})


def _actor(actor: Actor) -> Data:
    return without_empty(
        {
            "name": actor.name,
            "flag": actor.flag,
            "leader": actor.leader,
            "monogram": actor.monogram,
            "picture": actor.portrait.src if actor.portrait else "",
            "picture-alt": actor.portrait.alt if actor.portrait else "",
            "aliases": list(actor.aliases),
            "hidden": actor.hidden,
        }
    )
