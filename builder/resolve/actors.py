"""Whom each answer is about, and who else it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from builder.brief import Actor, Draft, Mention, Passage, sentences_of
from builder.codes import UNKNOWN_ACTOR
from builder.diagnostics import Report


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a draft."""

    of: tuple[tuple[Actor, ...], ...]
    """For each passage whom it is about, the main one first."""
    named: tuple[tuple[Mention, ...], ...]
    """For each passage who else is named in its answer, most often first."""
    spoken: tuple[tuple[Mention, ...], ...]
    """For each passage every actor that its answer names, the ones it is about included."""
    everyone: tuple[Actor, ...]
    """All actors, in the order of their first naming."""


def resolve_actors(draft: Draft, media: Mapping[str, bytes], report: Report) -> Cast:
    """Return the cast of `draft`; add `unknown-actor` for an id that the front matter does not declare."""
    del media
    known = {actor.id: actor for actor in draft.fields.actors}
    of = []
    for passage in draft.passages:
        for name, span in passage.actors:
            if name not in known:
                report.add(UNKNOWN_ACTOR, span, f"the actor `{name}` is not declared", "declare it under `actors`")
        of.append(tuple(known[name] for name, _ in passage.actors if name in known))
    spoken = tuple(_named(passage, draft.fields.actors) for passage in draft.passages)
    named = tuple(tuple(one for one in all_ if one.actor not in mine) for all_, mine in zip(spoken, of, strict=True))
    return Cast(tuple(of), named, spoken, draft.fields.actors)


def _named(passage: Passage, everyone: tuple[Actor, ...]) -> tuple[Mention, ...]:
    found = []
    for actor in everyone:
        words = "|".join(re.escape(word) for word in (actor.name, actor.leader, *actor.aliases) if word)
        pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
        ids = tuple(one.id for one in sentences_of(passage.answer) if pattern.search(one.text))
        if ids:
            found.append(Mention(actor, ids))
    return tuple(sorted(found, key=lambda mention: -len(mention.sentences)))
