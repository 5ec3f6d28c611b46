"""The locale of a language, for whoever writes or reads dates and numbers in it."""

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

FALLBACK = "en"
"""The language of dates and numbers where the CLDR does not know the document's own."""

CURRENCY_SIGNS = "$€£¥₴₽₹"
"""Signs of currencies, before or behind a number."""

CURRENCIES = "kr|Kč|zł|Ft|lei|EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|UAH"
"""Abbreviations of currencies behind a number, as alternatives of a pattern."""


@lru_cache(maxsize=64)
def locale_of(lang: str) -> Locale:
    """Return the locale of `lang` (BCP 47), or the nearest: region or script given up, then English."""
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(FALLBACK)


_TAG = re.compile(r"(?i)(?:(?:ar|kok|lv|ms|sgn|sw|uz|zh)-[a-z]{3}|[a-z]{2,3}(?!-[a-z]{3}(?:-|$)))(-[a-z0-9]{1,8})*")
"""A language tag of BCP 47: its form, not its registry, which has no language of more than three letters.

A second part of three letters is an "extended language", which the registry has for eight languages only; `en-GBB` is a
slip.
"""


def instead_of_language(written: str) -> str:
    """Return what to write where `written` is not a language tag, or nothing if it is one.

    The name of a language, in English or in itself, is answered with its tag.
    """
    if _TAG.fullmatch(written) and not written.casefold().endswith("-uk"):
        return ""
    tag = language_meant(written)
    return f"write `{tag}`" if tag else "write a language tag such as `en-GB` or `pl`"


def language_meant(written: str) -> str:
    """Return the tag that `written` is or means, as the name of a language does; empty if nobody knows."""
    tag = re.sub(r"(?i)-uk$", "-GB", written.strip().replace("_", "-"))
    return tag if _TAG.fullmatch(tag) else _tag_of(tag.casefold())


def is_language(tag: str) -> bool:
    """Return whether there is a language `tag`, of two letters; the rarer ones have three and are taken on trust."""
    first = tag.split("-", maxsplit=1)[0].lower()
    return len(first) > 2 or first in {*Locale.parse(FALLBACK).languages, "bh", "in", "iw", "ji", "jw", "mo"}


def _tag_of(name: str) -> str:
    names = {str(tag): str(english).casefold() for tag, english in Locale.parse(FALLBACK).languages.items()}
    for tag, english in names.items():
        if english == name:
            return tag.replace("_", "-")
    for tag in names:
        own = locale_of(tag) if len(tag) == 2 else None
        if own and own.language == tag and str(own.languages.get(tag, "")).casefold() == name:
            return tag
    return ""
