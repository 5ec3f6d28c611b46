"""What of a draft looks like a question or a label and is none: says that questions may have been missed."""

import re
from collections import Counter
from collections.abc import Iterator

from builder.codes import IMPORT_QUESTIONS_MISSED
from builder.importing.paragraphs import asks_at_end
from builder.importing.speaker_labels import Labels
from builder.model.brief import Block, Draft, ListBlock, Paragraph, Quotation, sentences_of
from builder.model.findings import Report, Span
from builder.model.sentence import LINE_END

_LONGEST = 240
"""Characters of a paragraph that may be a question by its mark alone; longer ones argue."""
_SPEAKER = re.compile(r"(?P<name>[^\W\d_](?:[^\s:：.]*[^\W_])?(?:[ .]{1,2}[^\W\d_a-z][^\s:：]*){0,4})\s?[:：.]\s")
_FEWEST, _LABELLED = 4, 2
"""Lines that ask by their mark from which on, where they are also more than half as many as the questions, the draft is
in doubt; and lines that a label marks, of which two are enough."""
_SHOWN = 70


def report_missed_questions(draft: Draft, labels: Labels, report: Report) -> None:
    """Add `import-questions-missed` where much of the lead and the answers looks like questions or labels."""
    asked = [one.question.text for one in draft.passages if not one.section]
    lines = [line for one in (draft.lead, *(one.answer for one in draft.passages)) for line in _lines(one)]
    inside = [text for text in asked if _answered_inside(text, labels)]
    labelled = [*inside, *(line for line in lines if labels.ask.match(line)), *_spoken(lines)]
    marked = [line for line in lines if len(line) <= _LONGEST and asks_at_end(line) and line not in labelled]
    if len(labelled) < _LABELLED and (len(marked) < _FEWEST or 2 * len(marked) <= len(asked)):
        return
    first = (labelled or marked)[0]
    shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN].rsplit(' ', 1)[0]} …"
    count = len(labelled) + len(marked)
    message = f"{len(asked)} questions were found, but {count} more lines look like questions or speakers: “{shown}”"
    hint = "check these in the draft, first of all this one; make each question a heading with `##`"
    report.add(IMPORT_QUESTIONS_MISSED, Span(draft.source), message, hint)


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
            case _:
                yield from (one.text for one in sentences_of((block,)))


def _answered_inside(text: str, labels: Labels) -> bool:
    """Return whether a question has the label of an answer inside: then it holds its own answer."""
    behind = (text[one.end() :] for one in re.finditer(r"[?؟？.!]\s+", text))
    return any(found and found[0].strip().endswith((":", "：")) for found in map(labels.reply.match, behind))


def _spoken(lines: list[str]) -> list[str]:
    """Return the lines that open with a name of several words in capitals that comes back."""
    found = [(label["name"], line) for line in lines if (label := _SPEAKER.match(line)) and not line.startswith("http")]
    often = Counter(name for name, _ in found)
    capital = {name for name, count in often.items() if count > 1 and name.isupper() and len(name) > 2 and " " in name}
    return [line for name, line in found if name in capital]
