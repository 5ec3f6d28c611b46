"""The pages of the rules: what each finds, why it matters, an example, and what to write instead."""

import re
from pathlib import Path

from msgspec import Struct

from builder.model.findings import Code

HEADINGS = ("What it finds", "Why it matters", "Example", "Instead")
"""The headings of every page, in this order."""


class RulePage(Struct, frozen=True):
    """A rule's page, taken apart."""

    text: str
    """The whole page, Markdown."""
    finds: str
    matters: str
    example: str
    instead: str


def page_of(code: Code) -> RulePage:
    """Return the page of `code`; FileNotFoundError if it has none, ValueError if a heading is missing."""
    file = Path(__file__).with_name(f"{code.number}-{code.name}.md")
    text = file.read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", _without_fences(text), flags=re.MULTILINE)
    if tuple(parts[1::2]) != HEADINGS:
        raise ValueError(f"{file.name} has the headings {parts[1::2]}, not {HEADINGS}")
    finds, matters, example, instead = (_with_fences(part, text).strip() for part in parts[2::2])
    return RulePage(text, finds, matters, example, instead)


def block_in(part: str) -> tuple[str, str] | None:
    """Return kind and text of the fenced block in a `part` of a page, or None if it has none."""
    found = re.search(r"^(`{3,}|~{3,})(\w+)\n(.*?)^\1$", part, flags=re.MULTILINE | re.DOTALL)
    return (found[2], found[3]) if found else None


_FENCED = re.compile(r"^(`{3,}|~{3,})\w+\n.*?^\1$", flags=re.MULTILINE | re.DOTALL)


def _without_fences(text: str) -> str:
    """Return `text` with each fenced block as a mark with its number, so that no heading inside it counts."""
    numbers = iter(range(text.count("\n")))
    return _FENCED.sub(lambda _: f"\x00{next(numbers)}\x00", text)


def _with_fences(part: str, text: str) -> str:
    blocks = [found[0] for found in _FENCED.finditer(text)]
    return re.sub("\x00(\\d+)\x00", lambda mark: blocks[int(mark[1])], part)
