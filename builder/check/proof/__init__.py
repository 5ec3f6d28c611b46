"""Prove from the bytes of finished files that they say what their source says."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from importlib import import_module
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from builder.check.deck.reader import BrokenPackageError, OpenedDeck, open_deck
from builder.check.ledger.word_streams import counted_sentences
from builder.check.proof.against_source import points_not_on_slides, sentences_not_in_handout, sentences_not_in_notes
from builder.check.proof.contents import content_differences
from builder.check.proof.deck_contents import contents_of_deck
from builder.check.proof.deck_words import words_of_deck
from builder.check.proof.scene_words import ExpectedSlide, expected_handout, expected_slides
from builder.check.proof.words import Difference, HandoutWords, SlideWords
from builder.model.brief import Brief
from builder.model.scene import Scene
from builder.model.sequence_alignment import common_ends

if TYPE_CHECKING:
    from builder.check.handout.reader import OpenedPdf


class Proof(Struct, frozen=True):
    """What holding a finished file against its source showed."""

    differences: tuple[Difference, ...]
    """Words that are not the source's."""
    others: tuple[Difference, ...]
    """What else is not what the source gives: places, marks, pictures, links, what is hidden or only heard."""
    words: int
    """Words that were read out of the file."""
    sentences: int
    """Sentences of the source that stand in it, whole."""

    @property
    def sound(self) -> bool:
        """Whether the file is what its source gives."""
        return not (self.differences or self.others)


def prove_deck(brief: Brief, deck: Scene, data: bytes, reference: bytes | None = None) -> Proof:
    """Return the proof of the .pptx file `data`: against the source alone, word for word against `deck`, and whole.

    Whole means against `reference`, the file that the source gives, where it is given: places, marks, pictures, links,
    what is hidden, and what only a program reads. ValueError where `data` cannot be read.
    """
    opened = _opened_deck(data)
    slides = words_of_deck(opened)
    brief = replace(brief, exchanges=tuple(one for one in brief.exchanges if not one.no_slide))
    lost = sentences_not_in_notes(brief, slides)
    found = [Difference("notes", text, "") for text in lost]
    found += [Difference("slides", text, "") for text in points_not_on_slides(brief, slides)]
    found += deck_differences(deck, slides)
    others: list[Difference] = []
    if reference is not None and reference != data:
        others += content_differences(contents_of_deck(_opened_deck(reference)), contents_of_deck(opened))
    texts = [text for one in slides for text in (*one.texts, *one.notes)]
    return Proof(tuple(found), tuple(others), _count(texts), len(counted_sentences(brief)) - len(lost))


def prove_edited_deck(brief: Brief, data: bytes, reference: bytes) -> Proof:
    """Return the proof of a deck with edits kept beside its source: against `reference`, which carries them too.

    The words of added slides are in no scene, so there is nothing else to hold them against.
    """
    opened = _opened_deck(data)
    slides = words_of_deck(opened)
    others = content_differences(contents_of_deck(_opened_deck(reference)), contents_of_deck(opened))
    texts = [text for one in slides for text in (*one.texts, *one.notes)]
    whole = len(counted_sentences(brief)) - len(sentences_not_in_notes(brief, slides))
    return Proof((), tuple(others), _count(texts), whole)


def _opened_deck(data: bytes) -> OpenedDeck:
    """Return the deck; ValueError if it is not one, or none that every program reads alike."""
    try:
        opened = open_deck(data)
    except BrokenPackageError as fault:
        raise ValueError(f"this presentation cannot be read: {fault}") from fault
    if not opened.slides:
        raise ValueError("this presentation cannot be read: the package holds no slides")
    return opened


def prove_handout(
    brief: Brief, handout: Scene, data: bytes, reference: bytes | None = None, *, whole: bool = True
) -> Proof:
    """Return the proof of the PDF `data`, as `prove_deck` does for a deck.

    `whole` says whether the handout must hold every sentence; cards and the like do not.
    ValueError if it cannot be read. The reader of PDFs is loaded here, for it is an extra (`proof`).
    """
    reader, words = import_module("builder.check.handout.reader"), import_module("builder.check.proof.handout_words")
    try:
        with reader.open_pdf(data) as opened:
            paper: HandoutWords = words.words_in(opened)
            others = [] if reference is None or reference == data else _pdf_differences(reference, opened)
    except reader.FAULTS as fault:
        raise ValueError(f"this PDF cannot be read: {reader.reason_of(fault)}") from fault
    lost = sentences_not_in_handout(brief, paper)
    found = [Difference("handout", text, "") for text in lost if whole]
    found += handout_differences(handout, paper)
    texts = [*paper.blocks, *(text for page in paper.furniture for text in page)]
    return Proof(tuple(found), tuple(others), _count(texts), len(counted_sentences(brief)) - len(lost))


def _pdf_differences(reference: bytes, opened: OpenedPdf) -> list[Difference]:
    contents = import_module("builder.check.proof.handout_contents").contents_of_handout
    with import_module("builder.check.handout.reader").open_pdf(reference) as wanted:
        return list(content_differences(contents(wanted), contents(opened)))


def _count(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


_NO_SLIDE = SlideWords((), (), (), ())
_NONE_WANTED = ExpectedSlide((), (), (), ())


def deck_differences(deck: Scene, slides: tuple[SlideWords, ...]) -> tuple[Difference, ...]:
    """Return where the words read out of a deck are not those of its scene."""
    found: list[Difference] = []
    pairs = zip_longest(expected_slides(deck), slides)
    for number, (expected, read) in enumerate(pairs, 1):
        wanted, shown = expected or _NONE_WANTED, read or _NO_SLIDE
        found += _compared(f"slide {number}", wanted.texts, shown.texts)
        found += _compared(f"notes of slide {number}", wanted.notes, shown.notes)
        found += _compared(f"alternative texts of slide {number}", wanted.alternatives, shown.alternatives)
        found += _compared(f"chart of slide {number}", wanted.chart, shown.chart)
    return tuple(found)


def handout_differences(handout: Scene, shown: HandoutWords) -> tuple[Difference, ...]:
    """Return where the words read out of a handout are not those of its scene."""
    wanted = expected_handout(handout)
    found = list(_compared("handout", wanted.blocks, shown.blocks))
    found += _compared("alternative texts of the handout", wanted.alternatives, shown.alternatives)
    for number, (loose, read) in enumerate(zip_longest(wanted.furniture, shown.furniture, fillvalue=()), 1):
        found += _compared(f"margins of handout page {number}", sorted(loose), sorted(read))
    return tuple(found)


def _compared(place: str, wanted: Sequence[str], found: Sequence[str]) -> list[Difference]:
    """Return where two rows of texts differ, text against text as far as they pair."""
    if list(wanted) == list(found):
        return []
    differences = []
    for kind, a, b, c, d in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = zip_longest(wanted[a:b], found[c:d], fillvalue="")
            differences += [Difference(place, *_around(one, other)) for one, other in pairs]
    return differences


def _around(wanted: str, found: str) -> tuple[str, str]:
    """Return the words in which two texts differ, with one word before and behind."""
    one, other = wanted.split(), found.split()
    same, back = common_ends(one, other)
    start = max(0, same - 1)
    return _between(one, start, back), _between(other, start, back)


def _between(words: list[str], start: int, back: int) -> str:
    """Return `words` from `start` up to one before the last `back` ones."""
    return " ".join(words[start : max(start, len(words) - back + 1)])
