"""What an importer proposes to its reviewer: actors, highlights, the closing question; each guess with its reason."""

from collections.abc import Mapping
from itertools import pairwise

from msgspec.structs import replace

from builder.model.brief import (
    Actor,
    Draft,
    Passage,
    Run,
    Sentence,
    sentences_of,
)
from builder.model.draft_walk import with_sentences
from builder.model.findings import NOWHERE, Report
from builder.resolve.actors import ActorTable, proposals_for, resolve_actors
from builder.resolve.clauses import Clause
from builder.resolve.closing_question import guesses_closing
from builder.resolve.name_forms import forms_for
from builder.resolve.points import chosen_from, is_bare_list, is_taken_back

_UNSURE = 0.6
"""Guesses below this confidence are marked as the first to be looked at."""


def with_proposals(draft: Draft, assets: Mapping[str, bytes]) -> Draft:
    """Return `draft` with what its text suggests, a remark for each guess in `comments`.

    Where a question names nobody in its attributes, the actor is proposed and declared in the front matter; the last
    question is marked as the closing one where it reads so; answers without highlights get some. What the author
    marked stays.
    """
    cast = resolve_actors(draft, assets, Report())
    summary = not any(passage.summary for passage in draft.passages) and guesses_closing(
        draft, cast.of, cast.lexicon.grammar
    )
    remarks: list[tuple[str, str]] = []
    proposals = proposals_for(draft, assets)
    passages: list[Passage] = []
    for number, passage in enumerate(draft.passages):
        place, proposed = f"q{number + 1}", passage
        proposal = proposals[number]
        if cast.of[number] and not passage.actors and proposal:
            proposed = replace(proposed, actors=tuple((actor.id, NOWHERE) for actor in cast.of[number]))
            mark = "guess, look here first" if proposal.confidence < _UNSURE else "guess"
            remarks.append(
                (place, f"{mark}: actor {proposed.actors[0][0]}, {proposal.evidence} ({proposal.confidence:.2f})")
            )
        if summary and number == len(draft.passages) - 1:
            proposed = replace(proposed, summary=True)
            remarks.append((place, "guess: the closing question, because it comes last and names no actor"))
        marked = with_highlights(proposed, cast, number)
        if marked is not proposed:
            remarks.append((place, "guess: the highlights; the first is the slide's headline"))
        passages.append(marked)
    return replace(
        draft,
        fields=replace(
            draft.fields,
            actors=tuple(
                dict.fromkeys((*draft.fields.actors, *(one for actors in cast.of for one in actors), *cast.everyone))
            ),
        ),
        passages=tuple(passages),
        comments=(*draft.comments, *remarks),
    )


def with_flags(draft: Draft, assets: Mapping[str, bytes]) -> Draft:
    """Return `draft` with the flag, or the monogram, of each declared actor whose name the data knows."""
    forms = forms_for(draft.fields.lang, assets)

    def flagged(actor: Actor) -> Actor:
        known = forms.known.get(forms.by_text.get(actor.name, ""))
        return replace(actor, flag=known.flag, monogram=known.monogram) if known and not actor.flag else actor

    return replace(draft, fields=replace(draft.fields, actors=tuple(map(flagged, draft.fields.actors))))


def with_highlights(passage: Passage, cast: ActorTable, number: int) -> Passage:
    """Return `passage` with highlights on the clauses chosen for its slide, if its author marked and wrote none.

    What needs its question above it, such as a list, gets none: unmarked it is on its slide below the question.
    """
    marked = any(run.highlight for sentence in sentences_of(passage.answer) for run in sentence.runs)
    if marked or passage.slide or is_bare_list(passage.answer):
        return passage
    _, quotes = chosen_from(passage.answer, cast.lexicon.grammar, cast.namer(number))
    head = quotes[0][-1].sentence.text.rstrip() if quotes else ""
    if (
        not head
        or is_taken_back(quotes, cast.lexicon.grammar)
        or (len(quotes) == 1 and head.endswith(("?", "？", "؟")))
    ):
        return passage
    ordered = {clause.sentence.id: (at, clause) for at, quote in enumerate(quotes, 1) for clause in quote}
    return replace(
        passage, answer=tuple(with_sentences(block, lambda one: _highlighted(one, ordered)) for block in passage.answer)
    )


_Chosen = Mapping[str, tuple[int, Clause]]


def _highlighted(sentence: Sentence, chosen: _Chosen) -> Sentence:
    """Return `sentence` with the runs of its chosen clause numbered as a highlight."""
    if sentence.id not in chosen:
        return sentence
    number, clause = chosen[sentence.id]
    runs: list[Run] = []
    at = 0
    for run in sentence.runs:
        cuts = sorted(
            {0, len(run.text), *(cut - at for cut in (clause.start, clause.end) if 0 < cut - at < len(run.text))}
        )
        if not run.text:
            runs.append(run)
        for left, right in pairwise(cuts):
            inside = clause.start <= at + left and at + right <= clause.end
            runs.append(replace(run, text=run.text[left:right], highlight=number if inside else 0))
        at += len(run.text)
    return replace(sentence, runs=tuple(runs))
