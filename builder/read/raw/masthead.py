"""Title, subtitle, series, number, date, authors and publisher out of the lines above the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from builder.brief import Person
from builder.read.raw.dates import Found, date_in
from builder.read.raw.paragraphs import asks_at_end, ends_sentence
from builder.read.raw.pieces import Form, Piece

_ISSUE = re.compile(
    r"(?:\b(?:No|Nr|Nos|Num|Núm|Numer|Number|Issue|Ausgabe|Vol)\b\.?|№|\bn\s?[°ºo]\.?|العدد|第)\s*"
    r"(\d[\w/-]*(?:\s?\(\d+\))?(?:\s?号)?)",
    re.IGNORECASE,
)
_CODED = re.compile(r"^(.*[^\W\d].*?)[\s,]+((?=[\w-]*\d)[A-Z]{0,3}-?\d[\w]*(?:[-/]\d[\w]*)+)$")
_BY = re.compile(
    r"(?:by|von|par|por|autor(?:en|in|zy|ka|es|a|i)?|author(?:s|\(s\))?|auteurs?|autrice|автор(?:и|ка|ы)?|di|"
    r"بقلم|إعداد|الكاتب|文|作者|著者|執筆)\s*[:：]?\s+(?=\S)|(?:文|作者|著者|執筆)[:：]\s*",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(
    r"\s*(?:,|;|·|\||&|/|、|،|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\boraz\b|\bта\b|\bі\b|\bи\b)\s*"
)
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "zu",
        "zur",
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "y",
    ]
)
_TITLES = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms|Sir|Amb|Gen|mgr|dr|prof|hab|PhD)\.?\s+", re.IGNORECASE)
_DATED = re.compile(
    r"(?:published|updated|last updated|posted|released|date|stand|veröffentlicht|aktualisiert|publié|mis à jour|mise à jour"
    r"|opublikowano|data|aktualizacja|publicado|actualizado|fecha|pubblicato|aggiornato|опубліковано|оновлено|дата|نشر|تاريخ"
    r"|التاريخ|公開日|更新日|发布)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:frequently asked questions|faqs?|q\s?[&/+]\s?a|questions? (?:and|&) answers?|häufig gestellte fragen|fragen und antworten"
    r"|foire aux questions|questions[- ]réponses|pytania i odpowiedzi|najczęściej zadawane pytania|preguntas frecuentes"
    r"|preguntas y respuestas|domande frequenti|domande e risposte|поширені запитання|питання та відповіді|часті запитання"
    r"|أسئلة وأجوبة|الأسئلة الشائعة|よくある質問|常见问题|问答)\W*$",
    re.IGNORECASE,
)
_KICKER = re.compile(r"[^a-zа-яß-öø-ÿąćęłńóśźżіїєґ]{3,60}$")


@dataclass(slots=True)
class Masthead:
    """What the lines above the text say, and the remarks on what was guessed."""

    title: str = ""
    subtitle: str = ""
    series: str = ""
    number: str = ""
    date: date | None = None
    authors: tuple[Person, ...] = ()
    publisher: str = ""
    url: str = ""
    lang: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each field that was found, by its name."""
    remarks: list[tuple[str, str]] = field(default_factory=list)


def read_masthead(
    head: list[Piece], given: Mapping[str, str], lang: str, removed: list[str]
) -> tuple[Masthead, list[Piece]]:
    """Return what `head` (all before the first question) says of the piece, and the pieces that remain its lead."""
    found = Masthead()
    _take_given(found, given, lang)
    rest: list[Piece] = []
    titles: list[Piece] = []
    lead = False
    for at, piece in enumerate(head):
        lead = lead or _is_body(piece) or (piece.form not in {Form.HEADING, Form.TEXT})
        if not lead and _read_line(found, piece, lang, removed, after_title=bool(titles)):
            continue
        if (not lead and piece.form in {Form.HEADING, Form.TEXT} and not piece.boxed) or (
            lead and piece.form is Form.HEADING and not titles and _is_only(head, at)
        ):
            titles.append(piece)
        else:
            rest.append(piece)
    rest = _choose_title(found, titles, removed) + rest
    return found, _without_empty_headings(rest, found, removed)


