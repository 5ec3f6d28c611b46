"""What differs between two versions of a text: words, order, levels and formats; an edit of a large number."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from builder.compare.deck_edit import DeckEdit, EditKind, EditPlace
from builder.compare.neutral_deck import (
    CharacterFormat,
    NeutralParagraph,
    NeutralSlide,
    ParagraphSetting,
    normalised,
    without_breaks,
)
from builder.compare.pairing import pair_paragraphs, pair_shapes
from builder.compare.theme_colors import same_color
from builder.model.sequence_alignment import longest_ascending

MARKS = frozenset({"bold", "italic", "underline", "strike", "raised", "link"})
"""What Markdown can say of words; the rest (size, colour, font) is the theme's."""

_OF_LINKS = frozenset({"color", "underline"})
"""What each program gives linked words as it likes."""

_UNCOUNTED = "#\u00ad\u2060"

ROUNDED_INDENT = 2_600
"""EMU by which indents may differ: LibreOffice rounds to hundredths of a millimetre."""
ROUNDED_SPACE = {"%": 1, "pt": 0.1}
"""By how much spaces may differ, in per cent of a line and in points."""
_LENGTH = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(%|pt)")
_EMU_PER_CM = 360_000

_NOTES = {
    EditKind.WORDS: EditKind.NOTES,
    EditKind.POINT_ADDED: EditKind.NOTES_ADDED,
    EditKind.POINT_DELETED: EditKind.NOTES_DELETED,
    EditKind.POINT_MOVED: EditKind.NOTES_MOVED,
}


def text_edits(
    one: Sequence[NeutralParagraph], other: Sequence[NeutralParagraph], place: EditPlace, what: str
) -> Iterator[DeckEdit]:
    """Yield the edits between two versions of a shape's text."""
    left, right = worded(one), worded(other)
    yield from _word_edits(left, right, place, what)
    if left == right:
        return
    for here, there in pair_paragraphs(*_values(left, right)).pairs:
        (at, old), (other_at, new) = left[here], right[there]
        where = place._replace(paragraph=at, other_paragraph=other_at)
        if old.level != new.level:
            yield DeckEdit(EditKind.LEVEL, where, what, str(old.level), str(new.level))
        differing = format_differences(old, new)
        if differing:
            kind = EditKind.MARKS if MARKS & set(differing) else EditKind.RESTYLED
            yield DeckEdit(kind, where, what, old.text, ", ".join(_difference_in_words(one, new) for one in differing))
        if differing := setting_differences(old, new):
            changed = ", ".join(_setting_in_words(name, new.setting) for name in differing)
            yield DeckEdit(EditKind.PARAGRAPH_FORMAT, where, what, old.text, changed)
        if without_breaks(old.text) == without_breaks(new.text) and line_ends(old) != line_ends(new):
            yield DeckEdit(EditKind.LINE_ENDS, where, what, old.text, new.text)


def note_edits(
    one: Sequence[NeutralParagraph], other: Sequence[NeutralParagraph], place: EditPlace
) -> Iterator[DeckEdit]:
    """Yield the edits between two versions of a slide's notes, whose formats do not count."""
    for edit in _word_edits(worded(one), worded(other), place, "notes"):
        yield edit._replace(kind=_NOTES[edit.kind])


def worded(paragraphs: Sequence[NeutralParagraph]) -> list[tuple[int, NeutralParagraph]]:
    """Return the paragraphs that have words, each with its index; empty ones count for nothing."""
    return [(at, one) for at, one in enumerate(paragraphs) if one.text]


Indexed = Sequence[tuple[int, NeutralParagraph]]


def _values(*rows: Indexed) -> list[list[NeutralParagraph]]:
    return [[paragraph for _, paragraph in row] for row in rows]


def _word_edits(left: Indexed, right: Indexed, place: EditPlace, what: str) -> Iterator[DeckEdit]:
    found = pair_paragraphs(*_values(left, right))
    for here in found.removed:
        at, old = left[here]
        kind = EditKind.POINT_DELETED if len(left) > 1 else EditKind.WORDS
        yield DeckEdit(kind, place._replace(paragraph=at), what, old.text, "")
    for there in found.added:
        at, new = right[there]
        kind = EditKind.POINT_ADDED if left else EditKind.WORDS
        yield DeckEdit(kind, place._replace(other_paragraph=at), what, "", new.text)
    kept = longest_ascending([there for _, there in found.pairs])
    for here, there in found.pairs:
        (at, old), (other_at, new) = left[here], right[there]
        where = place._replace(paragraph=at, other_paragraph=other_at)
        if without_breaks(old.text) != without_breaks(new.text):
            yield DeckEdit(EditKind.WORDS, where, what, old.text, new.text)
        if there not in kept:
            yield DeckEdit(EditKind.POINT_MOVED, where, what, old.text, new.text)


