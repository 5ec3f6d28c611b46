"""What changed between two briefings: in words, as Markdown for a pull request, as JSON."""

import json
from collections.abc import Callable, Iterator, Sequence

from builder.cli.printers.edit_lines import cell_of, change_of
from builder.compare.briefings import Change, ChangeKind, Claim, Comparison

Found = Sequence[tuple[str, Comparison]]
"""Each briefing's name with what changed in it."""

_OTHER_SLIDES = frozenset({"title", "summary", "sources"})
"""Slides that show words of several questions."""

_SIGNS = {ChangeKind.NEW: "+", ChangeKind.DROPPED: "-", ChangeKind.REWORDED: "~"}


def text_of(found: Found) -> str:
    """Return the changes in words for the terminal."""
    parts = [part for name, comparison in found for part in _text(name, comparison)]
    return "".join(f"{line}\n" for line in parts) or "nothing changed\n"


def _text(name: str, comparison: Comparison) -> Iterator[str]:
    if comparison.same:
        yield f"{name}: nothing changed"
        return
    if comparison.one_sided:
        yield f"{name}: {_one_sided(comparison)}"
        return
    yield f"{name}: {_counted(comparison)}"
    for fact, old, new in comparison.facts:
        yield f"  {fact}: {old or '(none)'} -> {new or '(none)'}"
    for char, names in (("+", comparison.actors_added), ("-", comparison.actors_dropped)):
        for actor in names:
            yield f"  {char} actor {actor}"
    for change in comparison.changes:
        yield f"  {_SIGNS[change.kind]} {_words(change)}"
        if change.old and change.new:
            yield f"    was: {change.old.text}"
        yield from (f"    {remark}" for remark in _remarks(change))
    yield from (f"  {line}" for line in _slide_lines(comparison))
    if slides := _slides(comparison):
        yield f"  slides affected: {', '.join(slides)}"


def markdown_of(found: Found) -> str:
    """Return the changes as Markdown: a section a briefing, hardened hedges and changed numbers first."""
    changed = [(name, comparison) for name, comparison in found if not comparison.same]
    if not changed:
        return "No briefing changed its words.\n"
    return "\n".join(line for name, comparison in changed for line in _markdown(name, comparison))


def _markdown(name: str, comparison: Comparison) -> Iterator[str]:
    if comparison.one_sided:
        yield f"### `{name}`\n\n{_one_sided(comparison)}.\n"
        return
    yield f"### `{name}`\n\n{_counted(comparison)}.\n"
    if slides := _slides(comparison):
        yield f"Slides affected: {', '.join(map(cell_of, slides))}\n"
    alarms = [f"- **{remark}**" for change in comparison.changes for remark in _remarks(change)]
    alarms += [f"- {fact}: {cell_of(old)} → {cell_of(new)}" for fact, old, new in comparison.facts]
    alarms += [f"- {cell_of(line)}" for line in _slide_lines(comparison)]
    alarms += [f"- new actor: {cell_of(one)}" for one in comparison.actors_added]
    alarms += [f"- actor gone: {cell_of(one)}" for one in comparison.actors_dropped]
    if alarms:
        yield "\n".join(alarms) + "\n"
    if comparison.changes:
        yield "| | before | after |\n|---|---|---|"
        yield "\n".join(_row(change) for change in comparison.changes) + "\n"


def _slides(comparison: Comparison) -> tuple[str, ...]:
    """Return what to call the slides that change, each once: its question, or its number in a record."""
    claims = [claim for change in comparison.changes for claim in (change.old, change.new) if claim]
    asked = {key: f"“{claim.question}”" for claim in claims if claim.question for key in claim.slides}
    named = (key if key in _OTHER_SLIDES or key.isdecimal() else asked.get(key, key) for key in comparison.slides)
    return tuple(dict.fromkeys((*named, *(f"“{new.question}”" for _, new in comparison.slide_facts))))


def _slide_lines(comparison: Comparison) -> Iterator[str]:
    """Yield what slides say otherwise, a line each."""
    for old, new in comparison.slide_facts:
        yield f"{new.name} of “{new.question}”: {change_of(old.value, new.value)}"


def _row(change: Change) -> str:
    old, new = (cell_of(claim.text) if claim else "" for claim in (change.old, change.new))
    return f"| {change.kind.value} | {old} | {new} |"


def json_of(found: Found) -> str:
    """Return the changes as data, one object a briefing."""
    rows = [{"name": name, **_json(comparison)} for name, comparison in found]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _json(comparison: Comparison) -> dict[str, object]:
    return {
        "facts": [{"name": name, "old": old, "new": new} for name, old, new in comparison.facts],
        "actorsAdded": list(comparison.actors_added),
        "actorsDropped": list(comparison.actors_dropped),
        "slides": list(comparison.slides),
        "slideFacts": [
            {"question": new.question, "name": new.name, "old": old.value, "new": new.value}
            for old, new in comparison.slide_facts
        ],
        "changes": [
            {
                "kind": change.kind.value,
                "old": _claim(change.old),
                "new": _claim(change.new),
                "moved": _pairs(change.moved),
                "hardened": _pairs(change.hardened),
                "softened": _pairs(change.softened),
            }
            for change in comparison.changes
        ],
    }


def _claim(claim: Claim | None) -> dict[str, object] | None:
    return {"text": claim.text, "question": claim.question, "slides": list(claim.slides)} if claim else None


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"old": old, "new": new} for old, new in pairs]


def _one_sided(comparison: Comparison) -> str:
    """Return in one line that a briefing is new or gone: all its words are."""
    count = len(comparison.changes)
    return f"the briefing was {comparison.one_sided}, with {count} claim{'s' * (count != 1)}"


def _counted(comparison: Comparison) -> str:
    kinds = [change.kind for change in comparison.changes]
    counts = [f"{kinds.count(kind)} {kind.value}" for kind in ChangeKind if kind in kinds]
    return f"claims: {', '.join(counts)}" if counts else "the claims are the same"


def _words(change: Change) -> str:
    claim = change.new or change.old
    return claim.text if claim else ""


def _remarks(change: Change) -> Iterator[str]:
    for old, new in change.hardened:
        yield f"hedge hardened: “{old}” became “{new}”" if new else f"hedge dropped: “{old}”"
    for old, new in change.softened:
        yield f"hedge added: “{new}” in place of “{old}”" if old else f"hedge added: “{new}”"
    for old, new in change.moved:
        yield (
            f"number changed: “{old}” became “{new}”"
            if old and new
            else f"number: “{old or new}” {'gone' if old else 'new'}"
        )


FORMS: dict[str, Callable[[Found], str]] = {"text": text_of, "markdown": markdown_of, "json": json_of}
"""Each form and what prints it."""
