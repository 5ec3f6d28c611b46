"""The marking of a briefing: words alone, or words with what is to be done with them."""

import re
from datetime import date

from builder.codes import BAD_MARKING, WRONG_TYPE
from builder.model.findings import Report, Span
from builder.model.marking_and_brand import Marking
from builder.read.located_tree import MappingNode, Node, Scalar, kind_of
from builder.read.mapping_reader import FORBIDDEN, Keys, text_of

MARKING_KEYS = ("text", "watermark", "in-name")
LONGEST = 40
"""The most characters of a marking: more would not fit beside a footer."""

_DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")
_EMBARGO = re.compile(r"(?i)\bembargo(?:ed)?\b")


def marking_from_node(node: Node | None, report: Report) -> Marking:
    """Return the marking that the front matter gives; every fault is a finding at its place."""
    if node is None:
        return Marking()
    if isinstance(node, Scalar) and node.kind == "boolean":
        hint = "write its words, such as `marking: DRAFT`"
        report.add(WRONG_TYPE, node.span, f"`marking` must be a text, and this is {kind_of(node)}", hint)
        return Marking()
    if not isinstance(node, MappingNode):
        return marking_from_text(text_of(node, "marking", report), node.span, report)
    keys = Keys(node, "marking", MARKING_KEYS, report)
    found = marking_from_text(keys.text("text"), keys.place("text"), report)
    return Marking(found.text, found.until, keys.flag("watermark"), keys.flag("in-name"))


def marking_from_text(text: str, span: Span, report: Report) -> Marking:
    """Return the marking with the words `text`, which are at `span`; an embargo must name its day."""
    if FORBIDDEN.search(text):
        report.add(BAD_MARKING, span, "the marking contains a control character", "delete it")
        return Marking()
    if len(text) > LONGEST:
        message = f"the marking has {len(text)} characters, the footer has room for {LONGEST}"
        report.add(BAD_MARKING, span, message, "shorten it")
        return Marking()
    found = _DAY.search(text)
    try:
        until = date.fromisoformat(found[1]) if found else None
    except ValueError:
        report.add(BAD_MARKING, span, f"there is no date {found[1] if found else ''}", "write it as `2025-09-04`")
        return Marking(text)
    if _EMBARGO.search(text) and until is None:
        message = "an embargo needs a date"
        report.add(BAD_MARKING, span, message, "write `EMBARGO until 2025-09-04`, with the date on which it ends")
    return Marking(text, until if _EMBARGO.search(text) else None)
