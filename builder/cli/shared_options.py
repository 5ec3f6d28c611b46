"""What several commands have in common: their options, the jobs of a build, and what decides where both are silent."""

import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

import click
from msgspec import Struct
from msgspec.structs import replace

from builder.cli.completion import one_or_more_of, severities, themes
from builder.cli.findings_output import findings_option
from builder.cli.terminal import say
from builder.codes import BAD_SETTINGS, NOTHING_TO_BUILD, UNKNOWN_THEME
from builder.edge.batch import Job
from builder.edge.settings import Settings, code_from, severity_from
from builder.edge.source_files import SourceFile, source_files, would_be_found
from builder.edge.workspace import read_source
from builder.model.findings import NOWHERE, BriefdeckError, Report, Severity
from builder.model.marking_and_brand import Marking
from builder.model.request import FORMATS, HANDOUTS, IMPOSITIONS, PAPERS, PRINTINGS, Options
from builder.read.marking import marking_from_text

EPOCH = "SOURCE_DATE_EPOCH"
"""The environment's time for files (reproducible-builds.org/specs/source-date-epoch)."""

_F = TypeVar("_F", bound=Callable[..., object])


class Choices(Struct, frozen=True):
    """What was asked for on the command line; None if the settings decide."""

    formats: tuple[str, ...] | None = None
    theme: str | None = None
    paper: str | None = None
    handouts: tuple[str, ...] | None = None
    pages: int | None = None
    printing: tuple[str, ...] | None = None
    marking: str | None = None
    watermark: bool | None = None
    mark_names: bool | None = None
    strict: bool | None = None
    outside: bool | None = None
    severities: tuple[str, ...] = ()
    """Each `RULE=SEVERITY`."""
    replacing: bool = False
    """Whether edited products are kept under another name and replaced."""
    force_exclude: bool = False
    """Whether files that are named are left out as well where the walk of a folder would leave them out."""

    def options(self, settings: Settings) -> Options:
        """Return the options for sources under `settings`: what was typed goes before what the project wants."""
        usual = settings.options
        return replace(
            usual,
            formats=usual.formats if self.formats is None else self.formats,
            theme=usual.theme if self.theme is None else self.theme,
            paper=usual.paper if self.paper is None else self.paper,
            handouts=usual.handouts if self.handouts is None else self.handouts,
            pages=usual.pages if self.pages is None else self.pages,
            printing=usual.printing if self.printing is None else self.printing,
            marking=self._marking(usual.marking),
            today=_today(),
            moment=moment_from(os.environ.get(EPOCH)),
        )

    def _marking(self, usual: Marking) -> Marking:
        words = usual
        if self.marking is not None:
            report = Report()
            words = marking_from_text(self.marking, NOWHERE, report)
            for one in report.findings:
                raise click.UsageError(": ".join((one.message, *one.hints)))
        return Marking(
            words.text,
            words.until,
            usual.watermark if self.watermark is None else self.watermark,
            usual.in_name if self.mark_names is None else self.mark_names,
        )

    def settings(self, found: Settings) -> Settings:
        """Return the project's settings with what was typed instead."""
        return replace(
            found,
            strict=found.strict if self.strict is None else self.strict,
            pictures_outside=found.pictures_outside if self.outside is None else self.outside,
            severities=(*found.severities, *(_severity(one) for one in self.severities)),
        )


def _today() -> date:
    """Return the day on which embargoes are looked at: that of SOURCE_DATE_EPOCH where it is set."""
    moment = moment_from(os.environ.get(EPOCH))
    return datetime.now(UTC).date() if moment is None else datetime.fromtimestamp(moment, UTC).date()


def moment_from(text: str | None) -> int | None:
    """Return SOURCE_DATE_EPOCH as a number, None if it is not set; BriefdeckError if it is not a whole number."""
    if not text:
        return None
    if not re.fullmatch(r"\d{1,12}", text):
        message = f"the environment's {EPOCH} is `{text[:40]}`, not a whole number of seconds"
        raise BriefdeckError(BAD_SETTINGS, message, NOWHERE, "set it to seconds since 1970, or unset it")
    return int(text)


def usual_paths() -> tuple[Path, ...]:
    """Return what is meant where no path is given: the folder `decks`, or all that is here where there is none."""
    decks = Path("decks")
    return (decks,) if decks.is_dir() else (Path(),)


