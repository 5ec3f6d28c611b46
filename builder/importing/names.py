"""Names of persons in lines and fields: what is one, what is a list of them, and what names an institution."""

import re

from builder.importing.language_data import pattern, phrases
from builder.importing.paragraphs import word_count
from builder.model.brief import Person

BY = pattern("by", after=r"(?:\s*[:：]?\s+|[:：])(?=\S)")
"""What is before the names of authors: `by`, `von`, `文：`."""
_FULL_NAME = r"[^\W\d_a-zß-ÿа-яё][\w’'-]+(?:\s[^\W\d_A-Z]{1,3}\b){0,2}\s[^\W\d_a-zß-ÿа-яё][\w’'-]+"
"""A given name and a family name, particles between them; the pattern must heed case."""
_INTERVIEWED = pattern("interviewed", r"\W*(?:", rf")\s*[:：]?\s+(?-i:(?P<name>{_FULL_NAME}))")
_JOINERS = pattern("joiner", r"\s*(?:[,;·|&/、،]|(?-i:\b", r"\b))\s*")
_TITLES = pattern("title", r"^(?:", r"\.?\s+)+")
_BEHIND = re.compile(r",?\s+(?:MP|MEP|PhD|OBE|KC|QC|Jr\.?)$")
"""What English has behind a name."""
_VENUE = pattern("venue", r"\b", "$")
"""What the names of places end with where people speak to the press."""
_INVERTED = re.compile(r"([^,;]+),\s*([^,;]+)$")
"""A name with the family name first, as catalogues write it."""
_SLUG = re.compile(r"[^\W\d_A-Z]+(?:-[^\W\d_A-Z]+){1,3}$")
"""The key of an author, as sites name the page of one: `ada-holm`."""
_HYPHENED = re.compile(r"[A-ZÀ-Þ][^\W\d_A-Z]+(?:-[A-ZÀ-Þ][^\W\d_A-Z]+)+")
"""A name all parts of which hyphens join: `Ada-Holm`."""
_NO_NAME = pattern("no_name", after=r"\b")
"""Words with which no person's name begins."""
_NO_AUTHOR = pattern("no_author", after="$")
_ORGANISATION = pattern("organisation", r"(?-i:\b", r"\b)|معهد|مركز|وزارة|研究所|研究院|部$|省$")
_WITH_ROLE = re.compile(r"(?P<name>[^,–—(|]{4,60}?)\s*[,–—(|]\s*(?P<role>.+)$")
_OTHERS = pattern("and_others", r"(?<![\s,])[\s,]*+\b", r"\s*+$")
_ADDRESS = re.compile(r"[<(\[]?(?:https?://\S+|(?<![\w.+-])[\w.+-]++@[\w.-]+[>)\]]?)")
"""Where somebody is found, beside their name."""
_EASTERN = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3·]{2,8}")
_ASIDE = re.compile(r",?\s*[(（][^()（）]{1,60}[)）]\s*$")
"""What is said of a name behind it, such as how it is written elsewhere."""
_LONGEST_NAME = 3
"""Words beyond which a name with a frequent word in capitals is a title: `Fixing the Policy Is Urgent`."""
_LONGEST_ROLE = 120
"""Characters of a line that names somebody and their office."""
_MOST_NAMES = 12
"""Names of one line; a longer list is no byline."""
_MOST_WORDS = 5
"""Words of one name."""
_ORGANISATION_WORDS = 7
"""Words of the longest line that names an institution and says nothing else."""


def interviewer_in(text: str) -> str:
    """Return the name in a line that says who asked the questions, or nothing for any other text."""
    found = _INTERVIEWED.match(text)
    return found["name"] if found else ""


def names_in(text: str) -> list[str]:
    """Return the names of which `text` is a list, or nothing if it is anything else."""
    parts = [_BEHIND.sub("", _TITLES.sub("", part.strip())) for part in _JOINERS.split(text.strip().rstrip("."))]
    parts = [part for part in parts if part]
    return parts if parts and len(parts) <= _MOST_NAMES and all(_is_name(part) for part in parts) else []


