"""How the time of every regular expression grows with hostile text: what takes longer than by its length is printed.

    python -m tests.bench.patterns            # every pattern of builder/, a few minutes
    python -m tests.bench.patterns importing  # those of modules with this word in their path

Patterns are caught where they are compiled, while all modules are imported and a briefing is built. A walk over the
modules adds those that functions have written out, names the places that were not met, and tells how each pattern is
called: from everywhere (`search`), or from the start of a text (`match`). Each is tried on texts made of its own parts:
each run of letters, class and group over and over, alone and behind what comes before it, with an end that fails.
"""

import ast
import importlib
import inspect
import itertools
import pkgutil
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple
from unittest.mock import patch

import click

SIZES = (2_000, 4_000, 8_000)
"""Characters of the hostile texts."""

QUICK = 0.002
"""Seconds below which the longest text is read too quickly to ask how it grows."""

STEEP = 3.0
"""Growth at a doubling from which time goes by more than the length: 2 is linear, 4 is quadratic."""

PATIENCE = 1.5
"""Seconds after which a pattern is given up."""

_ROOT = Path(__file__).parents[2]
_ENDS = ("", "\0", "\n", "a")
_EVERYWHERE = frozenset({"search", "sub", "subn", "findall", "finditer", "split"})
_FROM_START = frozenset({"match", "fullmatch"})

Place = tuple[str, int]
"""A file below the project, and a line."""

Found = dict[tuple[str, int, str | bytes], "re.Pattern[Any]"]
"""Patterns by the place where they are compiled, and their text."""


class Growth(NamedTuple):
    """The slowest text for a pattern: how it is called, what is repeated, and the seconds at each of SIZES."""

    call: str
    part: str
    seconds: tuple[float, ...]

    @property
    def doubling(self) -> float:
        """Return the growth at the last doubling."""
        return self.seconds[-1] / max(self.seconds[-2], 1e-9)


@contextmanager
def caught(found: Found) -> Iterator[None]:
    """Note in `found` each pattern that code below builder/ compiles, with the place of the call."""
    original = re.compile

    def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
        result = original(pattern, flags)
        frame = inspect.stack(0)[1]
        path = Path(frame.filename)
        if path.is_relative_to(_ROOT / "builder"):
            found[str(path.relative_to(_ROOT)), frame.lineno, pattern] = result
        return result

    with patch.object(re, "compile", compiled):
        yield


