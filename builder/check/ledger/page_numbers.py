"""Find the pages on which each sentence appears."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import chain

from msgspec import Struct

from builder.check.ledger.word_streams import squeezed
from builder.model.brief import Brief, Mark, Run, Sentence, sentences_of
from builder.model.scene import Scene, TextRun
from builder.model.scene_walk import paragraphs_of

_CALL = re.compile(r"\[\d+\]|\[?(?:\d{1,4}|\w{1,3})\]?|[*†‡§]+")
"""What may be the call of a note, or a reference: raised, and put among the words by the layout."""


class TextRow(Struct, frozen=True):
    """Words that belong together, though a page may end among them."""

    text: str
    """Without white space."""
    pages: tuple[tuple[int, int], ...]
    """Where the words of each page begin in `text`, with its number."""

    def pages_of(self, words: str) -> tuple[int, ...]:
        """Return the numbers of the pages that `words`, without white space, are on; empty if on none."""
        at = self.text.find(words)
        if at < 0:
            return ()
        ends = [*(start for start, _ in self.pages[1:]), len(self.text)]
        return tuple(
            page for (start, page), end in zip(self.pages, ends, strict=True) if start < at + len(words) and at < end
        )


class TextRows(Struct, frozen=True):
    """The words of a product, found by the sentences that they are said to hold, or anywhere."""

    rows: tuple[TextRow, ...]
    by_source: dict[str, tuple[TextRow, ...]]
    """Each paragraph twice: as it is, and without the calls of notes among its words."""

    def of(self, name: str, spellings: tuple[str, ...]) -> tuple[int, ...]:
        """Return the numbers of the pages that the sentence `name` is on, whole; empty if on none.

        It is looked for as each of its `spellings` (see `spellings_of`) in turn.
        """
        for words in spellings:
            for row in chain(self.by_source.get(name, ()), self.rows):
                pages = row.pages_of(words) if words else ()
                if pages:
                    return pages
        return ()


_Piece = tuple[Hashable, int, tuple[str, ...], tuple[TextRun, ...]]
"""What it belongs to, its page, the sentences that it says it holds, its words."""


def handout_places(handout: Scene, brief: Brief) -> TextRows:
    """Return the words of the handout; what carries no tag, such as a running head, does not count.

    A sentence of an answer is held by its entry; elsewhere, as in the box at a glance, it is quoted.
    """
    homes = {one.id: exchange.id for exchange in brief.exchanges for one in sentences_of(exchange.answer)}
    return _places(
        (one.tag, number, tuple(name for name in one.sources if homes.get(name, entry) == entry), one.runs)
        for number, page in enumerate(handout.pages, 1)
        for one in paragraphs_of(page.items)
        if one.tag
        for entry in [one.tag.section]
    )


def note_places(deck: Scene) -> TextRows:
    """Return the words of the speaker notes."""
    return _places(
        ((page.key, index), number, one.sources, one.runs)
        for number, page in enumerate(deck.pages, 1)
        for index, one in enumerate(page.notes)
    )


class _OpenRow(Struct):
    """A row that is being gathered."""

    text: str = ""
    pages: tuple[tuple[int, int], ...] = ()

    def add(self, words: str, page: int) -> None:
        """Add `words`, without white space, which are on `page`."""
        if not self.pages or self.pages[-1][1] != page:
            self.pages = (*self.pages, (len(self.text), page))
        self.text += words

    def row(self) -> TextRow:
        return TextRow(self.text, self.pages)


def _places(pieces: Iterable[_Piece]) -> TextRows:
    whole: dict[Hashable, _OpenRow] = {}
    plain: dict[Hashable, _OpenRow] = {}
    """What has calls of notes among its words, without them."""
    holders: dict[str, dict[Hashable, None]] = defaultdict(dict)
    for tag, page, sources, runs in pieces:
        words = squeezed("".join([run.text for run in runs]))
        kept = [run.text for run in runs if not (run.style.rise > 0 and _CALL.fullmatch(run.text))]
        row = whole.setdefault(tag, _OpenRow())
        if len(kept) < len(runs) and tag not in plain:
            plain[tag] = _OpenRow(row.text, row.pages)
        row.add(words, page)
        if tag in plain:
            plain[tag].add(squeezed("".join(kept)), page)
        for source in sources:
            holders[source][tag] = None
    rows = {tag: (row.row(), *([plain[tag].row()] if tag in plain else [])) for tag, row in whole.items()}
    by_source = {name: tuple(row for tag in tags for row in rows[tag]) for name, tags in holders.items()}
    return TextRows(tuple(chain.from_iterable(rows.values())), by_source)


def spellings_of(sentence: Sentence) -> tuple[str, ...]:
    """Return the words of `sentence` without white space, and without raised words, which look as calls of notes do."""
    words = squeezed(sentence.text)
    kept = [run.text for run in sentence.runs if not _may_be_call(run)]
    return (words,) if len(kept) == len(sentence.runs) else (words, squeezed("".join(kept)))


def _may_be_call(run: Run) -> bool:
    return run.mark is not Mark.NONE and Mark.SUPERSCRIPT in run.mark and _CALL.fullmatch(run.text) is not None
