"""The attributes in braces: `{actor=china}`, `{actor="china russia"}`, `{.summary}`, `{lang=fr}`, `{.decorative}`."""

import re
from difflib import get_close_matches

from msgspec import Struct

from builder.codes import MARK_WITHOUT_EFFECT, UNKNOWN_ATTRIBUTE
from builder.model.findings import Report, Span
from builder.model.sentence import BRACES_AT_END
from builder.model.source_map import SourceMap

QUESTION_ATTRIBUTES = (
    "actor=", "headline=", "asked-by=", "answered-by=", ".summary", ".section", ".closing", ".figure",
    ".hidden", ".no-slide",
)  # fmt: skip
"""What `## Question? {…}` can say."""

_MARKS = "|".join(name[1:] for name in (*QUESTION_ATTRIBUTES, ".decorative") if name.startswith("."))
"""Names that are a mark without its dot where they follow a value, and no word of it."""

_PIECE = re.compile(
    r"""([\w-]+)=("[^"]*"|'[^']*'|[“„«»‘’][^“”„«»‘’]*[“”«»‘’]|["'][^"']*$"""
    rf"""|[^\s"']+(?:\s+(?!(?:{_MARKS})(?:\s|$))[^\s"'.={{}}:]+(?=\s|$))*)"""
    r"""|[\w-]+:(?:\s+[^\s"'.={}:]+(?=\s|$))+|[^\s"']\S*|["']\S*"""
)
"""An attribute; quotes of another kind, a quote that is not closed and words without quotes belong to their value."""
UNCLOSED = re.compile(r"(?<!\\)\{\s*(?:\.[\w-]+|[\w-]+=)[^{}\n]*$")
"""Attributes at the end of a line whose braces are not closed."""

UNOPENED = re.compile(r"(?<=[ \t])(?:\.[a-z][\w-]{1,30}|[a-z][\w-]{1,30}=\S{1,60})\}[ \t]*$")
"""Attributes at the end of a line whose braces are not opened."""

_ON_A_SLIDE = (".hidden", ".figure", ".closing", "headline")
_TYPESET = tuple("“”„«»‘’")


class Attribute(Struct, frozen=True):
    """One attribute: `.name` without a value, or `name` with one."""

    name: str
    value: str
    at: int
    """Offset of its value (of its name where it has none) in the text that was read."""
    named_at: int
    """Offset of its name."""
    quoted: bool = False
    """Whether straight quotes are around its value; what is inside them is meant as it is written."""


def split_tail(text: str) -> tuple[str, tuple[Attribute, ...]]:
    """Return `text` without the attributes at its end, and those attributes."""
    found = BRACES_AT_END.search(text)
    if not found:
        return text, ()
    return text[: found.start()].rstrip(), attributes_of(found[1], found.start(1))


def attributes_of(inside: str, at: int) -> tuple[Attribute, ...]:
    """Return the attributes that `inside` lists; it begins at offset `at`."""
    found = []
    for piece in _PIECE.finditer(inside):
        if piece[1]:
            quoted = piece[2][0] in "\"'" and piece[2][-1] == piece[2][0] != piece[2]
            value_at = at + piece.start(2) + quoted
            value = piece[2][1:-1] if quoted else piece[2]
            found.append(Attribute(piece[1], value, value_at, at + piece.start(), quoted))
        else:
            found.append(Attribute(piece[0], "", at + piece.start(), at + piece.start()))
    return tuple(found)


def report_misused(attributes: tuple[Attribute, ...], ground: SourceMap, report: Report) -> None:
    """Add findings for marks that are given twice or have no effect beside others, and for typographic quotes."""
    names = [one.name for one in attributes]
    for number, one in enumerate(attributes):
        span = ground.span(one.at, one.at + len(one.value or one.name))
        if ".no-slide" in names and one.name in _ON_A_SLIDE:
            message = f"`{one.name}` has no effect beside `.no-slide`"
            report.add(MARK_WITHOUT_EFFECT, span, message, "keep one of the two")
        if not one.value and one.name in names[:number]:
            report.add(UNKNOWN_ATTRIBUTE, span, f"`{one.name}` is given twice", "keep one of the two")
        if fault := _fault_of_quotes(one):
            report.add(UNKNOWN_ATTRIBUTE, span, *fault)


def _fault_of_quotes(attribute: Attribute) -> tuple[str, str] | None:
    """Return what is wrong with the quotes of a value, and what to write instead; None where nothing is."""
    name, value = attribute.name, attribute.value
    if attribute.quoted or not value:
        return None
    if value[0] in _TYPESET:
        return f"the quotes of `{name}` are not straight", f'write straight quotes: `{name}="…"`'
    if value[0] in "\"'":
        return f"the quote of `{name}` is not closed", f"write `{value[0]}` behind its last word"
    if re.search(r"\s", value):
        return f"the words of `{name}` have no quotes", f'write `{name}="{value}"`'
    return None


def report_unknown(attribute: Attribute, allowed: tuple[str, ...], ground: SourceMap, report: Report) -> None:
    """Add `unknown-attribute` for `attribute`, with what was probably meant."""
    near = get_close_matches(attribute.name.partition(":")[0], [name.rstrip("=") for name in allowed], 1, cutoff=0.5)
    known = [name for name in allowed if near and name.rstrip("=") == near[0]] or list(allowed)
    span: Span = ground.span(attribute.named_at, attribute.named_at + len(attribute.name))
    hint = "write " + " or ".join(f"`{{{name}{'…' if name.endswith('=') else ''}}}`" for name in known)
    report.add(UNKNOWN_ATTRIBUTE, span, f"the attribute `{attribute.name}` is not known here", hint)
