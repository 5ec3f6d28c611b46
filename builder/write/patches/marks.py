"""Patches that make words of an answer bold, italic or a link, or plain again, and end its lines by will."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from builder.model.brief import Mark
from builder.model.sentence import LINE_END
from builder.write.draft_form import ENDS_LINE, DraftForm, units_of
from builder.write.inline import link_destination
from builder.write.patches.patch import Patch, PatchProposal, WrittenText, written_text
from builder.write.patches.read_source import ReadSource
from builder.write.patches.words import runs_in

MarkedSpan = tuple[int, int, Mark, bool, str]
"""Where words begin and end, the mark, whether they get it or lose it, and where they link to if it is a link."""

_LINE_ENDS = re.compile(r"(?:\\|(?<! ) {2,})\r?\n|<br\s*/?>\s*")
"""How a line is ended by will."""
_SIGNS = {Mark.STRONG: ("**", "__"), Mark.EMPHASIS: ("*", "_")}


def marks_changed(source: ReadSource, at: int, words: str, spans: Sequence[MarkedSpan]) -> Iterator[PatchProposal]:
    """Yield the way to give `words`, which the answer of question `at` says once, the marks of `spans`."""
    for written, begin in _said_once(source, at, words):
        moved = [(begin + start, begin + end, mark, on, to) for start, end, mark, on, to in spans]
        for outside in (False, True):
            patches = [patch for span in moved for patch in _patches(source.text.text, written, span, outside=outside)]
            if len(patches) == 2 * len(spans):
                yield PatchProposal(tuple(patches), MarksWanted(source.form, at, words, tuple(spans)).is_said_by)


def line_ends_changed(
    source: ReadSource, at: int, words: str, ends: Sequence[tuple[int, bool]]
) -> Iterator[PatchProposal]:
    """Yield the ways to end lines, or no longer, at spaces of `words`, which the answer of question `at` says once."""
    text = source.text.text
    for written, begin in _said_once(source, at, words):
        wanted = LineEndsWanted(source.form, at, words, tuple(place for place, _ in ends)).is_said_by
        for sign in ("\\\n", "<br>"):
            patches = [
                _line_end(text, written.starts[begin + place], sign) if on else _space(text, written, begin + place)
                for place, on in ends
            ]
            yield PatchProposal(tuple(patches), wanted)


def _said_once(source: ReadSource, at: int, words: str) -> Iterator[tuple[WrittenText, int]]:
    """Yield where the answer of question `at` is written that says `words` once, and where in it they begin."""
    for text, sentences in units_of(source.draft.passages[at].answer):
        written = written_text(source.text, sentences) if text.count(words) == 1 else None
        begin = written.text.replace(LINE_END, " ").find(words) if written else -1
        if written is not None and begin >= 0:
            yield written, begin


def _line_end(text: str, start: int, sign: str) -> Patch:
    """Return the patch that makes a line end of the white space around `start`."""
    first, last = _white_space(text, start)
    there = text[first:last]
    inside = there[there.find("\n") + 1 :] if "\n" in there else ""
    return Patch(first, last, sign + inside)


def _space(text: str, written: WrittenText, at: int) -> Patch:
    """Return the patch that makes a space of a line end."""
    found = next(one for one in _LINE_ENDS.finditer(text, max(written.starts[at - 1], 0)))
    return Patch(*found.span(), "\n" if "\n" in found[0] else " ")


def _white_space(text: str, at: int) -> tuple[int, int]:
    first = last = at
    while first > 0 and text[first - 1].isspace():
        first -= 1
    while last < len(text) and text[last].isspace():
        last += 1
    return first, last


def _patches(text: str, written: WrittenText, span: MarkedSpan, *, outside: bool) -> Iterator[Patch]:
    """Yield the patches at both ends of words: right at them, or `outside` of the stars around them."""
    start, end, mark, on, address = span
    first, last = written.starts[start], written.ends[end - 1]
    while outside and text[first - 1 : first] == text[last : last + 1] in {"*", "_"}:
        first, last = first - 1, last + 1
    pairs = (("[", f"]({link_destination(address)})"),) if address else tuple((one, one) for one in _SIGNS[mark])
    if on:
        yield from (Patch(first, first, pairs[0][0]), Patch(last, last, pairs[0][1]))
        return
    for before, after in pairs:
        if text[first - len(before) : first] == before and text[last : last + len(after)] == after:
            yield from (Patch(first - len(before), first, ""), Patch(last, last + len(after), ""))
            return


class _MarkedCharacter(NamedTuple):
    text: str
    mark: Mark
    href: str
    rest: tuple[object, ...]
    """Its footnote and its language."""


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
        for start, end, mark, on, address in self.spans:
            first, last = (offset + len("".join(self.words[:place].split())) for place in (start, end))
            for place in range(first, last):
                one = wanted[place]
                href = (address if on else "") if address else one.href
                wanted[place] = one._replace(mark=one.mark | mark if on else one.mark & ~mark, href=href)
        same = before == after and calls[0] == calls[1]
        return same and said.count(words) == 1 and new == wanted


def _characters(answer: object) -> list[_MarkedCharacter]:
    return [
        _MarkedCharacter(char, mark, str(href), tuple(rest))
        for text, mark, href, *rest in runs_in(answer)
        for char in str(text)
        if isinstance(mark, Mark) and not char.isspace()
    ]


class LineEndsWanted(NamedTuple):
    """What a source may say once other lines of one answer end by will: all else is as it was."""

    before: DraftForm
    at: int
    words: str
    places: tuple[int, ...]
    """The spaces of `words` that are line ends now, or are no longer."""

    def is_said_by(self, other: DraftForm) -> bool:
        """Return whether just the wanted line ends differ in `other`."""
        forms = (self.before, other)
        answers = [form.passages[self.at].answer for form in forms]
        one, two = (form.with_passage(self.at, answer=_without_ends(form.passages[self.at].answer)) for form in forms)
        said = "".join(_with_ends(answers[0])).replace(LINE_END, "")
        offset = said.find("".join(self.words.split()))
        wanted = {offset + len("".join(self.words[:place].split())) for place in self.places}
        return one == two and _ends(answers[0]) ^ wanted == _ends(answers[1])


def _without_ends(said: object) -> object:
    """Return what is said, whether lines end there or not."""
    if isinstance(said, tuple):
        inner = said[:1] if len(said) == 2 and said[1] == ENDS_LINE else said
        return _without_ends(inner[0]) if inner is not said else tuple(map(_without_ends, said))
    return said.replace(LINE_END, " ") if isinstance(said, str) else said


def _with_ends(said: object) -> Iterator[str]:
    """Yield the words of an answer without white space but line ends."""
    if isinstance(said, tuple) and len(said) == 2 and said[1] == ENDS_LINE:
        yield from _with_ends(said[0])
        yield LINE_END
    elif isinstance(said, tuple) and not (len(said) == 5 and isinstance(said[1], Mark)):
        for one in said:
            yield from _with_ends(one)
    elif isinstance(said, tuple):
        yield "".join(char for char in str(said[0]) if char == LINE_END or not char.isspace())


def _ends(said: object) -> set[int]:
    """Return behind how many characters of an answer a line ends."""
    lines = "".join(_with_ends(said)).split(LINE_END)
    return set(accumulate(len(one) for one in lines[:-1]))
