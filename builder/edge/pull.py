"""A deck that somebody edited, brought home: compared with what was built, written into its source as patches."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from builder.check.source import check_draft
from builder.codes import BAD_RECORD, NO_BASE, SOURCE_HAS_ERRORS, UNREADABLE_DECK
from builder.compare.deck_edit import DeckComparison
from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from builder.compare.edit_rows import LIST, Row, folder_of, rows_from
from builder.compare.edits_to_source import plan_source_changes
from builder.compare.handout_words import kept_in_handout
from builder.compare.keep_edits import EditKeeper
from builder.compare.neutral_deck import NeutralDeck, ThreeDecks, identified
from builder.compare.old_numbers import OldNumber, old_numbers
from builder.compare.pairing import pair_slides
from builder.compare.pptx_parts import PptxParts, UnreadableDeckError
from builder.compare.recorded_deck import EarlierBaseError, UnreadableBaseError, deck_from_record
from builder.compare.source_change import SourceChange, SourcePlan
from builder.edge.cache import still_holds
from builder.edge.plain_files import read_file
from builder.edge.session_pool import SessionPool
from builder.edge.settings import settings_for
from builder.edge.source_patches import Outlook, patched
from builder.edge.workspace import SUFFIXES, pictures_in, read_source
from builder.media import Media, Pictures
from builder.model.brief import Brief
from builder.model.findings import BriefdeckError, Report, Severity, Span
from builder.model.request import Options, Source
from builder.read import read
from builder.resolve import resolve
from builder.resolve.marking import marked
from builder.session import Session
from builder.write.patches.read_source import read_source_text

_ASKED = "the marking is given with `--marking` or in the settings: change it there"


@dataclass(frozen=True, slots=True)
class BuiltBase:
    """What a deck was when it was built, as a record says."""

    deck: NeutralDeck
    source_name: str
    options: Options
    stem: str
    record: Mapping[str, object] | None = None
    """The build record that says so; None where the deck as it was built was named."""


@dataclass(frozen=True, slots=True)
class EditedDeck:
    """A deck that came back: what it shows, and its bytes."""

    neutral: NeutralDeck
    data: bytes


@dataclass(frozen=True, slots=True)
class PullRequest:
    """What is to be pulled: the edited deck, its source, and for conflicts whose words count."""

    deck: Path
    edited: EditedDeck
    source: Path
    base: BuiltBase
    decided: tuple[str, ...] = ()
    outside: bool = False
    dry: bool = False
    """Whether nothing is going to be written."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What was found in an edited deck, and what became of its source."""

    request: PullRequest
    comparison: DeckComparison
    plan: SourcePlan
    made: tuple[SourceChange, ...]
    refused: tuple[SourceChange, ...]
    """Changes that no patch could make so that the source says just what was wanted."""
    before: bytes
    after: bytes
    kept: Mapping[str, bytes]
    """The files of `NAME.edits`, which keep what the source cannot say."""
    lost: tuple[int, ...]
    """Indexes of the edits that nothing can keep."""
    partly: Mapping[int, str]
    """Of edits that are kept what is left out, by their index."""
    in_handout: Mapping[int, str]
    """What the handout keeps as it was of edits that are only on slides, by their index."""
    old_numbers: tuple[OldNumber, ...]
    """Where the source goes on saying a number that was corrected."""

    @property
    def conflicting(self) -> bool:
        """Whether the same thing changed on both sides, and nobody decided."""
        return bool(self.plan.conflicts)


def read_edited(path: Path) -> EditedDeck:
    """Return the deck at `path`; BriefdeckError if it cannot be read."""
    data = read_source(path)
    try:
        return EditedDeck(read_deck(data), data)
    except UnreadableDeckError as fault:
        message = f"this deck cannot be read: {fault}"
        hint = "open it in PowerPoint and save it as .pptx"
        if path.suffix.lower() in {".pdf", ".docx"}:
            hint = "edits are read from decks only"
        elif path.suffix.lower() in SUFFIXES:
            message, hint = "this is a source, not a deck", f"give the edited deck, such as `dist/{path.stem}.pptx`"
        raise BriefdeckError(UNREADABLE_DECK, message, Span(path.as_posix()), hint) from fault


