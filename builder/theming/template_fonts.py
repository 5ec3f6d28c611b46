"""With which fonts a template's words are measured, and how far that measure can be trusted."""

import re
from collections.abc import Iterable

from msgspec import Struct

from builder.model.set_text import is_widths_only
from builder.model.theme import Font

_TWINS = (
    (r"calibri|carlito", "Carlito"),
    (r"arial|helvetica|helvetica neue|liberation sans", "LiberationSans"),
    (r"times new roman|times|liberation serif", "LiberationSerif"),
    (r"georgia|gelasio", "Gelasio"),
)
"""Open faces of the same widths."""

_NEAR = ((r"calibri light", "Carlito"), (r"georgia pro", "Gelasio"), (r"arial nova", "LiberationSans"))
"""Open faces of nearly the same widths, which need a little more room."""

_SYMBOLS = re.compile(r"octicons|wingdings|webdings|symbol|awesome|icon|dingbats|emoji", re.IGNORECASE)
"""Names of faces that have pictures where letters are."""

_MONOSPACED = re.compile(
    r"consolas|inconsolata|courier|menlo|monaco|lucida console|cascadia|(fira|source) code|monospace|\bmono\b",
    re.IGNORECASE,
)
"""Faces whose characters have one width, up to 0.6 em: words are wider than in any other face."""

_WIDE = "DejaVuSans"
"""Wider than nearly every face, serif or not, and what LibreOffice shows instead of one that is missing."""

_CUTS = ("Regular", "Bold", "Italic", "BoldItalic")
_FACES = {
    family: tuple(f"{family}-{cut}" for cut in _CUTS)
    for family in ("Carlito", "Gelasio", "LiberationSans", "LiberationSerif")
} | {_WIDE: tuple(f"{_WIDE}-{cut}" for cut in _CUTS[:2]) * 2}

BELOW_TWIN = {"scaled": "a similar font and more room", "wide": "a wider font"}
"""The trusts that people are told of, with what they mean."""

SLACK, NEAR_SLACK, MONOSPACED_SLACK = 0.015, 0.03, 0.2
"""Share of a box's width that is left free, and how much more where a font is measured by a similar one, and where one
whose characters have one width, 0.55 or 0.6 em, is measured by a face in which they have 0.5 on average.
"""


class MeasuredFont(Struct, frozen=True):
    """A face that a template names, with what measures it."""

    office: str
    files: tuple[str, ...]
    """Regular, bold, italic, bold italic."""
    trust: str
    """`exact`: its own file; `twin`: one of the same widths; `scaled`: one of nearly the same; `wide`: a wider one."""

    @property
    def prints(self) -> bool:
        """Whether its files print well: neither wider ones, nor widths without outlines."""
        return self.trust != "wide" and not any(is_widths_only(f"{file}.ttf") for file in self.files)

    @property
    def told(self) -> str:
        """The face and its trust in words."""
        how = {
            "exact": "its own file",
            "twin": "a font of the same widths",
            "scaled": "no font file: a similar font with more room",
            "wide": "no font file: a wider font",
        }
        return f"{self.office} ({how[self.trust]})"


def measured_font(office: str, own: dict[str, tuple[str, ...]]) -> MeasuredFont:
    """Return what measures the face `office`; `own` are the organisation's own files by lower-case family."""
    name = office.lower().strip()
    if name in own:
        return MeasuredFont(office, own[name], "exact")
    for trust, table in (("twin", _TWINS), ("scaled", _NEAR)):
        for pattern, family in table:
            if re.fullmatch(pattern, name):
                return MeasuredFont(office, _FACES[family], trust)
    return MeasuredFont(office, _FACES[_WIDE], "wide")


def is_for_words(office: str) -> bool:
    """Return whether the face `office` shows letters: some templates name a font of symbols for their text."""
    return not _SYMBOLS.search(office)


def slack_of(fonts: Iterable[Font]) -> float:
    """Return the share of a box's width that text in `fonts` leaves free."""
    more = (MONOSPACED_SLACK * _is_guessed_monospaced(one) or NEAR_SLACK * (one.measured == "scaled") for one in fonts)
    return SLACK + max(more, default=0)


def _is_guessed_monospaced(font: Font) -> bool:
    return font.measured == "wide" and bool(_MONOSPACED.search(font.office))
