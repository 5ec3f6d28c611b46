"""Hold the words of finished files against the source alone, with no layout between."""

import re
from collections.abc import Iterator

from builder.check.ledger.word_streams import counted_sentences, squeezed
from builder.check.proof.words import HandoutWords, SlideWords, in_print, tidy
from builder.model.brief import Brief, Point, PointOrigin, Run
from builder.model.capitals import without_initial
from builder.model.slide_points import points_on_slide
from builder.model.typography import without_closing_mark


def sentences_not_in_notes(brief: Brief, slides: tuple[SlideWords, ...]) -> tuple[str, ...]:
    """Return the sentences of the source that stand in no speaker notes, word for word."""
    texts = [text for slide in slides for text in slide.notes]
    return tuple(_without(brief, texts))


def sentences_not_in_handout(brief: Brief, paper: HandoutWords) -> tuple[str, ...]:
    """Return the sentences of the source that stand in no block of the PDF, word for word.

    The calls of notes that print puts among the words are skipped; a sentence with one is held against the text
    in pieces between them.
    """
    return tuple(_without(brief, paper.blocks))


def points_not_on_slides(brief: Brief, slides: tuple[SlideWords, ...]) -> tuple[str, ...]:
    """Return the points of the briefing that are not text of their own on any slide, whole and word for word."""
    texts = {_compared(text) for slide in slides for text in (*slide.texts, slide.title)}
    points = (point for point in _points(brief) if point.text.strip())
    return tuple(tidy(point.text) for point in points if _compared(point.text) not in texts)


def _points(brief: Brief) -> Iterator[Point]:
    """Yield headlines, and the points that are marked or written: one that was chosen gives way to a table."""
    for exchange in brief.exchanges:
        headline, *points = points_on_slide(exchange)
        yield headline
        yield from (one for one in points if one.origin is not PointOrigin.CHOSEN)


_PART = re.compile(r"\s\(\d+/\d+\)$")
"""What is behind a headline whose answer is continued on another slide."""


def _compared(text: str) -> str:
    """Return `text` as points are compared: without white space, closing mark and first capital."""
    return without_initial(without_closing_mark(squeezed(tidy(_PART.sub("", tidy(text))))))


def _without(brief: Brief, texts: list[str] | tuple[str, ...]) -> Iterator[str]:
    """Yield the sentences that none of `texts` holds; white space, of which French marks bring some, is skipped."""
    said = [in_print(squeezed(tidy(text))) for text in texts]
    for sentence in counted_sentences(brief):
        pieces = _pieces(sentence.runs)
        if not any(all(piece in text for piece in pieces) for text in said):
            yield tidy(sentence.text)


def _pieces(runs: tuple[Run, ...]) -> tuple[str, ...]:
    """Return the words between the places where print puts the number of a note or of a link."""
    pieces, words, href = [], "", ""
    for run in runs:
        if run.note or (href and run.href != href):
            pieces.append(words)
            words = ""
        words += run.text
        href = run.href
    return tuple(text for text in (in_print(squeezed(tidy(piece))) for piece in (*pieces, words)) if text)
