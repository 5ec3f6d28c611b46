"""Several pages on a side, and small paper: same words, same order, text that can be read."""

import pytest

from builder.layout.print.imposition import impose
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Group, Scene
from builder.model.units import mm, pt
from builder.pipeline import printed_scene
from builder.render.pdf import render
from tests.layout.handouts import BODY, HEAD, PROSE, hand_out, paragraphs_on
from tests.layout.square_font import media
from tests.render.pdf.structure import faults_of, tag_text
from tests.session import laid_out

LONG = HEAD + BODY.replace("and ships used it at once.", "and ships used it at once.\n\n" + (PROSE * 6 + "\n\n") * 8)


@pytest.mark.parametrize(("imposition", "many"), [("2up", 2), ("4up", 4)])
def test_pages_are_on_a_side_in_reading_order_and_read_as_before(imposition: str, many: int) -> None:
    scene = hand_out(LONG).printed
    sheets = impose(scene, imposition)
    assert len(sheets.pages) == -(-len(scene.pages) // many)
    assert sheets.tags == scene.tags
    keys = [page.key for page in scene.pages]
    assert [one.name for sheet in sheets.pages for one in _groups(sheet.items)] == keys
    for sheet in sheets.pages:
        places = [(one.frame.y // (sheet.height // 2 + 1), one.frame.x) for one in _groups(sheet.items)]
        assert places == sorted(places)
    assert tag_text(render(sheets, media())) == tag_text(render(scene, media()))
    assert faults_of(render(sheets, media())) == []


def test_in_a_language_that_runs_leftwards_the_first_page_is_on_the_right() -> None:
    scene = hand_out(LONG.replace("lang: en-GB", "lang: ar")).printed
    first, second = _groups(impose(scene, "2up").pages[0].items)
    assert (first.name, second.name) == ("page-1", "page-2")
    assert first.frame.x > second.frame.x


@pytest.mark.parametrize("imposition", ["booklet", "2up"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_pages_that_are_imposed_are_laid_out_for_half_the_paper_and_not_made_smaller(
    imposition: str, paper: str
) -> None:
    options = Options(paper=paper, printing=(imposition,))
    found = laid_out(Source("ports.md", LONG.encode()), Report(), options=options)
    assert found is not None
    scene, _ = printed_scene("pdf", found, options)
    assert all(one.scale == pytest.approx(1, abs=0.01) for sheet in scene.pages for one in _groups(sheet.items))
    assert _smallest(found.products.handout) >= pt(9)


def test_a5_has_text_of_ten_points_and_nothing_below_nine() -> None:
    found = laid_out(Source("ports.md", LONG.encode()), Report(), options=Options(paper="a5"))
    assert found is not None
    page = found.products.handout.pages[0]
    assert (page.width, page.height) == (mm(148), mm(210))
    assert found.theme.sheet("a5").text == found.theme.sheet("a5").full
    body = {run.style.size for one in paragraphs_on(page) if str(one.tag) == "q1.1" for run in one.runs}
    assert body == {pt(10)}
    assert _smallest(found.products.handout) >= pt(9)


@pytest.mark.parametrize("form", ["notes", "3up", "6up", "cards", "onepage"])
@pytest.mark.parametrize("printing", [(), ("2up",), ("4up",)])
def test_every_form_goes_on_small_paper_and_on_shared_sheets(form: str, printing: tuple[str, ...]) -> None:
    options = Options(("pdf",), handouts=(form,), paper="a5", printing=printing)
    found = laid_out(Source("ports.md", (HEAD + BODY).encode()), Report(), options=options)
    assert found is not None
    scene, shown = printed_scene("pdf", found, options)
    assert faults_of(render(scene, shown)) == []


def _groups(items: tuple[object, ...]) -> list[Group]:
    return [item for item in items if isinstance(item, Group)]


def _smallest(scene: Scene) -> int:
    """Return the size of the smallest words; marks of notes and monograms are no running text."""
    sizes = (
        run.style.script_of or run.style.size
        for page in scene.pages
        for paragraph in paragraphs_on(page)
        for run in paragraph.runs
    )
    return min(sizes)
