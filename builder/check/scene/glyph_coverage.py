"""Whether every character has a glyph, and whether every word could be broken as its language breaks it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from builder.check.scene.source_index import SourceIndex
from builder.codes import LONG_WORD, MISSING_GLYPH
from builder.model.brief import Brief
from builder.model.findings import Report, Span
from builder.model.request import Source
from builder.model.scene import GlyphRun, Line, Scene, SetParagraph
from builder.model.scene_walk import paragraphs_of

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""How the names of letters begin whose scripts write no space between words, so that lines end between letters."""

_SHOWN = 5
"""How many characters a message names."""


def check_letters(brief: Brief, source: Source, scenes: tuple[Scene, ...], report: Report) -> None:
    """Add `missing-glyph` for each sentence with characters without a glyph, `long-word` for each word that was cut."""
    index: SourceIndex | None = None
    missing: dict[Span, dict[str, Span]] = {}
    for paragraph in (one for scene in scenes for page in scene.pages for one in paragraphs_of(page.items)):
        for letter in _unknown(paragraph):
            index = index or SourceIndex(source, brief)
            whole, place = index.place(paragraph, letter)
            missing.setdefault(whole, {}).setdefault(letter, place)
        for part in _cut_words(paragraph):
            index = index or SourceIndex(source, brief)
            place, word = index.word(index.place(paragraph, part)[1], part)
            message = f"the word `{word[:40]}{'…' if len(word) > 40 else ''}` is wider than its line and was cut"
            report.add(LONG_WORD, place, message, "write it with a space, a hyphen or a soft hyphen in it")
    for letters in missing.values():
        first = min(letters.values(), key=lambda one: (one.line, one.column))
        hint = "write it in another way, or choose a theme with a font for it"
        report.add(MISSING_GLYPH, first, f"no font of the theme has the {_listed(tuple(letters))}", hint)


def _listed(letters: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in letters[:_SHOWN])
    more = f" and {len(letters) - _SHOWN} more" if len(letters) > _SHOWN else ""
    return f"character{'s' * (len(letters) > 1)} {shown}{more}"


def _unknown(paragraph: SetParagraph) -> Iterator[str]:
    for run in (run for line in paragraph.lines for run in line.runs if 0 in run.glyphs):
        yield from _without_glyph(run)


def _cut_words(paragraph: SetParagraph) -> Iterator[str]:
    for line, after in () if paragraph.rtl else pairwise(paragraph.lines):
        if not line.space and _cut(line, after):
            yield line.runs[-1].text.rpartition(" ")[2] + after.runs[0].text.partition(" ")[0]


def _without_glyph(run: GlyphRun) -> Iterator[str]:
    for glyph, cluster in zip(run.glyphs, run.clusters, strict=True):
        letter = run.text[cluster : cluster + 1]
        if glyph == 0 and letter and unicodedata.category(letter) not in {"Cf", "Zs", "Cc"}:
            yield letter


def _cut(line: Line, after: Line) -> bool:
    """Return whether a word was cut between `line`, at whose end is no space, and `after` by no rule of a language."""
    if line.hyphen or not line.runs or not after.runs or line.runs[-1].href:
        return False
    sides = line.runs[-1].text[-1:], after.runs[0].text[:1]
    return all(side.isalnum() and not unicodedata.name(side, "").startswith(_UNSPACED) for side in sides if side)
