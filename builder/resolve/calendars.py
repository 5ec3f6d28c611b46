"""How a language writes dates: months by every form of their names, and the words that make a number a year."""

import re
from functools import lru_cache

from babel import Locale
from msgspec import Struct

from builder.model.locales import locale_of

MORE_FORMS = {
    "pl": "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu",
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "cs": "lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci",
    "ar": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
}
"""Months in forms that the CLDR has not: the locative of Slavic languages, the names of the Arab East."""

BEFORE_YEAR = {
    "en": "in since until till by from to after before between through during around early late mid end year of",
    "de": "in im seit bis ab von nach vor zwischen um jahr jahre jahres jahren anfang mitte ende",
    "fr": "en depuis jusqu'en de à après avant entre vers dès année an fin début",
    "es": "en desde hasta de a tras después antes entre hacia año finales principios",
    "it": "nel dal al del dopo prima tra fra fino anno fine inizio",
    "pt": "em desde até de a após antes entre ano fim início",
    "nl": "in sinds tot van na voor tussen rond jaar begin eind",
    "pl": "w od do z po przed między około roku rok lat lata latach koniec końca początku",
    "cs": "v od do z po před mezi kolem roku rok",
    "uk": "у в з від до після між близько року рік кінця початку",
    "ru": "в с от до после между около году года год",
    "el": "το από έως μέχρι μετά πριν μεταξύ έτος του",
    "ar": "في عام سنة منذ حتى بعد قبل بين العام عامي",
}
"""Words after which a number from 1900 to 2099 is a year; the first letters of words are not looked at for case."""

AFTER_YEAR = {
    "pl": r"(?:r\.|roku|rok|rokiem)",
    "uk": r"(?:р\.|року|рік|році)",
    "ru": r"(?:г\.|года|год|году)",
    "cs": r"(?:roku|rok)",
}
"""What makes the number before it a year."""

ARTICLE_YEAR = {"en": r"(?:the|its|their|his|her|'s|’s)"}
"""Words between which and a noun a year may appear (`the 2014 annexation`); a round number is a quantity there."""

BARE_YEAR = {"de": r"(?=\s[a-zäöüß])"}
"""What follows a number that is a year without any word before it: in German a counted noun has a capital."""

_LETTER = 2
"""Letters of the shortest forms of a day's name, which are words of other meanings."""

RANGE = r"\s?[-–—/]\s?"


class DateFormat(Struct, frozen=True):
    """One way to write a date, and what a text must hold to be worth a look."""

    source: str
    """The pattern, compiled for the first text that is worth a look."""
    month: bool
    """Whether it has a month's name."""
    year: bool
    """Whether it has a year in four digits."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return _pattern(self.source)


class Calendar(Struct, frozen=True):
    """The ways to write a date in one language; groups are named `day`, `month`, `year`."""

    months: dict[str, int]
    """Every form of every month's name, lower case, with its number."""
    names: tuple[str, ...]
    """What every month's name as it is written holds one of: names that hold no other."""
    ways: tuple[DateFormat, ...]
    """In the order in which they are tried; a later one does not see what an earlier one found."""


@lru_cache(maxsize=32)
def calendar_of(lang: str) -> Calendar:
    """Return the patterns of `lang` (BCP 47)."""
    tongue = lang.partition("-")[0].lower()
    months = _months(locale_of(lang), tongue)
    names = sorted(months, key=lambda name: (-len(name), name))
    month = rf"(?P<month>{'|'.join(re.escape(name) for name in names)})"
    short = tuple(name for name in names if not any(other in name for other in names if other != name))
    return Calendar({name.casefold(): number for name, number in months.items()}, short, _ways(month, tongue))


@lru_cache(maxsize=32)
def time_words(lang: str) -> frozenset[str]:
    """Return the names of months and days in `lang`, in lower case: with a capital they are no names of actors."""
    locale = locale_of(lang)
    shown = (names for kind in (locale.months, locale.days) for names in kind["format"].values())
    return frozenset(str(name).casefold() for names in shown for name in names.values() if len(str(name)) > _LETTER)


def _months(locale: Locale, tongue: str) -> dict[str, int]:
    """Return the months' names as they are written inside a sentence and at its beginning."""
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                if len(name.rstrip(".")) > 2:
                    found.setdefault(name, number)
                if width == "abbreviated" and not name.endswith("."):
                    found.setdefault(f"{name}.", number)
    for number, name in enumerate(MORE_FORMS.get(tongue, "").split(), 1):
        found.setdefault(name.replace("_", " "), number)
    return found | {name[0].upper() + name[1:]: number for name, number in found.items()}


def _ways(month: str, tongue: str) -> tuple[DateFormat, ...]:
    digits = r"(?P<year>(?:19|20)\d\d)"
    year = rf"{digits}(?!\w|[.,:]\d)"
    edge = r"(?<![\d.,:/-])" if tongue == "ar" else r"(?<![\w.,:/-])"  # Arabic joins "and" to the number
    day = rf"{edge}(?P<day>[0-3]?\d)"
    ordinal = r"(?:st|nd|rd|th|er|º|ª|°|\.)?"
    before = "|".join(re.escape(word) for word in BEFORE_YEAR.get(tongue, "").split())
    after = AFTER_YEAR.get(tongue)
    sources = [
        r"(?<![\w.-])(?P<year>(?:19|20)\d\d)-(?P<month_number>\d\d)-(?P<day>\d\d)(?![\w-])",
        r"(?P<year>(?:19|20)\d\d)\s?[年년](?:\s?(?P<month_number>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日일])?)?",
        rf"(?<![\w.,:/-])(?P<day>[0-3]?\d)\.\s?(?P<month_number>[01]?\d)\.\s?{year}",
        rf"{day}{ordinal}(?:{RANGE}[0-3]?\d{ordinal})?\s(?:(?:of|de|d')\s?)?{month}(?:,?\s(?:de\s|del\s)?{year})?(?!\w)",
        rf"(?<!\w){month}\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:{RANGE}[0-3]?\d)?(?!\w|[.,]\d)(?:,?\s{year})?",
        rf"(?<!\w){month},?\s(?:of\s|de\s|del\s)?{year}",
        rf"(?<![\w.,:/-]){digits}(?:\s?[-–—]\s?(?:(?:19|20)\d\d|\d\d)|/\d\d)(?![\w-])",
    ]
    if before:
        sources += [
            rf"(?<!\w)(?i:{before})\s(?P<label>{month})(?!\w|\s\d)",
            rf"(?<!\w)(?i:{before})\s(?P<label>{year})(?!\s?[%°€$£]|(?<=00)\s[^\W\d_A-Z])",
        ]
    if after:
        sources.append(rf"(?<![\w.,:/-])(?P<label>{year}\s{after})(?!\w)")
    # "in 2014 and 2015": a year after a year and a short word
    sources.append(rf"(?<![\w.,:/-])(?:19|20)\d\d\s\w{{1,5}}\s(?P<label>{year})(?!\s[^\W\d_A-Z])")
    if article := ARTICLE_YEAR.get(tongue):
        sources.append(rf"(?i:\b{article}|(?<=\w){article})\s(?P<label>(?P<year>(?:19|20)(?!00)\d\d))(?=\s[a-zA-Z])")
    if bare := BARE_YEAR.get(tongue):
        sources.append(rf"{edge}(?P<label>(?P<year>(?:19|20)(?!00)\d\d)){bare}")
    sources.append(rf"\((?P<label>{year})\)")
    return tuple(DateFormat(one, month in one, "(?P<year>" in one and f"{year})?" not in one) for one in sources)


@lru_cache(maxsize=256)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