def walk() -> tuple[dict[Place, str | bytes | None], dict[Place, frozenset[str]]]:
    """Return the places that call `re` with the pattern if it is written out, and how the pattern of each is used."""
    places: dict[Place, str | bytes | None] = {}
    names: dict[Place, str] = {}
    uses: defaultdict[str, set[str]] = defaultdict(set)
    methods: dict[Place, frozenset[str]] = {}
    for path in sorted((_ROOT / "builder").rglob("*.py")):
        file = str(path.relative_to(_ROOT))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in _EVERYWHERE | _FROM_START:
                base = node.value
                uses[base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")].add(node.attr)
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                    names[file, line] = getattr(target, "id", "")
            if (called := _call_of_re(node)) is not None:
                call, name = called
                first = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
                places[file, call.lineno] = first if isinstance(first, str | bytes) else None
                if name != "compile":
                    methods[file, call.lineno] = frozenset({name})
    for place in places.keys() - methods.keys():
        methods[place] = frozenset(uses.get(names.get(place, ""), ()))
    return places, methods


def _call_of_re(node: ast.AST) -> tuple[ast.Call, str] | None:
    """Return `node` and the name of the function if it calls one of `re` with a pattern."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        name = node.func.attr
        if node.func.value.id == "re" and name in _EVERYWHERE | _FROM_START | {"compile"}:
            return node, name
    return None


def parts(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """Return what to repeat for `pattern`, each with what comes before it there."""
    source = pattern.pattern
    tree = parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(source, bytes) else pattern.flags)
    found: list[tuple[str, str]] = []
    _collect(list(tree), "", found)
    return list(dict.fromkeys(found))


def _collect(items: list[Any], before: str, found: list[tuple[str, str]]) -> None:
    """Add the parts of a sequence, `before` being a text that leads up to it."""
    whole = "".join(_sample([item]) for item in items)
    found += [("", part) for part in (whole, whole + " ", " " + whole)]
    for item in items:
        text = _sample([item])
        found += [("", text), (before, text)]
        for inner in _inner(item):
            _collect(inner, before, found)
        before += text


def _inner(item: tuple[Any, Any]) -> list[list[Any]]:
    """Return the sequences inside one item of a pattern."""
    op, given = item
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [list(given[2])]
    if op is sre.SUBPATTERN:
        return [list(given[3])]
    if op is sre.BRANCH:
        return [list(one) for one in given[1][:8]]
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [list(given[1])]
    if op is sre.ATOMIC_GROUP:
        return [list(given)]
    return []


_OF_CATEGORY = {
    sre.CATEGORY_DIGIT: "1", sre.CATEGORY_NOT_DIGIT: "a", sre.CATEGORY_SPACE: " ", sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_WORD: ".",
}  # fmt: skip


def _sample(items: list[Any]) -> str:
    """Return a short text that the sequence `items` takes."""
    text = ""
    for op, given in items:
        if op is sre.LITERAL:
            text += chr(given)
        elif op in (sre.NOT_LITERAL, sre.ANY):
            text += "b" if given == ord("a") else "a"
        elif op is sre.IN:
            text += _of_class(given)
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            text += _sample(list(given[2])) * min(max(given[0], 1), 8)
        elif op not in (sre.ASSERT, sre.ASSERT_NOT):
            text += "".join(_sample(inner) for inner in _inner((op, given))[:1])
    return text


def _of_class(given: list[Any]) -> str:
    """Return a character that a class takes."""
    denied = given[0][0] is sre.NEGATE
    listed = set()
    for op, value in given:
        if op is sre.LITERAL:
            listed.add(chr(value))
        elif op is sre.RANGE:
            listed.update(map(chr, value[:2]))
        elif op is sre.CATEGORY:
            listed.add(_OF_CATEGORY[value])
    return next(one for one in "ab1 .-#" if one not in listed) if denied else min(listed)


def slowest(pattern: re.Pattern[Any], methods: frozenset[str]) -> Iterator[Growth]:
    """Yield the slowest text for each way in which `pattern` is called, where it is not read quickly."""
    calls = ["search"] if methods & _EVERYWHERE or not methods else []
    calls += ["match"] if methods & _FROM_START else []
    for call in calls:
        worst: tuple[float, tuple[str, str, str]] | None = None
        for (before, part), end in itertools.product(parts(pattern), _ENDS):
            taken = _seconds(pattern, call, (before, part, end), SIZES[-1]) if part else 0
            if taken > max(QUICK, worst[0] if worst else 0):
                worst = taken, (before, part, end)
            if taken >= PATIENCE:
                break
        if worst:
            before, part, end = worst[1]
            seconds = tuple(_seconds(pattern, call, worst[1], size) for size in SIZES)
            yield Growth(call, f"{before!r} + {part!r} * n + {end!r}", seconds)


class _OverdueError(Exception):
    pass


def _overdue(*_: object) -> None:
    raise _OverdueError


def _seconds(pattern: re.Pattern[Any], call: str, parts: tuple[str, str, str], size: int) -> float:
    """Return how long `pattern` takes on a hostile text, the best of two, or PATIENCE."""
    before, part, end = parts
    text: Any = before + part * (size // len(part)) + end
    text = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    best = PATIENCE
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        for _ in range(2):
            begun = time.process_time()
            if call == "match":
                pattern.match(text)
                pattern.fullmatch(text)
            else:
                sum(1 for _ in pattern.finditer(text))
            best = min(best, time.process_time() - begun)
            if best < QUICK:
                break
    except _OverdueError:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return best


def exercise() -> None:
    """Import every module of builder/, and run what compiles further patterns: a build, a check, an import."""
    import builder

    for found in pkgutil.walk_packages(builder.__path__, "builder."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    from tests.everything import rich_deck

    rich_deck()


def main(words: list[str]) -> None:
    """Print the patterns that take longer than by the length of a text."""
    signal.signal(signal.SIGVTALRM, _overdue)
    found: Found = {}
    with caught(found):
        exercise()
    places, methods = walk()
    met = {(file, line) for file, line, _ in found}
    for (file, line), pattern in places.items():
        if (file, line) not in met and pattern is not None:
            found[file, line, pattern] = re.compile(pattern)
    missed = sorted(places.keys() - {(file, line) for file, line, _ in found})
    click.echo(f"{len(found)} patterns; not met: {', '.join(f'{file}:{line}' for file, line in missed)}")
    steep = 0
    for (file, line, _), one in sorted(found.items(), key=lambda item: item[0][:2]):
        if words and not any(word in file for word in words):
            continue
        for growth in slowest(one, methods.get((file, line), frozenset())):
            if growth.doubling >= STEEP or growth.seconds[-1] >= PATIENCE:
                steep += 1
                times = " ".join(f"{1000 * taken:.1f}" for taken in growth.seconds)
                click.echo(f"{file}:{line} {growth.call} {times} ms  {growth.part[:90]}")
    click.echo(f"{steep} take longer than by the length of the text")


if __name__ == "__main__":
    main(sys.argv[1:])
