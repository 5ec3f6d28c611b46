"""Themes are the user's: begun, checked, shown and built with, from the project's folder or from anywhere."""

import json
import zipfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from builder.cli import CONTENT, DONE, USAGE, main
from builder.cli.build_run import BuildPlace
from builder.cli.shared_options import Choices, jobs_for
from builder.cli.watch_loop import _touches, _watched
from builder.media import assets_folder
from tests.samples import write_good

GREEN = "00665E"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _theme(text: str = "", name: str = "acme") -> Path:
    path = Path("themes") / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'extends = "briefing"\n{text}', encoding="utf-8")
    return path


def _slides(deck: Path) -> str:
    with zipfile.ZipFile(deck) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


def test_a_new_theme_is_sound_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theme", "new", "acme"]) == DONE
    assert main(["theme", "check", "acme"]) == DONE
    assert main(["theme", "check", "themes/acme.toml"]) == DONE
    capsys.readouterr()
    assert main(["theme", "list"]) == DONE
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "acme", "briefing", "clear-print", "harbour",
    ]  # fmt: skip
    assert main(["theme", "new", "acme"]) != DONE


def test_a_new_theme_needs_one_to_extend(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theme", "new", "acme", "--extends", "nope"]) == CONTENT
    assert main(["theme", "new", "../beside"]) == USAGE
    assert "use one of `briefing`" in capsys.readouterr().err
    assert not Path("themes").exists()


def test_a_check_tells_what_a_build_will_say_of_the_brand(capsys: pytest.CaptureFixture[str]) -> None:
    Path("themes").mkdir()
    Image.new("RGB", (300, 120), "#FFFFFF").save("themes/white.png")
    _theme('[brand]\naccent = "#FFE000"\nlogo = "white.png"\ntext-font = "Aptos"\n')
    assert main(["theme", "check", "acme"]) == DONE
    told = capsys.readouterr().err
    assert "themes/acme.toml:3:1: warning[BD313]" in told
    assert "themes/acme.toml:4:1: warning[BD314]" in told
    assert "themes/acme.toml:5:1: note[BD344]" in told


def test_a_theme_may_begin_with_a_byte_order_mark(capsys: pytest.CaptureFixture[str]) -> None:
    path = _theme(f'[brand]\r\naccent = "#{GREEN}"\r\n')
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert main(["theme", "check", "acme"]) == DONE
    path.write_bytes("\ufeffextends = \u201cbriefing\u201d".encode())
    assert main(["theme", "check", "acme"]) == CONTENT
    assert "straight quotes" in capsys.readouterr().err


def test_a_logo_outside_of_the_brand_is_told_where_it_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    path = _theme()
    path.write_text('extends = "briefing"\nlogo = "logo.svg"\n', encoding="utf-8")
    assert main(["theme", "check", "acme"]) == CONTENT
    assert "write it under `[brand]`" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["preview", "acme"], ["inspect", "acme.potx"]])
