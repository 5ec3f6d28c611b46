"""Rules of accessibility, as Office's own checker has them: titles, alternatives, headers, contrast, language, size."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from lxml import etree

from builder.check.deck.effective_format import words_of
from builder.check.deck.reader import DECORATIVE, DeckFault, DeckRule, OpenedDeck, whole
from builder.check.deck.shape_index import IndexedShape, first, shapes_of
from builder.codes import (
    PPTX_ALT_TEXT,
    PPTX_BARE_LINK,
    PPTX_LOW_CONTRAST,
    PPTX_NO_LANGUAGE,
    PPTX_NO_TITLE,
    PPTX_SAME_TITLE,
    PPTX_SMALL_TEXT,
    PPTX_TABLE_HEADER,
)
from builder.model.office_xml import A, C, P, R
from builder.model.units import Color, contrast_ratio

FLOOR = 1200
"""The least size of words on a slide of the usual height, hundredths of a point."""

USUAL_HEIGHT = 6858000
"""EMU: 7.5 inches. A lower slide is shown as large, so its words may be smaller in the same measure."""

_LARGE = 1800
_CONTRAST, _CONTRAST_LARGE = 4.5, 3.0
"""The least contrast of words, and of large words (WCAG 2.2, 1.4.3)."""

_TITLES = {"title", "ctrTitle"}
_VAGUE = {"here", "click here", "link", "this link", "more", "read more", "hier", "tutaj", "ici", "aquí", "тут"}
"""Words of a link that say nothing of where it leads."""


def find_no_title(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Every slide has a title with words in a title placeholder."""
    for name, shapes in shapes_of(deck):
        if not _title(shapes):
            yield DeckFault(name, "the slide has no title")


def find_same_titles(deck: OpenedDeck) -> Iterator[DeckFault]:
    """No two slides have the same title: screen readers and the outline tell slides apart by it."""
    seen: dict[str, str] = {}
    for name, shapes in shapes_of(deck):
        title = _title(shapes)
        if title and title in seen:
            yield DeckFault(name, f"the title is the same as that of {deck.spoken(seen[title])}: `{title[:50]}`")
        seen.setdefault(title, name)


