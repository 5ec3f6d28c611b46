"""Findings as values: code, message, place and hints; and the one exception for what cannot go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace


class Severity(StrEnum):
    """How bad a finding is: an error stops the build of its briefing, a warning or note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(Struct, frozen=True):
    """A place in a source: lines and columns count from 1, the end is exclusive; line 0 means the whole file."""

    source: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, or the file alone where no line is known."""
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source


NOWHERE = Span("")
"""The place of what was not written by anybody, such as a label."""


class Code(Struct, frozen=True):
    """A rule: its number, the name that reads well after "allow", and its usual severity."""

    number: str
    name: str
    severity: Severity
    exit_code: int = 1
    """What the program returns where the rule ends it: 1 for wrong content, 2 for wrong usage."""


class Finding(Struct, frozen=True):
    """One finding. `message` is lower case without a full stop; each hint is an instruction."""

    code: Code
    message: str
    span: Span
    hints: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of the finding's code."""
        return self.code.severity


class Report:
    """The findings of one run, in the order in which they were found; stages add to it and read nothing back."""

    def __init__(
        self, findings: list[Finding] | None = None, severities: Mapping[str, Severity | None] | None = None
    ) -> None:
        """Begin with `findings`; `severities` is what the user wants instead of a code's usual severity, by its number.

        None instead of a severity leaves the finding out.
        """
        self.findings = [] if findings is None else findings
        self.severities = severities or {}
        self._seen: set[tuple[Code, str, Span]] = set()

    def add(self, code: Code, span: Span, message: str, *hints: str) -> None:
        """Add a finding; the same finding at the same place is kept once, with the hints of the first."""
        severity = self.severities.get(code.number, code.severity)
        if severity is None:
            return
        found = Finding(code if severity is code.severity else replace(code, severity=severity), message, span, hints)
        if (found.code, message, span) not in self._seen:
            self._seen.add((found.code, message, span))
            self.findings.append(found)

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(found.severity is Severity.ERROR for found in self.findings)


class BriefdeckError(Exception):
    """What cannot go on, raised at the edge only: a message and a hint for people, with a place where there is one."""

    def __init__(self, code: Code, message: str, span: Span = NOWHERE, *hints: str) -> None:
        """Keep the facts as a `Finding`, so that it prints as every other finding does."""
        super().__init__(message)
        self.findings: tuple[Finding, ...] = (Finding(code, message, span, hints),)
        """What is wrong: the fault, and whatever else is wrong in the same file."""

    @property
    def finding(self) -> Finding:
        """The first fault."""
        return self.findings[0]

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> BriefdeckError:
        """Return the error that tells of all `findings`, at least one."""
        first = findings[0]
        error = cls(first.code, first.message, first.span, *first.hints)
        error.findings = tuple(findings)
        return error
