"""What we know of languages: the files in `assets/import`, one a language, and patterns made of their words."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from builder.media import installed_assets


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    """Return every file by its language; read once, for they are part of the program."""
    assets = installed_assets()
    names = [name for name in assets if name.startswith("import/") and name.endswith(".toml")]
    return {name[7:-5]: tomllib.loads(assets[name].decode("utf-8")) for name in names}


@cache
def phrases(key: str) -> tuple[str, ...]:
    """Return the entries under `key` in all languages: a page may be in one, and its frame in another."""
    return tuple(dict.fromkeys(one for table in _tables().values() for one in table.get(key, ())))


@cache
def languages_with(key: str) -> Mapping[str, frozenset[str]]:
    """Return the entries under `key` of each language that has any."""
    return {lang: frozenset(table[key]) for lang, table in sorted(_tables().items()) if table.get(key)}


@cache
def words(key: str, lang: str) -> frozenset[str]:
    """Return the entries under `key` in the language of the tag `lang`; nothing for a language without a file."""
    return frozenset(_tables().get(lang.split("-", maxsplit=1)[0], {}).get(key, ()))


@cache
def pattern(key: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Return a pattern of the entries under `key` in all languages, whatever their case, between two others."""
    return re.compile(f"{before}(?:{'|'.join(phrases(key)) or '(?!)'}){after}", re.IGNORECASE)
