"""The language of a source: labels, hyphens, quotation marks and screen readers go by it."""

import re

from builder.codes import LANGUAGE_NOT_NAMED
from builder.media import Media
from builder.model.brief import Draft, sentences_of
from builder.model.draft_walk import bodies_of
from builder.model.findings import NOWHERE, Report
from builder.model.grammar import grammar_for

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
