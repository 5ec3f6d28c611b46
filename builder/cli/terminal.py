"""Printing for people: nothing from a source, a file name or a record can steer a terminal or a workflow's log."""

import re
import unicodedata

import click

_STEERING = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode's categories of control characters, surrogates, and separators of lines and paragraphs."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the words after it, to the end of the line: a name could then be read as another."""

_COMMAND = re.compile(r"^(\s*)::|##(?=\[)", re.MULTILINE)
"""What a GitHub runner takes for a command: `::` first in a line, `##[` anywhere (actions/runner, ActionCommand.cs)."""


def say(text: str, *, err: bool = False, end: str = "\n") -> None:
    """Print lines of `text` on standard output, or standard error where `err`."""
    click.echo(harmless(text) + end, nl=False, err=err)


def say_as(form: str, text: str) -> None:
    """Print a report as `form` (text, markdown or json) on standard output; JSON is for programs and stays as it is."""
    click.echo(text if form == "json" else harmless(text), nl=False)


def harmless(text: str) -> str:
    """Return lines of text with control characters escaped and commands to a workflow's runner broken."""
    lines = "".join(one if one == "\n" else visible(one) for one in text) if not text.isprintable() else text
    return _COMMAND.sub(lambda found: f"{found[1]}.::" if found[0].endswith("::") else "# #", lines)


def visible(text: str) -> str:
    """Return `text` as one line: what would steer a terminal, line ends among it, is written as an escape."""
    if text.isprintable():
        return text
    return "".join(_escape(one) if _steers(one) else one for one in text)


def counted(number: int, word: str) -> str:
    """Return `number` with `word`, in the plural where it is not one."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _steers(char: str) -> bool:
    return unicodedata.category(char) in _STEERING or char in _TURNING


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
