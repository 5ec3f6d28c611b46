"""The theme's fonts at work: styles resolved, words shaped and measured, missing characters found in fallback fonts.

The shaper is also the one place where the text engine keeps what it worked out: shaped words, and short paragraphs with
their lines. Everything else in `layout/text` is a function or an immutable value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Mapping
from itertools import accumulate, groupby, pairwise
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.text.font_file import VOCABULARY, FontFile, is_invisible
from builder.model.capitals import in_capitals
from builder.model.scene import ResolvedStyle, TextRun
from builder.model.theme import Font, Theme

T = TypeVar("T")

REMEMBERED = 20_000
"""How many answers `remember` keeps, some 20 MB: those of a table of a thousand rows, each of which is asked for again
in every size and on paper. When it is full, all are forgotten."""


class ShapedWord(Struct, frozen=True):
    """A shaped word at its size, glyphs in visual order from left to right; lengths are EMU."""

    text: str
    """The word as shown (in capitals where the style asks for them)."""
    glyphs: tuple[int, ...]
    clusters: tuple[int, ...]
    """For each glyph the index in `text` of the first character that it shows."""
    cluster_count: int
    """How many clusters there are: characters as a reader counts them."""
    shifts: tuple[int, ...]
    """For each glyph its distance from the pen; empty if all are zero."""
    advances: tuple[int, ...]
    """For each glyph how far it moves the pen, kerning and tracking included; their sum is `width`."""
    rises: tuple[int, ...]
    """Vertical offset of each glyph, upwards; empty if all are zero."""
    width: int
    regular: bool
    """Whether each glyph shows one character, in their order, and is at its pen."""


class Shaper:
    """The fonts of a theme, loaded when first asked for, and what was shaped in them.

    A session owns one for each theme; two builds that share it share its caches, which change no answer.
    """

    def __init__(self, theme: Theme, assets: Mapping[str, bytes]) -> None:
        """Keep `theme` and `assets`, where the bytes of its font files are found by asset name."""
        self.theme = theme
        self._assets = assets
        self._faces: dict[str, FontFile] = {}
        self._words: dict[tuple[object, ...], dict[str, ShapedWord]] = {}
        self._styles: dict[tuple[object, ...], ResolvedStyle] = {}
        self._remembered: dict[Hashable, Any] = {}

    def dressed(self, theme: Theme) -> Shaper:
        """Return a shaper for `theme`, which has the same fonts in other sizes; files and caches are shared."""
        other = Shaper(theme, self._assets)
        other._faces, other._words, other._remembered = self._faces, self._words, self._remembered
        return other

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` returned when `key` was last asked for; `make` is a function of `key` and these fonts.

        For what occurs many times: a label or a name is measured once, however many slides, pages and trials show it.
        """
        if key not in self._remembered:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = make()
        found: T = self._remembered[key]
        return found

    def style(
        self,
        name: str,
        *,
        size: int | None = None,
        bold: bool | None = None,
        italic: bool | None = None,
        ink: str | None = None,
    ) -> ResolvedStyle:
        """Return the theme's text style `name` with what is given changed; `size` in EMU. KeyError if unknown."""
        key = (name, size, bold, italic, ink)
        if key not in self._styles:
            self._styles[key] = self._style(name, size, ink, bold=bold, italic=italic)
        return self._styles[key]

    def _style(
        self, name: str, size: int | None, ink: str | None, *, bold: bool | None, italic: bool | None
    ) -> ResolvedStyle:
        base = self.theme.style(name)
        font = self.theme.font(base.font)
        size = base.size if size is None else size
        bold = base.bold if bold is None else bold
        italic = base.italic if italic is None else italic
        ink = ink or base.ink
        return ResolvedStyle(
            font=font.key,
            file=font.file(bold=bold, italic=italic),
            office=font.office,
            size=size,
            color=self.theme.color(ink),
            ink=ink,
            bold=bold,
            italic=italic,
            tracking=round(base.tracking * size),
            caps=base.caps,
            measured=font.measured,
        )

    def face(self, file: str) -> FontFile:
        """Return the font file with the asset name `file`; KeyError if the assets lack it."""
        face = self._faces.get(file)
        if face is None:
            face = self._faces[file] = FontFile(file, self._assets[file])
        return face

    def ascent_share(self, style: ResolvedStyle) -> float:
        """Return which share of a line is above its baseline: usWinAscent of usWinAscent + usWinDescent."""
        face = self.face(style.file)
        return face.ascent / (face.ascent + face.descent)

    def shape(self, text: str, style: ResolvedStyle, lang: str, *, rtl: bool = False) -> ShapedWord:
        """Return `text` as glyphs of `style`: kerned, tracked, without optional ligatures."""
        words = self.words(style, lang, rtl=rtl)
        shaped = words.get(text)
        if shaped is None:
            if len(words) >= VOCABULARY:
                words.clear()
            shaped = words[text] = self._shape(text, style, lang, rtl=rtl)
        return shaped

    def words(self, style: ResolvedStyle, lang: str, *, rtl: bool = False) -> dict[str, ShapedWord]:
        """Return the cache of words in `style`; `shape` fills it."""
        return self._words.setdefault(
            (style.file, style.size, style.tracking, style.caps, style.tabular, lang, rtl), {}
        )

    def _shape(self, text: str, style: ResolvedStyle, lang: str, *, rtl: bool) -> ShapedWord:
        shown = in_capitals(text, lang) if style.caps else text
        face = self.face(style.file)
        units = face.shape(shown, lang, rtl=rtl, tabular=style.tabular)
        scale = style.size / face.units
        # Tracking would tear joined letters apart, so right-to-left text has none.
        tracks = () if rtl or not style.tracking else accumulate(_ends_cluster(units.clusters))
        pens = [round(pen * scale) for pen in accumulate(units.advances, initial=0)]
        for index, count in enumerate(tracks, 1):
            pens[index] += count * style.tracking
        moved = any(units.shifts) or any(units.rises)
        return ShapedWord(
            text=shown,
            glyphs=units.glyphs,
            clusters=units.clusters,
            cluster_count=len(set(units.clusters)),
            shifts=tuple(round(shift * scale) for shift in units.shifts) if any(units.shifts) else (),
            advances=tuple(after - pen for pen, after in pairwise(pens)),
            rises=tuple(round(rise * scale) for rise in units.rises) if any(units.rises) else (),
            width=pens[-1],
            regular=not moved and units.clusters == tuple(range(len(shown))),
        )

    def cover(self, run: TextRun) -> tuple[TextRun, ...]:
        """Return `run` split so that each part's font has its characters; one that no font has stays as it is."""
        if self.face(run.style.file).covers(run.text):
            return (run,)
        bases = _bases(run.text)
        styles = self._chosen(bases, run.style)
        parts: list[TextRun] = []
        for base, style in zip(bases, styles, strict=True):
            if parts and parts[-1].style == style:
                parts[-1] = replace(parts[-1], text=parts[-1].text + base)
            else:
                parts.append(replace(run, text=base, style=style))
        return tuple(parts)

    def missing(self, text: str, style: ResolvedStyle) -> tuple[tuple[int, str], ...]:
        """Return the characters of `text` that no font of the theme has, each with its index."""
        faces = [self.face(other.file) for other in self._fallbacks(style)]
        if faces[0].covers(text):
            return ()
        found = []
        place = 0
        for base in _bases(text):
            if not any(face.covers(base) for face in faces):
                found += [(place + i, char) for i, char in enumerate(base) if not _can_be_shown(char, faces)]
            place += len(base)
        return tuple(found)

    def _fallbacks(self, style: ResolvedStyle) -> tuple[ResolvedStyle, ...]:
        """Return the style, then it in the theme's other fonts: relatives (`serif-wide` of `serif`) first."""
        first, second = self.theme.fonts[:2], self.theme.fonts[2:]
        relatives = [font for font in second if font.key.startswith(f"{style.font}-")]
        others = [font for font in (*second, *first) if font not in relatives and font.key != style.font]
        return (style, *(_in_font(style, font) for font in (*relatives, *others)))

    def _chosen(self, bases: tuple[str, ...], style: ResolvedStyle) -> tuple[ResolvedStyle, ...]:
        """Return a style for each base.

        A word takes the first font that has all its characters, so that no word is set in two fonts; punctuation and
        spaces take the font of what is on both sides, where that is one.
        """
        styles = self._fallbacks(style)
        faces = [self.face(other.file) for other in styles]
        first = {base: next((i for i, face in enumerate(faces) if face.covers(base)), 0) for base in set(bases)}
        chosen: list[int | None] = []
        for leads, group in groupby(bases, key=_leads):
            word = tuple(group)
            whole = next((i for i, face in enumerate(faces) if face.covers("".join(word))), None) if leads else None
            chosen += [first[base] if leads and whole is None else whole for base in word]
        before = _nearest(chosen)
        after = tuple(reversed(_nearest(tuple(reversed(chosen)))))
        result = []
        for base, own, left, right in zip(bases, chosen, before, after, strict=True):
            best = own if own is not None else _sign_font(left, right)
            result.append(best if faces[best].covers(base) else first[base])
        return tuple(styles[index] for index in result)


