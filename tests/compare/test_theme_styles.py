# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Shapes that take fill, outline and words from a style of the theme, as PowerPoint draws them."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from builder.compare.deck_edit import EditKind
from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from tests.compare.test_decks import deck, found
from tests.compare.test_office import PPTX, converted

STYLES = (
    ("accent1", '<a:shade val="15000"/>', 2, 1, "lt1"),
    ("accent1", '<a:shade val="50000"/>', 2, 1, "lt1"),
    ("accent2", "", 1, 2, "dk1"),
    ("accent3", "", 0, 3, "lt1"),
    ("accent4", '<a:lumMod val="75000"/>', 3, 1, "dk1"),
    ("accent6", '<a:lumMod val="40000"/><a:lumOff val="60000"/>', 1, 0, "tx1"),
)
"""Colour, its shade for the outline, number of the outline, of the fill, and the colour of words."""


def style(color: str, shade: str, line: int, fill: int, words: str) -> Any:
    return etree.fromstring(
        '<p:style xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        f'<a:lnRef idx="{line}"><a:schemeClr val="{color}">{shade}</a:schemeClr></a:lnRef>'
        f'<a:fillRef idx="{fill}"><a:schemeClr val="{color}"/></a:fillRef>'
        f'<a:effectRef idx="0"><a:schemeClr val="{color}"/></a:effectRef>'
        f'<a:fontRef idx="minor"><a:schemeClr val="{words}"/></a:fontRef></p:style>'
    )


def with_styled_shapes(data: bytes) -> bytes:
    presentation: Any = Presentation(io.BytesIO(data))
    shapes = presentation.slides[2].shapes
    for at, row in enumerate(STYLES):
        for column, form in enumerate((MSO_SHAPE.RIGHT_ARROW, MSO_SHAPE.OVAL)):
            place = (Emu(3000000 + 900000 * column), Emu(3600000 + 300000 * at), Emu(800000), Emu(280000))
            one = shapes.add_shape(form, *place)
            one.text_frame.text = "Words" * column
            one._element.replace(one._element.find(qn("p:style")), style(*row))
        line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Emu(900000), Emu(4000000), Emu(2000000), Emu(4500000))
        line._element.replace(line._element.find(qn("p:style")), style(*row))
        line.line.width = Pt(1 + at)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_shapes_in_a_style_that_libreoffice_saved_have_no_edit(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.pptx" for name in ("rich", "spotlight")]
    for path in paths:
        path.write_bytes(with_styled_shapes(deck(path.stem)))
    for path, saved in zip(paths, converted(paths, PPTX, tmp_path / "saved"), strict=True):
        assert compare_decks(read_deck(path.read_bytes()), read_deck(saved.read_bytes())).edits == (), path.stem


def coloured(red: int) -> list[EditKind]:
    """Return what is found where a shape of the first style is filled with its own colour, or one with other red."""
    styled = with_styled_shapes(deck("rich"))
    presentation: Any = Presentation(io.BytesIO(styled))
    shape = next(one for one in presentation.slides[2].shapes if one.name.startswith("Right Arrow"))
    was = next(one for one in read_deck(styled).slides[2].shapes if one.name == shape.name).fill
    color: Any = RGBColor
    shape.fill.solid()
    shape.fill.fore_color.rgb = color(int(was[:2], 16) + red, int(was[2:4], 16), int(was[4:], 16))
    stream = io.BytesIO()
    presentation.save(stream)
    return [one.kind for one in compare_decks(read_deck(styled), read_deck(stream.getvalue())).edits]


def test_the_same_colour_written_out_is_no_edit_and_another_is() -> None:
    assert coloured(0) == []
    assert coloured(-40) == [EditKind.RESTYLED]


def test_styled_shapes_are_found_once_each() -> None:
    kinds = [one.kind for one in found("rich", with_styled_shapes(deck("rich")))]
    assert kinds == [EditKind.SHAPE_ADDED] * (3 * len(STYLES))
