"""Saved web pages (.html): the article without the site around it; title, date and authors from its metadata.

Our own: of six pages with questions, trafilatura keeps those of three, readability those of four; both drop boxes that
open, in which pages hide their answers. On the 181 pages of the article extraction benchmark we keep 0.993 of the
words, trafilatura 0.978, readability 0.931; we keep more of what is around them, which later stages leave out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import unescape

from lxml import etree, html

from builder.codes import BROKEN_SOURCE
from builder.importing.byline import GENERIC
from builder.importing.charsets import text_of
from builder.importing.html_accordions import mark_accordions, without_contents_cards, words_of
from builder.importing.html_article import INLINE, Walker
from builder.importing.html_metadata import metadata_of
from builder.importing.paragraphs import alphanumeric, asks_at_end, word_count
from builder.importing.pieces import Extract, PieceKind, RawPiece
from builder.model.findings import Report, Span

_SILENT = ("script", "style", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video")
_AROUND = ("nav", "footer", "form", "dialog", "select", "textarea", "input", "menu")
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"})
_NAMES = (
    r"(?:^|\s|(?<!\bhas)(?<!\bwith)(?<!\bnon)(?<!\bno)[_-])(?:{})(?:$|\s|[_-](?!enabled|disabled|open|closed|on|off))"
)
"""A name alone or with others before or behind it, but not what says that something is there: `has-paywall`."""
_BESIDE = re.compile(
    _NAMES.format(
        r"related|cookies?|newsletter|comments?|advert|subscribe|softwall|snackbar|recommend\w*|popular|trending|byline-bio"
        r"|(?:author|about)-(?:bio|box|info)|about-author|bio|cta(?:-\w+)?|call-to-action"
    ),
    re.IGNORECASE,
)
"""What elements are called that hold sentences, but not of the article."""
_FURNITURE = re.compile(
    _NAMES.format(
        r"share|sharing|social(?![\w-]*embed)|breadcrumbs?|promo|signup|login|copyright|sidebar|pagination|pager|skip|print|search|footer"
    ),
    re.IGNORECASE,
)
"""What elements are called that hold none of the article, unless they hold most of it."""
_PERHAPS = re.compile(
    _NAMES.format(
        r"ads?|banner|menu|nav|navbar|navigation|toolbar|masthead|widget|rating\w*|paywall\w*|tags?|toc|table-of-contents|modal"
        r"|popup|lang-switch\w*|language-?(?:switcher|selector)"
    ),
    re.IGNORECASE,
)
"""What elements are called that are not of the article, and also what holds it on pages of some programs."""
_KEYWORD = re.compile(r"(?<!\S)(?:category|tag)-\S+")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where the second word of a name such as `PromoSmall` begins."""
_NO_SCRIPT = re.compile(r"<noscript\b[^<>]*>(?P<inside>.*?)</noscript\s*>", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<number>\d+));?")
_NO_MORE = 0.8
"""The share of the words of a row of headings that these have at least."""
_FEWEST_HEADS = 3
"""Headings from which on one that is alone on the highest level is the title."""
_TEASER = 60
"""Words below the heading of a box that announces another page (tests/cases/import/de-teaser-im-gespraech)."""
_LINE, _ASKED, _LEAST, _ALL = 25, 60, 200, 8
"""Characters from which on a line is one of the text, what a heading that asks counts as, what an article has; how many
times as much as all else is in a box that holds the article in spite of its name."""
_NO_ARTICLES = frozenset({"p", "table", "ul", "ol", "dl", "tbody", "blockquote"})


def extract_of(source: str, text: str, report: Report, removed: list[str]) -> Extract | None:
    """Return the extract of a web page, or None with a finding where it cannot be read as one."""
    words = _words_of(text)
    text = _NO_SCRIPT.sub(lambda one: _without_script(one, removed), text)
    root = _root(text) if text.strip() else None
    if root is None:
        message = "this file cannot be read as a web page"
        report.add(BROKEN_SOURCE, Span(source), message, "save the page again, as HTML")
        return None
    given, asked = metadata_of(root)
    _silence(root)
    without_contents_cards(root, removed)
    mark_accordions(root, asked)
    prose = _Prose(root)
    main = _main(root, prose)
    walker = Walker(asked, given.get("url", ""), removed)
    _leave_out(main, removed, walker.keeps, prose)
    walker.walk(main)
    if main is not root:
        removed += _outside(root, main)
    given["title"] = _title_above(walker.pieces, given.get("title", ""))
    return Extract(walker.pieces, given, words)


def _title_above(pieces: Sequence[RawPiece], named: str) -> str:
    """Return the heading that is above all others of an article, or what the page is `named` where that says more."""
    heads = list({one.text: one for one in reversed(pieces) if one.form is PieceKind.HEADING}.values())[::-1]
    levels = [one.level for one in heads]
    first = heads[0] if heads and heads[0].level == min(levels) and levels.count(heads[0].level) == 1 else None
    if first is None or len(heads) < _FEWEST_HEADS or first.asked or first.linked or asks_at_end(first.text):
        return named
    if alphanumeric(named) and alphanumeric(named) in alphanumeric(first.text):
        return named
    more = word_count(first.text) > word_count(named) or (first.level == 1 and not GENERIC.match(first.text.strip()))
    return first.text.strip() if more else named


