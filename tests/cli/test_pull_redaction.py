# ruff: noqa: ANN401 - python-pptx has no types
"""What somebody deleted from a deck by hand is gone from all that is written afterwards, and nobody is named in it."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx.oxml.ns import qn

from builder.cli import DONE, main
from tests.cli.pulling import Edit, deck, edit, pull, source, written_and_built
from tests.compare import shape_edits

WORD = "Quisling"
PLACES = {
    "headline": ("==Norway regained", f"==Norway ({WORD}) regained"),
    "point": ("==The pilots stay.==", f"==The pilots of {WORD} stay.=="),
    "answer, heard in the notes": ("The work took a winter.", f"The work of {WORD} took a winter."),
    "table": ("| Vardø |", f"| Vardø {WORD} |"),
    "leader": ("Jonas Gahr Støre", f"Jonas {WORD} Støre"),
    "author": ("Jon Reef", f"Jon {WORD}"),
    "question": ("What did China say?", f"What did China say to {WORD}?"),
}
"""Where the word is written, before and after."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def deleted(presentation: Any) -> None:
    """Delete the word wherever it is seen or heard, as by find and replace, with the space before it."""
    for slide in presentation.slides:
        for tree in (slide.element, slide.notes_slide.element):
            for one in tree.iter(qn("a:t")):
                text = (one.text or "").replace("\u00a0", " ")
                one.text = text.replace(f" ({WORD})", "").replace(f" {WORD}", "") if WORD in text else one.text
    properties = presentation.core_properties
    for name in ("author", "title", "keywords", "comments", "subject"):
        setattr(properties, name, getattr(properties, name).replace(f" {WORD}", ""))


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a deck, those of the workbooks inside too."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    books = [name for name in parts if name.endswith(".xlsx")]
    return parts | {f"{name}/{part}": text for name in books for part, text in parts_of(parts[name]).items()}


@pytest.mark.parametrize("more", [(), (shape_edits.text_box_added, shape_edits.comment_added)], ids=["alone", "kept"])
@pytest.mark.parametrize("place", PLACES)
def test_a_word_deleted_by_hand_is_in_nothing_that_is_written(
    project: Path, place: str, more: tuple[Edit, ...]
) -> None:
    old, new = PLACES[place]
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace(old, new), encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    assert any(WORD.encode() in data for data in parts_of(deck(project).read_bytes()).values())
    edit(project, deleted, *more)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    kept = project / "decks" / "ports.edits"
    written = parts_of(deck(project).read_bytes())
    written |= {one.name: one.read_bytes() for one in kept.rglob("*") if one.is_file()}
    written["source"] = source(project).read_bytes()
    written["record"] = (project / "dist" / "ports.build.json").read_bytes()
    assert [name for name, data in written.items() if WORD.encode() in data] == []
    assert not any(b"Reader" in one.read_bytes() for one in kept.rglob("*.*") if one.is_file())
