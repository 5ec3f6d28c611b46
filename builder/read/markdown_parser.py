"""Our Markdown: CommonMark and tables by markdown-it-py, with highlights, footnotes, spans and `:::` fences."""

import re
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Literal

from markdown_it import MarkdownIt, helpers
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as _markdown_table
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import image as _markdown_image
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

DEEPEST = 40
"""Levels that lists, quotes and emphasis may nest; the parser would silently leave out what is deeper."""

_NOTE_CALL = re.compile(r"\[\^([^\s\[\]]+)\]")
_FENCE = re.compile(r"(:{3,}+)[ \t]*+(.*)")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_SCRIPT = re.compile(r"([~^])(?!\[|\1)([^\s\\~^]{1,60})\1(?!\1|\d)")
_WEB_ADDRESS = re.compile(r"://[^\s<>\[\]{}\"\\^`|]{1,2000}")
_WEB_SCHEME = re.compile(r"(?<![A-Za-z0-9])https?$", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?'*_~=…"
"""Characters that end a sentence, not the address before them."""


class _State(StateInline):
    """The inline parser's state, which also notes at which offset of the content each token begins."""

    def __init__(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.pending_at = 0
        self.step_at = 0
        self.last_bracket = src.rfind("]")

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["at"] = self.pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.step_at
        self.step_at += 1  # a row of `**` is pushed as one token a character
        return token


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    options = {"maxNesting": DEEPEST, "html": True, "store_labels": True}
    md = MarkdownIt("commonmark", options).enable("table")
    md.inline = _Inline()
    footnote_plugin(md)
    md.inline.ruler.enableOnly(
        ["text", "newline", "escape", "backticks", "emphasis", "link", "image", "autolink", "html_inline", "entity"]
    )
    md.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    md.inline.ruler.before("text", "place", _place)
    md.inline.ruler.before("link", "note_call", _note_call)
    md.inline.ruler.before("link", "script", _script)
    md.inline.ruler.before("link", "web_address", _web_address)
    md.inline.ruler.after("link", "span", _span)
    md.inline.ruler.before("emphasis", "highlight", _highlight)
    md.inline.ruler.at("image", _picture)
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("blockquote", "fence_mark", _fence_mark, {"alt": interrupted})
    md.helpers = SimpleNamespace(**vars(helpers) | {"parseLinkLabel": _label_end})  # type: ignore[assignment]
    md.validateLink = lambda _: True  # type: ignore[assignment,method-assign]  # we report, not drop
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


def block_tokens(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Return the block tokens of `text` (lines end in line feeds) and the link definitions among them."""
    md, tokens = _parser(), list[Token]()
    env: dict[str, Any] = {}
    md.block.parse(text, md, env, tokens)
    return tokens, env


def inline_tokens(content: str, env: MutableMapping[str, Any]) -> Sequence[Token]:
    """Return the inline tokens of `content`; `meta["at"]` of each is the offset at which it begins."""
    md = _parser()
    return md.inline.parse(content, md, env, [])


def normalised_address(url: str) -> str:
    """Return `url` with what an address cannot hold percent-encoded."""
    return MarkdownIt.normalizeLink(_parser(), url)


def _place(state: StateInline, silent: bool) -> bool:
    """Note where the step that is about to begin is; never match."""
    if not silent and isinstance(state, _State):
        state.step_at = state.pos
        if not state.pending:
            state.pending_at = state.pos
    return False


def _note_call(state: StateInline, silent: bool) -> bool:
    """Read `[^label]`, defined or not: the reader says which are not."""
    found = _NOTE_CALL.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("note_call", "", 0)
        token.content, token.markup = found[1], found[0]
    state.pos = found.end()
    return True


def _script(state: StateInline, silent: bool) -> bool:
    """Read Pandoc's `H~2~O` and `m^2^`: without a space inside, after a letter, bracket or (raised) a digit.

    So "~50 %", "a ^ b" and "2^30-2^31" stay as they are written.
    """
    sign, before = state.src[state.pos], state.src[state.pos - 1 : state.pos] if state.pos else ""
    if sign not in "~^" or not (before.isalpha() or before in {")", "]", "}"} or (sign == "^" and before.isdigit())):
        return False
    found = _SCRIPT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        limit = state.posMax
        state.pos, state.posMax = found.start(2), found.end(2)
        state.push("sub_open" if sign == "~" else "sup_open", "span", 1)
        state.md.inline.tokenize(state)
        state.push("script_close", "span", -1)
        state.posMax = limit
    state.pos = found.end()
    return True


def _web_address(state: StateInline, silent: bool) -> bool:
    """Read a bare `https://…` or `http://…` as a link whose words are the address."""
    scheme = _WEB_SCHEME.search(state.pending) if state.src.startswith("://", state.pos) else None
    found = _WEB_ADDRESS.match(state.src, state.pos, state.posMax) if scheme and not state.linkLevel else None
    if not found or not scheme:
        return False
    rest = found[0].rstrip(_AFTER_ADDRESS)
    while rest.endswith(")") and rest.count(")") > rest.count("("):
        rest = rest[:-1].rstrip(_AFTER_ADDRESS)
    if len(rest) < 4:
        return False
    if not silent:
        start = state.pos - len(scheme[0])
        state.pending = state.pending[: scheme.start()]
        address = state.src[start : state.pos + len(rest)]
        for kind, nesting in (("link_open", 1), ("text", 0), ("link_close", -1)):
            token = state.push(kind, "a" if nesting else "", nesting)  # type: ignore[arg-type]
            token.meta["at"] = start
            if kind == "text":
                token.content = address
            elif kind == "link_open":
                token.attrs = {"href": address}
    state.pos += len(rest)
    return True


def _label_end(state: StateInline, start: int, disableNested: bool = False) -> int:
    """Return where the bracket at `start` is closed, or -1: the library's own, but spans may stand in links."""
    if isinstance(state, _State) and state.last_bracket < start:
        return -1
    before, depth = state.pos, 1
    state.pos = start + 1
    found = -1
    while state.pos < state.posMax and depth < DEEPEST:
        at = state.pos
        sign = state.src[at]
        depth -= sign == "]"
        if not depth:
            found = at
            break
        state.md.inline.skipToken(state)
        if sign != "[":
            continue
        if state.pos == at + 1:
            depth += 1
        elif disableNested and state.src[state.pos - 1 : state.pos] != "}" and not _NOTE_CALL.match(state.src, at):
            break
    state.pos = before
    return found


def _span(state: StateInline, silent: bool) -> bool:
    """Read `[words]{attributes}`."""
    if state.src[state.pos] != "[":
        return False
    start, limit = state.pos, state.posMax
    end = state.md.helpers.parseLinkLabel(state, start)
    found = _ATTRIBUTES.match(state.src, end + 1, limit) if end >= 0 else None
    state.pos = start
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        token = state.push("span_open", "span", 1)
        token.content, token.info = found[0], str(end + 1)
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = found.end(), limit
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    """Read `==`, which opens or closes a highlight, or between two spaces is a character like any other."""
    start = end = state.pos
    if state.src[start] != "=":
        return False
    while end < state.posMax and state.src[end] == "=":
        end += 1
    before, after = state.src[start - 1 : start], state.src[end : end + 1]
    free, bound = not before or before.isspace(), bool(after) and not after.isspace()
    if not silent:
        if end - start == 2:
            token = state.push("sign" if free and not bound else "highlight", "mark", 0)
            token.content = token.markup = "=="
            token.meta["opens"] = free and bound
        else:
            state.pending += state.src[start:end]
    state.pos = end
    return True


def _picture(state: StateInline, silent: bool) -> bool:
    """Read a picture and keep how it is written, for the places of its caption."""
    start = state.pos
    if not _markdown_image(state, silent):
        return False
    if not silent:
        state.tokens[-1].markup = state.src[start : state.pos]
    return True


def _fence_mark(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a line `::: name` or `:::`."""
    del end
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    found = _FENCE.match(state.src, start, state.eMarks[line])
    if not found:
        return False
    if not silent:
        token = state.push("fence_mark", "", 0)
        token.markup, token.info, token.map = found[1], found[2].strip(), [line, line + 1]
        state.line = line + 1
    return True


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a table and note where the text of each of its lines begins."""
    first = len(state.tokens)
    if not _markdown_table(state, line, end, silent):
        return False
    if not silent:
        table = state.tokens[first]
        below = range(line, state.line)
        table.meta["rows"] = [state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]] for at in below]
    return True
