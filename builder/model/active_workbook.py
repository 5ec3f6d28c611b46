"""What of the workbook behind a chart runs, or reads from elsewhere, once somebody opens it to edit the numbers."""

import re
from collections.abc import Mapping

from lxml import etree

from builder.model.office_xml import read_xml

_RUNNING = re.compile(
    r"vbaProject|macrosheets/|dialogsheets/|externalLinks/|connections\.xml|queryTables/|embeddings/|activeX/|ctrlProps/"
    r"|webextensions/",
    re.IGNORECASE,
)
"""Parts that hold macros, controls, other programs' objects, or the addresses of data (ECMA-376 part 1, 12.3)."""

_REACHING = re.compile(
    r"\b(?:WEBSERVICE|IMPORTDATA|HYPERLINK|RTD|CALL|EXEC|REGISTER(?:\.ID)?) ?\(|\w\|[^!]{0,200}!", re.IGNORECASE
)
"""Formulas that fetch, call another program (`cmd|'…'!A1`), or open an address."""


def active_content(parts: Mapping[str, bytes]) -> str:
    """Return in words what runs or reads from elsewhere in a workbook with these `parts`; empty if nothing does."""
    for name in sorted(parts):
        if _RUNNING.search(name):
            return f"the part `{name[:60]}`"
    for name, data in sorted(parts.items()):
        found = _in_part(data) if name.endswith((".xml", ".rels")) else ""
        if found:
            return found
    return ""


def _in_part(data: bytes) -> str:
    tree = read_xml(data)
    if isinstance(tree, str):
        return f"a part that {tree}"
    for element in tree.iter(etree.Element):
        if element.get("TargetMode") == "External":
            return f"a link to `{element.get('Target', '')[:60]}`"
        if "macroEnabled" in element.get("ContentType", ""):
            return "macros"
        if element.tag.endswith("}f") and _REACHING.search(element.text or ""):
            return f"the formula `{(element.text or '')[:60]}`"
    return ""
