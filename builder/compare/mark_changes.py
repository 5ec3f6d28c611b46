"""Bold, italic and linked words of a slide, and where its lines end, as mark-up of the answer that says them."""

from itertools import groupby
from typing import NamedTuple

from builder.compare.deck_edit import DeckEdit
from builder.compare.neutral_deck import NeutralDeck, NeutralParagraph, without_breaks
from builder.compare.portable_xml import WEB_ADDRESS
from builder.compare.source_change import LineEnd, MarkedWords, SourceChange, Target
from builder.compare.source_facts import folded
from builder.compare.text_edits import format_differences, inked, line_ends
from builder.model.brief import Exchange, Mark

_MARKS = {"bold": Mark.STRONG, "italic": Mark.EMPHASIS}
_WRITTEN = {Mark.STRONG: "**", Mark.EMPHASIS: "*"}


class _Character(NamedTuple):
    text: str
    bold: bool
    italic: bool
    link: str


class _Said(NamedTuple):
    """A paragraph of a slide before and after, and the words of the answer that it shows."""

    old: NeutralParagraph
    new: NeutralParagraph
    words: str


def mark_change(base: NeutralDeck, theirs: NeutralDeck, edit: DeckEdit, one: Exchange, at: int) -> SourceChange | None:
    """Return what an edit of marks means for the answer of the question `one`, the `at`th; None where it means nothing.

    Markdown can say bold, italic and links to the web, and says them of points that the answer itself says.
    """
    said = _said(base, theirs, edit, one)
    if said is None or not set(format_differences(said.old, said.new)) <= {*_MARKS, "link"}:
        return None
    marks = tuple(_marked_words(_characters(said.old), _characters(said.new)))
    if any(mark.address and not WEB_ADDRESS.fullmatch(mark.address) for mark in marks):
        return None
    shown = (_as_markdown(said.words, marks),)
    return SourceChange(Target.MARKS, at, (said.words,), shown, slide=edit.place.slide, marks=marks)


def line_end_change(
    base: NeutralDeck, theirs: NeutralDeck, edit: DeckEdit, one: Exchange, at: int
) -> SourceChange | None:
    """Return what line ends set or taken out mean for the answer of the question `one`; None where it means nothing."""
    said = _said(base, theirs, edit, one)
    if said is None:
        return None
    old, new = set(line_ends(said.old)), set(line_ends(said.new))
    spaces = _spaces(said.words)
    if not old ^ new <= spaces.keys():
        return None  # a line ends inside a word
    ends = tuple(LineEnd(spaces[count], count in new) for count in sorted(old ^ new))
    shown = "".join(" / " if LineEnd(place, on=True) in ends else char for place, char in enumerate(said.words))
    return SourceChange(Target.LINE_ENDS, at, (said.words,), (shown,), slide=edit.place.slide, line_ends=ends)


def _said(base: NeutralDeck, theirs: NeutralDeck, edit: DeckEdit, one: Exchange) -> _Said | None:
    here = edit.place
    old = base.slides[here.slide].shapes[here.shape].paragraphs[here.paragraph]
    new = theirs.slides[here.other_slide].shapes[here.other_shape].paragraphs[here.other_paragraph]
    said = [point.text for point in (one.headline, *one.points)]
    words = next((text for text in said if folded(text) == folded(old.text)), "")
    same = without_breaks(old.text) == without_breaks(new.text) and len(old.text) == len(new.text)
    return _Said(old, new, words) if same and len(words) - len(old.text) in {0, 1} else None


def _spaces(words: str) -> dict[int, int]:
    """Return the place of each space by how many characters that are seen come before it."""
    return {len(inked(words[:at])): at for at, char in reversed(list(enumerate(words))) if char.isspace()}


def _characters(paragraph: NeutralParagraph) -> list[_Character]:
    """Return the characters of a paragraph as its text has them, white space once."""
    found: list[_Character] = []
    for run in paragraph.runs:
        for char in run.text:
            if not (char.isspace() and (not found or found[-1].text.isspace())):
                found.append(_Character(char, run.format.bold, run.format.italic, run.format.link))
    return found


def _marked_words(old: list[_Character], new: list[_Character]) -> list[MarkedWords]:
    """Return the rows of characters that got a mark or lost one; spaces between them belong to the row."""
    found = []
    inked_places = {at: count for count, at in enumerate(at for at, one in enumerate(new) if not one.text.isspace())}
    for name in (*_MARKS, "link"):
        changed = [
            (at, getattr(before, name), getattr(after, name))
            for at, (before, after) in enumerate(zip(old, new, strict=False))
            if getattr(before, name) != getattr(after, name) and at in inked_places
        ]
        for (_, was, now), group in groupby(
            enumerate(changed), key=lambda row: (inked_places[row[1][0]] - row[0], *row[1][1:])
        ):
            row = [at for _, (at, *_) in group]
            if name in _MARKS:
                found.append(MarkedWords(row[0], row[-1] + 1, _MARKS[name], now))
            else:
                ways = ((was, False), (now, True))
                found += [MarkedWords(row[0], row[-1] + 1, Mark.NONE, on, to) for to, on in ways if to]
    return found


def _as_markdown(words: str, marks: tuple[MarkedWords, ...]) -> str:
    """Return `words` with what was marked, for a reader."""
    puts = []
    for start, end, mark, on, address in marks:
        if on:
            before, after = ("[", f"]({address})") if address else (_WRITTEN[mark], _WRITTEN[mark])
            puts += [(start, before), (end, after)]
    for at, sign in sorted(puts, reverse=True):
        words = words[:at] + sign + words[at:]
    return words
