"""The words of a paragraph, heading or cell from its inline Markdown, with every fault in it."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from builder.codes import (
    BAD_ADDRESS,
    EXCESSIVE_MARKUP,
    FIGURES_RUN_TOGETHER,
    HARD_LINE_BREAK,
    NOT_UNDERSTOOD,
    UNCLOSED_HIGHLIGHT,
    UNKNOWN_ATTRIBUTE,
)
from builder.model.brief import Mark, Run
from builder.model.findings import Report, Span
from builder.model.locales import instead_of_language, is_language
from builder.model.source_map import SourceMap
from builder.read.attributes import attributes_of, report_unknown
from builder.read.foreign_markup import report_foreign_markup
from builder.read.markdown_parser import inline_tokens, normalised_address
from builder.read.styled_text import HARD_BREAK, SentenceCounter, StyledText

_SCHEME = re.compile(r"(?i)(https?://[^/\s]|mailto:\S|tel:\S)")
_MARKS = {
    "em_open": Mark.EMPHASIS,
    "strong_open": Mark.STRONG,
    "sub_open": Mark.SUBSCRIPT,
    "sup_open": Mark.SUPERSCRIPT,
    ".em": Mark.EMPHASIS,
    ".strong": Mark.STRONG,
    ".sup": Mark.SUPERSCRIPT,
    ".sub": Mark.SUBSCRIPT,
}
SPAN_ATTRIBUTES = ("lang=", ".em", ".strong", ".sup", ".sub")
"""What `[words]{…}` can say."""

_LINE_END = re.compile(r"<br\s*/?>", re.IGNORECASE)
"""How a hard line break is written where a line of the source cannot end, as in the cell of a table."""


class InlineReader(Struct):
    """Reads inline Markdown of one source; gathers the footnote calls and link labels that it meets."""

    source: str
    lang: str
    report: Report
    env: dict[str, Any] = field(default_factory=dict)
    """Link definitions, as the parser keeps them."""
    calls: list[tuple[str, Span]] = field(default_factory=list)
    """Labels of the footnotes that are called, with their places."""
    labels: set[str] = field(default_factory=set)
    """Labels of the link definitions that are used."""

    def tokens(self, content: str) -> Sequence[Token]:
        """Return the inline tokens of `content`, none if it is beyond the limits of a paragraph."""
        return () if excess_in(content) else inline_tokens(content, self.env)

    def words(self, content: str, ground: SourceMap, section: SentenceCounter) -> StyledText:
        """Return the words of `content`; highlights are numbered in `section`."""
        return self.words_of(self.tokens(content), content, ground, section)

    def line(self, content: str, ground: SourceMap, section: SentenceCounter) -> StyledText:
        """Return the words of a heading or title, which is on one line: a hard line break is reported."""
        words = self.words(content, ground, section)
        for at in words.line_ends:
            span = ground.span(words.place(at), words.place(at) + 1)
            message = "the hard line break in this title becomes a space"
            self.report.add(HARD_LINE_BREAK, span, message, "remove it: titles are broken where their words fit")
        return words.on_one_line()

    def words_of(
        self, tokens: Sequence[Token], content: str, ground: SourceMap, section: SentenceCounter
    ) -> StyledText:
        """Return the words of `tokens`, which were read from `content`."""
        excess = excess_in(content)
        if excess:
            at, message, hint = excess
            self.report.add(EXCESSIVE_MARKUP, ground.span(at, at + 1), message, hint)
        report_foreign_markup(content, tokens, ground, self.report)
        reading = _Reading(self, content, ground, section, StyledText(ground))
        for token in tokens:
            reading.take(token)
        reading.close()
        return reading.words.normalised()


class _Reading(Struct):
    """One pass over the inline tokens of one content."""

    reader: InlineReader
    content: str
    ground: SourceMap
    section: SentenceCounter
    words: StyledText
    stack: list[Run] = field(default_factory=lambda: [Run("")])
    highlight: int = 0
    opened_at: int = 0
    before: int = 0
    """How many characters came before the highlight was opened."""
    unclosed: int | None = None
    """Where a highlight opened before another one did, as far as the spaces around `==` tell."""
    lone_marks: list[int] = field(default_factory=list)
    """Where `==` is between two spaces: no highlight, unless the author meant one."""

    def style(self) -> Run:
        top = self.stack[-1]
        return replace(top, highlight=self.highlight) if self.highlight else top

    def take(self, token: Token) -> None:
        at = token.meta.get("at", 0)
        is_line_end = token.type == "html_inline" and _LINE_END.fullmatch(token.content)
        match "hardbreak" if is_line_end else token.type:
            case "text":
                self.words.add(token.content, at, self.style())
            case "text_special" if token.content.startswith("\\") and len(token.content) > 1:
                self.words.add(token.content, at, self.style())
            case "text_special":
                self.report_no_character(token, at)
                self.words.add_written_otherwise(token.content, at, self.style())
            case "softbreak" | "hardbreak":
                self.words.add_written_otherwise("\n" if token.type == "softbreak" else HARD_BREAK, at, self.style())
            case "code_inline":
                self.take_code(token, at)
            case "em_open" | "strong_open" | "sub_open" | "sup_open":
                self.report_fused_figures(token, at)
                self.stack.append(replace(self.stack[-1], mark=self.stack[-1].mark | _MARKS[token.type]))
            case "link_open":
                self.open_link(token, at)
            case "span_open":
                self.open_span(token)
            case "em_close" | "strong_close" | "link_close" | "span_close" | "script_close":
                self.stack.pop()
            case "highlight" | "sign":
                self.toggle(token, at)
            case "note_call":
                self.call(token, at)
            case _:
                self.refuse(token, at)

    def report_fused_figures(self, token: Token, at: int) -> None:
        start, end = len(self.content[: at + 1].rstrip("*")), at + len(token.markup)
        end += len(self.content[end:]) - len(self.content[end:].lstrip("*"))
        if token.markup.startswith("*") and self.content[start - 1 : start].isdigit() and self.content[end].isdigit():
            span = self.ground.span(start, end)
            message = f"this `{token.markup}` is read as emphasis, and the numbers around it run together"
            self.reader.report.add(FIGURES_RUN_TOGETHER, span, message, "write `×`, or `\\*` for the character itself")

    def report_no_character(self, token: Token, at: int) -> None:
        """Report a reference such as `&#0;`: the parser gives U+FFFD for what is no character of a text."""
        if token.content == "\ufffd" and token.markup.casefold() not in {"&#xfffd;", "&#65533;"}:
            span = self.ground.span(at, at + len(token.markup))
            message, hint = f"`{token.markup}` is no character of a text", "delete it"
            self.reader.report.add(NOT_UNDERSTOOD, span, message, hint)

    def take_code(self, token: Token, at: int) -> None:
        style = self.style()
        start = at + len(token.markup)
        if self.content[start : start + 1].isspace() and not token.content.startswith(" "):
            start += 1
        self.words.add(token.content, start, replace(style, mark=style.mark | Mark.CODE))

    def open_link(self, token: Token, at: int) -> None:
        address = str(token.attrGet("href") or "")
        if token.meta.get("label"):
            self.reader.labels.add(token.meta["label"])
        span = self.ground.span(at, at + 1)
        if not _SCHEME.match(address):
            hint = "write the full address, beginning with `https://`, `http://`, `mailto:` or `tel:`"
            message = f"a link cannot lead to `{address}`" if address else "this link has no address"
            self.reader.report.add(BAD_ADDRESS, span, message, hint)
        if token.attrGet("title"):
            message = f"the title of a link, `{token.attrGet('title')}`, is not printed anywhere"
            self.reader.report.add(NOT_UNDERSTOOD, span, message, "leave it out, or say it in the text")
        self.stack.append(replace(self.stack[-1], href=normalised_address(address)))

    def open_span(self, token: Token) -> None:
        style = self.stack[-1]
        for attribute in attributes_of(token.content[1:-1], int(token.info) + 1):
            if attribute.name in _MARKS:
                style = replace(style, mark=style.mark | _MARKS[attribute.name])
            elif attribute.name == "lang" and (instead := instead_of_language(attribute.value)):
                span = self.ground.span(attribute.at, attribute.at + max(len(attribute.value), 1))
                self.reader.report.add(UNKNOWN_ATTRIBUTE, span, f"`{attribute.value}` is not a language tag", instead)
            elif attribute.name == "lang" and not is_language(attribute.value):
                span = self.ground.span(attribute.at, attribute.at + len(attribute.value))
                hint = "write the tag of the language, such as `de` or `pt-BR`"
                self.reader.report.add(UNKNOWN_ATTRIBUTE, span, f"there is no language `{attribute.value}`", hint)
            elif attribute.name == "lang":
                style = replace(style, lang="" if attribute.value == self.reader.lang else attribute.value)
            else:
                report_unknown(attribute, SPAN_ATTRIBUTES, self.ground, self.reader.report)
        self.stack.append(style)

    def toggle(self, token: Token, at: int) -> None:
        if token.type == "sign":
            self.lone_marks.append(at)
            self.words.add(token.content, at, self.style())
            return
        if not self.highlight:
            self.section.highlights += 1
            self.highlight, self.opened_at, self.before = self.section.highlights, at, self.words.length
            return
        if not self.words.text[self.before :].strip():
            span = self.ground.span(self.opened_at, self.opened_at + 2)
            message = "there is nothing between the two `==` of this highlight"
            self.reader.report.add(UNCLOSED_HIGHLIGHT, span, message, "put the words to highlight between them")
        if self.unclosed is None and token.meta.get("opens"):
            self.unclosed = self.opened_at
        self.highlight = 0

    def call(self, token: Token, at: int) -> None:
        self.reader.calls.append((token.content, self.ground.span(at, at + len(token.markup))))
        run = Run("", note=token.content, highlight=self.highlight)
        self.words.calls.append((self.words.length, run, at))

    def refuse(self, token: Token, at: int) -> None:
        if token.type == "html_inline" and token.content.startswith("<!--"):
            return
        span = self.ground.span(at, at + max(len(token.content), 1))
        if token.type == "image":
            message, hint = "a picture inside a line of text", "give it a paragraph of its own"
        else:
            from builder.read.html_hints import html_hint

            message, hint = f"`{token.content}` is HTML, which is not supported", html_hint(token.content)
        self.reader.report.add(NOT_UNDERSTOOD, span, message, hint)

    def close(self) -> None:
        at = self.opened_at if self.unclosed is None else self.unclosed
        if self.highlight and not (self.lone_marks and self.lone_marks[0] < at):
            span = self.ground.span(at, at + 2)
            hint = "write `==` after its last word, in the same paragraph; write `\\=\\=` for the characters themselves"
            self.reader.report.add(UNCLOSED_HIGHLIGHT, span, "the highlight that opens here is not closed", hint)
        elif self.highlight or len(self.lone_marks) > 1:
            span = self.ground.span(self.lone_marks[0], self.lone_marks[0] + 2)
            hint = "write `==words==` without spaces inside; write `\\=\\=` for the characters themselves"
            message = "the space after this `==` keeps it from opening a highlight"
            self.reader.report.add(UNCLOSED_HIGHLIGHT, span, message, hint)


LONGEST_PARAGRAPH = 100_000
"""Characters of one paragraph, heading or cell: some thirty-five printed pages."""

LONGEST_WORD = 2_000
"""Characters without a space. The longest addresses that browsers pass on have about as many."""

MOST_MARKUP = 1_000
"""How often one character of markup may occur in a paragraph; brackets and stars cost time by their square."""

_MARKUP = "[]*_`<&!=~^$"
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")


def excess_in(content: str) -> tuple[int, str, str] | None:
    """Return the offset of what is beyond the bounds in `content`, a message and a hint, or None."""
    if len(content) <= MOST_MARKUP:
        return None
    if len(content) > LONGEST_PARAGRAPH:
        message = f"this paragraph has {len(content):,} characters; at most {LONGEST_PARAGRAPH:,} are allowed"
        return 0, message, "split it into paragraphs"
    found = _LONG_WORD.search(content)
    if found:
        message = f"this word has more than {LONGEST_WORD:,} characters"
        return found.start(), message, "remove it: no line can hold it"
    for mark in _MARKUP:
        if content.count(mark) > MOST_MARKUP:
            message = f"`{mark}` occurs more than {MOST_MARKUP:,} times in this paragraph"
            return content.index(mark), message, "split the paragraph, or remove the characters"
    return None
