"""What a line above the text says: number and series, date, authors, publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from builder.importing.dates import FoundDate, date_in, month_in
from builder.importing.language_data import pattern, phrases
from builder.importing.names import BY, eastern_names, interviewer_in, is_organisation, name_with_role, names_in
from builder.importing.paragraphs import FEW_WORDS, asks_at_end, word_count
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Person

_ISSUE = pattern(
    "issue",
    r"(?:\b",
    r"\b\.?|№|رقم|\bn\s?[°ºo]\.?|العدد|第)\s*(\d[\w/-]*(?:\s?\(\d+\))?(?:\s?号)?)",
)
_CODE = re.compile(r"(?<=[\s,])[A-Z]{0,3}-?\d\w*(?:[-/]\d\w*)+$")
_YEARS = re.compile(r"(?:19|20)\d\d[-/](?:(?:19|20)\d\d|\d\d)$")
_FROM = pattern("published_by", after=r"\s*[:：]\s*(?=\S)")
_PLACE = pattern("place", after=r" \w")
"""First words of two-word place names, which look like a person's name."""
_DATED = re.compile(
    rf"(?:{'|'.join(phrases('dated'))})(?:\s+\d+(?:\.\d+)*)?(?:\s+(?:{'|'.join(phrases('on_day'))}))?\b[\s:：]*",
    re.IGNORECASE,
)
_ON_DAY = pattern("on_day", r"(?<=\w)\s+(?:", r")$")
"""The word that was before the date at the end of a line."""
GENERIC = pattern("generic", after=r"\W*$")
"""A heading that says only that questions follow."""
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
"""A time of day."""
_TIME_ONLY = re.compile(r"\W*\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?\s?m\b\.?)?\s*[^\W\d_]{0,5}\W*", re.IGNORECASE)
_KEYED = re.compile(r"[^\W\d_]+[:：]\s*\S.{0,40}")
"""What a line of several facts says of a page: `Category: Talks`."""
_EDGES = re.compile(r"^[\W_]++|(?<![\W_])[\W_]++$")
_LONGEST_IMPRINT = 90
"""Characters of a line above the text that gives a number, a date or names, and nothing else."""
_LONGEST_LINE = 120
"""Characters of a line that names a publisher or a date with words around it."""
_AROUND_DATE = 24
"""Characters beside the date of a line that is about nothing else: a weekday, a place, `Published:`."""
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to"})
"""Words that stay lower-case when a title in capitals is written as a name."""


