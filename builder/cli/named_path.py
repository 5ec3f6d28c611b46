"""A path on the command line that is named: an empty one, as an unset variable of a shell gives, is wrong usage."""

from __future__ import annotations

import os

import click


class NamedPath(click.Path):
    """A `click.Path` that refuses an empty text, which would mean the current folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path, or fail where `value` is empty."""
        if value == "":
            self.fail("it is empty; name a path, or `.` for the current folder", param, ctx)
        return super().convert(value, param, ctx)
