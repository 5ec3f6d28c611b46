"""Questions that a page shows as the heads of boxes that open: siblings of one kind, each a head and what it hides."""

from collections import defaultdict

from lxml import html

from builder.importing.paragraphs import asks_at_end

_FEWEST = 3
"""Boxes of one kind from which on they are a row, and not a box and its neighbour."""
_LONGEST_HEAD = 400
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def mark_accordions(root: html.HtmlElement, asked: dict[str, bool]) -> None:
    """Make the heads of such boxes `summary` elements, and add their words to `asked`.

    A row of boxes counts where most heads ask; then a head that states something, as quoted objections do, asks too.
    Paragraphs of one class with others between them, as `q` and `a`, are such heads as well. Boxes of `details` below
    several headings of a page are one row, however few of them are below one.
    """
    for parent in root.iter("dl"):
        _take(list(parent.iter("dt")), asked)
    opening: dict[tuple[str, str], list[html.HtmlElement]] = defaultdict(list)
    for parent in list(root.iter()):
        if not isinstance(parent.tag, str):
            continue
        kinds: dict[tuple[str, str], list[html.HtmlElement]] = defaultdict(list)
        for child in parent:
            if kind := _kind(child):
                (opening if child.tag == "details" else kinds)[kind].append(child)
        for kind, boxes in kinds.items() if len(parent) >= _FEWEST else ():
            _take(_heads(boxes) or [box for box in boxes if _kind(box.getnext()) not in {None, kind}], asked)
    for boxes in opening.values():
        _take(_heads(boxes), asked)


def without_contents_cards(root: html.HtmlElement, removed: list[str]) -> None:
    """Take away the cards of a table of contents: links with a heading inside, each to a part that a heading opens."""
    places = {element.get("id"): element for element in root.iter() if element.get("id")}
    rows: dict[html.HtmlElement, list[html.HtmlElement]] = defaultdict(list)
    opened: dict[str, bool] = {}
    for card in root.iter("a"):
        name, head = (card.get("href") or "")[1:], next(card.iter(*_HEADINGS), None)
        if head is None or name not in places or asks_at_end(words_of(head)):
            continue
        if name not in opened:
            opened[name] = _opens_with_heading(places[name])
        if opened[name]:
            rows[card.getparent()].append(card)
    for cards in rows.values():
        for card in cards if len(cards) >= _FEWEST else ():
            removed.append(words_of(card))
            card.drop_tree()


def _opens_with_heading(element: html.HtmlElement) -> bool:
    head = next(element.iter(*_HEADINGS), None)
    return head is not None and words_of(element).startswith(words_of(head))


def _kind(element: html.HtmlElement | None) -> tuple[str, str] | None:
    """Return the tag and the first class of an element that has one."""
    if element is None or not isinstance(element.tag, str) or not (element.get("class") or element.tag == "details"):
        return None
    return element.tag, element.get("class", "").split(" ")[0]


def _heads(boxes: list[html.HtmlElement]) -> list[html.HtmlElement]:
    return [head for box in boxes if (head := _head(box)) is not None]


def _take(heads: list[html.HtmlElement], asked: dict[str, bool]) -> None:
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
