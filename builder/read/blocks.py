"""Paragraphs, lists, tables, pictures, quotations and charts from the block tokens of our Markdown."""

import re
from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct

from builder.codes import NOT_UNDERSTOOD, UNCLOSED_FENCE
from builder.model.brief import Block, DataTable, ListBlock, Paragraph, Quotation, Subheading
from builder.model.findings import Report, Span
from builder.model.source_map import SourceMap
from builder.read.attributes import split_tail
from builder.read.inline import InlineReader
from builder.read.markdown_parser import DEEPEST
from builder.read.pictures import images_from_tokens, only_pictures
from builder.read.source_map import ground_at, ground_from_lines
from builder.read.styled_text import SentenceCounter
from builder.read.tables import caption_mark, grid_from_rows, rows_from_tokens

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOT_HERE = {
    "hr": ("a horizontal rule is not supported", "leave it out; a question or subheading divides the text"),
    "code_block": ("an indented block is a code block in Markdown, which is not supported", "remove the indentation"),
}


_ABOUT_A_QUESTION = ("actor", "headline", "asked-by", "answered-by", ".summary", ".section", ".closing", ".no-slide")
"""Attributes that only questions have."""


class BlockReader(Struct):
    """Reads blocks from the tokens of one source, front to back."""

    tokens: Sequence[Token]
    lines: Sequence[str]
    """The lines of the source, as the tokens count them."""
    inline: InlineReader
    at: int = 0
    """Index of the token to read next."""

    @property
    def report(self) -> Report:
        """Where findings go."""
        return self.inline.report

    def span_of(self, token: Token) -> Span:
        """Return the place of the first line of `token`."""
        line = (token.map or [0, 0])[0]
        text = self.lines[line] if line < len(self.lines) else ""
        begin = len(text) - len(text.lstrip()) + 1
        return Span(self.inline.source, line + 1, begin, line + 1, max(len(text.rstrip()) + 1, begin + 1))

    def ground_of(self, token: Token) -> SourceMap:
        """Return the places of the content of `token`."""
        return ground_from_lines(self.inline.source, token.content, self.lines, (token.map or [0, 0])[0])

    def heading_ground(self, token: Token, content: str) -> SourceMap:
        """Return the places of the words of a heading, which are behind its `#` characters."""
        line = (token.map or [0, 0])[0]
        text = self.lines[line]
        marks = text.find(token.markup) + len(token.markup)
        return ground_at(self.inline.source, line + 1, max(text.find(content, marks), 0) + 1)

    def blocks_until(self, end: str, section: SentenceCounter) -> tuple[Block, ...]:
        """Return the blocks up to the token `end` and step after it."""
        found: list[Block] = []
        while self.tokens[self.at].type != end:
            found += self.block(section)
        self.at += 1
        return tuple(found)

    def block(self, section: SentenceCounter) -> tuple[Block, ...]:
        """Return the block (or pictures in a row) at the present token, none for a comment or a fault."""
        token = self.tokens[self.at]
        self.at += 1
        if token.level >= DEEPEST - 1:
            self._refuse(token, "this is nested too deeply", "use fewer levels")
        match token.type:
            case "paragraph_open":
                return self._paragraph(section)
            case "heading_open":
                return self._subheading(token, section)
            case "bullet_list_open" | "ordered_list_open":
                return (self._list(token, section),)
            case "blockquote_open":
                return self._quotation(token, section)
            case "table_open":
                return (self._table(token, section),)
            case "fence":
                return self._fence(token, section)
            case "html_block":
                self._comment(token)
            case "footnote_reference_open":
                hint = "define it unindented; in a data file it is an entry of `footnotes`"
                self._refuse(token, "a footnote cannot be defined inside another block", hint)
                self.blocks_until("footnote_reference_close", section)
            case "fence_mark":
                self._refuse(
                    token,
                    f"`{token.markup} {token.info}`".replace(" `", "`") + " is not allowed here",
                    "write `::: slide` or `::: notes` unindented, under a question",
                )
            case _:
                self._refuse(token, *_NOT_HERE.get(token.type, (f"`{token.type}` is not supported", "leave it out")))
        return ()

    def _refuse(self, token: Token, message: str, hint: str) -> None:
        self.report.add(NOT_UNDERSTOOD, self.span_of(token), message, hint)

    def _paragraph(self, section: SentenceCounter) -> tuple[Block, ...]:
        token = self.tokens[self.at]
        self.at += 2
        ground = self.ground_of(token)
        parts = self.inline.tokens(token.content)
        if only_pictures(parts):
            return images_from_tokens(parts, ground, section, self.inline)
        words = self.inline.words_of(parts, token.content, ground, section)
        sentences = words.sentences(section, self.inline.lang)
        return (Paragraph(sentences),) if sentences else ()

    def _subheading(self, token: Token, section: SentenceCounter) -> tuple[Block, ...]:
        content = self.tokens[self.at]
        self.at += 2
        level = int(token.tag[1])
        text, attributes = split_tail(content.content)
        asks = any(one.name in _ABOUT_A_QUESTION for one in attributes)
        if token.markup[0] in "=-":
            self._refuse(
                token,
                "a heading underlined with `=` or `-` is not supported",
                "write `## ` before a question; leave an empty line before a row of `-`",
            )
        elif level == 1 and not asks:
            self._refuse(
                token,
                "a heading of level 1 is not supported",
                "give the title in the front matter; a heading of a group is right above its first question",
            )
        elif level == 2:
            hint = "do not indent its line; in a data file it is an entry of `questions`"
            self._refuse(token, "a question (`##`) is not allowed inside another block", hint)
        ground = self.ground_of(content) if token.markup[0] in "=-" else self.heading_ground(token, content.content)
        if asks and level != 2:
            hint = "write `## ` before a question; `###` is a heading inside an answer"
            self._refuse(token, "this heading has the attributes of a question", hint)
        else:
            text = content.content
        words = self.inline.line(text, ground, section)
        if not words.length:
            self._refuse(token, "this heading has no text", "write its text after the `#` characters, or remove it")
            return ()
        return (Subheading(level, words.sentence(section.next_id())),)

    def _quotation(self, token: Token, section: SentenceCounter) -> tuple[Block, ...]:
        faults = len(self.report.findings)
        inner = self.blocks_until("blockquote_close", section)
        if not inner and len(self.report.findings) == faults and token.level < DEEPEST - 1:
            self._refuse(
                token, "this quotation has no text", "write it after the `>`, or `\\>` for the character itself"
            )
        return (Quotation(inner),)

    def _list(self, token: Token, section: SentenceCounter) -> ListBlock:
        ordered = token.type == "ordered_list_open"
        items = []
        while self.tokens[self.at].type == "list_item_open":
            item = self.tokens[self.at]
            self.at += 1
            faults = len(self.report.findings)
            items.append(self.blocks_until("list_item_close", section))
            if not items[-1] and len(self.report.findings) == faults:
                hint = f"write its text after the marker, or `{item.info}\\{item.markup}` for the character itself"
                self._refuse(item, "this item of a list has no text", hint)
        self.at += 1
        return ListBlock(ordered, _start(token) if ordered else 1, tuple(items))

    def _table(self, token: Token, section: SentenceCounter) -> DataTable:
        end = self.at
        while self.tokens[end].type != "table_close":
            end += 1
        inside = self.tokens[self.at : end]
        self.at = end + 1
        rows = rows_from_tokens(token, inside, self._caption(), self.lines, inline=self.inline)
        return grid_from_rows(rows, self.inline, section)

    def _caption(self) -> tuple[str, SourceMap] | None:
        """Return the paragraph behind a table if it is its caption: one that begins with `: ` or `Table: `."""
        if self.at + 1 >= len(self.tokens) or self.tokens[self.at].type != "paragraph_open":
            return None
        content = self.tokens[self.at + 1]
        mark = caption_mark(content.content)
        if not mark:
            return None
        self.at += 3
        ground = self.ground_of(content)
        line, column = ground.corners[0]
        moved = SourceMap(
            ground.source, (0, *(at - mark for at in ground.offsets[1:])), ((line, column + mark), *ground.corners[1:])
        )
        return content.content[mark:], moved

    def _fence(self, token: Token, section: SentenceCounter) -> tuple[Block, ...]:
        first, end = token.map or [0, 0]
        last = self.lines[end - 1].lstrip(" \t>") if end <= len(self.lines) else ""
        if end - first < 2 or not last.startswith(token.markup):
            hint = "write the same characters on a line of their own below it"
            self.report.add(UNCLOSED_FENCE, self.span_of(token), "the block that opens here is not closed", hint)
            return ()
        if token.info.strip() != "chart":
            kind = " alone, and its kind below it, as `kind: bar`"
            hint = kind if token.info.startswith("chart ") else " after the opening backticks for a chart"
            self._refuse(token, "a block of code is not supported", f"write `chart`{hint}")
            return ()
        from builder.read.charts import chart_from_source, chart_source_from_text

        ground = ground_from_lines(self.inline.source, token.content, self.lines, first + 1)
        written = chart_source_from_text(token.content, ground, self.span_of(token), self.report)
        chart = chart_from_source(written, self.inline, section)
        return (chart,) if chart else ()

    def _comment(self, token: Token) -> None:
        span = self.span_of(token)
        rest = _COMMENT.sub("", token.content).strip()
        if rest.startswith("<!--"):
            self.report.add(UNCLOSED_FENCE, span, "the comment that opens here is not closed", "write `-->` after it")
        elif rest and token.content.lstrip().startswith("<!--"):
            message = "text on the same line as a comment would be lost"
            self.report.add(NOT_UNDERSTOOD, span, message, "put the comment on lines of its own")
        elif rest:
            from builder.read.html_hints import html_hint

            message = f"`{rest.split()[0]}` is HTML, which is not supported"
            self.report.add(NOT_UNDERSTOOD, span, message, html_hint(rest))


def _start(token: Token) -> int:
    start = token.attrGet("start")
    return 1 if start is None else int(start)
