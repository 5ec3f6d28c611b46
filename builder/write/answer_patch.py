"""Patches of running text: words of an answer, of a question, of a table's cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.model.brief import Sentence, gap_after, sentences_of
from builder.write.draft_form import DraftForm, units_of
from builder.write.inline import escaped
from builder.write.patch import Patch, PatchProposal, SourceText, character_offsets, exactly
from builder.write.source_patch import ReadSource


def answer_changed(source: ReadSource, at: int, old: str, new: str) -> Iterator[PatchProposal]:
    """Yield the ways to change a paragraph of the answer of question `at` (-1: of the lead)."""
    blocks = source.draft.passages[at].answer if at >= 0 else source.draft.lead
    for text, sentences in units_of(blocks):
        if old and text.count(old) == 1:
            yield from _paragraph_changed(source, at, sentences, text.replace(old, new))


def _paragraph_changed(
    source: ReadSource, at: int, sentences: tuple[Sentence, ...], new: str
) -> Iterator[PatchProposal]:
    offsets, text = _offsets(source.text, sentences)
    if offsets is None:
        return
    start, end = changed_words(text, new)
    stop = len(text) - end
    words = escaped(new[start : len(new) - end])
    first = offsets[start] if start < len(offsets) else offsets[-1] + 1
    last = offsets[stop - 1] + 1 if start < stop else first
    if first < 0 or last <= 0 or last < first:
        return
    yield PatchProposal((Patch(first, last, words),), ParagraphWanted(source.form, at, text, new).is_said_by)


class ParagraphWanted(NamedTuple):
    """What a source may say once words of one paragraph changed: that paragraph differs, all else is as it was."""

    before: DraftForm
    at: int
    """The question, or -1 for the lead."""
    old: str
    new: str

    def is_said_by(self, other: DraftForm) -> bool:
        """Return whether `other` says the wanted words in place of the old ones and nothing else differs."""
        before, after = _spoken(self.before, self.at), _spoken(other, self.at)
        if before[0] != after[0]:
            return False
        said, says = (_squeezed("".join(one[1])) for one in (before, after))
        return said.replace(_squeezed(self.old), _squeezed(self.new), 1) == says


def _squeezed(text: str) -> str:
    """Return `text` without spaces: those between runs and sentences are not compared."""
    return "".join(text.split())


def _spoken(form: DraftForm, at: int) -> tuple[object, list[str]]:
    """Return all that `form` says but for the answer `at`, and the words of that answer."""
    if at < 0:
        return form._replace(lead=None, lead_highlights=()), list(_strings(form.lead))
    answer = form.passages[at].answer
    return form.with_passage(at, answer=None, highlights=()), list(_strings(answer))


def _strings(said: object) -> Iterator[str]:
    """Yield the words in a form's nested tuples: the first of each run's five values."""
    if not isinstance(said, tuple):
        return
    if len(said) == 5 and isinstance(said[0], str) and isinstance(said[3], str) and not isinstance(said[1], tuple):
        yield said[0]
        return
    for one in said:
        yield from _strings(one)


def _offsets(source: SourceText, sentences: Sequence[Sentence]) -> tuple[list[int] | None, str]:
    text, offsets = "", list[int]()
    for sentence in sentences:
        found = character_offsets(source, sentence)
        if found is None:
            return None, ""
        gap = gap_after(text) if text else ""
        offsets += [found[0] - 1 if found else -1] * len(gap) + found
        text += gap + sentence.text
    return offsets, text


def changed_words(old: str, new: str) -> tuple[int, int]:
    """Return how many characters at the beginning and at the end stay, in whole words."""
    limit = min(len(old), len(new))
    start = 0
    while start < limit and old[start] == new[start]:
        start += 1
    while start and (
        start < len(old) and old[start - 1].isalnum() and (old[start].isalnum() or new[start : start + 1].isalnum())
    ):
        start -= 1
    end = 0
    while end < limit - start and old[-1 - end] == new[-1 - end]:
        end += 1
    while end and old[len(old) - end].isalnum() and old[len(old) - end - 1 : len(old) - end].isalnum():
        end -= 1
    return start, end


def cell_changed(source: ReadSource, sentence_id: str, new: str) -> Iterator[PatchProposal]:
    """Yield the way to say other words in a cell of a table."""
    for at, passage in enumerate(source.draft.passages):
        for sentence in sentences_of(passage.answer):
            if sentence.id == sentence_id:
                first, last = source.text.bounds(sentence.span)
                words = escaped(new).replace("|", "\\|")
                yield PatchProposal(
                    (Patch(first, last, words),), ParagraphWanted(source.form, at, sentence.text, new).is_said_by
                )


def question_changed(source: ReadSource, at: int, new: str) -> Iterator[PatchProposal]:
    """Yield the way to ask question `at` in other words."""
    question = source.draft.passages[at].question
    offsets, text = _offsets(source.text, (question,))
    if not offsets:
        return
    start, end = changed_words(text, new)
    stop = len(text) - end
    first = offsets[start] if start < len(offsets) else offsets[-1] + 1
    last = offsets[stop - 1] + 1 if start < stop else first
    words = escaped(new[start : len(new) - end]).replace("{", "\\{")
    wanted = exactly(source.form.with_passage(at, question=new))
    yield PatchProposal((Patch(first, last, words),), wanted)
