"""What changed between two briefings: claims new, dropped and reworded; numbers that changed; hedges that hardened."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

from builder.codes import BAD_RECORD
from builder.model.brief import (
    Block,
    Brief,
    Chart,
    DataTable,
    ListBlock,
    PointOrigin,
    Quotation,
    Sentence,
    joined_runs,
    sentences_of,
)
from builder.model.draft_walk import blocks_in, facts_of
from builder.model.findings import BriefdeckError, Span
from builder.model.sentence import text_of

ALIKE = 0.55
"""Two sentences with at least this share of words in common, in the same order, are one claim reworded."""

_WORD = re.compile(r"\w+(?:[.,:/]\d+)*(?:['’]\w+)?%?")
_FIGURE = re.compile(r"\d")

Hedges = Callable[[str], Sequence[str]]
"""What finds the hedges of some words, in the language of the text."""


class ChangeKind(StrEnum):
    """What happened to a claim."""

    NEW = "new"
    DROPPED = "dropped"
    REWORDED = "reworded"


class Claim(Struct, frozen=True):
    """A sentence of a briefing, what it answers, and the slides that show words of it."""

    text: str
    question: str
    """The question that it answers; empty in the lead."""
    slides: tuple[str, ...] = ()
    """Keys of the slides that quote it, in the order of the deck."""


class SlideFact(Struct, frozen=True):
    """What the slide of a question says beside its claims: its headline, its points, its notes, whether it is shown."""

    question: str
    name: str
    value: str
    quoted: bool = False
    """Whether it is in the words of the answer, so that it changes with them."""


class Snapshot(Struct, frozen=True):
    """A briefing as a row of claims: what two versions are compared by."""

    facts: tuple[tuple[str, str], ...]
    """Title, number, date and the like, by name."""
    actors: tuple[str, ...]
    claims: tuple[Claim, ...]
    lang: str = ""
    slide_facts: tuple[SlideFact, ...] = ()
    """None in a build record."""


class Change(Struct, frozen=True):
    """A claim that is not what it was."""

    kind: ChangeKind
    old: Claim | None
    new: Claim | None
    moved: tuple[tuple[str, str], ...] = ()
    """Numbers and dates that differ: the old and the new; empty if there is no partner."""
    hardened: tuple[tuple[str, str], ...] = ()
    """Hedges that are gone, each with the words in its place."""
    softened: tuple[tuple[str, str], ...] = ()
    """Words that were given up for a hedge, each with the hedge."""


class Comparison(Struct, frozen=True):
    """All that differs between two versions."""

    facts: tuple[tuple[str, str, str], ...]
    """Name, old and new value of each fact that differs."""
    actors_added: tuple[str, ...]
    actors_dropped: tuple[str, ...]
    changes: tuple[Change, ...]
    one_sided: str = ""
    """`added` or `removed` where the briefing is on one side only."""
    slide_facts: tuple[tuple[SlideFact, SlideFact], ...] = ()
    """What slides say otherwise though the answer's words are the same, or the author's own words for them: old and
    new."""

    @property
    def slides(self) -> tuple[str, ...]:
        """The keys of the slides that show other words than before, in the order of their first change."""
        named = [key for change in self.changes for claim in (change.old, change.new) if claim for key in claim.slides]
        head = ["title"] if self.facts else []
        return tuple(dict.fromkeys([*head, *named]))

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.facts or self.actors_added or self.actors_dropped or self.changes or self.slide_facts)


EMPTY = Snapshot((), (), ())
"""A briefing that was not there."""


def snapshot_of(brief: Brief, *, rows: bool = True) -> Snapshot:
    """Return `brief` as claims; each names the slides that quote it.

    Without `rows` each cell of a table is one and charts are none, as in a build record.
    """
    fields = brief.fields
    quoted = _quoting_slides(brief)
    claims = [Claim(one.text, "", ("title",)) for one in sentences_of(brief.lead)]
    for exchange in brief.exchanges:
        said = claims_in(exchange.answer) if rows else of_sentences(sentences_of(exchange.answer))
        key = "summary" if exchange.summary else exchange.id
        for text, ids in (*of_sentences((*exchange.part, exchange.question)), *said):
            slides = dict.fromkeys(slide for one in ids for slide in quoted.get(one, ())) if ids else (key,)
            claims.append(Claim(text, exchange.question.text, tuple(slides)))
    claims += [Claim(one.text, "", ("sources",)) for note in brief.footnotes for one in sentences_of(note.blocks)]
    names = tuple(actor.name for actor in brief.actors)
    return Snapshot(facts_of(fields), names, tuple(claims), fields.lang, tuple(_slide_facts(brief)))


def _slide_facts(brief: Brief) -> Iterator[SlideFact]:
    for one in brief.exchanges:
        question = one.question.text
        quoted = [point.origin is not PointOrigin.AUTHORED for point in (one.headline, *one.points)]
        yield SlideFact(question, "headline", one.headline.text, quoted[0])
        yield SlideFact(question, "points", " / ".join(point.text for point in one.points), all(quoted[1:]))
        yield SlideFact(question, "slide", "none" if one.no_slide else "hidden" if one.hidden else "shown")
        yield SlideFact(question, "notes", " ".join(sentence.text for sentence in sentences_of(one.notes)))


def snapshot_of_record(name: str, data: bytes) -> Snapshot:
    """Return the briefing of a build record as claims; its slides are identified by their numbers.

    BriefdeckError (`bad-record`) where `data` is not a record that lists its sentences.
    """
    try:
        record = json.loads(data)
        facts = dict(record["facts"])
        lang = str(facts.pop("lang"))
        rows = [(str(row["id"]), str(row["text"]), tuple(row["points"])) for row in record["ledger"]["sentences"]]
        questions = {key.removesuffix(".0"): text for key, text, _ in rows if key.endswith(".0")}
        claims = tuple(
            Claim(text, questions.get(key.partition(".")[0], ""), tuple(str(number) for number in points))
            for key, text, points in rows
        )
        names = tuple(str(actor) for actor in record["actors"])
        return Snapshot(tuple((key, str(value)) for key, value in facts.items()), names, claims, lang)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        message = "not a build record with sentences"
        raise BriefdeckError(BAD_RECORD, message, Span(name), "build its source again") from fault


def compare(old: Snapshot, new: Snapshot, hedges: Hedges) -> Comparison:
    """Return what differs; a claim that loses one of its `hedges` became harder."""
    before = dict(old.facts)
    facts = tuple((name, before.get(name, ""), value) for name, value in new.facts if before.get(name, "") != value)
    changes = _changes(old.claims, new.claims, hedges)
    return Comparison(
        facts=facts,
        actors_added=tuple(name for name in new.actors if name not in old.actors),
        actors_dropped=tuple(name for name in old.actors if name not in new.actors),
        changes=changes,
        one_sided="added" if old is EMPTY else "removed" if new is EMPTY else "",
        slide_facts=tuple(_slide_changes(old, new, changes)),
    )


def _slide_changes(old: Snapshot, new: Snapshot, changes: tuple[Change, ...]) -> Iterator[tuple[SlideFact, SlideFact]]:
    """Yield what slides of the same question say otherwise, but for quoted words that changed in the answer itself."""
    reworded = {claim.question for change in changes for claim in (change.old, change.new) if claim}
    before = {(one.question, one.name): one for one in old.slide_facts}
    for one in new.slide_facts:
        was = before.get((one.question, one.name))
        if was is None or was.value == one.value:
            continue
        if not (was.quoted and one.quoted and one.question in reworded):
            yield was, one


def _quoting_slides(brief: Brief) -> Mapping[str, tuple[str, ...]]:
    """Return for each sentence id the keys of the slides that show its words."""
    found: dict[str, list[str]] = {}
    heads: set[str] = set()
    for exchange in brief.exchanges:
        key = "summary" if exchange.summary else exchange.id
        shown = [
            exchange.question.id,
            *(source for one in (exchange.headline, *exchange.points) for source in one.sources),
        ]
        for source in shown:
            found.setdefault(source, []).append(key)
        if exchange.actors and not exchange.summary and exchange.actors[0].id not in heads:
            heads.add(exchange.actors[0].id)
            for source in exchange.headline.sources:
                found.setdefault(source, []).append("summary")
    return {source: tuple(dict.fromkeys(keys)) for source, keys in found.items()}


def _changes(old: tuple[Claim, ...], new: tuple[Claim, ...], hedges: Hedges) -> tuple[Change, ...]:
    """Return the changes in the order of the new text, each dropped claim after the one that it followed."""
    gone, come = _unmatched(old, new)
    pairs = _reworded(old, new, gone, come)
    partner = {at: before for before, at in pairs}
    left = [at for at in gone if at not in {before for before, _ in pairs}]
    entries = [(at, 0, _change(old[partner[at]], new[at], hedges)) for at in come if at in partner]
    entries += [(at, 0, Change(ChangeKind.NEW, None, new[at])) for at in come if at not in partner]
    entries += [(_place(old, new, at), 1, Change(ChangeKind.DROPPED, old[at], None)) for at in left]
    return tuple(change for _, _, change in sorted(entries, key=lambda entry: entry[:2]))


def _unmatched(old: tuple[Claim, ...], new: tuple[Claim, ...]) -> tuple[list[int], list[int]]:
    """Return the indices of the claims whose text has no equal on the other side, each equal counted once."""
    here, there = Counter(claim.text for claim in new), Counter(claim.text for claim in old)
    gone = [at for at, claim in enumerate(old) if not _take(here, claim.text)]
    come = [at for at, claim in enumerate(new) if not _take(there, claim.text)]
    return gone, come


def _take(store: Counter[str], text: str) -> bool:
    store[text] -= 1
    return store[text] >= 0


def _reworded(
    old: tuple[Claim, ...], new: tuple[Claim, ...], gone: list[int], come: list[int]
) -> list[tuple[int, int]]:
    """Return the pairs that are one claim in other words, the most alike first chosen."""
    words = {
        text: [word.lower() for word in _WORD.findall(text)]
        for text in {*(old[at].text for at in gone), *(new[at].text for at in come)}
    }
    rated = []
    for before in gone:
        for at in come:
            share = _likeness(words[old[before].text], words[new[at].text])
            if share >= ALIKE:
                rated.append((-share, abs(before - at), before, at))
    pairs: list[tuple[int, int]] = []
    for _, _, before, at in sorted(rated):
        if all(before != one and at != other for one, other in pairs):
            pairs.append((before, at))
    return pairs


def _likeness(one: list[str], other: list[str]) -> float:
    """Return the share of words in common, 0 to 1; cheap bounds first, since most pairs have nothing in common."""
    if not one or not other or 2 * min(len(one), len(other)) / (len(one) + len(other)) < ALIKE:
        return 0.0
    common = sum((Counter(one) & Counter(other)).values())
    if 2 * common / (len(one) + len(other)) < ALIKE:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _place(old: tuple[Claim, ...], new: tuple[Claim, ...], at: int) -> int:
    """Return after which claim of the new text the dropped one was; -1 for the beginning."""
    where = {claim.text: index for index, claim in enumerate(new)}
    for before in range(at - 1, -1, -1):
        if old[before].text in where:
            return where[old[before].text]
    return -1


def _change(old: Claim, new: Claim, hedges: Hedges) -> Change:
    before, after = _WORD.findall(old.text), _WORD.findall(new.text)
    low_before, low_after = [word.lower() for word in before], [word.lower() for word in after]
    matcher = SequenceMatcher(None, low_before, low_after, autojunk=False)
    moved: list[tuple[str, str]] = []
    hardened: list[tuple[str, str]] = []
    softened: list[tuple[str, str]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        was, now = before[i:j], after[k:m]
        if any(_FIGURE.search(word) for word in (*was, *now)):
            moved.append((" ".join(was), " ".join(now)))
        lost, gained = hedges(" ".join(was)), hedges(" ".join(now))
        if lost and not gained:
            hardened.append((" ".join(lost), " ".join(now)))
        if gained and not lost:
            softened.append((" ".join(was), " ".join(gained)))
    return Change(ChangeKind.REWORDED, old, new, tuple(moved), tuple(hardened), tuple(softened))


Row = tuple[str, tuple[str, ...]]
"""The words of a claim, and the ids of the sentences that say it; none for a row."""


def claims_in(blocks: tuple[Block, ...]) -> Iterator[Row]:
    """Yield each claim: a cell alone claims nothing, so a row of a table is one, and one of a chart another."""
    for block in blocks_in(blocks):
        match block:
            case ListBlock() | Quotation():  # what is in them follows
                continue
            case DataTable():
                yield from of_sentences(block.caption)
                yield from _of_table(block)
            case Chart():
                yield from of_sentences(sentences_of((block,)))
                yield from _of_chart(block)
            case _:
                yield from of_sentences(sentences_of((block,)))


def of_sentences(sentences: tuple[Sentence, ...]) -> Iterator[Row]:
    """Yield each sentence as a claim."""
    yield from ((one.text, (one.id,)) for one in sentences)


def _of_table(table: DataTable) -> Iterator[Row]:
    header = [text_of(joined_runs(cell)) for cell in table.header]
    yield " | ".join(header), ()
    for row in table.rows:
        first, *rest = (text_of(joined_runs(cell)) for cell in row)
        named = "; ".join(f"{name} {cell}".strip() for name, cell in zip(header[1:], rest, strict=True))
        yield f"{first}: {named}" if named else first, ()


def _of_chart(chart: Chart) -> Iterator[Row]:
    yield f"{chart.title.text}: {chart.kind} chart{chart.unit and f', {chart.unit}'}", ()
    for at, category in enumerate(chart.categories):
        named = "; ".join(f"{one.name} {_number(one.values[at])}" for one in chart.series)
        yield f"{chart.title.text}, {category}: {named}", ()


def _number(value: float | None) -> str:
    return "no data" if value is None else f"{value:.10g}"
