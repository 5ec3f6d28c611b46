"""How far the measure of a font can be trusted is in the certificates and in the record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import builder.edge.template_import as importing
from builder.cli import DONE, main
from builder.edge.libreoffice import NoOfficeError
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
