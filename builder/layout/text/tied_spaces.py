"""Spaces that tie two words: No. 62, 3 September, w Polsce, J. D. Vance (TeX writes such a tie as `~`).

To UAX #14 every space is an opportunity (class SP); what ties is custom, of all languages or of one. One regular
expression finds the words that tie what follows them, another the spaces that are tied by what is around them.

No line ends at a tied space. At a weakly tied one, after an article or a preposition or inside a name, a line ends only
where another end would cost a line or leave a hole.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from builder.model.locales import CURRENCIES, CURRENCY_SIGNS, locale_of

_COUNTED = (
    "%|‰|°C|°F|km²?|m[²³]?|cm|mm|kg|g|t|ha|l|MW|GW|TW|kW|[MGTk]Wh|Hz|hrs?|h|min|s|pts?|pp"
    "|per cent|bn|mn|m|mln|mld|mdr|mkr|tys|proc|pkt|zl|Mio|Mrd|Tsd|tn|"
    "[ap]m|[ap]\\.m\\.|Uhr|dollars?|Dollar|pounds?|tonnes?|Tonnen|met(?:re|er)s?|kilomet(?:re|er)s?|"
    f"млн|млрд|тис|грн|року?|рр?|[{CURRENCY_SIGNS}]|{CURRENCIES}"
)
"""Units that stay with the figure before them, in every language; `_counting_words` adds the words of one."""

_PLURALS = (1, 2, 5)
"""Numbers that take the different plurals of the languages; Slavic ones have a form of their own from five on."""

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
"""What surrounds a space that binds, seen from after it."""

_OWN = {
    "en": (r"per[ ](?=cent\b)",),
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
    "fr": (r"(?=[:;?!»%])", r"(?<=«[ ])"),
    "ar": (r"(?<=\d[ ])(?=في الم[ئا]|بالم[ئا]|ألف|مليون|مليار|متر|كيلومتر|طن|لتر|دولار|يورو)",),
}
"""As _BETWEEN, in one language."""

_LEANING = {
    "en": "a an the of to in on at by for from with and or but nor as than that if when while because its no not",
    "de": "der die das des dem den ein eine einen einem einer eines und oder aber sondern dass weil wenn ob als in im "
    "an am zu zum zur von vom für mit nicht kein keine keinen",
    "fr": "le la les un une des du de au aux et ou mais que en à dans par pour sur ne pas",
    "es": "el la los las un una unos unas de del al y o pero que en a por para con no",
    "it": "il lo la i gli le un uno una di del della dei delle da dal in nel nella e o ma che a al alla per con su non",
    "pt": "o a os as um uma de do da dos das em no na e ou mas que por para com não",
    "nl": "de het een en of maar dat als in op aan van voor met te bij niet geen",
    "sv": "en ett den det de och men att som i på av för till med inte",
    "da": "en et den det de og men at som i på af for til med ikke",
    "nb": "en et den det de og men at som i på av for til med ikke",
    "pl": "i a o u w z na do od po za ze we dla nie oraz ale że",
    "cs": "v z k s o u a i na do od po za ze ve pro ale že",
    "uk": "в у з і й а о на до від по за зі із для та не але що",
    "ru": "в к с о у и а я на до от по за из для не но что",
    "ar": "في من على إلى عن مع أو ثم لا لم لن قد أن أنّ لكن",
}
"""Articles, conjunctions, negations and other small words that lean on the word after them, by language."""

FEW_WORDS = 4
"""A paragraph of fewer words may end with one."""

TITLE_CASE = 0.6
"""Where more than this share of the longer words has a capital, a capital does not mean a name."""

LONG = 4
"""Words with as many characters count for it: the short ones stay small in headline style."""


@lru_cache(maxsize=4096)
def tied_spaces(text: str, lang: str) -> frozenset[int]:
    """Return the indices of the spaces in `text` that bind in `lang` (BCP 47)."""
    words, spaces = _patterns(lang.split("-", maxsplit=1)[0].lower())
    return frozenset(
        [match.end() - 1 for match in words.finditer(text)] + [match.start() for match in spaces.finditer(text)]
    )


@lru_cache(maxsize=32)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds words that bind, and what finds spaces: a search for a character runs ten times as fast."""
    months = "|".join(map(re.escape, locale_of(language).months["format"]["wide"].values()))  # as they follow a day
    before_day = (rf"(?:{months})[ ](?=\d{{1,2}}(?!\d))",) if language == "en" else ()
    after_day = rf"(?:(?<=\d[ ])|(?<=\d\.[ ]))(?=(?:de )?(?:{months})(?!\w))"
    leading, following = _counting_words(language)
    words = f"(?<!\\w)(?:{'|'.join((*before_day, *leading, *_OWN.get(language, ()), *_EVERYWHERE))})"
    between = (*_OWN_BETWEEN.get(language, ()), after_day, following, *_BETWEEN)
    return re.compile(words), re.compile(f"[ ](?:{'|'.join(between)})")


def _counting_words(language: str) -> tuple[tuple[str, ...], str]:
    """Return patterns of the words before a number (yüzde 38) and after it (38 procent, 2 miljoner, 5 euros).

    They are those of the CLDR for percentages, powers of ten, and euros.
    """
    from babel.numbers import format_currency
    from babel.units import format_unit

    locale = locale_of(language)
    counted = [format_unit(number, "percent", locale=locale) for number in _PLURALS]
    by_plural = dict(locale.compact_decimal_formats).get("long") or {}  # some languages have none
    counted += [pattern.pattern.replace("'", "") for forms in by_plural.values() for pattern in forms.values()]
    counted += [format_currency(number, "EUR", locale=locale, format_type="name") for number in _PLURALS]
    around = [re.fullmatch(r"\u200f?(\D*)[\d.,]+[ \u00a0]?(\D*)", one) for one in counted]
    before = {one[1].strip() for one in around if one} - {""}
    after = {one[2] for one in around if one} - {""}
    following = "|".join(re.escape(one) for one in sorted(after, key=len, reverse=True))
    return tuple(rf"(?i:{re.escape(one)})[ ](?=\d)" for one in sorted(before)), rf"(?<=\d[ ])(?=(?:{following})(?!\w))"


@lru_cache(maxsize=4096)
def weakly_tied_spaces(text: str, lang: str) -> frozenset[int]:
    """Return the indices of the spaces in `text` where no line should end in `lang` (BCP 47), the bound ones too."""
    leaning = frozenset(_LEANING.get(lang.partition("-")[0].lower(), "").split())
    small = {at for at, word, _ in _pairs(text) if word.casefold() in leaning}
    return tied_spaces(text, lang) | spaces_in_names(text, lang) | small


@lru_cache(maxsize=4096)
def spaces_in_names(text: str, _lang: str) -> frozenset[int]:
    """Return the indices of the spaces in `text` between words with capitals, unless it has the style of headings."""
    if _is_in_title_case(text.split(" ")):
        return frozenset()
    pairs = _pairs(text)
    return frozenset(at for at, word, next_ in pairs if _is_capital(word) and word[-1].isalnum() and _is_capital(next_))


def _pairs(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each space's index, the word before it without opening marks, and the word after it."""
    at = -1
    for word, following in pairwise(text.split(" ")):
        at += len(word) + 1
        yield at, word.lstrip("(\"'“„«‘¿¡"), following


def _is_capital(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()


def _is_in_title_case(words: list[str]) -> bool:
    longer = [word for word in words[1:] if len(word) >= LONG and word[0].isalpha()]
    return sum(map(_is_capital, longer)) > TITLE_CASE * len(longer)
