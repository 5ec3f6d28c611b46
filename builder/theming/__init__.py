"""A theme from its TOML file, checked: keys, colours, contrast, fonts, boxes; every fault reported in one run."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches

from builder.codes import BAD_THEME, UNKNOWN_THEME
from builder.model.findings import NOWHERE, Report, Span
from builder.model.theme import Theme
from builder.theming.checks import (
    check_base,
    check_contrast,
    check_fonts,
    check_greys,
    check_paper_contrast,
    check_pictures,
    check_sheets,
    check_slides,
    check_type,
)
from builder.theming.paper_palette import with_paper_palette
from builder.theming.theme_places import ThemeFile, did_you_mean
from builder.theming.theme_reader import INKS, read_least_contrast, read_pairs, read_theme
from builder.theming.theme_table import ThemeTable

__all__ = ["INKS", "check_art", "check_brand", "load_theme", "theme_from_toml", "theme_names"]

FOLDER = "themes"
"""Where themes are among the assets."""


def theme_names(assets: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the names of the themes among `assets`."""
    files = (re.fullmatch(rf"{FOLDER}/([^/]+)\.toml", name) for name in assets)
    return tuple(sorted({found[1] for found in files if found}))


def load_theme(name: str, assets: Mapping[str, bytes], report: Report) -> Theme | None:
    """Return the theme `name` among `assets`, or None with findings in `report`."""
    file = f"{FOLDER}/{name}.toml"
    if file not in assets:
        known = tuple(
            sorted(one[len(FOLDER) + 1 : -5] for one in assets if re.fullmatch(rf"{FOLDER}/[^/]+\.toml", one))
        )
        near = get_close_matches(name, known, 1, 0.6)
        message = f"there is no theme `{name}`" + (f"; did you mean `{near[0]}`?" if near else "")
        listed = ", ".join(f"`{one}`" for one in known)
        report.add(UNKNOWN_THEME, NOWHERE, message, f"use one of {listed}, or give the path of a theme")
        return None
    return theme_from_toml(file, assets[file], assets, report)


def theme_from_toml(name: str, data: bytes, assets: Mapping[str, bytes], report: Report) -> Theme | None:
    """Return the theme in `data` (TOML), or None with findings in `report`.

    `name` is the file as findings print it; its stem is the theme's name. Among `assets` are the fonts, and the themes
    that it may extend.
    """
    before = len(report.findings)
    read = _tables_of(name, data, assets, report, above=())
    if read is None:
        return None
    table, source = read
    top = ThemeTable(table, "", source)
    theme = with_paper_palette(read_theme(re.sub(r".*/|\.toml$", "", name), top))
    least = read_least_contrast(top)
    check_contrast(theme, read_pairs(top), source, least)
    check_paper_contrast(theme, source, least)
    check_greys(theme, source)
    check_fonts(theme, assets, source)
    check_pictures(theme, assets, source)
    check_base(theme, assets, source)
    check_type(theme, source)
    check_slides(theme, source)
    check_sheets(theme, source)
    return None if len(report.findings) > before else theme


def check_art(name: str, data: bytes, assets: Mapping[str, bytes], report: Report) -> None:
    """Add what the pictures of a template's layouts show to be hard to read in the theme in `data`, which is sound."""
    theme = theme_from_toml(name, data, assets, Report())
    if theme and theme.base:
        from builder.theming.text_on_art import check_on_art

        check_on_art(theme, assets, ThemeFile(name, data, report))


def check_brand(theme: Theme, assets: Mapping[str, bytes], report: Report) -> None:
    """Add what builds will say of the brand in `theme`: an accent too pale for text, a logo that can hardly be seen."""
    from builder.media import Media
    from builder.model.scene import Door
    from builder.theming.brand import BrandSource, branded, merged_brand

    brand, keys = merged_brand((BrandSource(theme.brand, Door.ASSET, "themes/"),))
    if brand.given:
        branded(theme, brand, keys, Media(assets, {}), report)


def _tables_of(
    name: str, data: bytes, assets: Mapping[str, bytes], report: Report, above: tuple[str, ...]
) -> tuple[dict[str, object], ThemeFile] | None:
    """Return the tables of a theme's file over those of the theme that it extends; `above` are files that extend it."""
    try:
        table: dict[str, object] = tomllib.loads(data.decode("utf-8-sig"))  # editors on Windows begin files with a mark
    except RecursionError:
        report.add(BAD_THEME, Span(name, 1, 1), "the theme nests too deeply", "use fewer levels")
        return None
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        hint = "save it as UTF-8"
        report.add(BAD_THEME, Span(name, line, 1), "the theme is not text in UTF-8", hint)
        return None
    except ValueError as fault:  # not TOML, or a number of thousands of digits
        from builder.model.toml_faults import toml_fault

        why, hint, at = toml_fault(fault)
        report.add(BAD_THEME, Span(name, *(at or (1, 1))), why, hint)
        return None
    if "extends" not in table:
        return table, ThemeFile(name, data, report)
    base = _base_of(table.pop("extends"), ThemeFile(name, data, report), assets, (*above, name))
    if base is None:
        return None
    below = _tables_of(base, assets[base], assets, report, (*above, name))
    if below is None:
        return None
    usual = re.sub(r".*/|\.toml$", "", name).replace("-", " ").capitalize()
    return _laid_over({"label": usual, **table}, below[0]), ThemeFile(name, data, report, below[1])


def _base_of(value: object, source: ThemeFile, assets: Mapping[str, bytes], above: tuple[str, ...]) -> str | None:
    """Return the file of the theme that `extends` names, or None with a finding."""
    file = f"{FOLDER}/{value}.toml"
    known = theme_names(assets)
    if not isinstance(value, str) or file not in assets:
        source.find(BAD_THEME, "extends", f"there is no theme `{value}` to extend", did_you_mean(str(value), known))
        return None
    if file in above:
        source.find(BAD_THEME, "extends", f"`{value}` extends this theme itself", "extend another theme")
        return None
    return file


def _laid_over(above: dict[str, object], below: dict[str, object]) -> dict[str, object]:
    """Return the tables `above` with what only those `below` have; lists and single values are taken whole.

    `key = false` takes a table of the theme below away.
    """
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if value is False and isinstance(under, dict):
            del merged[key]
            continue
        merged[key] = _laid_over(value, under) if isinstance(value, dict) and isinstance(under, dict) else value
    return merged
