"""Questions that a page shows as the heads of boxes that open: siblings of one kind, each a head and what it hides."""

from __future__ import annotations

from collections import defaultdict

from lxml import html

from builder.importing.paragraphs import asks_at_end

_FEWEST = 3
"""Boxes of one kind from which on they are a row, and not a box and its neighbour."""
_LONGEST_HEAD = 400


def mark_accordions(root: html.HtmlElement, asked: dict[str, bool]) -> None:
    """Make the heads of such boxes `summary` elements, and add their words to `asked`.

    A row of boxes counts where most heads ask; then a head that states something, as quoted objections do, asks too.
    """
    for parent in root.iter("dl"):
        _take([(one, one) for one in parent.iter("dt")], asked)
    for parent in list(root.iter()):
        if not isinstance(parent.tag, str) or len(parent) < _FEWEST:
            continue
        kinds: dict[tuple[str, str], list[html.HtmlElement]] = defaultdict(list)
        for child in parent:
            if isinstance(child.tag, str) and (child.get("class") or child.tag == "details"):
                kinds[child.tag, child.get("class", "").split(" ")[0]].append(child)
        for boxes in kinds.values():
            _take([(box, head) for box in boxes if (head := _head(box)) is not None], asked)


def _take(boxes: list[tuple[html.HtmlElement, html.HtmlElement]], asked: dict[str, bool]) -> None:
    heads = [head for _, head in boxes]
    if len(heads) < _FEWEST or 2 * sum(asks_at_end(words_of(one)) for one in heads) <= len(heads):
        return
    for head in heads:
        asked[words_of(head)] = True
        if head.tag in {"a", "span", "div", "p", "button", "label", "strong", "b"}:
            head.tag = "summary"


def _head(box: html.HtmlElement) -> html.HtmlElement | None:
    """Return the first element of a box that holds words, where more than its words are in the box."""
    if (box.text or "").strip():
        return None
    found = next((one for one in box.iter() if isinstance(one.tag, str) and (one.text or "").strip()), None)
    if found is None or found is box:
        return None
    words = words_of(found)
    parent = found.getparent()
    while parent is not None and parent is not box and words_of(parent) == words:
        found, parent = parent, parent.getparent()
    return found if len(words) < _LONGEST_HEAD and len(words_of(box)) > len(words) else None


def words_of(element: html.HtmlElement) -> str:
    """Return the words of `element` with single spaces."""
    return " ".join(" ".join(element.itertext()).split())
