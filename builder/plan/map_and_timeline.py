"""The actor map and the timeline of events, where they earn their place."""

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from builder.model.brief import Actor, Brief, CoMention, DatedEvent
from builder.model.origin import LabelOrigin
from builder.model.outline import MapSlide, NoteText, TimelineSlide
from builder.model.plain_text import plain_text
from builder.plan.asked_slides import least_for

Labels = Mapping[str, str]

TIMELINE_FROM = 5
"""A timeline is planned from this number of events on."""

MAP_ACTORS, MAP_TIES, STRONG = (4, 8), 4, 3
"""A map shows from four to eight actors with four ties, one of them of three sentences or more."""

_RIGHT_BEFORE = {
    "en": "by from than to through", "de": "von bis als zum zur", "fr": "de d'ici que à", "es": "de para que a",
    "pl": "od do niż", "it": "dal al entro di", "nl": "van tot dan", "pt": "de até que", "uk": "з до від",
    "cs": "od do než", "ar": "من إلى",
}  # fmt: skip
"""Words right before a date that is not an event: the edge of a span, or what something is compared with."""

_ANYWHERE = {
    "en": "since until till than which that who whose where when while although", "de": "seit bis",
    "fr": "depuis jusqu qui que dont", "es": "desde hasta que", "pl": "od odkąd który która które którzy",
    "it": "dal fino che", "nl": "sinds tot", "pt": "desde até que", "uk": "відтоді який яка яке які",
    "cs": "od který která které", "ar": "منذ حتى التي الذي",
}  # fmt: skip
"""Words of the same clause before a date that make it the date of something else than the clause says."""

_CLAUSE = re.compile(r"[,;:()–—]")
_WORD = re.compile(r"[^\W\d_]+")


def plan_timeline(brief: Brief, labels: Labels, reference: NoteText) -> tuple[TimelineSlide, ...]:
    """Return the timeline where main clauses date enough events; one event for each sentence."""
    events = tuple(_events(brief))
    if len(events) < least_for("timeline", TIMELINE_FROM, 2, brief):
        return ()
    dated = tuple(f"{event.label}: {plain_text(event.what.runs)}" for event in events)
    notes = (NoteText(labels["timeline"], lines=dated, origin=LabelOrigin("timeline")), reference)
    return (TimelineSlide("timeline", labels["timeline"], events, notes),)


def _events(brief: Brief) -> Iterator[DatedEvent]:
    lang = brief.fields.lang.split("-")[0].lower()
    best: dict[tuple[str, ...], DatedEvent] = {}
    for moment in brief.moments:
        known = best.get(moment.what.sources)
        if _is_event(moment, lang) and (known is None or _is_finer(moment, known)):
            best[moment.what.sources] = moment
    chosen = {id(one) for one in best.values()}
    for moment in brief.moments:
        if id(moment) in chosen:
            yield _with_year(moment, brief)


def _is_finer(one: DatedEvent, other: DatedEvent) -> bool:
    order = ("day", "month", "year")
    return order.index(one.precision) < order.index(other.precision)


def _is_event(moment: DatedEvent, lang: str) -> bool:
    """Return whether the clause says what happened at the date, as far as its words before the date show it."""
    text = moment.what.text
    at = text.find(moment.label)
    if at < 0:
        return False
    words = [word.casefold() for word in _WORD.findall(_CLAUSE.split(text[:at])[-1])]
    right_before = set(_RIGHT_BEFORE.get(lang, "").split())
    anywhere = set(_ANYWHERE.get(lang, "").split())
    return not (words and words[-1] in right_before) and anywhere.isdisjoint(words)


def _with_year(moment: DatedEvent, brief: Brief) -> DatedEvent:
    """Return the event with its year behind a date that has none, where that is the year of the briefing itself."""
    year = str(moment.when.year)
    own = brief.fields.date
    if moment.precision == "year" or re.search(r"\d{4}", moment.label) or own is None or own.year != moment.when.year:
        return moment
    return replace(moment, label=f"{moment.label} {year}")


_LONGEST_MAP_TITLE = 50
"""Characters that a title of one line holds in every theme."""


def plan_map(
    brief: Brief, labels: Labels, targets: tuple[tuple[str, str], ...], reference: NoteText
) -> tuple[MapSlide, ...]:
    """Return the actor map where it says something; pairs that one sentence names are left out where they can be."""
    names = {actor.id: actor for actor in (*brief.actors, *brief.others) if not actor.hidden}
    ties = _drawn_bonds(brief.bonds, names, least_for("map", MAP_TIES, 2, brief))
    shown = tuple(actor for actor in names.values() if any(actor.id in {tie.one, tie.other} for tie in ties))
    least, most = least_for("map", MAP_ACTORS[0], 3, brief), MAP_ACTORS[1]
    strongest = max(ties, key=lambda tie: len(tie.sentences), default=None)
    if strongest is None or not least <= len(shown) <= most:
        return ()
    if len(strongest.sentences) < least_for("map", STRONG, 1, brief):
        return ()
    pairs = " · ".join(
        f"{names[tie.one].name} – {names[tie.other].name}: {len(tie.sentences)}"
        for tie in sorted(brief.bonds, key=lambda tie: -len(tie.sentences))
        if tie.one in names and tie.other in names
    )
    notes = (NoteText(labels["mentions"], lines=(pairs,), origin=LabelOrigin("mentions")), reference)
    most_named = labels["most_named"].format(one=names[strongest.one].name, other=names[strongest.other].name)
    alone = sum(len(tie.sentences) == len(strongest.sentences) for tie in ties) == 1
    # Of equal pairs, none is named most often; and two long names leave a title of one line no room.
    title = most_named if alone and len(most_named) <= _LONGEST_MAP_TITLE else labels["mentions"]
    return (MapSlide("map", title, shown, ties, targets, notes, complete=len(ties) == len(brief.bonds)),)


def _drawn_bonds(bonds: tuple[CoMention, ...], names: Mapping[str, Actor], least: float) -> tuple[CoMention, ...]:
    """Return the ties that are drawn: those of several sentences where they are enough, else all; none for few."""
    known = tuple(tie for tie in bonds if tie.one in names and tie.other in names)
    several = tuple(tie for tie in known if len(tie.sentences) > 1)
    ties = several if len(several) >= MAP_TIES else known
    return ties if len(ties) >= least else ()
