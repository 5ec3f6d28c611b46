"""Every kind of edit of the catalogue, saved by LibreOffice afterwards: how many are found, and what is found besides.

`python -m tests.tools.edits_saved_by_libreoffice` edits two decks, and prints each edit that was missed or is false.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from tests.compare.catalogue import CASES, EditCase, NoSuchThingError, edited
from tests.compare.test_decks import deck
from tests.tools.saved_by_libreoffice import PPTX, converted, say

DROPPED = {
    "alternative_text_changed", "bars_in_another_colour", "box_made_round", "cell_filled", "equation_in_a_point",
    "film_added", "ground_of_a_slide_coloured", "ink_added", "object_embedded", "picture_cropped", "picture_in_grey",
    "points_that_appear_by_click", "section_added", "shadow_added", "slide_given_another_layout",
    "thread_of_comments_added", "words_in_the_middle_of_their_box", "words_of_a_cell_in_italics",
}  # fmt: skip
"""Edits that LibreOffice drops or writes anew, so that nobody looks for them in a deck that it saved."""


def edited_decks(folder: Path) -> dict[Path, tuple[str, EditCase]]:
    """Write each edit of each deck into a file, and return which is which."""
    found = {}
    for name in ("rich", "spotlight"):
        for case in CASES:
            path = folder / f"{name}-{case.name}.pptx"
            try:
                path.write_bytes(edited(deck(name), case.make))
            except NoSuchThingError:
                continue
            found[path] = (name, case)
    return found


def main() -> int:
    """Return how many edits are missed or false."""
    looked_at = missed = false = 0
    with tempfile.TemporaryDirectory() as name:
        files = edited_decks(Path(name))
        saved = converted(list(files), PPTX, Path(name) / "saved")
        for path, (base, case) in zip(saved, files.values(), strict=True):
            if not path.is_file():
                say(f"{base}, {case.name}: LibreOffice does not open it")
                continue
            kinds = Counter(
                one.kind for one in compare_decks(read_deck(deck(base)), read_deck(path.read_bytes())).edits
            )
            wanted = Counter(case.expected)
            if case.repeated:
                wanted = Counter({kind: kinds[kind] for kind in case.expected})
                wanted[case.expected[0]] = max(wanted[case.expected[0]], 1)
            lost, more = wanted - kinds, kinds - wanted
            false += more.total()
            for kind in more.elements():
                say(f"{base}, {case.name}: false {kind.value}")
            if case.name not in DROPPED:
                looked_at += wanted.total()
                missed += lost.total()
                for kind in lost.elements():
                    say(f"{base}, {case.name}: missed {kind.value}")
    say(f"{len(files)} decks, {looked_at} edits looked at, {looked_at - missed} found, {false} false")
    return missed + false


if __name__ == "__main__":
    sys.exit(main() > 0)
