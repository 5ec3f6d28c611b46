"""What to say of products that a build left alone: which slides differ, and the ways out."""

import json
from collections.abc import Sequence
from pathlib import Path

from builder.codes import EDITED_PRODUCT, FOREIGN_PRODUCT, OPEN_PRODUCT
from builder.compare.deck_edit import DeckComparison
from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from builder.compare.neutral_deck import without_breaks
from builder.compare.pptx_parts import UnreadableDeckError
from builder.compare.recorded_deck import UnreadableBaseError, deck_from_record
from builder.edge.overwrite_guard import KeptProduct, KeptReason
from builder.edge.plain_files import read_file
from builder.model.findings import Finding, Span
from builder.model.request import RECORD_END

_NAMED = 5
"""How many slides are named before the rest is only counted."""
_TITLE = 50
"""How many characters of a title are shown."""


def kept_findings(kept: Sequence[KeptProduct], folder: Path, stem: str) -> tuple[Finding, ...]:
    """Return a finding for each product that was left alone."""
    return tuple(_finding(one, folder, stem) for one in kept)


def _finding(kept: KeptProduct, folder: Path, stem: str) -> Finding:
    place = Span(kept.path.as_posix())
    elsewhere = "build into another folder with `-o`"
    match kept.reason:
        case KeptReason.OPEN:
            message = "another program has this file open, and may overwrite a new one"
            return Finding(OPEN_PRODUCT, message, place, ("close it there and build again", elsewhere))
        case KeptReason.FOREIGN:
            message = "this file was not built here: no build record names it, so it was not replaced"
            away = "move it away, or build with `--replace`, which keeps it under another name"
            return Finding(FOREIGN_PRODUCT, message, place, (away, elsewhere))
        case KeptReason.EDITED:
            deck = kept.path.suffix.lower() == ".pptx"
            what = _what_differs(kept.path, folder / f"{stem}{RECORD_END}") if deck else ""
            message = f"this file was edited since it was built, so it was not replaced{what}"
            pull = (f"bring its edits into the source with `briefdeck pull {kept.path.as_posix()}`",) if deck else ()
            away = f"build with `--replace`, which keeps it as `{kept.path.stem}.edited{kept.path.suffix}`"
            return Finding(EDITED_PRODUCT, message, place, (*pull, away, elsewhere))


def _what_differs(path: Path, record: Path) -> str:
    try:
        base = deck_from_record(json.loads(read_file(record))["deck"])
        comparison = compare_decks(base, read_deck(read_file(path)))
    except UnreadableDeckError as fault:
        return f"; {fault}"
    except (OSError, ValueError, KeyError, TypeError, UnreadableBaseError):
        return ""  # an older record knows the bytes only
    return f": {slides_that_differ(comparison)}"


def slides_that_differ(comparison: DeckComparison) -> str:
    """Return in words which slides of a deck were edited."""
    titles = {one.place.slide: one.title for one in comparison.edits if one.place.slide >= 0}
    rows = [
        f"slide {at + 1}" + (f" “{_shortened_title(title)}”" if title else "") for at, title in sorted(titles.items())
    ]
    added = sum(one.place.slide < 0 <= one.place.other_slide for one in comparison.edits)
    more = [f"{len(rows) - _NAMED} more slides"] if len(rows) > _NAMED else []
    parts = [*rows[:_NAMED], *more, *([f"{added} new slide{'s' * (added > 1)}"] if added else [])]
    return f"{_enumeration(parts)} differ{'s' * (len(titles) + added == 1)}" if parts else _elsewhere(comparison)


def _shortened_title(title: str) -> str:
    title = without_breaks(title)
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"


def _elsewhere(comparison: DeckComparison) -> str:
    names = sorted({one.what for one in comparison.edits})
    return f"its {_enumeration(names)} differ" if names else "it was saved again, but no slide differs"


def _enumeration(parts: Sequence[str]) -> str:
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else "".join(parts)
