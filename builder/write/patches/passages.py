"""Patches of a question: its headline, its points, its notes, whether it has a slide."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.model.brief import Passage, Sentence, sentences_of
from builder.model.capitals import initial_capital, initial_to_capitalise
from builder.model.sentence import BRACES_AT_END
from builder.model.sequence_alignment import longest_ascending
from builder.write.draft_form import DraftForm, highlights_in, units_of
from builder.write.inline import escaped, quoted
from builder.write.patches.patch import Patch, PatchProposal, SourceText, exactly, written_text

_FENCE = re.compile(r"[ \t]*:::[ \t]*+(\w*+)[ \t]*$")


def _first_line(passage: Passage) -> int:
    """Return the line of a question, or of the headings above it that group it with others."""
    return (passage.part or (passage,))[0].span.line


class PassageText(NamedTuple):
    """A passage where it is: the source, its place among the questions, what the whole says now."""

    source: SourceText
    passages: Sequence[Passage]
    at: int
    form: DraftForm
    lang: str = ""

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.passages[self.at]

    @property
    def end(self) -> int:
        """The last line of the passage that is not empty, from 1."""
        following = self.at + 1
        line = _first_line(self.passages[following]) if following < len(self.passages) else self.source.lines + 1
        while line > 1 and not self.source.line(line - 1).strip():
            line -= 1
        return line - 1

    @property
    def points(self) -> tuple[str, ...]:
        """The words of the points that the author made, the headline first."""
        said = self.form.passages[self.at]
        points = said.slide or said.highlights
        return (said.headline, *points[1:]) if said.headline else points


def headline_proposals(place: PassageText, words: str) -> Iterator[PatchProposal]:
    """Yield the ways to give the question's slide the headline `words`, the one that says most first."""
    passage, form = place.passage, place.form
    if passage.headline:
        yield from _attribute(place, "headline", words, form.with_passage(place.at, headline=words))
        return
    if passage.slide:
        _, sentences = units_of(passage.slide)[0]
        wanted = (words, *form.passages[place.at].slide[1:])
        yield PatchProposal(
            (_rewritten(place.source, sentences, words),), exactly(form.with_passage(place.at, slide=wanted))
        )
        return
    highlights = form.passages[place.at].highlights
    if highlights:
        yield from _highlight_patches(place, (words, *highlights[1:]))
    yield from _attribute(place, "headline", words, form.with_passage(place.at, headline=words))
    if highlights:
        yield from slide_block(place, (words, *highlights[1:]))


def point_proposals(place: PassageText, points: Sequence[str]) -> Iterator[PatchProposal]:
    """Yield the ways to give the question's slide `points`; the first one is the headline, and stays what it is."""
    said = place.form.passages[place.at]
    first = next((row[0] for row in (said.slide, said.highlights) if row), points[0])
    wanted = (first, *points[1:])
    if said.slide:
        yield from _block_changed(place, wanted)
        return
    yield from _highlight_patches(place, wanted)
    yield from slide_block(place, (said.headline or first, *points[1:]))


def slide_block(place: PassageText, points: Sequence[str]) -> Iterator[PatchProposal]:
    """Yield a `::: slide` block behind the answer, or the one that is there with other words."""
    if place.passage.slide:
        yield from _block_changed(place, points)
        return
    points = [capitalised(point, place.lang) for point in points]
    headline, *rest = (escaped(point) for point in points)
    body = "\n".join(["::: slide", _sheltered(headline), *([""] if rest else []), *(f"- {one}" for one in rest), ":::"])
    wanted = place.form.with_passage(place.at, slide=tuple(points))
    yield PatchProposal((_appended(place, body),), exactly(wanted))


def capitalised(point: str, lang: str) -> str:
    """Return a point as its slide shows it: the layout capitalises what is quoted, not what is written for a slide."""
    at = initial_to_capitalise(point, lang)
    return f"{point[:at]}{initial_capital(point[at], lang)}{point[at + 1 :]}" if at >= 0 else point


def note_proposals(place: PassageText, added: Sequence[str]) -> Iterator[PatchProposal]:
    """Yield the way to add paragraphs to the speaker notes: into `::: notes`, which is made where there is none."""
    said = place.form.passages[place.at].notes
    wanted = place.form.with_passage(place.at, notes=(*said, *added))
    words = "\n\n".join(_sheltered(escaped(one)) for one in added)
    if not place.passage.notes:
        yield PatchProposal((_appended(place, f"::: notes\n{words}\n:::"),), exactly(wanted))
        return
    last = sentences_of(place.passage.notes)[-1].span.end_line
    closing = next((n for n in range(last + 1, place.source.lines + 1) if _FENCE.match(place.source.line(n))), 0)
    if closing:
        start = place.source.starts[closing - 1]
        yield PatchProposal((Patch(start, start, f"\n{words}\n"),), exactly(wanted))


