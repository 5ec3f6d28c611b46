"""Capital letters: those that our fonts have, the same ones in every Python, whatever Unicode it brings."""

import re
import unicodedata

_GEORGIAN = frozenset(map(chr, range(0x10D0, 0x1100)))
"""Mkhedruli: no sentence or name begins with a capital; those of Unicode are for whole lines, and in few fonts."""

_UNPAIRED = _GEORGIAN | frozenset("ƛɜɡɤɬʂʇʝʞᵹᶎ")
"""Letters that our fonts have, but not their capitals; ƛ and ɤ got theirs in Unicode 16, and so in Python 3.14."""

_WORD = re.compile(r"[^\W_](?:[\w’'-]*\w)?")
OPENING = re.compile(r"\W*\w")
"""The first letter, and the brackets and quotation marks before it."""

_ADDRESS = re.compile(r"(?:\.|:/|@)\w|://")
_PARTICLES = frozenset(
    ["af", "al", "bin", "da", "dal", "de", "del", "della", "di", "dos", "du", "ibn", "ter", "ten", "van", "von"]
)
"""What may appear before a family name: `de Gaulle`, `van Dyck`, `von der Leyen`."""

_ARTICLES = {"nl": {"de"}, "sv": {"de"}, "da": {"de"}, "nb": {"de"}, "no": {"de"}, "de": {"da"}, "lb": {"da"}}
"""Particles that are everyday words of a language, so that a capital behind them shows no family name."""


def initial_to_capitalise(text: str, lang: str) -> int:
    """Return where `text` begins with an ordinary word in lower case, whose first letter may be capitalised; -1 if not.

    Not ordinary are words with a capital or digit further on (`iPhone`, `pH`, `x86`), web addresses, and a particle
    before its name (`de Gaulle`).
    """
    word = _WORD.search(text)
    if word is None or not word[0][0].islower() or any(one.isupper() or one.isdigit() for one in word[0]):
        return -1
    following = _WORD.search(text, word.end())
    behind = following[0] if following else ""
    particle = word[0] in _PARTICLES - _ARTICLES.get(lang.partition("-")[0], set())
    named = particle and (behind[:1].isupper() or behind in {"den", "der", "la"})
    return -1 if named or _ADDRESS.match(text, word.end()) else word.start()


def initial_capital(letter: str, lang: str) -> str:
    """Return the capital that a sentence in `lang` begins with; the letter itself where it has none of one letter."""
    upper = "İ" if letter == "i" and _is_turkic(lang) else in_capitals(letter)
    return upper if len(upper) == 1 else letter


def before_capital(letter: str) -> tuple[str, ...]:
    """Return the small letters that a slide may show as `letter` where it begins a point: I is ı in Turkish."""
    return {"I": ("i", "ı"), "İ": ("i",)}.get(letter, (letter.lower(),))


def without_initial(text: str) -> str:
    """Return `text` as it is compared where the first of two letters may be a capital of any language."""
    opening = OPENING.match(text)
    if opening is None:
        return text
    return opening[0][:-1] + before_capital(opening[0][-1])[0].replace("ı", "i") + text[opening.end() :]


def _is_turkic(lang: str) -> bool:
    return lang.partition("-")[0].lower() in {"tr", "az"}


def in_capitals(text: str, lang: str = "") -> str:
    """Return `text` in capitals as `lang` writes them: Turkish dotted İ, Greek without accents."""
    if _is_turkic(lang):
        text = text.replace("i", "İ")
    elif lang.partition("-")[0].lower() == "el":
        plain = unicodedata.normalize("NFD", text).replace("\N{COMBINING ACUTE ACCENT}", "")
        text = unicodedata.normalize("NFC", plain)
    if _UNPAIRED.isdisjoint(text):
        return text.upper()
    return "".join(char if char in _UNPAIRED else char.upper() for char in text)
