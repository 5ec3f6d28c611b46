"""Bold and italic words of a slide, as marks of the answer that says them."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from builder.compare.deck_edit import DeckEdit
from builder.compare.neutral_deck import NeutralDeck, NeutralParagraph, without_breaks
from builder.compare.source_change import MarkedWords, SourceChange, Target
from builder.compare.source_facts import folded
from builder.compare.text_edits import format_differences
from builder.model.brief import Exchange, Mark

_MARKS = {"bold": Mark.STRONG, "italic": Mark.EMPHASIS}
_WRITTEN = {Mark.STRONG: "**", Mark.EMPHASIS: "*"}


class _Character(NamedTuple):
    text: str
    bold: bool
    italic: bool


def mark_change(base: NeutralDeck, theirs: NeutralDeck, edit: DeckEdit, one: Exchange, at: int) -> SourceChange | None:
    """Return what an edit of marks means for the answer of the question `one`, the `at`th; None where it means nothing.

    Markdown can say bold and italic, and says them of points that the answer itself says.
    """
    here = edit.place
    old = base.slides[here.slide].shapes[here.shape].paragraphs[here.paragraph]
    new = theirs.slides[here.other_slide].shapes[here.other_shape].paragraphs[here.other_paragraph]
    said = [point.text for point in (one.headline, *one.points)]
    words = next((text for text in said if folded(text) == folded(old.text)), "")
    same = without_breaks(old.text) == without_breaks(new.text) and len(old.text) == len(new.text)
    known = same and len(words) - len(old.text) in {0, 1}
    if not known or not set(format_differences(old, new)) <= set(_MARKS):
        return None
    marks = tuple(_marked_words(_characters(old), _characters(new)))
    return SourceChange(Target.MARKS, at, (words,), (_as_markdown(words, marks),), slide=here.slide, marks=marks)


def _characters(paragraph: NeutralParagraph) -> list[_Character]:
    """Return the characters of a paragraph as its text has them, white space once."""
    found: list[_Character] = []
    for run in paragraph.runs:
        for char in run.text:
            if not (char.isspace() and (not found or found[-1].text.isspace())):
                found.append(_Character(char, run.format.bold, run.format.italic))
    return found


def _marked_words(old: list[_Character], new: list[_Character]) -> list[MarkedWords]:
    """Return the rows of characters that got a mark or lost one; spaces between them belong to the row."""
    found = []
    for name, mark in _MARKS.items():
        changed = [
            (at, getattr(after, name))
            for at, (before, after) in enumerate(zip(old, new, strict=False))
            if getattr(before, name) != getattr(after, name) and not after.text.isspace()
        ]
        inked = {at: number for number, at in enumerate(at for at, one in enumerate(new) if not one.text.isspace())}
        for (_, on), group in groupby(enumerate(changed), key=lambda row: (inked[row[1][0]] - row[0], row[1][1])):
            row = [at for _, (at, _) in group]
            found.append(MarkedWords(row[0], row[-1] + 1, mark, on))
    return found


def _as_markdown(words: str, marks: tuple[MarkedWords, ...]) -> str:
    """Return `words` with what was marked, for a reader."""
    puts = [(end, _WRITTEN[mark]) for start, end, mark, on in marks if on for end in (start, end)]
    for at, sign in sorted(puts, reverse=True):
        words = words[:at] + sign + words[at:]
    return words
