"""Highlights that mislead: what is quoted must be fair to the sentence that it comes from."""

import re
from itertools import pairwise

from builder.check.source.quotation_faults import QuoteFault, UnfairQuote, faults_of
from builder.codes import BOLD_QUESTION, DANGLING_PRONOUN, LIST_LEFT_OUT, LOST_CAVEAT, MID_CLAUSE, UNUSED_HIGHLIGHTS
from builder.media import Media
from builder.model.brief import Actor, Draft, ListBlock, Mark, Paragraph, Passage, Sentence, sentences_of
from builder.model.findings import Report, Span
from builder.model.grammar import Grammar, grammar_for

_QUESTION_MARKS = ("?", "؟", "？", "\u037e")
"""How a question ends; in Greek with U+037E."""

_LONGEST_SHOWN = 60
"""Characters of a highlight that a finding repeats."""


def check_highlights(draft: Draft, media: Media, report: Report) -> None:
    """Add `lost-caveat`, `dangling-pronoun`, `mid-clause` and `list-left-out` for highlights that become points."""
    grammar = grammar_for(draft.fields.lang, media.assets)
    for passage in draft.passages:
        if not passage.slide:
            _check_fairness(passage, draft.fields.actors, grammar, report)
            _check_lists(passage, report)


def check_lead(draft: Draft, _media: Media, report: Report) -> None:
    """Add `bold-question` for a bold question in the lead, and `unused-highlights` for highlights there."""
    for block in draft.lead:
        if isinstance(block, Paragraph) and _is_bold_question(block):
            sentence = block.sentences[0]
            hint = f"write `## {sentence.text}` on a line of its own"
            report.add(BOLD_QUESTION, sentence.span, "this question is bold text, not a question of the briefing", hint)
    marked = [one for one in sentences_of(draft.lead) if spans_in(one)]
    if marked:
        message = "the lead has no slide of its own, and its highlights have no effect"
        hint = "move the words under a question, or remove the `==`"
        report.add(UNUSED_HIGHLIGHTS, marked[0].span, message, hint)


def _is_bold_question(block: Paragraph) -> bool:
    bold = all(run.mark & Mark.STRONG for one in block.sentences for run in one.runs)
    return len(block.sentences) == 1 and bold and block.sentences[0].text.endswith(_QUESTION_MARKS)


def _check_fairness(passage: Passage, actors: tuple[Actor, ...], grammar: Grammar, report: Report) -> None:
    begun: set[int] = set()
    sentences = sentences_of(passage.answer)
    spans = [spans_in(sentence) for sentence in sentences]
    for index, sentence in enumerate(sentences):
        on_slide = index > 0 and bool(spans[index - 1])
        for number, (start, end) in spans[index].items():
            goes_on = index + 1 < len(sentences) and number in spans[index + 1]
            for unfair in faults_of(sentence.text, start, end, grammar):
                inside = unfair.fault in {QuoteFault.PRONOUN, QuoteFault.BEGINNING} and number in begun
                resolved = unfair.fault is QuoteFault.PRONOUN and (
                    on_slide or _is_told(passage, index, sentence.text[:start], actors)
                )
                if not inside and not resolved and not (unfair.fault is QuoteFault.ENDING and goes_on):
                    _report_fault(unfair, sentence.text[start:end], sentence.span, report)
            begun.add(number)


def _is_told(passage: Passage, index: int, before: str, actors: tuple[Actor, ...]) -> bool:
    """Return whether the headline names the actor of the slide and no word from there to `before` another one."""
    main = next((one for one in actors if passage.actors and one.id == passage.actors[0][0]), None)
    sentences = sentences_of(passage.answer)[:index]
    first = next((at for at, one in enumerate(sentences) if spans_in(one)), None)
    if main is None or first is None:
        return False
    start, end = min(spans_in(sentences[first]).values())
    headline = passage.headline.text if passage.headline else sentences[first].text[start:end]
    since = " ".join([*(one.text for one in sentences[first:]), before])
    return _names(headline, main) and not any(_names(since, one) for one in actors if one is not main)


def _names(text: str, actor: Actor) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in (actor.name, *actor.aliases) if name)


def _check_lists(passage: Passage, report: Report) -> None:
    """Add `list-left-out` where a highlight ends at the colon before a list of which nothing is marked."""
    for block, following in pairwise(passage.answer):
        if not (isinstance(block, Paragraph) and isinstance(following, ListBlock) and block.sentences):
            continue
        last = block.sentences[-1]
        announces = any(last.text[:end].rstrip().endswith((":", "：")) for _, end in spans_in(last).values())
        if announces and not any(spans_in(one) for one in sentences_of((following,))):
            message = "the highlight announces a list, but none of the list is on the slide"
            hint = "mark the items that the slide should show, or a sentence that says it without the list"
            report.add(LIST_LEFT_OUT, last.span, message, hint)


def spans_in(sentence: Sentence) -> dict[int, tuple[int, int]]:
    """Return first and last character of each highlight in `sentence`, by its number."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    for run in sentence.runs:
        if run.highlight:
            start, _ = found.get(run.highlight, (at, at))
            found[run.highlight] = (start, at + len(run.text))
        at += len(run.text)
    return found


def _report_fault(unfair: UnfairQuote, text: str, span: Span, report: Report) -> None:
    said = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1].rstrip() + "…"
    match unfair.fault:
        case QuoteFault.CAVEAT:
            hint = f"take `{unfair.word}` into the highlight, or mark a clause that says it without"
            report.add(LOST_CAVEAT, span, f"the highlight `{said}` leaves out `{unfair.word}` of its own clause", hint)
        case QuoteFault.PRONOUN:
            message = f"the highlight `{said}` begins with `{unfair.word}`, and the slide does not show what that is"
            hint = "mark a clause that names its subject, or write the point in a `::: slide` block"
            report.add(DANGLING_PRONOUN, span, message, hint)
        case QuoteFault.BEGINNING:
            hint = "begin it with the clause's subject"
            report.add(MID_CLAUSE, span, f"the highlight `{said}` begins mid-clause, near `{unfair.word}`", hint)
        case QuoteFault.ENDING:
            hint = "end it where the clause ends"
            report.add(MID_CLAUSE, span, f"the highlight `{said}` ends mid-clause, before `{unfair.word}`", hint)
