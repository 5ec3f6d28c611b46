"""The marking of a briefing: a draft, a classification, an embargo."""

from msgspec.structs import replace

from builder.model.brief import Brief
from builder.model.marking_and_brand import Marking


def marked(brief: Brief, asked: Marking) -> Brief:
    """Return `brief` with the marking that was `asked` for, whose words go before those that it says itself."""
    own = brief.fields.marking
    words = asked if asked.text else own
    flags = (own.watermark or asked.watermark, own.in_name or asked.in_name)
    marking = Marking(words.text, words.until, *(flag and bool(words.text) for flag in flags))
    return replace(brief, fields=replace(brief.fields, marking=marking))
