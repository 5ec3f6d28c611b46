"""Where a picture of an empty layout is calm: of one colour, so that words can appear there."""

from __future__ import annotations

import colorsys
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from itertools import zip_longest

from PIL import Image, ImageChops, ImageFilter

from builder.model.units import Rect, color_from_hex
from builder.theming.template_palette import READABLE, SEEN, contrast, strength

CELL, WIDE = 4, 640
"""Pixels of a cell's side, and of the picture's width: 160 cells a slide, some 6 pt each."""

PLAIN, FAINT, TEXTURE = (20, 32), (44, 48), (80, 80)
"""How far the channels of a calm cell may differ inside it, and from the ground, of 255: as a rule, where faint
patterns are calm, such as pale lines on white, and where even textures are, such as marble, since else a sheet hides
them.
"""

STROKES = 110
"""How far the channels may differ in a cell of a photograph: in one of a logo's they differ more."""

SMOOTH = 5
"""The contrast that black or white has on a calm cell of another colour than the ground, as in a gradient."""

SPECKS = 2
"""Cells of a frame that may be drawn on: the grain of a picture, not a logo."""

_EVEN = 5
"""How far the channels of cells of one panel may differ."""

_BEHIND = 0.75
"""The share of a frame's width and height that is on its panel; the rest may be on what decorates that."""

_SLIVER = 0.25
"""The share of a cell at a frame's edge that does not count: as much as text keeps from the edge of its frame."""

BRAND, DRAWN, MAIN = 60, 0.003, 0.3
"""How far from grey a brand's colour is, of 255; its least shares of a picture, and of what is as strong there."""

TINGED = 40
"""How far from grey a colour is that may be the main one of a template's art, of 255."""

_Cells = tuple[int, int, int, int]
"""A rectangle of cells: x, y, width, height."""


