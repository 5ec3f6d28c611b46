"""How the time of a build grows with each kind of thing in a source: 2.0 is linear, 4.0 is quadratic.

    python -m tests.bench.scale               # every kind, some minutes
    python -m tests.bench.scale links rows    # these kinds

Each kind is built at n, 2n, 4n and 8n of it, each size with a session of its own. Times are the processor's, so that
a busy machine says the same; the growth is that of a doubling.
"""

import gc
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

import click

from builder import pipeline
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.session import Session
from tests.corpus.pictures import striped_png

_HEAD = "---\ntitle: Ports\nlang: en\nauthors: [Ada]\n{0}---\n\nA lead.\n\n"
_ASKED = "## What is new?\n\n==Two ports are open.== "
_PICTURE = striped_png(40, 30)


def _actors(count: int) -> str:
    names = "".join(f"  a{at}: {{name: Port{_word(at)}}}\n" for at in range(count))
    said = "".join(f"## What does it want? {{actor=a{at}}}\n\n==It wants ship {at}.==\n\n" for at in range(count))
    return _HEAD.format(f"actors:\n{names}") + said


def _word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _answer(text: str) -> str:
    return _HEAD.format("") + _ASKED + text + "\n"


def _paragraphs(sentences: Sequence[str]) -> str:
    """Return an answer of paragraphs of ten sentences each."""
    return _answer("\n\n".join(" ".join(part) for part in _iin_tens(sentences)))


def _iin_tens(sentences: Sequence[str]) -> list[Sequence[str]]:
    """Return `sentences` in groups of ten."""
    return [sentences[at : at + 10] for at in range(0, len(sentences), 10)]


_TABLE = "\n\n| Port | Ships |\n|---|---|\n"
KINDS: dict[str, tuple[int, Callable[[int], str]]] = {
    "sentences": (250, lambda n: _paragraphs([f"Ship {at} came to the port." for at in range(n)])),
    "links": (250, lambda n: _paragraphs([f"[Ship {at}](https://example.org/{at}) came." for at in range(n)])),
    "rows": (100, lambda n: _answer(_TABLE + "".join(f"| Port {at} | {at} |\n" for at in range(n)))),
    "tables": (12, lambda n: _answer("".join(f"{_TABLE}| Port {at} | {at} |\n" for at in range(n)))),
    "footnotes": (
        100,
        lambda n: _answer(
            "".join(f"Ship {at} came[^n{at}]. " for at in range(n))
            + "".join(f"\n\n[^n{at}]: Log {at}." for at in range(n))
        ),
    ),
    "actors": (20, _actors),
    "questions": (
        25,
        lambda n: _HEAD.format("") + "".join(f"## What of {at}?\n\n==Ship {at} came.== Late.\n\n" for at in range(n)),
    ),
    "pictures": (10, lambda n: _answer("".join(f"\n\n![Ship {at} at the quay](p{at}.png)" for at in range(n)))),
    "items": (100, lambda n: _answer("".join(f"\n- Ship {at} came to the port" for at in range(n)))),
    "long words": (50, lambda n: _paragraphs(["abcdefghij" * 20] * n)),
    "brackets": (2_500, lambda n: _paragraphs(["[" * 25] * (n // 10))),
    "link brackets": (250, lambda n: _paragraphs([r"[a]\("] * n)),
    "emphasis": (250, lambda n: _paragraphs(["*a* **b** _c_"] * n)),
    "marks": (50, lambda n: _paragraphs(["==Ports are open.=="] * n)),
    "dates": (250, lambda n: _paragraphs(["It was 3 March 2025."] * n)),
    "two directions": (2_500, lambda n: _answer("Ships 2025 السفن (abc) ميناء " * (n // 29) + "came.")),
    "numbers": (250, lambda n: _answer(f"=={'12 ships came, and ' * n}left.==")),
}
"""The kinds by name: the smallest number of it, and the source with a number of it."""


def seconds(text: str) -> float:
    """Return the processor time that the build of `text` takes in a new session, whatever it finds."""
    pictures = Pictures({f"p{at}.png": _PICTURE for at in range(text.count("!["))}) if "](p0" in text else Pictures({})
    source, session = Source("scale.md", text.encode()), Session()
    gc.collect()
    begin = time.process_time()
    pipeline.build(source, pictures, Options(), Report(), session)
    return time.process_time() - begin


def growth(kind: str) -> tuple[list[float], list[float]]:
    """Return the seconds of a kind at n, 2n, 4n and 8n, and how many times each is of the one before."""
    least, made = KINDS[kind]
    seconds(made(1))  # what a process loads once
    times = [seconds(made(least * factor)) for factor in (1, 2, 4, 8)]
    return times, [after / before for before, after in pairwise(times)]


def main(kinds: Sequence[str]) -> None:
    """Print the seconds and the growth of each of `kinds`, of all where none is named."""
    click.echo(f"{'kind':14} {'n':>6}  {'seconds at n, 2n, 4n, 8n':32}  growth")
    for kind in kinds or KINDS:
        times, factors = growth(kind)
        shown = " ".join(f"{one:7.2f}" for one in times)
        click.echo(f"{kind:14} {KINDS[kind][0]:>6}  {shown:32}  {' '.join(f'{one:4.1f}' for one in factors)}")


if __name__ == "__main__":
    main(sys.argv[1:])
