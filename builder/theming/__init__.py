"""A theme from its TOML file, checked: keys, colours, contrast, fonts, boxes; every fault told in one run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from builder.codes import BAD_THEME, UNKNOWN_THEME
from builder.model.findings import NOWHERE, Report, Span
from builder.model.theme import Theme
from builder.theming.checks import check_contrast, check_fonts, check_greys, check_sheets, check_slides, check_type
from builder.theming.reading import INKS, read_pairs, read_theme
from builder.theming.theme_file import ThemeFile, did_you_mean
from builder.theming.theme_table import ThemeTable

__all__ = ["INKS", "load_theme", "theme_from_toml"]

FOLDER = "themes"
"""Where themes are among the assets."""


def load_theme(name: str, assets: Mapping[str, bytes], report: Report) -> Theme | None:
    """Return the theme `name` among `assets`, or None with findings in `report`."""
    file = f"{FOLDER}/{name}.toml"
    if file not in assets:
        known = tuple(
            sorted(one[len(FOLDER) + 1 : -5] for one in assets if re.fullmatch(rf"{FOLDER}/[^/]+\.toml", one))
        )
        report.add(UNKNOWN_THEME, NOWHERE, f"there is no theme `{name}`", did_you_mean(name, known))
        return None
    return theme_from_toml(file, assets[file], assets, report)


def theme_from_toml(name: str, data: bytes, assets: Mapping[str, bytes], report: Report) -> Theme | None:
    """Return the theme in `data` (TOML), or None with findings in `report`.

    `name` is the file as findings print it; its stem is the theme's name. `assets` tells which fonts exist.
    """
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        place = re.search(r"at line (\d+), column (\d+)", str(fault))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        why = str(fault).split(" (")[0].lower()
        report.add(BAD_THEME, Span(name, line, column), f"the theme is not TOML: {why}", "mend it at this place")
        return None
    before = len(report.findings)
    source = ThemeFile(name, data, report)
    top = ThemeTable(table, "", source)
    theme = read_theme(re.sub(r".*/|\.toml$", "", name), top)
    check_contrast(theme, read_pairs(top), source)
    check_greys(theme, source)
    check_fonts(theme, assets, source)
    check_type(theme, source)
    check_slides(theme, source)
    check_sheets(theme, source)
    return None if len(report.findings) > before else theme