def without_by(text: str) -> str:
    """Return a line of names without the word before them, such as `by` or `von`."""
    bare = text.lstrip(" *_(–—-")
    found = BY.match(bare)
    return _ASIDE.sub("", bare[found.end() :]) if found else text


def name_with_role(text: str) -> list[str]:
    """Return the name of a line such as `Ada Holm, analyst`, or nothing where no role that we know follows it."""
    found = _WITH_ROLE.match(text.strip())
    if not found or len(text) > _LONGEST_ROLE:
        return []
    said = set(re.findall(r"\w+", found["role"].casefold()))
    return names_in(found["name"]) if said & set(phrases("biography")) else []


def eastern_names(text: str) -> list[str]:
    """Return the names of a list in a script that writes them without a space."""
    parts = re.split(r"[、，,;；\s]+", text.strip())
    return parts if all(_EASTERN.fullmatch(part) for part in parts) else []


def names_of(text: str) -> tuple[Person, ...]:
    """Return the persons of a field that lists authors, without addresses and without an `et al` after it.

    Names with the family name first are turned where semicolons part them; the keys of authors are read as names.
    """
    bare = _OTHERS.sub("", _ADDRESS.sub("", text).strip("[] "))
    listed = [part.strip() for part in bare.split(";") if part.strip()]
    if (";" in bare or "," in bare) and any(_is_inverted(one) for one in listed):
        parts = [_turned(one) for one in listed if _is_inverted(one)]
    else:
        parts = [without_by(one.strip()) for one in _JOINERS.split(bare)]
    return tuple(
        Person(_from_key(name.strip()))
        for name in parts
        if name.strip() and not re.match(r"(?:https?:|www\.|@)", name.strip()) and not _NO_AUTHOR.match(name.strip())
    )


def is_key(text: str) -> bool:
    """Return whether a field gives the key of an author in place of a name: `ada-holm`."""
    return all(_SLUG.fullmatch(part.strip()) for part in re.split("[,;]", text.strip("[] ")))


def has_others(text: str) -> bool:
    """Return whether a field that lists authors says that there are more."""
    return bool(_OTHERS.search(text.strip("[] ")))


def is_organisation(text: str) -> bool:
    """Return whether a short line names an institution."""
    shown = text.title() if text.isupper() else text
    return word_count(text) <= _ORGANISATION_WORDS and bool(_ORGANISATION.search(shown))


def _is_inverted(text: str) -> bool:
    """Return whether `text` is a name such as `Holm, Ada`: one or two words before the comma, and after it."""
    found = _INVERTED.match(text)
    return found is not None and len(found[1].split()) == 1 and 0 < len(found[2].split()) < _LONGEST_NAME


def _turned(text: str) -> str:
    found = _INVERTED.match(text) if _is_inverted(text) else None
    return f"{found[2].strip()} {found[1].strip()}" if found else text


def _from_key(text: str) -> str:
    if _HYPHENED.fullmatch(text):
        return text.replace("-", " ")
    if not _SLUG.fullmatch(text):
        return text if " " in text else text.replace("_", " ")
    return " ".join(part if part in phrases("particle") else part.capitalize() for part in text.split("-"))


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or re.search(r"[\d?!:()\"“„«»@？！：，。（）]", text):
        return False
    if text.upper() == text.lower():
        return len(words) < _MOST_WORDS
    if _NO_NAME.match(text) or _VENUE.search(text) or is_organisation(text) or _is_office(text):
        return False
    if len(words) > _LONGEST_NAME and any(word.lower() in phrases("frequent") for word in words if word[:1].isupper()):
        return False
    big = [word for word in words if word[:1].isupper() or re.match(r"(?:al|el|d|l|O)[-'’][A-ZÀ-Þ]", word)]
    return len(big) > 1 and all(word in big or word.lower() in phrases("particle") for word in words)


def _is_office(text: str) -> bool:
    """Return whether a line in capitals is the title of an office, such as `PRIME MINISTER`."""
    return text.isupper() and text.rsplit(maxsplit=1)[-1].casefold() in phrases("honorifics")
