"""Spaces where no careful compositor ends a line: No. 62, 3 September, w Polsce, J. D. Vance.

To UAX #14 every space is an opportunity (class SP); what binds is custom, of all languages or of one. One regular
expression finds the words that bind what follows them, another the spaces that are bound by what is around them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_COUNTED = (
    "%|‰|°C|°F|km²?|m[²³]?|cm|mm|kg|g|t|ha|l|MW|GW|TW|kW|[MGTk]Wh|Hz|hrs?|h|min|s|pts?|pp"
    "|million|billion|trillion|thousand|percent|per cent|bn|mn|m|"
    "mln|mld|tys|proc|pkt|zł|zl|Mio|Mrd|Tsd|Millionen|Milliarden|Prozent|millions?|milliards?|millones|"
    "млн|млрд|тис|грн|року?|рр?|€|£|\\$|EUR|USD|PLN|GBP|UAH|CHF"
)
"""Units and number words that stay with the figure before them."""

_NUMBERED = (
    "No|Nos|nos?|nr|Nr|Nrn|n|N|№|§|§§|Art|art|Arts|ust|poz|pkt|p|pp|s|S|str|Str|ss|Fig|fig|Figs|Tab|Table|Figure|"
    "Chapter|chap|Ch|ch|Sec|sec|Section|Article|Artikel|vol|Vol|Bd|t|Abs|Kap|Abb|rys|tab|ryc|ред|ст|с|п|рис"
)
"""Abbreviations that stay with the figure after them."""

_TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|Pres|Amb|St|Sr|Sra|M|MM|Mme|dr|prof|gen|płk|mjr|prez|inż|mgr"
)
"""Abbreviated titles that stay with the name after them."""

_EVERYWHERE = (
    rf"(?:{_NUMBERED})[.º°]?[ ](?=[\d№])",
    rf"(?:{_TITLES})\.?[ ](?=[^\W\d_])",
    r"[^\W\d_]\.[ ](?=[^\W\d_]+\b)",  # initials, z. B., u. a.
    r"(?:€|\$|£|EUR|USD|PLN|US\$)[ ](?=\d)",
)
"""Words that bind what follows them, each with the space, from where the word begins."""

_BETWEEN = (
    rf"(?<=\d[ ])(?=(?:{_COUNTED})(?!\w))",
    r"(?<=[a-zßà-ÿ][ ])(?=(?:I[IVX]+|[VX][IVX]*)(?![\w'’]))",  # World War II, Elizabeth II
    r"(?<=\d[ ])(?=\d{3}(?!\d))",  # thousands
    r"(?=[–—…](?:\s|$))",  # a dash does not begin a line
)
"""What surrounds a space that binds, seen from behind it."""

_MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "pl": "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)",
    "uk": "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
}
"""Months as they follow a day."""

_OWN = {
    "en": (rf"(?:{_MONTHS['en']})[ ](?=\d{{1,2}}(?!\d))",),
    "pl": (r"[wzioauWZIOAU][ ](?=\S)",),
    "fr": (r"[àyôÀ][ ](?=\S)",),
    "es": (r"[yeouaYEOUA][ ](?=\S)",),
    "uk": (r"[вузійаояжбВУЗІЙАОЯ][ ](?=\S)",),
    "cs": (r"[vzkosuaiVZKOSUAI][ ](?=\S)",),
    "ru": (r"[вкосуаияВКОСУАИЯ][ ](?=\S)",),
}
"""As _EVERYWHERE, in one language."""

_OWN_BETWEEN = {
    "pl": (r"(?<=\d{4}[ ])(?=(?:r\.|roku?|w\.)(?!\w))", r"(?<=[IVX][ ])(?=w\.)"),
    "de": (rf"(?<=\d\.[ ])(?=(?:{_MONTHS['de']}))",),
    "fr": (r"(?=[:;?!»%])", r"(?<=«[ ])"),
}
"""As _BETWEEN, in one language."""


def tied_spaces(text: str, lang: str) -> frozenset[int]:
    """Return the indices of the spaces in `text` that bind in `lang` (BCP 47)."""
    words, spaces = _patterns(lang.split("-", maxsplit=1)[0].lower())
    return frozenset(
        [match.end() - 1 for match in words.finditer(text)] + [match.start() for match in spaces.finditer(text)]
    )


@lru_cache(maxsize=32)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds words that bind, and what finds spaces: a search for a character runs ten times as fast."""
    words = f"(?<!\\w)(?:{'|'.join((*_OWN.get(language, ()), *_EVERYWHERE))})"
    months = (rf"(?<=\d[ ])(?=(?:{_MONTHS[language]})(?!\w))",) if language in _MONTHS else ()
    return re.compile(words), re.compile(f"[ ](?:{'|'.join((*_OWN_BETWEEN.get(language, ()), *months, *_BETWEEN))})")
