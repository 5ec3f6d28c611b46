"""One number for each address and each footnote, the same on paper and on the slides; labels are never shown."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from msgspec.structs import replace

from builder.model.brief import Brief, Footnote, Sentence, sentences_of
from builder.model.origin import SentenceOrigin
from builder.model.outline import LinkNote


def number_links(brief: Brief) -> tuple[LinkNote, ...]:
    """Return each address once, numbered from 1 in the order of the text: lead, answers, then footnotes.

    The text of a note is what the link's words say where the address is first, unless they are the address; the own one
    of the publication (`url`) has a place in the imprint and is numbered like any other where the text links to it.
    """
    found: dict[str, tuple[str, SentenceOrigin]] = {}
    for sentence in _sentences(brief):
        for href, quote in _links_of(sentence):
            if not found.get(href, ("",))[0]:
                found[href] = sentence.text[quote.start : quote.end].strip(), quote
    said = {href: ("" if _bare(text) == _bare(href) else text, origin) for href, (text, origin) in found.items()}
    return tuple(LinkNote(number, href, *words) for number, (href, words) in enumerate(said.items(), 1))


def _bare(address: str) -> str:
    """Return an address without what people leave out when they write it down."""
    return re.sub(r"^(?:https?://|mailto:|tel:)?(?:www\.)?", "", address.casefold()).rstrip("/")


def _sentences(brief: Brief) -> tuple[Sentence, ...]:
    answers = (sentence for one in brief.exchanges for sentence in (*one.part, one.question, *sentences_of(one.answer)))
    notes = (sentence for note in brief.footnotes for sentence in sentences_of(note.blocks))
    return (*sentences_of(brief.lead), *answers, *notes)


def _links_of(sentence: Sentence) -> Iterator[tuple[str, SentenceOrigin]]:
    """Yield address and words of each link; runs in a row with one address are one link."""
    at = 0
    for href, runs in groupby(sentence.runs, key=attrgetter("href")):
        start, at = at, at + sum(len(run.text) for run in runs)
        if href:
            yield href, sentence.quote(start, at)


def number_footnotes(brief: Brief) -> tuple[Footnote, ...]:
    """Return the footnotes in the order of their first calls, each with its number, from 1, as its label."""
    return tuple(replace(note, label=str(number)) for number, note in enumerate(ordered_footnotes(brief), 1))


def ordered_footnotes(brief: Brief) -> tuple[Footnote, ...]:
    """Return the footnotes in the order of their first calls, behind them those that nothing calls."""
    called = dict.fromkeys(run.note for sentence in _sentences(brief) for run in sentence.runs if run.note)
    by_label = {note.label: note for note in brief.footnotes}
    ordered = [by_label[label] for label in called if label in by_label]
    return (*ordered, *(note for note in brief.footnotes if note.label not in called))
