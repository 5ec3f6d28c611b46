"""The flow of `briefdeck import` on one screen: read a raw piece, resolve it for proposals, write it as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from builder.check.source.dates import check_issue_year
from builder.codes import IMPORT_WORD_LOSS
from builder.importing.reading import RawDraft, read_raw
from builder.model.brief import Block, Draft, ListBlock, Quotation, sentences_of
from builder.model.findings import Report, Span
from builder.read import read
from builder.resolve.proposals import with_proposals
from builder.write import markdown_of

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


class ImportedDraft(Struct, frozen=True):
    """A raw piece as a draft in our Markdown, with what a reviewer wants to know of it."""

    raw: RawDraft
    draft: Draft
    text: str
    """The draft as Markdown."""
    kept: int
    """Words of the piece that the draft has in its text and front matter."""
    removed: int
    """Words that were left out; the comment at the end of the draft lists them."""


def import_piece(
    source: str, data: bytes, assets: Mapping[str, bytes], report: Report, *, lang: str = ""
) -> ImportedDraft | None:
    """Return the draft of the raw piece `data` named `source`, or None with a finding where it cannot be read."""
    raw = read_raw(source, data, report, lang=lang)
    if raw is None:
        return None
    draft = _proposed(raw.draft, assets)
    text = markdown_of(draft, raw.removed)
    _check(raw, draft, report)
    back = Report()
    read(re.sub(r"(\.[^./]*)?$", ".md", source, count=1), text.encode(), back)
    for finding in back.findings if draft.passages else ():
        report.add(finding.code, finding.span, finding.message, *finding.hints)
    kept = sum(1 for _ in _WORD.finditer(" ".join(_said(draft))))
    return ImportedDraft(raw, draft, text, kept, sum(len(_WORD.findall(one)) for one in raw.removed))


def _proposed(draft: Draft, assets: Mapping[str, bytes]) -> Draft:
    """Return `draft` with proposals for the slides, and a remark where its facts disagree."""
    facts = Report()
    check_issue_year(draft.fields, facts)
    proposed = with_proposals(draft, assets) if draft.passages else draft
    remarks = tuple(("date", finding.message) for finding in facts.findings)
    return replace(proposed, comments=(*remarks, *proposed.comments))


def _check(raw: RawDraft, draft: Draft, report: Report) -> None:
    """Add `import-word-loss` where letters of the source are neither in the draft nor left out."""
    have = _letters([*_said(draft), *_targets(draft), *_numbers(draft), *raw.removed])
    once = re.sub(r"\[([^\[\]\s]+)\]\(\1\)", r"\1", unescape(raw.text))
    lost = _letters([once]) - have
    if not lost:
        return
    known = Counter(_WORD.findall(" ".join([*_said(draft), *_targets(draft), *raw.removed]).casefold()))
    words = list((Counter(_WORD.findall(unescape(raw.text).casefold())) - known).elements())
    shown = ", ".join(words[:12]) + (" …" if len(words) > 12 else "")
    message = f"{lost.total()} letters are neither in the draft nor left out; these words differ: {shown}"
    report.add(IMPORT_WORD_LOSS, Span(draft.source), message, "look them up in the source; please report the file")


def _letters(texts: Sequence[str]) -> Counter[str]:
    """Return how often each letter and digit stands in `texts`, those inside tags of HTML left out."""
    texts = [_TAG.sub(" ", one) for one in texts]
    text = unicodedata.normalize("NFKC", unescape(" ".join(texts))).casefold()
    return Counter(letter for letter in text if letter.isalnum())


def _said(draft: Draft) -> Iterator[str]:
    """Yield every text of a draft that came out of the piece."""
    fields = draft.fields
    yield from (fields.title, fields.subtitle, fields.series, fields.number, fields.publisher.name)
    yield from (person.name for person in fields.authors)
    for blocks in _texts(draft):
        yield from (one.text for one in sentences_of(blocks))
    yield from (passage.question.text for passage in draft.passages)


def _targets(draft: Draft) -> Iterator[str]:
    yield draft.fields.url
    for blocks in _texts(draft):
        for sentence in sentences_of(blocks):
            yield from (f"{run.href} {run.note}" for run in sentence.runs)
    for passage in draft.passages:
        yield from (f"{run.href} {run.note}" for run in passage.question.runs)
    yield from (note.label for note in draft.footnotes)


def _numbers(draft: Draft) -> Iterator[str]:
    """Yield the numbers that lists print of themselves."""
    waiting = [block for blocks in _texts(draft) for block in blocks]
    while waiting:
        block = waiting.pop()
        if isinstance(block, Quotation):
            waiting += block.blocks
        elif isinstance(block, ListBlock):
            waiting += [one for item in block.items for one in item]
            yield from (str(number) for number, _ in enumerate(block.items, block.start) if block.ordered)


def _texts(draft: Draft) -> Iterator[tuple[Block, ...]]:
    yield draft.lead
    yield from (passage.answer for passage in draft.passages)
    yield from (note.blocks for note in draft.footnotes)
