"""Where a picture of an empty layout is calm: of one colour, so that words can appear there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PIL import Image, ImageFilter

from builder.model.units import Rect

CELL, WIDE = 4, 640
"""Pixels of a cell's side, and of the picture's width: 160 cells a slide, some 6 pt each."""

EDGE, APART = 20, 32
"""How far the channels of a calm cell may differ inside it, and from the ground, of 255."""

SPECKS = 2
"""Cells of a frame that may be drawn on: the grain of a picture, not a logo."""


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
        self._drawn: dict[str, list[bool]] = {}
        self._colors = _pixels(centers)
        self._restless = [
            max(b - a for a, b in zip(one, other, strict=True)) > EDGE
            for one, other in zip(_pixels(low), _pixels(high), strict=True)
        ]

    def ground(self, frame: Rect) -> str:
        """Return the colour that most of `frame` has, six hexadecimal digits."""
        cells = [self._colors[at] for at in self._within(frame)] or self._colors
        usual, _ = Counter((r >> 3, g >> 3, b >> 3) for r, g, b in cells).most_common(1)[0]
        alike = [one for one in cells if tuple(channel >> 3 for channel in one) == usual]
        return "".join(f"{round(sum(channel) / len(alike)):02X}" for channel in zip(*alike, strict=True))

    def share_drawn(self, frame: Rect, ground: str) -> float:
        """Return how much of `frame` the layout draws on."""
        cells = self._within(frame)
        bad = self._bad(ground)
        return sum(bad[at] for at in cells) / len(cells) if cells else 1.0

    def is_calm(self, frame: Rect, ground: str) -> bool:
        """Return whether `frame` can hold words: but for specks, the layout draws nothing in it."""
        cells, bad = self._within(frame), self._bad(ground)
        return bool(cells) and sum(bad[at] for at in cells) <= SPECKS

    def largest(self, frame: Rect, ground: str) -> Rect | None:
        """Return the largest rectangle of calm cells inside `frame`; None if there is none."""
        left, top, right, bottom = self._bounds(frame)
        bad, heights = self._bad(ground), [0] * (right - left)
        best, area = None, 0
        for row in range(top, bottom):
            for at in range(right - left):
                heights[at] = 0 if bad[row * self._across + left + at] else heights[at] + 1
            for start, wide, high in _rectangles(heights):
                if wide * high > area:
                    area, best = wide * high, (left + start, row - high + 1, wide, high)
        if best is None:
            return None
        x, y, wide, high = (round(one * self._scale) for one in best)
        found = Rect(x, y, min(wide, self._width - x), min(high, self._height - y))
        return self._clear_of_art(found, frame)

    def _clear_of_art(self, found: Rect, frame: Rect) -> Rect:
        """Return the part of `found` that keeps a little distance on the sides where it ends before `frame` does."""
        edge = 2 * round(self._scale)
        left = edge if found.x - frame.x > edge else 0
        top = edge if found.y - frame.y > edge else 0
        right = edge if frame.right - found.right > edge else 0
        bottom = edge if frame.bottom - found.bottom > edge else 0
        if found.width <= 4 * edge or found.height <= 4 * edge:
            return found
        return Rect(found.x + left, found.y + top, found.width - left - right, found.height - top - bottom)

    def _bad(self, ground: str) -> list[bool]:
        """Return for each cell whether it is drawn on, seen from the colour `ground`."""
        if ground not in self._drawn:
            self._drawn[ground] = self._compared(ground)
        return self._drawn[ground]

    def _compared(self, ground: str) -> list[bool]:
        base = tuple(int(ground[at : at + 2], 16) for at in (0, 2, 4))
        return [
            restless or max(abs(a - b) for a, b in zip(color, base, strict=True)) > APART
            for restless, color in zip(self._restless, self._colors, strict=True)
        ]

    def _bounds(self, frame: Rect) -> tuple[int, int, int, int]:
        """Return the cells that lie wholly inside `frame`."""
        edge = self._scale
        left, top = max(0, round(frame.x / edge + 0.49)), max(0, round(frame.y / edge + 0.49))
        right, bottom = min(self._across, int(frame.right / edge)), min(self._down, int(frame.bottom / edge))
        return left, top, max(left, right), max(top, bottom)

    def _within(self, frame: Rect) -> list[int]:
        left, top, right, bottom = self._bounds(frame)
        return [row * self._across + at for row in range(top, bottom) for at in range(left, right)]


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
