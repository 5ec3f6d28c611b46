"""Every source below tests/cases/products gives the findings and the products that the lines beside it ask for.

The lines of `CASE.md.txt` appear in this order among what a user gets, whatever stands between them; a line that begins
with `not: ` appears nowhere.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cli import DONE, main
from builder.edge.workspace import pictures_in
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from tests.check.product_text import deck_lines, handout_lines
from tests.draft_text import finding_lines
from tests.session import SESSION

CASES = Path(__file__).parents[1] / "cases" / "products"
SOURCES = sorted(CASES.glob("*.md"))


def _shown(path: Path) -> Iterator[str]:
    report = Report()
    bundle = build(Source(path.name, path.read_bytes()), pictures_in(CASES), Options(), report, SESSION)
    yield from (" ".join(line.split()) for found in report.findings for line in finding_lines(found))
    products = {one.kind: one.data for one in bundle.artifacts} if bundle else {}
    if products:
        yield from (" ".join(line.split()) for line in deck_lines(products["pptx"]))
        yield from (" ".join(line.split()) for line in handout_lines(products["pdf"]))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_source_gives_what_the_lines_beside_it_ask_for(path: Path) -> None:
    lines = path.with_name(f"{path.name}.txt").read_text(encoding="utf-8").splitlines()
    shown = list(_shown(path))
    never = [line.removeprefix("not: ") for line in lines if line.startswith("not: ")]
    assert [line for line in never if line in shown] == []
    rest = iter(shown)
    wanted = [line for line in lines if not line.startswith("not: ")]
    assert wanted
    assert [line for line in wanted if line not in rest] == [], "\n".join(shown)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_what_was_built_is_sound_and_what_its_source_gives(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path)
    out = tmp_path / "out"
    if main(["build", str(tmp_path / path.name), "-o", str(out), "-q"]) == DONE:
        products = [str(one) for one in out.iterdir() if one.suffix != ".json"]
        assert main(["verify", "--sources", str(tmp_path), *products]) == DONE
        assert main(["verify", "--sources", str(tmp_path), str(out)]) == DONE
    else:
        assert not list(out.glob("*"))


def test_no_lines_are_left_without_their_case() -> None:
    assert {path.name for path in CASES.glob("*.md.txt")} == {f"{path.name}.txt" for path in SOURCES}
