"""Links to the web and inside the file: annotation, words, element, place."""

from io import BytesIO

import pikepdf
import pytest

from builder.model.scene import Geometry, Group, Item, Role, Shape
from builder.model.units import Color, Rect, mm
from tests.render.pdf.conftest import Draw
from tests.render.pdf.scenes import box, page, paragraph, run, scene, tag, tag_id
from tests.render.pdf.structure import plain, read_tree, tree_lines

LINK = tag("p/1", Role.LINK)


def links_on(data: bytes, number: int = 0) -> list[dict[str, object]]:
    """Return what the annotations of a page say."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            {
                "words": str(one.Contents),
                "rect": [float(edge) for edge in one.Rect],
                "aim": str(one.A.URI) if "/A" in one else [str(part) for part in one.Dest[1:]],
                "flags": int(one.F),
            }
            for one in pdf.pages[number].get("/Annots", [])
        ]


def test_a_link_to_the_web(draw: Draw) -> None:
    words = paragraph(
        run("See "),
        run("the text", href="https://example.org/ä?a=1&b=2"),
        run(" now."),
        tag="p",
        tags=(None, tag_id("p/1"), None),
    )
    data = draw(scene(page(box(words)), tags=(tag("p"), LINK)))
    (link,) = links_on(data)

    assert link["words"] == "the text (https://example.org/ä?a=1&b=2)"
    assert link["aim"] == "https://example.org/%C3%A4?a=1&b=2"
    assert link["flags"] == 4
    assert tree_lines(data)[1] == "  P `See the text now.`"
    assert plain(next(read_tree(data).all("Link")).text) == "the text"


def test_a_link_over_two_lines_is_one_element(draw: Draw) -> None:
    words = paragraph(
        run("the annexes of the declaration", href="https://example.org"), tag="p", tags=(tag_id("p/1"),), width=24
    )
    data = draw(scene(page(box(words)), tags=(tag("p"), LINK)))
    found = links_on(data)

    assert len(found) == len(words.lines) == 3
    assert {one["words"] for one in found} == {"the annexes of the declaration (https://example.org)"}
    assert len(list(read_tree(data).all("Link"))) == 1


def test_a_link_over_two_pages_is_one_element(draw: Draw) -> None:
    parts = [
        paragraph(
            run("the annexes of the declaration", href="https://example.org"),
            tag="p",
            tags=(tag_id("p/1"),),
            width=24,
            lines=lines,
        )
        for lines in ((0, 1), (1, None))
    ]
    data = draw(scene(page(box(parts[0])), page(box(parts[1]), key="page-2"), tags=(tag("p"), LINK)))

    assert len(list(read_tree(data).all("Link"))) == 1
    assert links_on(data, 1)[0]["words"] == "the annexes of the declaration (https://example.org)"


def test_a_link_without_a_tag_of_its_own_gets_one(draw: Draw) -> None:
    first, second = run("one", href="https://example.org/1"), run("two", href="https://example.org/2")
    words = paragraph(first, run(" and "), second, tag="p")
    data = draw(scene(page(box(words)), tags=(tag("p"),)))

    assert [(node.text, node.links) for node in read_tree(data).all("Link")] == [
        ("one", ["https://example.org/1"]),
        ("two", ["https://example.org/2"]),
    ]


def test_a_jump_to_a_page(draw: Draw) -> None:
    words = paragraph(run("Next", target="page-2"), tag="p")
    data = draw(scene(page(box(words)), page(key="page-2"), tags=(tag("p"),)))
    (link,) = links_on(data)

    assert link["words"] == "Next"
    assert link["aim"] == ["/XYZ", "0", "419.5276", "0"]
    assert next(read_tree(data).all("Link")).links == ["page 2"]


def test_a_jump_out_of_the_file_is_plain_text(draw: Draw) -> None:
    words = paragraph(run("Slide 3", target="q3"), tag="p")
    data = draw(scene(page(box(words)), tags=(tag("p"),)))

    assert links_on(data) == []
    assert tree_lines(data) == ["Document", "  P `Slide 3`"]


def test_a_box_that_leads_somewhere(draw: Draw) -> None:
    words = box(paragraph(run("Overview"), tag="p"), target="page-2")
    data = draw(scene(page(words), page(key="page-2"), tags=(tag("p"),)))

    assert [(node.text, node.links) for node in read_tree(data).all("Link")] == [("Overview", ["page 2"])]


def test_a_link_in_a_group_lies_where_it_is_drawn(draw: Draw) -> None:
    words = box(paragraph(run("text", href="https://example.org"), tag="p"))
    whole = draw(scene(page(words), tags=(tag("p"),)))
    small = draw(scene(page(Group("g", Rect(mm(50), mm(30), mm(105), mm(74)), 0.5, (words,), "")), tags=(tag("p"),)))
    (one,), (other,) = links_on(whole), links_on(small)
    height = 148 / 25.4 * 72

    assert isinstance(one["rect"], list)
    assert isinstance(other["rect"], list)
    left, lower, right, upper = one["rect"]
    assert other["rect"] == pytest.approx(
        [
            50 / 25.4 * 72 + left / 2,
            height - 30 / 25.4 * 72 - (height - lower) / 2,
            50 / 25.4 * 72 + right / 2,
            height - 30 / 25.4 * 72 - (height - upper) / 2,
        ],
        abs=0.01,
    )


def test_a_jump_finds_a_page_on_its_sheet(draw: Draw) -> None:
    words = box(paragraph(run("Next", target="page-2"), tag="p"))
    groups = [
        Group(
            f"page-{n}", Rect(mm(100 * (n - 1)), mm(10), mm(105), mm(74)), 0.5, (words,) if n == 1 else (), "", turn=n
        )
        for n in (1, 2)
    ]
    (link,) = links_on(draw(scene(page(*groups, key="sheet-1"), tags=(tag("p"),))))

    assert link["aim"] == ["/XYZ", "283.465", "391.181", "0"]


def test_a_jump_to_an_element(draw: Draw) -> None:
    call = paragraph(run("As noted"), run("1", target=tag_id("note")), tag="p", tags=(None, tag_id("p/1")))
    note = paragraph(run("The register."), tag="note", top=100)
    tags = (tag("p"), tag("p/1", Role.REFERENCE), tag("note", Role.NOTE))
    data = draw(scene(page(box(call)), page(box(note), key="page-2"), tags=tags))

    assert tree_lines(data) == [
        "Document",
        "  P `As noted1`",
        "    Reference `1`",
        "      Link -> page 2 `1`",
        "  Note `The register.`",
    ]
    (link,) = links_on(data)
    assert isinstance(link["aim"], list)
    assert float(link["aim"][1]) == pytest.approx(20 / 25.4 * 72, abs=0.01)
    assert float(link["aim"][2]) == pytest.approx(48 / 25.4 * 72, abs=4)


def test_a_link_inside_a_figure_is_not_made(draw: Draw) -> None:
    inner = box(paragraph(run("text", href="https://example.org")))
    group = Group("g", Rect(mm(50), mm(30), mm(105), mm(74)), 0.5, (inner,), "A picture.", tag_id("f"))
    data = draw(scene(page(group), tags=(tag("f", Role.FIGURE, "A picture."),)))

    assert links_on(data) == []


def test_a_figure_that_leads_somewhere(draw: Draw) -> None:
    shape: Item = Shape(
        "node",
        Geometry.ELLIPSE,
        Rect(mm(20), mm(20), mm(30), mm(20)),
        Color(1, 2, 3),
        alt="Norway.",
        tag=tag_id("f"),
        target="page-2",
    )
    data = draw(scene(page(shape), page(key="page-2"), tags=(tag("f", Role.FIGURE, "Norway."),)))

    assert tree_lines(data) == ["Document", "  Figure [Norway.]", "  Link -> page 2"]
    assert links_on(data)[0]["words"] == "Norway."
