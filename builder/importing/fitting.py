"""Proposals that fit: the draft is laid out before it is written, and what does not fit is proposed otherwise."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from builder.codes import LONG_TITLE
from builder.importing.paragraphs import LONG_LINE, alphanumeric, asks_at_end
from builder.model.brief import Draft, Run, Sentence, sentences_of
from builder.model.draft_walk import with_sentences
from builder.model.findings import Finding
from builder.read.sentences import sentence_bounds

Check = Callable[[str], Sequence[Finding]]
"""Measures the titles of a draft's text and returns what a build would find."""
Write = Callable[[Draft], str]

_MOST_TRIES = 4
"""Ways of proposing one title: none marked, the sentence that asks, its first words, and those once more."""
_MOST_QUESTIONS = 400
"""Drafts of more questions are not laid out: an import would take minutes, and a build says the same."""
_KEPT, _VERY_LONG, _STEP = 0.67, 180, 20
"""The share of a long title that is kept; from how many characters on it is cut to one and a half lines, and by so many
more at each further try."""
_SHORTEST_TITLE = 15
_FEWEST_WORDS = 4
"""Words of a sentence that asks without the others of its question: `Why?` does not."""
_MOST_WORDS, _WORD = 9, 3
"""The words that represent a question if none of its sentences is short enough, and how many characters stand for each
in scripts without spaces."""
_CUTS = tuple(map(re.compile, (r"\s*[\[(]", r"[.!?]\s", r"\s[–—-]\s", r"[:：]\s", r";\s", r",\s", r"\s")))
"""Where a title may be cut, the best first: bracket, full stop, dash, colon, semicolon, comma, space."""


def fitted(draft: Draft, write: Write, check: Check) -> Draft:
    """Return `draft` with a title and headlines that have room on their slides, with a remark for each change.

    After the first time only the questions that were changed are measured.
    """
    if len(draft.passages) > _MOST_QUESTIONS:
        untried = ("title", f"{len(draft.passages)} questions are too many to try on slides; run `briefdeck check`")
        return replace(draft, comments=(untried, *draft.comments))
    tries: Counter[int] = Counter()
    measured = list(range(len(draft.passages)))
    for _ in range(_MOST_TRIES + 1):
        part = replace(draft, passages=tuple(draft.passages[at] for at in measured))
        text = write(part)
        long = [one for one in check(text) if one.code is LONG_TITLE]
        found = {place for one in long if (place := _place_of(one, part, text)) is not None}
        places = sorted(measured[place - 1] + 1 if place else 0 for place in found)
        places = [place for place in places if tries[place] < _MOST_TRIES]
        if not places:
            return draft
        for place in places:
            number = tries[place]
            draft = _shortened(draft, number) if place == 0 else _with_other_headline(draft, place - 1, number)
            tries[place] += 1
        measured = [place - 1 for place in places if place] or measured[:1]
    return draft


def _place_of(finding: Finding, draft: Draft, text: str) -> int | None:
    """Return the number of the question, from 1, whose headline is too long, 0 for the title, None for neither."""
    before = sum(one.startswith("## ") for one in text.split("\n")[: finding.span.line])
    if before:
        return before
    quoted = re.search(r"`([^`]*)`\s*$", finding.message)
    said = alphanumeric(quoted[1].rstrip("…")) if quoted else ""
    if said and alphanumeric(draft.fields.title).startswith(said):
        return 0
    for number, passage in enumerate(draft.passages, 1):
        whole = " ".join(one.text for one in (passage.question, *sentences_of(passage.answer)))
        if said and said in alphanumeric(whole):
            return number
    return None


def _shortened(draft: Draft, number: int) -> Draft:
    """Return `draft` with its title cut at the last place that leaves two thirds of it, then at earlier ones."""
    title = draft.fields.title
    most = round(len(title) * _KEPT) if len(title) < _VERY_LONG else LONG_LINE - _STEP * number
    for cuts in _CUTS:
        places = [cut.start() for cut in cuts.finditer(title) if _SHORTEST_TITLE <= cut.start() <= most]
        if places:
            at = places[-1]
            break
    else:
        at = most
    head, rest = title[:at].rstrip(" :;,–—-"), title[at:].strip(" :;,–—-[]()")
    remark = ("title", f"guess: cut to fit on its slide; the title continues: {rest}")
    subtitle = draft.fields.subtitle or (rest if len(rest) <= LONG_LINE else "")
    fields = replace(draft.fields, title=head, subtitle=subtitle)
    return replace(draft, fields=fields, comments=(remark, *draft.comments))


def _with_other_headline(draft: Draft, at: int, number: int) -> Draft:
    """Return `draft` with the question of the answer `at` as its headline, in short where that did not help.

    An answer of one sentence is first left unmarked: then it is on its slide below the question.
    """
    passage = draft.passages[at]
    sentences = [one for one in sentences_of(passage.answer) if any(char.isalnum() for char in one.text)]
    marked = any(run.highlight for one in sentences for run in one.runs)
    if number == 0 and marked and len(sentences) == 1:
        other = replace(passage, answer=tuple(with_sentences(block, _unmarked) for block in passage.answer))
    else:
        words = _MOST_WORDS if number > 1 else 0
        short = Run(_question_in_short(passage.question.text, draft.fields.lang, words))
        other = replace(passage, headline=Sentence(f"q{at + 1}.headline.1", (short,)))
    remark = (
        f"q{at + 1}",
        "guess: the question is the headline, as no sentence is short enough; write your own as `{headline=…}`",
    )
    comments = draft.comments if remark in draft.comments else (*draft.comments, remark)
    passages = (*draft.passages[:at], other, *draft.passages[at + 1 :])
    return replace(draft, passages=passages, comments=comments)


def _question_in_short(question: str, lang: str, words: int) -> str:
    """Return the shortest sentence of `question` that asks in some words, or as many of its first `words` as given."""
    parts = [question[start:end].strip() for start, end in sentence_bounds(question, lang)]
    asking = [one for one in parts if asks_at_end(one) and len(one.split()) >= _FEWEST_WORDS]
    short = min(asking, key=len, default=question)
    if not words:
        return short
    parts = short.split()
    return (" ".join(parts[:words]) if len(parts) > words else short[: words * _WORD].rsplit(" ", 1)[0]) + " …"


def _unmarked(sentence: Sentence) -> Sentence:
    return replace(sentence, runs=tuple(replace(run, highlight=0) for run in sentence.runs))