def note_changed(place: PassageText, old: str, new: str) -> Iterator[PatchProposal]:
    """Yield the way to change a paragraph of the author's own notes."""
    units = units_of(place.passage.notes)
    said = place.form.passages[place.at].notes
    for at, (text, sentences) in enumerate(units):
        if text == old:
            wanted = place.form.with_passage(place.at, notes=(*said[:at], new, *said[at + 1 :]))
            yield PatchProposal((_rewritten(place.source, sentences, new),), exactly(wanted))


def flag_proposals(place: PassageText, flag: str) -> Iterator[PatchProposal]:
    """Yield the way to mark the question `.hidden` or `.no-slide`."""
    summary, hidden, no_slide = place.form.passages[place.at].flags
    flags = (summary, True, no_slide) if flag == ".hidden" else (summary, hidden, True)
    yield from _attribute(place, flag, "", place.form.with_passage(place.at, flags=flags))


def unflag_proposals(place: PassageText, flag: str) -> Iterator[PatchProposal]:
    """Yield the way to take `.hidden` off the question."""
    summary, _, no_slide = place.form.passages[place.at].flags
    line = place.passage.span.line
    heading = place.source.line(line)
    tail = BRACES_AT_END.search(heading)
    found = re.search(rf"(?<!\S){re.escape(flag)}(?!\S)[ \t]*", tail[1]) if tail else None
    if tail is None or found is None:
        return
    start = place.source.starts[line - 1]
    inside = (tail[1][: found.start()] + tail[1][found.end() :]).strip()
    new = f"{{{inside}}}" if inside else ""
    begin = tail.start() if inside else len(heading[: tail.start()].rstrip())
    wanted = place.form.with_passage(place.at, flags=(summary, False, no_slide))
    yield PatchProposal((Patch(start + begin, start + tail.end(), new),), exactly(wanted))


def moved_passages(
    source: SourceText, passages: Sequence[Passage], form: DraftForm, order: Sequence[int]
) -> Iterator[PatchProposal]:
    """Yield the way to bring the questions into `order`: each that moved goes as it is, with all that follows it.

    A heading of a group stays with the questions of the group that did not move, definitions at the end stay there.
    """
    first = next((at for at, index in enumerate(order) if at != index), None)
    headings = _headings_moved(passages, order)
    if first is None or headings is None:
        return
    starts = [source.starts[one.span.line - 1] for one in passages]
    begins = [source.starts[_first_line(one) - 1] for one in passages]
    end = starts[-1] + _definitions_at(source.text[starts[-1] :])
    words: list[str] = []
    for at in range(first, len(order)):
        heads = [source.text[begins[one] : starts[one]] for one in headings.get(at, ())]
        own = order[at]
        words += [*heads, source.text[starts[own] : (*begins[1:], end)[own]]]
    before = source.text[:end]
    gap = before[len(before.rstrip("\r\n")) :]
    moved = "\n\n".join(one.rstrip("\r\n") for one in words) + gap
    wanted = _without_order_of_notes(form._replace(passages=tuple(form.passages[index] for index in order)))
    yield PatchProposal(
        (Patch(begins[first], end, moved.replace("\r\n", "\n")),),
        lambda other: _without_order_of_notes(other) == wanted,
    )


def _headings_moved(passages: Sequence[Passage], order: Sequence[int]) -> dict[int, list[int]] | None:
    """Return before which place in `order` the headings above each question go; None where a group would be empty."""
    stayed, found = longest_ascending(order), dict[int, list[int]]()
    grouped = [at for at, one in enumerate(passages) if one.part]
    for one, following in pairwise((*grouped, len(passages))):
        group = range(one, following)
        at = next((at for at, index in enumerate(order) if index in group and index in stayed), None)
        if at is None:
            return None
        while at and order[at - 1] in group:
            at -= 1
        found.setdefault(at if one else 0, []).append(one)
    return found


def _definitions_at(text: str) -> int:
    """Return where the definitions of footnotes and links begin that end `text`, or where it ends."""
    at, after_gap = -1, False
    for line in re.finditer(r".*\n?", text):
        if re.match(r"\[[^\]\n]+\]:", line[0]):
            at = line.start() if at < 0 else at
        elif after_gap and not line[0][:1].isspace() and line[0]:
            at = -1
        after_gap = not line[0].strip()
    return at if at >= 0 else len(text)


def _without_order_of_notes(form: DraftForm) -> DraftForm:
    """Return `form` without the order in which footnotes are defined, which changes nothing."""
    notes = form.footnotes
    return form._replace(footnotes=sorted(map(repr, notes)) if isinstance(notes, tuple) else notes)


def _attribute(place: PassageText, name: str, value: str, wanted: DraftForm) -> Iterator[PatchProposal]:
    """Yield the way to write an attribute into the braces behind the question."""
    written = f"{name}={quoted(escaped(value))}" if value else name
    line = place.passage.span.line
    heading, start = place.source.line(line), place.source.starts[line - 1]
    tail = BRACES_AT_END.search(heading)
    if tail is None:
        end = start + len(heading.rstrip())
        yield PatchProposal((Patch(end, end, f" {{{written}}}"),), exactly(wanted))
        return
    old = re.search(rf"""(?<!\S){re.escape(name)}=("[^"]*"|'[^']*'|[^\s"']+)""", tail[1]) if value else None
    begin, end = (old.start(), old.end()) if old else (len(tail[1].rstrip()), len(tail[1].rstrip()))
    gap = "" if old or not tail[1].strip() else " "
    yield PatchProposal(
        (Patch(start + tail.start(1) + begin, start + tail.start(1) + end, f"{gap}{written}"),), exactly(wanted)
    )


