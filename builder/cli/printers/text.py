"""Findings for people: `file:line:column: error[BDnnn] message`, the line of the source, and the hints."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Diagnostic, Span

_WIDEST = 100
"""The most characters of a source line that a code frame shows."""


def text_from(found: Diagnostic, lines: Sequence[str] = ()) -> str:
    """Return `found` as text; `lines` are its source's, for the code frame."""
    place = f"{found.span}: " if found.span.source else ""
    shown = [f"{place}{found.severity}[{found.code.number}] {found.message}"]
    if 0 < found.span.line <= len(lines):
        shown += _frame(found.span, lines[found.span.line - 1])
    shown += [f"  help: {hint}" for hint in found.hints]
    return "\n".join(shown)


def _frame(span: Span, line: str) -> list[str]:
    """Return the line with carets below what is meant, cut where it is long."""
    begin = max(0, min(span.column - 1, len(line)))
    end = span.end_column - 1 if span.end_line == span.line and span.end_column > span.column else begin + 1
    if span.end_line > span.line:
        end = len(line)
    first = max(0, begin - _WIDEST // 3) if len(line) > _WIDEST else 0
    part = line[first : first + _WIDEST]
    ahead, behind = ("…" if first else ""), ("…" if first + _WIDEST < len(line) else "")
    number = f"{span.line:>5}"
    pad = " " * (len(ahead) + begin - first)
    carets = "^" * max(1, min(end, first + _WIDEST) - begin)
    return [f"{number} | {ahead}{part}{behind}", f"{' ' * len(number)} | {pad}{carets}"]
