"""How far the measure of a font can be trusted is in the certificates and in the record."""

import json
from pathlib import Path

import pytest
import uharfbuzz as hb

import builder.edge.template_import as importing
from builder.cli import DONE, main
from builder.edge.libreoffice import NoOfficeError
from builder.theming.template_fonts import measured_font
from tests.corpus.pictures import striped_png
from tests.everything import RICH
from tests.template_files import corporate


@pytest.mark.parametrize(("sans", "trust"), [("Gill Sans MT", "wide"), ("Arial", "twin")])
def test_the_record_tells_how_fonts_are_measured(
    sans: str, trust: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> dict[str, bytes]:
        raise NoOfficeError

    monkeypatch.setattr(importing, "draw", missing)
    template, source, out = tmp_path / "acme.potx", tmp_path / "a.md", tmp_path / "dist"
    template.write_bytes(corporate(sans=sans))
    source.write_text(RICH, encoding="utf-8")
    (tmp_path / "port.png").write_bytes(striped_png(600, 400))
    assert main(["build", str(source), "--template", str(template), "-o", str(out)]) == DONE
    record = json.loads((out / "a.build.json").read_text(encoding="utf-8"))
    fonts = {one["key"]: one["measured"] for one in record["theme"]["fonts"]}
    assert (fonts["serif"], fonts["sans"]) == ("twin", trust)
    measured = {(one["box"], one.get("measured", "twin")) for one in record["fit"]["deck"]}
    assert ("title", "twin") in measured
    assert ("body", trust) in measured
    assert main(["verify", str(out)]) == DONE


def test_a_font_that_is_not_known_is_measured_by_wider_ones() -> None:
    text = "The parade strengthened ties with Moscow; 14 million people watched it."
    fonts = Path(__file__).parents[2] / "assets" / "fonts"

    def width(file: str) -> int:
        font = hb.Font(hb.Face((fonts / f"{file}.ttf").read_bytes()))
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        return int(sum(one.x_advance for one in buffer.glyph_positions) * 2048 // font.face.upem)

    usual, bold, *_ = measured_font("Aptos", {}).files
    for family in ("Carlito", "Gelasio", "LiberationSans", "LiberationSerif"):
        assert width(f"{family}-Regular") < width(usual)
        assert width(f"{family}-Bold") < width(bold)


def test_emphasis_is_printed_in_italics_where_the_brand_says_arial(tmp_path: Path) -> None:
    source = (
        "---\ntitle: T\nlang: en\nbrand: {text-font: Arial}\n---\n\n## What?\n\nIt is *only this* and ***both***.\n"
    )
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    assert main(["build", str(tmp_path / "a.md"), "-o", str(tmp_path), "--format", "pdf", "-q"]) == DONE
    handout = (tmp_path / "a.pdf").read_bytes()
    assert all(face in handout for face in (b"LiberationSans-Italic", b"LiberationSans-BoldItalic"))
