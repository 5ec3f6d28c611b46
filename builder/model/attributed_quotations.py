"""Quotations of an answer that are short enough to be read on a slide and say whose words they are."""

import re
from collections.abc import Iterator

from builder.model.brief import Block, ListBlock, Paragraph, Quotation, Sentence, sentences_of

MOST_WORDS, MOST_CHARACTERS = 60, 400
"""A longer quotation is for the handout; characters count in scripts that write without spaces."""

_DASH = re.compile(r"(?:[—–―]|--?)\s*(?=\w)")
"""What an attribution begins with."""


def attributed_quotations(blocks: tuple[Block, ...]) -> Iterator[tuple[Quotation, tuple[Sentence, ...], Sentence]]:
    """Yield each such quotation of `blocks` with its words and the sentence that names who said them."""
    yield from (one for one in spoken_quotations(blocks) if is_readable(one[1]))


def spoken_quotations(blocks: tuple[Block, ...]) -> Iterator[tuple[Quotation, tuple[Sentence, ...], Sentence]]:
    """Yield each quotation of `blocks` that says whose words it is, however long it is."""
    for block in blocks:
        match block:
            case Quotation(inner):
                sentences = sentences_of(inner)
                words, last = sentences[:-1], sentences[-1:]
                if words and all(isinstance(one, Paragraph) for one in inner):
                    yield from ((block, words, speaker) for speaker in last if named_from(speaker))
            case ListBlock(items=items):
                for item in items:
                    yield from spoken_quotations(item)
            case _:
                continue


def is_readable(words: tuple[Sentence, ...]) -> bool:
    """Return whether a slide can hold `words`."""
    said = " ".join(one.text for one in words)
    return bool(said) and len(said.split()) <= MOST_WORDS and len(said) <= MOST_CHARACTERS


def named_from(speaker: Sentence) -> int:
    """Return where in the sentence `speaker` the name begins behind the dash; 0 where there is no dash."""
    found = _DASH.match(speaker.text)
    return found.end() if found else 0
