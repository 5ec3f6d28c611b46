"""A publisher's brand in five lines: logo, colour and address on cover, slides and letterhead, from three places."""

from __future__ import annotations

import colorsys
import json
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from builder.check import deck as deck_rules
from builder.check import handout as handout_rules
from builder.cli import CONTENT, DONE, USAGE, main
from builder.media import Media, Pictures
from builder.media.logo import logo_from
from builder.media.sanitise import UncleanPictureError
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Picture, TextBox
from builder.model.units import color_from_hex, contrast_ratio
from builder.pipeline import build, understand
from tests.render.pdf.structure import faults_of, read_tree, tree_lines
from tests.samples import GOOD, write_good
from tests.session import SESSION, laid_out

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="100" height="100" fill="{0}"/>'
    '<path d="M120 80 L160 20 L200 80 Z" fill="{0}"/></svg>'
)
WIDE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 90"><path d="M0 0h900v90H0z" fill="#00403A"/></svg>'
DARK, LIGHT = SVG.format("#00403A").encode(), SVG.format("#FFFFFF").encode()


def raster(color: str, kind: str, size: tuple[int, int] = (300, 100)) -> bytes:
    written = BytesIO()
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] - 1, size[1] - 1), fill=color)
    picture.save(written, kind)
    return written.getvalue()


LOGOS = {"logo.svg": DARK, "logo.png": raster("#00403A", "PNG"), "logo.jpg": raster("#00403A", "JPEG")}
FILES = {**LOGOS, "light.svg": LIGHT}


def branded(brand: str, text: str = GOOD) -> str:
    return text.replace("lang: en-GB", f"lang: en-GB\nbrand: {brand}")


def made(
    text: str, report: Report, options: Options | None = None, pictures: Mapping[str, bytes] = FILES
) -> dict[str, bytes]:
    bundle = build(Source("ports.md", text.encode()), Pictures(pictures), options or Options(), report, SESSION)
    assert bundle is not None, report.findings
    return {one.name: one.data for one in bundle.artifacts}


