"""Findings as JUnit XML: each source a test case, which fails where it has errors."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from builder.cli.printers import Checked
from builder.cli.printers.text import text_from
from builder.model.findings import Finding, Severity

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids (section 2.2)."""


def printed(checked: Sequence[Checked]) -> str:
    """Return a test suite; errors are failures, warnings and notes are in a case's output."""
    failures = sum(one.errors > 0 for one in checked)
    cases = "".join(_case(one) for one in checked)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites><testsuite name="briefdeck" tests="{len(checked)}" failures="{failures}" errors="0">\n'
        f"{cases}</testsuite></testsuites>\n"
    )


def _case(one: Checked) -> str:
    errors = [found for found in one.findings if found.severity is Severity.ERROR]
    others = [found for found in one.findings if found.severity is not Severity.ERROR]
    inside = ""
    if errors:
        summary = f"{errors[0].code.number} {errors[0].message}"
        inside += f"<failure message={_attribute(summary)}>{_text(errors, one)}</failure>"
    if others:
        inside += f"<system-out>{_text(others, one)}</system-out>"
    return f'<testcase classname="briefdeck" name={_attribute(one.source)}>{inside}</testcase>\n'


def _text(findings: Sequence[Finding], one: Checked) -> str:
    lines = (text_from(found, one.lines.get((found.span.source, found.span.line))) for found in findings)
    return escape(_NOT_XML.sub("\ufffd", "\n".join(lines)))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))
