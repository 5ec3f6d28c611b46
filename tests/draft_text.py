"""A draft as text with the place of everything, and a draft without places, for comparisons."""

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from builder.model.brief import (
    Block,
    Chart,
    DataTable,
    Draft,
    Image,
    ListBlock,
    Mark,
    Paragraph,
    Quotation,
    Run,
    Sentence,
    Subheading,
)
from builder.model.findings import NOWHERE, Finding, Span
from builder.model.source_map import SourceMap

T = TypeVar("T")


def without_places(value: T) -> T:
    """Return `value`, a draft or part of one, with NOWHERE for every place."""
    if isinstance(value, Draft):
        inner = replace(value, source="", fields=replace(value.fields, spans=()))
        return _moved(inner)
    return _moved(value)


def _moved(value: T) -> T:
    if isinstance(value, Span):
        return NOWHERE  # type: ignore[return-value]
    if isinstance(value, SourceMap):
        return None  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_moved(one) for one in value)  # type: ignore[return-value]
    if isinstance(value, Struct):
        changed = {name: _moved(getattr(value, name)) for name in value.__struct_fields__}
        return replace(value, **changed)
    return value


def finding_lines(found: Finding) -> Iterator[str]:
    yield f"{_place(found.span)} {found.severity}[{found.code.number} {found.code.name}] {found.message}"
    yield from (f"    help: {hint}" for hint in found.hints)


def draft_lines(draft: Draft) -> Iterator[str]:
    """Yield a line for everything that `draft` says, with its place."""
    yield "fields"
    for name in draft.fields.__struct_fields__:
        value = getattr(draft.fields, name)
        untouched = name in {"marking", "brand"} and value == type(value)()
        said = _said(value) if name == "publisher" else "" if untouched else str(value or "")
        if said and name not in {"spans", "actors", "authors"}:
            yield f"  {name} {_place(draft.fields.span(name))} {said}"
        for part in value if name in {"actors", "authors"} else ():
            yield f"  {name} {_place(getattr(part, 'span', NOWHERE))} {_said(part)}"
    yield "lead"
    yield from _block_lines(draft.lead, 1)
    for number, passage in enumerate(draft.passages, 1):
        yield f"q{number} {_place(passage.span)}" + (" summary" if passage.summary else "")
        yield from _sentence_lines((passage.question,), 1)
        yield from (f"  about {name} {_place(span)}" for name, span in passage.actors)
        for part, blocks in (("slide", passage.slide), ("notes", passage.notes), ("answer", passage.answer)):
            if blocks:
                yield f"  {part}"
                yield from _block_lines(blocks, 2)
    for note in draft.footnotes:
        yield f"footnote {note.label}"
        yield from _block_lines(note.blocks, 1)


def _said(part: object) -> str:
    """Return a person, an actor or a publisher in words, what is empty left out."""
    assert isinstance(part, Struct)
    pairs = [(name, getattr(part, name)) for name in part.__struct_fields__ if name != "span"]
    return ", ".join(f"{name}={_shown(value)}" for name, value in pairs if value)


def _shown(value: object) -> object:
    return f"{value.src} {_place(value.span)} '{value.alt}'" if isinstance(value, Image) else value


def _block_lines(blocks: tuple[Block, ...], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for block in blocks:
        match block:
            case Paragraph(sentences):
                yield f"{pad}paragraph"
                yield from _sentence_lines(sentences, depth + 1)
            case Subheading(level, sentence):
                yield f"{pad}heading {level}"
                yield from _sentence_lines((sentence,), depth + 1)
            case ListBlock(ordered, start, items):
                yield f"{pad}list" + (f" from {start}" if ordered else "")
                for item in items:
                    yield f"{pad}  item"
                    yield from _block_lines(item, depth + 2)
            case Quotation(inner):
                yield f"{pad}quote"
                yield from _block_lines(inner, depth + 1)
            case DataTable():
                yield f"{pad}table {_place(block.span)} {' '.join(block.align)}"
                yield from _sentence_lines(block.caption, depth + 1, "caption ")
                for row in (block.header, *block.rows):
                    yield f"{pad}  row"
                    for cell in row:
                        yield from _sentence_lines(cell, depth + 2) if cell else (f"{pad}    (empty)",)
            case Image():
                yield f"{pad}image {_place(block.span)} {block.src} '{block.alt}'{' decorative' * block.decorative}"
                yield from [f"{pad}  width {block.width}%"] * bool(block.width)
                yield from _sentence_lines(block.caption, depth + 1, "caption ")
            case Chart():
                yield f"{pad}chart {_place(block.span)} {block.kind} of {block.axis or '-'} in {block.unit or '-'}"
                yield from _sentence_lines((block.title,), depth + 1, "title ")
                yield f"{pad}  {' | '.join(block.categories)}"
                yield from (f"{pad}  {one.name}: {' | '.join(map(str, one.values))}" for one in block.series)
                yield from _sentence_lines(block.source, depth + 1, "source ")


def _sentence_lines(sentences: tuple[Sentence, ...], depth: int, label: str = "") -> Iterator[str]:
    pad = "  " * depth
    for one in sentences:
        plain = len(one.runs) == 1 and one.runs[0] == Run(one.text)
        yield f"{pad}{label}{one.id} {_place(one.span)}" + (f" '{one.text}'" if plain else "") + "⏎" * one.ends_line
        yield from () if plain else (f"{pad}  {_run(run)}" for run in one.runs)


def _run(run: Run) -> str:
    said = f"'{run.text}'".replace("\n", "⏎") if run.text or not run.note else f"note {run.note}"
    marks = [mark.name.lower() for mark in Mark if mark in run.mark and mark.name]
    more = [f"highlight {run.highlight}"] if run.highlight else []
    more += [f"to {run.href}"] if run.href else []
    more += [f"in {run.lang}"] if run.lang else []
    return " ".join([said, *marks, *more])


def _place(span: Span) -> str:
    if not span.line:
        return "-"
    end = f"-{span.end_line}:{span.end_column}" if span.end_line else ""
    return f"{span.line}:{span.column}{end}"
