"""Patches of running text: words of an answer, of a question, of a table's cell."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import NamedTuple

from builder.model.brief import Sentence, sentences_of
from builder.model.typography import CLOSING_MARK, without_closing_mark
from builder.write.draft_form import DraftForm, units_of
from builder.write.inline import escaped
from builder.write.patches.passages import capitalised, highlight_marks, slide_block
from builder.write.patches.patch import Patch, PatchProposal, WrittenText, exactly, written_text
from builder.write.patches.read_source import ReadSource

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def answer_changed(source: ReadSource, at: int, old: str, new: str) -> Iterator[PatchProposal]:
    """Yield the ways to change a paragraph of the answer of question `at` (-1: of the lead)."""
    blocks = source.draft.passages[at].answer if at >= 0 else source.draft.lead
    for text, sentences in units_of(blocks):
        if old and text.count(old) == 1:
            yield from _paragraph_changed(source, at, sentences, text.replace(old, new))


def _paragraph_changed(
    source: ReadSource, at: int, sentences: tuple[Sentence, ...], new: str
) -> Iterator[PatchProposal]:
    written = written_text(source.text, sentences)
    patches = _words_patches(written, new) if written else ()
    if written and patches:
        wanted = ParagraphWanted(source.form, at, written.text, new).is_said_by
        yield PatchProposal(tuple(_before_highlight(one, source.text.text) for one in patches), wanted)
        yield PatchProposal(patches, wanted)
        if at >= 0:
            yield from _unmarked(source, at, patches, (written.text, new))


def highlights_reworded(source: ReadSource, at: int, pairs: Sequence[tuple[str, str]]) -> Iterator[PatchProposal]:
    """Yield the way to say the second words of `pairs` where a highlight or sentence of answer `at` says the first.

    None where one is no correction of single words, but a text of its own.
    """
    highlights, wanted, patches = source.form.passages[at].highlights, _spoken(source.form, at), list[Patch]()
    units = units_of(source.draft.passages[at].answer)
    for old, shown in pairs:
        new = _in_place_of(old, shown)
        written = next((written_text(source.text, found) for text, found in units if text.count(old) == 1), None)
        once = wanted.words.count(_squeezed(old)) == 1
        if not written or not once or not _is_corrected(old, new) or any(new in text for text, _ in units):
            return
        begin = written.text.find(old)
        part = slice(begin, begin + len(old))
        if begin < 0 or not (
            changed := _words_patches(WrittenText(old, written.starts[part], written.ends[part]), new)
        ):
            return
        patches += changed
        highlights = tuple(new if one == old else one for one in highlights)
        wanted = wanted._replace(words=wanted.words.replace(_squeezed(old), _squeezed(new)))
    if patches:
        yield PatchProposal(
            tuple(patches), lambda form: _spoken(form, at) == wanted and form.passages[at].highlights == highlights
        )


def _in_place_of(old: str, shown: str) -> str:
    """Return words of a slide with the first letter and the closing mark that the words have whose place they take."""
    new = without_closing_mark(shown)
    end = CLOSING_MARK.search(old)
    if end and not shown.endswith(("!", "?", "…")):
        new += end[0]
    first, second = (one.partition(" ")[0].casefold() for one in (old, new))
    return old[:1] + new[1:] if first == second else new


def _is_corrected(old: str, new: str) -> bool:
    """Return whether half of the words stay in their order, and others were not only left out for a short slide.

    The first word of a highlight within a sentence stays as well: the slide does not show how it would begin there.
    """
    before, after = re.findall(r"\w+", old), re.findall(r"\w+", new)
    kept = sum(one.size for one in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks())
    shortened = kept == len(after) < len(before)
    inside = old[:1].islower() and before[:1] != after[:1]
    return not shortened and not inside and 2 * kept >= max(len(before), len(after))


def _unmarked(
    source: ReadSource, at: int, patches: tuple[Patch, ...], words: tuple[str, str]
) -> Iterator[PatchProposal]:
    """Yield the way to change words across highlights: the points that they were are written for the slide."""
    place = source.passage(at)
    marks = highlight_marks(source.text, sentences_of(place.passage.answer))
    if not marks or place.passage.slide:
        return
    delimiters = [Patch(start, start + 2, "") for pair in marks for start in pair]
    patches = tuple(_without_half_delimiters(one, delimiters) for one in patches)
    apart = [mark for mark in delimiters if not any(one.start <= mark.start < one.end for one in patches)]
    for block in slide_block(place, place.points):
        points = tuple(capitalised(point, place.lang) for point in place.points)
        before = source.form.with_passage(at, slide=points, highlights=())
        yield PatchProposal((*patches, *apart, *block.patches), ParagraphWanted(before, at, *words).is_said_by)


def _without_half_delimiters(patch: Patch, delimiters: Sequence[Patch]) -> Patch:
    """Return a patch that takes the whole of a `==` in which it begins: a space between sentences has no place."""
    start = next((mark.start for mark in delimiters if mark.start < patch.start < mark.end), patch.start)
    return patch._replace(start=start)


def _before_highlight(patch: Patch, text: str) -> Patch:
    """Return a patch that puts words in front of a highlight, not into it: a point stays as it is."""
    start = patch.start - 2
    outside = patch.start == patch.end and start >= 0 and text[start : patch.start] == "=="
    return Patch(start, start, patch.new) if outside else patch


def _words_patches(written: WrittenText, new: str) -> tuple[Patch, ...]:
    """Return the patches, one for each row of other words, that make `written` say `new`; none if one is impossible."""
    old_words, new_words = _WORD.findall(written.text), _WORD.findall(new)
    ends = list(accumulate(map(len, old_words), initial=0))
    patches = []
    for i, j, k, m in _changed_rows(old_words, new_words):
        start, stop = ends[i], ends[j]
        first = written.starts[start] if start < len(written.starts) else written.ends[-1]
        last = written.ends[stop - 1] if start < stop else first
        if first < 0 or last < first:
            return ()
        patches.append(Patch(first, last, escaped("".join(new_words[k:m]))))
    return tuple(patches)


def _changed_rows(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return where each row of changed words begins and ends in both texts; nothing but a space divides no row."""
    rows: list[tuple[int, int, int, int]] = []
    for step, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            continue
        joins = bool(rows) and "".join(old[rows[-1][1] : i]).isspace()
        start, new_start = (rows[-1][0], rows.pop()[2]) if joins else (i, k)
        # the word is new, not the space before it
        late = start == j < len(old) and new[new_start] == old[start] and old[start].isspace()
        rows.append((start + late, j + late, new_start + late, m + late))
    return rows


