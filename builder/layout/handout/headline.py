"""The headline of an answer in bold where the answer says it, so that deck and handout visibly say the same."""

from itertools import pairwise

from msgspec.structs import replace

from builder.model.brief import Block, Exchange, Mark, Run, Sentence, sentences_of
from builder.model.draft_walk import with_sentences

MOST = 0.6
"""The largest share of an answer that is set in bold: bold stands out only among words that are not."""


def with_headline_in_bold(exchange: Exchange) -> tuple[Block, ...]:
    """Return the answer with the words of its headline in bold; unchanged where it does not say them in one row."""
    words, answer = exchange.headline.text, exchange.answer
    sentences = sentences_of(answer)
    at = next((one.id for one in sentences if _place(one, words) >= 0), "")
    if not words or not at or len(words) > MOST * sum(len(one.text) for one in sentences):
        return answer

    def change(sentence: Sentence) -> Sentence:
        return _in_bold(sentence, words) if sentence.id == at else sentence

    return tuple(with_sentences(block, change) for block in answer)


def _place(sentence: Sentence, words: str) -> int:
    """Return where `words` are in `sentence`, whose first letter may be a small one there; -1 for nowhere."""
    found = sentence.text.find(words)
    return found if found >= 0 else sentence.text.find(words[:1].lower() + words[1:])


def _in_bold(sentence: Sentence, words: str) -> Sentence:
    """Return `sentence` with its first `words` in bold."""
    first = _place(sentence, words)
    last = first + len(words)
    runs: list[Run] = []
    place = 0
    for run in sentence.runs:
        edges = sorted({0, *(min(max(edge - place, 0), len(run.text)) for edge in (first, last)), len(run.text)})
        for start, end in pairwise(edges):
            inside = first <= place + start and place + end <= last
            part = replace(run, text=run.text[start:end])
            runs.append(replace(part, mark=part.mark | Mark.STRONG) if inside else part)
        if not run.text:
            runs.append(run)
        place += len(run.text)
    return replace(sentence, runs=tuple(runs))
