"""Many briefings: how many a second, how much memory a process, what nothing to do costs, beside pandoc and typst.

    python -m tests.bench.machines              # 1,000 briefings, about six minutes on two cores
    python -m tests.bench.machines --count 100

The briefings are the Spotlight's sentences in ever other orders and each with other words in it, or with
`--kind corpus` made-up texts in eight languages. Pandoc and typst are started once a briefing, as a script would, on a
sample of them: on one half before ours, on the other after, since machines change their speed. Processor time is
compared as well as the clock, since it says nearly the same on a busy machine. It matters how Python was built: without
profile-guided optimisation, as pyenv does, ours takes a fifth longer.
"""

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tests.bench.briefings import ROOT, SPOTLIGHT
from tests.corpus import Briefing, briefings

SAMPLE = 80
"""How many briefings the other programs make."""

ADJECTIVES = re.findall(
    r"\w+",
    "bad big bold calm cold cool dark deep dim dry dual due easy fair far fine firm free full good grim hard "
    "harsh high hot huge keen key kind late lean long lost loud low main mild near new next nice odd old open "
    "own pale past poor pure raw real rich safe sane sharp shy slim slow soft sole sour thin tidy tiny top true "
    "vast warm weak wet wide wild wise",
)
"""Words that make of a sentence another one, short ones, so that headlines still fit."""


def write_sources(folder: Path, count: int, kind: str) -> list[Path]:
    """Write `count` different briefings to `folder` and return their paths."""
    paths = []
    for one in briefings(count) if kind == "corpus" else (spotlight(number) for number in range(count)):
        path = folder / f"{one.name}.md"
        path.write_text(one.text, encoding="utf-8")
        for name, data in one.pictures.items():
            (folder / name).write_bytes(data)
        paths.append(path)
    return paths


