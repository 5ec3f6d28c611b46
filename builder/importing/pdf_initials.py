"""What a page sets off its line by size: large initials that open a text, raised numbers that call a note."""

from collections.abc import Sequence

from builder.importing.pdf_lines import TextStretch
from builder.model.brief import Mark, Run

_INITIAL = 1.8
"""How many times the size of the text an initial is that spans two lines or more."""
_RAISED = 0.87
"""The share of its line's size that a raised number has at most."""
_TOUCHING = 2.0
"""Points between a raised number at the beginning of a line and the line."""
_NEAR = 0.8
"""Ems between a raised number and the word that it belongs to, or an initial and its line."""


def with_initials_joined(stretches: Sequence[TextStretch], body: float) -> list[TextStretch]:
    """Return the stretches of a page, large initials and raised numbers joined to the lines that they belong to."""
    found = list(stretches)
    for one in stretches:
        if 0 < len(one.text) <= 2 and one.text.isalpha() and one.size > _INITIAL * body:
            line = _first_line(one, found)
            if line is not None:
                line.runs = [Run(one.text, line.runs[0].mark if line.runs else Mark.NONE), *line.runs]
                line.left = one.left
                found.remove(one)
        elif one.text.isdigit() and len(one.text) <= 3:
            _lower(one, found)
    return found


def _first_line(initial: TextStretch, stretches: Sequence[TextStretch]) -> TextStretch | None:
    """Return the highest line beside an initial: it opens with the rest of the word."""
    beside = [
        one
        for one in stretches
        if one is not initial
        and -0.2 * initial.size < one.y - initial.y < initial.size
        and 0 <= one.left - initial.right + 2 < _NEAR * initial.size
    ]
    return max(beside, key=lambda one: one.y, default=None)


def _lower(call: TextStretch, stretches: Sequence[TextStretch]) -> None:
    """Put a raised number on the base line of the word before it, marked as raised."""
    for one in stretches:
        small = call.size < _RAISED * one.size and 0 < call.y - one.y < 0.6 * one.size
        if small and (-2 < call.left - one.right < _NEAR * one.size or abs(one.left - call.right) < _TOUCHING):
            call.y = one.y
            call.runs = [Run(call.text, Mark.SUPERSCRIPT)]
            return