def jobs_for(
    paths: Sequence[Path], out: Path, choices: Choices, pass_over: Callable[[Path], None] = lambda _: None
) -> tuple[Job, ...]:
    """Return a job for each source among `paths`: files as they are, folders with all briefings that are in them.

    `pass_over` is called with each file in a folder that ends like a source and is no briefing.
    Products of a source that was found below a folder go to the folder of the same name below `out`.
    BriefdeckError (`nothing-to-build`) if there is no source at all.
    """
    jobs = []
    for one in source_files(paths, without=out):
        if choices.force_exclude and one.folder is None and not would_be_found(one.path):
            continue
        if (one.folder is not None or choices.force_exclude) and one.is_stray:
            pass_over(one.path)
        else:
            jobs.append(_job(one, out, choices))
    if not jobs and not choices.force_exclude:
        places = ", ".join(f"`{path.as_posix()}`" for path in paths)
        message = f"there is no source in {places}"
        hint = "sources end in .md, .yaml or .json; create one with `briefdeck new TITLE`"
        raise BriefdeckError(NOTHING_TO_BUILD, message, NOWHERE, hint)
    _refuse_without_effect(choices, jobs)
    return tuple(jobs)


def said_passed_over(*, quiet: bool) -> Callable[[Path], None]:
    """Return what says that a file in a folder is no briefing; nothing where it is to be `quiet`."""
    return (lambda _: None) if quiet else _say_passed_over


def _say_passed_over(path: Path) -> None:
    markdown = path.suffix.lower() in {".md", ".markdown"}
    lacks = "does not begin with front matter" if markdown else "has neither a title nor questions"
    say(f"{path.as_posix()}  passed over: no briefing, for it {lacks}", err=True)


_MARKING = re.compile(rb"^[ \t]*[\"']?marking[\"']?[ \t]*:", re.MULTILINE)


def _refuse_without_effect(choices: Choices, jobs: Sequence[Job]) -> None:
    """UsageError for an option that was typed and changes nothing in any of `jobs`."""
    full = any("pdf" in one.options.formats and "full" in one.options.handouts for one in jobs)
    if choices.pages is not None and not full:
        raise click.UsageError("`--pages` is for the full handout, which is not built: add `full` to `--handout`")
    typed = [
        name for name, value in (("--watermark", choices.watermark), ("--mark-names", choices.mark_names)) if value
    ]
    if typed and not any(one.options.marking.text or _MARKING.search(read_source(one.path)) for one in jobs):
        raise click.UsageError(f"`{typed[0]}` shows a marking, and there is none: give one with `--marking WORDS`")


def theme_place(theme: str, settings: Settings) -> tuple[str, Path | None]:
    """Return the name of `theme` and the folder of themes where it is looked for before ours.

    A path to a TOML file is its own folder, counted from where the settings are where it is not found from here;
    a name is looked for in the project's folder `themes`.
    """
    if theme.lower().endswith((".pptx", ".potx")):
        hints = "make a theme of it with `briefdeck theme from`", "or build with `--template` for a first look"
        raise BriefdeckError(UNKNOWN_THEME, f"`{theme}` is a PowerPoint file, not a theme", NOWHERE, *hints)
    if not theme.endswith(".toml"):
        return theme, settings.themes
    path = Path(theme)
    if not path.is_file() and (settings.folder / theme).is_file():
        path = settings.folder / theme
    if not path.is_file():
        message = f"there is no theme file `{theme}`"
        near = get_close_matches(path.name, [one.name for one in path.parent.glob("*.toml")], 1)
        hint = f"did you mean `{path.with_name(near[0]).as_posix()}`?" if near else "check its path"
        raise BriefdeckError(UNKNOWN_THEME, message, NOWHERE, hint, "`briefdeck theme new` makes a theme")
    return path.stem, path.parent


def _job(source: SourceFile, out: Path, choices: Choices) -> Job:
    settings = choices.settings(source.settings)
    options = choices.options(settings)
    theme, themes = theme_place(options.theme, settings)
    return Job(
        path=source.path,
        folder=out if source.folder is None else out / source.path.parent.relative_to(source.folder),
        options=replace(options, theme=theme),
        outside=settings.pictures_outside,
        replacing=choices.replacing,
        severities=tuple(settings.severities_for(source.path).items()),
        themes=themes,
    )


def _severity(text: str) -> tuple[str, Severity | None]:
    name, _, wanted = text.partition("=")
    code = code_from(name)
    if code is None:
        raise click.UsageError(f"there is no rule `{name}`")
    try:
        severity = severity_from(wanted)
    except ValueError as fault:
        message = f"`{text}` has no severity: write `{name}=LEVEL`, with error, warning, note or ignore"
        raise click.UsageError(message) from fault
    if code.severity is Severity.ERROR and severity is not Severity.ERROR:
        raise click.UsageError(f"`{code.name}` is an error and cannot be downgraded")
    return code.number, severity


