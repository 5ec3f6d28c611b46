"""Which points of an answer its slide shows: a short answer in which nothing is marked is said whole."""

from msgspec.structs import replace

from builder.model.brief import Exchange, Paragraph, Point, PointOrigin, Sentence, joined_runs, quotes_of, sentences_of
from builder.model.plain_text import plain_text

SHORT_ANSWER = 200
"""The most characters of an answer that is on its slide as a whole, in its own order."""

_STOPS = " .:;…。"
"""What a point may leave off the end of its sentence."""


def points_on_slide(exchange: Exchange) -> tuple[Point, ...]:
    """Return headline and points, or the whole answer as the only point where it is short and none was shortened."""
    points = (exchange.headline, *exchange.points)
    sentences = sentences_of(exchange.answer)
    plain = all(isinstance(block, Paragraph) for block in exchange.answer)
    endings = {one.id: one.text.rstrip(_STOPS) for one in sentences}
    chosen = all(
        one.origin is PointOrigin.CHOSEN and one.text.rstrip(_STOPS).endswith(endings.get(one.sources[-1], one.text))
        for one in points
    )
    length = sum(len(one.text.strip()) for one in sentences)
    if exchange.summary or not chosen or not plain or not 0 < length <= SHORT_ANSWER:
        return points
    return (replace(exchange.headline, runs=joined_runs(sentences), quotes=quotes_of(sentences)),)


def asks_again(point: Point, question: Sentence) -> bool:
    """Return whether `point` is the question once more, whole or as it was shortened, and so answers nothing."""
    said, asked = (plain_text(runs).strip().casefold() for runs in (point.runs, question.runs))
    short = said.rstrip(" .…")
    return point.sources == (question.id,) or said == asked or (short != said and asked.startswith(short))
