"""Print a `Draft` as its data form in JSON or YAML; read back it gives an equal draft."""

import json
from collections.abc import Mapping, Sequence

from builder.model.brief import (
    Align,
    Block,
    Chart,
    DataTable,
    Draft,
    Image,
    ListBlock,
    Paragraph,
    Passage,
    Quotation,
    Sentence,
    Subheading,
    joined_runs,
)
from builder.model.chart import Series
from builder.model.sentence import text_of
from builder.write.blocks import number_of
from builder.write.fields import Data, fields_data, without_empty
from builder.write.inline import inline_of, paragraph_of


def json_of(draft: Draft) -> str:
    """Return `draft` in JSON, two spaces a level, a line feed at the end."""
    return json.dumps(data_of(draft), ensure_ascii=False, indent=2) + "\n"


def yaml_of(draft: Draft) -> str:
    """Return `draft` in YAML."""
    import yaml

    text: str = yaml.dump(data_of(draft), Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=1_000_000)
    return text


def data_of(draft: Draft) -> dict[str, Data]:
    """Return `draft` as mappings, lists and texts; what is empty is left out but for the keys programs ask for."""
    fields = draft.fields
    names = {actor.id: actor.name for actor in fields.actors}
    return without_empty(
        {
            **fields_data(fields),
            "lead": _blocks(draft.lead),
            "questions": [_question(one, names) for one in draft.passages if not one.section],
            "sections": _sections(draft, names),
            "footnotes": {note.label: _blocks(note.blocks) for note in draft.footnotes},
        }
    )


def _question(passage: Passage, names: Mapping[str, str]) -> Data:
    return without_empty(
        {
            **_text_and_source((passage.question,), inline_of((passage.question,))),
            "actors": [{"id": one, "name": names.get(one, one)} for one, _ in passage.actors],
            "summary": passage.summary,
            "part": [inline_of((one,)) for one in passage.part],
            "headline": inline_of((passage.headline,)) if passage.headline else "",
            "figure": passage.big_number,
            "hidden": passage.hidden,
            "no_slide": passage.no_slide,
            "asked_by": passage.asked_by,
            "answered_by": passage.answered_by,
            "answer": _blocks(passage.answer),
            "slide": _blocks((*passage.slide, *passage.pictures)),
            "notes": _blocks(passage.notes),
        }
    )


def _sections(draft: Draft, names: Mapping[str, str]) -> list[Data]:
    """Return the sections that are not a question, each with the number of questions before it."""
    found: list[Data] = []
    for at, passage in enumerate(draft.passages):
        if passage.section:
            entries = _question(passage, names)
            before = sum(not one.section for one in draft.passages[:at])
            closing: dict[str, Data] = {"closing": True} if passage.closing else {}
            found.append({**(entries if isinstance(entries, dict) else {}), "after": before, **closing})
    return found


def _blocks(blocks: Sequence[Block]) -> list[Data]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Data:
    match block:
        case Paragraph(sentences):
            marked = _text_and_source(sentences, paragraph_of(sentences))
            return {"type": "paragraph", **marked} if "source" in marked else marked["text"]
        case Subheading(level, sentence):
            return {"type": "heading", "level": level, **_text_and_source((sentence,), inline_of((sentence,)))}
        case ListBlock(ordered, start, items):
            entries: dict[str, Data] = {"type": "list", "ordered": ordered, "start": start if start != 1 else None}
            return without_empty({**entries, "items": [_blocks(item) for item in items]})
        case Quotation(inner):
            return {"type": "quote", "blocks": _blocks(inner)}
        case DataTable():
            return _table(block)
        case Image():
            return _image(block)
        case Chart():
            return _chart(block)


def _text_and_source(sentences: Sequence[Sentence], source: str) -> dict[str, Data]:
    """Return the words alone as `text`, and as `source` their Markdown where that is not the same."""
    text = text_of(joined_runs(tuple(sentences)))
    return {"text": text} if text == source else {"text": text, "source": source}


def _words(sentences: Sequence[Sentence]) -> Data:
    marked = _text_and_source(sentences, inline_of(sentences))
    return dict(marked) if "source" in marked else marked["text"]


def _table(grid: DataTable) -> Data:
    def cells(row: Sequence[Sequence[Sentence]]) -> list[Data]:
        return [_words(cell) for cell in row]

    plain = all(one is Align.START for one in grid.align)
    return without_empty(
        {
            "type": "table",
            "align": [] if plain else [one.value for one in grid.align],
            "header": cells(grid.header),
            "rows": [cells(row) for row in grid.rows],
            "caption": _words(grid.caption),
        }
    )


def _image(image: Image) -> Data:
    return without_empty(
        {
            "type": "image",
            "src": image.src,
            "alt": image.alt,
            "decorative": image.decorative,
            "caption": _words(image.caption),
            "width": f"{image.width}%" if image.width else "",
        }
    )


def _values(series: Series) -> list[Data]:
    """Return the numbers, as words where all are shown with as many decimals, such as `3.00`."""
    if series.places:
        return [None if value is None else number_of(series, at) for at, value in enumerate(series.values)]
    return [int(value) if value is not None and value.is_integer() else value for value in series.values]


def _chart(chart: Chart) -> Data:
    return without_empty(
        {
            "type": "chart",
            "kind": chart.kind.value,
            "title": _words((chart.title,)),
            "unit": chart.unit,
            "axis": chart.axis,
            "categories": list(chart.categories),
            "series": [{"name": one.name, "values": _values(one)} for one in chart.series],
            "source": _words(chart.source),
        }
    )


def _dumper() -> type:
    """Return a writer of YAML that indents lists and never writes an anchor."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            del data
            return True

        def increase_indent(self, *_: bool, flow: bool = False, **_indentless: bool) -> None:
            super().increase_indent(flow, indentless=False)

    def represented(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        # Without quotes of YAML's own, typographic ones would be taken for those.
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, '"' if text[:1] in set("“”„‘’‚«»") else None)

    Dumper.add_representer(str, represented)
    return Dumper
