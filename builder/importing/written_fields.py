"""The front matter of a draft: what the head of a piece gives, as far as a draft with it can be built."""

import html
import re

from builder.importing.byline import Byline
from builder.importing.draft_builder import DraftBuilder
from builder.importing.pictographs import without_pictographs
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Fields, Person, Publisher, Run
from builder.model.findings import Report, Span
from builder.read.foreign_markup import report_markup
from builder.read.front_matter import LONGEST_ADDRESS, LONGEST_NAME

_LINK = re.compile(r"\[\^(?P<note>[^\[\]\s]+)\]|\[(?P<words>[^\[\]\n]+)\](?:\((?P<target>[^)\[\n]*)\)|\{[^}\[\n]*\})")
"""A link or the call of a footnote in the title, or in another field of plain words."""
_MARK = re.compile(r"[*`~^<>]|==|(?<!\w)_+|(?<!_)_++(?!\w)")
"""Mark-up in such a field."""
_SIGN = re.compile(r"[{}\[\]$\\&#=~^]")
"""What mark-up of any dialect is made of."""


def fields_of(head: Byline, builder: DraftBuilder) -> Fields:
    """Return the front matter that `head` gives; what could not be built is left out, with a remark."""
    title = _plain(head.title, builder)
    if not title:
        title = re.sub(r"[-_]+", " ", re.sub(r".*/|\.[^.]+$", "", builder.source)).strip() or "Untitled"
        head.remarks.append(("title", "the source has no title; this is the name of its file"))
    spans = tuple((name, Span(builder.source, line, 1, line, 1)) for name, line in head.lines.items() if line)
    names = (_short(_plain(one.name, builder), "an author's name", head, builder) for one in head.authors)
    return Fields(
        title=title,
        subtitle=_plain(head.subtitle, builder),
        series=_plain(head.series, builder),
        number=_short(_plain(head.number, builder), "the number", head, builder),
        date=head.date,
        authors=tuple(Person(name) for name in names if name),
        publisher=Publisher(_short(_plain(head.publisher, builder), "the publisher's name", head, builder)),
        lang=builder.lang,
        url=_short(head.url, "the address of the source", head, builder, LONGEST_ADDRESS),
        spans=spans,
    )


def _short(text: str, what: str, head: Byline, builder: DraftBuilder, most: int = LONGEST_NAME) -> str:
    """Return a name or an address, or nothing where it is too long: the list of what is left out has it then."""
    if len(text.encode() if most == LONGEST_ADDRESS else text) <= most:
        return text
    if all(text not in one for one in builder.removed):
        builder.removed.append(text)
    head.remarks.append(("title", f"{what} is too long for the front matter: it is in the list below"))
    return ""


def _plain(text: str, builder: DraftBuilder) -> str:
    """Return the words of a field without mark-up and emoji, which a field cannot hold; nothing if none is left."""
    builder.removed += [found["target"] or found["note"] or "" for found in _LINK.finditer(text)]
    bare = _MARK.sub("", _LINK.sub(lambda found: found["words"] or "", html.unescape(html.unescape(text))))
    ((piece,), emoji) = without_pictographs([RawPiece(PieceKind.TEXT, (Run(bare),))])
    builder.removed += emoji
    found = Report()
    report_markup(piece.text, Span(builder.source), "", found)
    plain = " ".join((_SIGN.sub(" ", piece.text) if found.findings else piece.text).split())
    return plain if any(map(str.isalnum, plain)) else ""
