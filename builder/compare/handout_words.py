"""What the handout goes on saying where an edit is on slides only."""

import re

from builder.compare.deck_edit import DeckEdit, EditKind
from builder.compare.source_facts import folded
from builder.model.brief import Brief, Chart, sentences_of
from builder.model.draft_walk import blocks_in
from builder.model.sentence import text_of

_WORDS = frozenset({EditKind.WORDS, EditKind.POINT_DELETED, EditKind.TABLE_CELL, EditKind.CHART_TITLE})


def kept_in_handout(edit: DeckEdit, brief: Brief) -> str:
    """Return whether the handout keeps the old `words`, `numbers` or `marking` of an edit; nothing if it does not."""
    bodies = (brief.lead, *(one.answer for one in brief.exchanges), *(one.blocks for one in brief.footnotes))
    if edit.kind is EditKind.CHART_VALUES:
        charts = [one for body in bodies for one in blocks_in(body) if isinstance(one, Chart)]
        return "numbers" if any(f"{one.name}:" in edit.old for chart in charts for one in chart.series) else ""
    if edit.old and edit.old == brief.fields.marking.text and edit.kind in {EditKind.WORDS, EditKind.SHAPE_DELETED}:
        return "marking"
    if edit.kind not in _WORDS or not edit.old:
        return ""
    old, new = _told(edit.old), _told(edit.new)
    for body in bodies:
        sentences = [_told(text_of(one.runs)) for one in sentences_of(body)]
        if _says(" ".join(sentences), old) or any(_says(old, one) and not _says(new, one) for one in sentences if one):
            return "words"
    return ""


def _told(text: str) -> str:
    return folded(text).casefold()


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