def date_at_end(tail: list[Piece], lang: str) -> Found | None:
    """Return the date of a line such as `Published: 4 September 2025` in what follows the last answer."""
    for piece in tail:
        if len(piece.text) < 120 and _DATED.match(piece.text.strip()):
            found = date_in(piece.text, lang)
            if found:
                return found
    return None


def _take_given(found: Masthead, given: Mapping[str, str], lang: str) -> None:
    found.title = given.get("title", "")
    found.subtitle = given.get("subtitle", "")
    found.series = given.get("series", "")
    found.number = given.get("number", "")
    found.publisher = given.get("publisher", "")
    found.url = next(
        (given[key] for key in ("url", "source_url", "canonical") if given.get(key, "").startswith("http")), ""
    )
    when = date_in(given.get("date", "") or given.get("published", ""), lang)
    found.date = when.when if when else None
    names = given.get("authors", "") or given.get("author", "")
    found.authors = tuple(Person(name) for name in _BETWEEN_NAMES.split(names.strip("[] ")) if name)
    coded = _CODED.match(found.title)
    if coded and not found.number:
        found.series, found.number = coded[1].strip(), coded[2]


def _is_body(piece: Piece) -> bool:
    text = piece.text
    if piece.form is Form.HEADING:
        return False
    return (
        len(text) > 200
        or len(text.split()) > 25
        or (len(text.split()) > 11 and ends_sentence(text) and not asks_at_end(text))
    )


def _read_line(found: Masthead, piece: Piece, lang: str, removed: list[str], *, after_title: bool) -> bool:
    """Take what a line of the masthead says; return whether that was all it says."""
    text = piece.text.strip()
    if piece.form is Form.HEADING and piece.level:
        return False
    if _read_issue(found, piece, lang, removed):
        return True
    if _read_authors(found, piece, after_title=after_title):
        return True
    if _KICKER.match(text) and len(text.split()) <= 4 and text.upper() != text.lower():
        if not after_title and len(text) <= 40 and not found.series:
            found.series = _set(text, found)
            found.lines["series"] = piece.line
            return True
    return False


def _read_issue(found: Masthead, piece: Piece, lang: str, removed: list[str]) -> bool:
    text = piece.text.strip()
    issue, when = _ISSUE.search(text), date_in(text, lang)
    mark = re.search(r"©\s*(?:\d{4}\s*)?([^\d,;|©]{2,80})", text)
    left = text
    for start, end in sorted(
        [one.span() for one in (issue, mark) if one] + ([(when.start, when.end)] if when else []), reverse=True
    ):
        left = left[:start] + " " + left[end:]
    left = re.sub(r"^\W+|\W+$", "", _DATED.sub("", left.strip(), count=1))
    if not (issue or when or mark) or len(left.split()) > 6:
        return False
    if issue and not found.number:
        found.number, found.lines["number"] = issue[1], piece.line
        if left and not found.series:
            found.series, found.lines["series"] = left, piece.line
            left = ""
    if when and not found.date:
        found.date, found.lines["date"] = when.when, piece.line
        if not when.sure:
            found.remarks.append(("date", f"`{text[when.start : when.end]}` was read with the day first: check it"))
    if mark and not found.publisher:
        found.publisher, found.lines["publisher"] = mark[1].strip(" ."), piece.line
    removed.append(text)
    return True


def _read_authors(found: Masthead, piece: Piece, *, after_title: bool) -> bool:
    text = piece.text.strip()
    by = _BY.match(text)
    names = names_in(text[by.end() :] if by else text)
    if not names or found.authors or not (by or len(names) > 1 or after_title or found.title):
        return False
    if not by and not after_title and not found.title:
        return False
    found.authors, found.lines["authors"] = tuple(Person(name) for name in names), piece.line
    if not by:
        found.remarks.append(
            ("authors", "taken for the authors because it is a line of names under the title: check it")
        )
    return True


