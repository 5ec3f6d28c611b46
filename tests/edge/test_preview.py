"""Pictures without an office program, and how like LibreOffice's drawing of the deck they are."""

from io import BytesIO
from itertools import zip_longest
from pathlib import Path

import pytest
from msgspec import Struct
from PIL import Image

from builder.check.overflow import paint
from builder.cli import CONTENT, DONE, USAGE, main
from builder.edge.libreoffice import draw, find_office
from builder.edge.page_images import pages_as_pictures
from builder.edge.preview import preview
from builder.layout import Shaper
from builder.media import Pictures, assets_folder
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Plot, Scene, TextBox
from builder.render.pdf import render as render_pdf
from builder.render.pptx import render as render_pptx
from tests.corpus import Briefing, briefing
from tests.edge.office_lines import as_libreoffice_seats
from tests.edge.picture_difference import lines_by_box, structural_similarity
from tests.samples import BAD, GOOD, write_good
from tests.session import ASSETS, SESSION, laid_out, media

ROOT = Path(__file__).parents[2]
SPOTLIGHT = ROOT / "decks" / "2025-62-beijing-parade.md"
LIKENESS = 0.925
"""The least structural similarity of a slide to LibreOffice's drawing of it."""

AGREEMENT = 0.93
"""The least share of boxes whose lines end at the same words: 107 of 113 did; misses lie within 0.7 % of the width."""


def test_each_slide_and_page_is_a_picture_and_the_sheet_shows_all() -> None:
    shown = preview(Source("ports.md", GOOD.encode()), Pictures({}), Options(), Report(), dpi=48, session=SESSION)
    assert shown
    names = [name for name, _ in shown.pictures]
    assert names[0] == "slide-01.png"
    assert "page-01.png" in names
    sizes = {Image.open(BytesIO(data)).size for name, data in shown.pictures if name.startswith("slide")}
    assert sizes == {(640, 360)}
    sheet = Image.open(BytesIO(shown.sheet))
    assert sheet.width == 1600
    assert len(sheet.convert("L").histogram()) == 256


def test_the_same_source_gives_the_same_pictures() -> None:
    source = Source("ports.md", GOOD.encode())
    once, again = (preview(source, Pictures({}), Options(), Report(), dpi=36) for _ in range(2))
    assert once == again


def test_the_command_writes_pictures_and_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_good(tmp_path)
    order = ["preview", str(source), "--png", str(tmp_path / "p"), "--sheet", str(tmp_path / "all.png"), "--dpi", "36"]
    assert main(order) == DONE
    assert sorted(path.suffix for path in (tmp_path / "p").iterdir()) == [".png"] * len(
        list((tmp_path / "p").iterdir())
    )
    assert (tmp_path / "all.png").read_bytes().startswith(b"\x89PNG")
    assert "contact sheet" in capsys.readouterr().out


def test_pages_are_shown_as_they_are_printed(tmp_path: Path) -> None:
    source = write_good(tmp_path)
    order = ["preview", str(source), "--png", str(tmp_path / "p"), "--dpi", "36", "--print", "booklet,greyscale"]
    assert main(order) == DONE
    data = [path.read_bytes() for path in sorted((tmp_path / "p").glob("page-*.png"))]
    pages = [Image.open(BytesIO(one)) for one in data]
    assert len(pages) % 2 == 0
    assert all(page.width > page.height for page in pages)
    assert {page.convert("HSV").getchannel("S").getextrema() for page in pages} == {(0, 0)}


def test_a_source_with_errors_gives_findings_and_no_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.md"
    path.write_text(BAD, encoding="utf-8")
    assert main(["preview", str(path), "--png", str(tmp_path / "p")]) == CONTENT
    told = capsys.readouterr().err
    assert "error[BD1" in told
    assert BAD.splitlines()[int(told.split(":", 2)[1]) - 1] in told  # the line itself is shown
    assert not (tmp_path / "p").exists()


