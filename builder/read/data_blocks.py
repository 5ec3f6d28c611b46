"""Blocks of the data form: texts of Markdown, and mappings with a `type` for what a program writes."""

import re
from collections.abc import Callable

from msgspec import Struct

from builder.codes import BAD_CHART, NOT_UNDERSTOOD, WRONG_TYPE
from builder.model.brief import Align, Block, Image, ListBlock, Quotation, Subheading, sentences_of
from builder.model.deep_replace import with_each
from builder.model.findings import Report, Span
from builder.read.blocks import BlockReader
from builder.read.charts import SETTINGS, ChartSource, Value, chart_from_source
from builder.read.footnotes import check_links
from builder.read.inline import InlineReader
from builder.read.located_tree import ListNode, MappingNode, Node, Scalar, kind_of
from builder.read.mapping_reader import Keys, items_of, mapping_of, text_of, texts_of
from builder.read.markdown_parser import block_tokens
from builder.read.pictures import report_missing_alt, width_in_percent
from builder.read.source_map import ground_at
from builder.read.styled_text import SentenceCounter, StyledText
from builder.read.tables import Cell, Rows, grid_from_rows

BLOCK_KEYS = {
    "paragraph": ("text", "source"),
    "heading": ("level", "text", "source"),
    "list": ("ordered", "start", "items"),
    "quote": ("blocks",),
    "table": ("align", "header", "rows", "caption"),
    "image": ("src", "alt", "decorative", "caption", "width"),
    "chart": ("kind", "title", "unit", "axis", "categories", "series", "source"),
}
"""The types of block that are mappings, and the keys of each beside `type`."""

_ALIGNS = {"start": Align.START, "center": Align.CENTER, "end": Align.END}
_START = re.compile(r"\d{1,9}")


