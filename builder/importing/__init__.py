"""The flow of `briefdeck import` on one screen: read a raw piece, resolve it for proposals, write it as Markdown."""

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from builder.check.source.front_matter import check_issue_year
from builder.importing.fitting import fitted
from builder.importing.missed_questions import report_missed_questions
from builder.importing.raw_draft import Place, RawDraft, read_raw
from builder.importing.speaker_labels import labels_of
from builder.importing.word_account import report_missing_words, said_in, words_left_out
from builder.model.brief import Draft
from builder.model.findings import Finding, Report
from builder.read import read
from builder.resolve.proposals import with_flags, with_proposals
from builder.write import markdown_of

_WORD = re.compile(r"\w+")


class ImportedDraft(Struct, frozen=True):
    """A raw piece as a draft in Markdown, with what a reviewer needs to know about it."""

    raw: RawDraft
    draft: Draft
    text: str
    """The draft as Markdown."""
    kept: int
    """Words of the piece that are in the draft's text and front matter."""
    removed: int
    """Words that were left out; the comment at the end of the draft lists them."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures of the piece by their paths, seen from the draft."""


def import_piece(
    source: str,
    data: bytes,
    assets: Mapping[str, bytes],
    report: Report,
    *,
    lang: str = "",
    name: str = "",
    files: Mapping[str, bytes] | None = None,
    check: Callable[[str, Mapping[str, bytes]], Sequence[Finding]] | None = None,
) -> ImportedDraft | None:
    """Return the draft of the raw piece `data` named `source`, or None with a finding where it cannot be read.

    `name` is that of the draft, after which the folder of its pictures is called; `files` are those beside the piece,
    among which a page finds its pictures. `check` returns what a build of a
    draft's text with its pictures would find: what is proposed is made to fit by it.
    """
    folder = re.sub(r"[\s()<>\\]+", "-", name or re.sub(r".*/|\.[^.]*$", "", source)) + "-pictures"
    raw = read_raw(source, data, report, lang=lang, place=Place(assets, files or {}, folder))
    if raw is None:
        return None
    draft = with_flags(raw.draft, assets) if raw.authored else _proposed(raw.draft, assets)
    report_missing_words(raw, draft, report)
    if draft.passages and not raw.authored:
        report_missed_questions(draft, labels_of(list(said_in(draft))), report)
    left_out = words_left_out(raw.removed)
    pictures = {f"{folder}/{one}": data for one, data in raw.pictures.items()}
    if check and draft.passages:
        draft = fitted(draft, markdown_of, lambda text: check(text, pictures))
    text = markdown_of(draft, left_out)
    back = Report()
    read(re.sub(r"(\.[^./]*)?$", ".md", source, count=1), text.encode(), back)
    for finding in back.findings if draft.passages else ():
        report.add(finding.code, finding.span, finding.message, *finding.hints)
    kept = sum(1 for _ in _WORD.finditer(" ".join(said_in(draft))))
    return ImportedDraft(raw, draft, text, kept, sum(len(_WORD.findall(one)) for one in left_out), pictures)


def _proposed(draft: Draft, assets: Mapping[str, bytes]) -> Draft:
    """Return `draft` with proposals for the slides, and a remark where its facts disagree."""
    facts = Report()
    check_issue_year(draft.fields, facts)
    proposed = with_proposals(draft, assets) if draft.passages else draft
    remarks = tuple(("date", finding.message) for finding in facts.findings)
    comments = (*remarks, *proposed.comments)
    fields = replace(proposed.fields, unconfirmed=_guessed(proposed, comments))
    return replace(proposed, comments=comments, fields=fields)


_GUESSES = (("actor ", "actors"), ("the highlights", "points"), ("closing", "closing"))
"""What a remark about a question says, and the name of the guess that it is about."""


def _guessed(draft: Draft, comments: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the names of what was guessed: of the keys with a remark, and of what questions were given."""
    keys = {"title", "subtitle", "authors", "date", "publisher"}
    found = [place for place, text in comments if place in keys and ("guess" in text or "taken " in text)]
    for place, text in comments:
        if place not in keys and ("guess" in text or "taken for" in text):
            found += [name for words, name in _GUESSES if words in text]
    found += ["leaders"] if any(actor.leader for actor in draft.fields.actors) else []
    return tuple(dict.fromkeys(found))
