"""A neutral deck as data, as the build record keeps it: a row a slide, defaults left out, formats in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from builder.compare.neutral_deck import (
    NO_BOX,
    CharacterFormat,
    ChartContent,
    ChartSeries,
    NeutralDeck,
    NeutralParagraph,
    NeutralRun,
    NeutralShape,
    NeutralSlide,
    ShapeKind,
)

Json = dict[str, Any]

_PLAIN = NeutralShape(ShapeKind.TEXT, "")
_TEXTS = ("placeholder", "alt", "picture", "fill", "outline", "creation_id", "effects")
"""Fields of a shape that are kept as they are, where they say something."""


class UnreadableBaseError(Exception):
    """What a record keeps of its deck cannot be read."""


def json_from_deck(deck: NeutralDeck) -> Json:
    """Return `deck` as data."""
    table: dict[CharacterFormat, int] = {}
    slides = [_slide(slide, table) for slide in deck.slides]
    return {
        "formats": [list(one) for one in table],
        "properties": dict(deck.properties),
        "sections": [list(one) for one in deck.sections],
        "producer": deck.producer,
        "slides": slides,
    }


def deck_from_json(data: object, base: str = "") -> NeutralDeck:
    """Return the deck that `data` writes; UnreadableBaseError where it writes none."""
    try:
        return _deck(data, base)  # type: ignore[arg-type]  # whatever is wrong with it is reported below
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as fault:
        message = "the record's deck cannot be read"
        raise UnreadableBaseError(message) from fault


def _slide(slide: NeutralSlide, table: dict[CharacterFormat, int]) -> Json:
    row: Json = {"shapes": [_shape(one, table) for one in slide.shapes]}
    if slide.notes:
        row["notes"] = [[one.text, one.level] if one.level else one.text for one in slide.notes]
    for name in ("hidden", "transition", "animated", "creation_id", "key", "entry", "background", "layout"):
        if getattr(slide, name):
            row[name] = getattr(slide, name)
    if slide.comments:
        row["comments"] = list(slide.comments)
    return row


def _shape(shape: NeutralShape, table: dict[CharacterFormat, int]) -> Json:
    row: Json = {"name": shape.name}
    if shape.kind is not ShapeKind.TEXT:
        row["kind"] = shape.kind.value
    if shape.box != NO_BOX:
        row["box"] = list(shape.box)
    if shape.rotation:
        row["rotation"] = shape.rotation
    for name in _TEXTS:
        if getattr(shape, name):
            row[name] = getattr(shape, name)
    if shape.geometry != "rect":
        row["geometry"] = shape.geometry
    if shape.paragraphs:
        row["text"] = [_paragraph(one, table) for one in shape.paragraphs]
    if shape.cells:
        row["cells"] = [list(one) for one in shape.cells]
    if shape.chart != ChartContent():
        row["chart"] = [shape.chart.kind, shape.chart.title, [_series(one) for one in shape.chart.series]]
    if shape.children:
        row["children"] = [_shape(one, table) for one in shape.children]
    return row


def _series(one: ChartSeries) -> list[object]:
    return [one.name, list(one.categories), list(one.values)]


def _paragraph(paragraph: NeutralParagraph, table: dict[CharacterFormat, int]) -> list[object]:
    """Return level, bullet and alignment, then the words and the number of the format of each run."""
    row: list[object] = [paragraph.level, paragraph.bullet, paragraph.align]
    for run in paragraph.runs:
        row += [run.text, table.setdefault(run.format, len(table))]
    return row


def _deck(data: Mapping[str, Any], base: str) -> NeutralDeck:
    formats = [CharacterFormat(*row) for row in data["formats"]]
    return NeutralDeck(
        slides=tuple(_slide_from(row, formats) for row in data["slides"]),
        properties=tuple(sorted((str(name), str(value)) for name, value in data["properties"].items())),
        sections=tuple((str(name), int(count)) for name, count in data["sections"]),
        producer=str(data["producer"]),
        base=base,
    )


def _slide_from(row: Mapping[str, Any], formats: Sequence[CharacterFormat]) -> NeutralSlide:
    notes = [one if isinstance(one, list) else [one, 0] for one in row.get("notes", ())]
    return NeutralSlide(
        shapes=tuple(_shape_from(one, formats) for one in row["shapes"]),
        notes=tuple(NeutralParagraph((NeutralRun(str(text), CharacterFormat()),), int(level)) for text, level in notes),
        hidden=bool(row.get("hidden")),
        transition=str(row.get("transition", "")),
        animated=bool(row.get("animated")),
        comments=tuple(map(str, row.get("comments", ()))),
        creation_id=str(row.get("creation_id", "")),
        key=str(row.get("key", "")),
        entry=str(row.get("entry", "")),
        background=str(row.get("background", "")),
        layout=str(row.get("layout", "")),
    )


def _shape_from(row: Mapping[str, Any], formats: Sequence[CharacterFormat]) -> NeutralShape:
    left, top, width, height = map(int, row.get("box", NO_BOX))
    kind, title, series = row.get("chart", ("", "", ()))
    texts = {name: str(row[name]) for name in _TEXTS if name in row}
    return _PLAIN._replace(
        kind=ShapeKind(row.get("kind", ShapeKind.TEXT)),
        name=str(row["name"]),
        box=(left, top, width, height),
        rotation=int(row.get("rotation", 0)),
        geometry=str(row.get("geometry", "rect")),
        paragraphs=tuple(_paragraph_from(one, formats) for one in row.get("text", ())),
        cells=tuple(tuple(map(str, one)) for one in row.get("cells", ())),
        chart=ChartContent(str(kind), str(title), tuple(_series_from(one) for one in series)),
        children=tuple(_shape_from(one, formats) for one in row.get("children", ())),
        **texts,  # type: ignore[arg-type]  # only fields that are texts
    )


def _series_from(row: Sequence[Any]) -> ChartSeries:
    name, categories, values = row
    numbers = tuple(None if value is None else float(value) for value in values)
    return ChartSeries(str(name), tuple(map(str, categories)), numbers)


def _paragraph_from(row: Sequence[Any], formats: Sequence[CharacterFormat]) -> NeutralParagraph:
    level, bullet, *rest = row
    align = str(rest.pop(0)) if len(rest) % 2 else ""  # records of earlier builds do not have it
    runs = tuple(NeutralRun(str(text), formats[number]) for text, number in zip(rest[::2], rest[1::2], strict=True))
    return NeutralParagraph(runs, int(level), str(bullet), align)
