"""Findings as one JSON document, in the form that build records have."""

import json
from collections.abc import Sequence

from builder.cli.printers import Checked
from builder.package.record import finding_json


def printed(checked: Sequence[Checked]) -> str:
    """Return `{"format": 1, "findings": […], "sources": [{"file", "errors", "warnings", "notes"}]}`."""
    whole = {
        "format": 1,
        "findings": [finding_json(found, found.span.source) for one in checked for found in one.findings],
        "sources": [{"file": one.source, **_counts(one)} for one in checked],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _counts(one: Checked) -> dict[str, int]:
    severities = [found.severity.value for found in one.findings]
    return {f"{name}s": severities.count(name) for name in ("error", "warning", "note")}
