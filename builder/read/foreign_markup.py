"""Markup of other Markdown dialects, which would be printed literally: reported, with what to write instead.

Pandoc, Quarto, GitHub and Obsidian each add forms of their own to CommonMark. What a paragraph's parser leaves as plain
characters is searched for those forms; escaped characters, code, links and spans are not.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markdown_it.token import Token

from builder.codes import NOT_UNDERSTOOD
from builder.model.findings import Report, Span
from builder.model.source_map import SourceMap

_READ = "\0"
"""Takes the place of every character that the parser has understood."""

_NO_RULE = "write `|---|---|` as its second line"
"""The hint at a table without a line of dashes, which is written with as many columns as that table has."""

_ENDED = "\r"
"""Is before the end of a line that ends for the reader as well: a hard line break."""


class _Form(NamedTuple):
    """A form of another dialect: how it is written, what it is, and what to write instead."""

    pattern: re.Pattern[str]
    what: str
    hint: str


@cache
def _forms() -> tuple[_Form, ...]:
    """Return the forms of `foreign_markup.toml`, in their order."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["form"]
    return tuple(
        _Form(re.compile(row["pattern"].replace("<line>", r"(?:\A|(?<=\n))"), re.DOTALL), row["what"], row["write"])
        for row in rows
    )


_FORM_CHARACTERS = re.compile(r"[~$\\@\[\]^+#*{&%<|\n:=【\u00a0]|!!!|\?\?\?")
"""Each of the forms holds one of these: most paragraphs have none of them and are not searched further."""

_ESCAPED_FORMULA = re.compile(
    r"\\\((?=[A-Za-z]\\\)|[^()\n]{0,200}[\^_=+<>*/{])(?=\S)[^()\n]{1,200}(?:\([^()\n]{0,100}\)[^()\n]{0,200})?\\\)"
    r"|(?:\A|(?<=\n))\\\[(?=[^\]]{0,400}[\\^_=+<>])[^\]]{1,400}\\\](?=\s*(?:\Z|\n))"
)
r"""A formula between `\(` and `\)`, or between `\[` and `\]` on lines of its own: to Markdown, escaped brackets."""

_MARKUP = re.compile(
    r"(?P<stars>\*{1,3})(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])(?P=stars)"
    r"|==(?=\S)[^=\n]{1,300}(?<=\S)==|~~[^~\n]{1,300}~~|`[^`\n]{1,300}`|(?<!\w)__?[^\W_][^_\n]{0,300}__?(?!\w)"
    r"|\[\^[^\]\s]{1,100}\]|\[[^\]\n]{1,300}\](?:\{[^}\n]{0,100}\}|\([^)\n]{0,300}\))"
    r"|(?<=[\w)])(?P<script>[~^])[^\s~^]{1,60}(?P=script)|</?[A-Za-z][^>\n]{0,200}>"
)
"""Our inline markup, or HTML, where only plain words can be shown."""


def report_foreign_markup(content: str, tokens: Sequence[Token], ground: SourceMap, report: Report) -> None:
    """Add `not-understood` for each form of another dialect that the parser left in `content` as plain characters."""
    for found in _ESCAPED_FORMULA.finditer(content) if "\\(" in content or "\\[" in content else ():
        escapes = {token.meta.get("at", 0) for token in tokens if token.type == "text_special"}
        if found.start() in escapes:
            hint = "write it in words and characters, as `E = mc[2]{.sup}`"
            report.add(NOT_UNDERSTOOD, ground.span(*found.span()), "a formula in TeX is not supported", hint)
    plain = _left_as_written(content, tokens)
    for form in _forms() if _FORM_CHARACTERS.search(plain) else ():
        for found in form.pattern.finditer(plain):
            span = ground.span(found.start(), found.end())
            what, hint = _about_columns(found[0]) if form.hint == _NO_RULE else (form.what, form.hint)
            report.add(NOT_UNDERSTOOD, span, what or form.what, hint)
            plain = plain[: found.start()] + _READ * len(found[0]) + plain[found.end() :]


def _about_columns(table: str) -> tuple[str, str]:
    """Return what is wrong with the line of dashes of a table, or nothing where it has none, and the one to write."""
    header, second = (line.strip().strip("|") for line in table.splitlines()[:2])
    columns = header.count("|") + 1
    message = ""
    if re.fullmatch(r"[\s|:-]*-[\s|:-]*", second):
        message = f"the header of this table has {columns} columns, and its line of dashes {second.count('|') + 1}"
    return message, f"write `|{'---|' * columns}` as its second line"


def report_markup(text: str, span: Span, what: str, report: Report) -> None:
    """Add `not-understood` where `text`, which is shown as plain words, holds inline markup; `what` names the field."""
    forms = _forms() if _FORM_CHARACTERS.search(text) else ()
    found = _MARKUP.search(text) or next((one for form in forms if (one := form.pattern.search(text))), None)
    if found:
        message = f"{what} is plain text, and `{found[0]}` would be printed literally"
        hint = "write plain characters: `CO₂`, `10⁶`, and words without `*`, `==` or links"
        report.add(NOT_UNDERSTOOD, span, message, hint)


def _left_as_written(content: str, tokens: Sequence[Token]) -> str:
    """Return `content` with `_READ` in place of all that the parser has understood."""
    plain = [_READ] * len(content)
    depth = 0
    for token in tokens:
        depth += (token.type == "link_open") - (token.type == "link_close")
        at = token.meta.get("at", 0)
        is_text = token.type == "text" or (token.type == "text_special" and token.content[:1] == "\\")
        if is_text and not depth and content.startswith(token.content, at):
            plain[at : at + len(token.content)] = token.content
        elif token.type in {"softbreak", "hardbreak"}:
            end = content.find("\n", at)
            plain[end : end + 1] = "\n"
            if token.type == "hardbreak":
                plain[end - 1] = _ENDED
    return "".join(plain)
