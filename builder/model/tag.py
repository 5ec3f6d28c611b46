"""What a piece of a page is: roles, and the nodes of the structure tree."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """What a piece of a page is; the values are the standard structure types of ISO 32000-1, 14.8.4."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    HEADING_1 = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    HEADING_4 = "H4"
    HEADING_5 = "H5"
    HEADING_6 = "H6"
    BODY = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    ITEM_BODY = "LBody"
    QUOTE = "BlockQuote"
    TABLE = "Table"
    ROW = "TR"
    HEADER_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    CAPTION = "Caption"
    LINK = "Link"
    NOTE = "Note"
    REFERENCE = "Reference"
    SPAN = "Span"


class TagId(Struct, frozen=True, cache_hash=True):
    """Where a node is in the structure tree: which part it is of which node; a node without a parent is a root."""

    name: str
    """Empty for one of a row of equal parts, such as the items of a list."""
    number: int = 0
    """Counts several parts of one name; 0 where there is but one."""
    parent: TagId | None = None

    def part(self, name: str, number: int = 0) -> TagId:
        """Return the id of a part of this node."""
        return TagId(name, number, self)

    def nth(self, number: int) -> TagId:
        """Return the id of one of the node's equal parts: an item of a list, a block of an answer."""
        return TagId("", number, self)

    def beside(self, name: str) -> TagId:
        """Return the id of what is beside this node, such as its caption."""
        return TagId(name, self.number, self.parent)

    def moved(self, node: TagId, to: TagId) -> TagId:
        """Return the id of the same part of `to` as this is of `node`."""
        return to if self == node else TagId(self.name, self.number, self.parent and self.parent.moved(node, to))

    @property
    def section(self) -> str:
        """The name of the part of the root that the node is or is in."""
        return self.parent.section if self.parent and self.parent.parent else self.name

    def __str__(self) -> str:
        """Return the path below the root, as PDF names notes and destinations: `notes.2.label`."""
        own = ".".join(str(one) for one in (self.name, self.number) if one)
        return f"{self.parent}.{own}" if self.parent and self.parent.parent else own


class Tag(Struct, frozen=True):
    """A node of the structure tree. Scene.tags lists the nodes in reading order, parents before children."""

    id: TagId
    """Unique in its scene. Items on several pages with the same id are one element."""
    role: Role
    alt: str = ""
    lang: str = ""
    actual_text: str = ""
    scope: str = ""
    """`Column` or `Row`, for header cells."""
    ordered: bool = False
    """For lists: numbered rather than bulleted."""
    columns: int = 1
    """For cells: how many columns it spans."""


ARTIFACT: TagId | None = None
"""The tag of what carries no meaning: rules, ornaments, running heads."""
