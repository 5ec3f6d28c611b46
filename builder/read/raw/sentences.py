"""Where sentences end, and which runs each one has."""

from __future__ import annotations

import re
from dataclasses import replace

import sentencex

from builder.brief import Run, Sentence, gap_after
from builder.diagnostics import Span

_ABBREVIATED = re.compile(
    r"(?:\b(?:No|Nos|Nr|nr|Art|art|Fig|fig|pp?|Sec|par|poz|ust|pkt|n|[Vv]ol|ch|Abs|ст|рр?|стор|ibid|cf|vgl|Bd"
    r"|[A-Z]|[А-ЯІЇЄ])|\(\w{1,3}|^\W*\d{1,3})\.$"
)
_TAIL = 24
"""Letters before a full stop that are looked at to know an abbreviation."""


def sentences_from(runs: tuple[Run, ...], prefix: str, first: int, *, span: Span, lang: str) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph, numbered from `first` under `prefix` (`q3` gives `q3.1`).

    Joined with `gap_after` they give the paragraph's text back.
    """
    parts = _split(runs, _cuts("".join(run.text for run in runs), lang))
    return tuple(Sentence(f"{prefix}.{number}", part, span) for number, part in enumerate(parts, first))


def _cuts(text: str, lang: str) -> list[int]:
    """Return where each sentence after the first begins."""
    cuts: list[int] = []
    at = begin = 0
    for part in sentencex.segment(lang.split("-", maxsplit=1)[0] or "en", text):
        at = text.find(part, at) + len(part) if not text.startswith(part, at) else at + len(part)
        if at < len(text) and _is_end(text, begin, at):
            begin = at
            cuts.append(at)
    return cuts


def _is_end(text: str, begin: int, at: int) -> bool:
    tail = text[max(begin, at - _TAIL) : at]
    said, rest = tail.rstrip(), text[at]
    if not said or rest.isspace() or tail[len(said) :] != gap_after(said):
        return False
    if said.endswith(".") and (rest.islower() or (rest.isalnum() and _ABBREVIATED.search(said))):
        return False
    return any(letter.isalnum() for letter in said)


def _split(runs: tuple[Run, ...], cuts: list[int]) -> list[tuple[Run, ...]]:
    groups: list[list[Run]] = [[]]
    waiting = iter(cuts)
    cut = next(waiting, None)
    at = 0
    for run in runs:
        text = run.text
        while cut is not None and at + len(text) > cut:
            head, text = text[: cut - at], text[cut - at :]
            if head:
                groups[-1].append(replace(run, text=head))
            groups.append([])
            at, cut = cut, next(waiting, None)
        if text or run.note:
            groups[-1].append(replace(run, text=text))
        at += len(text)
    return [_trimmed(group) for group in groups if group]


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Return `runs` without the white space at their end, which is the gap before the next sentence."""
    for at in range(len(runs) - 1, -1, -1):
        if runs[at].text:
            runs[at] = replace(runs[at], text=runs[at].text.rstrip())
            if runs[at].text:
                break
    return tuple(run for run in runs if run.text or run.note)
