"""What a line above the text says: number and series, date, authors, publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from builder.importing.dates import FoundDate, date_in
from builder.importing.language_data import pattern, phrases
from builder.importing.paragraphs import asks_at_end
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Person

_ISSUE = re.compile(
    r"(?:\b(?:No|Nr|Nos|Num|Núm|Numer|Number|Issue|Ausgabe|Vol|Číslo|Número|Numero|Numéro|Выпуск|Випуск|Τεύχος|Sayı)\b\.?"
    r"|№|رقم|\bn\s?[°ºo]\.?|العدد|第)\s*(\d[\w/-]*(?:\s?\(\d+\))?(?:\s?号)?)",
    re.IGNORECASE,
)
CODED = re.compile(r"^(.*[^\W\d].*?)[\s,]+((?=[\w-]*\d)[A-Z]{0,3}-?\d[\w]*(?:[-/]\d[\w]*)+)$")
"""A name with a number behind it, as in `Emergency Directive 20-02` or `BRIEFING PAPER 14/2025`."""
_YEARS = re.compile(r"(?:19|20)\d\d[-/](?:(?:19|20)\d\d|\d\d)$")
_BY = re.compile(
    r"(?:by|written by|von|vom|par|por|door|av|af|autor(?:en|in|zy|ka|es|a|i|as|ja|ite)?|author(?:s|\(s\))?"
    r"|auteurs?|autrice"
    r"|autore|autori|auteur|författare|forfatter|автор(?:и|ка|ы)?|συγγραφέας|του|της|yazar|di|text|tekst"
    r"|opracował[ai]?|oprac\."
    r"|記者|记者|기자|بقلم|إعداد|الكاتب|كتب|מאת|نویسنده|文|作者|著者|執筆|글)\s*[:：]?\s+(?=\S)"
    r"|(?:文|作者|著者|執筆|بقلم|מאת)[:：]\s*",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:publisher|published by|source|issued by|herausgeber(?:in)?|herausgegeben von|quelle|éditeur"
    r"|publié par|source"
    r"|wydawca|źródło|editor(?:ial)?|fuente|publicado por|fonte|editore|pubblicato da"
    r"|uitgever|bron|vydavatel|zdroj"
    r"|видавець|джерело|издатель|источник|الناشر|المصدر|来源|來源|出典|発行|发布(?:机构|单位))\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(
    r"\s*(?:,|;|·|\||&|/|、|،|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\ba\b|\ben\b|\boch\b|\bog\b|\boraz\b"
    r"|\bта\b|\bі\b|\bи\b"
    r"|\bκαι\b|\bve\b)\s*"
)
_PARTICLES = frozenset({
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ten", "ter",
    "zu", "zur", "al", "el", "bin", "ibn", "abu", "y", "af",
})  # fmt: skip
_PLACE = re.compile(
    r"(?:Den|The|New|San|Santa|Los|Las|Saint|St\.?|Sankt|Bad|Nowy|La|Le|El|Hong|Tel"
    r"|Abu|Kuala|Addis|Buenos|Rio|Sri|Port"
    r"|Cape|Mexico|Washington|Frankfurt|Phnom|Novi|Banja|Ciudad|Dar|Gdynia|Zielona|Nowa|Hradec|České) \w"
)
"""How the names of places begin that have two words, as a person's name has."""
_TITLES = re.compile(
    r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Amb|Gen|mgr|dr|prof|hab|PhD|Mgr|Ing|Dott|Д-р)\.?\s+)+", re.IGNORECASE
)
_DATED = re.compile(
    r"(?:first published|published|updated|last updated|posted|released|date|stand|veröffentlicht|aktualisiert"
    r"|publié|mis à jour"
    r"|mise à jour|opublikowano|data|aktualizacja|publicado|publicação|actualizado|atualizado|fecha|pubblicato"
    r"|aggiornato"
    r"|опубліковано|оновлено|дата|опубликовано|обновлено|gepubliceerd|publikováno|datum|δημοσιεύθηκε|yayınlanma"
    r"|versi[oó]n|versione?|wersja|version|verze|versão|версія|версия|last (?:modified|reviewed)|revised"
    r"|نشر|تاريخ|التاريخ|公開日|更新日|发布(?:日期|时间)?)(?:\s+\d+(?:\.\d+)*)?(?:\s+(?:on|am|le|em|el|il|del|dnia|op|vom|od|du|в|від|от))?\b[\s:：]*",
    re.IGNORECASE,
)
GENERIC = pattern("generic", after=r"\W*$")
"""A heading that says only that questions follow."""
_ORGANISATION = re.compile(
    r"\b(?:Institut\w*|Instytut\w*|Ministr\w*|Ministerstwo|Ministerium|Bundes\w+|Cent(?:er|re|rum)|Foundation"
    r"|Stiftung|Fundac\w+"
    r"|Fondation|Universit\w+|Uniwersytet|Agency|Agence|Agentur|Office|Commission|Kommission|Komisja|Council"
    r"|Conseil|Association"
    r""
    r"|Verein|Department|Authority|Observatory|Academy|Інститут|Міністерство|Центр|Институт|Министерство|Ινστιτούτο|Υπουργείο)\b"
    r"|معهد|مركز|وزارة|研究所|研究院|部$|省$"
)


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
    """Take what a line of the masthead says; return whether that was all it says."""
    if piece.form is PieceKind.HEADING and piece.level:
        return False
    parts = [part for part in re.split(r"\s+[|·•]\s+|\s{3,}|\t+", piece.text.strip()) if part]
    if len(parts) > 1:
        trial = Byline(title=found.title)
        if all(_read_part(trial, part, piece.line, lang, after_title=True) for part in parts):
            for part in parts:
                _read_part(found, part, piece.line, lang, after_title=True)
            return True
    return _read_part(found, piece.text.strip(), piece.line, lang, after_title=after_title)


