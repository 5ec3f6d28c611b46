"""The title of a web page apart from the name of its site, which its head, address or a heading may say beside it."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from builder.importing.language_data import pattern
from builder.importing.paragraphs import FEW_WORDS, alphanumeric, word_count

_PARTED = re.compile(r"\s+(?:[|–—·•»«:]+|-+|::)\s+")
_PAGE = re.compile(r"\s*[:|–—·•»«]\s+|\s+-+\s+")
"""What parts the words for the first page of a site, which are no title, from the name of the site."""
NO_TITLE = pattern("no_title", after=r"\W*$")
"""What pages and programs call a piece that nobody named: `Home`, `Untitled`."""
_BARS = set("|·•»«")
"""What parts a title only from the name of a site; a dash may be inside the title."""


def title_of_page(named: str, headings: Sequence[str], site: str, address: str) -> tuple[str, str]:
    """Return the title of a page and the name of its site; a part that is not found is empty.

    `named` is what the head of the page calls it, `headings` are those of the first level, `site` is the publisher that
    it gives, `address` its own address.
    """
    rest = [one for one in _PAGE.split(named) if not NO_TITLE.match(one.strip())]
    if len(rest) == 1 and len(_PAGE.split(named)) > 1:
        named, site = "", site or rest[0].strip()
    host = alphanumeric(re.sub(r"^www\.|\.[a-z]+$", "", urlsplit(address).netloc))
    title, found = without_site(named, site or next((one for one in headings if alphanumeric(one) == host), ""))
    parts = _PARTED.split(named)
    last = alphanumeric(parts[-1])
    said = [one for one in headings if alphanumeric(one) not in {alphanumeric(site), host, ""}]
    if len(said) == 1 and len(parts) > 1 and alphanumeric(said[0]) == last and _bar_before(named, parts[-1]):
        return title, found or said[0]
    if len(said) == 1:
        return said[0], found
    alone = {alphanumeric(site), host} - {""}
    return ("" if alphanumeric(title) in alone else title), found


def without_site(title: str, site: str) -> tuple[str, str]:
    """Return a page's title without the name of the site before or after it, and that name."""
    parts = _PARTED.split(title)
    if len(parts) < 2:
        return title, ""
    first, last = parts[0], parts[-1]
    rest = title[: title.rfind(last)].rstrip(" |–—·•»«:-")
    if site and alphanumeric(last) == alphanumeric(site):
        return rest, last
    if site and alphanumeric(first) == alphanumeric(site):
        return title[len(first) :].lstrip(" |–—·•»«:-"), first
    if (_bar_before(title, last) and word_count(last) <= FEW_WORDS) or (site and len(last) * 2 < len(rest)):
        return rest, last
    return title, ""


def _bar_before(title: str, last: str) -> bool:
    return title[: title.rfind(last)].rstrip()[-1:] in _BARS