class NodeReader(Struct):
    """Reads blocks from nodes of a tree."""

    inline: InlineReader

    @property
    def report(self) -> Report:
        """Where findings go."""
        return self.inline.report

    def words(self, node: Node | None, name: str, section: SentenceCounter) -> StyledText:
        """Return the words of the inline Markdown under the key `name`; none with a finding where it is not text."""
        text, ground = self.cell(node, name)
        return self.inline.words(text, ground, section)

    def cell(self, node: Node | None, name: str) -> Cell:
        """Return the inline Markdown of `node` and its places; nothing if it is empty."""
        if isinstance(node, Scalar) and node.kind != "null":
            text_of(node, name, self.report)
            return node.text, node.ground()
        if isinstance(node, MappingNode) and name not in {"unit", "axis", "name", "values", "categories", "kind"}:
            return self.spoken(Keys(node, f"words of `{name}`", ("text", "source"), self.report))
        if isinstance(node, (ListNode, MappingNode)):
            text_of(node, name, self.report)
        span = node.span if node else Span(self.inline.source)
        return "", ground_at(self.inline.source, span.line, span.column)

    def spoken(self, keys: Keys) -> Cell:
        """Return the inline Markdown of a mapping that gives words as `text` and, marked up, as `source`."""
        if keys.get("source") is None:
            return self.cell(keys.get("text"), "text")
        cell = self.cell(keys.get("source"), "source")
        plain = InlineReader(self.inline.source, self.inline.lang, Report(), self.inline.env)
        self.agree(keys, plain.words(*cell, SentenceCounter("x")).text)
        return cell

    def agree(self, keys: Keys, said: str) -> None:
        """Add a finding where `text` has other words than what its `source` says."""
        if keys.get("text") is not None and "".join(keys.text("text").split()) != "".join(said.split()):
            hint = "change both, or delete `source`"
            self.report.add(WRONG_TYPE, keys.place("text"), "`text` and `source` have different words", hint)

    def blocks(self, node: Node | None, name: str, section: SentenceCounter) -> tuple[Block, ...]:
        """Return the blocks under the key `name`: those of a text, or of a list of texts and mappings."""
        match node:
            case None:
                return ()
            case Scalar(kind=kind) if kind != "null":
                return self._text(node, name, section)
            case ListNode(items):
                found: list[Block] = []
                for one in items:
                    found += (
                        self._block(one, section) if isinstance(one, MappingNode) else self._text(one, name, section)
                    )
                return tuple(found)
        message = f"`{name}` must be a text or a list of blocks, and this is {kind_of(node)}"
        self.report.add(WRONG_TYPE, node.span, message, "write text, or a list of texts and blocks with a `type`")
        return ()

    def _text(self, node: Node, name: str, section: SentenceCounter) -> tuple[Block, ...]:
        text_of(node, name, self.report)
        return blocks_of_text(node, section, self.inline) if isinstance(node, Scalar) and node.kind != "null" else ()

    def _block(self, node: MappingNode, section: SentenceCounter) -> tuple[Block, ...]:
        types = [value for key, value in node.pairs if key.text == "type"]
        kind = types[0].text if types and isinstance(types[0], Scalar) else ""
        if kind not in BLOCK_KEYS:
            message = f"there is no block of the type `{kind}`" if kind else "this block does not say its type"
            hint = f"write `type: …` with one of {', '.join(f'`{one}`' for one in BLOCK_KEYS)}; a paragraph is a text"
            self.report.add(NOT_UNDERSTOOD, types[0].span if types else node.span, message, hint)
            return ()
        read = _READERS[kind]
        return read(self, Keys(node, kind, ("type", *BLOCK_KEYS[kind]), self.report), section)

    def paragraph(self, keys: Keys, section: SentenceCounter) -> tuple[Block, ...]:
        """Return a paragraph that gives its words as `text` and, marked up, as `source`."""
        node = keys.get("source") or keys.get("text")
        if node is None:
            self.report.add(NOT_UNDERSTOOD, keys.span, "this paragraph has no text", "write `text: …`")
            return ()
        found = self._text(node, "source", section)
        if keys.get("source") is not None:
            self.agree(keys, "".join(one.text for one in sentences_of(found)))
        return found

    def heading(self, keys: Keys, section: SentenceCounter) -> tuple[Block, ...]:
        """Return a subheading."""
        level = keys.text("level")
        if level not in {"3", "4", "5", "6"}:
            hint = "write `level: 3`; a question is an entry of `questions`"
            self.report.add(WRONG_TYPE, keys.place("level"), "a heading in an answer has a level from 3 to 6", hint)
            return ()
        words = self.inline.line(*self.spoken(keys), section)
        if not words.length:
            self.report.add(NOT_UNDERSTOOD, keys.place("text"), "this heading has no text", "write `text: …`")
            return ()
        return (Subheading(int(level), words.sentence(section.next_id())),)

    def listing(self, keys: Keys, section: SentenceCounter) -> tuple[Block, ...]:
        """Return a list."""
        ordered, start = keys.flag("ordered"), keys.text("start") or "1"
        if not _START.fullmatch(start):
            self.report.add(WRONG_TYPE, keys.place("start"), f"a list cannot start at `{start}`", "write a number")
            return ()
        items = tuple(
            self._blocks_or_finding(one, "items", "item of a list", section) for one in self._items(keys, "items")
        )
        if not items:
            self.report.add(NOT_UNDERSTOOD, keys.span, "this list has no items", "write `items: [one, two]`")
        return (ListBlock(ordered, int(start) if ordered else 1, items),)

    def quote(self, keys: Keys, section: SentenceCounter) -> tuple[Block, ...]:
        """Return a quotation."""
        node = keys.get("blocks")
        if node is None:
            self.report.add(NOT_UNDERSTOOD, keys.span, "this quotation has no text", "write `blocks: …`")
            return ()
        return (Quotation(self._blocks_or_finding(node, "blocks", "quotation", section)),)

    def _blocks_or_finding(self, node: Node, name: str, what: str, section: SentenceCounter) -> tuple[Block, ...]:
        faults = len(self.report.findings)
        blocks = self.blocks(ListNode((node,), node.span) if isinstance(node, MappingNode) else node, name, section)
        if not blocks and len(self.report.findings) == faults:
            self.report.add(NOT_UNDERSTOOD, node.span, f"this {what} has no text", "write them, or leave it out")
        return blocks

    def table(self, keys: Keys, section: SentenceCounter) -> tuple[Block, ...]:
        """Return a table; a row shorter than the header ends in empty cells, a longer one is a finding."""
        header = tuple(self.cell(one, "header") for one in self._items(keys, "header"))
        if not header:
            self.report.add(NOT_UNDERSTOOD, keys.span, "this table has no header", "write `header: [One, Two]`")
            return ()
        rows = tuple(self._row(one, len(header)) for one in self._items(keys, "rows"))
        caption = keys.get("caption")
        whole = Rows(header, rows, self._align(keys, len(header)), self.cell(caption, "caption") if caption else None,
                     keys.span)  # fmt: skip
        return (grid_from_rows(whole, self.inline, section),)

    def _row(self, node: Node, columns: int) -> tuple[Cell, ...]:
        if not isinstance(node, ListNode):
            message = f"a row must be a list of cells, and this is {kind_of(node)}"
            self.report.add(WRONG_TYPE, node.span, message, "write `- [one, two]`")
            return ()
        if len(node.items) > columns:
            message = f"this row has {len(node.items)} cells under a header of {columns}"
            self.report.add(NOT_UNDERSTOOD, node.items[columns].span, message, "add a column to the header")
        empty = "", ground_at(self.inline.source, node.span.line, node.span.column)
        cells = [self.cell(one, "rows") for one in node.items[:columns]]
        return (*cells, *[empty] * (columns - len(cells)))

    def _align(self, keys: Keys, columns: int) -> tuple[Align, ...]:
        given = texts_of(keys.get("align"), "align", self.report)
        wrong = [one for one in given if one not in _ALIGNS]
        if wrong or (given and len(given) != columns):
            message = (
                f"there is no alignment `{wrong[0]}`" if wrong else f"{len(given)} alignments for {columns} columns"
            )
            self.report.add(
                WRONG_TYPE, keys.place("align"), message, "write `start`, `center` or `end` for each column"
            )
            return ()
        return tuple(_ALIGNS[one] for one in given) or (Align.START,) * columns

    def image(self, keys: Keys, section: SentenceCounter) -> tuple[Block, ...]:
        """Return a picture."""
        alt, decorative = keys.text("alt"), keys.flag("decorative")
        if not keys.text("src"):
            self.report.add(NOT_UNDERSTOOD, keys.span, "this picture has no file", "write its path as `src: …`")
        elif not alt and not decorative:
            report_missing_alt(keys.place("src"), self.report)
        caption = self.words(keys.get("caption"), "caption", section).sentences(section, self.inline.lang)
        width = keys.text("width")
        percent = width_in_percent(width, keys.place("width"), self.report) if width else 0
        return (Image(keys.text("src"), alt, decorative, caption, keys.place("src"), percent),)

    def chart(self, keys: Keys, section: SentenceCounter) -> tuple[Block, ...]:
        """Return a chart."""
        written = ChartSource(keys.span)
        for name in SETTINGS:
            if keys.get(name) is not None:
                written.settings[name] = self.cell(keys.get(name), name)
        names: list[Value] = [self.cell(keys.get("axis"), "axis")]
        columns: list[tuple[Value, ...]] = []
        for one in self._items(keys, "series"):
            mapping = mapping_of(one, "a series", "write `{name: Exports, values: [1.5, 2]}`", self.report)
            if mapping is None:
                continue
            inside = Keys(mapping, "series", ("name", "values"), self.report)
            names.append(self.cell(inside.get("name"), "name"))
            columns.append(tuple(self.cell(value, "values") for value in self._items(inside, "values")))
        categories = [self.cell(one, "categories") for one in self._items(keys, "categories")]
        if any(len(column) != len(categories) for column in columns):
            message = f"a series has not as many values as the chart has categories, {len(categories)}"
            self.report.add(BAD_CHART, keys.place("series"), message, "give one value for each category")
            return ()
        written.rows = [
            tuple(names),
            *((name, *(column[at] for column in columns)) for at, name in enumerate(categories)),
        ]
        chart = chart_from_source(written, self.inline, section)
        return (chart,) if chart else ()

    def _items(self, keys: Keys, name: str) -> tuple[Node, ...]:
        return items_of(keys.get(name), f"`{name}`", f"write `{name}: [one, two]`", self.report)


