"""The number of a headline that a slide may show large, as it is written, with all that makes it true."""

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from builder.model.brief import Point, PointOrigin
from builder.model.grammar import Grammar
from builder.model.locales import CURRENCIES, CURRENCY_SIGNS
from builder.model.origin import SentenceOrigin
from builder.model.plain_text import part_of

_SYMBOLS = f"[{CURRENCY_SIGNS}]"
_NUMBER = re.compile(
    rf"(?<![\w.,/:])(?:{_SYMBOLS}\s?)?[\u2212\u2013+-]?\d+(?:[\u00a0\u202f'\u2019.,]\d+)*(?:\s?[\u2013-]\s?\d+(?:[.,]\d+)*)?"
)
_SYMBOL_AFTER = re.compile(
    rf"\s?(?:%|‰|°[CF]?|{_SYMBOLS}|(?:{CURRENCIES})(?!\w)"
    r"|[^\W\d_]{1,6}(?:[²³]|/[^\W\d_]{1,4}[²³]?(?!\w)))"
)
"""Symbols and abbreviations behind a number in any language, and units that an exponent or a slash tells: `ct/kWh`."""
_SPACE = re.compile(r"\s*")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d(?:\s?[\u2013-]\s?(?:\d\d)?\d\d)?")
_NAMED = re.compile(r"(?:^|\s)[^\W\d_a-z]\w*\.?\s$")
"""A word with a capital right before a number, which is then part of a name: `Estlink 2`."""

MOST = 28
"""The most characters of a number that is read at a glance."""

NEAR = 80
"""So many characters before and after a number can belong to it; more are not looked at, however long the text is."""


class _Found(Struct, frozen=True):
    """Where a number is in a text, and whether it says what it counts."""

    start: int
    end: int
    has_unit: bool


def number_asked_for(headline: Point, grammar: Grammar) -> Point | None:
    """Return the first number of `headline`, one with its unit before all others; None where it has none."""
    found = tuple(_numbers_in(headline.text, grammar))
    best = next((one for one in found if one.has_unit), None) or next(iter(found), None)
    return _point(headline, best) if best else None


def number_worth_showing(headline: Point, grammar: Grammar) -> Point | None:
    """Return the number of a headline that nobody marked: the only one in it, and with a unit.

    A negation or a hedge elsewhere in the sentence could be missed beside a large number, so such headlines have none.
    """
    found = tuple(islice(_numbers_in(headline.text, grammar), 2))
    if len(found) != 1 or not found[0].has_unit:
        return None
    doubts = any(grammar.found(key, headline.text) for key in ("negations", "hedges", "attributions"))
    return None if doubts else _point(headline, found[0])


def _numbers_in(text: str, grammar: Grammar) -> Iterator[_Found]:
    """Yield every number of `text` with its bounds, magnitude and unit; years and numbers of names are skipped."""
    at = 0
    while number := _NUMBER.search(text, at):
        end, has_unit = _with_unit(text, number.end(), grammar)
        has_unit = has_unit or bool(re.match(_SYMBOLS, number[0]))
        other = _second_of_range(text, number.end(), grammar) if end == number.end() else 0
        if other:
            end, has_unit = _with_unit(text, other, grammar)
        at = end
        if text[end : end + 1].isalnum():  # `3.2x`: what is joined to it and unknown may be what it means
            continue
        named = _NAMED.search(text, max(0, number.start() - NEAR), number.start())
        lone = not has_unit and end == number.end()
        if lone and (_YEAR.fullmatch(number[0]) or (named and named.start() > 0)):
            continue
        found = _Found(_bounded_from(text, number.start(), grammar), end, has_unit)
        if found.end - found.start <= MOST:
            yield found


def _with_unit(text: str, at: int, grammar: Grammar) -> tuple[int, bool]:
    """Return where the magnitude and unit of the number end that ends at `at`, and whether there is a unit."""
    if symbol := _SYMBOL_AFTER.match(text, at):
        return symbol.end(), True
    has_unit = False
    for key in ("magnitudes", "units"):
        begin = _after_space(text, at)
        end = grammar.begins(key, text[begin : begin + NEAR])  # the slice hides the number that `3.2bn` is joined to
        if end:
            at, has_unit = begin + end, True
    if symbol := _SYMBOL_AFTER.match(text, at):
        at, has_unit = symbol.end(), True
    return at, has_unit


def _second_of_range(text: str, at: int, grammar: Grammar) -> int:
    """Return where the second number of a range ends whose first ends at `at`; 0 where there is none."""
    near = text[at : at + NEAR]
    word = grammar.begins("ranges", near, _after_space(near, 0))
    number = _NUMBER.match(text, _after_space(text, at + word)) if word else None
    return number.end() if number else 0


def _bounded_from(text: str, at: int, grammar: Grammar) -> int:
    """Return where the words begin that limit the number at `at`, or `at`."""
    while True:
        begin = max(0, at - NEAR)
        before = text[begin:at].rstrip()
        start = next((start for start, end in grammar.found("bounds", before) if end == len(before)), None)
        if start is None:
            return at
        at = begin + start


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _point(headline: Point, found: _Found) -> Point:
    """Return the number as words of the sentence that the headline quotes, where it quotes one."""
    runs = part_of(headline.runs, found.start, found.end)
    quote = headline.quotes[0]
    start = quote.start + found.start
    quotes = (
        (SentenceOrigin(quote.sentence, start, start + found.end - found.start),)
        if len(headline.quotes) == 1 and quote.end - quote.start == len(headline.text)
        else headline.quotes
    )
    return Point(runs, PointOrigin.AUTHORED, quotes)