def _highlight_patches(place: PassageText, wanted: Sequence[str]) -> Iterator[PatchProposal]:
    """Yield the way to highlight exactly `wanted` in the answer: verbatim spans, in the order of the text."""
    answer = sentences_of(place.passage.answer)
    spans = _spans_in(place.source, answer, wanted)
    present = highlights_in(answer)
    if spans is None or not wanted:
        return
    patches: list[Patch] = []
    for words, (begin, end) in zip(present, highlight_marks(place.source, answer), strict=False):
        if words not in wanted:
            patches += [Patch(begin, begin + 2, ""), Patch(end, end + 2, "")]
    for words, (begin, end) in zip(wanted, spans, strict=True):
        if words not in present:
            patches += [Patch(begin, begin, "=="), Patch(end, end, "==")]
    yield PatchProposal(tuple(patches), exactly(place.form.with_passage(place.at, highlights=tuple(wanted))))


def _spans_in(source: SourceText, answer: tuple[Sentence, ...], wanted: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return where each of `wanted` is in the answer; None if one does not, twice, or not in order."""
    written = written_text(source, answer)
    if written is None:
        return None
    text, spans, behind = written.text, list[tuple[int, int]](), 0
    for words in wanted:
        at = text.find(words)
        if not words or at < behind or text.find(words, at + 1) >= 0:
            return None
        spans.append((written.starts[at], written.ends[at + len(words) - 1]))
        behind = at + len(words)
    return spans


def highlight_marks(source: SourceText, answer: tuple[Sentence, ...]) -> list[tuple[int, int]]:
    """Return where both `==` of each highlight of the answer are."""
    if not answer:
        return []
    start = source.starts[answer[0].span.line - 1]
    end = source.offset(answer[-1].span.end_line + 1, 1)
    region = source.text[start:end]
    marks = [
        start + found.start()
        for found in re.finditer(r"(?<![=\\])==(?!=)", re.sub(r"`[^`\n]*`", lambda code: " " * len(code[0]), region))
        if not _between_spaces(region, found.start())
    ]
    return list(zip(marks[::2], marks[1::2], strict=False))


def _between_spaces(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 2 : at + 3]
    return (not before or before.isspace()) and (not after or after.isspace())


def _rewritten(source: SourceText, sentences: tuple[Sentence, ...], words: str) -> Patch:
    start, _ = source.bounds(sentences[0].span)
    _, end = source.bounds(sentences[-1].span)
    return Patch(start, end, _sheltered(escaped(words)))


def _block_changed(place: PassageText, points: Sequence[str]) -> Iterator[PatchProposal]:
    """Yield the way to say other points in the `::: slide` block: by unit where their number stays, else again."""
    source, units = place.source, units_of(place.passage.slide)
    wanted = place.form.with_passage(place.at, slide=tuple(points))
    if place.passage.headline:
        wanted = wanted.with_passage(place.at, slide=(units[0][0], *points[1:]))
    if len(units) == len(points):
        skipped = bool(place.passage.headline)
        changes = [
            _rewritten(source, sentences, words)
            for at, ((text, sentences), words) in enumerate(zip(units, points, strict=True))
            if text != words and not (skipped and at == 0)
        ]
        yield PatchProposal(tuple(changes), exactly(wanted))
    first, last = units[0][1][0].span.line, units[-1][1][-1].span.end_line
    opening = next((n for n in range(first - 1, 0, -1) if _FENCE.match(source.line(n))), 0)
    closing = next((n for n in range(last + 1, source.lines + 1) if _FENCE.match(source.line(n))), 0)
    if opening and closing:
        headline, *rest = (escaped(point) for point in wanted.passages[place.at].slide)
        lines = [_sheltered(headline), *([""] if rest else []), *(f"- {one}" for one in rest), ""]
        begin, end = (first - 1, last) if place.passage.pictures else (opening, closing - 1)  # they stay where they are
        yield PatchProposal((Patch(source.starts[begin], source.starts[end], "\n".join(lines)),), exactly(wanted))


def _appended(place: PassageText, block: str) -> Patch:
    """Return the patch that puts `block` behind the passage, before the empty lines that end it."""
    source = place.source
    at = source.offset(place.end + 1, 1)
    gap = "" if not at or source.text[at - 1] in "\r\n" else "\n"
    return Patch(at, at, f"{gap}\n{block}\n")


def _sheltered(line: str) -> str:
    """Return a line of which no character at its beginning makes another block."""
    found = re.match(r"\d{1,9}(?=[.)](?: |$))|(?=#{1,6}(?: |$)|>|[-+](?: |$)|~~~|:::|: )", line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line