_READERS: dict[str, Callable[[NodeReader, Keys, SentenceCounter], tuple[Block, ...]]] = {
    "paragraph": NodeReader.paragraph,
    "heading": NodeReader.heading,
    "list": NodeReader.listing,
    "quote": NodeReader.quote,
    "table": NodeReader.table,
    "image": NodeReader.image,
    "chart": NodeReader.chart,
}
"""The reader of each type of block."""


def blocks_of_text(leaf: Scalar, section: SentenceCounter, inline: InlineReader) -> tuple[Block, ...]:
    """Return the blocks of the Markdown that `leaf` holds; findings and footnote calls are added to `inline`."""
    text = leaf.text.replace("\r\n", " \n").replace("\r", "\n")
    found = Report()
    tokens, env = block_tokens(text)
    inner = InlineReader(inline.source, inline.lang, found, env)
    reader = BlockReader(tokens, text.split("\n"), inner)
    blocks: list[Block] = []
    while reader.at < len(tokens):
        blocks += reader.block(section)
    check_links(inner)
    place = _mapping(leaf, text)
    for one in found.findings:
        inline.report.add(one.code, place(one.span), one.message, *one.hints)
    inline.calls += [(label, place(span)) for label, span in inner.calls]
    return with_each(tuple(blocks), Span, place)


def _mapping(leaf: Scalar, text: str) -> Callable[[Span], Span]:
    """Return the function that moves a place in `text` to its place in the file."""
    ground = leaf.ground()
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def place(span: Span) -> Span:
        if not span.line:
            return span
        start = starts[span.line - 1] + span.column - 1
        if not span.end_line:
            return Span(span.source, *ground.place(start))
        return ground.span(start, starts[span.end_line - 1] + span.end_column - 1)

    return place
