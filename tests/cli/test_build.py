"""`briefdeck build`: what a user gets on the disk, on the terminal and as exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, USAGE, main
from tests.samples import BAD, GOOD, write_good

ENDS = (".build.json", ".pdf", ".pptx")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_good_source_becomes_deck_handout_and_record(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    assert main(["build", "ports.md"]) == DONE
    assert _files(Path("dist")) == [f"ports{end}" for end in ENDS]
    shown = capsys.readouterr()
    assert [line.split()[0] for line in shown.out.splitlines()] == ["dist/ports.pptx", "dist/ports.pdf"]
    assert "3 slides" in shown.out
    assert shown.err == ""


def test_quiet_says_nothing_and_verbose_says_how_each_slide_fits(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    assert main(["build", "ports.md", "-q"]) == DONE
    assert capsys.readouterr() == ("", "")
    assert main(["build", "ports.md", "-v", "--force"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split()[0] == "dist/ports.build.json"
    assert [line.split()[0] for line in lines[3:]] == ["title", "q1", "summary"]
    assert all(" pt " in line and "% full" in line for line in lines[3:])


def test_more_verbose_says_how_each_box_of_deck_and_handout_fits(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    assert main(["build", "ports.md", "-vv"]) == DONE
    lines = [line.split() for line in capsys.readouterr().out.splitlines()[3:]]
    assert all("pt of" in " ".join(words) and "full," in words for words in lines)
    assert {words[0] for words in lines} == {"title", "q1", "summary", "page-1"}
    assert ["page-1", "q1.1", "12", "pt", "of", "12"] in [words[:6] for words in lines]
    assert main(["build", "ports.md", "-vv"]) == DONE
    kept = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [words for words in kept if "full," in words] == lines


def test_formats_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    assert main(["build", "ports.md", "--format", "slides-pdf"]) == DONE
    assert _files(Path("dist")) == ["ports-slides.pdf", "ports.build.json"]
    assert main(["build", "ports.md", "--format", "docx"]) == USAGE
    assert "choose from pptx, pdf, slides-pdf" in capsys.readouterr().err
    assert main(["build", "ports.md", "--format", ""]) == USAGE


def test_a_folder_gives_all_its_sources_in_the_same_shape() -> None:
    write_good(Path("texts/2025"))
    write_good(Path("texts/2024"))
    write_good(Path("texts"), "README.md")
    write_good(Path("texts/.hidden"))
    (Path("texts") / "picture.png").write_bytes(b"no source")
    assert main(["build", "texts", "-q"]) == DONE
    assert _files(Path("dist")) == [f"{year}/ports{end}" for year in ("2024", "2025") for end in ENDS]


def test_without_a_path_the_folder_of_decks_is_built_or_all_that_is_here() -> None:
    write_good(Path(), "here.md")
    assert main(["build", "-q", "-o", "one"]) == DONE
    assert _files(Path("one")) == [f"here{end}" for end in ENDS]
    write_good(Path("decks"))
    assert main(["build", "-q", "-o", "two"]) == DONE
    assert _files(Path("two")) == [f"ports{end}" for end in ENDS]


def test_products_inside_the_sources_are_no_sources() -> None:
    write_good(Path())
    assert main(["build", ".", "-o", "dist", "-q"]) == DONE
    first = _files(Path("dist"))
    write_good(Path("dist"), "left.md")
    assert main(["build", ".", "-o", "dist", "-q"]) == DONE
    assert _files(Path("dist")) == ["left.md", *first]


def test_errors_are_told_with_place_and_hint_and_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("ports.md").write_text(BAD, encoding="utf-8")
    assert main(["build", "ports.md"]) == CONTENT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "ports.md:5:7: error[BD105] " in shown.err
    assert "    5 | date: 2025-02-30\n      |       ^^^^^^^^^^\n  help: " in shown.err
    assert "ports.md:6:1: error[BD102] unknown key `autors`" in shown.err
    assert not Path("dist").exists()


def test_faults_of_reading_and_of_understanding_are_told_in_one_run_in_the_order_of_the_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = BAD.replace("{actor=norway}", "{actor=sweden}").replace(
        "## What does it mean?", "![A quay](kway.png)\n\n## What does it mean?"
    )
    Path("ports.md").write_text(text.replace('flag: "no"', "flag: norway"), encoding="utf-8")
    assert main(["check", "ports.md"]) == CONTENT
    found = [line.split("[")[1][:5] for line in capsys.readouterr().out.splitlines() if ": error[" in line]
    assert found == ["BD105", "BD102", "BD205", "BD201", "BD401"]


def test_a_failed_build_keeps_the_old_products() -> None:
    write_good(Path())
    main(["build", "ports.md", "-q"])
    before = {path.name: path.read_bytes() for path in Path("dist").iterdir()}
    Path("ports.md").write_text(BAD, encoding="utf-8")
    assert main(["build", "ports.md", "-q"]) == CONTENT
    assert {path.name: path.read_bytes() for path in Path("dist").iterdir()} == before


def test_a_bad_source_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("texts"), "a.md")
    Path("texts/b.md").write_text(BAD, encoding="utf-8")
    write_good(Path("texts"), "c.md")
    assert main(["build", "texts"]) == CONTENT
    assert {"a.pptx", "c.pptx"} <= set(_files(Path("dist")))
    assert "2 errors in 3 sources" in capsys.readouterr().err


def test_several_processes_make_the_same_files() -> None:
    for number in range(3):
        write_good(Path("texts"), f"p{number}.md")
    assert main(["build", "texts", "-o", "one", "-q"]) == DONE
    assert main(["build", "texts", "-o", "two", "-q", "-j", "2"]) == DONE
    assert len(_files(Path("one"))) == 9
    assert {name: (Path("one") / name).read_bytes() for name in _files(Path("one"))} == {
        name: (Path("two") / name).read_bytes() for name in _files(Path("two"))
    }


@pytest.mark.parametrize("names", [("ports.md", "sub/ports.md"), ("ports.md", "Ports.markdown")])
def test_two_sources_of_one_name_are_refused(names: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    for name in names:
        write_good(Path(name).parent, Path(name).name)
    assert main(["build", *names]) == CONTENT
    shown = capsys.readouterr().err
    assert shown.count("error[BD504]") == 2
    assert not Path("dist").exists()


def test_the_same_source_given_twice_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    assert main(["build", "ports.md", "./ports.md", str(Path("ports.md").absolute())]) == DONE
    assert capsys.readouterr().out.count("ports.pptx") == 1


@pytest.mark.parametrize("folder", ["", "dist"])
def test_nothing_to_build_is_wrong_usage(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("dist").mkdir()
    assert main(["build", *filter(None, [folder])]) == USAGE
    assert "error[BD503] there is no source in" in capsys.readouterr().err


def test_a_loop_of_links_catches_nobody_and_a_link_to_a_file_is_a_source() -> None:
    write_good(Path("elsewhere"))
    Path("texts").mkdir()
    Path("texts/loop").symlink_to(Path.cwd() / "texts", target_is_directory=True)
    Path("texts/linked.md").symlink_to(Path.cwd() / "elsewhere/ports.md")
    assert main(["build", "texts", "-q"]) == DONE
    assert _files(Path("dist")) == [f"linked{end}" for end in ENDS]


def test_a_dangling_link_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    Path("texts").mkdir()
    Path("texts/gone.md").symlink_to("nowhere.md")
    assert main(["build", "texts"]) == CONTENT
    assert "texts/gone.md: error[BD124] this source cannot be read: no such file" in capsys.readouterr().err


def test_an_unknown_theme_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    assert main(["build", "ports.md", "--theme", "nonesuch"]) == CONTENT
    assert "error[BD301] there is no theme `nonesuch`" in capsys.readouterr().err


def test_the_epoch_of_the_environment_is_the_time_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    write_good(Path())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    main(["build", "ports.md", "-q"])
    assert json.loads(Path("dist/ports.build.json").read_bytes())["options"]["moment"] == 1700000000
    assert b"20231114" in Path("dist/ports.pdf").read_bytes()


@pytest.mark.parametrize("moment", ["0", "1", "4102444800", "99999999999"])
def test_any_epoch_that_is_a_number_builds(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write_good(Path())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    assert main(["build", "ports.md", "-q", "--format", "pptx,pdf,slides-pdf"]) == DONE


def test_a_wrong_epoch_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert main(["build", "ports.md", "-q"]) == USAGE
    assert "error[BD505]" in capsys.readouterr().err


def test_the_same_bytes_whatever_the_machine_is_like(tmp_path: Path) -> None:
    sides = {
        "a": {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": str(tmp_path)},
        "a/longer/way": {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
    }
    made = []
    for number, (place, environment) in enumerate(sides.items()):
        write_good(tmp_path / place)
        out = tmp_path / f"out{number}"
        subprocess.run(
            [sys.executable, "-m", "builder.cli", "build", "ports.md", "-q", "-o", str(out)],
            cwd=tmp_path / place,
            env={**os.environ, **environment, "PYTHONPATH": str(Path(__file__).parents[2])},
            check=True,
        )
        made.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert len(made[0]) == 3
    assert made[0] == made[1]


def test_a_source_is_the_same_wherever_its_folder_is(tmp_path: Path) -> None:
    write_good(tmp_path / "here")
    assert main(["build", "here/ports.md", "-o", "one", "-q"]) == DONE
    assert main(["build", str(tmp_path / "here"), "-o", "two", "-q"]) == DONE
    assert {path.name: path.read_bytes() for path in Path("one").iterdir()} == {
        path.name: path.read_bytes() for path in Path("two").iterdir()
    }


def test_sources_with_other_line_ends_and_a_mark_at_the_start_are_the_same_words() -> None:
    Path("ports.md").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert main(["build", "ports.md", "-q"]) == DONE
