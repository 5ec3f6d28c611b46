"""Rules about the package: names, content types, relations, XML that can be read."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from builder.check.deck.reader import DeckFault, DeckRule, OpenedDeck
from builder.codes import (
    PPTX_BROKEN_RELATION,
    PPTX_CONTENT_TYPE,
    PPTX_DUPLICATE_PART,
    PPTX_ORPHAN_PART,
    PPTX_UNREADABLE_PART,
)
from builder.model.office_xml import MC, OFFICE, TYPES, A, R

_PML = "application/vnd.openxmlformats-officedocument.presentationml."
_OFC = "application/vnd.openxmlformats-officedocument."

KINDS = {
    OFFICE + "officeDocument": (
        _PML + "presentation.main+xml",
        _PML + "template.main+xml",
        _PML + "slideshow.main+xml",
    ),
    OFFICE + "slide": (_PML + "slide+xml",),
    OFFICE + "slideLayout": (_PML + "slideLayout+xml",),
    OFFICE + "slideMaster": (_PML + "slideMaster+xml",),
    OFFICE + "notesSlide": (_PML + "notesSlide+xml",),
    OFFICE + "notesMaster": (_PML + "notesMaster+xml",),
    OFFICE + "handoutMaster": (_PML + "handoutMaster+xml",),
    OFFICE + "theme": (_OFC + "theme+xml",),
    OFFICE + "presProps": (_PML + "presProps+xml",),
    OFFICE + "viewProps": (_PML + "viewProps+xml",),
    OFFICE + "tableStyles": (_PML + "tableStyles+xml",),
    OFFICE + "chart": (_OFC + "drawingml.chart+xml",),
    OFFICE + "image": ("image/png", "image/jpeg", "image/gif", "image/svg+xml"),
}
"""The content types that fit a relation (ECMA-376 part 1, 13.3 and 15.2)."""

_RELATED = etree.XPath("descendant-or-self::*[@r:*]", namespaces={"r": R.strip("{}")})
"""The elements that name a relation."""


def find_duplicates(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Names are compared without regard to case (ECMA-376 part 2, 9.1.1)."""
    for name, count in Counter(entry.filename.lower() for entry in deck.entries).items():
        if count > 1:
            yield DeckFault(name, f"{count} entries have this name")


