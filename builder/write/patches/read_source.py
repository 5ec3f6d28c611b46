"""A change of a source proved by reading it again: the first way that says exactly what is wanted."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from builder.model.brief import Draft
from builder.write.draft_form import DraftForm, form_of
from builder.write.patches.passages import PassageText
from builder.write.patches.patch import OverlappingPatchesError, PatchProposal, SourceText

Reread = Callable[[bytes], Draft | None]
"""Reads a source again; None if it has errors."""


class ReadSource(NamedTuple):
    """A source as it is, and what it says."""

    data: bytes
    draft: Draft
    text: SourceText
    form: DraftForm

    def passage(self, at: int) -> PassageText:
        """Return the question `at` where it is."""
        return PassageText(self.text, self.draft.passages, at, self.form, self.draft.fields.lang)


def read_source_text(data: bytes, draft: Draft) -> ReadSource:
    """Return `data`, which reads as `draft`, ready to be patched."""
    return ReadSource(data, draft, SourceText(data), form_of(draft))


def proved(source: ReadSource, proposals: Iterator[PatchProposal], reread: Reread) -> ReadSource | None:
    """Return the source with the first of `proposals` that reads exactly as wanted; None where none does."""
    for one in proposals:
        try:
            data = source.text.patched(one.patches)
        except OverlappingPatchesError:
            continue
        draft = reread(data)
        if draft is not None and one.wanted(form_of(draft)):
            return read_source_text(data, draft)
    return None
