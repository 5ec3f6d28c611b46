"""What a piece is that is not text of the commentary: caption, byline, biography, pull quote, note of the editors.

Each role has named features with weights; a piece has the role where the sum of those that hold reaches 1. What a
weight is for is shown by the cases in tests/cases/import that the table names.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from builder.importing.language_data import pattern, phrases
from builder.importing.names import BY, names_in, without_by
from builder.importing.paragraphs import HEAD, LONG_LINE, alphanumeric, asks_at_end, ends_sentence, word_count
from builder.importing.phrases import AGENCY, CAPTION
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.turn_labels import is_known, label_of
from builder.model.brief import Mark


class PieceRole(StrEnum):
    """What a piece is."""

    CAPTION = "caption"
    BYLINE = "byline"
    BIOGRAPHY = "biography"
    PULL_QUOTE = "pull quote"
    EDITOR_NOTE = "editor's note"
    CONTENTS = "table of contents"


class Setting(Struct, frozen=True):
    """The pieces of a text, and what is known of all of them."""

    pieces: Sequence[RawPiece]
    texts: tuple[str, ...]
    """The words of each piece, lower-case, letters only."""
    authors: frozenset[str]
    speakers: frozenset[str]
    """The last words of the labels that come back before paragraphs, lower-case: who speaks in a conversation."""
    last_heading: int
    repeated: frozenset[int]
    """The long pieces whose words another one says as well."""
    first_rule: float
    """The place of the first rule below the last heading; infinite where there is none."""

    def before(self, at: int) -> RawPiece | None:
        """Return the piece before `at`."""
        return self.pieces[at - 1] if at else None

    def after(self, at: int) -> RawPiece | None:
        """Return the piece behind `at`."""
        return self.pieces[at + 1] if at + 1 < len(self.pieces) else None


Feature = Callable[[Setting, int], bool]
_ARROWS = re.compile(r"\s*[▲▼◄►△▽◀▶⬆⬇↑↓↗]")
_OPENS_WITH_NAME = re.compile(
    r"\W*(?P<name>(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?\s+)*[^\W\d_][\w.’'-]+(?:\s+(?:[^\W\d_]\.|[^\W\d_][\w.’'-]+)){1,4}?)\s*(?:,|\(|–|—|$|\s(?=[a-zà-ÿа-яα-ωґєії]))"
)
_QUOTED = re.compile(r"\s*[\"“«„”](?P<said>.{30,}?)[\"”»“](?=[^\"”»“]{0,120}[\"”»“]?\s*$)")
"""A quotation with a line about its speaker behind it."""
_LONGEST_NOTE = 700
_TAIL = 4
"""Pieces at the end of the last answer that may belong to the page."""
_FACT = re.compile(r"@|©|https?://|(?<!\w)[+(]?\d[\d ()/-]{7,}\d")


def _mostly(piece: RawPiece, mark: Mark) -> bool:
    whole = sum(len(run.text) for run in piece.runs) or 1
    return sum(len(run.text) for run in piece.runs if run.mark & mark) > 0.6 * whole


def _is_emphasised(setting: Setting, at: int) -> bool:
    return setting.pieces[at].emphasised or _mostly(setting.pieces[at], Mark.EMPHASIS)


def _below_picture(setting: Setting, at: int) -> bool:
    before = setting.before(at)
    return before is not None and before.form is PieceKind.PICTURE


def _is_above_text(setting: Setting, at: int) -> bool:
    above = setting.pieces[:at]
    return at < HEAD and not any(ends_sentence(one.text) or one.form is PieceKind.PICTURE for one in above)


def _is_short(setting: Setting, at: int) -> bool:
    return word_count(setting.pieces[at].text) <= 45 and len(setting.pieces[at].text) <= 320


_LONGEST_CAPTION = 400
"""Characters of what is said of a picture; in a longer text an agency may be one of many names."""


def _says_picture_again(setting: Setting, at: int) -> bool:
    before = setting.before(at)
    return (
        before is not None
        and before.form is PieceKind.PICTURE
        and len(before.text) > 8
        and alphanumeric(before.text) in setting.texts[at]
    )


def _names_agency(setting: Setting, at: int) -> bool:
    text = setting.pieces[at].text.strip()
    return len(text) <= _LONGEST_CAPTION and bool(AGENCY.search(text))


def _is_below_heading(setting: Setting, at: int) -> bool:
    before = setting.before(at)
    return before is not None and (before.form is PieceKind.HEADING or asks_at_end(before.text))


def _is_names(setting: Setting, at: int) -> bool:
    text = without_by(setting.pieces[at].text.strip(" –—-"))
    return len(text) < LONG_LINE and bool(names_in(text))


def _is_author(setting: Setting, at: int) -> bool:
    found = _OPENS_WITH_NAME.match(setting.pieces[at].text)
    return found is not None and alphanumeric(found["name"]) in setting.authors


def _opens_with_name(setting: Setting, at: int) -> bool:
    piece = setting.pieces[at]
    first = next((run for run in piece.runs if run.text.strip()), None)
    if first is not None and first.mark & (Mark.STRONG | Mark.EMPHASIS) and names_in(first.text.strip(" ,:")):
        return True
    found = _OPENS_WITH_NAME.match(piece.text)
    return found is not None and bool(names_in(found["name"]))


def _opens_with_marked_name(setting: Setting, at: int) -> bool:
    piece = setting.pieces[at]
    first = next((run for run in piece.runs if run.text.strip()), None)
    marked = (
        first is not None and bool(first.mark & (Mark.STRONG | Mark.EMPHASIS)) and len(first.text) < len(piece.text)
    )
    return marked and first is not None and bool(names_in(first.text.strip(" ,:")))


def _says_who_somebody_is(setting: Setting, at: int) -> bool:
    text = setting.pieces[at].text.casefold()[:220]
    words = set(re.findall(r"\w+", text))
    nouns = phrases("biography")
    return any(one in words if " " not in one and one.isalpha() and one < "\u3000" else one in text for one in nouns)


def _is_of_who_speaks(setting: Setting, at: int) -> bool:
    found = _OPENS_WITH_NAME.match(setting.pieces[at].text)
    return found is not None and not setting.speakers.isdisjoint(found["name"].casefold().split())


def _goes_on_telling(setting: Setting, at: int) -> bool:
    """Return whether a piece below a biography at the end goes on with it: it has a year, or says who somebody is."""
    dated = bool(re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", setting.pieces[at].text))
    return _is_in_tail(setting, at) and _ends_piece(setting, at) and (dated or _says_who_somebody_is(setting, at))


def _is_in_tail(setting: Setting, at: int) -> bool:
    return at > setting.last_heading and at >= len(setting.pieces) - 14


def _is_behind_rule(setting: Setting, at: int) -> bool:
    return setting.first_rule < at


def _ends_piece(setting: Setting, at: int) -> bool:
    rest = setting.pieces[at + 1 : at + 9]
    return len(rest) < 8 and all(one.form in {PieceKind.RULE, PieceKind.PICTURE} or len(one.text) < 700 for one in rest)


def _says_again(setting: Setting, at: int) -> bool:
    return at in setting.repeated


def _signs_a_quotation(setting: Setting, at: int) -> bool:
    """Return whether a quotation is no more than a name: of one above it that is gone, as it says the text again."""
    before = setting.before(at)
    gone = before is None or before.form is not PieceKind.QUOTE or at - 1 in setting.repeated
    return setting.pieces[at].form is PieceKind.QUOTE and gone and bool(names_in(setting.pieces[at].text))


def _is_quoted_and_signed(setting: Setting, at: int) -> bool:
    """Return whether a paragraph is a quotation with the name of who said it, which is set in bold."""
    piece = setting.pieces[at]
    names = any(run.mark & Mark.STRONG and names_in(run.text.strip()) for run in piece.runs[1:])
    return names and bool(_QUOTED.match(piece.text))


def _is_set_apart(setting: Setting, at: int) -> bool:
    piece = setting.pieces[at]
    return (
        piece.form is PieceKind.QUOTE
        or piece.boxed
        or any(_mostly(piece, mark) for mark in (Mark.EMPHASIS, Mark.STRONG, Mark.CODE))
    )


def _says_editors(setting: Setting, at: int) -> bool:
    text = setting.pieces[at].text.strip(" *_[(")
    return len(text) < _LONGEST_NOTE and bool(pattern("editor_note", r"(?:", r")").match(text))


def _is_at_an_end(setting: Setting, at: int) -> bool:
    return at < HEAD or at >= len(setting.pieces) - 6


def _is_whole_answer(setting: Setting, at: int) -> bool:
    after = setting.after(at)
    ends = after is None or after.form is PieceKind.HEADING or asks_at_end(after.text)
    return _is_below_heading(setting, at) and asks_at_end(setting.pieces[at - 1].text) and ends


def _is_inner_link(setting: Setting, at: int) -> bool:
    said = [run for run in setting.pieces[at].runs if run.text.strip()]
    return bool(said) and all(run.href.startswith("#") for run in said)


def _is_list_item(setting: Setting, at: int) -> bool:
    return setting.pieces[at].form is PieceKind.ITEM


FEATURES: Mapping[PieceRole, Mapping[str, tuple[Feature, float]]] = {
    PieceRole.CAPTION: {
        "stands below a picture": (_below_picture, 0.4),
        "is emphasised": (_is_emphasised, 0.4),
        "is short": (_is_short, 0.2),
        "opens with an arrow": (lambda s, at: bool(_ARROWS.match(s.pieces[at].text)), 0.7),
        "opens as captions do": (lambda s, at: bool(CAPTION.match(s.pieces[at].text.strip())), 0.5),
        "says what the picture says": (_says_picture_again, 0.5),
        "names a picture agency": (_names_agency, 1.4),
        "stands above the text": (_is_above_text, -0.6),
        "asks": (lambda s, at: asks_at_end(s.pieces[at].text), -1.0),
    },
    PieceRole.BYLINE: {
        "is a list of names": (_is_names, 0.6),
        "stands below a heading": (_is_below_heading, 0.3),
        "is emphasised": (_is_emphasised, 0.2),
        "names an author": (_is_author, 0.5),
        "opens as bylines do": (lambda s, at: bool(BY.match(s.pieces[at].text)), 0.4),
    },
    PieceRole.BIOGRAPHY: {
        "opens with a name": (_opens_with_name, 0.3),
        "the name is marked": (_opens_with_marked_name, 0.2),
        "the name is an author's": (_is_author, 0.3),
        "the name is of somebody who speaks": (_is_of_who_speaks, 0.3),
        "says who somebody is": (_says_who_somebody_is, 0.3),
        "is emphasised": (_is_emphasised, 0.2),
        "stands behind the last heading": (_is_in_tail, 0.1),
        "stands behind a rule": (_is_behind_rule, 0.3),
        "ends the piece": (_ends_piece, 0.1),
        "is not near the end": (lambda s, at: at < len(s.pieces) - 14, -0.6),
    },
    PieceRole.PULL_QUOTE: {
        "says again what the text says": (_says_again, 0.6),
        "is the name below such a quotation": (_signs_a_quotation, 0.6),
        "is set apart": (_is_set_apart, 0.4),
        "has a name behind it": (_is_quoted_and_signed, 0.4),
    },
    PieceRole.EDITOR_NOTE: {
        "says that it is the editors'": (_says_editors, 0.6),
        "stands at an end of the piece": (_is_at_an_end, 0.2),
        "is boxed": (lambda s, at: s.pieces[at].boxed or s.pieces[at].form is PieceKind.QUOTE, 0.3),
        "is short": (_is_short, 0.2),
        "is all of an answer": (_is_whole_answer, -1.0),
    },
    PieceRole.CONTENTS: {
        "is a link into the piece": (_is_inner_link, 0.7),
        "is an item": (_is_list_item, 0.3),
    },
}
"""For each role its features, each with its weight."""


def names_opening(piece: RawPiece) -> list[str]:
    """Return the names of a byline, or the one with which a biography opens."""
    text = without_by(piece.text.strip())
    whole = names_in(text.strip(" –—-*_.")) if len(text) < LONG_LINE else []
    if whole:
        return whole
    first = next((run for run in piece.runs if run.text.strip()), None)
    if first is not None and first.mark & (Mark.STRONG | Mark.EMPHASIS) and names_in(first.text.strip(" ,:")):
        return names_in(first.text.strip(" ,:"))
    found = _OPENS_WITH_NAME.match(piece.text)
    return names_in(found["name"]) if found else []


_MAY_BE = {PieceKind.TEXT, PieceKind.QUOTE, PieceKind.ITEM}


def roles_of(pieces: Sequence[RawPiece], authors: Sequence[str]) -> dict[int, PieceRole]:
    """Return the role of each piece that has one, by its place."""
    headings = [at for at, one in enumerate(pieces) if one.form is PieceKind.HEADING or asks_at_end(one.text)]
    texts = tuple(alphanumeric(_quoted_in(one.text)) if one.form in _MAY_BE else "" for one in pieces)
    asked = {text for one, text in zip(pieces, texts, strict=True) if asks_at_end(one.text)}
    said = ["" if text in asked else text for text in texts]  # a question that two persons are asked is no quotation
    last = headings[-1] if headings else 0
    rule = next((at for at in range(last, len(pieces)) if pieces[at].form is PieceKind.RULE), math.inf)
    setting = Setting(
        pieces, texts, frozenset(map(alphanumeric, authors)), _speakers(pieces), last, _repeated(said), rule
    )
    found: dict[int, PieceRole] = {}
    for at, piece in enumerate(pieces):
        if piece.form not in _MAY_BE or not piece.text.strip():
            continue
        scored = [(score_of(role, setting, at), role) for role in FEATURES]
        best, role = max(scored, key=lambda one: one[0])
        below = found.get(at - 1) in {PieceRole.BYLINE, PieceRole.BIOGRAPHY}
        if best > 0.95 or (below and _goes_on_telling(setting, at)):
            found[at] = role if best > 0.95 else PieceRole.BIOGRAPHY
    return found


def _quoted_in(text: str) -> str:
    found = _QUOTED.match(text)
    return found["said"] if found else text


def doubtful_line(pieces: Sequence[RawPiece]) -> str:
    """Return the first words at the end of the last answer that may belong to the page around it, or nothing.

    They are a note in brackets, a link, contacts, a line that is no sentence, or say who somebody is.
    """
    said = [piece for piece in pieces[1:] if piece.form is not PieceKind.ITEM]
    for piece in said[-_TAIL:]:
        text = piece.text.strip()
        opening = set(re.findall(r"\w+", text.casefold())[:2])
        told = not piece.linked and not _FACT.search(text) and ends_sentence(text)
        line = len(text) <= LONG_LINE and not text[:1].isdigit() and not told
        note = text[:1] in set("([（【") and text.rstrip(".")[-1:] in set(")]）】")
        says_who = piece is pieces[-1] and not opening.isdisjoint(phrases("biography"))
        if piece.form is PieceKind.TEXT and text and (line or note or says_who):
            return text
    return ""


def score_of(role: PieceRole, setting: Setting, at: int) -> float:
    """Return the sum of the weights of the features of `role` that hold for the piece `at`."""
    return sum(weight for feature, weight in FEATURES[role].values() if feature(setting, at))


def _speakers(pieces: Sequence[RawPiece]) -> frozenset[str]:
    labels = Counter(label[0] for piece in pieces if (label := label_of(piece)))
    return frozenset(name.split()[-1] for name, count in labels.items() if count > 1 and not is_known(name))


_LEAST_REPEATED = 40
"""Fewer characters are no quotation of another piece."""


def _repeated(texts: Sequence[str]) -> frozenset[int]:
    """Return the places of texts that another text contains, found by how they begin, in one pass."""
    begun: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        if len(text) > _LEAST_REPEATED:
            begun.setdefault(text[:_LEAST_REPEATED], []).append(at)
    found: set[int] = set()
    for other, text in enumerate(texts):
        for start in range(len(text) - _LEAST_REPEATED):
            key = text[start : start + _LEAST_REPEATED]
            if same := {at for at in begun.get(key, ()) if at != other and text.startswith(texts[at], start)}:
                found |= same
                begun[key] = [at for at in begun[key] if at not in same]
    return frozenset(found)
