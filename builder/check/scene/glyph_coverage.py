"""Whether every character has a glyph, and whether every word could be broken as its language breaks it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

from builder.codes import LONG_WORD, MISSING_GLYPH
from builder.model.brief import Brief, Sentence, sentences_of
from builder.model.findings import Code, Report, Span
from builder.model.scene import GlyphRun, Line, Scene, SetParagraph
from builder.model.scene_walk import paragraphs_of

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""How the names of letters begin whose scripts write no space between words, so that lines end between letters."""


def check_letters(brief: Brief, source: str, scenes: tuple[Scene, ...], report: Report) -> None:
    """Add `missing-glyph` for each character without a glyph, `long-word` for each word that was cut in an emergency.

    `source` names the file, for words that stand in no sentence.
    """
    spans: dict[str, Span] = {}
    for paragraph in (one for scene in scenes for page in scene.pages for one in paragraphs_of(page.items)):
        for code, message, hint in _faults(paragraph):
            spans = spans or {sentence.id: sentence.span for sentence in _sentences(brief)}
            report.add(code, _span(paragraph, spans, source), message, hint)


def _faults(paragraph: SetParagraph) -> Iterator[tuple[Code, str, str]]:
    """Yield what is wrong with a paragraph: code, message and hint."""
    for run in (run for line in paragraph.lines for run in line.runs if 0 in run.glyphs):
        for letter in _without_glyph(run):
            message = f"no font of the theme has the character `{letter}` (U+{ord(letter):04X})"
            yield MISSING_GLYPH, message, "write it differently, or choose a theme with a font for it"
    for line, after in () if paragraph.rtl else pairwise(paragraph.lines):
        if not line.space and _cut(line, after):
            word = line.runs[-1].text.rpartition(" ")[2] + after.runs[0].text.partition(" ")[0]
            message = f"the word `{word[:40]}{'…' if len(word) > 40 else ''}` is wider than its line and was cut"
            yield LONG_WORD, message, "write it with a space, a hyphen or a soft hyphen in it"


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


def _sentences(brief: Brief) -> Iterator[Sentence]:
    yield from sentences_of(brief.lead)
    for exchange in brief.exchanges:
        yield exchange.question
        yield from sentences_of(exchange.answer)
        yield from sentences_of(exchange.notes)
    for note in brief.footnotes:
        yield from sentences_of(note.blocks)


def _span(paragraph: SetParagraph, spans: Mapping[str, Span], source: str) -> Span:
    return next((spans[one] for one in paragraph.sources if one in spans), Span(source))
