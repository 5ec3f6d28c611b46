"""A briefing as an outline for people: title, who, questions, points, slides."""

import textwrap
from collections import Counter
from collections.abc import Iterator

from builder.cli.terminal import counted
from builder.model.brief import (
    Block,
    Brief,
    Chart,
    DataTable,
    Exchange,
    Fields,
    Image,
    Mention,
    PointOrigin,
    sentences_of,
)
from builder.model.outline import ActorSlide, ClosingSlide, ContextSlide, JudgementSlide, Outline, Slide, SourcesSlide

_WIDTH = 100
_NAMED = 6
"""The most actors that are listed as named beside the one that an answer is about."""

_ORIGINS = {
    PointOrigin.HIGHLIGHT: "the points are highlights",
    PointOrigin.AUTHORED: "the points are written for the slide",
    PointOrigin.CHOSEN: "the points were chosen by the program",
}
_EXHIBITS: dict[type[Block], str] = {DataTable: "table", Image: "picture", Chart: "chart"}


def outline_of(brief: Brief, plan: Outline) -> str:
    """Return what `brief` says and which slides `plan` makes of it, ending in a line feed."""
    lines = [*_masthead(brief.fields), "", f"lead  {_size(brief.lead)}"]
    for number, exchange in enumerate(brief.exchanges, 1):
        lines += ["", *_exchange(number, exchange)]
    if brief.footnotes:
        lines += ["", f"footnotes  {len(brief.footnotes)}"]
    lines += ["", "slides, as planned (what does not fit continues on another slide)"]
    lines += [_slide(number, slide) for number, slide in enumerate(plan.slides, 1)]
    return "\n".join(lines) + "\n"


def _masthead(fields: Fields) -> Iterator[str]:
    yield from textwrap.wrap(fields.title, _WIDTH)
    yield from textwrap.wrap(fields.subtitle, _WIDTH)
    issue = " ".join(part for part in (fields.series, fields.number) if part)
    day = fields.date.isoformat() if fields.date else "no date"
    yield ", ".join(part for part in (issue, day, fields.lang) if part)
    if fields.authors:
        yield from textwrap.wrap("by " + ", ".join(person.name for person in fields.authors), _WIDTH)
    if fields.publisher.name:
        yield fields.publisher.name


def _exchange(number: int, exchange: Exchange) -> Iterator[str]:
    yield from textwrap.wrap(exchange.question.text, _WIDTH, initial_indent=f"{number}. ", subsequent_indent="   ")
    about = ", ".join(f"{one.name} ({one.leader})" if one.leader else one.name for one in exchange.actors)
    kind = (
        "the closing slide"
        if exchange.closing
        else "the closing question"
        if exchange.summary
        else f"about {about}"
        if about
        else "about no actor"
    )
    both = f"{kind}, about {about}" if exchange.summary and about else kind
    yield from _entry("", "; ".join(part for part in (both, _mentioned_names(exchange.named_with)) if part))
    yield from _entry("headline", exchange.headline.text)
    for point in exchange.points:
        yield from _entry("point", point.text)
    origins = "the slide has all of it" if exchange.closing else _origins(exchange)
    yield f"   {'answer':<9} {_size(exchange.answer)}; {origins}"


def _origins(exchange: Exchange) -> str:
    """Return where the words of the slide come from: of headline and points if these differ."""
    headline, *points = (one.origin for one in (exchange.headline, *exchange.points))
    if headline is not PointOrigin.AUTHORED or points[:1] in ([], [headline]):
        return _ORIGINS[headline]
    return f"the headline is written for the slide, {_ORIGINS[points[0]]}"


def _mentioned_names(mentions: tuple[Mention, ...]) -> str:
    names = [mention.actor.name for mention in mentions]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"names {', '.join(names[:_NAMED])}{more}" if names else ""


def _entry(label: str, text: str) -> list[str]:
    indent = f"   {label:<9} " if label else "   "
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent), break_on_hyphens=False
    )


def _size(blocks: tuple[Block, ...]) -> str:
    exhibits = Counter(_EXHIBITS[type(one)] for one in blocks if type(one) in _EXHIBITS)
    count = len(sentences_of(blocks))
    parts = [counted(count, "sentence"), *(counted(number, name) for name, number in exhibits.items())]
    return ", ".join(parts)


def _slide(number: int, slide: Slide) -> str:
    kind = type(slide).__name__.removesuffix("Slide").lower()
    remark = ""
    match slide:
        case SourcesSlide(links=()):
            title, remark = slide.title, " (left out where its notes have room on the slides that call them)"
        case ActorSlide() | ContextSlide() | JudgementSlide():
            title = slide.headline.text
        case ClosingSlide(headline=headline):
            title = headline.text if headline else slide.title
        case _:
            title = slide.title
    return f"{number:>3}  {kind:<9} {textwrap.shorten(title, _WIDTH - 15, placeholder=' …')}{remark}"
