"""Whether every letter has a glyph, and whether every word could be broken as its language breaks it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from builder.brief import Brief, Sentence, sentences_of
from builder.codes import LONG_WORD, MISSING_GLYPH
from builder.diagnostics import Report, Span
from builder.scene import GlyphRun, Line, Scene, SetParagraph
from builder.walk import paragraphs_of

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""How the names of letters begin whose scripts write no space between words, so that lines end between letters."""


def check_letters(brief: Brief, source: str, scenes: tuple[Scene, ...], report: Report) -> None:
    """Add `missing-glyph` for each character without a glyph, `long-word` for each word that was cut in an emergency.

    `source` names the file, for words that stand in no sentence.
    """
    spans = {sentence.id: sentence.span for sentence in _sentences(brief)}
    for scene in scenes:
        for page in scene.pages:
            for paragraph in paragraphs_of(page.items):
                _check_paragraph(paragraph, _span(paragraph, spans, source), report)


def _check_paragraph(paragraph: SetParagraph, span: Span, report: Report) -> None:
    for line in paragraph.lines:
        for run in line.runs:
            for letter in _without_glyph(run):
                message = f"no font of the theme has the character `{letter}` (U+{ord(letter):04X})"
                report.add(
                    MISSING_GLYPH, span, message, "write it in another way, or choose a theme with a font for it"
                )
    for line, after in zip(paragraph.lines, paragraph.lines[1:], strict=False):
        if not paragraph.rtl and _cut(line, after):
            word = line.runs[-1].text.rpartition(" ")[2] + after.runs[0].text.partition(" ")[0]
            message = f"the word `{word[:40]}{'…' if len(word) > 40 else ''}` is wider than its line and was cut"
            report.add(LONG_WORD, span, message, "write it with a space, a hyphen or a soft hyphen in it")


def _without_glyph(run: GlyphRun) -> Iterator[str]:
    if 0 not in run.glyphs:
        return
    for glyph, cluster in zip(run.glyphs, run.clusters, strict=True):
        letter = run.text[cluster : cluster + 1]
        if glyph == 0 and letter and unicodedata.category(letter) not in {"Cf", "Zs", "Cc"}:
            yield letter


def _cut(line: Line, after: Line) -> bool:
    """Return whether a word was cut between `line` and the one `after` it by no rule of any language."""
    if line.hyphen or line.space or not line.runs or not after.runs or line.runs[-1].href:
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
