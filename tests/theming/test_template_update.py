"""A theme follows a new edition of its template, and keeps what a person changed."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

import builder.edge.template_import as importing
from builder.cli import CONTENT, DONE, USAGE, main
from builder.edge.libreoffice import NoOfficeError
from tests.corpus.pictures import striped_png
from tests.everything import RICH
from tests.template_files import TEMPLATES, corporate


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(decks: Mapping[str, bytes], fonts: Path) -> dict[str, bytes]:
        del decks, fonts
        raise NoOfficeError

    monkeypatch.setattr(importing, "draw", missing)


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Return a theme made from the corporate template, which a person then changed."""
    template, out = tmp_path / "acme.potx", tmp_path / "themes" / "acme.toml"
    template.write_bytes(corporate())
    assert main(["theme", "from", str(template), "-o", str(out)]) == DONE
    text = out.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("cover-title"))
    text = text.replace(title, title.replace("size = ", "size = 3")).replace("[palette]", "[palette]  # ours")
    text = text.replace(f'title = "#{_palette(text)["title"]}"', 'title = "#5B0E2D"')
    out.write_text(text, encoding="utf-8")
    return out


def _palette(text: str) -> dict[str, str]:
    return {key: value.removeprefix("#") for key, value in tomllib.loads(text)["palette"].items()}


def new_edition(folder: Path) -> Path:
    """Return the template in a second edition, with a blue in place of the green."""
    path = folder / "acme-2026.potx"
    path.write_bytes(corporate(accents=("00529B", "F2A541"), bar="00529B"))
    return path


def test_values_of_a_person_stay_and_others_follow(
    theme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = new_edition(tmp_path)
    before = theme.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["theme", "update", str(theme), str(template), "--dry-run"]) == DONE
    told = capsys.readouterr().out
    assert 'updated  palette.accent  "#0B6E4F" → "#00529B"' in told
    assert 'kept     palette.title  "#5B0E2D"' in told
    assert theme.read_text(encoding="utf-8") == before
    assert main(["theme", "update", str(theme), str(template)]) == DONE
    after = theme.read_text(encoding="utf-8")
    assert _palette(after)["accent"] == "00529B"
    assert _palette(after)["title"] == "5B0E2D"
    assert "[palette]  # ours" in after
    assert main(["theme", "check", str(theme)]) == DONE
    capsys.readouterr()
    assert main(["theme", "update", str(theme), str(template)]) == DONE
    assert "0 values updated from the template" in capsys.readouterr().out


def test_a_theme_that_nobody_changed_is_as_if_it_were_made_anew(tmp_path: Path) -> None:
    out, fresh = tmp_path / "themes" / "acme.toml", tmp_path / "fresh" / "acme.toml"
    (tmp_path / "acme.potx").write_bytes(corporate())
    assert main(["theme", "from", str(tmp_path / "acme.potx"), "-o", str(out)]) == DONE
    (tmp_path / "new").mkdir()
    template = tmp_path / "new" / "acme.potx"
    template.write_bytes(TEMPLATES["bar-title"]())
    assert main(["theme", "update", str(out), str(template)]) == DONE
    assert main(["theme", "from", str(template), "-o", str(fresh)]) == DONE
    updated, made = (tomllib.loads(one.read_text(encoding="utf-8")) for one in (out, fresh))
    assert updated == made
    assert (out.parent / "acme" / "base.pptx").read_bytes() == (fresh.parent / "acme" / "base.pptx").read_bytes()


def test_a_theme_that_an_older_version_made_gets_new_sizes_and_keeps_those_of_a_person(
    theme: Path, tmp_path: Path
) -> None:
    template, derived = tmp_path / "acme.potx", theme.parent / "acme" / "derived.toml"
    for path in (theme, derived):
        text = re.sub(r" alone = \[[^\]]*\],", "", path.read_text(encoding="utf-8"))
        path.write_text(
            re.sub(r"(?m)^(title = .*index = 0, ladder = )\[[^\]]*\]", r"\1[30.0, 28.0]", text), encoding="utf-8"
        )
    text = theme.read_text(encoding="utf-8")
    mine = text.replace("ladder = [30.0, 28.0]", "ladder = [30.5, 28.0]", 1)
    theme.write_text(mine, encoding="utf-8")
    assert main(["theme", "update", str(theme), str(template)]) == DONE
    layouts = tomllib.loads(theme.read_text(encoding="utf-8"))["slides"]
    assert layouts["title"]["slots"]["title"]["ladder"] == [30.5, 28.0]
    assert layouts["actor"]["slots"]["title"]["ladder"] != [30.0, 28.0]
    assert layouts["context"]["slots"]["title"]["alone"][0] == 60.0


def test_a_theme_of_no_template_cannot_be_updated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theme = tmp_path / "plain.toml"
    theme.write_text('extends = "briefing"\n', encoding="utf-8")
    assert main(["theme", "update", str(theme), str(new_edition(tmp_path))]) in {CONTENT, USAGE}
    assert "BD368" in capsys.readouterr().err


def test_nothing_is_written_where_the_template_is_none(theme: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in theme.parent.rglob("*") if path.is_file()}
    broken = tmp_path / "broken.potx"
    broken.write_bytes(b"no template")
    assert main(["theme", "update", str(theme), str(broken)]) == CONTENT
    assert {path: path.read_bytes() for path in theme.parent.rglob("*") if path.is_file()} == before


def test_a_first_look_needs_no_theme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template, source, out = new_edition(tmp_path), tmp_path / "a.md", tmp_path / "dist"
    source.write_text(RICH, encoding="utf-8")
    (tmp_path / "port.png").write_bytes(striped_png(600, 400))
    assert main(["build", str(source), "--template", str(template), "-o", str(out)]) == DONE
    theme, again = tmp_path / "themes" / "acme-2026.toml", tmp_path / "again"
    assert main(["theme", "from", str(template), "-o", str(theme)]) == DONE
    assert main(["build", str(source), "--theme", str(theme), "-o", str(again)]) == DONE
    assert {one.name: one.read_bytes() for one in out.iterdir()} == {
        one.name: one.read_bytes() for one in again.iterdir()
    }
    assert main(["build", str(source), "--template", str(template), "--theme", "harbour"]) == USAGE
    broken = tmp_path / "broken.potx"
    broken.write_bytes(b"no template")
    capsys.readouterr()
    assert main(["build", str(source), "--template", str(broken)]) == CONTENT
    assert "BD340" in capsys.readouterr().err


def test_warnings_about_a_template_stop_a_strict_build(tmp_path: Path) -> None:
    template, source, out = tmp_path / "acme.potx", tmp_path / "a.md", tmp_path / "dist"
    template.write_bytes(TEMPLATES["four-by-three"]())
    source.write_text(RICH, encoding="utf-8")
    (tmp_path / "port.png").write_bytes(striped_png(600, 400))
    assert main(["build", str(source), "--template", str(template), "--strict", "-o", str(out)]) == CONTENT
    assert not out.exists()


@pytest.mark.parametrize("spoilt", [b"\xff\xfe", b"[a", b"a = " + b"[" * 5000, b"a = 1" + b"0" * 5000])
@pytest.mark.parametrize("which", ["acme.toml", "acme/derived.toml"])
def test_a_theme_that_is_no_toml_is_named(
    spoilt: bytes, which: str, theme: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (theme.parent / which).write_bytes(spoilt)
    assert main(["theme", "update", str(theme), str(theme.parents[1] / "acme.potx")]) == CONTENT
    assert "is not TOML" in capsys.readouterr().err