def base_for(path: Path, edited: NeutralDeck, named_base: Path | None = None) -> BuiltBase:
    """Return what the deck at `path` was when it was built: by its record, or by the deck `named_base`.

    BriefdeckError if no record says.
    """
    if named_base is not None:
        deck = read_edited(named_base).neutral
        return BuiltBase(deck, f"{named_base.stem}.md", Options(), named_base.stem)
    stem = path.stem
    named = [path.with_name(f"{stem}.build.json"), path.with_name(f"{stem}.base.json")]
    others = sorted((*path.parent.glob("*.build.json"), *path.parent.glob("*.base.json")))
    for record in dict.fromkeys((*named, *others)):
        table = _table(record)
        if table is None:
            continue
        digest = next((str(row["sha256"]) for row in table["inputs"] if row["role"] == "source"), "")
        if (edited.base and digest == edited.base) or (not edited.base and record in named):
            return _built(record, table, digest)
    message = "there is no build record beside this deck to compare it with"
    hint = "put it back beside its `.build.json`, or give the deck as it was built with `--base`"
    raise BriefdeckError(NO_BASE, message, Span(path.as_posix()), hint)


def _table(record: Path) -> Mapping[str, Any] | None:
    try:
        table = json.loads(read_file(record))
        return table if isinstance(table["inputs"], list) and "deck" in table else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _built(record: Path, table: Mapping[str, Any], digest: str) -> BuiltBase:
    from builder.edge.product_audit import options_from_record

    try:
        source = next(str(row["name"]) for row in table["inputs"] if row["role"] == "source")
        deck = deck_from_record(table["deck"], digest)
        return BuiltBase(deck, source, options_from_record(table), str(table["id"]), table)
    except EarlierBaseError as fault:
        message = f"this deck cannot be compared with its build record: {fault}"
        hint = "build the source as it was then into another folder, and give that deck with `--base`"
        raise BriefdeckError(NO_BASE, message, Span(record.as_posix()), hint) from fault
    except (UnreadableBaseError, StopIteration, KeyError, TypeError) as fault:
        message = "this build record cannot be read"
        raise BriefdeckError(BAD_RECORD, message, Span(record.as_posix()), "build its source again") from fault


def pull(request: PullRequest, report: Report) -> Pulled | None:
    """Return what the edited deck says and the source with it; None if the source has errors, which are reported.

    Nothing is written.
    """
    data = read_source(request.source)
    name = request.source.as_posix()
    settings = settings_for(request.source.parent)
    session = SessionPool().session(settings.themes)
    pictures = pictures_in(request.source.parent, outside=request.outside or settings.pictures_outside)
    now = _built_now(request, Source(name, data), pictures, session, report)
    draft = read(name, data, Report())
    if now is None or draft is None:
        hint = "fix them first"
        report.add(SOURCE_HAS_ERRORS, Span(name), "an edited deck cannot be brought into a source with errors", hint)
        return None
    ours, brief = now[0], marked(now[1], request.base.options.marking)
    comparison = compare_decks(request.base.deck, request.edited.neutral)
    if not comparison.slides.pairs:
        message = f"no slide of this deck is one of those of `{request.source.name}`"
        raise BriefdeckError(NO_BASE, message, Span(request.deck.as_posix()), "give the deck that was built from it")
    plan = _planned(request, ThreeDecks(request.base.deck, comparison.edited, ours), comparison, brief)

    def fault_of(changed: bytes) -> str:
        found = Report()
        import_module("builder.pipeline").check_source(
            Source(name, changed), pictures, request.base.options, found, session
        )
        errors = (one for one in found.findings if one.severity is Severity.ERROR)
        return next(("; ".join((f"{one.code.number} {one.message}", *one.hints)) for one in errors), "")

    def points_of(changed: bytes, exchange: int) -> list[str]:
        said = _understood(Source(name, changed), pictures, session, Report())
        return (
            [one.text for one in (said.exchanges[exchange].headline, *said.exchanges[exchange].points)] if said else []
        )

    made, refused, after = patched(read_source_text(data, draft), plan, Outlook(fault_of, points_of))
    keys = _keys_now(request.base.deck, ours)
    keeper = EditKeeper(request.base.deck, comparison.edited, PptxParts(request.edited.data), keys)
    plain = {one.edit for one in refused if one.edit >= 0}  # what the source cannot mark is kept beside it
    plan = plan._replace(beside=(*plan.beside, *sorted(plain)))
    refused = tuple(one for one in refused if one.edit not in plain)
    beside = {index: comparison.edits[index] for index in plan.beside}
    kept = keeper.keep(beside, _earlier(request.source), _earlier_files(edits_folder(request.source)))
    old = {at: what for at in plan.beside if (what := kept_in_handout(comparison.edits[at], brief))}
    lost, numbers = tuple(keeper.lost), _old_numbers(name, after, made)
    return Pulled(request, comparison, plan, made, refused, data, after, kept, lost, keeper.partly, old, numbers)