@pytest.mark.parametrize("name", LOGOS)
def test_the_logo_is_on_the_cover_every_slide_and_the_letterhead(name: str) -> None:
    report = Report()
    files = made(branded(f"{{logo: {name}, logo-on-dark: light.svg, address: [12 Quay Street, Bergen]}}"), report)
    assert [one.code.name for one in report.findings] == []
    deck = Presentation(BytesIO(files["ports.pptx"]))
    for slide in deck.slides:
        (logo,) = [one for one in slide.shapes if one.name == "Logo" and one.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert logo.width / logo.height == pytest.approx(3, rel=0.02)
        clear = logo.height / 2
        for other in slide.shapes:
            apart = (
                other.left >= logo.left + logo.width + clear * 0.9
                or other.left + other.width <= logo.left - clear * 0.9
                or other.top >= logo.top + logo.height
                or other.top + other.height <= logo.top
            )
            assert other.name in {"Logo", "Panel"} or apart, other.name
    lines = "\n".join(tree_lines(files["ports.pdf"]))
    assert "Figure [Institute of Tides]" in lines
    words = read_tree(files["ports.pdf"]).without("Reference")
    assert "12 Quay Street" in words
    assert "Bergen" in words


@pytest.mark.parametrize("theme", ["briefing", "harbour", "clear-print"])
def test_a_logo_stands_on_the_panel_of_flags_and_changes_nothing_beside_it(theme: str) -> None:
    options = Options(("pptx",), theme=theme)
    covers = []
    for brand in ("{address: [Bergen]}", "{logo: logo.svg, logo-on-dark: light.svg}"):
        files = made(branded(brand), Report(), options)
        covers.append({one.name: one for one in Presentation(BytesIO(files["ports.pptx"])).slides[0].shapes})
    plain, marked = covers
    assert set(marked) - set(plain) == {"Logo"}
    logo, panel = marked["Logo"], marked["Panel"]
    flags = [one for name, one in marked.items() if name.startswith("Flag")]
    assert flags
    assert panel.left < logo.left
    assert logo.left + logo.width < panel.left + panel.width
    assert logo.top + logo.height + logo.height / 2 < min(one.top for one in flags)
    order = list(marked)  # what stands on the panel is drawn after it
    assert order.index("Panel") < order.index("Logo")
    for name, one in plain.items():
        if not name.startswith("Flag"):
            found = marked[name]
            assert (found.left, found.top, found.width, found.height) == (one.left, one.top, one.width, one.height)


def test_both_products_stay_sound() -> None:
    files = made(branded('{logo: logo.svg, logo-on-dark: light.svg, accent: "#00665E", address: [Bergen]}'), Report())
    report = Report()
    deck_rules.check("ports.pptx", files["ports.pptx"], report)
    handout_rules.check("ports.pdf", files["ports.pdf"], report)
    assert [(one.code.name, one.message) for one in report.findings] == []
    assert faults_of(files["ports.pdf"]) == []


@pytest.mark.parametrize("handout", ["notes", "cards", "onepage", "3up"])
def test_every_form_of_the_handout_can_be_branded(handout: str) -> None:
    options = Options(("pdf",), handouts=(handout,), printing=("greyscale",))
    text = branded("{logo: logo.svg, logo-on-dark: light.svg}")
    assert faults_of(made(text, Report(), options)[f"ports.{handout}.pdf"]) == []


def test_a_pale_accent_is_darkened_until_it_can_be_read_and_told() -> None:
    report = Report()
    found = laid_out(Source("ports.md", branded('{accent: "#FFCC00"}').encode()), report)
    assert found
    (told,) = report.findings
    assert told.code.name == "weak-accent"
    accent = found.theme.color("accent")
    assert f"#{accent.hex}" in told.message
    assert accent.luminance < 0.2


def test_a_logo_that_cannot_be_seen_on_its_ground_is_told() -> None:
    report = Report()
    made(branded("{logo: light.svg}"), report)
    assert {one.code.name for one in report.findings} == {"faint-logo"}
    report = Report()
    made(branded("{logo: logo.svg}"), report)
    (told,) = report.findings
    assert "`title`" in told.message
    assert "logo-on-dark" in told.hints[0]


def test_lettering_that_vanishes_beside_a_sign_that_is_seen_is_told() -> None:
    for lettering, lost in (("#17304d", True), ("#ffffff", False)):
        sign = '<rect width="40" height="60" y="20" x="10" fill="#3cb4a0"/>'
        words = f'<rect x="70" y="30" width="100" height="30" fill="{lettering}"/>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="180" height="100">{sign}{words}</svg>'
        report = Report()
        made(branded("{logo: logo.svg, logo-on-dark: own.svg}"), report, pictures={**FILES, "own.svg": svg.encode()})
        assert any("cannot be seen on `title`" in one.message for one in report.findings) is lost


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<svg><text>Acme</text></svg>", "text"),
        (b"<svg><script>1</script></svg>", "script"),
        (b'<svg><image href="https://example.org/a.png"/></svg>', "another file"),
        (b'<svg><image xlink:href="file:///etc/passwd"/></svg>', "another file"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "entities"),
        (b'<svg><rect fill="url(https://example.org/#a)"/></svg>', "another file"),
        (b"GIF89a", "neither"),
        (b"<svg", "cannot be drawn"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "nothing"),
        (raster("#000000", "PNG")[:60], "."),
    ],
)
def test_what_is_no_safe_logo_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UncleanPictureError, match=why):
        logo_from(data)


def test_the_same_brand_comes_from_a_theme_and_from_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_good(Path("decks"))
    Path("themes").mkdir()
    Path("themes/logo.svg").write_bytes(DARK)
    Path("themes/light.svg").write_bytes(LIGHT)
    logos = 'logo = "{0}logo.svg"\nlogo-on-dark = "{0}light.svg"\naccent = "#00665E"\n'
    Path("themes/acme.toml").write_text('extends = "briefing"\nlabel = "Briefing"\n[brand]\n' + logos.format(""))
    assert main(["build", "decks", "-q", "--theme", "acme", "-o", "one"]) == DONE
    Path("pyproject.toml").write_text("[tool.briefdeck.brand]\n" + logos.format("themes/"))
    assert main(["build", "decks", "-q", "-o", "two"]) == DONE
    assert Path("one/ports.pptx").read_bytes() == Path("two/ports.pptx").read_bytes()
    assert Path("one/ports.pdf").read_bytes() == Path("two/ports.pdf").read_bytes()
    names = {row["name"] for row in json.loads(Path("two/ports.build.json").read_bytes())["inputs"]}
    assert {"themes/logo.svg", "themes/light.svg"} <= names