def test_pictures_need_a_place(tmp_path: Path) -> None:
    assert main(["preview", str(write_good(tmp_path))]) == USAGE


class _DrawnDeck(Struct, frozen=True):
    """A deck, ours and LibreOffice's drawing of it, and LibreOffice's of the painted copy."""

    scene: Scene
    ours: bytes
    theirs: bytes
    painted: bytes


@pytest.fixture(scope="module")
def drawn() -> dict[str, _DrawnDeck]:
    """Return the Spotlight and some decks of the corpus, all drawn in one run."""
    assert find_office(), "this proof needs LibreOffice"
    spotlight = Briefing("Spotlight", SPOTLIGHT.read_text(encoding="utf-8"))
    scenes, ours, decks = dict[str, Scene](), dict[str, bytes](), dict[str, bytes]()
    for made in (spotlight, *map(briefing, (0, 3, 4, 5, 21, 24))):
        found, held = (
            laid_out(Source("x.md", made.text.encode()), Report(), pictures=made.pictures),
            media(made.pictures),
        )
        assert found
        scenes[made.name] = found.products.deck
        ours[made.name] = render_pdf(as_libreoffice_seats(found.products.deck, Shaper(found.theme, ASSETS)), held)
        deck = render_pptx(found.products.deck, found.theme, held).data
        decks |= {made.name: deck, f"{made.name} painted": paint(deck).data}
    theirs = draw(decks, assets_folder() / "fonts")
    return {name: _DrawnDeck(scenes[name], ours[name], theirs[name], theirs[f"{name} painted"]) for name in scenes}


def _same_lines(scene: Scene, drawn: bytes) -> list[tuple[str, bool]]:
    """Return for each text box of more than one line whether LibreOffice ends its lines at the same words."""
    told = []
    for number, page in enumerate(scene.pages):
        found = {tuple(lines) for lines in lines_by_box(drawn, number).values()}
        for item in page.items:
            if isinstance(item, TextBox) and not any(one.rtl for one in item.paragraphs):
                texts = ["".join(run.text for run in line.runs) for one in item.paragraphs for line in one.lines]
                lines = tuple("".join(text.split()) for text in texts)
                if len(lines) > 1:
                    told.append((f"{page.key} {item.name}: {lines}", lines in found))
    return told


@pytest.mark.slow
def test_the_spotlight_looks_as_libreoffice_draws_it_and_nearly_all_its_lines_end_at_the_same_words(
    drawn: dict[str, _DrawnDeck],
) -> None:
    deck = drawn["Spotlight"]
    pairs = zip_longest(pages_as_pictures(deck.ours), pages_as_pictures(deck.theirs))
    scores = {page.key: structural_similarity(*pair) for page, pair in zip(deck.scene.pages, pairs, strict=True)}
    assert {key: score for key, score in scores.items() if score < LIKENESS} == {}
    lines = _same_lines(deck.scene, deck.painted)
    # at large sizes LibreOffice takes a word to the next line in a box or two; that all fit is proved in tests/corpus
    assert sum(not same for _, same in lines) <= len(lines) // 6


@pytest.mark.slow
def test_decks_of_the_corpus_look_as_libreoffice_draws_them(drawn: dict[str, _DrawnDeck]) -> None:
    """Charts are left out: each program draws native charts in its own way; so are slides whose lines end elsewhere."""
    told: list[tuple[str, bool]] = []
    for name, deck in drawn.items():
        if name == "Spotlight":
            continue
        lines = _same_lines(deck.scene, deck.painted)
        told += lines
        off = {line.partition(" ")[0] for line, same in lines if not same}
        pictures = zip(pages_as_pictures(deck.ours), pages_as_pictures(deck.theirs), strict=True)
        for page, (one, other) in zip(deck.scene.pages, pictures, strict=True):
            if page.key not in off and not any(isinstance(item, Plot) for item in page.items):
                assert structural_similarity(one, other) >= LIKENESS, f"{name} {page.key}"
    assert sum(same for _, same in told) >= AGREEMENT * len(told)
