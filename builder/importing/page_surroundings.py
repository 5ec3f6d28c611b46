"""What pages have above and below a text: menus, links to other texts, pleas, readers' comments."""

import re
from collections.abc import Sequence

from builder.importing.paragraphs import FEW_WORDS, LONG_LINE, asks_at_end, ends_sentence, word_count
from builder.importing.phrases import ALSO, BUTTON, COMMENTS, PLEA
from builder.importing.pieces import PieceKind, RawPiece

LONGEST_LINE = 300
"""The most characters that a line of furniture has."""
_LONGEST_LINK = 200
"""Characters of a link to another text at most."""
_FEWEST_LABELLED_LINKS = 2
"""Links, and lines that say what they are, from which on those at the end lead to other texts."""
_PLEA = 5
"""Pieces with words at the end among which a page asks for something."""
_LONGEST_TEASER, _TEASERS = 240, 0.2
"""Characters of a line that announces another text, and their share of a page."""
_ARROWS = " »›→►▶>–—-"
"""What pages print before a line that leads elsewhere."""


def surroundings_of(pieces: Sequence[RawPiece]) -> set[int]:
    """Return the places of the pieces that belong to the page around a text."""
    found: set[int] = set()
    for part_of in (_elsewhere, _menu_above, _comments_below, _teasers_below, _plea_below, _links_at_end):
        found |= part_of(pieces)
    return found


def is_buttons(text: str) -> bool:
    """Return whether a line holds nothing but the words of buttons."""
    return all(BUTTON.match(part) for part in re.split(r"\s+[|·•/]\s+", text))


def _elsewhere(pieces: Sequence[RawPiece]) -> set[int]:
    """Return the pieces that lead to other texts: a line such as `Read also:` and the links below it."""
    found: set[int] = set()
    for at, piece in enumerate(pieces):
        line = piece.form is not PieceKind.GRID and len(piece.text) < LONGEST_LINE
        also = ALSO.match(piece.text.strip(_ARROWS)) if line else None
        if not also or at == 0:
            continue
        rest = (also["rest"] or "").strip(" :：")
        if rest:
            sure = asks_at_end(rest) or any(run.href for run in piece.runs) or ":" in piece.text[: -len(rest)]
            found |= {at} if sure and not (ends_sentence(rest) and not asks_at_end(rest)) else set()
            continue
        below = _links_below(pieces, at)
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        alone = after is None or after.form is PieceKind.HEADING or asks_at_end(after.text)
        alone &= piece.form is PieceKind.TEXT and not asks_at_end(pieces[at - 1].text)
        found |= {at, *below} if below or alone else set()
    return found


def _menu_above(pieces: Sequence[RawPiece]) -> set[int]:
    """Return the pieces above the first heading where they are a site's menu: links into the site, and no sentence."""
    first = next((at for at, one in enumerate(pieces) if one.form is PieceKind.HEADING), 0)
    above = pieces[:first]
    inner = any(one.linked and not any(run.href.startswith("http") for run in one.runs) for one in above)
    prose = any(ends_sentence(one.text) and word_count(one.text) > FEW_WORDS and not one.linked for one in above)
    return {at for at, one in enumerate(above) if one.form is not PieceKind.PICTURE} if inner and not prose else set()


def _teasers_below(pieces: Sequence[RawPiece]) -> set[int]:
    """Return the pieces that announce other texts at the end, from a heading such as `See also` on.

    They are headings with hardly a line below each, and little beside the text.
    """
    whole = sum(len(piece.text) for piece in pieces)
    for at, piece in enumerate(pieces):
        below = pieces[at + 1 :]
        if piece.form is not PieceKind.HEADING or not (also := ALSO.match(piece.text.strip())) or also["rest"]:
            continue
        short = all(len(one.text) <= _LONGEST_TEASER for one in below) and not any(one.rows for one in below)
        heads = sum(one.form is PieceKind.HEADING for one in below)
        lines = sum(one.form in {PieceKind.TEXT, PieceKind.ITEM} for one in below)
        if heads and short and lines <= 2 * heads and sum(len(one.text) for one in below) < _TEASERS * whole:
            return set(range(at, len(pieces)))
    return set()


def _plea_below(pieces: Sequence[RawPiece]) -> set[int]:
    """Return the pieces at the end in which a page asks for something or offers help, below words of the text.

    Behind a rule and a plea, who wrote the text is told at any length.
    """
    for at in range(max(len(pieces) - 2 * _PLEA, 1), len(pieces)):
        above, below = pieces[at - 1], [one for one in pieces[at:] if one.text.strip()]
        said = above.form is not PieceKind.HEADING and not asks_at_end(above.text)
        short = above.form is PieceKind.RULE or all(len(one.text) <= LONGEST_LINE for one in below)
        short &= len(below) <= _PLEA and not any(asks_at_end(one.text) for one in below[1:])
        short &= all(one.form is not PieceKind.HEADING for one in below[1:])
        if said and short and PLEA.match(pieces[at].text.strip()):
            return set(range(at, len(pieces)))
    return set()


def _links_at_end(pieces: Sequence[RawPiece]) -> set[int]:
    """Return the links to other texts at the end with the short lines between them that say what each is."""
    at, links, labels = len(pieces), 0, 0
    while at and not ends_sentence(pieces[at - 1].text) and pieces[at - 1].form is not PieceKind.GRID:
        piece = pieces[at - 1]
        label = piece.form is PieceKind.TEXT and len(piece.text) <= LONG_LINE and not piece.rows
        if piece.form is PieceKind.HEADING or not (piece.linked or label or piece.form is PieceKind.PICTURE):
            also = ALSO.match(piece.text.strip()) if min(links, labels) >= _FEWEST_LABELLED_LINKS else None
            return set(range(at - 1 if also else at, len(pieces) if also else at))
        links, labels = links + piece.linked, labels + (label and not piece.linked)
        at -= 1
    said = at > 0 and pieces[at - 1].text.rstrip()[-1:] not in set(":：") and ends_sentence(pieces[at - 1].text)
    enough = min(links, labels) >= _FEWEST_LABELLED_LINKS
    return set(range(at, len(pieces))) if said and enough and not asks_at_end(pieces[at - 1].text) else set()


def _comments_below(pieces: Sequence[RawPiece]) -> set[int]:
    """Return the pieces that readers wrote, from the line that counts them on."""
    said = False
    for at, piece in enumerate(pieces):
        if said and COMMENTS.match(piece.text.strip()):
            return set(range(at, len(pieces)))
        said = said or ends_sentence(piece.text)
    return set()


def _links_below(pieces: Sequence[RawPiece], at: int) -> list[int]:
    found: list[int] = []
    links = False
    for one in range(at + 1, len(pieces)):
        piece = pieces[one]
        last = one + 1 == len(pieces) or pieces[one + 1].form is PieceKind.HEADING
        title = asks_at_end(piece.text) and (
            piece.glued or last or asks_at_end(pieces[one + 1].text) or one - 1 in found
        )
        if is_buttons(piece.text.strip()):
            found.append(one)
            continue
        if (
            piece.form is PieceKind.HEADING
            or not (piece.form is PieceKind.ITEM or piece.linked or title)
            or len(piece.text) > _LONGEST_LINK
        ):
            break
        found.append(one)
        links = True
    return found if links else []