def _words_of(text: str) -> str:
    """Return the words of a page by its characters alone, so that what its parser loses is noticed."""
    text = re.sub(r"<!--.*?(?:-->|\Z)", " ", text, flags=re.DOTALL)
    text = re.sub(r"<head\b.*?</head\b[^>]*>|<title\b.*?</title\b[^>]*>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    for name in (*_SILENT, "audio", "video"):
        text = re.sub(rf"<{name}\b.*?</{name}\b[^>]*>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    return unescape(re.sub(r"</?[A-Za-z][^<>]*>|<!doctype[^<>]*>|<\?[^<>]*>", " ", text, flags=re.IGNORECASE))


def _without_script(found: re.Match[str], removed: list[str]) -> str:
    """Return what of a box for browsers without scripts belongs to the text: pictures. Its words are listed."""
    inside = found["inside"]
    words = " ".join(unescape(re.sub(r"<[^<>]*>", " ", inside)).split())
    removed += [words] if words else []
    return " ".join(re.findall(r"<img\b[^<>]*>", inside, re.IGNORECASE)[:1]) if not words else " "


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a page and its encoding: UTF-8 where the bytes are, else what it names, or what they show."""
    named = _CHARSET.search(data[:4096])
    found = text_of(data)
    sure = found is not None and found[1] == "utf-8" and not data.isascii()
    if named and not sure and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named[1].decode("ascii")), named[1].decode("ascii").lower()
        except (LookupError, UnicodeDecodeError):
            pass
    return found or ("", "")


def _root(text: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    text = _REFERENCE.sub(_sound_reference, text)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    is_cut = any("Excessive depth" in entry.message for entry in parser.error_log)
    return None if is_cut else root


def _sound_reference(found: re.Match[str]) -> str:
    """Return a reference to a character as it is written, or a space for one that XML cannot hold."""
    digits = (found["hex"] or found["number"]).lstrip("0")[:8]
    code = int(digits or "0", 16 if found["hex"] else 10)
    sound = (
        code in {9, 10, 13}
        or (0x20 <= code < 0xD800 and code != 0x7F)
        or 0xE000 <= code < 0xFFFE
        or 0x10000 <= code < 0x110000
    )
    return found[0] if sound else " "


def _silence(root: html.HtmlElement) -> None:
    """Take out what is never read: scripts, styles, drawings."""
    for element in list(root.iter(*_SILENT)):
        _drop(element)


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _leave_out(main: html.HtmlElement, removed: list[str], keeps: Mapping[str, bool], prose: _Prose) -> None:
    """Take the site's own elements out of the article; their words go to `removed`."""
    teasers = _teasers(main, keeps) | _cards(main, keeps)
    for element in list(main.iter()):
        if element is main or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if element in teasers or (_is_around(element) and not _holds_text(element, prose, keeps)):
            words = words_of(element)
            removed += [words] if words else []
            _drop(element)


def _is_around(element: html.HtmlElement) -> bool:
    tag = element.tag.lower()
    if tag in _AROUND or (element.get("role") or "").lower() in _ROLES or element.get("aria-hidden") == "true":
        return True
    if element.get("hidden") is not None and tag not in {"details", "div", "section"}:
        return True
    if tag in {"main", "article"}:
        return _Prose.is_beside(element)
    if tag in {"html", "body", "h1", "h2", "h3", "h4", "h5", "h6", "p", "table", "tr", "td", "th", "li", "dt", "dd"}:
        return False
    said = _names_of(element)
    return bool(_BESIDE.search(said) or _FURNITURE.search(said) or _PERHAPS.search(said))


def _names_of(element: html.HtmlElement) -> str:
    """Return what an element is called, without the keywords that blog programs write into the class of a post."""
    return _INNER_CAPITAL.sub("-", _KEYWORD.sub("", f"{element.get('class', '')} {element.get('id', '')}"))


def _teasers(main: html.HtmlElement, keeps: Mapping[str, bool]) -> set[html.HtmlElement]:
    """Return the boxes that announce other pages: a heading that is one link, and few words below it, or a row of such.

    Where headings stand in a row, hardly any other words are beside them.
    """
    lengths: dict[html.HtmlElement, int] = {}

    def length(element: html.HtmlElement) -> int:
        if element not in lengths:
            lengths[element] = len(words_of(element).split())
        return lengths[element]

    found = set()
    rows: dict[html.HtmlElement, list[html.HtmlElement]] = defaultdict(list)
    for heading in main.iter("h2", "h3", "h4", "h5"):
        words = words_of(heading)
        links = [one for one in heading.iter("a") if one.get("href", "#")[:1] not in {"", "#"}]
        if not words or words in keeps or asks_at_end(words) or sum(map(length, links)) < length(heading):
            continue
        box = heading
        for parent in heading.iterancestors():
            alone = parent is not main and length(parent) <= length(heading) + _TEASER
            if not alone or sum(1 for _ in parent.iter("h1", "h2", "h3", "h4", "h5", "summary", "dt")) > 1:
                break
            box = parent
        if length(box) > length(heading):
            found.add(box)
        else:
            rows[box.getparent()].append(box)
    for parent, boxes in rows.items():
        found |= set(boxes) if len(boxes) > 1 and length(parent) * _NO_MORE <= sum(map(length, boxes)) else set()
    return found


def _cards(main: html.HtmlElement, keeps: Mapping[str, bool]) -> set[html.HtmlElement]:
    """Return the links that hold a heading or paragraphs, several on a page: each announces another page."""
    found = set()
    for link in main.iter("a"):
        away = link.get("href", "#").strip()[:1] not in {"", "#"}
        blocks = any(isinstance(one.tag, str) and one.tag not in INLINE for one in link.iter() if one is not link)
        if away and blocks and words_of(link) and not asks_at_end(words_of(link)) and words_of(link) not in keeps:
            found.add(link)
    return found if len(found) > 1 else set()


def _holds_text(element: html.HtmlElement, prose: _Prose, keeps: Mapping[str, bool]) -> bool:
    """Return whether an element named like a site's own holds text after all: a good part of it, or its questions."""
    if keeps:
        headings = element.iter("h1", "h2", "h3", "h4", "h5", "summary", "dt", "button")
        if any(words_of(one) in keeps for one in headings):
            return True
    said = prose[element]
    if prose.is_beside(element):
        return any(True for _ in element.iter("h1")) or said > _ALL * max(prose.whole, _LEAST / 2)
    plain = element.tag == "form" or bool(_FURNITURE.search(_names_of(element)))
    return said > _LINE and (said * 2 > prose.whole or (not plain and said * 2 > len(words_of(element))))


class _Prose(dict[html.HtmlElement, int]):
    """How many characters of text each element of a page holds, whatever its tags: lines that are no row of links.

    What is beside the article, such as readers' comments, is counted in itself but not in what is around it.
    """

    def __init__(self, root: html.HtmlElement) -> None:
        """Add up the lines of all elements, the innermost first."""
        super().__init__()
        line: dict[html.HtmlElement, int] = {}
        for element in reversed([one for one in root.iter() if isinstance(one.tag, str)]):
            inner = [one for one in element if isinstance(one.tag, str)]
            tails = sum(len(" ".join((one.tail or "").split())) for one in element)
            own = len(" ".join((element.text or "").split())) + tails + sum(line.pop(one) for one in inner)
            below = sum(self[one] for one in inner if not self.is_beside(one))
            inline = element.tag in INLINE and not below
            line[element] = own if inline and element.tag != "a" else 0
            heading = re.fullmatch(r"h[1-6]|summary|dt", element.tag)
            counts = not inline and own > _LINE and not heading
            self[element] = below + (own if counts else _ASKED if heading and asks_at_end(words_of(element)) else 0)
        self.whole = self.get(root, 0)

    @staticmethod
    def is_beside(element: html.HtmlElement) -> bool:
        """Return whether an element is called as what is beside an article."""
        if element.tag in {"html", "body"}:
            return False
        said = _names_of(element)
        return element.tag in _AROUND[:2] or element.get("role", "").lower() in _ROLES or bool(_BESIDE.search(said))


def _main(root: html.HtmlElement, prose: _Prose) -> html.HtmlElement:
    """Return the element that holds the article: the one that says so, or the smallest with most of the text."""
    named = [*root.iter("main"), *root.xpath("//*[@role='main']"), *root.iter("article")]
    title = alphanumeric(" ".join(map(words_of, root.iter("title"))))
    heads = [one for one in root.iter("h1") if (said := alphanumeric(words_of(one))) and said in title]
    named = [one for one in named if not prose.is_beside(one)]
    titled = [one for one in named if prose[one] > _LEAST and any(one in head.iterancestors() for head in heads)]
    best = max(titled or named, key=prose.__getitem__, default=None)
    if best is not None and (titled or prose[best] * 2 > prose.whole):
        return best
    found = next(root.iter("body"), root)
    while len(found):
        inner = max((one for one in found if isinstance(one.tag, str)), key=prose.__getitem__, default=found)
        if prose[inner] <= 0.8 * prose.whole or inner.tag in _NO_ARTICLES or not len(inner):
            break
        if not any(True for _ in inner.iter("h1", "h2")) and any(True for _ in found.iter("h1")):
            break
        found = inner
    return found


def _outside(root: html.HtmlElement, main: html.HtmlElement) -> list[str]:
    """Return the words of a page that stand outside the article."""
    inside = set(main.iter())
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in {"head", "title", "meta"}:
            continue
        own = element.text if element not in inside else None
        tail = element.tail if element not in inside or element is main else None
        found += [" ".join(text.split()) for text in (own, tail) if text and text.strip()]
    return found
