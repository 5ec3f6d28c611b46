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


class Tag(Struct, frozen=True):
    """A node of the structure tree. Scene.tags lists the nodes in reading order, parents before children."""

    id: str
    """Unique in its scene. Items on several pages that bear one id are one element."""
    role: Role
    parent: str
    """Id of the parent, empty for a child of the root."""
    alt: str = ""
    lang: str = ""
    actual_text: str = ""
    scope: str = ""
    """`Column` or `Row`, for header cells."""
    ordered: bool = False
    """For lists: numbered rather than bulleted."""
    columns: int = 1
    """For cells: how many columns it spans."""


ARTIFACT = ""
"""The tag of what carries no meaning: rules, ornaments, running heads."""
