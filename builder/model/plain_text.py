"""Words where no mark can be drawn: alternative texts, bookmarks, names of charts, lines that other words share."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from builder.model.brief import Mark, Run
from builder.model.origin import SentenceOrigin
from builder.model.sentence import LINE_END

_RAISED = str.maketrans("0123456789+−-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()n0123456789+-=()")

_CALL = re.compile("\u200c\\d{1,4}\u200c")


def note_call(number: int) -> str:
    """Return how a slide or its notes call footnote `number`.

    The zero-width non-joiners around it tell it from the digits of a text when the file is read again.
    """
    return f"\u200c{number}\u200c"


def without_note_calls(text: str) -> str:
    """Return `text` without what `note_call` put into it."""
    return _CALL.sub("", text) if "\u200c" in text else text


def plain_text(runs: Iterable[Run]) -> str:
    """Return the words of `runs` on one line; raised and lowered characters are the characters Unicode has for them."""
    return "".join([_plain(run) for run in runs]).replace(LINE_END, " ")


def without_soft_hyphens(text: str) -> str:
    """Return `text` for where no line ends: bookmarks and properties. PDFDocEncoding has no soft hyphen."""
    return text.replace("\u00ad", "")


def part_of(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    """Return what of `runs` is from character `start` to character `end`."""
    found, at = [], 0
    for run in runs:
        first, last = max(0, start - at), max(0, end - at)
        text, origin = run.text[first:last], run.origin
        at += len(run.text)
        if text and isinstance(origin, SentenceOrigin):
            origin = SentenceOrigin(origin.sentence, origin.start + first, origin.start + first + len(text))
        if text:
            found.append(replace(run, text=text, origin=origin))
    return tuple(found)


def on_the_line(text: str) -> str:
    """Return `text` with raised and lowered characters as plain ones: how words are compared, whoever marks them."""
    return text.translate(_LEVEL)


def raised(text: str) -> str:
    """Return `text` with the raised character in place of each that has one."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Return `text` with the lowered character in place of each that has one."""
    return text.translate(_LOWERED)


def _plain(run: Run) -> str:
    if Mark.SUPERSCRIPT in run.mark:
        return raised(run.text)
    return lowered(run.text) if Mark.SUBSCRIPT in run.mark else run.text
