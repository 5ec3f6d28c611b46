"""What every source of this folder becomes, as text beside it: slides, handout, tag tree, parts of the package.

`pytest tests/golden --rewrite` writes the texts anew; read `git diff` before believing them.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.edge.workspace import pictures_in
from builder.layout import Products
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from tests.draft_text import finding_lines
from tests.golden.part_text import part_lines
from tests.golden.scene_text import scene_lines
from tests.layout.handouts import hand_out, in_columns
from tests.render.pdf.structure import tree_lines
from tests.session import SESSION, laid_out

FOLDER = Path(__file__).parent
SOURCES = sorted(FOLDER.glob("*.md"))
PACKAGES = {"plain-en", "bars-de", "picture-en"}
"""The sources whose decks have parts of every kind."""

CASES = [
    (path, aspect)
    for path in SOURCES
    for aspect in ("deck", "handout", "tags", "parts")
    if aspect != "parts" or path.stem in PACKAGES
]

OPTIONS = {"notes-pages-en": Options(handouts=("notes",), paper="letter")}
"""What a source is built with, where it is not the usual."""


@lru_cache(maxsize=2)
def _laid_out(path: Path) -> tuple[Products, Report]:
    report = Report()
    options = OPTIONS.get(path.stem, Options())
    found = laid_out(Source(path.name, path.read_bytes()), report, options=options, pictures=pictures_in(FOLDER))
    assert found, [one.message for one in report.findings]
    return found.products, report


@lru_cache(maxsize=2)
def _files(path: Path) -> dict[str, bytes]:
    options = OPTIONS.get(path.stem, Options())
    bundle = build(Source(path.name, path.read_bytes()), pictures_in(FOLDER), options, Report(), SESSION)
    assert bundle
    return {one.kind: one.data for one in bundle.artifacts}


def _lines(path: Path, aspect: str) -> Iterator[str]:
    match aspect:
        case "deck":
            products, report = _laid_out(path)
            yield from (line for found in report.findings for line in finding_lines(found))
            yield from scene_lines(products.deck)
        case "handout":
            yield from scene_lines(_laid_out(path)[0].printed)
        case "tags":
            yield from tree_lines(_files(path)["pdf"])
        case "parts":
            yield from part_lines(_files(path)["pptx"])


def _agree(expected: Path, lines: Iterator[str], *, rewrite: bool) -> None:
    text = "\n".join(lines) + "\n"
    if rewrite:
        expected.write_text(text, encoding="utf-8")
    assert text.splitlines() == expected.read_text(encoding="utf-8").splitlines(), f"see {expected.name}; --rewrite"


@pytest.mark.parametrize(("path", "aspect"), CASES, ids=lambda one: one.stem if isinstance(one, Path) else one)
def test_a_source_becomes_what_the_text_beside_it_tells(path: Path, aspect: str, *, rewrite: bool) -> None:
    _agree(path.with_suffix(f".{aspect}.txt"), _lines(path, aspect), rewrite=rewrite)


def test_two_columns_are_laid_out_as_the_text_tells(*, rewrite: bool) -> None:
    source = (FOLDER / "plain-en.md").read_text(encoding="utf-8")
    made = hand_out(source, change=in_columns).handout
    _agree(FOLDER / "two-columns.handout.txt", scene_lines(replace(made, bookmarks=())), rewrite=rewrite)


def test_no_expected_text_is_left_without_its_source() -> None:
    wanted = {path.with_suffix(f".{aspect}.txt") for path, aspect in CASES}
    assert set(FOLDER.glob("*.txt")) == {*wanted, FOLDER / "two-columns.handout.txt"}
