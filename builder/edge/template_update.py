"""A theme that was made from a template follows its new edition: files read, derived again, compared."""

import tomllib
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.codes import BAD_THEME, NOT_FROM_TEMPLATE
from builder.edge.template_import import (
    DERIVED,
    TemplateChoices,
    faults_of,
    import_template,
    layouts_of,
    template_bytes,
)
from builder.model.findings import BriefdeckError, Report, Span
from builder.theming.template_file import clean_template
from builder.theming.template_layouts import TemplateDeck
from builder.theming.template_update import ThemeChange, updated_theme


class ThemeUpdate(Struct, frozen=True):
    """What an update writes."""

    text: str
    """The theme's file."""
    files: tuple[tuple[str, bytes], ...]
    """The files of its folder, by their names."""
    changes: tuple[ThemeChange, ...]


def update_theme(theme: Path, template: Path, choices: TemplateChoices, report: Report) -> ThemeUpdate | None:
    """Return the theme at `theme` as it follows `template`; None with findings if it would have faults.

    Layouts and fonts that are not chosen again stay those that the theme has.
    """
    folder, name = theme.parent / theme.stem, theme.as_posix()
    recorded = folder / DERIVED
    if not recorded.is_file():
        message = f"`{name}` was not made from a template, or its file `{theme.stem}/{DERIVED}` is missing"
        hint = "make a theme with `briefdeck theme from`, and move your changes into it"
        raise BriefdeckError(NOT_FROM_TEMPLATE, message, Span(name), hint)
    try:
        derived, current = recorded.read_text(encoding="utf-8"), theme.read_text(encoding="utf-8")
        old = tomllib.loads(derived)
        updated_theme(derived, current, derived)
    except (ValueError, RecursionError, OSError) as fault:
        why = "it is nested too deeply" if isinstance(fault, RecursionError) else fault
        message = f"the theme, or its file `{theme.stem}/{DERIVED}`, is not TOML: {why}"
        raise BriefdeckError(BAD_THEME, message, Span(name), "fix it first") from fault
    wanted = _same_layouts(old, folder, template, choices)
    made = import_template(template, theme.stem, wanted, report, label=str(old.get("label", theme.stem)))
    found = updated_theme(derived, current, made.toml)
    merged = replace(made, toml=found.text)
    report.findings += faults_of(merged)
    return None if report.failed else ThemeUpdate(found.text, made.files, found.changes)


def _same_layouts(old: dict[str, object], folder: Path, template: Path, choices: TemplateChoices) -> TemplateChoices:
    """Return `choices` with the theme's own layouts, by the names that the template has for them, and its own fonts."""
    base = folder / "base.pptx"
    fonts = choices.fonts or (folder if any(folder.glob("*.ttf")) else None)
    table = old.get("template")
    if not base.is_file() or not isinstance(table, dict):
        return replace(choices, fonts=fonts)
    before, after = (
        layouts_of(clean_template(one.as_posix(), template_bytes(one)), one.as_posix()) for one in (base, template)
    )
    return replace(
        choices,
        without=choices.without or _strings(table.get("without")),
        keep=choices.keep or _strings(table.get("keep")),
        cover=choices.cover or _still_there(str(table.get("cover")), before, after),
        content=choices.content or _still_there(str(table.get("content")), before, after),
        fonts=fonts,
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _still_there(part: str, before: TemplateDeck, after: TemplateDeck) -> str:
    """Return the name of the layout `part` if the new template has one of that name, else nothing."""
    name = next((one.name for one in before.layouts if one.part == part), "")
    return name if name and any(one.name == name for one in after.layouts) else ""
