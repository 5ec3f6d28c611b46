"""The rule of active content: nothing in a deck runs, is fetched, or opens another program."""

import re
from collections.abc import Iterator

from builder.check.deck.reader import (
    BrokenPackageError,
    DeckFault,
    DeckRule,
    OpenedDeck,
    read_parts,
)
from builder.codes import PPTX_ACTIVE_CONTENT
from builder.model.active_workbook import active_content
from builder.model.office_xml import OFFICE, A, Relationship

_ADDRESS = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
"""What an address on a slide may begin with; others run code or open files."""

_RUNNING = {
    "control": "a control",
    "oleObject": "an embedded object of another program",
    "vbaProject": "macros",
    "activeXControlBinary": "a control",
    "attachedToolbars": "a toolbar of another program",
    "externalLink": "a link to another file",
    "externalLinkPath": "a link to another file",
    "frame": "a frame of another file",
    "attachedTemplate": "a template of another place",
    "webextension": "an add-in",
    "taskpane": "an add-in",
}
"""Relationships that lead to what runs (ECMA-376 part 1, 13 and 15; MS-OFFMACRO2)."""

_ACTIONS = {"program", "macro", "ole", "file", "media", "customshow"}
"""The verbs of `ppaction://` that do more than turn to a slide (MS-OE376, 2.1.1241)."""


def find_active_content(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Find what runs, is loaded from elsewhere, opens another program, or is a second file inside this one."""
    if deck.stray:
        yield DeckFault("", deck.stray)
    for part, own in deck.relations.items():
        for one in own.values():
            fault = _fault_of(one)
            if fault:
                yield DeckFault(part, fault)
    for name, data in deck.parts.items():
        found = _in_workbook(data) if name.endswith(".xlsx") else ""
        if found:
            yield DeckFault(name, f"the workbook holds {found}")
    for name, kind in deck.kinds.items():
        if "macroEnabled" in kind or "vbaProject" in kind:
            yield DeckFault(name, "the file can hold macros")
    for name, tree in deck.trees.items():
        for link in tree.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver"):
            verb = (link.get("action") or "").removeprefix("ppaction://").partition("?")[0]
            if verb in _ACTIONS:
                yield DeckFault(name, f"a click would start `{verb}`")


def _in_workbook(data: bytes) -> str:
    try:
        return active_content(read_parts(data))
    except BrokenPackageError as fault:
        return f"what cannot be read: {fault}"


def _fault_of(one: Relationship) -> str:
    kind = one.kind.rsplit("/", 1)[-1]
    if kind in _RUNNING:
        return f"there is {_RUNNING[kind]}"
    if not one.external:
        return ""
    if one.kind == OFFICE + "hyperlink":
        return "" if _ADDRESS.match(one.target) else f"a link leads to `{one.target[:60]}`"
    return f"the {kind} `{one.target[:60]}` is loaded from elsewhere"


RULES = (DeckRule(PPTX_ACTIVE_CONTENT, find_active_content, "delete it: a briefing must not run anything"),)
