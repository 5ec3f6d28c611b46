"""A Word file in our own styles (`briefdeck new --word`): every paragraph says what it is, and nothing is guessed."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from builder.importing.byline import Byline
from builder.importing.dates import date_in
from builder.importing.draft_builder import DraftBuilder, blocks_of
from builder.importing.drafting import draft_of_parts
from builder.importing.names import names_of
from builder.importing.pictures import PictureFiles, with_picture_files
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Actor, Draft, Passage
from builder.model.findings import NOWHERE

OPENING = frozenset({"question", "section", "closing"})
"""The styles, less `Briefing `, whose paragraphs open a part."""
_FIELD = re.compile(r"\s*([^\W\d_]+(?:[ -][^\W\d_]+)?)\s*[:：]\s*(\S(?:.*\S)?)\s*$")
_CAPTIONED = frozenset({PieceKind.PICTURE, PieceKind.GRID})
_ABOUT = frozenset({"actor", "actors", "leader", "asked by", "answered by"})
"""The facts below a question."""


def is_styled(pieces: Sequence[RawPiece]) -> bool:
    """Return whether a Word file uses our styles for its questions."""
    return any(piece.styled in OPENING for piece in pieces)


def styled_draft(pieces: list[RawPiece], title: str, builder: DraftBuilder, pictures: PictureFiles) -> Draft:
    """Return the draft that the styles say."""
    body = with_picture_files(pieces, pictures, builder)
    notes = [piece for piece in body if piece.form is PieceKind.NOTE]
    body = [piece for piece in body if piece.form is not PieceKind.NOTE]
    first = next(at for at, piece in enumerate(body) if piece.styled in OPENING)
    head = Byline(title=title)
    actors: dict[str, Actor] = {}
    lead = [piece for piece in body[:first] if not _is_field(piece) or not _read_field(head, piece, actors, builder)]
    passages: list[Passage] = []
    starts = [at for at, piece in enumerate(body) if piece.styled in OPENING]
    lead_blocks = blocks_of(_numbered(lead), "lead", builder)
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        part, builder.group_headings = builder.group_headings, []
        passage = _passage(body[start:end], f"q{len(passages) + 1}", actors, builder)
        if passage.section and not passage.answer and end < len(body):
            builder.group_headings = [*part, passage.question]
        else:
            passages.append(replace(passage, part=tuple(part)))
    return draft_of_parts(head, lead_blocks, tuple(passages), notes, builder, tuple(actors.values()))


def _is_field(piece: RawPiece) -> bool:
    return piece.styled == "field" and bool(_FIELD.match(piece.text))


def _read_field(head: Byline, piece: RawPiece, actors: dict[str, Actor], builder: DraftBuilder) -> bool:
    """Take what a line of the head says; return whether it is one that we know."""
    found = _FIELD.match(piece.text)
    name, value = (found[1].casefold(), found[2]) if found else ("", "")
    match name:
        case "author" | "authors":
            head.authors = (*head.authors, *names_of(value))
        case "date":
            when = date_in(value, builder.lang)
            head.date = when.when if when else head.date
            return when is not None
        case "actor" | "actors":
            _declare(value, actors)
        case "leader":
            _lead_by(value, actors)
        case "subtitle" | "series" | "number" | "publisher" | "url":
            setattr(head, name, value)
        case _:
            return False
    return True


def _declare(names: str, actors: dict[str, Actor]) -> list[str]:
    """Declare the actors of a field, which semicolons part, and return their keys."""
    keys = []
    for name in map(str.strip, names.strip("; ").split(";")):
        keys.append(re.sub(r"[\W_]+", "-", name.casefold()).strip("-"))
        actors.setdefault(keys[-1], Actor(keys[-1], name))
    return keys


def _lead_by(leader: str, actors: dict[str, Actor], key: str = "") -> None:
    """Name the leader of the actor `key`, or of the one declared last."""
    key = key or next(reversed(actors), "")
    if key:
        actors[key] = replace(actors[key], leader=leader)


def _passage(pieces: list[RawPiece], prefix: str, actors: dict[str, Actor], builder: DraftBuilder) -> Passage:
    heading, *rest = pieces
    about: list[str] = []
    spoken = {"asked by": "", "answered by": ""}
    body: list[RawPiece] = []
    for piece in rest:
        found = _FIELD.match(piece.text) if piece.styled == "field" else None
        name = found[1].casefold() if found else ""
        if not found or name not in _ABOUT:
            body.append(piece)
        elif name in spoken:
            spoken[name] = found[2]
        elif name == "leader":
            _lead_by(found[2], actors, about[-1] if about else "")
        else:
            about += _declare(found[2], actors)
    question = builder.single(heading.runs, prefix, heading.line)
    return Passage(
        question=question,
        actors=tuple((key, NOWHERE) for key in about),
        summary=heading.styled == "closing",
        answer=blocks_of(_numbered(_with_captions(body)), prefix, builder),
        span=question.span,
        section=heading.styled == "section" or (heading.styled == "closing" and not _asks(question.text)),
        asked_by=spoken["asked by"],
        answered_by=spoken["answered by"],
    )


def _with_captions(pieces: Sequence[RawPiece]) -> list[RawPiece]:
    """Return the pieces with captions in their pictures and tables: those below, else those right above."""
    found: list[RawPiece] = []
    for piece in pieces:
        last = found[-1] if found else RawPiece(PieceKind.RULE)
        if piece.emphasised and last.form in _CAPTIONED and not last.caption:
            found[-1] = replace(last, caption=piece.runs)
        elif last.emphasised and piece.form in _CAPTIONED:
            found[-1] = replace(piece, caption=last.runs)
        else:
            found.append(piece)
    return found


def _asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "？", "؟", ";"))


def _numbered(pieces: Sequence[RawPiece]) -> list[RawPiece]:
    """Return the pieces with their highlights numbered in their order; a highlight ends with its words."""
    found: list[RawPiece] = []
    number = 0
    for piece in pieces:
        runs = []
        inside = False
        for run in piece.runs:
            number += int(bool(run.highlight) and not inside)
            inside = bool(run.highlight)
            runs.append(replace(run, highlight=number if run.highlight else 0))
        found.append(replace(piece, runs=tuple(runs)))
    return found
