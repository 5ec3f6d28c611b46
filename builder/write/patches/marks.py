"""Patches that make words of an answer bold or italic, or plain again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.model.brief import Mark
from builder.write.draft_form import DraftForm, units_of
from builder.write.patches.patch import Patch, PatchProposal, WrittenText, written_text
from builder.write.patches.read_source import ReadSource
from builder.write.patches.words import runs_in

MarkedSpan = tuple[int, int, Mark, bool]
"""First and last character of words, the mark, and whether they get it or lose it."""

_SIGNS = {Mark.STRONG: ("**", "__"), Mark.EMPHASIS: ("*", "_")}


def marks_changed(source: ReadSource, at: int, words: str, spans: Sequence[MarkedSpan]) -> Iterator[PatchProposal]:
    """Yield the way to give `words`, which the answer of question `at` says once, the marks of `spans`."""
    for text, sentences in units_of(source.draft.passages[at].answer):
        written = written_text(source.text, sentences) if text.count(words) == 1 else None
        begin = written.text.find(words) if written else -1
        if written is None or begin < 0:
            continue
        moved = [(begin + start, begin + end, mark, on) for start, end, mark, on in spans]
        patches = [patch for span in moved for patch in _patches(source.text.text, written, span)]
        if len(patches) == 2 * len(spans):
            yield PatchProposal(tuple(patches), MarksWanted(source.form, at, words, tuple(spans)).is_said_by)


def _patches(text: str, written: WrittenText, span: MarkedSpan) -> Iterator[Patch]:
    start, end, mark, on = span
    first, last = written.starts[start], written.ends[end - 1]
    if on:
        yield from (Patch(first, first, _SIGNS[mark][0]), Patch(last, last, _SIGNS[mark][0]))
        return
    for sign in _SIGNS[mark]:
        if text[first - len(sign) : first] == sign == text[last : last + len(sign)]:
            yield from (Patch(first - len(sign), first, ""), Patch(last, last + len(sign), ""))
            return


class _MarkedCharacter(NamedTuple):
    text: str
    mark: Mark
    rest: tuple[object, ...]
    """Where it links to, its footnote, its language."""


class MarksWanted(NamedTuple):
    """What a source may say once words of one answer have other marks: all else is as it was."""

    before: DraftForm
    at: int
    words: str
    spans: tuple[MarkedSpan, ...]

    def is_said_by(self, other: DraftForm) -> bool:
        """Return whether just the wanted words have other marks in `other`."""
        before, after = (one.with_passage(self.at, answer=None) for one in (self.before, other))
        old, new = (_characters(one.passages[self.at].answer) for one in (self.before, other))
        calls = [[run[3] for run in runs_in(one.passages[self.at].answer) if run[3]] for one in (self.before, other)]
        said, words = "".join(one.text for one in old), "".join(self.words.split())
        wanted = list(old)
        offset = said.find(words)
        for start, end, mark, on in self.spans:
            first, last = (offset + len("".join(self.words[:place].split())) for place in (start, end))
            wanted[first:last] = [
                one._replace(mark=one.mark | mark if on else one.mark & ~mark) for one in wanted[first:last]
            ]
        same = before == after and calls[0] == calls[1]
        return same and said.count(words) == 1 and new == wanted


def _characters(answer: object) -> list[_MarkedCharacter]:
    return [
        _MarkedCharacter(char, mark, tuple(rest))
        for text, mark, *rest in runs_in(answer)
        for char in str(text)
        if isinstance(mark, Mark) and not char.isspace()
    ]