def _ends_cluster(clusters: tuple[int, ...]) -> list[int]:
    return [int(cluster != after) for cluster, after in pairwise((*clusters, None))]


def _in_font(style: ResolvedStyle, font: Font) -> ResolvedStyle:
    return replace(style, font=font.key, file=font.file(bold=style.bold, italic=style.italic), office=font.office)


def _bases(text: str) -> tuple[str, ...]:
    """`text` cut into characters, each with the marks and joiners that follow it."""
    bases: list[str] = []
    for char in text:
        joined = unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Mc"}
        if bases and (joined or char in "\u200c\u200d\ufe0e\ufe0f" or bases[-1].endswith("\u200d")):
            bases[-1] += char
        else:
            bases.append(char)
    return tuple(bases)


def _leads(base: str) -> bool:
    return unicodedata.category(base[0])[0] in "LM"


def _nearest(chosen: list[int | None] | tuple[int | None, ...]) -> list[int | None]:
    return list(accumulate(chosen, lambda last, own: last if own is None else own))


def _sign_font(left: int | None, right: int | None) -> int:
    if left is None or right is None:
        return left or right or 0
    return left if left == right else 0


def _can_be_shown(char: str, faces: list[FontFile]) -> bool:
    return is_invisible(char) or char.isspace() or any(face.covers(char) for face in faces)
