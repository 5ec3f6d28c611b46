"""The structure tree: lists, tables, figures, notes, groups; and that the proof of it can fail."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from msgspec.structs import replace

from builder.model.scene import Cell, Geometry, Group, Item, Role, Scene, Shape, Table, Tag, TagId, TextBox
from builder.model.units import Color, Rect, mm
from tests.render.pdf.conftest import Draw
from tests.render.pdf.scenes import DOCUMENT, INK, box, page, paragraph, run, scene, tag, tag_id, text_scene
from tests.render.pdf.structure import faults_of, plain, read_tree, tag_text, tree_lines


def list_scene() -> Scene:
    """Return a list of two items with bullets."""
    items = [
        paragraph(run(words), tag=f"l/{n}/body", label_tag=f"l/{n}/label", bullet="•", top=20 + 8 * n)
        for n, words in enumerate(("aid", "trade"))
    ]
    tags = [tag("l", Role.LIST)]
    for n in range(2):
        tags += [
            tag(f"l/{n}", Role.ITEM),
            tag(f"l/{n}/label", Role.LABEL),
            tag(f"l/{n}/body", Role.ITEM_BODY),
        ]
    return scene(page(box(*items)), tags=tuple(tags))


def table_scene() -> Scene:
    """Return a table of two columns with a header row, one empty cell, and a cell over two columns."""
    rows = (("Member", "2025"), ("Poland", "4.7"), ("Estonia", ""), ("None else",))
    tags = [tag("t", Role.TABLE, "Spending of members.")]
    cells = []
    for r, row in enumerate(rows):
        tags.append(tag(f"t/{r}", Role.ROW))
        made = []
        for c, words in enumerate(row):
            name = tag_id(f"t/{r}/{c}")
            head = r == 0 or c == 0
            wide = 2 if len(row) == 1 else 1
            scope = "Column" if r == 0 else "Row"
            tags.append(Tag(name, Role.HEADER_CELL if head else Role.CELL, scope=scope, columns=wide))
            frame = Rect(mm(20 + 40 * c), mm(20 + 8 * r), mm(40 * wide), mm(8))
            words_set = (paragraph(run(words), x=20 + 40 * c, top=20 + 8 * r, width=40),) if words else ()
            made.append(Cell(words_set, frame, (0, 0, 0, 0), head, Color(230, 230, 230) if head else None, tag=name))
        cells.append(tuple(made))
    table = Table(
        "table", Rect(mm(20), mm(20), mm(80), mm(32)), (mm(40), mm(40)), tuple(cells), (mm(8),) * 4,
        header=True, alt="", rule=INK, rule_ink="ink", rule_width=6350, tag=tag_id("t"),
    )  # fmt: skip
    return scene(page(table), tags=tuple(tags))


def figure(name: str = "map", element: str = "f", alt: str = "A map.") -> Group:
    """Return a group with a shape and words of their own tag inside."""
    inner: tuple[Item, ...] = (
        Shape("node", Geometry.ROUNDED, Rect(mm(1), mm(1), mm(30), mm(10)), Color(200, 210, 220)),
        box(paragraph(run("China"), x=2, top=2), name="words"),
    )
    return Group(name, Rect(mm(20), mm(60), mm(60), mm(20)), 0.5, inner, alt, tag_id(element))


def test_a_list(draw: Draw) -> None:
    data = draw(list_scene())

    assert tree_lines(data) == [
        "Document",
        "  L",
        "    LI",
        "      Lbl `•`",
        "      LBody `aid`",
        "    LI",
        "      Lbl `•`",
        "      LBody `trade`",
    ]
    assert next(read_tree(data).all("L")).attributes["ListNumbering"] == "/Disc"


def test_a_numbered_list(draw: Draw) -> None:
    made = list_scene()
    tags = tuple(replace(one, ordered=one.role is Role.LIST) for one in made.tags)

    assert next(read_tree(draw(replace(made, tags=tags))).all("L")).attributes["ListNumbering"] == "/Decimal"


def test_a_table(draw: Draw) -> None:
    data = draw(table_scene())
    tree = read_tree(data)
    table = next(tree.all("Table"))

    assert [[plain(cell.text) for cell in row.children] for row in table.children] == [
        ["Member", "2025"],
        ["Poland", "4.7"],
        ["Estonia", ""],
        ["None else"],
    ]
    assert [cell.attributes.get("Scope") for cell in table.children[0].children] == ["/Column", "/Column"]
    assert [cell.attributes.get("Scope") for cell in table.children[1].children] == ["/Row", None]
    assert table.children[3].children[0].attributes["ColSpan"] == "2"
    assert table.attributes["Summary"] == "Spending of members."


def test_a_group_with_a_tag_is_one_figure(draw: Draw) -> None:
    data = draw(scene(page(figure()), tags=(tag("f", Role.FIGURE, "A map."),)))
    (found,) = read_tree(data).all("Figure")

    assert (found.alt, found.children) == ("A map.", [])
    assert found.attributes["Placement"] == "/Block"
    assert [float(edge) for edge in found.attributes["BBox"].split()] == pytest.approx(
        [56.69, 192.76, 226.77, 249.45], abs=0.01
    )


def test_a_group_without_a_tag_keeps_the_tags_inside(draw: Draw) -> None:
    words = box(paragraph(run("inside"), tag="p"))
    group = Group("sheet", Rect(mm(10), mm(10), mm(100), mm(70)), 0.5, (words,), "")
    data = draw(scene(page(group), tags=(tag("p"),)))

    assert tag_text(data) == "inside"


def test_pages_printed_in_another_order_are_read_in_theirs(draw: Draw) -> None:
    parts = [
        box(paragraph(run("One two three four five six"), tag="p", width=14, lines=lines))
        for lines in ((0, 1), (1, 2), (2, None))
    ]
    frame = Rect(0, 0, mm(105), mm(74))
    groups = [Group(f"page-{n + 1}", frame, 0.5, (part,), "", turn=n + 1) for n, part in enumerate(parts)]
    sheets = (page(groups[2], key="s1"), page(groups[0], key="s2"), page(groups[1], key="s3"))
    data = draw(scene(*sheets, tags=(tag("p"),)))

    assert plain(read_tree(data).text) == "One two three four five six"


def test_a_note_has_an_id(draw: Draw) -> None:
    note = box(paragraph(run("See the annex."), tag="note"))
    data = draw(scene(page(note), tags=(tag("note", Role.NOTE),)))

    with pikepdf.open(BytesIO(data)) as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Names
        assert str(names[0]) == "note"
        assert names[1].S == "/Note"


def test_elements_without_content_are_left_out(draw: Draw) -> None:
    data = draw(scene(page(box(paragraph(run("here"), tag="p"))), tags=(tag("p"), tag("s", Role.SECTION), tag("q"))))

    assert tree_lines(data) == ["Document", "  P `here`"]


def test_several_roots_stand_in_one_document(draw: Draw) -> None:
    boxes = [
        box(replace(paragraph(run(name), top=20 * n), tag=TagId(name)), name=name) for n, name in ((1, "a"), (2, "b"))
    ]
    made = replace(scene(page(*boxes)), tags=(Tag(TagId("a"), Role.HEADING_1), Tag(TagId("b"), Role.BODY)))

    assert tree_lines(draw(made)) == ["Document", "  H1 `a`", "  P `b`"]


def test_a_page_without_tags_is_all_artifact(draw: Draw) -> None:
    words = box(paragraph(run("tagged"), tag="p"))
    data = draw(scene(page(words), page(box(paragraph(run("ornament"))), key="page-2"), tags=(tag("p"),)))

    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/StructParents" not in pdf.pages[1]
        assert [one.Tabs for one in pdf.pages] == ["/S", "/S"]


def test_an_unknown_tag_is_refused(draw: Draw) -> None:
    with pytest.raises(KeyError):
        draw(scene(page(box(paragraph(run("x"), tag="nowhere")))))


def _claim_what_is_not_there(pdf: pikepdf.Pdf) -> None:
    _leaf(pdf).K.append(99)


def _drop_a_claim(pdf: pikepdf.Pdf) -> None:
    del _leaf(pdf).K[0]


def _cross_the_parents(pdf: pikepdf.Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def _untag(pdf: pikepdf.Pdf) -> None:
    _edit(pdf, lambda content: content.replace(b"/LBody <</MCID 1>> BDC", b"").replace(b"ET EMC", b"ET", 2))


def _bare_paint(pdf: pikepdf.Pdf) -> None:
    _edit(pdf, lambda content: content + b"\n0 0 10 10 re f")


def _hide(pdf: pikepdf.Pdf) -> None:
    _edit(pdf, lambda content: content + b"\n/P <</MCID 4>> BDC EMC")


def _orphan(pdf: pikepdf.Pdf) -> None:
    _leaf(pdf).P = pdf.Root.StructTreeRoot.K


def _leaf(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.ParentTree.Nums[1][0]


def _edit(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    pdf.pages[0].Contents.write(change(pdf.pages[0].Contents.read_bytes()))


@pytest.mark.parametrize(
    "damage",
    [_claim_what_is_not_there, _drop_a_claim, _cross_the_parents, _untag, _bare_paint, _hide, _orphan],
)
def test_the_proof_finds(draw: Draw, damage: Callable[[pikepdf.Pdf], None]) -> None:
    data = draw(list_scene())
    with pikepdf.open(BytesIO(data)) as pdf:
        damage(pdf)
        damaged = BytesIO()
        pdf.save(damaged)

    assert faults_of(damaged.getvalue())


def test_words_in_a_figure_do_not_run_together(draw: Draw) -> None:
    words = TextBox("w", Rect(0, 0, mm(50), mm(50)), (paragraph(run("one")), paragraph(run("two"), top=30)))
    group = Group("g", Rect(mm(10), mm(10), mm(60), mm(60)), 1.0, (words,), "Two words.", tag_id("f"))
    data = draw(scene(page(group), tags=(tag("f", Role.FIGURE, "Two words."),)))

    assert plain(read_tree(data).text) == "one two"


def test_the_root_is_the_scenes(draw: Draw) -> None:
    assert tree_lines(draw(text_scene(run("x"))))[0] == DOCUMENT.role.value
