"""The closing question: what it all means."""

from builder.codes import CLOSING_SLIDE, GUESSED_SUMMARY, MOVED_QUESTION, SEVERAL_SUMMARIES
from builder.model.brief import Actor, Draft, Passage
from builder.model.findings import Report
from builder.model.grammar import Grammar

FEWEST = 3
"""A piece with fewer questions needs no closing one."""


def asks_what_it_means(question: str, grammar: Grammar) -> bool:
    """Return whether `question` begins as closing questions do, such as "What is the international significance"."""
    return bool(grammar.begins("closing", question.lstrip("\"'“”„«»‚‘([¿¡ ")))


def closing_of(draft: Draft, of: tuple[tuple[Actor, ...], ...], grammar: Grammar, report: Report) -> Passage | None:
    """Return the passage of the closing question, or None; add findings where it is guessed or marked twice.

    It is the one that the author marked. Where none is marked, the last is taken if it is about no actor and asks
    what it all means, or is behind answers that are nearly all about actors.
    """
    marked = [passage for passage in draft.passages if passage.summary]
    for passage in marked[1:]:
        hint = "keep one `{.summary}`"
        report.add(SEVERAL_SUMMARIES, passage.span, "a second question is marked as the closing question", hint)
    after = draft.passages[draft.passages.index(marked[0]) + 1 :] if marked else ()
    for passage in (one for one in after if not (one.closing or one.summary)):
        message = "the closing question is last in deck and handout, so this one goes before it"
        hint = "write it above the closing question, or give `{.summary}` to the one that is to be last"
        report.add(MOVED_QUESTION, passage.question.span, message, hint)
    if marked or not guesses_closing(draft, of, grammar):
        return marked[0] if marked else None
    last = next(passage for passage in reversed(draft.passages) if not passage.closing)
    message = "the last question names no actor, so it is taken as the closing question"
    hint = "confirm with `{.summary}` after the question, or name an actor with `{actor=…}`"
    report.add(GUESSED_SUMMARY, last.question.span, message, hint)
    return last


def guesses_closing(draft: Draft, of: tuple[tuple[Actor, ...], ...], grammar: Grammar) -> bool:
    """Return whether the last question of `draft` reads as a closing one; `of` is whom each passage is about."""
    read = [pair for pair in zip(draft.passages, of, strict=True) if not pair[0].closing]
    asked = [actors for passage, actors in read if not passage.section]
    if len(asked) < FEWEST or read[-1][1] or read[-1][0].section:
        return False
    before = asked[:-1]
    about_actors = sum(1 for actors in before if actors)
    return asks_what_it_means(read[-1][0].question.text, grammar) or about_actors * 3 >= len(before) * 2


def report_closing_slides(draft: Draft, report: Report) -> None:
    """Add what is wrong with the sections that are marked `.closing`: the deck ends once, and not with a judgement."""
    marked = [passage for passage in draft.passages if passage.closing]
    for passage in marked[1:]:
        report.add(CLOSING_SLIDE, passage.span, "a second section closes the deck", "keep one `{.closing}`")
    for passage in marked[:1]:
        if passage.summary:
            hint = "keep `{.summary}` for the judgement, and write thanks and an address as a section of their own"
            report.add(CLOSING_SLIDE, passage.span, "`{.closing}` cannot be the closing question as well", hint)
        if passage.actors:
            hint = "remove the `actor`: the closing slide is about nobody"
            report.add(CLOSING_SLIDE, passage.span, "`{.closing}` cannot be about an actor", hint)
        others = {
            ".figure": passage.big_number,
            "headline=…": passage.headline is not None,
            "asked-by=…": passage.asked_by,
            "answered-by=…": passage.answered_by,
        }
        for name in (name for name, given in others.items() if given):
            message = f"`{name}` has no effect on `{{.closing}}`, which shows its heading and all of its text"
            report.add(CLOSING_SLIDE, passage.span, message, "keep one of the two")