def with_choices(command: _F) -> _F:
    """Add the options that `build` and `check` share to a command's function."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class WholeNumber(click.IntRange):
    """A whole number between two others, called so where something else is typed."""

    name = "whole number"


def listed(
    choices: Sequence[str], *, least: int = 0
) -> Callable[[click.Context, click.Parameter, Sequence[str]], tuple[str, ...] | None]:
    """Return a callback that takes words with commas between them, each one of `choices`, at `least` so many.

    Lists that are given several times add up; None where none is given.
    """

    def split(ctx: click.Context, parameter: click.Parameter, texts: Sequence[str]) -> tuple[str, ...] | None:
        if not texts:
            return None
        words = tuple(dict.fromkeys(word.strip() for text in texts for word in text.split(",") if word.strip()))
        for word in words:
            if word not in choices:
                message = f"there is no `{word}`; choose from {', '.join(choices)}"
                raise click.BadParameter(message, ctx=ctx, param=parameter)
        if len(words) < least:
            raise click.BadParameter(f"name one of {', '.join(choices)}", ctx=ctx, param=parameter)
        return words

    return split


def handout_option(
    text: str = f"Any of {', '.join(HANDOUTS)}: several become files of their own.",
) -> Callable[[_F], _F]:
    """Return the option for the forms of the handout."""
    return click.option(
        "--handout",
        "handouts",
        multiple=True,
        metavar="LIST",
        callback=listed(HANDOUTS, least=1),
        help=text,
        shell_complete=one_or_more_of(HANDOUTS),
    )


def _checked_printing(ctx: click.Context, parameter: click.Parameter, texts: Sequence[str]) -> tuple[str, ...] | None:
    """Return the ways of printing; two impositions cannot go on one sheet."""
    found = listed(PRINTINGS)(ctx, parameter, texts)
    several = [one for one in found or () if one in IMPOSITIONS]
    if len(several) > 1:
        message = f"`{several[0]}` and `{several[1]}` cannot be printed on one sheet; keep one of them"
        raise click.BadParameter(message, ctx=ctx, param=parameter)
    return found


def printing_option(text: str) -> Callable[[_F], _F]:
    """Return the option for the ways of printing."""
    return click.option(
        "--print",
        "printing",
        multiple=True,
        metavar="LIST",
        callback=_checked_printing,
        help=text,
        shell_complete=one_or_more_of(PRINTINGS),
    )


def _not_all_missing(ctx: click.Context, parameter: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return `paths`; BadParameter where none of them is there. One that is missing among others is a finding."""
    if paths and not any(path.exists() for path in paths):
        raise click.BadParameter(no_such_file(paths[0]), ctx, parameter)
    return paths


def no_such_file(path: Path) -> str:
    """Return what to say where there is nothing at `path`: a file of nearly that name is probably meant."""
    folder = path.parent
    names = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
    near = [one for one in names if one == f"{path.name}.md"] or get_close_matches(path.name, names, 1)
    meant = f"; did you mean '{path.with_name(near[0]).as_posix()}'?" if near else ""
    return f"there is no file or folder '{path.as_posix()}'{meant}"


PAPER = click.Choice(PAPERS, case_sensitive=False)
"""The names of papers, `A4` as well as `a4`."""

_OPTIONS = (
    click.argument(
        "paths", nargs=-1, type=click.Path(path_type=Path), callback=_not_all_missing, metavar="[FILES or FOLDERS]...",
    ),
    click.option(
        "--theme", metavar="NAME", shell_complete=themes, help="Theme: a name, or a path to its TOML file."
    ),
    click.option("--paper", type=PAPER, help="Paper of the handout."),
    handout_option(),
    click.option("--pages", type=WholeNumber(1, 99), metavar="N", help="The most pages for the full handout."),
    printing_option(f"Any of {', '.join(PRINTINGS)}."),
    click.option("--marking", metavar="WORDS", help="On every slide and page: DRAFT, EMBARGO until 2025-09-04."),
    click.option("--watermark", flag_value=True, default=None, help="Also show the marking across slides and pages."),
    click.option("--mark-names", flag_value=True, default=None, help="Also name the products after the marking."),
    click.option("--allow-outside", "outside", flag_value=True, default=None, help="Allow pictures from any folder."),
    click.option("--strict", flag_value=True, default=None, help="Treat warnings as errors."),
    click.option(
        "--severity", "severities", multiple=True, metavar="RULE=LEVEL", shell_complete=severities,
        help="error, warning, note or ignore.",
    ),
    findings_option,
    click.option("--force-exclude", is_flag=True, help="Also exclude named files that a folder's build excludes."),
    click.option("-j", "--jobs", "processes", type=WholeNumber(1, 256), default=1, metavar="N", help="Processes."),
    click.option("-v", "--verbose", count=True, help="Show how each slide fits; -vv: each box of both products."),
    click.option("-q", "--quiet", is_flag=True, help="Show errors only."),
)  # fmt: skip

formats_option = click.option(
    "--format", "formats", multiple=True, metavar="LIST", callback=listed(FORMATS, least=1),
    shell_complete=one_or_more_of(FORMATS), help=f"Any of {', '.join(FORMATS)}.",
)  # fmt: skip


class NamedPath(click.Path):
    """A `click.Path` that refuses an empty text, which would mean the current folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path, or fail where `value` is empty."""
        if value == "":
            self.fail("it is empty; name a path, or `.` for the current folder", param, ctx)
        return super().convert(value, param, ctx)
