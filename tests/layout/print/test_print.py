"""Booklets and greyscale: the same words, in the same order, for folding and for printers without colour."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.layout import print_ready
from builder.layout.print.country_code import country_code
from builder.layout.print.greyscale import grey_media, greyscale
from builder.layout.print.imposition import begun_at_the_right, impose, saddle_sides
from builder.media import Media
from builder.model.scene import Door, Group, MediaKey, Scene, Shape, TextBox
from builder.model.units import Color
from builder.render.pdf import render
from tests.layout.handouts import BODY, HEAD, PROSE, every, hand_out, paragraphs_on
from tests.layout.square_font import assets, media
from tests.render.pdf.structure import faults_of, read_tree, tag_text
from tests.session import ASSETS

LONG = HEAD + BODY.replace("and ships used it at once.", "and ships used it at once.\n\n" + (PROSE * 6 + "\n\n") * 8)

NORWAY, POLAND = MediaKey(Door.ASSET, "flags/no.svg"), MediaKey(Door.ASSET, "flags/pl.svg")
PORT = MediaKey(Door.PICTURE, "port.png")


def test_eight_pages_fold_into_two_sheets() -> None:
    assert saddle_sides(8) == ((7, 0), (1, 6), (5, 2), (3, 4))


def test_a_book_that_opens_at_the_right_is_folded_the_other_way() -> None:
    assert tuple(map(begun_at_the_right, saddle_sides(4))) == ((0, 3), (2, 1))


@given(count=st.integers(1, 60))
def test_every_page_stands_once_and_facing_pages_follow_each_other(count: int) -> None:
    sides = saddle_sides(count)
    whole = -(-count // 4) * 4
    assert sorted(page for side in sides for page in side) == list(range(whole))
    # the two pages of a side always sum to one less than the book's pages, front outside and back inside
    assert all(left + right == whole - 1 for left, right in sides)
    assert all((right % 2 == 0) if at % 2 == 0 else (left % 2 == 1) for at, (left, right) in enumerate(sides))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("variant", ["full", "notes", "3up", "cards"])
def test_a_booklet_reads_as_what_it_is_made_of(variant: str, paper: str) -> None:
    scene = hand_out(LONG, variant, paper).printed
    booklet = impose(scene)
    assert len(booklet.pages) == -(-len(scene.pages) // 4) * 2
    assert booklet.tags == scene.tags
    for sheet in booklet.pages:
        assert (sheet.width, sheet.height) == (scene.pages[0].height, scene.pages[0].width)
        groups = [item for item in sheet.items if isinstance(item, Group)]
        assert all(group.frame.right <= sheet.width and group.frame.bottom <= sheet.height for group in groups)
        assert not any(one.frame.overlaps(two.frame) for at, one in enumerate(groups) for two in groups[at + 1 :])
    plain, folded = render(scene, media()), render(booklet, media())
    assert faults_of(folded) == []
    assert tag_text(folded) == tag_text(plain)
    assert [one.alt for one in read_tree(folded).all("Figure")] == [one.alt for one in read_tree(plain).all("Figure")]


def test_bookmarks_of_a_booklet_lead_to_the_sheet_and_the_height_of_their_page() -> None:
    scene = hand_out(LONG).printed
    booklet = impose(scene)
    for before, after in zip(scene.bookmarks, booklet.bookmarks, strict=True):
        sheet = next(page for page in booklet.pages if page.key == after.page)
        group = next(item for item in sheet.items if isinstance(item, Group) and item.name == before.page)
        assert after.y == pytest.approx(group.frame.y + before.y * group.scale, abs=1)


def test_a_grey_scene_has_no_colour_left_and_all_else_unchanged() -> None:
    scene = hand_out(HEAD + BODY, "3up").printed
    grey = greyscale(scene)
    colors = list(_colors(grey))
    assert len(colors) == len(list(_colors(scene)))
    assert all(color.red == color.green == color.blue for color in colors)
    assert any(not color.red == color.green == color.blue for color in _colors(scene))
    assert grey.tags == scene.tags
    assert [page.key for page in grey.pages] == [page.key for page in scene.pages]


def _colors(scene: Scene) -> list[Color]:
    found: list[Color] = []
    for page in scene.pages:
        for item in every(page.items):
            match item:
                case Shape(fill=fill, line=line):
                    found += [color for color in (fill, line) if color]
                case TextBox(fill=fill):
                    found += [fill] if fill else []
                case _:
                    continue
        found += [run.style.color for one in paragraphs_on(page) for line in one.lines for run in line.runs]
    return found


def test_flags_are_their_codes_in_a_frame_and_stay_drawings() -> None:
    scene = hand_out(HEAD + BODY).printed
    held = grey_media(scene, media())
    flag = held[NORWAY].decode()
    assert flag.count("<path") == 2 + len("NO")
    assert country_code("SE", ASSETS["fonts/Carlito-Bold.ttf"]) != country_code("FI", ASSETS["fonts/Carlito-Bold.ttf"])
    paints = {part.split('"')[0] for part in flag.split('fill="#')[1:]}
    assert paints
    assert all(paint[0:2] == paint[2:4] == paint[4:6] for paint in paints)
    assert held[POLAND] == media()[POLAND]


def test_the_authors_pictures_are_greyed_and_keep_what_is_clear() -> None:
    written = BytesIO()
    Image.new("RGBA", (8, 4), (200, 30, 30, 0)).save(written, "PNG")
    text = HEAD + BODY.replace("at once.", "at once.\n\n![A port](port.png)")
    scene = hand_out(text, pictures={"port.png": written.getvalue()}).printed
    held = grey_media(scene, media({"port.png": written.getvalue()}))
    with Image.open(BytesIO(held[PORT])) as picture:
        assert picture.mode == "LA"
        assert picture.size == (8, 4)
        assert picture.getpixel((0, 0))[1] == 0  # type: ignore[index]


def test_a_picture_that_cannot_be_read_stays_as_it_is() -> None:
    written = BytesIO()
    Image.new("RGB", (8, 4)).save(written, "PNG")
    text = HEAD + BODY.replace("at once.", "at once.\n\n![A port](port.png)")
    scene = hand_out(text, pictures={"port.png": written.getvalue()}).printed
    assert grey_media(scene, Media(assets(), {"port.png": b"none"}))[PORT] == b"none"


def test_a_grey_booklet_is_sound_and_the_same_each_time() -> None:
    scene, inks = print_ready(hand_out(HEAD + BODY).printed, media(), ("booklet", "greyscale"))
    data = render(scene, inks)
    assert faults_of(data) == []
    assert render(*print_ready(hand_out(HEAD + BODY).printed, media(), ("greyscale", "booklet"))) == data


def test_nothing_is_changed_where_nothing_is_asked() -> None:
    scene = hand_out(HEAD + BODY).printed
    held = media()
    assert print_ready(scene, held, ()) == (scene, held)
