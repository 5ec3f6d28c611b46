"""The file as a whole: what it says of itself, its outline, its labels, and the same bytes everywhere."""

import ast
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from builder.model.scene import Bookmark, Role, Scene, Tag
from builder.model.units import mm
from builder.render.pdf import render
from builder.render.pdf.canvas import TaggedCanvas
from tests.render.pdf.conftest import Draw
from tests.render.pdf.scenes import MOMENT, box, page, paragraph, run, scene, tag, text_scene
from tests.render.pdf.test_pictures import seen
from tests.render.pdf.test_tags import figure, list_scene, table_scene
from tests.session import media

ROOT = Path(__file__).parents[3]


def chapters() -> Scene:
    """Return a document of two pages with two levels of bookmarks."""
    pages = [
        page(box(paragraph(run(f"Chapter {n}"), tag=f"h{n}")), key=f"page-{n}", label=label)
        for n, label in enumerate(("i", "1"), 1)
    ]
    marks = (
        Bookmark("Chapter 1", "page-1", 0),
        Bookmark("Łódź & 港", "page-1", mm(30), level=1),
        Bookmark("Chapter 2", "page-2", mm(20)),
        Bookmark("Too deep", "page-2", mm(40), level=3),
    )
    made = scene(*pages, tags=(tag("h1", Role.HEADING_1), tag("h2", Role.HEADING_2)))
    return replace(made, bookmarks=marks)


def test_what_the_file_says_of_itself(draw: Draw) -> None:
    with pikepdf.open(BytesIO(draw(text_scene(run("x"))))) as pdf:
        assert str(pdf.docinfo.Title) == "Ports & Straits"
        assert str(pdf.docinfo.Author) == "Ada Marsh, Björn Ödegård"
        assert str(pdf.docinfo.CreationDate) == "D:20250314000000Z"
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "Ports & Straits"
            assert xmp["dc:creator"] == ["Ada Marsh", "Björn Ödegård"]
            assert xmp["dc:subject"] == {"Norway", "Łeba"}
            assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "2", "A")
            assert xmp["xmp:CreateDate"] == "2025-03-14T00:00:00Z"


def test_signs_of_markup_and_control_in_a_title(draw: Draw) -> None:
    made = text_scene(run("x"))
    odd = replace(made, properties=replace(made.properties, title="A < B \x0b& “C” (D) \\"))
    with pikepdf.open(BytesIO(draw(odd))) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "A < B & “C” (D) \\"


def test_a_file_without_authors_has_its_publisher(draw: Draw) -> None:
    made = text_scene(run("x"))
    alone = replace(made, properties=replace(made.properties, authors=(), subject="", keywords=()))
    with pikepdf.open(BytesIO(draw(alone))) as pdf:
        assert str(pdf.docinfo.Author) == "Institute of Tides"
        assert str(pdf.docinfo.Subject) == ""


def test_the_outline(draw: Draw) -> None:
    with pikepdf.open(BytesIO(draw(chapters()))) as pdf, pdf.open_outline() as outline:
        titles = [(one.title, [inner.title for inner in one.children]) for one in outline.root]
        places = [one.destination for one in outline.root]
    assert titles == [("Chapter 1", ["Łódź & 港"]), ("Chapter 2", ["Too deep"])]
    assert [float(place[3]) for place in places if isinstance(place, pikepdf.Array)] == pytest.approx(
        [148 / 25.4 * 72, 128 / 25.4 * 72], abs=0.01
    )


def test_page_labels(draw: Draw) -> None:
    with pikepdf.open(BytesIO(draw(chapters()))) as pdf:
        assert [one.label for one in pdf.pages] == ["i", "1"]
    with pikepdf.open(
        BytesIO(draw(scene(page(box(paragraph(run("x"), tag="p")), label="1"), tags=(tag("p"),))))
    ) as pdf:
        assert pdf.Root.PageLabels.Nums[1].S == "/D"


