# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Edits as PowerPoint itself writes them, with the extensions that it adds to what it draws."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.oxml.ns import qn
from pptx.util import Emu

from builder.cli import DONE, main
from tests.samples import write_good

EXTENSIONS = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}">'
    '<a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" '
    'id="{6F1D3C52-0C61-4E0B-9C7E-2B7D1B0A5C11}"/></a:ext></a:extLst>'
)


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_good(tmp_path / "decks")
    assert main(["build", "-q"]) == DONE
    return tmp_path / "dist" / "ports.pptx"


def pull_and_build(deck: Path) -> Any:
    assert main(["pull", str(deck)]) == DONE
    assert main(["build", "-q", "--replace"]) == DONE
    return Presentation(str(deck))


def test_an_arrow_has_one_list_of_extensions_and_is_marked_as_decorative(deck: Path) -> None:
    presentation = Presentation(str(deck))
    ends = (Emu(1000000), Emu(5000000), Emu(4000000), Emu(5000000))
    arrow = presentation.slides[1].shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    arrow._element.find(f".//{qn('p:cNvPr')}").append(etree.fromstring(EXTENSIONS))
    presentation.save(str(deck))
    slide = pull_and_build(deck).slides[1]
    [names] = [one._element.find(f".//{qn('p:cNvPr')}") for one in slide.shapes if one._element.tag == qn("p:cxnSp")]
    assert [etree.QName(one).localname for one in names] == ["extLst"]
    assert {etree.QName(one[0]).localname for one in names[0]} == {"creationId", "decorative"}


def test_a_shape_that_was_renamed_moved_and_reworded_is_the_same_shape(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    presentation = Presentation(str(deck))
    kicker = next(one for one in presentation.slides[1].placeholders if one.name == "Kicker")
    kicker.name = "Text 17"
    kicker.left, kicker.top, kicker.width, kicker.height = (Emu(one) for one in (600000, 5200000, 4000000, 482600))
    kicker.text_frame.paragraphs[0].runs[0].text = "Other words altogether"
    presentation.save(str(deck))
    capsys.readouterr()
    main(["pull", str(deck), "--dry-run"])
    said = capsys.readouterr().out
    assert "moved" in said
    assert "Other words altogether" in said
    assert "added" not in said
    assert "removed" not in said
