"""Quotation marks, apostrophes and dashes as a language prints them, and the plain ones that a typewriter has.

Sources: CLDR delimiters (supplemental data, version 44), and for the dash between years and in sentences the usage of
the languages' orthographies. A language that is not listed keeps what its author wrote.
"""

import re

from msgspec import Struct

HYPHEN = "\u2010"
"""The hyphen that the layout adds to a word wider than its line; it is no part of what is said."""

THIN = "\u202f"
"""The narrow no-break space inside French quotation marks."""

LTR = "\u200e"
"""The left-to-right mark, which keeps the sign of a number on its left among words that run leftwards (see CLDR)."""

_SIGNED = re.compile(rf"(?<![\w{LTR}])[-−](?=\d)")


class QuotationMarks(Struct, frozen=True):
    """Double and single marks of a language, each opening and closing."""

    double: tuple[str, str]
    single: tuple[str, str]


_CURLY = QuotationMarks(("“", "”"), ("‘", "’"))
_LOW = QuotationMarks(("„", "“"), ("‚", "‘"))
_CLOSING = QuotationMarks(("”", "”"), ("’", "’"))
_ANGLED = QuotationMarks(("«", "»"), ("“", "”"))
_ANGLED_LOW = QuotationMarks(("«", "»"), ("„", "“"))

MARKS = {
    "en": _CURLY, "nl": _CURLY, "pt": _CURLY, "tr": _CURLY, "da": _CURLY, "sv": _CLOSING, "fi": _CLOSING,
    "de": _LOW, "cs": _LOW, "sk": _LOW, "hr": _LOW, "bg": QuotationMarks(("„", "“"), ("„", "“")),
    "hu": QuotationMarks(("„", "”"), ("»", "«")), "ro": QuotationMarks(("„", "”"), ("«", "»")),
    "nb": QuotationMarks(("«", "»"), ("‘", "’")), "ru": _ANGLED_LOW,
    "pl": QuotationMarks(("„", "”"), ("‚", "’")), "fr": QuotationMarks((f"«{THIN}", f"{THIN}»"), ("“", "”")),
    "es": _ANGLED, "it": _ANGLED, "uk": _ANGLED_LOW, "el": _ANGLED,
    "ar": QuotationMarks(("«", "»"), ("‹", "›")),
}  # fmt: skip
"""The marks of each language that is known. Not Hebrew: its typewriters write the same sign inside an acronym."""

_SWISS = {"de-ch": QuotationMarks(("«", "»"), ("‹", "›")), "de-li": QuotationMarks(("«", "»"), ("‹", "›"))}

_STRAIGHT = str.maketrans(dict.fromkeys('“”„«»"‘’‚‹›ʼ', "'") | dict.fromkeys("–—", "-") | {HYPHEN: "", LTR: ""})
"""All quotation marks are one: the single marks of Spanish are the double ones of English."""

CLOSING_MARK = re.compile(r"\s?[.,;،؛，；、]\s*$")
"""A mark that may close a sentence or an item of a list, and that a title or a point does without."""

_YEARS = re.compile(r"(?<![\w/.:=-])(?:1\d|20)\d\d(?P<dash>-)(?:(?:1\d|20)?\d\d)(?![\w/=-]|\.\w)")
"""Two years with a hyphen between them, not in a number, a date, an address or a name of a file."""

_PARENTHETIC = re.compile(r"(?<=[^\W_]|[,;:.!?)\]\"'“”’»]) (?P<dash>-{1,2}) (?=\S)")
"""A hyphen, or two, that stands for a dash between words."""

_OPENS_AFTER = " \t\u00a0\u202f\u2009([{/–—-“„«‘‚\"'¿¡"


def plain_marks(text: str) -> str:
    """Return `text` as it is compared: with straight marks, hyphens for dashes, and without what the layout adds.

    That is the space inside French marks, the hyphen in a word wider than its line, and what keeps a sign on the left.
    """
    if text.isascii() and "--" not in text and '"' not in text:
        return text
    plain = text.replace(f"«{THIN}", "«").replace(f"{THIN}»", "»").translate(_STRAIGHT)
    return plain.replace("--", "-")


def without_closing_mark(text: str) -> str:
    """Return `text` as points are compared: the layout takes off the mark that closes them."""
    return CLOSING_MARK.sub("", text)


def double_marks(text: str, lang: str) -> tuple[str, str]:
    """Return the marks of `lang` to be set around `text`; none around words that have such marks already."""
    if any(sign in text for sign in '"“”„«»'):
        return "", ""
    marks = _SWISS.get(lang.lower()) or MARKS.get(lang.partition("-")[0].lower(), _CURLY)
    return marks.double


def typographic_marks(text: str, lang: str) -> str:
    """Return `text` with the marks of `lang` (BCP 47) for straight ones; all else stays as it is."""
    return "".join(set_marks(text, lang))


def set_marks(text: str, lang: str) -> list[str]:
    """Return for each character of `text` what `lang` prints for it: itself mostly, nothing for a second hyphen."""
    found = list(text)
    signs = [match.start() for match in _SIGNED.finditer(text)]
    if signs:
        from builder.model.locales import locale_of  # and with it Babel

        if locale_of(lang).text_direction == "rtl":
            for at in signs:
                found[at] = LTR + text[at]
    marks = _SWISS.get(lang.lower()) or MARKS.get(lang.partition("-")[0].lower())
    if marks is None:
        return found
    if "-" in text:
        for match in (*_YEARS.finditer(text), *_PARENTHETIC.finditer(text)):
            found[match.start("dash") : match.end("dash")] = ["–", *[""] * (len(match["dash"]) - 1)]
    if '"' in text or "'" in text:
        _set_quotes(text, marks, found)
    return found


def _set_quotes(text: str, marks: QuotationMarks, found: list[str]) -> None:
    """Put the marks of a language into `found` where `text` has straight ones."""
    double = single = False
    for at, sign in enumerate(text):
        if sign not in "\"'":
            continue
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        opens = before in _OPENS_AFTER and not after.isspace()
        if sign == '"' and (double or not before.isdigit()):  # a figure's is inches, or seconds of an arc
            double = opens and not double
            found[at] = marks.double[not double]
        elif sign == "'" and opens and not after.isdigit() and _is_closed_later(text, at):
            single = True
            found[at] = marks.single[0]
        elif sign == "'" and single and not after.isalnum():
            single = False
            found[at] = marks.single[1]
        elif sign == "'" and (after.isalpha() or not before.isdigit()):  # in 1990's, and 2022'den; not in feet
            found[at] = "’"


def _is_closed_later(text: str, at: int) -> bool:
    """Return whether a single mark at `at` has its counterpart: one at the end of a later word."""
    return re.search(r"\S'(?!\w)", text[at + 1 :]) is not None
