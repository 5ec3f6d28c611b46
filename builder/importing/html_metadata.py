"""What a web page says of itself to machines: JSON-LD, `meta` elements, the language of `html`."""

import json
import re
from collections.abc import Iterator

from lxml import html

from builder.importing.page_title import title_of_page

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
    headings = [text for element in root.iter("h1") if (text := _words(element))]
    home = next((text for element in root.iter("h1") if (text := _link_home(element))), "")
    named = given.get("title", "") or next(map(_words, root.iter("title")), "")
    publisher = given.get("publisher", "") or home
    given["title"], site = title_of_page(named, headings, publisher, given.get("url", ""))
    site = site or home
    if site and not given.get("publisher"):
        given["publisher"] = site
    if not given.get("date"):
        times = [element.get("datetime", "") for element in root.iter("time")]
        given["date"] = next((one for one in times if re.match(r"\d{4}-\d\d-\d\d", one)), "")


def _words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _link_home(heading: html.HtmlElement) -> str:
    """Return the words of a heading that is a link to the first page of the site, as the site's name is."""
    links = [
        one
        for one in heading.iter("a")
        if re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.html?)?", one.get("href", "x"))
    ]
    return _words(heading) if links and _words(links[0]) == _words(heading) else ""


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
