"""Emoji, for which none of our fonts has a glyph: those that say something as plain characters, the others left out."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from builder.importing.inline import parted, tidy
from builder.importing.pieces import RawPiece
from builder.model.brief import Run

_PLAIN = str.maketrans(
    {"✅": "✓", "☑": "✓", "✔": "✓", "❌": "✗", "❎": "✗", "✖": "✗", "➡": "→", "⬅": "←", "❓": "?", "❗": "!"}
)
"""Emoji used as an answer, an arrow or the end of a question, each with a character that the fonts have."""
_OPENING = re.compile(r"\s*[❓❗]\ufe0f?\s*")
"""Where it opens a line, it is an ornament."""
_PICTOGRAPH = re.compile(
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be"
    "\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u270a\u270b\u2728\u2754\u2755\u2795-\u2797\u27b0\u27bf"
    "\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff][\u200d\ufe0f\u20e3]*[ \u00a0]?|[\ufe0f\u20e3]"
)
"""A character with the property Emoji_Presentation (UTS #51), with what joins or varies it."""


def without_pictographs(body: Sequence[RawPiece]) -> tuple[list[RawPiece], list[str]]:
    """Return the pieces without emoji, and those that were left out, each once."""
    found: dict[str, None] = {}

    def plain(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        said = "".join(run.text for run in runs)
        if said.translate(_PLAIN) == said and not _PICTOGRAPH.search(said):
            return runs
        found.update(dict.fromkeys(one[0].strip() for one in _PICTOGRAPH.finditer(said) if one[0][0] > "\u20ff"))
        opens = _OPENING.match(said)
        runs = parted(runs, opens.end())[1] if opens else runs
        return tidy([replace(run, text=_PICTOGRAPH.sub("", run.text.translate(_PLAIN))) for run in runs])

    pieces = [
        replace(
            piece,
            runs=plain(piece.runs),
            caption=plain(piece.caption),
            rows=tuple(tuple(plain(cell) for cell in row) for row in piece.rows),
        )
        for piece in body
    ]
    return pieces, [one for one in found if one != "\ufe0f"]