def _planned(request: PullRequest, decks: ThreeDecks, comparison: DeckComparison, brief: Brief) -> SourcePlan:
    """Return what the edits mean for the source; a marking that its build was asked for is not changed there."""
    plan = plan_source_changes(decks, comparison, brief, request.decided)
    if not request.base.options.marking.text:
        return plan
    changes = (one._replace(reason=_ASKED) if one.path == ("marking",) else one for one in plan.changes)
    return plan._replace(changes=tuple(changes))


def _old_numbers(name: str, after: bytes, made: Sequence[SourceChange]) -> tuple[OldNumber, ...]:
    draft = read(name, after, Report()) if made else None
    starts = [one.question.span.line for one in draft.passages] if draft else []
    found = old_numbers(after.decode("utf-8-sig"), starts, [one for one in made if one.exchange < len(starts)])
    return tuple(dict.fromkeys(found))


def _built_now(
    request: PullRequest, source: Source, pictures: Pictures, session: Session, report: Report
) -> tuple[NeutralDeck, Brief] | None:
    """Return the deck as it would be built now, whose slides know what they are about, and what the source says.

    Where nothing changed since it was built, it is the deck that the record keeps, and nothing is laid out.
    """
    record = request.base.record
    if record is not None and still_holds(record, source, pictures, session.assets):
        brief = _understood(source, pictures, session, report)
        return (request.base.deck, brief) if brief else None
    built = import_module("builder.pipeline").build_deck(source, pictures, request.base.options, report, session)
    if built is None:
        return None
    return identified(read_deck(built.data), built.keys, built.entries), built.brief


def _understood(source: Source, pictures: Pictures, session: Session, report: Report) -> Brief | None:
    draft, media = read(source.name, source.data, report), Media(session.assets, pictures)
    if draft is None:
        return None
    check_draft(draft, media, report)
    return resolve(draft, media, report)


def _keys_now(base: NeutralDeck, ours: NeutralDeck) -> list[str]:
    """Return the key that each slide of the deck as it was built has now."""
    to = pair_slides(base.slides, ours.slides).to
    return [ours.slides[to[at]].key if at in to else one.key for at, one in enumerate(base.slides)]


def edits_folder(source: Path) -> Path:
    """Return the folder beside `source` that keeps what Markdown cannot say."""
    return source.with_name(folder_of(source.stem))


def _earlier(source: Path) -> list[Row]:
    """Return the edits that are kept already; none if the list cannot be read, which the build reports."""
    try:
        return rows_from(read_file(edits_folder(source) / LIST))
    except (OSError, ValueError):
        return []


def _earlier_files(folder: Path) -> dict[str, bytes]:
    """Return the files in which earlier edits are kept, by their names in `folder`."""
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()}
