"""The front matter of a draft as YAML, each remark as a comment above the line that it is about."""

import json
import re
from collections.abc import Mapping, Sequence

from builder.model.branding import Brand, Marking
from builder.model.brief import Actor, Fields, Person, Publisher

_PLAIN = re.compile(
    r"[^\W_](?:[^:#\[\]{},&*!|>'\"%@`\\\n\t\x00-\x1f\x7f\x85\u2028\u2029\ufeff\u200e\u200f]|:(?!\s|$))*\Z"
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPECIAL = re.compile(
    r"(?i)(?:y|n|yes|no|on|off|true|false|null|~|[-+]?[\d._,:]+(?:e[-+]?\d+)?|0[xo][\da-f]+|\.inf|\.nan|\d{4}-\d.*)\Z"
)


def front_matter_of(fields: Fields, remarks: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the lines of the front matter between its two `---`; keys that are empty are left out.

    `remarks` are the comments by the name of their key; one whose key is left out is where the key would.
    """
    lines = ["---"]
    for name, value in _entries(fields):
        for remark in remarks.get(name, ()):
            lines += [f"# {_UNPRINTABLE.sub(' ', one)}".rstrip() for one in remark.splitlines()]
        lines += value
    return [*lines, "---"]


def _entries(fields: Fields) -> list[tuple[str, list[str]]]:
    """Return every key in the order of the format with the lines that give it, none if it is empty."""
    texts = (("title", fields.title), ("subtitle", fields.subtitle), ("series", fields.series))
    found = [(name, _line(name, value)) for name, value in texts]
    found.append(("number", _line("number", fields.number)))
    found.append(("date", [f"date: {fields.date.isoformat()}"] if fields.date else []))
    found.append(("authors", [f"authors: [{', '.join(map(_person, fields.authors))}]"] if fields.authors else []))
    found.append(("publisher", _publisher(fields.publisher)))
    found += [("lang", _line("lang", fields.lang)), ("url", _line("url", fields.url))]
    found.append(("contact", _contact(fields.contact)))
    actors = ["actors:", *(f"  {_actor(one)}" for one in fields.actors)] if fields.actors else []
    found.append(("actors", actors))
    found += [("marking", _marking(fields.marking)), ("brand", _brand(fields.brand))]
    found.append(("slides", _slides(fields)))
    found.append(("unconfirmed", _texts("unconfirmed", fields.unconfirmed)))
    return found


def _contact(lines: Sequence[str]) -> list[str]:
    return _line("contact", lines[0]) if len(lines) == 1 else _texts("contact", lines)


def _texts(name: str, values: Sequence[str]) -> list[str]:
    return [f"{name}: [{', '.join(map(_scalar, values))}]"] if values else []


def _marking(marking: Marking) -> list[str]:
    flags = [("watermark", marking.watermark), ("in-name", marking.in_name)]
    if not any(on for _, on in flags):
        return _line("marking", marking.text)
    said = "".join(f", {name}: true" for name, on in flags if on)
    return [f"marking: {{text: {_scalar(marking.text)}{said}}}"]


def _slides(fields: Fields) -> list[str]:
    said = ", ".join(f"{name}: {'yes' if wanted else 'no'}" for name, wanted in fields.slides)
    return [f"slides: {{{said}}}"] if said else []


def _brand(brand: Brand) -> list[str]:
    accent = f"#{brand.accent.hex}" if brand.accent else ""
    pairs = [("logo", brand.logo), ("logo-on-dark", brand.logo_on_dark), ("alt", brand.alt), ("accent", accent)]
    pairs += [("heading-font", brand.heading_font), ("text-font", brand.text_font)]
    lines = [f"  {name}: {_scalar(value)}" for name, value in pairs if value]
    lines += [f"  {line}" for line in _texts("address", brand.address)]
    return ["brand:", *lines] if lines else []


def _line(name: str, value: str) -> list[str]:
    return [f"{name}: {_scalar(value)}"] if value else []


def _scalar(text: str) -> str:
    """Return `text` as YAML reads it back: plain where that is sure, else between double quotes."""
    if _PLAIN.match(text) and not _SPECIAL.match(text) and text == text.strip():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", lambda one: f"\\u{ord(one.group()):04x}", quoted
    )


def _mapping(pairs: Sequence[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in pairs if value) + "}"


def _person(person: Person) -> str:
    pairs = (("name", person.name), ("affiliation", person.affiliation), ("email", person.email))
    return _mapping(pairs) if person.affiliation or person.email else _scalar(person.name)


def _publisher(publisher: Publisher) -> list[str]:
    if not publisher.name:
        return []
    if not publisher.imprint and not publisher.url:
        return _line("publisher", publisher.name)
    pairs = (("name", publisher.name), ("imprint", publisher.imprint), ("url", publisher.url))
    return [f"publisher: {_mapping(pairs)}"]


def _actor(actor: Actor) -> str:
    pairs = [("name", actor.name), ("flag", actor.flag), ("leader", actor.leader), ("monogram", actor.monogram)]
    if actor.portrait:
        pairs += [("picture", actor.portrait.src), ("picture-alt", actor.portrait.alt)]
    inside = ", ".join(f"{name}: {_scalar(value)}" for name, value in pairs if value)
    aliases = f", aliases: [{', '.join(map(_scalar, actor.aliases))}]" if actor.aliases else ""
    hidden = ", hidden: true" if actor.hidden else ""
    return f"{_scalar(actor.id)}: {{{inside}{aliases}{hidden}}}"