def test_a_sheet_is_a_png(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("acme.potx").write_bytes(b"")
    assert main(["theme", *command, "--sheet", "sheet.jpg"]) == USAGE
    assert "write `sheet.png`" in capsys.readouterr().err


def test_a_theme_that_extends_another_changes_only_what_it_says() -> None:
    write_good(Path("decks"))
    _theme(f'[palette]\naccent = "#{GREEN}"\n')
    assert main(["build", "decks", "-q", "-o", "plain"]) == DONE
    assert main(["build", "decks", "-q", "-o", "green", "--theme", "acme"]) == DONE
    assert GREEN not in _slides(Path("plain/ports.pptx"))
    assert GREEN in _slides(Path("green/ports.pptx"))


def test_a_theme_is_found_by_its_path_and_by_the_settings(tmp_path: Path) -> None:
    write_good(Path("decks"))
    path = _theme(f'[palette]\naccent = "#{GREEN}"\n')
    assert main(["build", "decks", "-q", "-o", "one", "--theme", str(path)]) == DONE
    (tmp_path / "pyproject.toml").write_text('[tool.briefdeck]\ntheme = "acme"\n')
    assert main(["build", "decks", "-q", "-o", "two"]) == DONE
    assert Path("one/ports.pptx").read_bytes() == Path("two/ports.pptx").read_bytes()


def test_a_changed_theme_builds_again(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("decks"))
    _theme()
    build = ["build", "decks", "--theme", "acme"]
    assert main(build) == DONE
    capsys.readouterr()
    assert main(build) == DONE
    assert "1 source up to date" in capsys.readouterr().out
    _theme(f'[palette]\naccent = "#{GREEN}"\n')
    assert main(build) == DONE
    assert GREEN in _slides(Path("dist/ports.pptx"))
    roles = {row["name"]: row["role"] for row in json.loads(Path("dist/ports.build.json").read_bytes())["inputs"]}
    assert roles["themes/acme.toml"] == roles["themes/briefing.toml"] == "theme"


def test_a_font_beside_the_theme_measures_and_prints() -> None:
    write_good(Path("decks"))
    font = TTFont(assets_folder() / "fonts/Carlito-Regular.ttf")
    for record in font["name"].names:
        if record.nameID in {1, 4, 6, 16}:
            record.string = "AcmeSans"
    _theme('[fonts.sans]\noffice = "Acme Sans"\nfiles = ["Acme", "Acme", "Acme", "Acme"]\n')
    font.save("themes/Acme.ttf")
    assert main(["build", "decks", "-q", "--theme", "acme"]) == DONE
    assert 'typeface="Acme Sans"' in _slides(Path("dist/ports.pptx"))
    record = json.loads(Path("dist/ports.build.json").read_bytes())
    assert "fonts/Acme.ttf" in {row["name"] for row in record["inputs"]}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('[palette]\naccent = "red"\n', "themes/acme.toml:3:1", "`red`"),
        ("[styles]\nslide-title = { size = 4 }\n", "themes/acme.toml:3:17", "4 pt"),
        ('[palete]\nink = "#000000"\n', "themes/acme.toml:2:2", "palete"),
        ("x = [\n", "themes/acme.toml", "not TOML"),
    ],
)
def test_a_fault_points_into_the_file_that_has_it(
    text: str, place: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _theme(text)
    assert main(["theme", "check", "acme"]) == CONTENT
    told = capsys.readouterr().err
    assert place in told
    assert words in told


@pytest.mark.parametrize("base", ["acme", "nowhere"])
def test_what_cannot_be_extended_is_an_error(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = _theme()
    path.write_text(f'extends = "{base}"\n')
    assert main(["theme", "check", "acme"]) == CONTENT
    assert "themes/acme.toml:1:1" in capsys.readouterr().err


def test_an_unknown_theme_lists_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    _theme()
    write_good(Path("decks"))
    assert main(["build", "decks", "--theme", "briefign"]) == CONTENT
    told = capsys.readouterr().err
    assert all(name in told for name in ("`acme`", "`briefing`", "`clear-print`"))
    assert "did you mean `briefing`?" in told


def test_a_theme_file_that_is_not_there_suggests_one_that_is(capsys: pytest.CaptureFixture[str]) -> None:
    _theme()
    write_good(Path("decks"))
    assert main(["build", "decks", "--theme", "themes/acmee.toml"]) == CONTENT
    assert "did you mean `themes/acme.toml`?" in capsys.readouterr().err
    assert main(["build", "decks", "--theme", "corporate.potx"]) == CONTENT
    assert "`briefdeck theme from`" in capsys.readouterr().err


def test_a_preview_shows_every_kind_of_slide(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theme", "preview", "briefing", "--sheet", "sheet.png", "--dpi", "24"]) == DONE
    with Image.open("sheet.png") as sheet:
        assert sheet.width > 300
    assert "slides and pages" in capsys.readouterr().out


BACKDROP = """
[slides.actor]
ornaments = [
  { name = "Wave", frame = [0, 500, 960, 40], picture = "wave.png" },
  { name = "Rule", line = [54, 494, 906, 494], width = 2, ink = "rule" },
]
"""


def test_ornaments_may_be_pictures_and_lines() -> None:
    write_good(Path("decks"))
    _theme(BACKDROP)
    Image.new("RGB", (96, 4), "#EEF2F6").save("themes/wave.png", exif=b"Exif\0\0secret")
    assert main(["theme", "check", "acme"]) == DONE
    assert main(["build", "decks", "-q", "--theme", "acme", "--format", "pptx,pdf,slides-pdf"]) == DONE
    assert main(["verify", *map(str, Path("dist").glob("*.p*"))]) == DONE
    text = _slides(Path("dist/ports.pptx"))
    assert 'name="Wave"' in text
    assert 'name="Rule"' in text
    with zipfile.ZipFile("dist/ports.pptx") as package:
        assert not any(b"secret" in package.read(name) for name in package.namelist())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[brand]\nlogo = "no.svg"\n', "themes/acme.toml:3:1"),
        ('[slides.context]\nornaments = [{ name = "W", frame = [0, 0, 9, 9], picture = "no.png" }]\n', ":3:"),
        ('[slides.context]\nornaments = [{ name = "W", line = [0, 0, 9, 9], ink = "rule" }]\n', ":3:"),
        ('[brand]\ncolour = "#000000"\n', "themes/acme.toml:3:1"),
    ],
)
def test_pictures_and_lines_that_cannot_be_are_told(text: str, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    _theme(text)
    assert main(["theme", "check", "acme"]) == CONTENT
    assert place in capsys.readouterr().err


def test_watching_sees_themes_and_their_fonts() -> None:
    path = write_good(Path("decks"))
    theme = _theme()
    (job,) = jobs_for((path,), Path("dist"), Choices(theme="acme"))
    site = BuildPlace(Path("dist"))
    watched = set(_watched((path,), site, Choices(theme="acme")))
    assert theme.resolve() in {one.resolve() for one in watched}
    assert {assets_folder() / "labels/en.toml", assets_folder() / "fonts/Carlito-Regular.ttf"} <= watched
    assert _touches(frozenset({theme.resolve()}), job)


def test_a_new_theme_cannot_have_the_name_of_one_that_comes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["theme", "new", "briefing"]) != DONE
    assert "choose another name" in capsys.readouterr().err
    assert not (tmp_path / "themes").exists()


@pytest.mark.parametrize("theme", ["nonesuch", "./nonesuch.toml"])
def test_a_theme_that_is_not_there_is_wrong_usage(theme: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["theme", "check", theme], ["theme", "preview", theme, "--sheet", "a.png"]):
        assert main(command) == USAGE
        assert "'THEME': there is no theme" in capsys.readouterr().err