def format_differences(old: NeutralParagraph, new: NeutralParagraph) -> tuple[str, ...]:
    """Return the names of what looks different, character by character where the words are the same.

    Where they are not, only a paragraph that looks alike throughout, before and after, can be said to look different.
    """
    if old.runs == new.runs:
        return ()
    before, after = characters(old), characters(new)
    if without_breaks(old.text) != without_breaks(new.text) or len(before) != len(after):
        before, after = list(dict.fromkeys(before)), list(dict.fromkeys(after))
        if len(before) != 1 or len(after) != 1:
            return ()
    pairs = {(x, y) for x, y in zip(before, after, strict=True) if x != y}
    names = {
        name
        for x, y in pairs
        for name, mine, yours in zip(CharacterFormat._fields, x, y, strict=True)
        if mine != yours and not (name == "color" and same_color(str(mine), str(yours)))
    }
    return tuple(sorted(names - _OF_LINKS if "link" in names else names))


def _difference_in_words(name: str, new: NeutralParagraph) -> str:
    """Return a difference in words: `bold`, or `not bold` where nothing is so any more."""
    is_so = any(getattr(one, name) for one in characters(new))
    word = {"raised": "raised or lowered", "strike": "struck through", "underline": "underlined", "color": "colour"}
    return word.get(name, name) if is_so else f"not {word.get(name, name)}" if name != "link" else "no link"


_ALIGNED = {"": "left", "ctr": "centred", "r": "right", "just": "justified"}


def setting_differences(old: NeutralParagraph, new: NeutralParagraph) -> tuple[str, ...]:
    """Return the names of what is set otherwise; indents and spaces of another level are that level's."""
    pairs = zip(ParagraphSetting._fields, old.setting, new.setting, strict=True)
    names = [name for name, mine, yours in pairs if mine != yours and not _is_rounded(mine, yours)]
    return tuple(name for name in names if old.level == new.level or name in {"bullet", "align"})


def _is_rounded(one: object, other: object) -> bool:
    """Return whether two lengths are the same but for what programs round."""
    if isinstance(one, int) and isinstance(other, int):
        return abs(one - other) <= ROUNDED_INDENT
    left, right = (_LENGTH.fullmatch(str(text)) for text in (one, other))
    if left is None or right is None or left[2] != right[2]:
        return False
    return abs(float(left[1]) - float(right[1])) <= ROUNDED_SPACE[left[2]]


def _setting_in_words(name: str, new: ParagraphSetting) -> str:
    value = getattr(new, name)
    match name:
        case "align":
            align, _, way = new.align.partition(" ")
            return _ALIGNED.get(align, align) + (", right to left" if way else "")
        case "bullet":
            return f"bullet {value}" if value else "no bullet"
        case "indent" | "first_line":
            return f"{'indent' if name == 'indent' else 'first line'} {value / _EMU_PER_CM:.1f} cm"
        case _:
            return f"{name.replace('_', ' ')} {value}"


def line_ends(paragraph: NeutralParagraph) -> tuple[int, ...]:
    """Return behind how many characters, white space not counted, the lines of a paragraph end before it does."""
    found, count = list[int](), 0
    for char in "".join(run.text for run in paragraph.runs):
        if char in "\n\x0b":
            found.append(count)
        count += len(inked(char))
    return tuple(dict.fromkeys(one for one in found if 0 < one < count))


def inked(text: str) -> str:
    """Return the characters of `text` that are seen: no white space, no place to break at, no slide number."""
    return "".join(char for char in text if not char.isspace() and char not in _UNCOUNTED)


def characters(paragraph: NeutralParagraph) -> list[CharacterFormat]:
    """Return the format of each character but white space, slide numbers and places to break at."""
    rows = (repeat(_counted(run.format), len(inked(run.text))) for run in paragraph.runs)
    return list(chain.from_iterable(rows))


def _counted(look: CharacterFormat) -> CharacterFormat:
    """Return what of a format counts: programs colour and underline links as they like."""
    return look._replace(color="", underline=False) if look.link else look


def with_large_number(base: NeutralSlide, theirs: NeutralSlide, title: str) -> tuple[str, int]:
    """Return the `title` that came back with the number as it is now, where only the number was changed.

    Also which shape of `base` the number is, where the title agrees with its edit; -1 for none.
    """
    built = _spaced(base.title)
    for at, to in pair_shapes(base.shapes, theirs.shapes).to.items():
        old, new = _spaced(base.shapes[at].text), _spaced(theirs.shapes[to].text)
        if base.shapes[at].is_title or old == new or not new or not any(map(str.isdigit, old)):
            continue
        if built.count(old) == 1:
            title = built.replace(old, new) if theirs.title == base.title else title
            return title, at if new in _spaced(title) else -1
    return title, -1


def _spaced(text: str) -> str:
    """Return `text` with plain spaces: the title ties a number to its unit, the number alone needs no ties."""
    return normalised(text.replace("\u00a0", " "))
