"""What of a draft looks like a question or a label and is none: says that questions may have been missed."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from builder.codes import IMPORT_QUESTIONS_MISSED
from builder.importing.language_detection import asks
from builder.importing.paragraphs import LONG_LINE, asks_at_end, ends_sentence, is_statement, word_count
from builder.importing.phrases import ASSENT
from builder.importing.speaker_labels import Labels
from builder.model.brief import (
    Block,
    DataTable,
    Draft,
    ListBlock,
    Paragraph,
    Passage,
    Quotation,
    Subheading,
    sentences_of,
)
from builder.model.findings import Report, Span
from builder.model.sentence import LINE_END

_LONGEST = 240
"""Characters of a paragraph that may be a question by its mark alone; longer ones argue."""
_SPEAKER = re.compile(
    r"(?P<name>[^\W\d_](?:[^\s:：.]*[^\W_])?(?:[ .]{1,2}[^\W\d_a-z][^\s:：]*){0,4})\s?(?P<end>[:：.]|[-–—])\s"
)
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,3})(?:[.):]|\s[-–—])\)?\s*\S")
_FEWEST, _LABELLED = 4, 2
"""Lines that ask by their mark, or have a name that comes back, from which on, where they are also more than half as
many as the questions, the draft is in doubt; and lines that a label marks, of which two are enough."""
_MOST_HEADS = 3
"""How many times as many headings, counted lines and sections as questions leave a draft without doubt."""
_FEW_ALONE, _WORDY = 2, 5
"""Paragraphs that only ask, each between two others of an answer, up to which each is told: more are how an author
writes; and the words of one that is no "Why is that?"."""
_ANSWER = 25
"""Words behind a question in the lead that may be its answer; a lead asks at its end, or goes on to the questions."""
_SHOWN = 70


def report_missed_questions(draft: Draft, labels: Labels, report: Report) -> None:
    """Add `import-questions-missed` where much of the lead and the answers looks like questions, labels or names."""
    asked = [one.question.text for one in draft.passages if not one.section]
    answers = [one.answer if one.section else _without_subheadings(one.answer) for one in draft.passages]
    lines = [line for one in (draft.lead, *answers) for line in _lines(one)]
    inside = [text for text in asked if _answered_inside(text, labels)]
    capital, spoken = _spoken(lines)
    strange = [line for name, line in capital if not _speaks(name, draft)]
    labelled = [*inside, *(line for line in lines if labels.ask.match(line)), *strange]
    marked = [line for line in lines if len(line) <= _LONGEST and asks_at_end(line) and line not in labelled]
    named = [line for name, line in spoken if not _speaks(name, draft) or len(spoken) > _MOST_HEADS * len(asked)]
    marked += [line for line in named if line not in marked and line not in labelled]
    heads = [*_set_apart(draft.lead), *(line for one in draft.passages for line in _set_apart(one.answer))]
    heads += [one.question.text for one in draft.passages if one.section]
    found = [*labelled, *marked]
    written = [one for one in draft.passages if not one.section]
    alone = [text for one in written for text in _asked_alone(one, draft.fields.lang)]
    alone += _answered_in(draft.lead)
    answered = [text for one in written for text in _answered_lines(one)]
    if not labelled and (answered or 0 < len(alone) <= _FEW_ALONE) and len(marked) < _FEWEST:
        found = [*answered, *alone]
    elif len(labelled) < _LABELLED and (len(marked) < _FEWEST or 2 * len(marked) <= len(asked)):
        found = [*_in_a_row(heads, len(asked))] or heads
        if len(heads) < _FEWEST or (found is heads and len(heads) <= _MOST_HEADS * len(asked)):
            return
    shown = found[0] if len(found[0]) <= _SHOWN else f"{found[0][:_SHOWN].rsplit(' ', 1)[0]} …"
    message = (
        f"{len(asked)} questions were found, but {len(found)} more lines look like questions or speakers: “{shown}”"
    )
    hint = "check these in the draft, first of all this one; make each question a heading with `##`"
    report.add(IMPORT_QUESTIONS_MISSED, Span(draft.source), message, hint)


def _without_subheadings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of an answer without its sub-headings: what is a question is decided by their levels."""
    return tuple(one for one in blocks if not isinstance(one, Subheading))


