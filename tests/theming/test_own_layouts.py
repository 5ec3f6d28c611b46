"""A brand office that allows no further layouts: slides use the template's own, and previews show its art."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pptx
import pytest
from PIL import Image

import builder.edge.template_import as importing
from builder.cli import CONTENT, DONE, main
from builder.edge.libreoffice import NoOfficeError
from tests.corpus.pictures import striped_png
from tests.everything import RICH
from tests.template_files import TEMPLATES


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return what makes a theme that uses only the own layouts of a template, and builds a deck on it."""

    def missing(*_: object) -> dict[str, bytes]:
        raise NoOfficeError

    monkeypatch.setattr(importing, "draw", missing)
    monkeypatch.chdir(tmp_path)

    def made(name: str) -> Path:
        Path("acme.potx").write_bytes(TEMPLATES[name]())
        Path("a.md").write_text(RICH, encoding="utf-8")
        Path("port.png").write_bytes(striped_png(600, 400))
        assert main(["theme", "from", "acme.potx", "-o", "themes/acme.toml"]) == DONE
        theme = Path("themes/acme.toml")
        text = theme.read_text(encoding="utf-8")
        theme.write_text(text.replace('layouts = "added"', 'layouts = "own"'), encoding="utf-8")
        assert main(["build", "a.md", "--theme", "acme", "-o", "dist"]) == DONE
        return Path("dist/a.pptx")

    return made


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", ["corporate", "dark-map", "two-masters", "small-wide"])
def test_masters_and_layouts_are_the_templates_own_and_no_more(name: str, project: Callable[[str], Path]) -> None:
    deck = project(name).read_bytes()
    before, after = parts(TEMPLATES[name]()), parts(deck)
    kinds = ("ppt/slideMasters/slideM", "ppt/slideLayouts/slideL", "ppt/theme/theme1")
    assert {one for one in after if one.startswith(kinds)} == {one for one in before if one.startswith(kinds)}
    assert all(after[one] == before[one] for one in before if one.startswith(kinds))
    for slide in pptx.Presentation(BytesIO(deck)).slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text.strip()
        own = {place.placeholder_format.idx for place in slide.slide_layout.placeholders}
        used = [place.placeholder_format.idx for place in slide.placeholders]
        assert set(used) <= own
        assert len(set(used)) == len(used)
    assert main(["verify", "dist"]) == DONE


def test_nothing_seems_edited_in_a_deck_on_own_layouts(
    project: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    deck = project("corporate")
    before = deck.read_bytes()
    assert main(["build", "a.md", "--theme", "acme", "-o", "dist", "--force"]) == DONE
    assert deck.read_bytes() == before
    capsys.readouterr()
    assert main(["pull", str(deck), "--dry-run"]) == DONE
    assert not re.search(r"headline|point|notes", capsys.readouterr().out)


def test_own_layouts_cannot_have_ornaments(project: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    project("corporate")
    theme = Path("themes/acme.toml")
    bar = 'ornaments = [{ name = "Bar", frame = [0, 0, 10, 10], ink = "accent" }]'
    theme.write_text(theme.read_text(encoding="utf-8").replace("ornaments = []", bar, 1), encoding="utf-8")
    assert main(["theme", "check", "themes/acme.toml"]) == CONTENT
    assert 'layouts = "own"' in capsys.readouterr().err


def drawn(decks: Mapping[str, bytes], fonts: Path) -> dict[str, bytes]:
    """Return layouts whose lower edge is orange, as LibreOffice would draw them."""
    del fonts
    picture = Image.new("RGB", (960, 540), "#FFFFFF")
    picture.paste("#F28C00", (0, 500, 960, 540))
    count, out = len(pptx.Presentation(BytesIO(decks["layouts"])).slides), BytesIO()
    picture.save(out, "PDF", save_all=True, append_images=[picture] * (count - 1), resolution=72)
    return {"layouts": out.getvalue()}


def test_a_box_that_somebody_moves_onto_the_art_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importing, "draw", drawn)
    monkeypatch.chdir(tmp_path)
    Path("acme.potx").write_bytes(TEMPLATES["two-masters"]())
    assert main(["theme", "from", "acme.potx", "-o", "themes/acme.toml"]) == DONE
    assert "BD453" not in capsys.readouterr().err
    path = Path("themes/acme.toml")
    text = path.read_text(encoding="utf-8")
    layout = text.index("[slides.actor.slots]")
    at = text.index("footer = false", layout) if "footer = false" in text[layout:] else text.index("footer = {", layout)
    line = 'footer = { kind = "ftr", frame = [60, 508, 500, 24], style = "slide-footer", index = 20 }'
    path.write_text(text[:at] + line + text[text.index("\n", at) :], encoding="utf-8")
    assert main(["theme", "check", "acme"]) == DONE
    told = capsys.readouterr().err
    assert re.search(
        r"acme\.toml:\d+:1: warning\[BD453\] the box `footer` of the layout `actor` is on the template", told
    )


def test_a_preview_shows_what_the_templates_layouts_draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "draw", drawn)
    monkeypatch.chdir(tmp_path)
    Path("acme.potx").write_bytes(TEMPLATES["two-masters"]())
    Path("a.md").write_text(RICH, encoding="utf-8")
    Path("port.png").write_bytes(striped_png(600, 400))
    assert main(["theme", "from", "acme.potx", "-o", "themes/acme.toml"]) == DONE
    assert main(["preview", "a.md", "--theme", "acme", "--png", "shown"]) == DONE
    slides = sorted(Path("shown").glob("slide*.png"))
    assert slides
    for path in slides:
        picture = Image.open(path).convert("RGB")
        red, green, blue = picture.getpixel((picture.width // 2, picture.height - 3))  # type: ignore[misc]
        assert (red > 220, 100 < green < 180, blue < 40) == (True, True, True), path.name
    assert main(["build", "a.md", "--theme", "acme", "-o", "dist"]) == DONE
    pictures = {name for name in parts(Path("dist/a.pptx").read_bytes()) if name.startswith("ppt/media/")}
    assert pictures == {one for one in pictures if b"F28C00" not in parts(Path("dist/a.pptx").read_bytes())[one]}
