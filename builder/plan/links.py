"""One number for each address of the text, the same on paper and on the slides."""

from __future__ import annotations

from builder.model.brief import Brief, Sentence, sentences_of
from builder.model.outline import LinkNote


def number_links(brief: Brief) -> tuple[LinkNote, ...]:
    """Return each address once, numbered from 1 in the order of the text: lead, answers, then footnotes.

    The text of a note is what the link's words say where the address is first; the publication's own address
    (`url`) has a place in the imprint and is numbered like any other where the text links to it.
    """
    found: dict[str, str] = {}
    for sentence in _sentences(brief):
        for href, words in _links_of(sentence):
            if not found.get(href):
                found[href] = words.strip()
    return tuple(LinkNote(number, href, text) for number, (href, text) in enumerate(found.items(), 1))


def _sentences(brief: Brief) -> tuple[Sentence, ...]:
    answers = (sentence for one in brief.exchanges for sentence in (one.question, *sentences_of(one.answer)))
    notes = (sentence for note in brief.footnotes for sentence in sentences_of(note.blocks))
    return (*sentences_of(brief.lead), *answers, *notes)


def _links_of(sentence: Sentence) -> list[tuple[str, str]]:
    """Return address and words of each link; runs in a row with one address are one link."""
    found: list[tuple[str, str]] = []
    before = ""
    for run in sentence.runs:
        if run.href and run.href == before:
            found[-1] = (run.href, found[-1][1] + run.text)
        elif run.href:
            found.append((run.href, run.text))
        before = run.href
    return found
