"""Settings of a project: found above the source, checked, and outweighed by what is typed."""

import json
from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, USAGE, main
from builder.codes import CODES, FORMER_NAMES
from builder.edge.settings import settings_for
from tests.samples import GOOD, write_good


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _settings(text: str, folder: str = ".") -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / "pyproject.toml").write_text(text, encoding="utf-8")


def _write_noted(path: str) -> None:
    """Write a source with the note `chosen-points`, and nothing else."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(
        GOOD.replace("==Norway regained", "Norway regained").replace("shelf==,", "shelf,"), encoding="utf-8"
    )


def test_formats_paper_and_theme_come_from_the_project() -> None:
    write_good(Path("a/b"))
    _settings('[tool.briefdeck]\nformats = ["pdf"]\npaper = "letter"\n')
    assert main(["build", "a", "-q"]) == DONE
    assert sorted(path.name for path in Path("dist/b").iterdir()) == ["ports.build.json", "ports.pdf"]
    assert json.loads(Path("dist/b/ports.build.json").read_bytes())["options"]["paper"] == "letter"


def test_what_is_typed_goes_before() -> None:
    write_good(Path())
    _settings('[tool.briefdeck]\nformats = ["pdf"]\n')
    assert main(["build", "ports.md", "-q", "--format", "pptx"]) == DONE
    assert sorted(path.name for path in Path("dist").iterdir()) == ["ports.build.json", "ports.pptx"]


def test_the_nearest_file_with_settings_of_ours_counts() -> None:
    _settings('[tool.briefdeck]\npaper = "letter"\n')
    _settings("[tool.other]\nx = 1\n", "a/b")
    assert settings_for(Path("a/b")).options.paper == "letter"
    _settings("[tool.briefdeck]\n", "a/b")
    assert settings_for(Path("a/b")).options.paper == "a4"


def test_a_note_can_be_ignored_raised_or_ignored_in_some_files(capsys: pytest.CaptureFixture[str]) -> None:
    _write_noted("texts/a.md")
    _write_noted("texts/old/b.md")
    assert main(["check", "texts"]) == DONE
    assert capsys.readouterr().out.count("note[BD203]") == 2
    _settings(
        '[tool.briefdeck.severities]\nchosen-points = "error"\n[tool.briefdeck.ignore]\n"texts/old/*" = ["BD203"]\n'
    )
    assert main(["check", "texts"]) == CONTENT
    shown = capsys.readouterr().out
    assert shown.count("error[BD203]") == 1
    assert "texts/a.md:" in shown
    assert main(["build", "texts", "-q"]) == CONTENT
    assert not Path("dist/a.pptx").exists()
    assert Path("dist/old/b.pptx").exists()
    _settings('[tool.briefdeck.severities]\nBD203 = "ignore"\n')
    assert main(["check", "texts"]) == DONE
    assert capsys.readouterr().out.startswith("no problems found in 2 sources: ")


def test_strict_makes_errors_of_warnings_but_not_of_notes(capsys: pytest.CaptureFixture[str]) -> None:
    _write_noted("a.md")
    assert main(["check", "a.md", "--strict"]) == DONE
    Path("b.md").write_text(GOOD.replace("lang: en-GB", "lang: eo"), encoding="utf-8")
    assert main(["check", "b.md"]) == DONE
    assert "warning[BD308]" in capsys.readouterr().out
    assert main(["check", "b.md", "--strict"]) == CONTENT
    assert "error[BD308]" in capsys.readouterr().out
    assert main(["check", "b.md", "--strict", "--severity", "no-labels=ignore"]) == DONE
    _settings("[tool.briefdeck]\nstrict = true\n")
    assert main(["check", "b.md"]) == CONTENT


def test_excluded_files_are_left_out_of_folders_but_not_when_named(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path("texts/drafts"))
    write_good(Path("texts"), "a.md")
    _settings('[tool.briefdeck]\nexclude = ["texts/drafts/*"]\n')
    assert main(["build", "texts"]) == DONE
    assert capsys.readouterr().out.count(".pptx") == 1
    assert main(["build", "texts/drafts/ports.md"]) == DONE


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (
            '[tool.briefdeck]\nformat = ["pptx"]\n',
            ":2:1",
            "there is no setting `format`\n  help: did you mean `formats`?",
        ),
        ('[tool.briefdeck]\nformats = ["pptx", "odp"]\n', ":2:21", "`formats` cannot be `odp`"),
        ('[tool.briefdeck]\nformats = "pptx"\n', ":2:1", "`formats` is not a list of strings"),
        (
            '[tool.briefdeck]\n\ntheme = "briefin"\n',
            ":3:10",
            "there is no theme `briefin`\n  help: did you mean `briefing`?",
        ),
        ('[tool.briefdeck]\ntheme = "x/y.toml"\n', ":2:10", "there is no theme file `x/y.toml`"),
        ('[tool.briefdeck]\npaper = "a3"\n', ":2:10", "`paper` cannot be `a3`\n  help: choose from a4, letter, a5"),
        ("[tool.briefdeck]\ntheme = 3\n", ":2:1", "`theme` is not a string"),
        ("[tool.briefdeck]\nstrict = 1\n", ":2:1", "`strict` is neither true nor false"),
        (
            '[tool.briefdeck.severities]\nunknown-actr = "note"\n',
            ":2:1",
            "there is no rule `unknown-actr`\n  help: did you mean",
        ),
        ('[tool.briefdeck.severities]\nBD203 = "loud"\n', ":2:10", "`loud` is not a severity"),
        (
            '[tool.briefdeck.severities]\nunknown-actor = "note"\n',
            ":2:1",
            "`unknown-actor` is an error and cannot be downgraded",
        ),
        (
            '[tool.briefdeck.ignore]\n"*.md" = ["BD201"]\n',
            ":2:12",
            "`unknown-actor` is an error and cannot be downgraded",
        ),
        ("[tool]\nbriefdeck = 1\n", ":2:1", "`briefdeck` is not a table"),
        ('[tool.briefdeck]\npaper = "a4\n', ":2:12", "this is not TOML"),
        ("a = " + "[" * 5000 + "]" * 5000, "", "this nests too deeply"),
        ("[tool.briefdeck]\npages = " + "9" * 5000, "", "this is not TOML"),
    ],
)
def test_settings_that_cannot_be_used_are_told_with_their_place(
    text: str, place: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_good(Path())
    _settings(text)
    assert main(["build", "ports.md"]) == USAGE
    shown = capsys.readouterr().err
    assert shown.startswith(f"pyproject.toml{place}: error[BD505] ")
    assert words in shown
    assert not Path("dist").exists()


def test_all_that_is_wrong_with_the_settings_is_told_in_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    brand = '[tool.briefdeck.brand]\naccent = "re"\nlogo = "x.png"\n'
    _settings(f'[tool.briefdeck]\npaper = "A4"\npages = "x"\ncolour = 1\n\n{brand}')
    assert main(["build", "ports.md"]) == USAGE
    shown = capsys.readouterr().err
    told = [line.split(": error")[0] for line in shown.splitlines() if ": error" in line]
    assert told == [f"pyproject.toml:{place}" for place in ("2:10", "3:1", "4:1", "7:11", "8:9")]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("-o", "ports.md"), "choose a folder with -o"),
        (("--pages", "x"), "'x' is not a valid whole number"),
    ],
)
def test_options_that_cannot_be_meant_are_told_what_they_are(
    typed: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_good(Path())
    assert main(["build", "ports.md", *typed]) != DONE
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["nonsense=error", "BD203=loud", "BD203", "unknown-actor=note"])
def test_a_wrong_severity_is_wrong_usage(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    assert main(["check", "ports.md", "--severity", typed]) == USAGE
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(("former", "number"), sorted(FORMER_NAMES.items()))
def test_a_former_name_of_a_rule_still_explains_it(
    former: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", former]) == DONE
    assert capsys.readouterr().out.startswith(f"# {number} {CODES[number].name}\n")


def test_a_former_name_is_accepted_in_settings() -> None:
    write_good(Path("a"))
    _settings('[tool.briefdeck.severities]\nwords-adrift = "note"\n')
    assert main(["build", "a", "-q"]) == DONE


@pytest.mark.parametrize(
    ("settings", "place", "message", "hint"),
    [
        ('theme = "briefing"\ntypography = "briefing"\n', "3:15", "`typography` cannot be `briefing`", "as-written"),
        ('paper = "A4"\n', "2:10", "`paper` cannot be `A4`", "write `a4`"),
        ("formats = []\n", "2:1", "`formats` is empty", "name one, or remove the line"),
        ("pages = -1\n", "2:1", "`pages` is not a number of pages", "such as `pages = 2`"),
    ],
)
def test_a_wrong_value_is_found_at_its_own_key(
    settings: str, place: str, message: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_good(Path())
    _settings(f"[tool.briefdeck]\n{settings}")
    assert main(["check", "ports.md"]) == USAGE
    shown = capsys.readouterr().err
    assert f"pyproject.toml:{place}: error[BD505] {message}" in shown
    assert hint in shown