class ParagraphWanted(NamedTuple):
    """What a source may say once words of one paragraph changed.

    That paragraph says other words; all else is as it was, and so are its links, its calls of footnotes and the number
    of its highlights.
    """

    before: DraftForm
    at: int
    """The question, or -1 for the lead."""
    old: str
    new: str

    def is_said_by(self, other: DraftForm) -> bool:
        """Return whether `other` says the wanted words in place of the old ones and nothing else differs."""
        before, after = _spoken(self.before, self.at), _spoken(other, self.at)
        if (before.rest, before.highlights, before.targets) != (after.rest, after.highlights, after.targets):
            return False
        old, new = _squeezed(self.old), _squeezed(self.new)
        places = (found.start() for found in re.finditer(f"(?={re.escape(old)})", before.words))
        return any(before.words[:at] + new + before.words[at + len(old) :] == after.words for at in places)


def _squeezed(text: str) -> str:
    """Return `text` without spaces: those between runs and sentences are not compared."""
    return "".join(text.split())


class _Spoken(NamedTuple):
    """What a form says, the answer of one question apart."""

    rest: DraftForm
    words: str
    highlights: int
    targets: tuple[object, ...]
    """What is linked to, and the footnotes that are called."""


def _spoken(form: DraftForm, at: int) -> _Spoken:
    if at < 0:
        rest, answer, highlights = form._replace(lead=None, lead_highlights=()), form.lead, form.lead_highlights
    else:
        passage = form.passages[at]
        rest, answer = form.with_passage(at, answer=None, highlights=()), passage.answer
        highlights = passage.highlights
    runs = list(runs_in(answer))
    targets = [one for run in runs for one in run[2:4] if one]
    once = tuple(one for one, _ in groupby(targets))
    return _Spoken(rest, _squeezed("".join(str(run[0]) for run in runs)), len(highlights), once)


def runs_in(said: object) -> Iterator[tuple[object, ...]]:
    """Yield the runs in a form's nested tuples: words, mark, address, footnote and language of each."""
    if not isinstance(said, tuple):
        return
    if len(said) == 5 and isinstance(said[0], str) and isinstance(said[3], str) and not isinstance(said[1], tuple):
        yield said
        return
    for one in said:
        yield from runs_in(one)


def cell_changed(source: ReadSource, sentence_id: str, new: str) -> Iterator[PatchProposal]:
    """Yield the way to say other words in a cell of a table."""
    for at, passage in enumerate(source.draft.passages):
        for sentence in sentences_of(passage.answer):
            if sentence.id == sentence_id:
                wanted = ParagraphWanted(source.form, at, sentence.text, new).is_said_by
                written = written_text(source.text, (sentence,))
                changed = _words_patches(written, new) if written and written.text else ()
                whole = Patch(*source.text.bounds(sentence.span), escaped(new))
                for patches in (changed, (whole,)):
                    if patches:
                        barred = tuple(one._replace(new=one.new.replace("|", "\\|")) for one in patches)
                        yield PatchProposal(barred, wanted)


def question_changed(source: ReadSource, at: int, new: str) -> Iterator[PatchProposal]:
    """Yield the way to ask question `at` in other words."""
    question = source.draft.passages[at].question
    written = written_text(source.text, (question,))
    patches = _words_patches(written, new) if written and written.text else ()
    if patches:
        braced = tuple(one._replace(new=one.new.replace("{", "\\{")) for one in patches)
        yield PatchProposal(braced, exactly(source.form.with_passage(at, question=new)))
