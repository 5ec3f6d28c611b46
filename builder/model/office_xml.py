"""The XML of Office files (ECMA-376): its names, parts read with care, the relations from part to part."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml exports its element's type under no other name

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
"""What the types of an Office document's relations begin with (part 1, 7.1)."""

TYPES = "[Content_Types].xml"

SAFE_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)
"""Words go on behind a comment or a processing instruction, as every program shows them."""


class Relationship(NamedTuple):
    """A relation of a part: its type, the part that it leads to (empty outside the package), the target as written."""

    kind: str
    part: str
    target: str
    external: bool = False

    @property
    def last_word(self) -> str:
        """The last word of the type, such as `slideLayout`."""
        return self.kind.rpartition("/")[2]


def read_xml(data: bytes) -> Element | str:
    """Return the root of a part, or why it cannot be read.

    Whether it declares a document type is asked of the parsed tree: in UTF-16 or behind a comment bytes do not show it.
    """
    try:
        tree = etree.fromstring(data, SAFE_PARSER)
    except (etree.XMLSyntaxError, ValueError) as fault:
        return f"is not well-formed XML: {str(fault).lower()}"
    if tree.getroottree().docinfo.doctype or tree.getroottree().docinfo.internalDTD is not None:
        return "has a document type declaration, which Office forbids"
    return tree


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relations of `part`; those of the package itself for no name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owner_of(relations: str) -> str:
    """Return the part whose relations the part `relations` holds."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def relations_in(tree: Element, owner: str) -> Iterator[tuple[str, Relationship]]:
    """Yield id and relation of each line of `tree`, the table of the part `owner`."""
    for one in tree:
        target, external = one.get("Target", ""), one.get("TargetMode") == "External"
        part = "" if external else posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
        yield one.get("Id", ""), Relationship(one.get("Type", ""), part, target, external)