def find_no_alternative(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Pictures, tables, charts, groups and lines have an alternative text, or are marked as decorative."""
    for name, shapes in shapes_of(deck):
        for seen in shapes:
            named = seen.named
            plain = seen.shape.tag == f"{P}sp" and (seen.words.strip() or seen.mark is not None)
            if named is None or plain:
                continue
            decorative = any(one.get("val") != "0" for one in named.iter(DECORATIVE))
            alternative = (named.get("descr") or "").strip()
            if not alternative and not decorative:
                yield DeckFault(name, f"`{named.get('name')}` has no alternative text and is not marked as decorative")
            if alternative and decorative:
                yield DeckFault(name, f"`{named.get('name')}` is marked as decorative and has an alternative text")
            if re.search(r"\.(png|jpe?g|gif|svg|webp)$", alternative, re.IGNORECASE):
                yield DeckFault(name, f"the alternative text of `{named.get('name')}` is a file name")


def find_no_header(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A table has a header row."""
    for name, tree in deck.shown():
        for table in tree.iter(f"{A}tbl"):
            look = table.find(f"{A}tblPr")
            if look is None or look.get("firstRow") not in {"1", "true"}:
                yield DeckFault(name, "a table has no header row")


def find_low_contrast(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Words stand out from their ground, by 4.5 to 1, or 3 to 1 where they are large."""
    for name, words in words_of(deck):
        if words.color is None or words.ground is None or not words.text.strip():
            continue
        ratio = _ratio(words.color, words.ground)
        if ratio < (_CONTRAST_LARGE if words.size >= _LARGE else _CONTRAST):
            yield DeckFault(name, f"`{words.text[:30]}` in `{words.shape}` has a contrast of {ratio:.2f} to 1")


@lru_cache(maxsize=256)
def _ratio(ink: Color, ground: Color) -> float:
    """Return the contrast; a deck has few pairs and many words."""
    return contrast_ratio(ink, ground)


def find_small_text(deck: OpenedDeck) -> Iterator[DeckFault]:
    """No word on a slide is smaller than 12 points, or than what is shown as large on a lower slide."""
    floor = _floor(deck)
    for name, words in words_of(deck):
        if words.size < floor and words.text.strip():
            yield DeckFault(name, f"`{words.text[:30]}` in `{words.shape}` is {words.size / 100:g} pt")
    for name, tree in deck.trees.items():
        if tree.tag != f"{C}chartSpace":
            continue
        for look in tree.iter(f"{A}defRPr", f"{A}rPr"):
            size = whole(look, "sz", floor)
            if size < floor:
                yield DeckFault(name, f"text in a chart is {size / 100:g} pt")


def _floor(deck: OpenedDeck) -> int:
    """Return the least size of words, hundredths of a point."""
    size = deck.trees[deck.main].find(f"{P}sldSz") if deck.main in deck.trees else None
    height = whole(size, "cy", USUAL_HEIGHT) if size is not None else USUAL_HEIGHT
    return FLOOR * min(height, USUAL_HEIGHT) // USUAL_HEIGHT


def find_no_language(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Every run says its language, on slides, in notes and in charts."""
    for name, tree in (*deck.sheets(), *((n, t) for n, t in deck.trees.items() if t.tag == f"{C}chartSpace")):
        for run in tree.iter(f"{A}r", f"{A}fld"):
            look = first(run, f"{A}rPr")
            if look is None or not look.get("lang"):
                yield DeckFault(name, f"`{(run.findtext(f'{A}t') or '')[:30]}` has no language")
                break


def find_bare_links(deck: OpenedDeck) -> Iterator[DeckFault]:
    """The words of a link say where it leads; its runs, one for each script and look, are read as one."""
    for name, tree in deck.shown():
        for paragraph in tree.iter(f"{A}p") if deck.may_hold(name, b"hlinkClick") else ():
            for link, runs in groupby(paragraph, key=_link_of):
                words = "".join(run.findtext(f"{A}t") or "" for run in runs).strip()
                if link and (not words or words.lower().rstrip(".…» ") in _VAGUE):
                    yield DeckFault(name, f"the text of a link does not say where it leads: `{words}`")


def _link_of(run: etree._Element) -> str:
    """Return what the link of a run leads to, or nothing if it has none."""
    link = first(first(run, f"{A}rPr"), f"{A}hlinkClick") if run.tag == f"{A}r" else None
    return "" if link is None else f"{link.get(f'{R}id')} {link.get('action')}"


def _title(shapes: tuple[IndexedShape, ...]) -> str:
    for seen in shapes:
        if seen.shape.tag == f"{P}sp" and seen.mark is not None and seen.mark.get("type") in _TITLES:
            return " ".join(seen.words.split())
    return ""


RULES = (
    DeckRule(PPTX_NO_TITLE, find_no_title, "give the slide a title"),
    DeckRule(PPTX_SAME_TITLE, find_same_titles, "give each slide a title of its own"),
    DeckRule(PPTX_ALT_TEXT, find_no_alternative, "describe it, or mark it as decorative"),
    DeckRule(PPTX_TABLE_HEADER, find_no_header, "turn on the table's header row"),
    DeckRule(PPTX_LOW_CONTRAST, find_low_contrast, "make the text darker or its background lighter"),
    DeckRule(PPTX_SMALL_TEXT, find_small_text, "set the text at 12 points or more, and use less of it"),
    DeckRule(PPTX_NO_LANGUAGE, find_no_language, "set the proofing language of the text"),
    DeckRule(PPTX_BARE_LINK, find_bare_links, "describe what the link leads to"),
)
