"""Texts with an empty line below every line, as converters of PDF write them: what is one paragraph is joined."""

import itertools
from collections.abc import Sequence

from builder.importing.paragraphs import ends_sentence, heals, is_full, width_of
from builder.importing.pieces import TextLine

_FEWEST_LINES = 12
"""Lines with words from which on a text shows how it is spaced."""
_SPACED = 0.8
"""Share of the lines with an empty one below them in a text that is spaced so throughout."""
_GOING_ON = 0.25
"""Share of the lines that break off in the middle of a sentence in a text whose lines are wrapped."""
_LONG = 0.6
"""Share of the usual width of a line that breaks off in a paragraph: lines of a printed page differ in characters."""
_OPEN_WIDTH = 160
"""Characters of full lines beyond which a text is not wrapped at all."""


def without_line_spacing(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return `lines` without the empty lines inside its paragraphs, where all of its lines are set apart by one.

    An empty line stays where the first word of the line below would have fitted on the line above: there a paragraph
    ends.
    """
    said = [at for at, line in enumerate(lines) if line.text.strip()]
    pairs = list(itertools.pairwise(said))
    width = width_of([lines[at] for at in said])
    spaced = sum(after - at > 1 for at, after in pairs)
    going_on = sum(heals(lines[at].text.rstrip(), lines[after].text) for at, after in pairs)
    if (
        len(pairs) < _FEWEST_LINES
        or width > _OPEN_WIDTH
        or spaced < _SPACED * len(pairs)
        or going_on < _GOING_ON * len(pairs)
    ):
        return list(lines)
    inside = {
        between
        for at, after in pairs
        if heals(lines[at].text.rstrip(), lines[after].text)
        or is_full(lines[at], lines[after], width)
        or (len(lines[at].text.strip()) > _LONG * width and not ends_sentence(lines[at].text))
        for between in range(at + 1, after)
    }
    return [line for at, line in enumerate(lines) if at not in inside]