def says_masthead(piece: RawPiece, lang: str, *, after_title: bool = False) -> bool:
    """Return whether a piece is a line of a masthead and nothing else."""
    return piece.form in {PieceKind.TEXT, PieceKind.HEADING} and read_line(
        Byline(), piece, lang, after_title=after_title
    )


def is_imprint_line(text: str, lang: str) -> bool:
    """Return whether a line of the text's top is surely none of its title: number, date, names, an institution."""
    bare = text.strip()
    if not bare or len(bare) > 90 or asks_at_end(bare):
        return False
    when = date_in(bare, lang)
    dated = when is not None and len(bare) - (when.end - when.start) < 24
    said = dated or bool(_ISSUE.search(bare)) or bool(re.search(r"\S(?:\s{4,}|\t)\S", bare)) or bool(_FROM.match(bare))
    by = _BY.match(bare)
    named = len(names_in(bare)) > 1 or bool(by and names_in(bare[by.end() :]))
    return said or named or is_organisation(bare) or (_is_kicker(bare) and bare.isupper())


def _read_part(found: Byline, text: str, line: int, lang: str, *, after_title: bool) -> bool:
    return (
        _read_publisher(found, text, line)
        or _read_issue(found, text, line, lang)
        or _read_authors(found, text, line, after_title=after_title)
        or _read_kicker(found, text, line, after_title=after_title)
    )


def _read_publisher(found: Byline, text: str, line: int) -> bool:
    label = _FROM.match(text)
    if not label or len(text) > 120 or asks_at_end(text):
        return False
    if re.match(r"https?://\S+$", text[label.end() :]):
        found.url = found.url or text[label.end() :]
    elif not found.publisher:
        found.put("publisher", text[label.end() :].strip(), line)
    return True