class CalmMap:
    """The cells of a layout's picture."""

    def __init__(self, picture: Image.Image, width: int, height: int) -> None:
        """Look at the `picture` of a slide of `width` by `height` EMU."""
        small = picture.convert("RGB").resize((WIDE, round(WIDE * height / width)))
        self._across, self._down = WIDE // CELL, small.height // CELL
        self._scale = width / WIDE * CELL
        self._width, self._height = width, height
        size = (self._across, self._down)
        centers = small.resize(size, Image.Resampling.BOX)
        low = small.filter(ImageFilter.MinFilter(CELL + 1)).resize(size, Image.Resampling.NEAREST)
        high = small.filter(ImageFilter.MaxFilter(CELL + 1)).resize(size, Image.Resampling.NEAREST)
        self._colors = _pixels(centers)
        self._coarse = [r >> 3 << 10 | g >> 3 << 5 | b >> 3 for r, g, b in self._colors]
        self._spread = [max(one) for one in _pixels(ImageChops.subtract(high, low))]
        self._read = dict[str, Mapping[tuple[int, int, int], float]]()
        self.set_limits(PLAIN)

    def within(self, limits: tuple[int, int]) -> CalmMap:
        """Return the same cells where those are calm whose channels keep other `limits`."""
        other = copy(self)
        other.set_limits(limits)
        return other

    def for_ink(self, ink: str) -> CalmMap:
        """Return the same cells where those are calm on which words of the colour `ink` can be read, as on a photo."""
        other, read = copy(self), self._contrasts(ink)
        cells = zip(self._colors, self._spread, strict=True)
        other.all_bad = [read[color] < READABLE or edge > STROKES for color, edge in cells]
        return other

    def tone_for(self, ink: str) -> str:
        """Return the usual colour of those on which `ink` can be read, rather a strong one; empty if there is none."""
        read = self._contrasts(ink)
        tones = Counter(color for color in self._colors if read[color] >= READABLE)
        weights = Counter[tuple[int, ...]]()
        for color, count in tones.items():
            weights[tuple(channel >> 4 for channel in color)] += count * (8 + max(color) - min(color))
        best = weights.most_common(1)
        alike = Counter({one: many for one, many in tones.items() if best and tuple(c >> 4 for c in one) == best[0][0]})
        return _hex(alike.most_common(1)[0][0]) if alike else ""

    def grown(self, panel: Rect) -> Rect:
        """Return a panel with the cells at its edges, which it covers in part."""
        edge = round(self._scale)
        left, top = max(0, panel.x - edge), max(0, panel.y - edge)
        right, bottom = min(self._width, panel.right + edge), min(self._height, panel.bottom + edge)
        return Rect(left, top, right - left, bottom - top)

    def set_limits(self, limits: tuple[int, int]) -> None:
        """Say how far the channels of a calm cell may differ inside it and from the ground."""
        edge, self._apart = limits
        self.all_bad: list[bool] = []
        self._restless = [one > edge for one in self._spread]
        self._drawn: dict[str, list[bool]] = {}

    def ground(self, frame: Rect) -> str:
        """Return the colour that most of `frame` has, six hexadecimal digits."""
        cells = self._within(frame) or range(len(self._colors))
        usual, _ = Counter(map(self._coarse.__getitem__, cells)).most_common(1)[0]
        alike = [self._colors[at] for at in cells if self._coarse[at] == usual]
        return _hex(tuple(round(sum(channel) / len(alike)) for channel in zip(*alike, strict=True)))

    def shades(self, frame: Rect, ground: str) -> tuple[str, str]:
        """Return the darkest and the lightest colour of the calm cells in `frame`, seen from the colour `ground`."""
        bad = self._bad(ground)
        found = sorted({self._colors[at] for at in self._within(frame) if not bad[at]}, key=_lightness)
        first, last = (found[0], found[-1]) if found else (_channels(ground),) * 2
        return _hex(first), _hex(last)

    def share_drawn(self, frame: Rect, ground: str) -> float:
        """Return how much of `frame` the layout draws on."""
        cells = self._within(frame)
        bad = self._bad(ground)
        return sum(bad[at] for at in cells) / len(cells) if cells else 1.0

    def is_calm(self, frame: Rect, ground: str) -> bool:
        """Return whether `frame` can hold words: but for specks, the layout draws nothing in it."""
        cells, bad = self._within(frame), self._bad(ground)
        return bool(cells) and sum(bad[at] for at in cells) <= SPECKS

    def panel_behind(self, frame: Rect) -> Rect | None:
        """Return the panel of one even colour, however little it differs from its surroundings, that is behind `frame`.

        None if the colour is that of the whole slide, or ends well inside `frame`.
        """
        x, y = frame.x + frame.width // 2, frame.y + frame.height // 2
        ground = self.ground(Rect(x - frame.width // 4, y - frame.height // 4, frame.width // 2, frame.height // 2))
        found = self._largest(Rect(0, 0, self._width, self._height), self._compared(ground, _EVEN), self._down)
        if found is None:
            return None
        cells, within = found
        panel = self._frame(*cells)
        wide = min(panel.right, frame.right) - max(panel.x, frame.x)
        high = min(panel.bottom, frame.bottom) - max(panel.y, frame.y)
        covered = wide >= _BEHIND * frame.width and high >= _BEHIND * frame.height
        return panel if covered and (within[1] or within[3]) else None

    def calm_from(self, frame: Rect, ground: str) -> int:
        """Return how far up from the middle of `frame` the layout is calm in all its width, EMU."""
        return self._calm_rows(frame, ground, -1)

    def calm_until(self, frame: Rect, ground: str) -> int:
        """Return how far down from the middle of `frame` the layout is calm in all its width, EMU."""
        return self._calm_rows(frame, ground, 1)

    def _calm_rows(self, frame: Rect, ground: str, step: int) -> int:
        bad, (left, _, right, _) = self._bad(ground), self._bounds(frame)
        row = int((frame.y + frame.height // 2) / self._scale)
        while 0 <= row < self._down and not any(bad[row * self._across + left : row * self._across + right]):
            row += step
        return min(self._height, max(0, round((row + (step < 0)) * self._scale)))

    def largest(self, frame: Rect, ground: str, enough: int | None = None) -> Rect | None:
        """Return the largest rectangle of calm cells inside `frame`; None if there is none.

        What is higher than `enough`, EMU, does not count as larger for that: then the wider one is preferred.
        """
        found = self._largest(frame, self._bad(ground), round((enough or self._height) / self._scale))
        return self._clear_of_art(self._frame(*found[0]), frame, found[1]) if found else None

    def _largest(
        self, frame: Rect, bad: list[bool], enough: int
    ) -> tuple[_Cells, tuple[bool, bool, bool, bool]] | None:
        """Return the largest rectangle of cells inside `frame` that are not `bad`, seen as no higher than `enough`.

        With it is on which sides, left, top, right and bottom, it ends before the frame does.
        """
        left, top, right, bottom = self._bounds(frame)
        rows = [bad[row * self._across + left : row * self._across + right] for row in range(top, bottom)]
        heights = [0] * (right - left)
        best, area = None, (0, 0)
        for number, (row, below) in enumerate(zip_longest(rows, rows[1:]), top):
            heights = [0 if drawn else high + 1 for drawn, high in zip(row, heights, strict=True)]
            if row == below:
                continue  # all that ends here is higher with the next row
            for start, wide, high in _rectangles(heights):
                if (found := (wide * min(high, enough), high)) > area:
                    area, best = found, (left + start, number - high + 1, wide, high)
        if best is None:
            return None
        x, y, wide, high = best
        return best, (x > left, y > top, x + wide < right, y + high < bottom)

    def _frame(self, x: int, y: int, wide: int, high: int) -> Rect:
        """Return the rectangle of cells as a frame on the slide."""
        left, top, width, height = (round(one * self._scale) for one in (x, y, wide, high))
        return Rect(left, top, min(width, self._width - left), min(height, self._height - top))

    def _clear_of_art(self, found: Rect, frame: Rect, within: tuple[bool, bool, bool, bool]) -> Rect:
        """Return the part of `found` in `frame` that keeps a little distance to the art.

        `within` says on which sides, left, top, right and bottom, art ends it before `frame` does.
        """
        edge = 2 * round(self._scale)
        x, y = max(found.x, frame.x), max(found.y, frame.y)
        right, bottom = min(found.right, frame.right), min(found.bottom, frame.bottom)
        if right - x > 4 * edge and bottom - y > 4 * edge:
            x, y = x + edge * within[0], y + edge * within[1]
            right, bottom = right - edge * within[2], bottom - edge * within[3]
        return Rect(x, y, max(1, right - x), max(1, bottom - y))

    def _bad(self, ground: str) -> list[bool]:
        """Return for each cell whether it is drawn on, seen from the colour `ground`.

        Words of one colour can be read on all others: those near to `ground`, and those into which it changes slowly.
        """
        if self.all_bad:
            return self.all_bad
        if ground not in self._drawn:
            ink = max(("000000", "FFFFFF"), key=lambda one: contrast(one, ground))
            read = self._contrasts(ink)
            least = READABLE if contrast(ink, ground) >= READABLE else 0
            far = self._compared(ground, self._apart)
            near = [at for at, other in enumerate(far) if not other and read[self._colors[at]] >= least]
            calm = self._reached(near, {color for color, ratio in read.items() if ratio >= SMOOTH})
            self._drawn[ground] = [at not in calm for at in range(len(self._colors))]
        return self._drawn[ground]

    def _contrasts(self, ink: str) -> Mapping[tuple[int, int, int], float]:
        """Return the contrast of `ink` with each colour of the cells."""
        if ink not in self._read:
            self._read[ink] = {color: contrast(ink, _hex(color)) for color in set(self._colors)}
        return self._read[ink]

    def _reached(self, cells: list[int], colors: set[tuple[int, int, int]]) -> set[int]:
        """Return `cells` and those of `colors` that lie beside them with no edge between, as in a gradient."""
        found = set(cells)
        while cells:
            at = cells.pop()
            column = at % self._across
            sides = ((at - 1, column > 0), (at + 1, column < self._across - 1), (at - self._across, True))
            for other, beside in (*sides, (at + self._across, True)):
                if not beside or other in found or not 0 <= other < len(self._colors) or self._restless[other]:
                    continue
                if self._colors[other] in colors:
                    found.add(other)
                    cells.append(other)
        return found

    def _compared(self, ground: str, apart: int) -> list[bool]:
        low, high = ([one + way * apart for one in _channels(ground)] for way in (-1, 1))
        (r, g, b), (red, green, blue) = low, high
        return [
            restless or not (r <= one <= red and g <= two <= green and b <= three <= blue)
            for restless, (one, two, three) in zip(self._restless, self._colors, strict=True)
        ]

    def _bounds(self, frame: Rect) -> tuple[int, int, int, int]:
        """Return the cells that are inside `frame` with more than a sliver: a hairline may be in the first row."""
        edge = self._scale
        left, top = max(0, int(frame.x / edge + _SLIVER)), max(0, int(frame.y / edge + _SLIVER))
        right = min(self._across, int(frame.right / edge + 1 - _SLIVER))
        bottom = min(self._down, int(frame.bottom / edge + 1 - _SLIVER))
        return left, top, max(left, right), max(top, bottom)

    def _within(self, frame: Rect) -> list[int]:
        left, top, right, bottom = self._bounds(frame)
        return [row * self._across + at for row in range(top, bottom) for at in range(left, right)]


def brand_color(picture: Image.Image, ground: str) -> str:
    """Return the strong colour that most of what is drawn on `ground` has in one even tone; empty if there is none."""
    small = picture.convert("RGB").resize(
        (WIDE, round(WIDE * picture.height / picture.width)), Image.Resampling.NEAREST
    )
    strong = Counter({_hex(one): count for one, count in Counter(_pixels(small)).items()})
    for color in list(strong):
        if strength(color) < BRAND or contrast(color, ground) < SEEN:
            del strong[color]
    (color, count), *_ = strong.most_common(1) or [("", 0)]
    return color if count >= max(DRAWN * small.width * small.height, MAIN * strong.total()) else ""


def main_color(pictures: Sequence[Image.Image]) -> str:
    """Return the usual tone of the hue that most coloured pixels of `pictures` have; empty where few are coloured."""
    tones, hues = Counter[tuple[int, ...]](), Counter[int]()
    for picture in pictures:
        small = picture.convert("RGB").resize((WIDE // CELL, WIDE // CELL))
        tones.update(tuple(channel >> 3 << 3 for channel in one) for one in _pixels(small))
    tinged = {tone: many for tone, many in tones.items() if max(tone) - min(tone) >= TINGED}
    for tone, many in tinged.items():
        hues[_hue(tone)] += many
    if hues.total() == 0:
        return ""
    hue, count = hues.most_common(1)[0]
    usual = max((tone for tone in tinged if _hue(tone) == hue), key=lambda one: tinged[one])
    return _hex(usual) if count >= DRAWN * tones.total() else ""


def _hue(channels: tuple[int, ...]) -> int:
    """Return in which of twelve hues a colour is."""
    return round(12 * colorsys.rgb_to_hsv(*channels)[0]) % 12


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (0, 2, 4))


def _hex(channels: tuple[int, ...]) -> str:
    return "".join(f"{one:02X}" for one in channels)


def _lightness(channels: tuple[int, ...]) -> float:
    return color_from_hex(f"#{_hex(channels)}").luminance


def _pixels(picture: Image.Image) -> list[tuple[int, int, int]]:
    data = picture.tobytes()
    return list(zip(data[0::3], data[1::3], data[2::3], strict=True))


def _rectangles(heights: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return the largest rectangles under a histogram: where each begins, how wide and how high it is."""
    found, open_ = [], list[tuple[int, int]]()
    for at, high in enumerate((*heights, 0)):
        start = at
        while open_ and open_[-1][1] >= high:
            start, tall = open_.pop()
            found.append((start, at - start, tall))
        open_.append((start, high))
    return found
