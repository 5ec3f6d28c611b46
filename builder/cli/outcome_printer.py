"""Run the jobs and print results: progress bar, findings, products, summary."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from msgspec import Struct, field

from builder.cli import BUG, CONTENT, DONE
from builder.cli.findings_output import FindingsForms, FindingsOutput
from builder.cli.printers import STREAMED, Checked
from builder.cli.terminal import counted, say
from builder.edge.batch import Outcome, WrittenFile
from builder.model.findings import Finding, Severity
from builder.model.scene import Fit
from builder.model.units import pt_from_emu


class ReportOptions(Struct, frozen=True):
    """How much is reported, and in which form."""

    forms: FindingsForms = field(default_factory=FindingsForms)
    verbose: int = 0
    """1: the record and a line for each slide; 2: a line for each box."""
    quiet: bool = False
    findings_are_output: bool = False
    """Whether text findings are what the command is for, and belong to standard output."""
    fail_fast: bool = False
    """Whether to stop at the first source with errors."""


def print_outcomes(outcomes: Iterable[Outcome], count: int, reporting: ReportOptions) -> OutcomePrinter:
    """Print what becomes of `count` sources as it is known, and return what was printed, to be closed."""
    to_error = not reporting.findings_are_output
    printer = OutcomePrinter(
        reporting, ProgressBar(count, shown=not reporting.quiet), FindingsOutput(reporting.forms, to_error=to_error)
    )
    with printer.bar:
        for outcome in outcomes:
            printer.print(outcome)
            if reporting.fail_fast and outcome.failed:
                break
    return printer


class OutcomePrinter(Struct):
    """Prints what became of each source, and at the end what is one document."""

    reporting: ReportOptions
    bar: ProgressBar
    findings: FindingsOutput
    sources: int = 0
    severities: list[Severity] = field(default_factory=list)
    bugs: int = 0
    kept: int = 0
    planned: list[tuple[int, int]] = field(default_factory=list)
    """The slides and handout pages that a build would make of each checked source."""
    bad: list[tuple[str, int]] = field(default_factory=list)
    """The sources that failed, each with the number of its errors."""

    def print(self, outcome: Outcome) -> None:
        """Print what became of one source: its findings, its products, a bug in briefdeck."""
        self.sources += 1
        self.kept += outcome.kept
        self.planned += [outcome.planned] if outcome.planned else []
        if outcome.failed:
            errors = sum(one.severity is Severity.ERROR for one in outcome.findings)
            self.bad.append((outcome.source, errors))
        wanted = [one for one in outcome.findings if not self.reporting.quiet or one.severity is Severity.ERROR]
        shown = tuple(
            sorted(wanted, key=lambda one: (one.span.source != outcome.source, one.span.line, one.span.column))
        )
        self.severities += [one.severity for one in shown]
        self.bar.clear()
        self.findings.add(Checked(outcome.source, shown, outcome.lines))
        if not self.reporting.quiet:
            self._print_products(outcome)
        if outcome.bug:
            from builder.cli.bug_log import write_bug_text

            self.bugs += 1
            say(f"{outcome.source}: {write_bug_text(outcome.bug, (outcome.source,))}", err=True)
        self.bar.advance(outcome.source)

    def print_removed(self, files: Sequence[Path], kept: Sequence[Finding]) -> None:
        """Print which files were removed, and findings about those that were not."""
        for file in files if not self.reporting.quiet else ():
            say(f"{file.as_posix()}  removed", err=self.reporting.forms.screen not in STREAMED)
        for finding in kept:
            self.severities.append(finding.severity)
            self.findings.add(Checked(finding.span.source, (finding,), {}))

    def close(self) -> int:
        """Print the document of findings, or the line that counts them, and return the exit code."""
        failed = Severity.ERROR in self.severities
        form = self.reporting.forms.screen
        self.findings.close()
        if form == "text" and (failed or not self.reporting.quiet) and self._worth_counting:
            say(_count_line(self.sources, self.severities) + self._sizes(), err=not self.reporting.findings_are_output)
        if self.kept and not self.reporting.quiet:
            say(self._kept_line(), err=form not in STREAMED)
        if self.bad and self.sources > 1:
            say(_table_of(self.bad, self.sources), err=True)
        return BUG if self.bugs else CONTENT if failed else DONE

    @property
    def failed(self) -> set[str]:
        """The names of the sources that failed."""
        return {name for name, _ in self.bad}

    def _kept_line(self) -> str:
        built = self.sources - self.kept - len(self.failed)
        failed = f", {len(self.failed)} failed" if self.failed else ""
        return f"{counted(self.kept, 'source')} up to date, {built} built{failed}"

    def _sizes(self) -> str:
        """Return how much a build would make, where every source can be built."""
        if not self.planned or len(self.planned) < self.sources:
            return ""
        slides, pages = (sum(each) for each in zip(*self.planned, strict=True))
        return f": {counted(slides, 'slide')}, {counted(pages, 'handout page')}"

    @property
    def _worth_counting(self) -> bool:
        return bool(self.severities) or self.reporting.findings_are_output

    def _print_products(self, outcome: Outcome) -> None:
        aside = self.reporting.forms.screen not in STREAMED
        if outcome.kept and self.reporting.verbose:
            say(f"{outcome.source}  up to date", err=aside)
        for one in outcome.written:
            if one.kind != "record" or self.reporting.verbose:
                say(_product_line(one), err=aside)
        lines = (_slide_lines, _box_lines)[self.reporting.verbose - 1](outcome) if self.reporting.verbose else []
        for line in lines:
            say(line, err=aside)


def _product_line(one: WrittenFile) -> str:
    unit = {"pptx": "slide", "record": ""}.get(one.kind, "page")
    pages = f"  {counted(one.pages, unit)}" if unit else ""
    return f"{one.path.as_posix()}{pages}  {one.size / 1000:.0f} kB"


def _slide_lines(outcome: Outcome) -> list[str]:
    """Return for each slide the size of its title and of all that had a choice, and how full the fullest is."""
    slides: dict[str, dict[str, tuple[float, int]]] = {}
    for page, fit in outcome.fits:
        boxes = slides.setdefault(page, {})
        if len(fit.ladder) > 1 or fit.box == "title":
            size, filled = boxes.get(fit.box, (pt_from_emu(fit.size), 0))
            boxes[fit.box] = (min(size, pt_from_emu(fit.size)), max(filled, _percent_filled(fit)))
    wide = max((len(page) for page, boxes in slides.items() if boxes), default=0)
    return [
        f"  {page:<{wide}}  {', '.join(f'{box} {size:g} pt {filled} % full' for box, (size, filled) in boxes.items())}"
        for page, boxes in slides.items()
        if boxes
    ]


def _box_lines(outcome: Outcome) -> list[str]:
    """Return the certificate of every measured box of deck and handout."""
    pages = max((len(page) for page, _ in outcome.fits), default=0)
    boxes = max((len(fit.box) for _, fit in outcome.fits), default=0)
    return [
        f"  {page:<{pages}}  {fit.box:<{boxes}}  {pt_from_emu(fit.size):>4g} pt of {_ladder(fit)}"
        f"  {counted(fit.lines, 'line')}, {_percent_filled(fit)} % full, {fit.rule}"
        for page, fit in outcome.fits
    ]


def _ladder(fit: Fit) -> str:
    return "/".join(f"{pt_from_emu(size):g}" for size in fit.ladder)


def _percent_filled(fit: Fit) -> int:
    return round(100 * fit.height_used / fit.height_available) if fit.height_available else 0


def _table_of(bad: Sequence[tuple[str, int]], sources: int) -> str:
    """Return the sources that failed, in the order of their names."""
    wide = max(len(name) for name, _ in bad)
    rows = [
        f"  {name:<{wide}}  {counted(errors, 'error') if errors else 'a fault in briefdeck'}"
        for name, errors in sorted(bad)
    ]
    return "\n".join([f"{len(bad)} of {sources} sources failed:", *rows])


def _count_line(sources: int, severities: Sequence[Severity]) -> str:
    counts = [
        counted(severities.count(severity), severity.value) for severity in Severity if severities.count(severity)
    ]
    return f"{', '.join(counts) or 'no problems found'} in {counted(sources, 'source')}"


_MANY = 4
"""From how many sources on a bar is worth looking at."""


class ProgressBar:
    """A line at the foot of standard error; it is drawn only on a terminal and only for many sources."""

    def __init__(self, whole: int, *, shown: bool, stream: TextIO | None = None) -> None:
        """Expect `whole` sources; draw nothing unless `shown`."""
        self._stream = stream or sys.stderr
        self._whole, self._done = whole, 0
        self._shown = shown and whole >= _MANY and self._stream.isatty()
        self._begin = time.monotonic()

    def __enter__(self) -> Self:
        """Draw the empty bar."""
        self._draw("")
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Leave the line clean, whatever happened."""
        self.clear()

    def clear(self) -> None:
        """Wipe the line, so that something else can be printed."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def advance(self, name: str) -> None:
        """Count one source more, whose `name` is shown, and draw."""
        self._done += 1
        self._draw(name)

    def _draw(self, name: str) -> None:
        if not self._shown or self._done >= self._whole:
            return
        width = shutil.get_terminal_size().columns
        filled = 20 * self._done // self._whole
        text = f"[{'#' * filled}{'.' * (20 - filled)}] {self._done}/{self._whole}{self._rest()}  {name}"
        self._stream.write(f"\r\x1b[K{text[: width - 1]}")
        self._stream.flush()

    def _rest(self) -> str:
        if not self._done:
            return ""
        seconds = (time.monotonic() - self._begin) / self._done * (self._whole - self._done)
        return f"  about {seconds:.0f} s left" if seconds < 90 else f"  about {seconds / 60:.0f} min left"
