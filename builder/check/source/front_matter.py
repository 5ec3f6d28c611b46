"""Rules about the front matter: dates that agree, an embargo that is not over, the language, guesses to confirm."""

import re
from datetime import date

from builder.codes import DATE_DISAGREES, LANGUAGE_NOT_NAMED, PAST_EMBARGO, UNCONFIRMED_GUESS
from builder.media import Media
from builder.model.brief import Draft, Fields, sentences_of
from builder.model.draft_walk import bodies_of
from builder.model.findings import NOWHERE, Report
from builder.model.grammar import grammar_for
from builder.model.marking_and_brand import Marking

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")

FEWEST_WORDS, MOST_WORDS = 30, 3_000
"""Words of a text without a named language: fewer tell nothing, more tell nothing new."""

ENGLISH, OTHER = 0.15, 0.1
"""The least share of little words by which a text is taken to be English, and by which another language is named.

On 30 briefings of the test corpus each: English 0.23 and more, seven other languages 0.08 at most; their own words 0.11
and more, Greek 0.05.
"""

_LITTLE = ("unfinished", "prepositions", "conjunctions", "subjects", "pronouns", "auxiliaries")
"""Keys of a grammar whose words every text has."""

_WORD = re.compile(r"[^\W\d_]+")
_GRAMMAR = re.compile(r"grammar/(\w+)\.toml")


def check_dates(draft: Draft, _media: Media, report: Report) -> None:
    """Add `date-disagrees` where the date's year is not the year of the issue number, as in `62/2025`."""
    check_issue_year(draft.fields, report)


def check_issue_year(fields: Fields, report: Report) -> None:
    """Add `date-disagrees` for front matter alone."""
    year = _YEAR.search(fields.number)
    if fields.date and year and int(year[1]) != fields.date.year:
        message = f"the date {fields.date.isoformat()} contradicts the number `{fields.number}`"
        hint = "correct the date or the number; both appear on the title slide"
        report.add(DATE_DISAGREES, fields.span("date"), message, hint)


def check_embargo(draft: Draft, _media: Media, report: Report) -> None:
    """Add `past-embargo` where the embargo ends before the briefing's own date."""
    fields = draft.fields
    if fields.date:
        check_embargo_on(fields.date, "the date of the briefing", fields.marking, fields, report)


def check_embargo_on(day: date, what: str, marking: Marking, fields: Fields, report: Report) -> None:
    """Add `past-embargo` where the embargo of `marking` ends before `day`, which is `what`."""
    if marking.until and marking.until < day:
        message = f"the embargo ended on {marking.until.isoformat()}, before {what}, {day.isoformat()}"
        hint = "delete the marking, or give a date in the future"
        report.add(PAST_EMBARGO, fields.span("marking"), message, hint)


def check_language(draft: Draft, media: Media, report: Report) -> None:
    """Add `language-not-named` where a source names no language and is not in the one that it is taken to be in."""
    if draft.fields.span("lang") is not NOWHERE:
        return
    sentences = (one for body in bodies_of(draft) for one in sentences_of(body))
    words = _WORD.findall(" ".join(one.text for one in sentences).casefold())[:MOST_WORDS]
    if len(words) < FEWEST_WORDS or _share(words, draft.fields.lang, media) >= ENGLISH:
        return
    known = sorted(found[1] for name in media.assets if (found := _GRAMMAR.fullmatch(name)))
    share, likely = max((_share(words, lang, media), lang) for lang in known)
    named = f"`lang: {likely}`" if share >= OTHER else "`lang: …` with the tag of its language"
    message = "no language is named, and these words are not English"
    report.add(LANGUAGE_NOT_NAMED, draft.fields.span("title"), message, f"write {named} at the top of the file")


def _share(words: list[str], lang: str, media: Media) -> float:
    """Return the share of `words` that are little words of `lang`."""
    lists = grammar_for(lang, media.assets).lists
    little = {word for key in _LITTLE for word in lists.get(key, ())}
    return sum(word in little for word in words) / len(words)


def check_unconfirmed(draft: Draft, _media: Media, report: Report) -> None:
    """Add `unconfirmed-guess` where the front matter still lists guesses."""
    names = draft.fields.unconfirmed
    if names:
        listed = ", ".join(f"`{name}`" for name in names)
        message = f"unconfirmed guesses will be on the slides: {listed}"
        hint = "read the remarks in the draft, correct what is wrong, then delete the names here, or the whole key"
        report.add(UNCONFIRMED_GUESS, draft.fields.span("unconfirmed"), message, hint)
