"""Pictures that stand alone in a paragraph: `![alt text](path "caption")`, with `{width=50%}` behind or not."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from builder.codes import BAD_PICTURE_WIDTH, NO_ALT_TEXT, NOT_UNDERSTOOD
from builder.model.brief import Image, Sentence
from builder.model.findings import Report, Span
from builder.model.source_map import SourceMap
from builder.read.attributes import Attribute, attributes_of, report_unknown
from builder.read.inline import InlineReader
from builder.read.source_map import ground_from_raw
from builder.read.styled_text import SentenceCounter, tidied

_AFTER = re.compile(r"[ \t]*\{([^{}]*)\}[ \t]*")
_WIDTH = re.compile(r"([1-9][0-9]|100)%")
_BEFORE_TITLE = re.compile(r"(?:\s*(?:<(?:\\.|[^>\\])*>|\S+))?\s+[\"'(]")


def only_pictures(tokens: Sequence[Token]) -> bool:
    """Return whether `tokens` are pictures, one or more, with nothing but attributes between them."""
    found = False
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.type == "image":
            found = True
        elif token.type == "text":
            is_attribute = before is not None and before.type == "image" and _AFTER.fullmatch(token.content)
            if token.content.strip() and not is_attribute:
                return False
        elif token.type != "softbreak":
            return False
    return found


def images_from_tokens(
    tokens: Sequence[Token], ground: SourceMap, section: SentenceCounter, inline: InlineReader
) -> tuple[Image, ...]:
    """Return the pictures among the inline `tokens` of a paragraph."""
    found = []
    for index, token in enumerate(tokens):
        if token.type == "image":
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            attributes = _attributes(after, ground, inline.report) if after else {}
            found.append(_image(token, ground, section, inline, attributes=attributes))
    return tuple(found)


def report_missing_alt(span: Span, report: Report) -> None:
    """Add `no-alt-text` for the picture at `span`."""
    hint = "describe what it shows in its alt text, or mark it as decorative"
    report.add(NO_ALT_TEXT, span, "this picture has no alt text", hint)


def width_in_percent(text: str, span: Span, report: Report) -> int:
    """Return the width that an author gave a picture; 0 with a finding where it is not from 10 to 100 per cent."""
    found = _WIDTH.fullmatch(text)
    if found:
        return int(found[1])
    message = f"`{text}` is not the width of a picture"
    report.add(BAD_PICTURE_WIDTH, span, message, "write whole per cent of the column, from `10%` to `100%`")
    return 0


def _image(
    token: Token,
    ground: SourceMap,
    section: SentenceCounter,
    inline: InlineReader,
    *,
    attributes: dict[str, Attribute],
) -> Image:
    at, decorative = token.meta["at"], ".decorative" in attributes
    span = ground.span(at, at + len(token.content) + 3)
    alt = _plain(token.children or (), span, inline.report)
    if not alt and not decorative:
        report_missing_alt(span, inline.report)
    if token.meta.get("label"):
        inline.labels.add(token.meta["label"])
    return Image(
        src=str(token.attrGet("src") or ""),
        alt=alt,
        decorative=decorative,
        caption=_caption(token, ground, section, inline),
        span=span,
        width=_width(attributes.get("width"), ground, inline.report),
    )


def _caption(token: Token, ground: SourceMap, section: SentenceCounter, inline: InlineReader) -> tuple[Sentence, ...]:
    title = str(token.attrGet("title") or "")
    if not title:
        return ()
    at, raw = token.meta["at"], token.markup
    before = _BEFORE_TITLE.match(raw, len(token.content) + 4)
    begin = before.end() if before else 0
    place = ground_from_raw(inline.source, title, raw[begin:], ground.place(at + begin), escaped=True)
    return inline.words(title, place, section).sentences(section, inline.lang)


def _attributes(token: Token, ground: SourceMap, report: Report) -> dict[str, Attribute]:
    """Return the attributes behind a picture by their names."""
    found = _AFTER.fullmatch(token.content) if token.type == "text" else None
    if not found:
        return {}
    known: dict[str, Attribute] = {}
    for attribute in attributes_of(found[1], token.meta["at"] + found.start(1)):
        if (attribute.name, bool(attribute.value)) not in {(".decorative", False), ("width", True)}:
            report_unknown(attribute, (".decorative", "width="), ground, report)
        elif attribute.name in known and attribute.value:
            span = ground.span(attribute.at, attribute.at + len(attribute.value))
            report.add(BAD_PICTURE_WIDTH, span, "this picture has two widths", "delete one of them")
        else:
            known[attribute.name] = attribute
    return known


def _width(attribute: Attribute | None, ground: SourceMap, report: Report) -> int:
    if attribute is None:
        return 0
    span = ground.span(attribute.at, attribute.at + len(attribute.value))
    return width_in_percent(attribute.value, span, report)


def _plain(tokens: Sequence[Token], span: Span, report: Report) -> str:
    """Return the words of an alt text, which has no mark-up."""
    words = []
    for token in tokens:
        match token.type:
            case "text" | "text_special" | "code_inline":
                words.append(token.content)
            case "softbreak" | "hardbreak":
                words.append(" ")
            case "highlight":
                words.append("==")
            case "em_open" | "em_close" | "strong_open" | "strong_close":
                continue
            case _:
                report.add(NOT_UNDERSTOOD, span, "alt text must be plain text", "remove links and footnotes from it")
    return tidied("".join(words))
