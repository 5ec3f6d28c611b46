"""The rules that a finished PDF must keep: structure, accessibility, what it says of itself.

Validators of PDF/UA and PDF/A pass a file whose structure tree points at content that is not there, or whose content
is claimed by another element than the parent tree says; these rules do not. Each is a function of the opened file that
yields what it finds; `RULES` names them all.
"""

from builder.check.handout import accessibility, active_content, structure_tree
from builder.check.handout.reader import FAULTS, HandoutRule, open_pdf, reason_of
from builder.codes import PDF_UNREADABLE
from builder.model.findings import Report, Span

RULES: tuple[HandoutRule, ...] = (*structure_tree.RULES, *accessibility.RULES, *active_content.RULES)
"""Every rule, those about the structure first: what reads the tree relies on it."""

__all__ = ["RULES", "check"]


def check(name: str, data: bytes, report: Report) -> None:
    """Add to `report` what is wrong with the PDF in `data`; `name` is the file as findings print it."""
    place = Span(name)
    try:
        with open_pdf(data) as opened:
            for rule in RULES:
                for message in rule.find(opened):
                    report.add(rule.code, place, message, rule.hint)
    except FAULTS as fault:
        message = f"this PDF cannot be read: {reason_of(fault)}"
        report.add(PDF_UNREADABLE, place, message, "build the file again, or download it again")
