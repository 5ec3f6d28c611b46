"""What a web page says of itself to machines: JSON-LD, `meta` elements, the language of `html`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import html

_Value = str | int | float | bool | None | list["_Value"] | dict[str, "_Value"]
_ARTICLES = ("Article", "NewsArticle", "Report", "BlogPosting", "WebPage", "FAQPage", "QAPage", "ScholarlyArticle")
_DEEPEST = 12
_LONGEST = 2_000_000
_NAMES = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "date": ("article:published_time", "citation_publication_date", "dc.date", "dcterms.issued", "dcterms.created",
             "date", "pubdate", "publish-date", "publication_date", "og:published_time"),
    "author": ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author"),
    "publisher": ("citation_publisher", "dc.publisher", "og:site_name", "publisher", "application-name"),
    "url": ("og:url",),
    "series": ("citation_series_title",),
}  # fmt: skip
"""The `name` or `property` of the `meta` elements for each field, the most telling first."""


def metadata_of(root: html.HtmlElement) -> tuple[dict[str, str], dict[str, bool]]:
    """Return the fields that the page gives, and the questions that its metadata says it answers."""
    given: dict[str, str] = {}
    asked: dict[str, bool] = {}
    for tree in _linked_data(root):
        _take(tree, given, asked)
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            metas.setdefault(name, []).append(content)
    for field, names in _NAMES.items():
        found = next((metas[name] for name in names if name in metas), [])
        found = [one for one in found if not one.startswith("http") or field == "url"]
        if found and not given.get(field):
            given[field] = "; ".join(found) if field == "author" else found[0]
    _take_page(root, given)
    return {name: value for name, value in given.items() if value}, asked


def _take_page(root: html.HtmlElement, given: dict[str, str]) -> None:
    language = next((element.get("lang") for element in root.iter("html") if element.get("lang")), "")
    given.setdefault("lang", language)
    link = next((element.get("href", "") for element in root.iter("link") if element.get("rel") == "canonical"), "")
    if link.startswith("http"):
        given.setdefault("url", link)
    heading = [element for element in root.iter("h1") if " ".join(element.itertext()).strip()]
    if len(heading) == 1:
        given["title"] = " ".join(" ".join(heading[0].itertext()).split())
    elif given.get("title"):
        given["title"] = _without_site(given["title"], given.get("publisher", ""))
    else:
        title = next((" ".join(" ".join(element.itertext()).split()) for element in root.iter("title")), "")
        given["title"] = _without_site(title, given.get("publisher", ""))
    if not given.get("date"):
        times = [element.get("datetime", "") for element in root.iter("time")]
        given["date"] = next((one for one in times if re.match(r"\d{4}-\d\d-\d\d", one)), "")


def _without_site(title: str, site: str) -> str:
    """Return a page's title without the name of the site after it."""
    parts = re.split(r"\s+[|–—·»-]\s+", title)
    if len(parts) > 1 and (parts[-1].casefold() == site.casefold() or len(parts[-1]) * 2 < len(parts[0])):
        return title[: title.rfind(parts[-1])].rstrip(" |–—·»-")
    return title


def _linked_data(root: html.HtmlElement) -> Iterator[_Value]:
    for element in root.iter("script"):
        text = element.text or ""
        if element.get("type") != "application/ld+json" or len(text) > _LONGEST:
            continue
        try:
            yield json.loads(text)
        except (ValueError, RecursionError):
            continue


def _take(tree: _Value, given: dict[str, str], asked: dict[str, bool], depth: int = 0) -> None:
    """Take fields from articles and questions from FAQ pages, wherever they stand in `tree`."""
    if depth > _DEEPEST:
        return
    if isinstance(tree, list):
        for one in tree[:500]:
            _take(one, given, asked, depth + 1)
    if not isinstance(tree, dict):
        return
    kind = tree.get("@type")
    kinds = [one for one in (kind if isinstance(kind, list) else [kind]) if isinstance(one, str)]
    if any(one in _ARTICLES for one in kinds):
        fields = (("title", "headline"), ("date", "datePublished"), ("author", "author"), ("publisher", "publisher"))
        for field, key in (*fields, ("lang", "inLanguage")):
            said = _name(tree.get(key))
            if said and field not in given:
                given[field] = said
    if "Question" in kinds and _name(tree.get("name")):
        asked[" ".join(_name(tree.get("name")).split())] = True
    for value in tree.values():
        _take(value, given, asked, depth + 1)


def _name(value: _Value) -> str:
    match value:
        case str():
            return " ".join(re.sub(r"<[^<>]*>", " ", value).split())
        case list():
            return "; ".join(name for one in value[:20] if (name := _name(one)))
        case dict():
            return _name(value.get("name", ""))
        case _:
            return ""
