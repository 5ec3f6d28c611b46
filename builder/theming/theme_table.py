"""A table of a theme file: each value is what it must be, or a stand-in with a finding."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct

from builder.codes import BAD_THEME
from builder.model.marking_and_brand import Brand
from builder.model.units import Color, Rect, color_from_hex, pt
from builder.theming.theme_places import ThemeFile, did_you_mean

BLACK = Color(0, 0, 0)

_BRAND = {name.replace("_", "-") for name in Brand.__struct_fields__}
"""Keys that belong in the table `[brand]`."""


class ThemeTable(Struct, frozen=True):
    """A table and the path to it, such as `slides.title`."""

    values: dict[str, object]
    path: str
    source: ThemeFile

    def at(self, key: str) -> str:
        """Return the path of `key`."""
        return f"{self.path}.{key}" if self.path else key

    def refuse(self, key: str, message: str, *hints: str) -> None:
        """Add the finding that `key` is faulty."""
        self.source.find(BAD_THEME, self.at(key), message, *hints)

    def known(self, *keys: str) -> None:
        """Add a finding for each key that is none of `keys`."""
        for key in self.values:
            if key not in keys:
                where = f"`{self.path}`" if self.path else "a theme"
                message = f"{where} has no key `{key}`"
                hint = "write it under `[brand]`" if key in _BRAND and not self.path else did_you_mean(key, keys)
                self.source.remark(BAD_THEME, self.at(key), message, hint)

    def text(self, key: str, usual: str | None = None) -> str:
        """Return the text at `key`; `usual` where there is none."""
        value = self.values.get(key, usual)
        if isinstance(value, str):
            return value
        self._wrong(key, "text in quotes")
        return usual or ""

    def one_of(self, key: str, words: tuple[str, ...], usual: str | None = None) -> str:
        """Return the word at `key`, which must be one of `words`."""
        value = self.text(key, usual)
        if value not in words and self.source.sound(self.at(key)):
            self.refuse(key, f"`{self.at(key)}` cannot be `{value}`", did_you_mean(value, words))
        return value if value in words else words[0]

    def number(self, key: str, usual: float | None = None, least: float = -math.inf) -> float:
        """Return the number at `key`, which must not be below `least`."""
        value = self.values.get(key, usual)
        if not _is_number(value):
            self._wrong(key, "a number")
        elif float(value) < least:  # type: ignore[arg-type] # known to be a number
            self.refuse(key, f"`{self.at(key)}` is {value}", f"give at least {least:g}")
        else:
            return float(value)  # type: ignore[arg-type] # known to be a number
        return max(usual or 0.0, least, 0.0)

    def count(self, key: str, usual: int | None = None, least: int = 0) -> int:
        """Return the whole number at `key`."""
        value = self.number(key, usual, least)
        if value != int(value):
            self.refuse(key, f"`{self.at(key)}` is {value}", "give a whole number")
        return int(value)

    def flag(self, key: str) -> bool:
        """Return the truth value at `key`; False if there is none."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self._wrong(key, "`true` or `false`")
        return value is True

    def words(self, key: str) -> tuple[str, ...]:
        """Return the texts in the list at `key`; none if there is no list."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self._wrong(key, "a list of texts", f', as in `{key} = ["…", "…"]`')
        return ()

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return the numbers in the list at `key`; none if there is no list."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(_is_number(one) for one in value):
            return tuple(value)
        self._wrong(key, "a list of numbers")
        return ()

    def rect(self, key: str) -> Rect:
        """Return the frame at `key`: x, y, width and height in points."""
        values = self.numbers(key)
        if len(values) == 4:
            return Rect(*(pt(one) for one in values))
        if self.source.sound(self.at(key)):
            self.refuse(key, f"`{self.at(key)}` has {len(values)} numbers", "give x, y, width and height in points")
        return Rect(0, 0, 0, 0)

    def color(self, key: str) -> Color:
        """Return the colour at `key`."""
        value = self.text(key)
        try:
            return color_from_hex(value)
        except ValueError:
            if self.source.sound(self.at(key)):
                self.refuse(key, f"`{value}` is not a colour", "write six hexadecimal digits, as in `#17304C`")
            return BLACK

    def entry(self, key: str) -> ThemeTable:
        """Return the table at `key`; an empty one, with a finding, if there is none."""
        value = self.values.get(key)
        if isinstance(value, dict):
            return ThemeTable(value, self.at(key), self.source)
        self._wrong(key, "a table")
        return ThemeTable({}, self.at(key), self.source)

    def entries(self, *beside: str) -> Iterator[tuple[str, ThemeTable]]:
        """Return each table in this one by its key; keys named `beside` are not tables."""
        for key in self.values:
            if key not in beside:
                yield key, self.entry(key)

    def listed(self, key: str) -> tuple[ThemeTable, ...]:
        """Return the tables in the list at `key`; none if there is no list."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return tuple(ThemeTable(one, self.at(key), self.source) for one in value)
        self._wrong(key, "a list of tables")
        return ()

    def _wrong(self, key: str, wanted: str, example: str = "") -> None:
        if key in self.values:
            self.refuse(key, f"`{self.at(key)}` is not {wanted}", f"write {wanted}{example}")
        else:
            where = f"`{self.path}`" if self.path else "the theme"
            self.refuse(key, f"{where} lacks `{key}`", f"add `{key}`: {wanted}{example}")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
