"""On which pages a sentence stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from builder.brief import Mark, Sentence
from builder.ledger.streams import squeezed
from builder.scene import ARTIFACT, Scene, TextRun
from builder.walk import paragraphs_of

_CALL = re.compile(r"\[?\w{1,3}\]?|[*†‡§]+")
"""What may be the call of a note, or a reference: raised, and put among the words by the layout."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words that belong together, though a page may end among them."""

    text: str
    """Without white space."""
    pages: tuple[tuple[int, int], ...]
    """Where the words of each page begin in `text`, with its number."""

    def pages_of(self, words: str) -> tuple[int, ...]:
        """Return the numbers of the pages that `words`, without white space, stand on; empty where they do not."""
        at = self.text.find(words)
        if at < 0:
            return ()
        ends = [*(start for start, _ in self.pages[1:]), len(self.text)]
        return tuple(
            page for (start, page), end in zip(self.pages, ends, strict=True) if start < at + len(words) and at < end
        )


@dataclass(frozen=True, slots=True)
class Places:
    """The words of a product, found by the sentences that they are said to hold, or anywhere."""

    rows: tuple[Row, ...]
    by_source: dict[str, tuple[Row, ...]]
    """Each paragraph twice: as it is, and without the calls of notes among its words."""

    def of(self, sentence: Sentence) -> tuple[int, ...]:
        """Return the numbers of the pages that `sentence` stands on, whole; empty where it does not.

        A sentence with raised words is looked for without them too, for they look as calls of notes do.
        """
        kept = (run.text for run in sentence.runs if not (Mark.SUPERSCRIPT in run.mark and _CALL.fullmatch(run.text)))
        for words in dict.fromkeys((squeezed(sentence.text), squeezed("".join(kept)))):
            for row in chain(self.by_source.get(sentence.id, ()), self.rows):
                pages = row.pages_of(words) if words else ()
                if pages:
                    return pages
        return ()


_Piece = tuple[str, int, tuple[str, ...], tuple[TextRun, ...]]
"""What it belongs to, its page, the sentences that it says it holds, its words."""


def handout_places(handout: Scene) -> Places:
    """Return the words of the handout; what carries no tag, such as a running head, does not count."""
    return _places(
        (one.tag, number, one.sources, one.runs)
        for number, page in enumerate(handout.pages, 1)
        for one in paragraphs_of(page.items)
        if one.tag != ARTIFACT
    )


def note_places(deck: Scene) -> Places:
    """Return the words of the speaker notes."""
    return _places(
        (f"{page.key}.{index}", number, one.sources, one.runs)
        for number, page in enumerate(deck.pages, 1)
        for index, one in enumerate(page.notes)
    )


def _places(pieces: Iterable[_Piece]) -> Places:
    holders: dict[str, dict[tuple[str, bool], None]] = defaultdict(dict)
    texts: dict[tuple[str, bool], str] = defaultdict(str)
    pages: dict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)
    for tag, page, sources, runs in pieces:
        words = [run.text for run in runs]
        plain = [run.text for run in runs if not (run.style.rise > 0 and _CALL.fullmatch(run.text))]
        for key, said in (((tag, True), words), ((tag, False), plain)):
            if not pages[key] or pages[key][-1][1] != page:
                pages[key].append((len(texts[key]), page))
            texts[key] += squeezed("".join(said))
            for source in sources:
                holders[source][key] = None
    rows = {key: Row(text, tuple(pages[key])) for key, text in texts.items() if key[1] or text != texts[key[0], True]}
    by_source = {name: tuple(rows[key] for key in keys if key in rows) for name, keys in holders.items()}
    return Places(tuple(rows.values()), by_source)
