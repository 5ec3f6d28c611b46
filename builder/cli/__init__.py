"""The commands, each loaded only when it is called, and the boundary where whatever goes wrong becomes an exit code."""

import errno
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

import click

from builder import __version__
from builder.codes import OUTPUT_LOST, UNREADABLE_SOURCE
from builder.model.findings import NOWHERE, BriefdeckError

DONE, CONTENT, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: done, the content has errors, wrong usage, a bug in briefdeck, stopped by Ctrl-C."""

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("builder.cli.build", "Build decks and handouts."),
    "import": ("builder.cli.import_", "Make a draft from a text, PDF, Word file or web page."),
    "check": ("builder.cli.check", "Report what is wrong, without building."),
    "show": ("builder.cli.show", "Print an outline of a source, or its data form."),
    "pull": ("builder.cli.pull", "Bring the edits of a deck back into its source."),
    "new": ("builder.cli.new", "Write a commented source to start from."),
    "schema": ("builder.cli.schema", "Print the JSON Schema of the data form."),
    "preview": ("builder.cli.preview", "Render slides and handout as pictures."),
    "theme": ("builder.cli.theme", "List, create, check and preview themes."),
    "verify": ("builder.cli.verify", "Verify finished decks, PDFs and folders."),
    "explain": ("builder.cli.explain", "Print the page of a rule, such as BD102."),
    "ledger": ("builder.cli.ledger", "Show where every sentence and every slide's text comes from."),
    "diff": ("builder.cli.diff", "Show what changed between two versions."),
}
"""Each command: the module whose `command` it is, and its line in the help."""

_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EIO}


class CommandGroup(click.Group):
    """A group that suggests the command that was meant where there is none of a name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` name."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from difflib import get_close_matches
            from pathlib import Path

            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            is_source = ctx.parent is None and Path(args[0]).exists()
            meant = near[0] if near else f"build {args[0]}" if is_source else ""
            ctx.fail(f"there is no command `{args[0]}`" + (f"; did you mean `{meant}`?" if meant else ""))
        return super().resolve_command(ctx, args)


class _Commands(CommandGroup):
    """A group that imports a command's module when the command is called, and none for the help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, loaded; None if there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table's lines, so that the help of the whole loads no command."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefdeck", message="%(prog)s %(version)s")
def group() -> None:
    """Make a PowerPoint deck and an accessible PDF handout, with the same words, of one commentary."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (those of the process where None) and return its exit code.

    This is the one place that catches everything: what cannot go on is printed as a finding, a bug in briefdeck is
    written down ready to paste, and neither ends in a traceback.
    """
    _speak_utf8()
    with _rare_collections(), _ending_in_order() as ended:
        code = _run(arguments)
    return 128 + ended[0] if ended else code


@contextmanager
def _ending_in_order() -> Iterator[list[int]]:
    """Let SIGTERM and SIGHUP end a run as Ctrl-C does, so that no worker is left behind; yield those that came.

    Where they are ignored or looked after, as `nohup` does, they stay so.
    """
    came: list[int] = []

    def end(number: int, frame: object) -> None:
        del frame
        came.append(number)
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    usual = [one for one in (getattr(signal, name) for name in names) if signal.getsignal(one) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        usual = []  # only the main thread may say what a signal does
    for one in usual:
        signal.signal(one, end)
    try:
        yield came
    finally:
        for one in usual:
            signal.signal(one, signal.SIG_DFL)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let the collector look for cycles seldom while a command runs.

    A build makes next to none, and at Python's pace the search takes a tenth of it. Those that are left of twenty
    builds may wait for a search.
    """
    usual = gc.get_threshold()
    gc.set_threshold(50_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _run(arguments: Sequence[str] | None) -> int:
    """Run the program and return its exit code, whatever goes wrong."""
    try:
        returned = group.main(args=arguments, prog_name="briefdeck", standalone_mode=False)
        _flush()
    except click.ClickException as fault:
        from builder.cli.terminal import say

        shown = io.StringIO()
        fault.show(shown)  # it may quote an argument of several lines
        say(shown.getvalue(), end="", err=True)
        return fault.exit_code
    except BriefdeckError as fault:
        _show(fault)
        return fault.finding.code.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nstopped", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CONTENT
    except OSError as fault:
        if fault.errno == errno.ENAMETOOLONG:
            message = "the name of a file is too long for the disk"
            _show(BriefdeckError(UNREADABLE_SOURCE, message, NOWHERE, "give it a shorter name"))
            return USAGE
        return _show_lost(fault) if fault.errno in _UNWRITABLE else _show_bug(fault)
    except Exception as fault:  # noqa: BLE001 - the boundary: whatever nobody expected is a bug in briefdeck
        return _show_bug(fault)
    return returned if isinstance(returned, int) else DONE


def _speak_utf8() -> None:
    """Make printing safe: no character and no odd file name may end a run, whatever the terminal can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _flush() -> None:
    """Find out here, not when Python ends, whether all that was printed could be written."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _show_lost(fault: OSError) -> int:
    """Say that standard output cannot be written, and send the rest of it nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    message = f"standard output cannot be written: {(fault.strerror or 'unknown reason').lower()}"
    _show(BriefdeckError(OUTPUT_LOST, message, NOWHERE, "make room, or send the output elsewhere; files are whole"))
    return CONTENT


def _show(fault: BriefdeckError) -> None:
    from builder.cli.printers.text import text_from
    from builder.cli.terminal import say

    for finding in fault.findings:
        say(text_from(finding), err=True)


def _show_bug(fault: Exception) -> int:
    from builder.cli.bug_log import write_bug_log
    from builder.cli.terminal import say

    say(write_bug_log(fault, sys.argv[1:]), err=True)
    return BUG
