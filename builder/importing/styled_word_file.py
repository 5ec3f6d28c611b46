"""A Word file in our own styles (`briefdeck new --word`): every paragraph says what it is, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from builder.importing.byline import Byline
from builder.importing.dates import date_in
from builder.importing.draft_builder import DraftBuilder, blocks_of
from builder.importing.drafting import draft_of_parts, with_picture_files
from builder.importing.names import names_of
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Actor, Draft, Passage
from builder.model.findings import NOWHERE

OPENING = frozenset({"question", "section", "closing"})
"""The styles, less `Briefing `, whose paragraphs open a part."""
_FIELD = re.compile(r"\s*([^\W\d_]+)\s*[:：]\s*(\S.*?)\s*$")


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
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        passages.append(_passage(body[start:end], f"q{len(passages) + 1}", actors, builder))
    lead_blocks = blocks_of(_numbered(lead), "lead", builder)
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
        case "actor":
            _declared(value, actors)
        case "subtitle" | "series" | "number" | "publisher" | "url":
            setattr(head, name, value)
        case _:
            return False
    return True


def _declared(name: str, actors: dict[str, Actor]) -> Actor:
    key = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
    return actors.setdefault(key, Actor(key, name))


def _passage(pieces: list[RawPiece], prefix: str, actors: dict[str, Actor], builder: DraftBuilder) -> Passage:
    heading, *rest = pieces
    about = [found[2] for one in rest if _is_field(one) and (found := _FIELD.match(one.text)) and found[1] == "Actor"]
    body = [one for one in rest if not (_is_field(one) and one.text.lstrip().startswith("Actor"))]
    question = builder.single(heading.runs, prefix, heading.line)
    return Passage(
        question=question,
        actors=tuple((_declared(name, actors).id, NOWHERE) for name in about),
        summary=heading.styled == "closing",
        answer=blocks_of(_numbered(body), prefix, builder),
        span=question.span,
        section=heading.styled == "section" or (heading.styled == "closing" and not _asks(question.text)),
    )


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
