"""A build depends on what it is given, whatever the process did before."""

import gc
import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from builder.cli import main
from builder.edge.batch import Job, build_job, kept_job
from builder.edge.session_pool import SessionPool
from builder.edge.workspace import pictures_in
from builder.media import Assets, Pictures, installed_assets
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from builder.session import Session
from tests.samples import GOOD

ROOT = Path(__file__).parents[1]
SPOTLIGHT = next(iter(sorted((ROOT / "decks").glob("*.md"))))
GOLDEN = sorted((ROOT / "tests/golden").rglob("*.md"))[:6]


def products(data: bytes, session: Session, name: str = "a.md", folder: Path = ROOT) -> dict[str, bytes]:
    bundle = build(Source(name, data), pictures_in(folder), Options(), Report(), session)
    assert bundle is not None
    return {one.name: one.data for one in bundle.artifacts}


def wide_assets() -> Assets:
    """Return our assets with a Carlito whose letters are all half as wide again."""
    font = TTFont(BytesIO(installed_assets()["fonts/Carlito-Regular.ttf"]), recalcTimestamp=False)
    for glyph, (advance, bearing) in list(font["hmtx"].metrics.items()):
        font["hmtx"].metrics[glyph] = (advance * 3 // 2, bearing)
    written = BytesIO()
    font.save(written)
    return installed_assets().under({"fonts/Carlito-Regular.ttf": written.getvalue()})


def test_two_builds_with_different_fonts_give_what_each_gives_alone() -> None:
    data = SPOTLIGHT.read_bytes()
    alone = products(data, Session())
    wide_alone = products(data, Session(wide_assets()))
    assert alone["a.pptx"] != wide_alone["a.pptx"]
    for order in ((None, wide_assets()), (wide_assets(), None)):
        for assets in order:
            assert products(data, Session(assets)) == (wide_alone if assets else alone)


def test_sources_built_in_any_order_in_one_session_give_the_same_bytes() -> None:
    sources = [(SPOTLIGHT.name, SPOTLIGHT.read_bytes(), SPOTLIGHT.parent)]
    sources += [(path.name, path.read_bytes(), path.parent) for path in GOLDEN]
    sources += [(f"ports-{number}.md", GOOD.encode(), ROOT) for number in range(3)]
    assert len(sources) == 10

    def built(order: list[tuple[str, bytes, Path]]) -> Mapping[str, dict[str, bytes]]:
        session = Session()
        return {name: products(data, session, name, folder) for name, data, folder in order}

    forwards = built(sources)
    assert built(sources[::-1]) == forwards
    assert built([*sources[5:], *sources[:5]]) == forwards


@pytest.mark.parametrize("folder", ["flags", "fonts", "themes"])
def test_an_authors_picture_is_its_own_beside_folders_named_as_ours(folder: str, tmp_path: Path) -> None:
    source, picture = tmp_path / "a.md", tmp_path / folder / "no.png"
    picture.parent.mkdir()
    Image.new("RGB", (64, 64), (1, 2, 3)).save(picture)
    source.write_text(GOOD.replace("## What does it mean?", f"![A field]({folder}/no.png)\n\n## What does it mean?"))
    job, sessions = Job(source, tmp_path / "dist", Options()), SessionPool()
    assert not build_job(job, sessions).failed

    record = json.loads((tmp_path / "dist/a.build.json").read_bytes())
    roles = [one["role"] for one in record["inputs"] if one["name"] == f"{folder}/no.png"]
    assert "picture" in roles
    assert kept_job(job, sessions) is not None
    before = (tmp_path / "dist/a.pptx").read_bytes()

    Image.new("RGB", (64, 64), (200, 2, 3)).save(picture)
    assert kept_job(job, sessions) is None
    assert not build_job(job, sessions).failed
    assert (tmp_path / "dist/a.pptx").read_bytes() != before


def test_a_library_call_leaves_the_collector_as_it_was(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text(GOOD)
    before = gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()
    assert build(Source("a.md", GOOD.encode()), Pictures({}), Options(), Report()) is not None
    assert not build_job(Job(source, tmp_path / "dist", Options()), SessionPool()).failed
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before


def test_the_command_leaves_the_collector_as_it_was_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD)
    before = gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()
    assert main(["build", str(tmp_path / "a.md"), "-o", str(tmp_path / "dist"), "-q"]) == 0
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before
