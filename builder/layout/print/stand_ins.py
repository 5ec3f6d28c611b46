"""For paper: words that were measured with a font of widths alone are drawn with one that has outlines.

Each run keeps its place and its width, so that lines end where those of the deck do; its characters become a little
smaller or larger.
"""

from collections.abc import Mapping
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.text.font_file import FontFile
from builder.model.capitals import in_capitals
from builder.model.deep_replace import with_each
from builder.model.scene import GlyphRun, ResolvedStyle, Scene
from builder.model.set_text import is_widths_only
from builder.model.theme import Font, Theme

LARGER = 1.1
"""How much larger characters may become where the font with outlines is narrower."""


def with_outlines(scene: Scene, theme: Theme, assets: Mapping[str, bytes]) -> Scene:
    """Return `scene` with no word in a font of `theme` that has widths alone; the fonts are among `assets`."""
    if not any(is_widths_only(font.regular) for font in theme.fonts):
        return scene
    swap = _Swap(tuple(font for font in theme.fonts if not is_widths_only(font.regular)), assets, {})
    return replace(scene, pages=with_each(scene.pages, GlyphRun, swap.drawn))


class _Swap(Struct, frozen=True):
    """The fonts that have outlines, opened when they are first asked for."""

    fonts: tuple[Font, ...]
    assets: Mapping[str, bytes]
    opened: dict[str, FontFile]

    def drawn(self, run: GlyphRun) -> GlyphRun:
        """Return `run` in the first relative of its font that has outlines and its characters, over the same width."""
        if not is_widths_only(run.style.file):
            return run
        shown = in_capitals(run.text) if run.style.caps else run.text
        shown += "-" * any(cluster == len(run.text) for cluster in run.clusters)
        font, face = self._choose(shown, run.style)
        shape = face.shape(shown, "en", rtl=False, tabular=run.style.tabular)
        tracks = run.style.tracking * len(shape.advances)
        natural = max(1, sum(shape.advances)) * run.style.size / face.units
        share = max(0.1, (run.width - tracks) / natural)
        scale = run.style.size * share / face.units
        pens = accumulate((advance * scale + run.style.tracking for advance in shape.advances), initial=0.0)
        style = replace(
            run.style,
            font=font.key,
            file=font.file(bold=run.style.bold, italic=run.style.italic),
            size=round(run.style.size * min(LARGER, share)),
        )
        return replace(
            run,
            style=style,
            glyphs=shape.glyphs,
            clusters=shape.clusters,
            offsets=tuple(round(pen + shift * scale) for pen, shift in zip(pens, shape.shifts, strict=False)),
            rises=(),
        )

    def _choose(self, text: str, style: ResolvedStyle) -> tuple[Font, FontFile]:
        relatives = [font for font in self.fonts if font.key.startswith(f"{style.font}-")]
        faces = []
        for font in dict.fromkeys((*relatives, *self.fonts)):
            file = font.file(bold=style.bold, italic=style.italic)
            if file not in self.opened:
                self.opened[file] = FontFile(file, self.assets[file])
            faces.append((font, self.opened[file]))
            if self.opened[file].covers(text):
                return faces[-1]
        return faces[0]
