"""Whom each answer is about, and who else it names."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from builder.codes import GUESSED_ACTOR, UNUSED_ACTOR
from builder.model.brief import Actor, CoMention, Draft, Mention, Passage, sentences_of
from builder.model.draft_walk import bodies_of
from builder.model.findings import Report
from builder.resolve.answer_subject import SubjectGuess, guess
from builder.resolve.closing_question import asks_what_it_means
from builder.resolve.name_index import Lexicon, lexicon_for
from builder.resolve.persons import People, SentenceNames, people_of, said_in

NAMED_FROM = 2
"""Where a draft declares nobody, actors are shown as named from this number of sentences on."""


class ActorTable(Struct, frozen=True):
    """The actors of a draft."""

    of: tuple[tuple[Actor, ...], ...]
    """For each passage whom it is about, the main one first."""
    named: tuple[tuple[Mention, ...], ...]
    """For each passage who else is named in its answer, most often first."""
    spoken: tuple[tuple[Mention, ...], ...]
    """For each passage every actor that its answer names, the ones it is about included."""
    everyone: tuple[Actor, ...]
    """All actors, in the order of their first naming."""
    lexicon: Lexicon
    by_key: Mapping[str, Actor]
    """The actors by the key that the lexicon uses."""

    def namer(self, number: int) -> Callable[[str], bool]:
        """Return a check whether a text names whom passage `number`, from 0, is about."""
        mine = self.of[number]
        return lambda text: any(self.names(actor, text) for actor in mine[:1])

    def names(self, actor: Actor, text: str) -> bool:
        """Return whether `text` names `actor`, or its leader by a part of the name."""
        if any(self.by_key.get(one.key) == actor for one in self.lexicon.names_in(text)):
            return True
        parts = [part for part in actor.leader.split() if part[:1].isupper()]
        return any(re.search(rf"(?<!\w){re.escape(part)}", text) for part in parts)


class Proposal(Struct, frozen=True):
    """Whom a passage is about by its words: actors, the main one first, with the reason and how sure it is."""

    actors: tuple[Actor, ...]
    evidence: str
    confidence: float


class Reading(Struct, frozen=True):
    """What every sentence of a draft names; each passage is a question and its answer."""

    lexicon: Lexicon
    people: People
    passages: tuple[tuple[SentenceNames, tuple[tuple[str, SentenceNames], ...]], ...]
    """For each passage what its question names, and for each sentence of the answer its id and what it names."""


def reading_of(draft: Draft, assets: Mapping[str, bytes]) -> Reading:
    """Return what the sentences of `draft` name, in its own language."""
    lexicon = lexicon_for(draft.fields.lang, draft.fields.actors, assets)
    passages = tuple(
        (
            said_in(passage.question.text, lexicon),
            tuple((one.id, said_in(one.text, lexicon)) for one in sentences_of(passage.answer)),
        )
        for passage in draft.passages
    )
    lead = tuple(said_in(sentence.text, lexicon) for sentence in sentences_of(draft.lead))
    sure = {actor.id for actor in draft.fields.actors}
    sure |= {one.key for said in _all_of(lead, passages) if not _is_shouted(said) for one in said.namings}
    passages = tuple(
        (_without_shouts(question, sure), tuple((key, _without_shouts(said, sure)) for key, said in answer))
        for question, answer in passages
    )
    return Reading(lexicon, people_of(_all_of(lead, passages), lexicon), passages)


def _all_of(
    lead: tuple[SentenceNames, ...], passages: tuple[tuple[SentenceNames, tuple[tuple[str, SentenceNames], ...]], ...]
) -> tuple[SentenceNames, ...]:
    return (*lead, *(said for question, answer in passages for said in (question, *(said for _, said in answer))))


def _is_shouted(said: SentenceNames) -> bool:
    """Return whether a sentence of several words is in capitals, where any short word looks like an acronym."""
    return said.text.isupper() and " " in said.text.strip()


def _without_shouts(said: SentenceNames, sure: Collection[str]) -> SentenceNames:
    """Return what a sentence names without acronyms that only sentences in capitals have: `APA ITU INFLASI?`."""
    if not _is_shouted(said):
        return said
    return replace(said, namings=tuple(one for one in said.namings if one.key in sure))


def proposals_for(draft: Draft, assets: Mapping[str, bytes]) -> tuple[Proposal | None, ...]:
    """Return for each passage of `draft` whom its words are about, whatever its author said; None for nobody."""
    reading = reading_of(draft, assets)
    return tuple(_proposal(number, draft, reading) for number in range(len(draft.passages)))


def resolve_actors(draft: Draft, assets: Mapping[str, bytes], report: Report) -> ActorTable:
    """Return the actors of `draft`; add `guessed-actor` for each guess. Ids that are not declared are skipped."""
    known = {actor.id: actor for actor in draft.fields.actors}
    reading = reading_of(draft, assets)
    of: list[tuple[Actor, ...]] = []
    for number, passage in enumerate(draft.passages):
        mine = tuple(known[name] for name, _ in passage.actors if name in known)
        if not passage.actors and not passage.summary and not passage.section:
            mine = _guessed(passage, _proposal(number, draft, reading), known.keys(), report)
        of.append(mine)
    of = _merged(of)
    by_key = _by_key(draft, of, reading)
    spoken = tuple(_spoken(answer, by_key) for _, answer in reading.passages)
    named = tuple(tuple(one for one in all_ if one.actor not in mine) for all_, mine in zip(spoken, of, strict=True))
    cast = ActorTable(tuple(of), named, spoken, tuple(by_key.values()), reading.lexicon, by_key)
    _report_unused(draft, cast, report)
    return cast


def _report_unused(draft: Draft, cast: ActorTable, report: Report) -> None:
    """Add `unused-actor` for each declared actor that no question is about and no text names."""
    used = {actor.id for actors in cast.of for actor in actors}
    used |= {mention.actor.id for mentions in cast.spoken for mention in mentions}
    used |= {name for passage in draft.passages for name, _ in passage.actors}
    for actor in draft.fields.actors:
        texts = (one.text for body in bodies_of(draft) for one in sentences_of(body))
        asked = (passage.question.text for passage in draft.passages)
        if actor.id not in used and not any(cast.names(actor, text) for text in (*asked, *texts)):
            hint = f"write `{{actor={actor.id}}}` after a question that is about it, give `aliases`, or leave it out"
            report.add(UNUSED_ACTOR, actor.span, f"nothing in the text is about `{actor.name}`, or names it", hint)


def _guessed(
    passage: Passage, proposal: Proposal | None, declared: Collection[str], report: Report
) -> tuple[Actor, ...]:
    if proposal is None:
        return ()
    main = proposal.actors[0]
    declare = "" if main.id in declared else f", and declare `{main.id}` under `actors`"
    message = f"taken to be about `{main.name}`: {proposal.evidence} (confidence {proposal.confidence:.2f})"
    hint = f"confirm with `{{actor={main.id}}}` after the question{declare}"
    report.add(GUESSED_ACTOR, passage.question.span, message, hint)
    return proposal.actors


def _proposal(number: int, draft: Draft, reading: Reading) -> Proposal | None:
    question, answer = reading.passages[number]
    found = guess(question, tuple(said for _, said in answer), reading.people, reading.lexicon)
    if found is None or (not found.asked and asks_what_it_means(question.text, reading.lexicon.grammar)):
        return None
    actors = tuple(_actor(key, found, draft, reading.lexicon) for key in found.keys or ("",))
    return Proposal(actors, found.evidence, found.confidence)


def _actor(key: str, found: SubjectGuess, draft: Draft, lexicon: Lexicon) -> Actor:
    """Return the declared actor, or one made of the data; only the main one gets the leader that was read."""
    for actor in draft.fields.actors:
        if actor.id == key:
            return actor
    if not key:
        return Actor(re.sub(r"[\W_]+", "-", found.name.lower()).strip("-"), found.name)
    known = lexicon.known[key]
    leader = found.leader if key == found.keys[0] else ""
    return Actor(known.id, known.name, known.flag, known.monogram, leader)


def _merged(of: list[tuple[Actor, ...]]) -> list[tuple[Actor, ...]]:
    """Return the guesses with each actor once: the leader that one answer names is the leader in all."""
    best: dict[str, Actor] = {}
    for actor in (actor for actors in of for actor in actors):
        if actor.id not in best or (actor.leader and not best[actor.id].leader):
            best[actor.id] = actor
    return [tuple(best[actor.id] for actor in actors) for actors in of]


def _by_key(draft: Draft, of: list[tuple[Actor, ...]], reading: Reading) -> dict[str, Actor]:
    """Return every actor by the key that names refer to: the declared, the guessed, then whom the text names often.

    Who declares actors chooses whom the pictures show; the last are added only where nobody is declared.
    """
    lexicon = reading.lexicon
    found = {actor.id: actor for actor in draft.fields.actors}
    for actor in (actor for actors in of for actor in actors):
        if actor not in found.values():
            found[lexicon.by_id.get(actor.id, actor.id)] = actor
    if not draft.fields.actors:
        for key in _often_named(reading):
            known = lexicon.known[key]
            found.setdefault(key, Actor(known.id, known.name, known.flag, known.monogram))
    return found


def _often_named(reading: Reading) -> tuple[str, ...]:
    """Return the keys of whom the answers name in several sentences, in the order of their first naming."""
    counts = Counter(
        key
        for _, answer in reading.passages
        for _, said in answer
        for key in dict.fromkeys(one.key for one in said.namings)
    )
    return tuple(key for key, count in counts.items() if count >= NAMED_FROM)


def _spoken(answer: tuple[tuple[str, SentenceNames], ...], by_key: Mapping[str, Actor]) -> tuple[Mention, ...]:
    """Return whom an answer names, with the sentences that do, most often first."""
    sentences: dict[str, list[str]] = {key: [] for key in by_key}
    for name, said in answer:
        for key in dict.fromkeys(one.key for one in said.namings):
            if key in sentences:
                sentences[key].append(name)
    found = [Mention(by_key[key], tuple(ids)) for key, ids in sentences.items() if ids]
    return tuple(sorted(found, key=lambda mention: -len(mention.sentences)))


def co_mentions_of(cast: ActorTable) -> tuple[CoMention, ...]:
    """Return each two actors that one sentence of an answer names, with those sentences."""
    pairs: dict[tuple[str, str], list[str]] = {}
    order = {actor.id: index for index, actor in enumerate(cast.everyone)}
    for mentions in cast.spoken:
        for one, other in combinations(sorted(mentions, key=lambda mention: order[mention.actor.id]), 2):
            shared = [sentence for sentence in one.sentences if sentence in other.sentences]
            if shared:
                pairs.setdefault((one.actor.id, other.actor.id), []).extend(shared)
    return tuple(CoMention(one, other, tuple(shared)) for (one, other), shared in pairs.items())
