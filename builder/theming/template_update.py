"""A theme follows a new edition of its template: three ways compared, so that what a person changed stays.

The three are the theme as it was derived from the old template, as it is now, and as it is derived from the new one.
"""

import tomllib
from collections.abc import Iterator, Mapping, MutableMapping

import tomlkit
from msgspec import Struct

from builder.theming.template_toml import toml_value

_ABSENT = object()


class ThemeChange(Struct, frozen=True):
    """A value of the theme on which the three do not agree."""

    path: str
    kept: bool
    """Whether the theme keeps a person's value; else it follows the template."""
    old: str
    """What the theme had, as TOML; empty for nothing."""
    new: str
    """What the new template gives; empty for nothing, or if it gives what the old one gave."""


class UpdatedTheme(Struct, frozen=True):
    """A theme's file after its template changed."""

    text: str
    changes: tuple[ThemeChange, ...]


def updated_theme(derived: str, current: str, new: str) -> UpdatedTheme:
    """Return the file `current`, in which what a person left as it was `derived` is as the `new` one has it.

    Comments, order and spelling of the file stay. ValueError (`tomllib.TOMLDecodeError`) if one is not TOML.
    """
    document = tomlkit.parse(current)
    found = list(_differences(tomllib.loads(derived), tomllib.loads(current), tomllib.loads(new), ()))
    for path, _, mine, theirs, base in found:
        if mine == base:
            _set_value(document, path, theirs)
    changes = tuple(
        ThemeChange(name, mine != base, _on_one_line(mine), _on_one_line(theirs) if theirs != base else "")
        for _, name, mine, theirs, base in found
    )
    return UpdatedTheme(tomlkit.dumps(document), changes)


_Difference = tuple[tuple[str, ...], str, object, object, object]


def _differences(base: object, mine: object, theirs: object, path: tuple[str, ...]) -> Iterator[_Difference]:
    """Yield path, name, and the three values wherever a person's value or the new template's is not the old one."""
    if isinstance(base, Mapping) and isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        for key in {**mine, **theirs, **base}:
            old, own, new = (one.get(key, _ABSENT) for one in (base, mine, theirs))
            yield from _differences(old, own, new, (*path, key))
    elif mine not in (theirs, base) or theirs not in (mine, base):
        yield path, ".".join(path), mine, theirs, base


def _set_value(document: MutableMapping[str, object], path: tuple[str, ...], value: object) -> None:
    """Set the value at `path`, or remove it."""
    table = document
    for key in path[:-1]:
        table = table[key]  # type: ignore[assignment]  # the three agree on the tables above
    if value is _ABSENT:
        del table[path[-1]]
    else:
        table[path[-1]] = _item(value)


def _item(value: object) -> object:
    """Return a value as tomlkit writes it: a table of plain values on one line, as `theme from` does."""
    if not isinstance(value, Mapping):
        return value
    flat = not any(isinstance(one, Mapping) for one in value.values())
    table = tomlkit.inline_table() if flat else tomlkit.table()
    for key, one in value.items():
        table[key] = _item(one)
    return table


def _on_one_line(value: object) -> str:
    return "" if value is _ABSENT else toml_value(value)
