"""The picture that a name probably means which no picture has."""

from collections.abc import Mapping
from difflib import get_close_matches
from itertools import islice
from unicodedata import normalize
from urllib.parse import unquote

_MOST_COMPARED = 500
"""Pictures among which a name is looked for that is nearly the one written."""

RASTER = ("png", "jpg", "jpeg", "PNG", "JPG")
"""Suffixes of pictures of dots."""


def near_name(written: str, pictures: Mapping[str, bytes], suffixes: tuple[str, ...] = RASTER) -> str:
    """Return the one of `pictures` that `written` probably means: spelt otherwise, or nearly so; else nothing.

    It may end in another one of `suffixes`, or lack it.
    """
    path = unquote(written).replace("\\", "/").strip("'\"“”‘’")
    stem, dot, suffix = path.rpartition(".")
    forms = [path, path.lower(), path.upper(), f"{stem}{dot}{suffix.lower()}", f"{stem}{dot}{suffix.upper()}"]
    forms += [f"{stem if suffix.lower() in suffixes else path}.{one}" for one in suffixes]
    composed = [normalize(form, one) for form in ("NFC", "NFD") for one in forms]
    found = next((one for one in composed if one != written and one in pictures), "")
    return found or next(iter(get_close_matches(path, islice(pictures, _MOST_COMPARED), 1, cutoff=0.75)), "")
