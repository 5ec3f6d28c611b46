"""Findings for people: `file:line:column: error[BDnnn] message`, the line of the source, and the hints."""

import unicodedata
from collections.abc import Sequence

from builder.cli.printers import Checked
from builder.cli.terminal import visible
from builder.model.findings import Finding, Severity, Span

_WIDEST = 100
"""The most characters of a source line that a code frame shows."""

_MOST = 50
"""The most findings that are printed of one source; the others are counted."""


def printed(checked: Sequence[Checked]) -> str:
    """Return the findings of `checked`, each with its frame."""
    shown: list[str] = []
    for one in checked:
        shown += [
            text_from(found, one.lines.get((found.span.source, found.span.line))) for found in _worst(one.findings)
        ]
        if len(one.findings) > _MOST:
            shown.append(f"{visible(one.source)}: and {len(one.findings) - _MOST} more findings")
    return "".join(f"{text}\n" for text in shown)


def text_from(found: Finding, line: str | None = None) -> str:
    """Return `found` as text; `line` is the source's line that it points to, for the code frame."""
    place = f"{found.span}: " if found.span.source else ""
    shown = [visible(f"{place}{found.severity}[{found.code.number}] {found.message}")]
    if line is not None and found.span.line:
        shown += _frame(found.span, line)
    shown += [f"  help: {visible(hint)}" for hint in found.hints]
    return "\n".join(shown)


def _worst(findings: Sequence[Finding]) -> list[Finding]:
    """Return as many of `findings` as are shown, in their order: where there are too many, errors before the rest."""
    if len(findings) <= _MOST:
        return list(findings)
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    kept = sorted(range(len(findings)), key=lambda index: (rank[findings[index].severity], index))[:_MOST]
    return [findings[index] for index in sorted(kept)]


def _frame(span: Span, line: str) -> list[str]:
    """Return the line with carets below what is meant, cut where it is long."""
    begin = max(0, min(span.column - 1, len(line)))
    if span.end_line > span.line:
        end = len(line)
    else:
        end = span.end_column - 1 if span.end_column > span.column else begin + 1
    first = max(0, begin - _WIDEST // 3) if len(line) > _WIDEST else 0
    part = line[first : first + _WIDEST]
    ahead, behind = ("…" if first else ""), ("…" if first + _WIDEST < len(line) else "")
    pad = " " * (len(ahead) + _cells(line[first:begin]))
    carets = "^" * max(1, _cells(line[begin : min(end, first + _WIDEST)]))
    return [
        f"{span.line:>5} | {ahead}{_on_one_line(part)}{behind}",
        f"      | {pad}{carets}",
    ]


def _on_one_line(text: str) -> str:
    """Return `text` without what would move the carets or the terminal: tabs and control characters."""
    return "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)


def _cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes: wide characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) or unicodedata.category(char) == "Cf"
        else 2 if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )  # fmt: skip
