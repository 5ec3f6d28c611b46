"""What somebody changed in a deck, slide by slide: in words, as Markdown for a review, as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from builder.cli.printers.edit_lines import cell_of, change_of, cut, line_of
from builder.cli.terminal import counted
from builder.compare.deck_edit import DeckComparison, DeckEdit
from builder.compare.old_numbers import OldNumber
from builder.compare.source_change import Conflict, SourceChange, Target

_SAID = {
    Target.HEADLINE: "headline",
    Target.POINTS: "points",
    Target.QUESTION: "question",
    Target.ANSWER: "answer (the handout changes too)",
    Target.MARKS: "bold, italic or linked words (of the handout, too)",
    Target.LINE_ENDS: "where lines end (of the handout, too)",
    Target.NOTES: "speaker notes",
    Target.NOTES_ADDED: "added to the speaker notes",
    Target.CELL: "table cell",
    Target.NUMBER: "number of a chart (the handout changes too)",
    Target.FIELD: "front matter",
    Target.HIDDEN: "slide hidden",
    Target.SHOWN: "slide shown",
    Target.NO_SLIDE: "question without a slide",
    Target.ORDER: "order of the questions",
}


_MOST_LINES = 8
"""How many lines with an old number are shown."""


class EditReport(NamedTuple):
    """All that is reported of an edited deck."""

    name: str
    comparison: DeckComparison
    made: Sequence[SourceChange] = ()
    refused: Sequence[SourceChange] = ()
    conflicts: Sequence[Conflict] = ()
    beside: Sequence[int] = ()
    """Indexes of the edits that are kept beside the source."""
    lost: Sequence[int] = ()
    """Indexes of the edits that nothing keeps."""
    partly: Mapping[int, str] = {}
    """Of edits that are kept what is left out, by their index."""
    in_handout: Mapping[int, str] = {}
    """Of edits that are only on slides what the handout keeps as it was, by their index."""
    source: str = ""
    """The source, as it is printed."""
    old_numbers: Sequence[OldNumber] = ()


def text_of(report: EditReport) -> str:
    """Return the edits in words for the terminal."""
    edits = report.comparison.edits
    if not edits and not report.conflicts:
        return f"{report.name}: nothing was edited\n"
    lines = [f"{report.name}: {counted(len(edits), 'edit')}"]
    for slide, group in groupby(_sorted(edits), key=_slide_of):
        lines.append(f"  {slide}")
        lines += [f"    {line_of(one)}" for one in group]
    for heading, rows in _sections(report):
        lines.append(heading)
        lines += [f"  {row}" for row in rows]
    for one in report.conflicts:
        lines += [f"conflict on slide {one.slide + 1}: {one.what}"]
        lines += [f"  built:  {cut(one.base)}", f"  source: {cut(one.ours)}", f"  deck:   {cut(one.theirs)}"]
    return "".join(f"{line}\n" for line in lines)


def markdown_of(report: EditReport) -> str:
    """Return the edits as Markdown: a table, then what became of them."""
    edits = report.comparison.edits
    if not edits and not report.conflicts:
        return f"### `{report.name}`\n\nNothing was edited.\n"
    lines = [f"### `{report.name}`", "", "| slide | edit |", "|---|---|"]
    lines += [f"| {cell_of(_slide_of(one))} | {cell_of(line_of(one))} |" for one in _sorted(edits)]
    for heading, rows in _sections(report):
        lines += ["", f"**{heading}**", "", *(f"- {cell_of(row)}" for row in rows)]
    if report.conflicts:
        lines += ["", "| conflict | built | source | deck |", "|---|---|---|---|"]
        for two in report.conflicts:
            cells = (f"slide {two.slide + 1}, {two.what}", two.base, two.ours, two.theirs)
            lines.append("| " + " | ".join(cell_of(cut(cell)) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def json_of(report: EditReport) -> str:
    """Return the edits as data."""
    comparison = report.comparison
    data = {
        "name": report.name,
        "edits": [_edit_json(one) for one in comparison.edits],
        "made": [_change_json(one) for one in report.made],
        "refused": [{**_change_json(one), "reason": one.reason} for one in report.refused],
        "beside": list(report.beside),
        "lost": list(report.lost),
        "partly": [{"edit": at, "without": what} for at, what in report.partly.items()],
        "handoutKeeps": [{"edit": at, "what": what} for at, what in report.in_handout.items()],
        "oldNumbers": [{"number": one.number, "line": one.line} for one in report.old_numbers],
        "conflicts": [
            {"what": one.what, "slide": one.slide + 1, "built": one.base, "source": one.ours, "deck": one.theirs}
            for one in report.conflicts
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMS: dict[str, Callable[[EditReport], str]] = {"text": text_of, "markdown": markdown_of, "json": json_of}
"""Each form and what prints it."""


def _sections(report: EditReport) -> Iterator[tuple[str, list[str]]]:
    if report.made:
        yield "into the source:", [_change_line(one) for one in report.made]
    if report.old_numbers:
        rows = [f"{report.source}:{one.line}: {one.number} in “{cut(one.text, 60)}”" for one in report.old_numbers]
        more = [f"and {len(rows) - _MOST_LINES} more lines"] if len(rows) > _MOST_LINES else []
        yield "the old number is still in the source:", [*rows[:_MOST_LINES], *more]
    if report.refused:
        yield "cannot be written into the source:", [f"{_change_line(one)} ({one.reason})" for one in report.refused]
    if report.beside:
        yield "kept beside the source:", _by_slides(report, report.beside)
    if report.lost:
        yield "not kept:", _by_slides(report, report.lost)
    if report.partly:
        rows = [f"{_by_slides(report, [at])[0]}, without {what}" for at, what in report.partly.items()]
        yield "kept in part only:", rows


def _by_slides(report: EditReport, indexes: Sequence[int]) -> list[str]:
    """Return a line for each edit, one for all slides on which the same was done."""
    found: dict[str, list[int]] = {}
    edits = report.comparison.edits
    for at in sorted(indexes, key=lambda at: _place(edits[at])):
        slide = edits[at].place.slide if edits[at].place.slide >= 0 else edits[at].place.other_slide
        old = report.in_handout.get(at, "")
        line = line_of(edits[at]) + (f" (the handout keeps the old {old})" if old else "")
        found.setdefault(line, []).append(slide + 1)
    return [f"{_places(slides)}{line}" for line, slides in found.items()]


def _places(slides: Sequence[int]) -> str:
    if not all(slides):
        return ""  # the deck as a whole
    return f"slide{'s' * (len(slides) > 1)} {', '.join(map(str, slides))}: "


def _sorted(edits: Sequence[DeckEdit]) -> list[DeckEdit]:
    return sorted(edits, key=_place)


def _place(edit: DeckEdit) -> tuple[bool, int, int]:
    return edit.place.slide < 0, edit.place.slide, edit.place.other_slide


def _slide_of(edit: DeckEdit) -> str:
    if edit.place.slide >= 0:
        return f"slide {edit.place.slide + 1}" + (f" “{cut(edit.title, 60)}”" if edit.title else "")
    return f"new slide {edit.place.other_slide + 1}" if edit.place.other_slide >= 0 else "the deck"


def _change_line(change: SourceChange) -> str:
    name = _SAID[change.target]
    if change.path and change.target is Target.FIELD:
        name = f"{name} `{'.'.join(change.path)}`"
    where = f"question {change.exchange + 1}, " if change.exchange >= 0 else ""
    if change.target is Target.ORDER:
        return f"{name}: {', '.join(str(int(one) + 1) for one in change.new)}"
    if change.target in {Target.ANSWER, Target.NOTES}:
        return f"{where}{name}: {change_of(change.old[0], change.new[0])}"
    words = " / ".join(change.new[1:] if change.target is Target.POINTS else change.new)
    remark = f" ({change.handout})" if change.handout else ""
    return f"{where}{name}" + (f": “{cut(words)}”" if words else "") + remark


def _edit_json(edit: DeckEdit) -> dict[str, object]:
    place = edit.place
    return {
        "kind": edit.kind.value,
        "slide": place.slide + 1 if place.slide >= 0 else None,
        "editedSlide": place.other_slide + 1 if place.other_slide >= 0 else None,
        "title": edit.title,
        "what": edit.what,
        "old": edit.old,
        "new": edit.new,
    }


def _change_json(change: SourceChange) -> dict[str, object]:
    return {
        "target": change.target.value,
        "question": change.exchange + 1 if change.exchange >= 0 else None,
        "path": list(change.path),
        "old": list(change.old),
        "new": list(change.new),
        "slide": change.slide + 1 if change.slide >= 0 else None,
        **({"handout": change.handout} if change.handout else {}),
    }