def find_unsafe_names(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A name points outside the package, or is written as another system writes paths."""
    for entry in deck.entries:
        name = entry.orig_filename
        if "\\" in name or name.startswith("/") or ".." in name.split("/"):
            yield DeckFault(name, "the name is not that of a part")


def find_damage(deck: OpenedDeck) -> Iterator[DeckFault]:
    """An entry's bytes do not have the checksum that they had when written."""
    if deck.damaged:
        yield DeckFault(deck.damaged, "the bytes are damaged")


def find_unreadable(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A part is not XML, or XML of a kind that Office refuses."""
    yield from (DeckFault(name, why) for name, why in deck.unread.items())


def find_double_types(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A suffix or part has two content types."""
    for names in (deck.defaults, deck.overrides):
        for name, count in Counter(name.lower() for name, _ in names).items():
            if count > 1:
                yield DeckFault(TYPES, f"the content type of `{name}` is declared {count} times")


def find_phantoms(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A content type is declared for a part that is not there: PowerPoint then wants to repair the file."""
    for name, _ in deck.overrides:
        if name.lstrip("/") not in deck.parts:
            yield DeckFault(TYPES, f"`{name}` is declared but is not in the package")


def find_untyped(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A part has no content type."""
    for name in deck.parts:
        if name != TYPES and not deck.content_type(name):
            yield DeckFault(name, "the part has no content type")


def find_wrong_types(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A part's content type does not fit the relation that leads to it."""
    for own in deck.relations.values():
        for one in own.values():
            if one.part in deck.parts and one.kind in KINDS and deck.content_type(one.part) not in KINDS[one.kind]:
                kind = one.kind.rsplit("/", 1)[-1]
                yield DeckFault(one.part, f"the content type `{deck.content_type(one.part)}` does not fit a {kind}")


def find_double_relations(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Two relations of a part have the same id."""
    yield from (DeckFault(name, f"the relationship `{number}` is declared twice") for name, number in deck.repeated)


def find_dead_relations(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A relation leads to a part that is not there."""
    for source, own in deck.relations.items():
        for number, one in own.items():
            if one.part and one.part not in deck.parts:
                yield DeckFault(
                    source, f"the relationship `{number}` leads to `{one.part}`, which is not in the package"
                )


def find_lost_relations(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Relations are kept for a part that is not there."""
    for source in deck.relations:
        if source and source not in deck.parts:
            yield DeckFault(source, "there are relationships for this part, but the part does not exist")


def find_undeclared_relations(deck: OpenedDeck) -> Iterator[DeckFault]:
    """An element names a relation that its part does not have."""
    for name, tree in deck.trees.items():
        if name.endswith(".rels") or name == TYPES:
            continue
        own = deck.relations.get(name, {})
        for element in _RELATED(tree) if _may_relate(tree, deck.parts[name]) else ():
            for key, value in element.attrib.items():
                if not key.startswith(R) or value in own:
                    continue
                acts = element.tag.startswith(f"{A}hlink") and element.get("action") and not value
                if not acts:
                    tag = etree.QName(element).localname
                    yield DeckFault(name, f"`{tag}` names the relationship `{value}`, which the part does not have")


def _may_relate(tree: etree._Element, data: bytes) -> bool:
    """Return whether a part may name a relation at all: a look at its bytes saves a walk through its tree."""
    prefixes = [prefix for prefix, space in tree.nsmap.items() if f"{{{space}}}" == R]
    return any(f" {prefix}:".encode() in data for prefix in prefixes) if prefixes else R.strip("{}").encode() in data


def find_orphans(deck: OpenedDeck) -> Iterator[DeckFault]:
    """No relation leads to a part."""
    seen, todo = {""}, [""]
    while todo:
        for one in deck.relations.get(todo.pop(), {}).values():
            if one.part and one.part not in seen:
                seen.add(one.part)
                todo.append(one.part)
    for name in deck.parts:
        if name not in seen and name != TYPES and not name.endswith(".rels"):
            yield DeckFault(name, "no relationship leads to this part")


def find_prefixes(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A choice between forms requires a name space that nothing declares."""
    for name, tree in deck.trees.items():
        for choice in tree.iter(f"{MC}Choice"):
            for prefix in (choice.get("Requires") or "").split():
                if prefix not in choice.nsmap:
                    yield DeckFault(name, f"`Requires` names the prefix `{prefix}`, which is not declared")


RULES = (
    DeckRule(PPTX_DUPLICATE_PART, find_duplicates),
    DeckRule(PPTX_DUPLICATE_PART, find_unsafe_names),
    DeckRule(PPTX_UNREADABLE_PART, find_damage, "download the file again, or build it again"),
    DeckRule(PPTX_UNREADABLE_PART, find_unreadable),
    DeckRule(PPTX_CONTENT_TYPE, find_double_types),
    DeckRule(PPTX_CONTENT_TYPE, find_phantoms),
    DeckRule(PPTX_CONTENT_TYPE, find_untyped),
    DeckRule(PPTX_CONTENT_TYPE, find_wrong_types),
    DeckRule(PPTX_BROKEN_RELATION, find_double_relations),
    DeckRule(PPTX_BROKEN_RELATION, find_dead_relations),
    DeckRule(PPTX_BROKEN_RELATION, find_lost_relations),
    DeckRule(PPTX_BROKEN_RELATION, find_undeclared_relations),
    DeckRule(PPTX_ORPHAN_PART, find_orphans),
    DeckRule(PPTX_UNREADABLE_PART, find_prefixes),
)
