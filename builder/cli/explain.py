"""`briefdeck explain`: the page of a rule."""

import difflib
import re

import click

from builder.cli import DONE
from builder.cli.completion import rules
from builder.codes import CODES
from builder.codes.rule_pages import page_of
from builder.edge.settings import code_from


def explain(rule: str | None) -> int:
    """Print the page of `rule` (number or name), or the list of all rules where it is None, and return 0."""
    if rule is None:
        for number in sorted(CODES):
            click.echo(f"{number}  {CODES[number].severity.value:<7}  {CODES[number].name}")
        return DONE
    code = code_from(rule)
    if code is None:
        names = {one.lower(): one for known in CODES.values() for one in (known.number, known.name)}
        is_number = re.fullmatch(r"(?i)BD\d{3}", rule)  # a number close by is another matter
        near = [] if is_number else difflib.get_close_matches(rule.lower(), names, n=1)
        hint = f"did you mean `{names[near[0]]}`?" if near else "`briefdeck explain` lists all"
        raise click.UsageError(f"there is no rule `{rule}`; {hint}")
    click.echo(page_of(code).text.rstrip())
    return DONE


@click.command()
@click.argument("rule", required=False, shell_complete=rules)
def command(rule: str | None) -> int:
    """Print the page of RULE (such as BD102 or unknown-key): what it finds, why, and what to write instead.

    Without a rule, list all rules.
    """
    return explain(rule)