def _read_issue(found: Byline, text: str, line: int, lang: str) -> bool:
    issue, when = _ISSUE.search(text), date_in(text, lang)
    mark = re.search(r"©\s*(?:\d{4}\s*)?([^\d,;|©]{2,80})", text)
    spans = [one.span() for one in (issue, mark) if one] + ([(when.start, when.end)] if when else [])
    left = _without(text, spans)
    coded = CODED.match(left) if not issue and not spans else None
    if coded and (_YEARS.match(coded[2]) or len(left.split()) > 6 or not _is_kicker(coded[1])):
        coded = None
    if not (spans or coded) or len(left.split()) > 6 or asks_at_end(text):
        return False
    by = _BY.match(left)
    if by and is_organisation(left[by.end() :]) and not found.publisher:
        found.put("publisher", re.sub(r"(?i)^(?:the|der|die|das)\s+", "", left[by.end() :]), line)
        left = ""
    elif when and not found.authors and not (_PLACE.match(left) and "," not in left):
        names = names_in(left[by.end() :] if by else left)
        if names:
            found.put("authors", tuple(map(Person, names)), line)
            left = ""
    _put_number(found, (issue[1], left) if issue else (coded[2], coded[1]) if coded else ("", ""), line)
    _put_date(found, when, text, line)
    if mark and not found.publisher:
        found.put("publisher", mark[1].strip(" ."), line)
    return True


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    text = re.sub(r"^[\W_]+|[\W_]+$", "", text)
    return re.sub(r"^[\W_]+|[\W_]+$", "", _DATED.sub("", text, count=1))


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
    if not when.sure:
        found.remarks.append(("date", f"`{text[when.start : when.end]}` was read with the day first: check it"))


def _read_authors(found: Byline, text: str, line: int, *, after_title: bool) -> bool:
    by = _BY.match(text)
    said = text[by.end() :] if by else text
    names = names_in(said) or _name_with_role(said) or _eastern_names(said if by else "")
    if names and set(names) <= {person.name for person in found.authors}:
        return True
    if not names or found.authors or not (by or after_title or found.title):
        return False
    found.put("authors", tuple(Person(name) for name in names), line)
    if not by:
        remark = "taken for the authors because it is a line of names under the title: check it"
        found.remarks.append(("authors", remark))
    return True


def _read_kicker(found: Byline, text: str, line: int, *, after_title: bool) -> bool:
    if GENERIC.match(text) or not _is_kicker(text) or not text.isupper() or after_title:
        return False
    name = "publisher" if is_organisation(text) else "series"
    if getattr(found, name):
        return False
    found.put(name, in_title_case(text, found), line)
    return True


def _is_kicker(text: str) -> bool:
    return (
        not _CLOCK.search(text)
        and len(text.split()) <= 4
        and 2 < len(text) <= 40
        and not asks_at_end(text)
        and text[-1:] not in ".!,:;"
    )


def is_organisation(text: str) -> bool:
    """Return whether a short line names an institution."""
    return len(text.split()) <= 7 and bool(_ORGANISATION.search(text.title() if text.isupper() else text))


def in_title_case(text: str, found: Byline) -> str:
    """Return a kicker in capitals as a name: `PISM SPOTLIGHT` as `PISM Spotlight` where PISM publishes it."""
    kept = set(found.publisher.split())
    words = [word if word in kept or len(word) < 3 else word.capitalize() for word in text.split()]
    return " ".join(words)


_WITH_ROLE = re.compile(r"(?P<name>[^,–—(|]{4,60}?)\s*[,–—(|]\s*(?P<role>.+)$")
_LONGEST_NAME = 3
"""Words beyond which a name with a frequent word in capitals is a title: `Fixing the Policy Is Urgent`."""
_LONGEST_ROLE = 120
"""Characters of a line that names somebody and their office."""
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
"""A time of day."""
_NO_NAME = re.compile(
    r"(?:via|live|transcript|doorstop|subjects?|venue"
    r"|remarks|statement|press|media|update[sd]?|article|article information|read|photo|image|news|opinion"
    r"|analysis|commentary|interview|foto|tekst|zdjęcie|bild|grafik|nur|der|die|das|le|la|les|el|los|il|gli|the|a|an"
    r"|this|our|your|about|more)\b",
    re.IGNORECASE,
)
"""Words with which no person's name begins."""


