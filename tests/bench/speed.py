"""How long briefings take and how much memory: warm, cold, by length, and beside pandoc and typst.

    python -m tests.bench            # about two minutes
    python -m tests.bench --quick    # the Spotlight only

Processor time is told beside the time on the clock: it says the same on a busy machine. Each number is the best of
several rounds, and what is compared takes turns in the same rounds.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import click
from msgspec import Struct

from builder import pipeline
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from tests.bench.briefings import ROOT, SPOTLIGHT, briefing_of
from tests.session import SESSION

ROUNDS = 7
LENGTHS = (10, 100, 500)
STAGES = ("read_as_far", "check_draft", "resolve", "plan", "lay_out", "ledger_of", "render", "package")
"""What `pipeline.build` calls by these names."""


class Time(Struct, frozen=True):
    """Seconds on the clock and of the processor."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall * 1000:8.0f} ms {self.processor * 1000:8.0f} ms"


def best(times: list[Time]) -> Time:
    """Return the shortest of `times`, each measure by itself."""
    return Time(min(one.wall for one in times), min(one.processor for one in times))


def timed(work: Callable[[], object]) -> Time:
    """Return how long `work` takes in this process and in those that it starts."""
    wall, processor = time.perf_counter(), _processor()
    work()
    return Time(time.perf_counter() - wall, _processor() - processor)


def _processor() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def build(data: bytes) -> None:
    """Build deck and handout of the source `data` in this process; AssertionError where it has errors."""
    report = Report()
    bundle = pipeline.build(Source("bench.md", data), Pictures({}), Options(), report, SESSION)
    assert bundle is not None, report.findings


@contextmanager
def stages(spent: dict[str, float]) -> Iterator[None]:
    """Add to `spent` the processor time of each stage while this lasts."""
    originals = {name: getattr(pipeline, name) for name in STAGES}

    def watched(name: str) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            label = f"render {arguments[0]}" if name == "render" else name
            begin = time.process_time()
            result = originals[name](*arguments, **named)
            spent[label] = spent.get(label, 0.0) + time.process_time() - begin
            return result

        return call

    for name in STAGES:
        setattr(pipeline, name, watched(name))
    try:
        yield
    finally:
        for name, original in originals.items():
            setattr(pipeline, name, original)


def _texts() -> Iterator[bytes]:
    """Yield the Spotlight again and again with another word in each paragraph, so that no paragraph is known."""
    spotlight = SPOTLIGHT.read_bytes()
    for number in count():
        yield spotlight.replace(b" the ", f" the{'abcdefghij'[number % 10] * (number // 10 + 1)} ".encode())


def run(*command: str) -> None:
    """Run `command` to its end; CalledProcessError where it fails. Modules are compiled once, as installed ones are."""
    compiled = {"PYTHONPYCACHEPREFIX": f"{tempfile.gettempdir()}/briefdeck-bench-{os.getpid()}"}
    environment = {**os.environ, **compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)


def competitors(folder: Path) -> dict[str, Callable[[], object]]:
    """Return what else makes a deck or a handout of the Spotlight's words here, by its name in the table."""
    found: dict[str, Callable[[], object]] = {}
    if shutil.which("pandoc"):
        found["pandoc, deck only, whole process"] = lambda: run("pandoc", str(SPOTLIGHT), "-o", f"{folder}/p.pptx")
    if find_spec("typst"):
        source = folder / "handout.typ"
        source.write_text(_typst_of(SPOTLIGHT.read_text(encoding="utf-8")), encoding="utf-8")
        program = f"import typst; typst.compile({str(source)!r}, output={str(folder / 't.pdf')!r})"
        found["typst, handout only, whole process"] = lambda: run(sys.executable, "-c", program)
    return found


def _typst_of(markdown: str) -> str:
    """Return the body of the Spotlight in typst's mark-up: headings and paragraphs."""
    body = markdown.split("---\n", 2)[2]
    lines = [line for line in body.splitlines() if not line.startswith("<!--")]
    text = "\n".join(lines).replace("==", "").replace("$", "\\$").replace("#", "=").replace("@", "\\@")
    settings = '#set page("a4", numbering: "1")\n#set text(size: 11pt, lang: "en")\n#set par(justify: true)\n\n'
    return settings + "\n".join(
        line.partition(" {")[0] if line.startswith("==") else line for line in text.splitlines()
    )


def main(*, quick: bool) -> None:
    """Measure, and print one table after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tempfile.tempdir = name
        _print_comparison(folder)
        _print_stages()
        if not quick:
            _print_lengths(folder)


def _print_comparison(folder: Path) -> None:
    texts = _texts()
    cold = (sys.executable, "-m", "builder.cli", "build", str(SPOTLIGHT), "-q", "-o")
    work: dict[str, Callable[[], object]] = {
        "deck and handout, warm": lambda: build(next(texts)),
        "deck and handout, whole command": lambda: run(*cold, tempfile.mkdtemp(dir=folder)),
        "--help, whole command": lambda: run(sys.executable, "-m", "builder.cli", "--help"),
        **competitors(folder),
    }
    for one in work.values():
        one()  # warm up: modules compiled, files in memory
    times: dict[str, list[Time]] = {what: [] for what in work}
    for _ in range(ROUNDS):
        for what, one in work.items():
            times[what].append(timed(one))
    found = {what: best(some) for what, some in times.items()}
    base = next((found[what] for what in found if what.startswith("pandoc")), None)
    click.echo(f"{'The Spotlight':36} {'clock':>11} {'processor':>11}   of pandoc's")
    for what, took in found.items():
        ratio = f"   {took.wall / base.wall:5.2f} / {took.processor / base.processor:.2f}" if base else ""
        click.echo(f"{what:36} {took}{ratio}")


def _print_stages() -> None:
    texts = _texts()
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        spent: dict[str, float] = {}
        with stages(spent):
            build(next(texts))
        rounds.append(spent)
    click.echo(f"\n{'Stage, warm':36} {'processor':>11}")
    for what in rounds[0]:
        click.echo(f"{what:36} {min(one[what] for one in rounds) * 1000:8.1f} ms")


def _print_lengths(folder: Path) -> None:
    click.echo(f"\n{'Questions':>9} {'clock':>11} {'processor':>11} {'a question':>11} {'peak memory':>12}")
    for questions in LENGTHS:
        source = briefing_of(questions)
        build(source)
        one = best([timed(lambda source=source: build(source)) for _ in range(3 if questions < LENGTHS[-1] else 2)])  # type: ignore[misc]
        path = folder / f"{questions}.md"
        path.write_bytes(source)
        peak = _peak(path)
        each = one.processor / questions * 1000
        click.echo(f"{questions:>9} {one} {each:8.1f} ms {peak:9.0f} MB")


def _peak(path: Path) -> float:
    """Return the peak memory of one process that builds the source at `path`, MB."""
    program = (
        "import resource, sys; from pathlib import Path; from tests.bench.speed import build;"
        "build(Path(sys.argv[1]).read_bytes()); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return float(done.stdout)