@dataclass(slots=True)
class Byline:
    """What the lines above the text say, and the remarks on what was guessed."""

    title: str = ""
    subtitle: str = ""
    series: str = ""
    number: str = ""
    date: date | None = None
    authors: tuple[Person, ...] = ()
    publisher: str = ""
    url: str = ""
    beside_date: str = ""
    """The words beside the date, which are the title of a piece that has no other."""
    interviewer: str = ""
    others: bool = False
    """Whether the list of authors ends in `et al.`"""
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each field that was found, by its name."""
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def put(self, name: str, value: object, line: int) -> None:
        """Set the field `name` and remember its line."""
        setattr(self, name, value)
        self.lines[name] = line


def read_line(found: Byline, piece: RawPiece, lang: str, *, after_title: bool) -> bool:
    """Read the facts in a line of the masthead; return whether the line holds nothing else."""
    if piece.form is PieceKind.HEADING and piece.level and not interviewer_in(piece.text):
        return False
    parts = [part for part in re.split(r"\s+[|·•]\s+|\s{3,}|\t+", piece.text.strip()) if part]
    if len(parts) > 1:
        trial = Byline(title=found.title)
        dated = any(_DATED.match(part) and date_in(part, lang) for part in parts)
        known = [part for part in parts if not _KEYED.fullmatch(part) or interviewer_in(part)]
        known = [part for part in known if not _TIME_ONLY.fullmatch(part)]
        if dated and all(word_count(part) <= FEW_WORDS + 1 for part in known):
            known = [part for part in known if _read_part(trial, part, piece.line, lang, after_title=True)]
        if known and all(_read_part(trial, part, piece.line, lang, after_title=True) for part in known):
            for part in known:
                _read_part(found, part, piece.line, lang, after_title=True)
            return True
    return _read_part(found, piece.text.strip(), piece.line, lang, after_title=after_title)


def says_masthead(piece: RawPiece, lang: str, *, after_title: bool = False) -> bool:
    """Return whether a piece is a line of a masthead and nothing else."""
    return piece.form in {PieceKind.TEXT, PieceKind.HEADING} and read_line(
        Byline(), piece, lang, after_title=after_title
    )


def is_imprint_line(text: str, lang: str) -> bool:
    """Return whether a line at the top is certainly not part of the title: a number, a date, names, an institution."""
    bare = text.strip()
    if not bare or len(bare) > _LONGEST_IMPRINT or asks_at_end(bare):
        return False
    when = date_in(bare, lang)
    dated = when is not None and _is_date(bare, when)
    said = dated or bool(_ISSUE.search(bare)) or bool(re.search(r"\S(?:\s{4,}|\t)\S", bare)) or bool(_FROM.match(bare))
    by = BY.match(bare)
    named = len(names_in(bare)) > 1 or bool(by and names_in(bare[by.end() :]))
    return said or named or is_organisation(bare) or (_is_kicker(bare) and bare.isupper())


def _read_part(found: Byline, text: str, line: int, lang: str, *, after_title: bool) -> bool:
    return (
        _read_interviewer(found, text)
        or _read_publisher(found, text, line)
        or _read_issue(found, text, line, lang)
        or _read_authors(found, text, line, after_title=after_title)
        or _read_kicker(found, text, line, after_title=after_title)
    )


def _read_interviewer(found: Byline, text: str) -> bool:
    found.interviewer = found.interviewer or interviewer_in(text)
    return bool(interviewer_in(text))


def _read_publisher(found: Byline, text: str, line: int) -> bool:
    label = _FROM.match(text)
    if not label or len(text) > _LONGEST_LINE or asks_at_end(text):
        return False
    if re.match(r"https?://\S+$", text[label.end() :]):
        found.url = found.url or text[label.end() :]
    elif not found.publisher:
        found.put("publisher", text[label.end() :].strip(), line)
    return True


def coded_name(text: str) -> tuple[str, str] | None:
    """Return a name and the number behind it, as in `Emergency Directive 20-02` or `BRIEFING PAPER 14/2025`."""
    code = _CODE.search(text)
    if code is None:
        return None
    end = next((at for at in range(code.start(), 0, -1) if text[at - 1] != "," and not text[at - 1].isspace()), 0)
    name = text[:end]
    return (name, code[0]) if "\n" not in name and re.search(r"[^\W\d]", name) else None


def _read_issue(found: Byline, text: str, line: int, lang: str) -> bool:
    issue, when = _ISSUE.search(text), date_in(text, lang)
    if not when and month_in(text, lang):
        return True
    mark = re.search(r"©\s*(?:\d{4}\s*)?([^\d,;|©]{2,80})", text)
    spans = [one.span() for one in (issue, mark) if one] + ([(when.start, when.end)] if when else [])
    left = _without(text, spans)
    coded = coded_name(left) if not issue and not spans else None
    if coded and (_YEARS.match(coded[1]) or word_count(left) > FEW_WORDS or not _is_kicker(coded[0])):
        coded = None
    by = BY.match(left)
    signed = bool(spans and by and names_in(left[by.end() :]))
    if not (spans or coded) or (word_count(left) > FEW_WORDS and not signed) or asks_at_end(text):
        return False
    if by and is_organisation(left[by.end() :]) and not found.publisher:
        found.put("publisher", re.sub(r"(?i)^(?:the|der|die|das)\s+", "", left[by.end() :]), line)
        left = ""
    elif when and not found.authors and not (_PLACE.match(left) and "," not in left):
        names = names_in(left[by.end() :] if by else left)
        if names:
            found.put("authors", tuple(map(Person, names)), line)
            left = ""
    found.beside_date = found.beside_date or (left if when and not issue and not mark and word_count(left) > 1 else "")
    _put_number(found, (issue[1], left) if issue else (coded[1], coded[0]) if coded else ("", ""), line)
    _put_date(found, when, text, line)
    if mark and not found.publisher:
        found.put("publisher", mark[1].strip(" ."), line)
    return True


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    text = _ON_DAY.sub("", _EDGES.sub("", text))
    return _EDGES.sub("", _DATED.sub("", text, count=1))


def _put_number(found: Byline, said: tuple[str, str], line: int) -> None:
    number, series = said
    if number and not found.number:
        found.put("number", number, line)
        if series and not found.series:
            found.put("series", in_title_case(series, found) if series.isupper() else series, line)


def _put_date(found: Byline, when: FoundDate | None, text: str, line: int) -> None:
    if when is None or found.date:
        return
    found.put("date", when.when, line)
    if when.first:
        found.remarks.append(
            ("date", f"`{text[when.start : when.end]}` was read with the {when.first} first: check it")
        )


def _read_authors(found: Byline, text: str, line: int, *, after_title: bool) -> bool:
    """Read a line of names, or of one with an office; what capitals do not set apart needs a word such as `by`."""
    by = BY.match(text)
    said = text[by.end() :] if by else text
    names = names_in(said) or name_with_role(said) or eastern_names(said if by else "")
    if GENERIC.match(text):
        return False
    if names and set(names) <= {person.name for person in found.authors}:
        return True
    alike = said.upper() == said.lower() or (said.isupper() and found.title.isupper())
    if not names or found.authors or not (by or ((after_title or found.title) and not alike)):
        return False
    found.put("authors", tuple(Person(name) for name in names), line)
    if not by:
        remark = "taken for the authors because it is a line of names under the title: check it"
        found.remarks.append(("authors", remark))
    return True


def _read_kicker(found: Byline, text: str, line: int, *, after_title: bool) -> bool:
    office = text.casefold() in phrases("honorifics")
    if GENERIC.match(text) or not _is_kicker(text) or not text.isupper() or after_title or office:
        return False
    name = "publisher" if is_organisation(text) else "series"
    if len(text) <= _LEAST_SERIES or _INTERVIEW.match(text):
        return True
    if getattr(found, name):
        return False
    found.put(name, in_title_case(text, found), line)
    return True


_LEAST_SERIES = 4
"""Characters up to which a kicker is a keyword, such as `NATO`, and no series."""
_INTERVIEW = pattern("interview", after=r"\W*$")
_KICKER = 4
"""Words of the name of a series at most; with five, titles in capitals are taken for one (cases: es-roman-capitals,
en-spaced-lines-capital-labels)."""


def _is_kicker(text: str) -> bool:
    return (
        not _CLOCK.search(text)
        and word_count(text) <= _KICKER
        and 2 < len(text) <= 40
        and not asks_at_end(text)
        and text[-1:] not in ".!,:;"
    )


def in_title_case(text: str, found: Byline) -> str:
    """Return a kicker in capitals as a name: `PISM SPOTLIGHT` as `PISM Spotlight` where PISM publishes it."""
    kept = set(found.publisher.split())
    words = [
        word.lower() if at and word.lower() in _SMALL else word if word in kept or len(word) < 3 else word.capitalize()
        for at, word in enumerate(text.split())
    ]
    return " ".join(words)


def take_date_from(
    found: Byline, tail: list[RawPiece], addresses: Sequence[str], removed: Sequence[str], lang: str
) -> None:
    """Take the date from the end of a text, or from its address, where none is above it; tell of a month alone."""
    if found.date is not None:
        return
    lines = [text for text in removed if len(text) < _LONGEST_LINE]
    places: dict[str, list[FoundDate | None]] = {
        "end of the text": [_date_at_end(tail, lang)],
        "address of the text": [date_in(text, lang) for text in addresses],
        "lines beside the text": [one for text in lines if (one := date_in(text, lang)) and _is_date(text, one)],
    }
    month = next((said for text in lines if (said := month_in(text, lang))), "")
    for place, dates in places.items():
        when = {one.when for one in dates if one}
        if len(when) == 1 or (when and place == "address of the text"):
            found.date = next(one.when for one in dates if one)
            found.remarks.append(("date", f"taken from the {place}: check it"))
            return
    if month:
        found.remarks.append(("title", f"the source gives a month, “{month}”, but no day: add `date:` if you know it"))


def _is_date(text: str, when: FoundDate) -> bool:
    """Return whether a line is a date with hardly a word beside it."""
    return len(text.strip()) - (when.end - when.start) < _AROUND_DATE


def _date_at_end(tail: list[RawPiece], lang: str) -> FoundDate | None:
    """Return the date of a line such as `Published: 4 September 2025` in what follows the last answer."""
    for piece in tail:
        if len(piece.text) < _LONGEST_LINE and _DATED.match(piece.text.strip()):
            found = date_in(piece.text, lang)
            if found:
                return found
    return None


def says_time_only(text: str) -> bool:
    """Return whether a line is the time of day at which a transcript ends, such as `7:37 P.M. EST`."""
    return bool(_TIME_ONLY.fullmatch(text))


def says_date_only(piece: RawPiece, lang: str) -> bool:
    """Return whether a line says when or in which version the piece was published, and nothing else."""
    text = piece.text.strip(" .,()")
    when = date_in(text, lang) if piece.form is PieceKind.TEXT and len(text) < _LONGEST_IMPRINT else None
    return when is not None and (bool(_DATED.match(text)) or (when.start, when.end) == (0, len(text)))
