"""The masthead and the lead out of what is above the first question: which line is the title, what is left."""

import math
import re
from collections.abc import Mapping
from itertools import pairwise

from msgspec.structs import replace

from builder.importing.boilerplate import said
from builder.importing.byline import (
    GENERIC,
    Byline,
    coded_name,
    in_title_case,
    is_imprint_line,
    read_line,
)
from builder.importing.dates import date_in
from builder.importing.keyed_lines import without_key_headings, without_keyed_lines
from builder.importing.language_data import words
from builder.importing.names import has_others, is_key, is_organisation, names_of
from builder.importing.page_title import NO_TITLE, without_site
from builder.importing.paragraphs import (
    FEW_WORDS,
    LONG_LINE,
    SHORT_LINE,
    alphanumeric,
    asks_at_end,
    ends_sentence,
    word_count,
)
from builder.importing.pieces import PieceKind, RawPiece, is_bold
from builder.model.brief import Run

_LONGEST_TITLE = 200
_SMALL_PRINT = 9
"""Words up to which a line without a full stop above the lead is not a part of it."""
_AGAIN = 0.8
"""Share of the words of a line that the title and the other fields have where it says them again."""
_LONGEST_RUNNING_HEAD = 7
"""Words of a running head that may name the publisher."""
_IN_TITLE = 0.5
"""Share of a page's title that a heading says where it is the title of the text."""
_LEAST_TITLE = 15
"""Letters of a title that a longer heading may end in."""
_LATEST = 8
"""Lines at the top among which the title is."""
_ADDRESS = re.compile(r"[^\W\d_][\w ]{1,15}:\s*(?P<url>https?://[^/\s]++\S*)")
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ("„", "”"))
_SMALL_WORD = 2
"""Letters of a word in which no title ends, such as `a` or `of`."""
_FEWEST_WORDS = 3
"""Words that a sentence has more of."""


def read_masthead(
    head: list[RawPiece], given: Mapping[str, str], lang: str, removed: list[str]
) -> tuple[Byline, list[RawPiece]]:
    """Return what `head` (all before the first question) says of the piece, and the pieces that remain its lead."""
    found = _byline_from_front_matter(given, lang)
    head = without_key_headings(_without_address(head, found, removed), found, lang, removed)
    head = without_keyed_lines(head, found, lang, removed)
    head = _with_whole_title(head, lang)
    heads = {alphanumeric(re.sub(r"^\W*\d+|\d+\W*$", "", text)) for text in removed if len(text) < LONG_LINE} - {""}
    largest = max((piece.size for piece in head), default=0.0) or math.inf
    rest: list[RawPiece] = []
    titles: list[RawPiece] = []
    lead = False
    for at, piece in enumerate(head):
        lead = lead or _is_body(piece) or (piece.form not in {PieceKind.HEADING, PieceKind.TEXT})
        if not lead and (
            read_line(found, piece, lang, after_title=bool(titles))
            or (alphanumeric(piece.text) in heads and piece.size < largest and _names_publisher(found, piece))
        ):
            removed.append(said(piece))
        elif (not lead and not piece.boxed) or (lead and not titles and _is_late_title(head, at)):
            titles.append(piece)
        else:
            rest.append(piece)
    places = {id(piece): at for at, piece in enumerate(head)}
    rest = sorted([*_choose_title(found, titles, removed), *rest], key=lambda piece: places[id(piece)])
    rest = _without_small_print(rest, found, lang, removed)
    _name_series(found, removed)
    return found, _without_empty_headings(rest, found, removed)


def _without_address(head: list[RawPiece], found: Byline, removed: list[str]) -> list[RawPiece]:
    """Return the head without a line that says only where the piece is published: `Source: https://…`."""
    kept: list[RawPiece] = []
    for piece in head:
        address = _ADDRESS.fullmatch(piece.text.strip())
        if address and not any(_is_body(one) for one in kept):
            found.url = found.url or address["url"]
            removed.append(said(piece))
        else:
            kept.append(piece)
    return kept


def _with_whole_title(head: list[RawPiece], lang: str) -> list[RawPiece]:
    """Return the head with its first line that breaks off joined to the next one, where a title takes two lines."""
    for at, (one, after) in enumerate(pairwise(head[:_LATEST])):
        marked = is_bold(one.runs) and is_bold(after.runs)
        if (marked or not _is_body(one)) and not _is_body(after) and _breaks_off(one, after, lang):
            whole = replace(one, form=PieceKind.HEADING, runs=(*one.runs, Run(" "), *after.runs))
            return [*head[:at], whole, *head[at + 2 :]]
    return head