def _asked_alone(passage: Passage, lang: str) -> Iterator[str]:
    """Yield the paragraphs inside an answer that begin as questions do and only ask; who speaks may ask so."""
    for _, text, _ in () if passage.asked_by or passage.answered_by else _in_between(passage):
        if len(text) <= LONG_LINE and asks_at_end(text) and asks(text, lang) and word_count(text) >= _WORDY:
            yield text


def _answered_in(lead: tuple[Block, ...]) -> Iterator[str]:
    """Yield the paragraphs of the lead that ask at their end and have an answer and a further paragraph behind them."""
    said = [" ".join(one.text for one in sentences_of((block,))) for block in lead if isinstance(block, Paragraph)]
    for text, answer, _ in zip(said, said[1:], said[2:], strict=False):
        if asks_at_end(text) and len(text) <= _LONGEST and not asks_at_end(answer) and word_count(answer) >= _ANSWER:
            yield text


def _answered_lines(passage: Passage) -> Iterator[str]:
    """Yield the short paragraphs that the next one answers: that says yes or no, or they trail off."""
    for _, text, below in _in_between(passage):
        trails = text.rstrip().endswith(("…", "...")) and 2 * len(text) <= len(below)
        if is_statement(text) and (trails or ASSENT.match(below)):
            yield text


def _in_between(passage: Passage) -> Iterator[tuple[str, str, str]]:
    """Yield the paragraphs of an answer that are between two others, with these."""
    for three in zip(passage.answer, passage.answer[1:], passage.answer[2:], strict=False):
        if all(isinstance(one, Paragraph) for one in three):
            above, text, below = (" ".join(each.text for each in sentences_of((one,))) for one in three)
            yield above, text, below


def _speaks(name: str, draft: Draft) -> bool:
    """Return whether a name is of somebody who asks or answers: what they say in between stays in the answer."""
    return any(name in f"{one.asked_by}; {one.answered_by}" for one in draft.passages)


def _set_apart(blocks: tuple[Block, ...]) -> list[str]:
    """Return the headings inside an answer, and its short paragraphs that are counted and no sentence."""
    found = []
    for block in blocks:
        text = block.sentence.text if isinstance(block, Subheading) else ""
        if isinstance(block, Paragraph):
            said = " ".join(one.text for one in block.sentences)
            text = said if len(said) <= LONG_LINE and _NUMBERED.match(said) and not ends_sentence(said) else ""
        found += [text] if text else []
    return found


def _in_a_row(heads: list[str], asked: int) -> list[str]:
    """Return the headings and lines that are counted in a row, where they are more than the questions."""
    numbers = [(int(found["number"]), text) for text in heads if (found := _NUMBERED.match(text))]
    rising = [text for (one, text), (after, _) in pairwise([*numbers, (999, "")]) if one < after]
    return rising if len(rising) >= _FEWEST and len(rising) > asked else []


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the paragraphs of `blocks` by lines, and each sentence of a table or a heading."""
    for block in blocks:
        match block:
            case Paragraph(sentences):
                yield from " ".join(one.text for one in sentences).split(LINE_END)
            case ListBlock(items=items):
                for item in items:
                    yield from _lines(item)
            case Quotation():
                pass
            case DataTable(rows=rows):
                yield from (one.text for row in rows for cell in row for one in cell)
            case _:
                yield from (one.text for one in sentences_of((block,)))


def _answered_inside(text: str, labels: Labels) -> bool:
    """Return whether a question has the label of an answer inside: then it holds its own answer."""
    behind = (text[one.end() :] for one in re.finditer(r"[?؟？.!]\s+", text))
    return any(found and found[0].strip().endswith((":", "：")) for found in map(labels.reply.match, behind))


def _spoken(lines: list[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the lines that open with a name that comes back, with it: words in capitals, and others with a colon."""
    found = [(label, line) for line in lines if (label := _SPEAKER.match(line)) and not line.startswith("http")]
    often = Counter(label["name"] for label, _ in found)
    back = [(label, line) for label, line in found if often[label["name"]] > 1]
    capital = {name for name in often if name.isupper() and len(name) > 2 and " " in name}
    others = [(label["name"], line) for label, line in back if label["name"] not in capital and label["end"] != "."]
    several = len({name for name, _ in others}) > 1
    return [(label["name"], line) for label, line in back if label["name"] in capital], others if several else []
