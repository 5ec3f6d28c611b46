"""The reference validator over every form of handout, the slides as PDF, and the small scenes of these tests."""

import os
from itertools import product
from pathlib import Path

import pytest

from builder.edge.workspace import pictures_in
from builder.model.findings import Report
from builder.model.request import HANDOUTS, PAPERS, Options, Source
from builder.pipeline import build
from builder.render.pdf import render
from tests.render.pdf.conftest import breaches
from tests.render.pdf.scenes import run, text_scene
from tests.render.pdf.structure import faults_of, tag_text
from tests.render.pdf.test_document import pdfs
from tests.render.pdf.test_file import chapters, everything
from tests.session import SESSION, media
from tests.tools.verapdf.check import PROFILES, lacking, verdicts

DECKS = sorted((Path(__file__).parents[3] / "decks").glob("*.md"))

MADE = (
    *(Options(("pdf", "slides-pdf"), paper=paper) for paper in PAPERS),
    *(Options(("pdf",), handouts=(handout,)) for handout in HANDOUTS if handout != "full"),
    Options(("pdf",), printing=("booklet",)),
    Options(("pdf",), printing=("greyscale",)),
    Options(("pdf",), handouts=("notes",), paper="letter", printing=("booklet", "greyscale")),
)


def products(deck: Path, options: Options) -> dict[str, bytes]:
    """Return the PDFs of a deck by their names."""
    report = Report()
    bundle = build(Source(deck.name, deck.read_bytes()), pictures_in(deck.parent), options, report, SESSION)
    assert bundle is not None, [str(one) for one in report.findings]
    return {file.name: file.data for file in bundle.artifacts if file.name.endswith(".pdf")}


@pytest.mark.slow
def test_verapdf_finds_nothing_but_in_a_spoilt_file(tmp_path: Path) -> None:
    if lacking() and not os.environ.get("BRIEFDECK_CI"):
        pytest.skip(f"veraPDF needs {lacking()}")
    scenes = (everything(), chapters(), text_scene(run("في عام 2025 زار 24 وفداً", lang="ar"), lang="ar"))
    files = {f"scene-{number}.pdf": render(made, media()) for number, made in enumerate(scenes)}
    for name in ("kitchen", "arabic", "long"):
        files[f"{name}.pdf"], files[f"{name}-slides.pdf"] = pdfs(name)
    for deck, (number, options) in product(DECKS, enumerate(MADE)):
        files |= {f"{number}-{name}": data for name, data in products(deck, options).items()}
    for name, data in files.items():
        assert faults_of(data) == [], name
        assert breaches(tmp_path / name, data) == [], name
    spoilt = tmp_path / "spoilt.pdf"
    spoilt.write_bytes(files["scene-0.pdf"].replace(b"/Lang (en-GB)", b"/Tang (en-GB)"))

    said = verdicts([*(tmp_path / name for name in sorted(files)), spoilt])

    sound = len(files) * len(PROFILES)
    assert [line for line in said[:sound] if not line.startswith("PASS")] == []
    assert said[sound].startswith("FAIL ua1")


@pytest.mark.slow
@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.stem)
def test_a_booklet_is_read_as_its_handout(deck: Path) -> None:
    (flat,) = products(deck, Options(("pdf",), paper="a5")).values()  # a booklet is set for half its paper
    (folded,) = products(deck, Options(("pdf",), printing=("booklet",))).values()

    assert tag_text(folded) == tag_text(flat)
