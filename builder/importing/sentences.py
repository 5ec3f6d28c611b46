"""Where sentences end, as the reader of our Markdown finds them, and which runs each one has."""

from itertools import pairwise

from msgspec.structs import replace

from builder.model.brief import Run, Sentence
from builder.model.findings import Span
from builder.model.sentence import LINE_END
from builder.read.sentences import sentence_bounds


def sentences_from(runs: tuple[Run, ...], prefix: str, first: int, *, span: Span, lang: str) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph, numbered from `first` under `prefix` (`q3` gives `q3.1`).

    Joined with `gap_after` they give the paragraph's text back.
    """
    text = "".join(run.text for run in runs)
    bounds = sentence_bounds(text, lang) or ([(0, 0)] if runs else [])
    parts = [_between(runs, start, end, is_last=end == bounds[-1][1]) for start, end in bounds]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise((*bounds, (len(text), 0)))]
    return tuple(
        Sentence(f"{prefix}.{number}", part, span, ends_line=LINE_END in gap)
        for number, (part, gap) in enumerate(zip(parts, gaps, strict=True), first)
    )


def _between(runs: tuple[Run, ...], start: int, end: int, *, is_last: bool) -> tuple[Run, ...]:
    """Return the runs from `start` to `end`; the call of a footnote belongs to the sentence that it is behind."""
    found: list[Run] = []
    at = 0
    for run in runs:
        if run.note:
            mine = start < at <= end or (at == start == 0) or (is_last and at > end)
            found += [run] if mine else []
            continue
        text = run.text[max(0, start - at) : max(0, end - at)]
        found += [replace(run, text=text)] if text else []
        at += len(run.text)
    return tuple(found)
