"""One number for each footnote, the same on paper and on the slides; the label that the source uses is never shown."""

from msgspec.structs import replace

from builder.model.brief import Brief, Footnote, sentences_of


def number_footnotes(brief: Brief) -> tuple[Footnote, ...]:
    """Return the footnotes in the order of their first calls, each with its number, from 1, as its label."""
    return tuple(replace(note, label=str(number)) for number, note in enumerate(ordered_footnotes(brief), 1))


def ordered_footnotes(brief: Brief) -> tuple[Footnote, ...]:
    """Return the footnotes in the order of their first calls, behind them those that nothing calls."""
    answers = (sentence for one in brief.exchanges for sentence in (*one.part, one.question, *sentences_of(one.answer)))
    inner = (sentence for note in brief.footnotes for sentence in sentences_of(note.blocks))
    sentences = (*sentences_of(brief.lead), *answers, *inner)
    called = dict.fromkeys(run.note for sentence in sentences for run in sentence.runs if run.note)
    by_label = {note.label: note for note in brief.footnotes}
    ordered = [by_label[label] for label in called if label in by_label]
    return (*ordered, *(note for note in brief.footnotes if note.label not in called))
