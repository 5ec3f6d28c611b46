"""Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines that they mean."""

import json
from collections.abc import Sequence
from urllib.parse import quote

from builder import __version__
from builder.cli.printers import Checked
from builder.codes.rule_pages import page_of
from builder.model.findings import Code, Finding, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Json = dict[str, object]


def printed(checked: Sequence[Checked]) -> str:
    """Return one run with its rules and results; columns count Unicode code points."""
    findings = [found for one in checked for found in one.findings]
    codes = {found.code.number: found.code for found in findings}
    order = sorted(codes)
    run: Json = {
        "tool": {
            "driver": {"name": "briefdeck", "version": __version__, "rules": [_rule(codes[number]) for number in order]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, order.index(found.code.number)) for found in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(code: Code) -> Json:
    page = page_of(code)
    return {
        "id": code.number,
        "name": code.name,
        "shortDescription": {"text": page.finds},
        "fullDescription": {"text": f"{page.finds}\n\n{page.matters}"},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(found: Finding, index: int) -> Json:
    result: Json = {
        "ruleId": found.code.number,
        "ruleIndex": index,
        "level": found.severity.value,
        "message": {"text": "\n".join((found.message, *found.hints))},
    }
    if found.span.source:
        result["locations"] = [{"physicalLocation": _location(found.span)}]
    return result


def _location(span: Span) -> Json:
    location: Json = {"artifactLocation": {"uri": quote(span.source.replace("\\", "/"))}}
    if span.line:
        region = {"startLine": span.line, "startColumn": max(1, span.column)}
        if (span.end_line, span.end_column) > (span.line, span.column):
            region |= {"endLine": span.end_line, "endColumn": span.end_column}
        location["region"] = region
    return location