def _breaks_off(one: RawPiece, after: RawPiece, lang: str) -> bool:
    """Return whether a line ends in a small word or inside a quotation, or both are in capitals of one size."""
    text = one.text.strip()
    below = after.form in {PieceKind.TEXT, PieceKind.HEADING} and not after.boxed and one.form is not PieceKind.ITEM
    if text[-1:] in set(":：") and below and len(after.text) <= _LONGEST_TITLE:
        return True
    if not text or not below or ends_sentence(text) or word_count(text) < _FEWEST_WORDS:
        return False
    if one.size and one.size == after.size and text.isupper() and after.text.isupper():
        return True
    last = re.split(r"\s", text)[-1]
    small = last in words("frequent", lang) | words("joiner", lang) or (last.islower() and len(last) <= _SMALL_WORD)
    open_quote = any(text.count(left) > text.count(right) for left, right in _QUOTES) or text.count('"') % 2 == 1
    lone = word_count(after.text) == 1 and after.text.strip().isalpha() and one.form is PieceKind.HEADING
    return after.line == one.line + 1 and one.line > 0 and (small or open_quote or lone)


def _without_small_print(rest: list[RawPiece], found: Byline, lang: str, removed: list[str]) -> list[RawPiece]:
    """Return the lead without short lines above its first sentence: who, where, a credit, how long to read."""
    generic = [piece for piece in rest if GENERIC.match(piece.text.strip()) and not piece.level]
    removed += map(said, generic)
    rest = [piece for piece in rest if piece not in generic]
    first = next(
        (
            at
            for at, piece in enumerate(rest)
            if (_is_body(piece) or _is_sentence(piece)) and not _says_again(piece.text, found)
        ),
        0,
    )
    facts = [] if first else [one for one in rest if one.form is PieceKind.ITEM and _says_fact(found, one, lang)]
    removed += map(said, facts)
    rest = [piece for piece in rest if piece not in facts]
    kept: list[RawPiece] = []
    small_words = words("frequent", lang) | words("joiner", lang)
    for at, piece in enumerate(rest[:first]):
        after = rest[at + 1]
        if (
            piece.form is after.form is PieceKind.TEXT
            and piece.text.split()[-1:]
            and piece.text.split()[-1] in small_words
        ):
            rest[at + 1] = replace(after, runs=(*piece.runs, Run(" "), *after.runs))
            continue
        line = (
            piece.form is PieceKind.TEXT
            or (piece.form is PieceKind.ITEM and not piece.marker[:1].isalnum())
            or (piece.form is PieceKind.HEADING and not piece.level)
        )
        capital = piece.text.isupper() and bool(found.title)
        small = line and (capital or word_count(piece.text) <= _SMALL_PRINT or _says_again(piece.text, found))
        if not small or asks_at_end(piece.text) or piece.text.rstrip().endswith((":", "：")):
            kept.append(piece)
            continue
        said_by = replace(piece, runs=(Run(re.sub(r"^(\w+), ", r"\1: ", piece.text)),), form=PieceKind.TEXT)
        read_line(found, said_by, lang, after_title=True)
        removed.append(said(piece))
    return kept + rest[first:]


def _says_fact(found: Byline, item: RawPiece, lang: str) -> bool:
    """Return whether an item of a list above the questions is a date, which `found` takes."""
    dated = any(map(str.isdigit, item.text)) and is_imprint_line(item.text, lang) and date_in(item.text, lang)
    return bool(dated) and read_line(found, replace(item, form=PieceKind.TEXT), lang, after_title=True)


def _says_again(text: str, found: Byline) -> bool:
    """Return whether nearly all words of a line above the lead are in the title and the other fields already."""
    told = " ".join((found.title, found.subtitle, found.series, found.publisher, *(one.name for one in found.authors)))
    known = set(re.findall(r"\w+", told.casefold()))
    mine = [word for word in re.findall(r"\w+", text.casefold()) if len(word) > 1]
    return len(mine) > 1 and sum(word in known or word.isdigit() for word in mine) >= _AGAIN * len(mine)


def _is_sentence(piece: RawPiece) -> bool:
    return piece.form is not PieceKind.HEADING and ends_sentence(piece.text) and word_count(piece.text) > _FEWEST_WORDS


def _byline_from_front_matter(given: Mapping[str, str], lang: str) -> Byline:
    """Return the masthead that the front matter gives."""
    authors = next((given[key] for key in _AUTHORS if given.get(key)), "")
    title, site = without_site(given.get("title", ""), given.get("publisher", ""))
    addresses = addresses_in(given)
    site_of_author = authors if _is_site(authors, addresses, given.get("publisher", "") or site) else ""
    found = Byline(
        title=title,
        subtitle=_subtitle(given),
        series=given.get("series", ""),
        number=given.get("number", ""),
        publisher=given.get("publisher", "") or site or site_of_author,
        authors=() if site_of_author else names_of(authors),
        others=has_others(authors),
    )
    if authors and is_key(authors):
        found.remarks.append(("authors", f"guess: read from the keys `{authors}`: check the names"))
    found.url = next((one for one in addresses if re.match(r"https?://[^/\s]++\S*$", one)), "")
    dates = (date_in(given[key], lang) for key in _DATES if key in given)
    found.date = next((one.when for one in dates if one), None)
    coded = coded_name(found.title)
    if coded and not found.number:
        found.number = coded[1]
    return found


