"""Decks opened and saved by LibreOffice, some of them twice or by way of .odp: how many false edits `pull` would find.

`python -m tests.tools.saved_by_libreoffice 200` builds as many briefings of the corpus, and prints each false edit.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from builder.cli import main as briefdeck
from builder.cli.printers.edit_lines import line_of
from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from tests.corpus.__main__ import write

PPTX = "pptx:Impress MS PowerPoint 2007 XML"
AT_ONCE = 20


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def converted(decks: list[Path], form: str, folder: Path) -> list[Path]:
    """Return where the decks are as LibreOffice saves them in another form; nothing is where it cannot open one."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    made = [folder / f"{one.stem}.{form.partition(':')[0]}" for one in decks]
    for at_once in (AT_ONCE, 1):  # it may end in the middle of a row, so the rest goes one by one
        waiting = [str(deck) for deck, one in zip(decks, made, strict=True) if not one.is_file()]
        for first in range(0, len(waiting), at_once):
            some = waiting[first : first + at_once]
            command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), *some]
            subprocess.run(command, check=False, capture_output=True, timeout=1800)
    return made


def false_edits(decks: list[Path], saved: list[Path], way: str) -> int:
    """Print what differs between each deck and what was saved of it, and return how much."""
    found: Counter[str] = Counter()
    for deck, again in zip(decks, saved, strict=True):
        for one in compare_decks(read_deck(deck.read_bytes()), read_deck(again.read_bytes())).edits:
            found[deck.stem] += 1
            say(f"{way} {deck.stem}, slide {one.place.slide + 1}: {line_of(one)}")
    say(f"{way}: {len(decks)} decks, {found.total()} false edits in {len(found)} of them")
    return found.total()


def main(count: int) -> int:
    """Return how many false edits there are in `count` decks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "corpus", count)
        briefdeck(["build", str(folder / "corpus"), "-q", "--format", "pptx", "-o", str(folder / "dist")])
        decks = sorted((folder / "dist").rglob("*.pptx"))
        fifth = decks[::5]
        once = converted(decks, PPTX, folder / "once")
        found = false_edits(decks, once, "once")
        found += false_edits(fifth, converted(once[::5], PPTX, folder / "twice"), "twice")
        odp = converted(fifth, "odp", folder / "odp")
        return found + false_edits(fifth, converted(odp, PPTX, folder / "back"), "by way of .odp")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])) > 0)
