"""Pictures whose widths fit one line together are side by side, each above its caption, in the deck and on paper."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Raster

from builder.cli import main
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Item, Page, Picture, TextBox
from builder.pipeline import LaidOutBriefing
from tests.layout.contexts import words_of
from tests.session import laid_out

HEAD = "---\ntitle: The port\nlang: {lang}\n---\n\n## How did it change?\n\n==The port grew.=={more}\n\n"
ONE = '![A quay](one.png "The quay in 2020"){width=50%}\n\n'
OTHER = '![A crane](two.png "The crane in 2026, *seen* from the sea"){width=50%}\n\n'


def _png(width: int, height: int) -> bytes:
    stream = BytesIO()
    Raster.new("RGB", (width, height), "navy").save(stream, "PNG")
    return stream.getvalue()


PICTURES = {"one.png": _png(900, 600), "two.png": _png(1200, 500)}


def _built(*parts: str, lang: str = "en", more: str = "", options: Options | None = None) -> LaidOutBriefing:
    report = Report()
    source = Source("t.md", (HEAD.format(lang=lang, more=more) + "".join(parts)).encode())
    found = laid_out(source, report, options=options, pictures=PICTURES)
    assert found is not None, report.findings
    return found


def _pictures(pages: tuple[Page, ...]) -> list[list[Picture]]:
    found = (
        [item for item in page.items if isinstance(item, Picture) and item.alt in {"A quay", "A crane"}]
        for page in pages
    )
    return [one for one in found if one]


def _with_words(items: tuple[Item, ...], words: str) -> TextBox:
    (found,) = [item for item in items if isinstance(item, TextBox) and words_of(item) == words]
    return found


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
@pytest.mark.parametrize("more", ["", " ==It has a crane.==", " ==It has a crane.== ==It has a quay.=="])
def test_two_pictures_are_beside_each_other_above_their_captions(theme: str, more: str) -> None:
    pages = _built(ONE, OTHER, more=more, options=Options(theme=theme)).products.deck.pages
    ((left, right),) = _pictures(pages)
    page = next(one for one in pages if left in one.items)
    assert left.frame.right < right.frame.x
    assert (left.frame.y, left.frame.height) == (right.frame.y, right.frame.height)
    for picture, words in ((left, "The quay in 2020"), (right, "The crane in 2026, seen from the sea")):
        caption = _with_words(page.items, words)
        assert caption.frame.x == picture.frame.x
        assert picture.frame.bottom < caption.frame.y
        assert caption.fit
        assert caption.frame.y + caption.fit.height_used < page.height * 0.93


def test_the_claim_is_the_title_of_their_slide() -> None:
    pages = _built(ONE, OTHER).products.deck.pages
    assert [page.title for page in pages] == ["The port", "The port grew"]


@pytest.mark.parametrize("options", [Options(), Options(paper="a5"), Options(theme="clear-print")])
def test_they_are_beside_each_other_on_paper(options: Options) -> None:
    pages = _built(ONE, OTHER, options=options).products.handout.pages
    ((left, right),) = _pictures(pages)
    page = next(one for one in pages if left in one.items)
    assert left.frame.right < right.frame.x
    assert left.frame.y == right.frame.y
    assert _with_words(page.items, "The quay in 2020").frame.y >= left.frame.bottom


def test_from_right_to_left_the_first_is_on_the_right() -> None:
    products = _built(ONE, OTHER, lang="ar").products
    for scene in (products.deck, products.handout):
        ((first, second),) = _pictures(scene.pages)
        assert first.frame.x > second.frame.right


@pytest.mark.parametrize(
    "parts",
    [
        (ONE.replace("{width=50%}", ""), OTHER),
        (ONE.replace("50%", "60%"), OTHER),
        (ONE, "Some words.\n\n", OTHER),
    ],
    ids=["no width", "too wide", "words between"],
)
def test_other_pictures_are_one_below_the_other(parts: tuple[str, ...]) -> None:
    products = _built(*parts).products
    assert [len(row) for row in _pictures(products.deck.pages)] == [1, 1]
    ((one, other),) = _pictures(products.handout.pages)
    assert one.frame.bottom < other.frame.y


def test_the_files_are_sound_and_the_same_twice(tmp_path: Path) -> None:
    for name, data in PICTURES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "t.md").write_text(HEAD.format(lang="en", more="") + ONE + OTHER, encoding="utf-8")
    made = []
    for folder in ("a", "b"):
        out = tmp_path / folder
        assert main(["build", str(tmp_path / "t.md"), "-o", str(out), "--format", "pptx,pdf,slides-pdf"]) == 0
        assert main(["verify", str(out)]) == 0
        made.append({path.name: path.read_bytes() for path in out.iterdir() if path.suffix in {".pptx", ".pdf"}})
    assert made[0] == made[1]