def addresses_in(given: Mapping[str, str]) -> list[str]:
    """Return where the front matter says that a piece is published, which may give its date."""
    return [given[key] for key in ("url", "source_url", "canonical", "permalink", "slug") if given.get(key)]


def _is_site(name: str, addresses: list[str], publisher: str) -> bool:
    """Return whether the name given for the author is that of the site: of its publisher, or in its address."""
    host = re.sub(r"^\w+://|/.*", "", next(iter(addresses), ""))
    return bool(name) and (alphanumeric(name) == alphanumeric(publisher) or alphanumeric(name) in alphanumeric(host))


_AUTHORS = ("authors", "author", "byline", "creators", "creator")
_DATES = (
    "date", "published", "published_time", "published_at", "publishdate", "pubdate", "publication_date",
    "publication-date", "created",
)  # fmt: skip
_SUBTITLES = (
    "subtitle", "description", "excerpt", "perex", "standfirst", "deck", "dek", "summary", "abstract", "lede", "lead",
    "teaser",
)  # fmt: skip
_LONGEST_SUBTITLE = 160
"""Characters of a subtitle: longer ones are a lead."""


def _subtitle(given: Mapping[str, str]) -> str:
    """Return the subtitle that the front matter gives under any of its names, where it is one sentence."""
    found = next((given[key] for key in _SUBTITLES if given.get(key)), "")
    plain = re.sub(r"<[^<>]*>", "", found).strip()
    title = given.get("title", "")
    is_one = len(plain) <= _LONGEST_SUBTITLE and not re.search(r"[.!?…]\s+\S", plain)
    return plain if is_one and alphanumeric(plain) != alphanumeric(title) and word_count(plain) > 1 else ""


def _names_publisher(found: Byline, piece: RawPiece) -> bool:
    """Take a line that comes back on later pages for the publisher, and say so."""
    if found.publisher or piece.level or word_count(piece.text) > _LONGEST_RUNNING_HEAD:
        return False
    found.put("publisher", piece.text.strip(), piece.line)
    found.remarks.append(("publisher", "taken for the publisher because the line recurs on later pages: check it"))
    return True


def _is_body(piece: RawPiece) -> bool:
    text = piece.text
    if piece.form is PieceKind.HEADING:
        return False
    sentence = word_count(text) > 11 and ends_sentence(text) and not asks_at_end(text)
    return len(text) > _LONGEST_TITLE or word_count(text) > 25 or sentence


def _is_late_title(head: list[RawPiece], at: int) -> bool:
    """Return whether a heading below text is the only one of its level, and none is above it in rank."""
    if head[at].form is not PieceKind.HEADING:
        return False
    levels = [piece.level for piece in head if piece.form is PieceKind.HEADING]
    return head[at].level == min(levels) and levels.count(head[at].level) == 1


def _choose_title(found: Byline, titles: list[RawPiece], removed: list[str]) -> list[RawPiece]:
    """Set title and subtitle; return the lines that are neither, which stay with the lead."""
    sites = [one for one in titles if one.level and alphanumeric(one.text) == alphanumeric(found.publisher)]
    removed += map(said, sites)
    titles = [one for one in titles if one not in sites]
    possible = [piece for piece in titles if piece.text.rstrip()[-1:] not in set(":：")]
    own = [piece for piece in possible if not GENERIC.match(piece.text.strip())] or possible
    marked = [piece for piece in own if piece.form is PieceKind.HEADING and piece.level]
    sized = [piece for piece in own if piece.size and piece.size == max(one.size for one in own)]
    coded = coded_name(found.title) is not None
    if own and marked and (NO_TITLE.match(found.title) or GENERIC.match(found.title)):
        removed.append(found.title)
        found.title = ""
    if found.title and not (coded and len(marked) == 1 and alphanumeric(marked[0].text) != alphanumeric(found.title)):
        within = [piece for piece in marked if _is_in_title(piece, found.title)]
        if len(marked) == len(within) == 1:
            found.title = within[0].text.strip()
        same = [piece for piece in titles if _says_title(piece, found.title)]
        removed += [said(piece) for piece in same]
        return [piece for piece in titles if piece not in same]
    best = next(iter(marked or (sized if len(sized) < len(own) else []) or sorted(own, key=_unlike_title)), None)
    asks = best is not None and asks_at_end(best.text)
    if asks and is_organisation(found.beside_date) and not found.publisher:
        found.put("publisher", found.beside_date, found.lines.get("date", 0))
    said_below = best is None or (best not in marked and not asks and _is_sentence(best))
    if found.beside_date and not found.title and said_below:
        found.title = found.beside_date
        found.remarks.append(("title", "taken for the title because it is beside the date: check it"))
        return titles
    if best is None:
        return titles
    if coded:
        found.subtitle = found.title
        found.series = found.series or found.title.rsplit(None, 1)[0]
    found.put("title", best.text.strip(), best.line)
    removed += _unsaid(best)
    if best not in marked:
        found.remarks.append(("title", "taken for the title because of its position: check it"))
    return _choose_subtitle(found, best, [piece for piece in titles if piece is not best], removed)


