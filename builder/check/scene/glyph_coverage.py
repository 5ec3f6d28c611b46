"""Whether every character has a glyph, and whether every word could be broken as its language breaks it."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import uharfbuzz
from babel import Locale

from builder.check.origin_places import FoundWords, SourcePlaces
from builder.codes import LONG_WORD, MISSING_GLYPH
from builder.model.findings import Report, Span
from builder.model.origin import Origin
from builder.model.scene import GlyphRun, Line, Scene, SetParagraph
from builder.model.scene_walk import paragraphs_with_origins
from builder.model.set_text import origins_in

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""How Unicode names begin for scripts without spaces between words, where a line may end between any two characters."""

_SHOWN = 5
"""How many characters or lines a message names."""


def check_glyphs(places: SourcePlaces, scenes: tuple[Scene, ...], report: Report) -> None:
    """Add `missing-glyph` for each script with characters without a glyph, `long-word` for each word that was cut."""
    gaps: list[FoundWords] = []
    for scene in scenes:
        for paragraph, origins in (one for page in scene.pages for one in paragraphs_with_origins(page.items)):
            gaps += (places.find(_origins(paragraph, one, origins), one) for one in _unknown(paragraph))
            for part in _cut_words(paragraph):
                word, span, _ = places.word_with(_origins(paragraph, part, origins), part)
                message = f"the word `{word[:40]}{'…' if len(word) > 40 else ''}` is wider than its line and was cut"
                report.add(LONG_WORD, span, message, "write it with a space, a hyphen or a soft hyphen in it")
    _report_gaps(gaps, report)


def _origins(paragraph: SetParagraph, words: str, origins: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """Return where the runs of `paragraph` that have `words` come from; where none says so, its own `origins`."""
    return origins_in(run for run in paragraph.runs if words in run.text) or origins


def _report_gaps(gaps: list[FoundWords], report: Report) -> None:
    scripts: dict[str, list[FoundWords]] = {}
    for gap in gaps:
        scripts.setdefault(_script_of(gap.text), []).append(gap)
    for name, group in scripts.items():
        characters = tuple(dict.fromkeys(gap.text for gap in group))
        texts = sorted({gap.whole for gap in group}, key=_in_order)
        first = min((gap.span for gap in group), key=_in_order)
        what = f"character{'s' * (len(characters) > 1)}{f' of the script {name}' * bool(name)}"
        where = f", which {len(texts)} texts have: {_lines(texts)}" if len(texts) > 1 else ""
        family = f"[fonts.{name.lower().split()[0] if name else 'more'}]"
        hint = (
            f"write it in another way, or give your theme a font for it: four `.ttf` files beside the theme, named in"
            f" `{family}` (`briefdeck explain BD307` shows how)"
        )
        count = f"{len(characters)} " if len(characters) > 1 else ""
        report.add(
            MISSING_GLYPH, first, f"no font of the theme has the {count}{what} {_enumeration(characters)}{where}", hint
        )


def _in_order(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _script_of(char: str) -> str:
    """Return the English name of the script of `char`; empty for symbols and the like."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return str(Locale("en").scripts.get(buffer.script, "")) if buffer.script else ""


def _lines(texts: list[Span]) -> str:
    lines = list(dict.fromkeys(f"{one.line}" for one in texts))
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    return f"line{'s' * (len(lines) > 1)} {', '.join(lines[:_SHOWN])}{more}"


def _enumeration(characters: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{char}` (U+{ord(char):04X})" for char in characters[:_SHOWN])
    return shown + (f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else "")


def _unknown(paragraph: SetParagraph) -> Iterator[str]:
    for run in (run for line in paragraph.lines for run in line.runs if 0 in run.glyphs):
        yield from _without_glyph(run)


def _cut_words(paragraph: SetParagraph) -> Iterator[str]:
    for line, after in () if paragraph.rtl else pairwise(paragraph.lines):
        if not line.space and _is_cut_word(line, after):
            yield line.runs[-1].text.rpartition(" ")[2] + after.runs[0].text.partition(" ")[0]


def _without_glyph(run: GlyphRun) -> Iterator[str]:
    for glyph, cluster in zip(run.glyphs, run.clusters, strict=True):
        char = run.text[cluster : cluster + 1]
        if glyph == 0 and char and unicodedata.category(char) not in {"Cf", "Zs", "Cc"}:
            yield char


def _is_cut_word(line: Line, after: Line) -> bool:
    """Return whether a word was cut between `line`, at whose end is no space, and `after` by no rule of a language."""
    if line.hyphen or not line.runs or not after.runs or line.runs[-1].href:
        return False
    sides = line.runs[-1].text[-1:], after.runs[0].text[:1]
    return all(side.isalnum() and not unicodedata.name(side, "").startswith(_UNSPACED) for side in sides if side)