def test_a_changed_logo_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_good(Path("decks"))
    path.write_text(branded("{logo: logo.svg}"), encoding="utf-8")
    Path("decks/logo.svg").write_bytes(DARK)
    assert main(["build", "decks", "-q"]) == DONE
    before = Path("dist/ports.pptx").read_bytes()
    Path("decks/logo.svg").write_bytes(SVG.format("#800000").encode())
    assert main(["build", "decks", "-q"]) == DONE
    assert Path("dist/ports.pptx").read_bytes() != before


@pytest.mark.parametrize("brand", ["acme", "{logo: 1}", '{accent: "red"}', "{colour: blue}", "{address: Bergen}"])
def test_a_brand_that_is_wrong_is_an_error_at_its_place(
    brand: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_good(Path())
    path.write_text(branded(brand), encoding="utf-8")
    assert main(["check", str(path)]) == CONTENT
    assert "ports.md:9:" in capsys.readouterr().out


SETTINGS = (
    "[tool.briefdeck]\ntheme = 'briefing'\n\n[tool.briefdeck.brand]\n"
    "logo = 'logo.svg'\naccent = '#FFEE00'\ntext-font = 'Gill Sans MT'\n"
)
THEME = "extends = 'briefing'\n[brand]\nlogo = 'logo.svg'\naccent = '#FFEE00'\ntext-font = 'Gill Sans MT'\n"
SOURCE = "brand:\n  logo: themes/logo.svg\n  accent: '#FFEE00'\n  text-font: Gill Sans MT\nlang: en-GB"


@pytest.mark.parametrize(
    ("settings", "theme", "source", "places"),
    [
        (SETTINGS, "", "", ["pyproject.toml:5:1", "pyproject.toml:6:1", "pyproject.toml:7:1"]),
        ("", THEME, "", ["themes/acme.toml:3:1", "themes/acme.toml:4:1", "themes/acme.toml:5:1"]),
        ("", "", SOURCE, ["ports.md:9:", "ports.md:10:", "ports.md:11:"]),
    ],
    ids=["settings", "theme", "source"],
)
def test_what_is_wrong_with_a_brand_is_told_at_its_own_line(
    *,
    settings: str,
    theme: str,
    source: str,
    places: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_good(Path())
    Path("themes").mkdir()
    Path("themes/logo.svg").write_bytes(LIGHT)
    if settings:
        Path("pyproject.toml").write_text(settings, encoding="utf-8")
    if theme:
        Path("themes/acme.toml").write_text(theme, encoding="utf-8")
    if source:
        path.write_text(GOOD.replace("lang: en-GB", source), encoding="utf-8")
    assert main(["build", "ports.md", *(["--theme", "acme"] if theme else [])]) == DONE
    told = capsys.readouterr().err
    for place, rule in zip(places, ("BD314", "BD313", "BD344"), strict=True):
        assert re.search(rf"^{re.escape(place)}.*\[{rule}\]", told, re.MULTILINE), told


def test_a_logo_of_the_settings_that_is_not_there_is_named_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_good(Path())
    Path("pyproject.toml").write_text("[tool.briefdeck.brand]\nlogo = 'acme.svg'\n", encoding="utf-8")
    assert main(["build", "ports.md"]) == USAGE
    told = capsys.readouterr().err
    assert told.startswith("pyproject.toml:2:9: error[BD505] there is no logo `themes/acme.svg` beside pyproject.toml")


def test_a_logo_of_nearly_that_name_is_named() -> None:
    report = Report()
    text = branded("{logo: light.png}")
    assert build(Source("ports.md", text.encode()), Pictures(FILES), Options(), report, SESSION) is None
    assert [one.hints for one in report.findings] == [("write `light.svg`, which is there",)]


def test_a_dark_logo_in_a_white_box_is_seen_on_paper() -> None:
    picture = Image.new("RGB", (600, 120), "white")
    ImageDraw.Draw(picture).rectangle((0, 40, 120, 80), fill="#00403A")
    box = BytesIO()
    picture.save(box, "PNG")
    assert logo_from(box.getvalue()).fault_on(1.0, "paper") == ""
    assert "the logo on `paper` has a contrast of 1.0" in logo_from(LIGHT).fault_on(1.0, "paper")


def test_a_long_address_keeps_clear_of_a_wide_logo() -> None:
    street = "Institute of International Security Policy and Comparative Research on Regions, Berlin"
    text = branded(f'{{logo: logo.svg, logo-on-dark: light.svg, address: ["{street}"]}}')
    media = Media(SESSION.assets, Pictures({**FILES, "logo.svg": WIDE}))
    found = understand(Source("ports.md", text.encode()), media, Options(), Report(), SESSION)
    assert found
    items = found.products.handout.pages[0].items
    (logo,) = (one for one in items if isinstance(one, Picture) and one.name == "Logo")
    (address,) = (one for one in items if isinstance(one, TextBox) and "Security" in _said(one))
    assert address.frame.x >= logo.frame.right + 10 * 12700


def _said(box: TextBox) -> str:
    return "".join(run.text for copy in box.paragraphs for run in copy.runs)


def faces_of(deck: bytes) -> set[str]:
    look = Presentation(BytesIO(deck)).slide_masters[0].part.part_related_by(RT.THEME).blob.decode()
    return set(re.findall(r'<a:latin typeface="([^"+][^"]*)"', look))


def test_a_brand_has_fonts_of_its_own_without_a_theme() -> None:
    report = Report()
    files = made(branded("{heading-font: Arial, text-font: Times New Roman}"), report)
    assert [one.code.name for one in report.findings] == []
    assert {"Arial", "Times New Roman"} <= faces_of(files["ports.pptx"])
    assert {"Calibri", "Georgia"} & faces_of(files["ports.pptx"]) == set()
    assert read_tree(files["ports.pdf"])


@pytest.mark.parametrize(("font", "told"), [("Gill Sans MT", "a wider font"), ("Calibri Light", "a similar font")])
def test_a_font_that_is_missing_is_measured_safely_and_told(font: str, told: str) -> None:
    report = Report()
    files = made(branded(f"{{text-font: {font}}}"), report)
    assert [one.code.name for one in report.findings] == ["wide-font"]
    assert told in report.findings[0].message
    assert font in faces_of(files["ports.pptx"])


def test_fonts_of_a_brand_come_from_settings_and_themes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ports.md").write_text(GOOD, encoding="utf-8")
    Path("themes").mkdir()
    Path("themes/acme.toml").write_text('extends = "briefing"\n[brand]\ntext-font = "Arial"\n', encoding="utf-8")
    assert main(["build", "ports.md", "--theme", "acme", "-o", "one"]) == DONE
    settings = '[tool.briefdeck.brand]\ntext-font = "Arial"\n'
    Path("pyproject.toml").write_text(settings, encoding="utf-8")
    assert main(["build", "ports.md", "-o", "two"]) == DONE
    assert "Arial" in faces_of(Path("one/ports.pptx").read_bytes())
    assert "Arial" in faces_of(Path("two/ports.pptx").read_bytes())


@pytest.mark.parametrize("accent", ["#CFE8E0", "#F4C2C2", "#FFF2CC", "#D9D2E9", "#BBBBBB"])
def test_a_pale_accent_keeps_its_hue_in_the_shade_that_is_used(
    accent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_good(Path())
    path.write_text(GOOD.replace("lang:", f'brand: {{accent: "{accent}"}}\nlang:'), encoding="utf-8")
    assert main(["build", "ports.md"]) == DONE
    used = re.search(r"`#(\w{6})` is used", capsys.readouterr().err)
    assert used
    before, after = color_from_hex(accent), color_from_hex(used[1])
    hues = [colorsys.rgb_to_hls(one.red / 255, one.green / 255, one.blue / 255) for one in (before, after)]
    assert abs(hues[0][0] - hues[1][0]) < 0.03
    assert hues[1][2] >= 0.8 * hues[0][2], "it is no greyer"
    assert contrast_ratio(after, color_from_hex("#FFFFFF")) >= 4.5
    with ZipFile("dist/ports.pptx") as deck:
        assert used[1].encode() in deck.read("ppt/theme/theme1.xml")