def _says_title(piece: RawPiece, title: str) -> bool:
    """Return whether a line is the title, or a heading that ends in it with little before it: a rubric, a date."""
    text, end = alphanumeric(piece.text), alphanumeric(title)
    beside = len(text) - len(end) if piece.form is PieceKind.HEADING and len(end) > _LEAST_TITLE else 0
    return text.endswith(end) and len(text) - len(end) == beside <= SHORT_LINE


def _is_in_title(piece: RawPiece, title: str) -> bool:
    """Return whether a heading is what the title of its page says, with the words of the site left out."""
    said, whole = alphanumeric(piece.text), alphanumeric(title)
    return said != whole and len(said) > _IN_TITLE * len(whole) and said in whole


def _choose_subtitle(found: Byline, best: RawPiece, others: list[RawPiece], removed: list[str]) -> list[RawPiece]:
    left = []
    for piece in others:
        text = piece.text.strip()
        if is_organisation(text) and not found.publisher and not piece.level:
            found.put("publisher", text, piece.line)
            removed += _unsaid(piece)
        elif GENERIC.match(text) or _is_above(piece, best, others) or alphanumeric(text) == alphanumeric(found.title):
            removed.append(said(piece))
        elif not found.subtitle and piece.line > best.line and _is_subtitle(piece):
            found.put("subtitle", text, piece.line)
            removed += _unsaid(piece)
        else:
            left.append(piece)
    return left


def _is_above(piece: RawPiece, best: RawPiece, others: list[RawPiece]) -> bool:
    """Return whether a line is above the title: by its number, or, on pages, as a first line in capitals."""
    return piece.line < best.line or (piece is others[0] and bool(best.size) and piece.text.isupper())


def _unsaid(piece: RawPiece) -> list[str]:
    """Return the addresses and calls of footnotes of a piece, which a field does not hold."""
    return [run.href or f"[^{run.note}]" for run in piece.runs if run.href or run.note]


def _is_subtitle(piece: RawPiece) -> bool:
    return not ends_sentence(piece.text) and len(piece.text) < _LONGEST_TITLE and not piece.level and not piece.linked


def _unlike_title(piece: RawPiece) -> int:
    """Return how unlike a title a line is: slogans end in a mark or begin in the middle of a sentence."""
    text = piece.text.strip()
    slogan = 2 * (text[-1:] in "!.…") + 3 * (not text[:1].isalnum() and text[:1] not in '«„“"¿')
    return slogan + (word_count(text) < 2) + 4 * is_organisation(text) + 4 * piece.linked


def _name_series(found: Byline, removed: list[str]) -> None:
    """Give a series the longer name that a running head in capitals has for it, or the words that one begins with."""
    for text in removed if found.series else ():
        name, series = alphanumeric(text), alphanumeric(found.series)
        begun = [" ".join(text.split()[:end]) for end in range(2, FEW_WORDS)]
        found.series = next((one for one in begun if series == alphanumeric(one) and not one.isupper()), found.series)
        longer = text.isupper() and 1 < word_count(text) <= FEW_WORDS and name.endswith(series)
        if longer and name != series:
            found.series = in_title_case(text, found)


def _without_empty_headings(rest: list[RawPiece], found: Byline, removed: list[str]) -> list[RawPiece]:
    """Return the lead without headings that have no text below them; one right above the questions groups them."""
    kept: list[RawPiece] = []
    for piece in rest:
        while (
            kept
            and kept[-1].form is PieceKind.HEADING
            and piece.form is PieceKind.HEADING
            and piece.level <= kept[-1].level
        ):
            removed.append(said(kept.pop()))
        kept.append(piece)
    while kept and kept[-1].form is PieceKind.HEADING and (not kept[-1].level or GENERIC.match(kept[-1].text.strip())):
        removed.append(kept.pop().text)
        found.remarks.append(("q1", f"this question is under the heading `{removed[-1]}`"))
    return kept