def names_in(text: str) -> list[str]:
    """Return the names of which `text` is a list, or nothing where it is anything else."""
    parts = [_TITLES.sub("", part.strip()) for part in _BETWEEN_NAMES.split(text.strip().rstrip("."))]
    parts = [part for part in parts if part]
    return parts if parts and len(parts) <= 12 and all(_is_name(part) for part in parts) else []


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 5 or any(letter.isdigit() for letter in text) or re.search(r"[?!:()\"“„«»@]", text):
        return False
    if text.upper() == text.lower():
        return len(words) <= 4
    big = [word for word in words if word[:1].isupper() or re.match(r"(?:al|el|d|l|O)[-'’][A-ZÀ-Þ]", word)]
    return len(big) >= 2 and all(word in big or word.lower() in _PARTICLES for word in words)


def _is_only(head: list[Piece], at: int) -> bool:
    levels = [piece.level for piece in head if piece.form is Form.HEADING]
    return head[at].level == min(levels) and levels.count(head[at].level) == 1


def _choose_title(found: Masthead, titles: list[Piece], removed: list[str]) -> list[Piece]:
    """Set title and subtitle; return the lines that are neither, which stay with the lead."""
    own = [piece for piece in titles if not _GENERIC.match(piece.text.strip())] or titles
    marked = [piece for piece in own if piece.form is Form.HEADING and piece.level]
    sized = [piece for piece in own if piece.size and piece.size == max(one.size for one in own)]
    coded = bool(_CODED.match(found.title))
    if found.title and not (coded and marked and len(marked) == 1):
        return [piece for piece in titles if piece.text.strip() != found.title]
    if not own:
        return []
    best = next(iter(marked or (sized if len(sized) < len(own) else []) or sorted(own, key=_likeness)))
    if coded:
        found.subtitle = found.title
    found.title, found.lines["title"] = best.text.strip(), best.line
    if best not in marked:
        found.remarks.append(("title", "taken for the title because of its place: check it"))
    after = [piece for piece in titles if piece is not best]
    return _choose_subtitle(found, best, after, removed)


def _choose_subtitle(found: Masthead, best: Piece, others: list[Piece], removed: list[str]) -> list[Piece]:
    left = []
    for piece in others:
        text = piece.text.strip()
        if _GENERIC.match(text) or piece.line < best.line:
            removed.append(text)
        elif (
            not found.subtitle
            and not ends_sentence(text)
            and piece.line > best.line
            and len(text) < 200
            and not piece.level
        ):
            found.subtitle, found.lines["subtitle"] = text, piece.line
        else:
            left.append(piece)
    return left


def _likeness(piece: Piece) -> int:
    """Return how unlike a title a line is: slogans end in a mark or begin in the middle of a sentence."""
    text = piece.text.strip()
    return 2 * (text[-1:] in "!.…") + 3 * (not text[:1].isalnum() and text[:1] not in '«„“"¿') + (len(text.split()) < 2)


def _set(text: str, found: Masthead) -> str:
    """Return a kicker in capitals as a name: `PISM SPOTLIGHT` as `PISM Spotlight` where PISM publishes it."""
    kept = set(found.publisher.split())
    return " ".join(word if word in kept or len(word) < 3 else word.capitalize() for word in text.split())


def _without_empty_headings(rest: list[Piece], found: Masthead, removed: list[str]) -> list[Piece]:
    """Return the lead without headings that have no text below them, such as the one above the questions."""
    kept: list[Piece] = []
    for piece in rest:
        while kept and kept[-1].form is Form.HEADING and piece.form is Form.HEADING and piece.level <= kept[-1].level:
            removed.append(kept.pop().text)
        kept.append(piece)
    while kept and kept[-1].form is Form.HEADING:
        removed.append(kept.pop().text)
        found.remarks.append(("q1", f"above this question stands the heading `{removed[-1]}`"))
    return kept