def test_no_font_of_the_reader_is_named(draw: Draw) -> None:
    data = draw(table_scene())

    assert b"Helvetica" not in data
    assert re.findall(rb"/BaseFont /[A-Z]{6}\+Carlito-Regular", data)


def test_another_text_is_another_file_of_the_same_briefing(draw: Draw) -> None:
    def ids(data: bytes) -> list[bytes]:
        with pikepdf.open(BytesIO(data)) as pdf:
            return [bytes(one) for one in pdf.trailer.ID]

    one, same, other = (ids(draw(text_scene(run(words)))) for words in ("x", "x", "y"))

    assert one == same
    assert one[0] == other[0]
    assert one[1] != other[1]


def test_the_environment_does_not_matter(tmp_path: Path) -> None:
    made = [
        _rendered_elsewhere(tmp_path, PYTHONHASHSEED=seed, TZ=zone, RL_useA85="1", RL_pdfComments="1")
        for seed, zone in (("1", "Asia/Kolkata"), ("2", "America/Caracas"))
    ]

    assert made[0] == made[1] == render(everything(), media())


def everything() -> Scene:
    """Return a document with text, a list, a table and a figure."""
    scenes = (text_scene(run("Norway’s shelf")), list_scene(), table_scene())
    pages = [replace(one.pages[0], key=f"page-{n}") for n, one in enumerate(scenes)]
    pages[0] = replace(pages[0], items=(*pages[0].items, figure()))
    tags = tuple(one for made in scenes for one in made.tags[1:])
    return replace(scene(*pages, tags=(*tags, tag("f", Role.FIGURE, "A map."))), moment=MOMENT)


def _rendered_elsewhere(folder: Path, **environment: str) -> bytes:
    script = (
        "import sys; from tests.render.pdf.test_file import everything; from tests.session import media; "
        "from builder.render.pdf import render; open(sys.argv[1], 'wb').write(render(everything(), media()))"
    )
    path = folder / f"{environment['PYTHONHASHSEED']}.pdf"
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, env={**os.environ, **environment}, check=True)
    return path.read_bytes()


def test_tags_change_nothing_that_is_seen(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unmarked(TaggedCanvas):
        def __init__(self, tags: tuple[Tag, ...], lang: str) -> None:
            super().__init__(tags, lang)
            self._sealed = True

    tagged = draw(everything())
    monkeypatch.setattr("builder.render.pdf.TaggedCanvas", Unmarked)
    untagged = render(everything(), media())

    assert b"MCID" not in untagged
    for number in range(len(everything().pages)):
        assert seen(tagged, number, dpi=144).tobytes() == seen(untagged, number, dpi=144).tobytes()


def test_everything_at_once(draw: Draw) -> None:
    assert draw(everything())


def test_settings_of_reportlab_are_left_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("useA85", 1),
        ("pdfMultiLine", 1),
        ("pdfComments", 1),
        ("invariant", 0),
        ("documentLang", "fr"),
    ):
        monkeypatch.setattr(rl_config, name, value)
    before = {name: value for name, value in vars(rl_config).items() if not name.startswith("__")}

    made = render(everything(), media())

    assert {name: vars(rl_config)[name] for name in before} == before
    monkeypatch.undo()
    assert render(everything(), media()) == made


def test_private_names_of_reportlab_stand_in_one_file() -> None:
    """The object model and the settings are imported by one module, which gives the reason for each private name."""
    inherited = {name for name in vars(Canvas) if name.startswith("_")} | {"_doc", "_code", "_annotationrefs", "_ID"}
    for path in sorted((ROOT / "builder").rglob("*.py")):
        if path.name == "reportlab_internals.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportlab"):
                names = {f"{node.module}.{one.name}" for one in node.names}
                assert not any("pdfdoc" in name or "rl_config" in name for name in names), path
            if isinstance(node, ast.Attribute) and path.parent.name == "pdf" and path.parent.parent.name == "render":
                assert not (node.attr in inherited and not node.attr.startswith("__")), (path, node.attr)
