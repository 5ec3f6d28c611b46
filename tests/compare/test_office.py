"""LibreOffice opens and saves, and nothing was edited; what is edited in LibreOffice itself is found."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.compare import deck_reader, pairing, shape_edits, shape_reader, text_edits, text_inheritance
from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from builder.compare.neutral_deck import CharacterFormat, ParagraphSetting
from tests.compare.test_decks import deck

PPTX = "pptx:Impress MS PowerPoint 2007 XML"
SYSTEM_PYTHON = "/usr/bin/python3"
DRIVER = Path(__file__).with_name("office_edits.py")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice"),
]


def converted(files: list[Path], form: str, folder: Path) -> list[Path]:
    profile = f"-env:UserInstallation=file://{folder.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / f"{one.stem}.{form.partition(':')[0]}" for one in files]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Decks as LibreOffice saves them: once, twice, and by way of its own format."""
    folder = tmp_path_factory.mktemp("office")
    files = []
    for name in ("rich", "spotlight"):
        path = folder / f"{name}.pptx"
        path.write_bytes(deck(name))
        files.append(path)
    once = converted(files, PPTX, folder / "once")
    twice = converted(once, PPTX, folder / "twice")
    own = converted(converted(files, "odp", folder / "odp"), PPTX, folder / "back")
    groups = (("once", once), ("twice", twice), ("by way of .odp", own))
    return {f"{way} {one.stem}": one.read_bytes() for way, group in groups for one in group}


@pytest.mark.parametrize("way", ["once", "twice", "by way of .odp"])
@pytest.mark.parametrize("name", ["rich", "spotlight"])
def test_a_deck_that_libreoffice_saved_has_no_edit(saved: dict[str, bytes], way: str, name: str) -> None:
    assert compare_decks(read_deck(deck(name)), read_deck(saved[f"{way} {name}"])).edits == ()


def _exact_places(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(shape_edits, "NEAR", 0)
    patch.setattr(shape_edits, "LOOSE", 0)


def _own_looks_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(text_inheritance.Inheritance, "plain", lambda *_: (CharacterFormat(), ParagraphSetting()))


def _named_colours(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(text_inheritance, "color_of", lambda fill, _: fill[0].get("val", "") if len(fill) else "")


def _feet_in_order(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(shape_reader, "_NUMBER", "<number>")
    patch.setattr(pairing, "shape_likeness", lambda one, other, apart: float(one.name == other.name) * (1 - apart))


def _any_transition(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(deck_reader, "_transition", lambda tree: "any" * any(True for _ in tree.iter("{*}transition")))


def _links_in_colour(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(text_edits, "_counted", lambda look: look)


def _exact_indents(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(text_edits, "ROUNDED_INDENT", 0)


def _exact_spaces(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(text_edits, "ROUNDED_SPACE", {"%": 0, "pt": 0})


ABLATIONS = (
    _exact_places, _own_looks_only, _named_colours, _feet_in_order, _any_transition, _links_in_colour, _exact_indents,
    _exact_spaces,
)  # fmt: skip


@pytest.mark.parametrize("off", ABLATIONS, ids=lambda off: off.__name__.strip("_"))
def test_without_one_rule_of_normalisation_there_are_false_edits(
    saved: dict[str, bytes], off: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    off(monkeypatch)
    pairs = [(read_deck(deck(name)), read_deck(saved[f"once {name}"])) for name in ("rich", "spotlight")]
    assert any(compare_decks(base, edited).edits for base, edited in pairs)


def _has_uno() -> bool:
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode == 0


MADE_BY_LIBREOFFICE = {
    "headline": "words",
    "one_word_more": "words",
    "point": "words",
    "point_added": "paragraph added",
    "point_deleted": "paragraph deleted",
    "bold": "marks",
    "italic": "marks",
    "colour": "restyled",
    "smaller": "restyled",
    "moved": "moved",
    "resized": "resized",
    "picture_deleted": "shape deleted",
    "slide_deleted": "slide deleted",
    "slide_hidden": "slide hidden",
    "slide_added": "slide added",
    "slide_copied": "slide added",
    "text_box": "shape added",
    "arrow": "shape added",
    "rectangle": "shape added",
    "ellipse": "shape added",
    "notes_changed": "notes",
    "notes_added": "notes added",
    "table_cell": "table cell",
    "transition": "transition",
    "comment": "comment",
    "title_of_the_file": "property",
    "four_at_once": "words, notes added, slide hidden, shape added",
}
"""Each kind of edit that `office_edits.py` makes, and what must be found of it."""


@pytest.mark.skipif(not Path(SYSTEM_PYTHON).exists() or not _has_uno(), reason="needs python3-uno")
def test_what_is_edited_in_libreoffice_is_found_and_nothing_else(tmp_path: Path) -> None:
    base = tmp_path / "deck.pptx"
    base.write_bytes(deck("spotlight"))
    command = [SYSTEM_PYTHON, str(DRIVER), str(base), str(tmp_path / "out")]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=3000).stdout.splitlines()
    assert said == list(MADE_BY_LIBREOFFICE)  # behind a name stands why LibreOffice did not make that edit
    built = read_deck(base.read_bytes())
    for name, expected in MADE_BY_LIBREOFFICE.items():
        edited = read_deck((tmp_path / "out" / f"{name}.pptx").read_bytes())
        kinds = Counter(one.kind.value for one in compare_decks(built, edited).edits)
        assert kinds == Counter(expected.split(", ")), name
