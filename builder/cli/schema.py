"""`briefdeck schema`: the JSON Schema of the data form."""

import click

from builder.cli import DONE
from builder.media import assets_folder

SCHEMA = "schemas/briefing.schema.json"
"""The asset that is printed."""


def schema() -> int:
    """Print the JSON Schema of the data form and return 0."""
    click.echo((assets_folder() / SCHEMA).read_text(encoding="utf-8"), nl=False)
    return DONE


@click.command()
def command() -> int:
    """Print the JSON Schema of the data form (YAML and JSON sources), for editors and programs."""
    return schema()