def names_in(text: str) -> list[str]:
    """Return the names of which `text` is a list, or nothing if it is anything else."""
    parts = [_TITLES.sub("", part.strip()) for part in _BETWEEN_NAMES.split(text.strip().rstrip("."))]
    parts = [part for part in parts if part]
    return parts if parts and len(parts) <= 12 and all(_is_name(part) for part in parts) else []


def _name_with_role(text: str) -> list[str]:
    """Return the name of a line such as `Ada Holm, analyst`, or nothing where no role that we know follows it."""
    found = _WITH_ROLE.match(text.strip())
    if not found or len(text) > _LONGEST_ROLE:
        return []
    said = set(re.findall(r"\w+", found["role"].casefold()))
    return names_in(found["name"]) if said & set(phrases("biography")) else []


def _eastern_names(text: str) -> list[str]:
    """Return the names of a list in a script that writes them without a space."""
    parts = re.split(r"[、，,;；\s]+", text.strip())
    return (
        parts if all(re.fullmatch(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3·]{2,8}", part) for part in parts) else []
    )


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 5 or any(letter.isdigit() for letter in text) or re.search(r"[?!:()\"“„«»@]", text):
        return False
    if text.upper() == text.lower():
        return len(words) <= 4
    if _NO_NAME.match(text):
        return False
    if is_organisation(text):
        return False
    if len(words) > _LONGEST_NAME and any(word.lower() in phrases("frequent") for word in words if word[:1].isupper()):
        return False
    big = [word for word in words if word[:1].isupper() or re.match(r"(?:al|el|d|l|O)[-'’][A-ZÀ-Þ]", word)]
    return len(big) >= 2 and all(word in big or word.lower() in _PARTICLES for word in words)


def date_at_end(tail: list[RawPiece], lang: str) -> FoundDate | None:
    """Return the date of a line such as `Published: 4 September 2025` in what follows the last answer."""
    for piece in tail:
        if len(piece.text) < 120 and _DATED.match(piece.text.strip()):
            found = date_in(piece.text, lang)
            if found:
                return found
    return None


def says_date_only(piece: RawPiece, lang: str) -> bool:
    """Return whether a line says when or in which version the piece was published, and nothing else."""
    text = piece.text.strip()
    return (
        piece.form is PieceKind.TEXT and len(text) < 90 and bool(_DATED.match(text)) and date_in(text, lang) is not None
    )


_OTHERS = re.compile(
    r"[\s,]*\b(?:et al\b\.?|and others|u\. ?a\.|i in\.|y otros|e altri|and colleagues|et alii)\s*$", re.IGNORECASE
)
_MAIL = re.compile(r"[<(\[]?[\w.+-]+@[\w.-]+[>)\]]?")
_NO_AUTHORS = re.compile(
    r"(?:admin(?:istrator)?|editor|staff|webmaster|unknown|n/a|none|null|anonymous|redaktion|redakcja|rédaction|team)$",
    re.IGNORECASE,
)


def names_of(text: str) -> tuple[Person, ...]:
    """Return the persons of a field that lists authors, without addresses and without an `et al` behind it."""
    bare = _OTHERS.sub("", _MAIL.sub("", text).strip("[] "))
    parts = (
        re.sub(r"^(?:by|von|par|por|di|przez)\s+", "", one.strip(), flags=re.IGNORECASE)
        for one in _BETWEEN_NAMES.split(bare)
    )
    return tuple(
        Person(name)
        for name in parts
        if name and not re.match(r"(?:https?:|www\.|@)", name) and not _NO_AUTHORS.match(name)
    )


def has_others(text: str) -> bool:
    """Return whether a field that lists authors says that there are more."""
    return bool(_OTHERS.search(text.strip("[] ")))
