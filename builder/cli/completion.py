"""Words that the shell completes: the choices of options that take lists, themes, languages of labels."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import click

from builder.codes import CODES
from builder.model.findings import Severity

Completer = Callable[[click.Context, click.Parameter, str], list[str]]
"""Returns the words that go on from what was typed."""


def one_or_more_of(choices: Sequence[str]) -> Completer:
    """Return what completes a list of `choices` with commas between them: the word behind the last comma."""

    def complete(_ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
        before, comma, word = begun.rpartition(",")
        taken = before.split(",")
        return [f"{before}{comma}{one}" for one in choices if one.startswith(word) and one not in taken]

    return complete


def rules(_ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """Return the numbers and names of rules that begin so."""
    return [name for code in CODES.values() for name in (code.number, code.name) if name.startswith(begun)]


def severities(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Return rules, and behind the `=` the levels that a rule may have."""
    rule, equals, level = begun.partition("=")
    if not equals:
        return [f"{one}=" for one in rules(ctx, parameter, begun)]
    return [f"{rule}={one}" for one in (*(one.value for one in Severity), "ignore") if one.startswith(level)]


def themes(_ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """Return the names of our themes and of those in the project's folder `themes`."""
    own = import_module("builder.theming").theme_names(import_module("builder.media").installed_assets())
    there = [path.stem for path in Path("themes").glob("*.toml")]
    return [name for name in dict.fromkeys((*sorted(there), *own)) if name.startswith(begun)]


def languages(_ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """Return the languages that labels are written in."""
    files = import_module("builder.media").installed_assets()
    names = (name.removeprefix("labels/").removesuffix(".toml") for name in files if name.startswith("labels/"))
    return sorted(name for name in names if name.startswith(begun) and name.replace("-", "").isalnum())
