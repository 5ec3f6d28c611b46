"""Patches of running text: words of an answer, of a question, of a table's cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.model.brief import Sentence, sentences_of
from builder.write.draft_form import DraftForm, units_of
from builder.write.inline import escaped
from builder.write.patch import Patch, PatchProposal, WrittenText, exactly, written_text
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
    written = written_text(source.text, sentences)
    patch = _words_patch(written, new) if written else None
    if written and patch:
        yield PatchProposal((patch,), ParagraphWanted(source.form, at, written.text, new).is_said_by)


def _words_patch(written: WrittenText, new: str) -> Patch | None:
    """Return the patch that makes `written` say `new`, or None if its characters are not in a row."""
    start, end = changed_words(written.text, new)
    stop = len(written.text) - end
    first = written.starts[start] if start < len(written.starts) else written.ends[-1]
    last = written.ends[stop - 1] if start < stop else first
    return None if first < 0 or last < first else Patch(first, last, escaped(new[start : len(new) - end]))


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
                wanted = ParagraphWanted(source.form, at, sentence.text, new).is_said_by
                written = written_text(source.text, (sentence,))
                changed = _words_patch(written, new) if written and written.text else None
                whole = Patch(*source.text.bounds(sentence.span), escaped(new))
                for patch in (changed, whole):
                    if patch:
                        yield PatchProposal((patch._replace(new=patch.new.replace("|", "\\|")),), wanted)


def question_changed(source: ReadSource, at: int, new: str) -> Iterator[PatchProposal]:
    """Yield the way to ask question `at` in other words."""
    question = source.draft.passages[at].question
    written = written_text(source.text, (question,))
    patch = _words_patch(written, new) if written and written.text else None
    if patch:
        patch = patch._replace(new=patch.new.replace("{", "\\{"))
        yield PatchProposal((patch,), exactly(source.form.with_passage(at, question=new)))
