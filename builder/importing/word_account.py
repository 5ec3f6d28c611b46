"""The account of words: whether every word of a piece is in its draft or in the list of what was left out."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from builder.codes import IMPORT_WORD_LOSS
from builder.importing.raw_draft import RawDraft
from builder.model.brief import Block, Draft, Image, ListBlock, Quotation, sentences_of
from builder.model.findings import Report, Span

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CUT_TAG = re.compile(r"</?[A-Za-z][^<>]*\Z")
_MARKS = re.compile(
    r"\[\](?=\{)|\[\]\([^()]*\)|\{[^{}\s]+=[^{}]*\}|^[\"'].*[\"']$|\{[:#.%{<][^{}]*\}?\}?|^[#/.]\S*$"
    r"|^[:`~]{3,} ?\S*$|^\.\. [\w-]+::$|^:[\w-]+:.*$"
)
"""Mark-up, not words, that left-out text may hold: attributes, templates, directives."""


def words_left_out(removed: Sequence[str]) -> list[str]:
    """Return the words that were left out, each text once: no tags, attributes or bare addresses."""
    found: list[str] = []
    seen: set[str] = set()
    for text in removed:
        plain = " ".join(html.unescape(_TAG.sub(" ", _MARKS.sub(" ", text))).split())
        plain = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", plain)
        if any(char.isalnum() for char in plain) and plain not in seen:
            found.append(plain)
            seen.add(plain)
    return found


def report_missing_words(raw: RawDraft, draft: Draft, report: Report) -> None:
    """Add `import-word-loss` where characters of the source are neither in the draft nor left out."""
    have = _letters([*_targets(draft), *_numbers(draft), *raw.removed]) + _count(" ".join(said_in(draft)))
    once = re.sub(r"\[([^\[\]\s]+)\]\(\1\)", r"\1", html.unescape(raw.text))
    once = re.sub(r"\]\((?!https?:|mailto:)[^()\s]*(?:\s+[\"'][^\"']*[\"'])?\)(?:\{[^{}]*\})?", "]", once)
    lost = _letters([_CUT_TAG.sub("", once)]) - have
    if not lost:
        return
    known = Counter(_WORD.findall(" ".join([*said_in(draft), *_targets(draft), *raw.removed]).casefold()))
    words = list((Counter(_WORD.findall(html.unescape(raw.text).casefold())) - known).elements())
    shown = ", ".join(words[:12]) + (" …" if len(words) > 12 else "")
    message = f"{lost.total()} characters are neither in the draft nor left out; these words differ: {shown}"
    report.add(IMPORT_WORD_LOSS, Span(draft.source), message, "check them in the source, and please report the file")


def _letters(texts: Sequence[str]) -> Counter[str]:
    """Count each letter and digit in `texts`, ignoring those inside HTML tags."""
    return _count(html.unescape(" ".join(_TAG.sub(" ", one) for one in texts)))


def _count(text: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def said_in(draft: Draft) -> Iterator[str]:
    """Yield every text of a draft that came out of the piece."""
    fields = draft.fields
    yield from (fields.title, fields.subtitle, fields.series, fields.number, fields.publisher.name)
    yield from (person.name for person in fields.authors)
    for blocks in _texts(draft):
        yield from (one.text for one in sentences_of(blocks))
    yield from (one.text for passage in draft.passages for one in (*passage.part, passage.question))


def _targets(draft: Draft) -> Iterator[str]:
    yield draft.fields.url
    for blocks in _texts(draft):
        for sentence in sentences_of(blocks):
            yield from (f"{run.href} {run.note}" for run in sentence.runs)
        yield from (f"{one.alt} {one.src}" for one in _all_blocks(blocks) if isinstance(one, Image))
    for passage in draft.passages:
        headings = (*passage.part, passage.question)
        yield from (f"{run.href} {run.note}" for one in headings for run in one.runs)
    yield from (note.label for note in draft.footnotes)


def _numbers(draft: Draft) -> Iterator[str]:
    """Yield the numbers that lists generate."""
    for blocks in _texts(draft):
        for block in _all_blocks(blocks):
            if isinstance(block, ListBlock) and block.ordered:
                yield from (str(number) for number, _ in enumerate(block.items, block.start))


def _all_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    waiting = list(blocks)
    while waiting:
        block = waiting.pop()
        yield block
        if isinstance(block, Quotation):
            waiting += block.blocks
        elif isinstance(block, ListBlock):
            waiting += [one for item in block.items for one in item]


def _texts(draft: Draft) -> Iterator[tuple[Block, ...]]:
    yield draft.lead
    yield from (passage.answer for passage in draft.passages)
    yield from (note.blocks for note in draft.footnotes)
