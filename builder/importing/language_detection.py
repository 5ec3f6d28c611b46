"""Which language a text is in, and whether a line begins as questions do in it; the words are in `assets/import`.

Our own: on our 72 cases py3langid is right no more often, brings numpy, and starts in 0.9 s instead of 0.4.
"""

import re
from collections import Counter

from builder.importing.language_data import languages_with, words

_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", r"[぀-ヿ]"),
    ("ko", r"[가-힯]"),
    ("zh", r"[一-鿿]"),
    ("ar", r"[ء-ي]"),
    ("he", r"[א-ת]"),
    ("hi", r"[ऀ-ॿ]"),
    ("th", r"[ก-๛]"),
    ("ka", r"[ა-ჿ]"),
    ("hy", r"[Ա-֏]"),
)

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FIRST = re.compile(r"[\W\d_]*([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_SAMPLE = 60_000
"""Characters of a text that are enough to know its language."""


def language_of(text: str) -> tuple[str, float]:
    """Return the language of `text` (BCP 47) and the share of its words that speak for it, 0 where none does."""
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample) or 1
    for lang, pattern in _SCRIPTS:
        share = len(re.findall(pattern, sample)) / letters
        if share > (0.05 if lang == "ja" else 0.3):
            return _arabic(sample) if lang == "ar" else lang, share
    counts = Counter(word.lower() for word in _WORD.findall(sample) if len(word) > 1 or word.islower())
    total = sum(counts.values()) or 1
    scores = {lang: sum(counts[word] for word in known) / total for lang, known in languages_with("frequent").items()}
    for lang, own in languages_with("own_letters").items():
        scores[lang] = scores.get(lang, 0.0) + min(0.15, 2 * sum(sample.count(char) for char in own) / letters)
    best = max(scores, key=lambda lang: (scores[lang], lang == "en"))
    return (best, scores[best]) if scores[best] > 0 else ("en", 0.0)


def asks(text: str, lang: str) -> bool:
    """Return whether `text` begins as a question does in `lang`; any text does in a language that is not known here."""
    known = words("asking", lang)
    if lang.startswith(("ja", "zh", "ko")):
        return any(word in text for word in known)
    first = _FIRST.match(text)
    return first is not None and (not known or first[1].lower().replace("’", "'") in known)


def _arabic(sample: str) -> str:
    return "fa" if len(re.findall(r"[پچژگی]", sample)) > len(re.findall(r"[ةيى]", sample)) else "ar"