def spotlight(number: int) -> Briefing:
    """Return the Spotlight with its questions and the sentences of each answer in another order: real text, anew."""
    head, body = SPOTLIGHT.read_text(encoding="utf-8").split("\n---\n", 1)
    head = re.sub(r"(?m)^number: .*$", f"number: {number}/2025", head)
    lead, *passages = re.split(r"(?m)^(?=## )", body)
    turned = [_turned(one, number // 4) for one in passages[:-1]]
    at = number % len(turned)
    body = _reworded(lead + "".join(turned[at:] + turned[:at]) + passages[-1], number)
    return Briefing(f"spotlight-{number:04}", f"{head}\n---\n{body}")


def _reworded(text: str, number: int) -> str:
    """Return `text` with an adjective after each "the", in each briefing another one."""
    places = count(number * 7)
    return re.sub(r"(?<=\b[Tt]he )(?=[a-z]{3})", lambda _: f"{ADJECTIVES[next(places) % len(ADJECTIVES)]} ", text)


def _turned(passage: str, by: int) -> str:
    """Return the passage with the sentences behind the one that holds the headline in another order."""
    question, *rest = re.sub(r"(?s)<!--.*?-->", "", passage).split("\n\n")
    sentences = re.split(r"(?<=[.=])(?<![A-Z]\.) (?=[A-Z=])", " ".join(rest).strip())
    stay = next(number for number, one in enumerate(sentences, 1) if "==" in one)
    others = sentences[stay:]
    at = by % max(1, len(others))
    return f"{question}\n\n{' '.join([*sentences[:stay], *others[at:], *others[:at]])}\n\n"


class Spent(NamedTuple):
    """Seconds on the clock and of the processor, and the most memory that one process had, MB."""

    clock: float
    processor: float
    peak: float = 0


def timed_build(folder: Path, out: Path, processes: int, *, watch: bool = False) -> Spent:
    """Return what `briefdeck build` of the sources in `folder` costs."""
    begin, before = time.perf_counter(), _processor()
    command = [sys.executable, "-m", "builder.cli", "build", str(folder), "-o", str(out), "-q", "-j", str(processes)]
    run = subprocess.Popen(command, cwd=ROOT)
    peaks: dict[str, int] = {}
    stop = threading.Event()
    if watch:
        threading.Thread(target=_watch, args=(run.pid, peaks, stop), daemon=True).start()
    code = run.wait()
    stop.set()
    assert code == 0, f"exit code {code}"
    return Spent(time.perf_counter() - begin, _processor() - before, max(peaks.values(), default=0) / 1000)


def _processor() -> float:
    """Return the processor time of all processes that this one started and that have ended, seconds."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _watch(pid: int, peaks: dict[str, int], stop: threading.Event) -> None:
    """Keep the peak memory (VmHWM, kB) of a process and of those that it started."""
    while not stop.wait(0.2):
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                text = status.read_text()
            except OSError:
                continue
            parent = re.search(r"PPid:\s+(\d+)", text)
            peak = re.search(r"VmHWM:\s+(\d+)", text)
            name = status.parent.name
            if parent and peak and (name == str(pid) or parent[1] == str(pid) or parent[1] in peaks):
                peaks[name] = max(peaks.get(name, 0), int(peak[1]))


def make_elsewhere(sample: list[Path], folder: Path) -> Spent:
    """Return what a briefing costs pandoc (deck) and typst (handout), two processes at a time as ours."""
    begin, before = time.perf_counter(), _processor()
    threads = [threading.Thread(target=_make_all, args=(half, folder)) for half in (sample[::2], sample[1::2])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Spent((time.perf_counter() - begin) / len(sample), (_processor() - before) / len(sample))


def _make_all(paths: list[Path], folder: Path) -> None:
    for path in paths:
        text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        deck = ["pandoc", "-f", "markdown", "-o", str(folder / f"{path.stem}.pptx")]
        subprocess.run(deck, input=text.encode(), check=True, capture_output=True)
        source = folder / f"{path.stem}.typ"
        plain = re.sub(r"[#$@<>*_`\\\[\]|~^{}]|==", " ", text)
        source.write_text(f'#set page("a4", numbering: "1")\n#set par(justify: true)\n\n{plain}', encoding="utf-8")
        program = f"import typst; typst.compile({str(source)!r}, output={str(folder / 't.pdf')!r})"
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--kind", choices=("spotlight", "corpus"), default="spotlight")
    options = parser.parse_args()
    number, kind = options.count, options.kind
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "decks").mkdir()
        paths = write_sources(folder / "decks", number, kind)
        sample = paths[:: max(1, number // SAMPLE)][:SAMPLE]
        others = bool(shutil.which("pandoc") and find_spec("typst"))
        before = make_elsewhere(sample[::2], folder) if others else None
        two = timed_build(folder / "decks", folder / "two", 2, watch=True)
        print(
            f"{number} briefings, deck and handout, 2 processes: {two.clock:.1f} s, {number / two.clock:.1f} a second"
        )
        print(f"processor time of a briefing: {two.processor / number * 1000:.0f} ms")
        print(f"peak memory of a process: {two.peak:.0f} MB")
        if before:
            _print_ratio(two, number, before, make_elsewhere(sample[1::2], folder))
        nothing = timed_build(folder / "decks", folder / "two", 2)
        print(f"nothing to do: {nothing.clock:.2f} s")
        few = folder / "few"
        few.mkdir()
        write_sources(few, min(number, 200), kind)
        small = timed_build(few, folder / "small", 2, watch=True)
        print(f"peak memory with {min(number, 200)} briefings: {small.peak:.0f} MB")
        one = timed_build(few, folder / "one", 1)
        again = timed_build(few, folder / "again", 2)
        print(f"1 process {one.clock:.1f} s, 2 processes {again.clock:.1f} s: {one.clock / again.clock:.2f} times")


def _print_ratio(ours: Spent, number: int, before: Spent, after: Spent) -> None:
    clock, processor = (before.clock + after.clock) / 2, (before.processor + after.processor) / 2
    print(f"pandoc and typst, 2 at a time: {1 / clock:.1f} a second, {processor * 1000:.0f} ms of the processor each")
    print(
        f"briefdeck is {clock * number / ours.clock:.2f} times as fast by the clock, "
        f"{processor * number / ours.processor:.2f} by the processor"
    )


if __name__ == "__main__":
    main()
