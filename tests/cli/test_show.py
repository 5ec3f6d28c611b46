"""`show`, `schema` and `new`: what a source says, the form of its data, and a source to start from."""

import json
import zipfile
from pathlib import Path

import pytest

from builder import cli
from builder.model.findings import Report
from builder.read import read
from tests.draft_text import without_places
from tests.samples import BAD, GOOD, write_good

DECKS = Path(__file__).parents[2] / "decks"


def test_show_tells_title_who_questions_points_and_slides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_good(tmp_path)
    assert cli.main(["show", str(path)]) == cli.DONE
    shown = capsys.readouterr().out
    for words in (
        "Two Ports Reopen\n", "Harbour Notes 7/2025, 2025-03-14, en-GB\n", "by Ada Marsh\n", "lead  1 sentence\n",
        "1. What did Norway gain?\n   about Norway (Jonas Gahr Støre)\n",
        "   headline  Norway regained its shortest route to the shelf\n",
        "2. What does it mean?\n   the closing question\n", "the points are highlights\n",
        "  1  title     Two Ports Reopen\n",
    ):  # fmt: skip
        assert words in shown


def test_show_counts_the_exhibits_of_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", str(DECKS / "2026-03-night-trains.md")]) == cli.DONE
    shown = capsys.readouterr().out
    assert all(words in shown for words in (", 1 table", ", 1 chart", ", 1 picture"))


@pytest.mark.parametrize(("note", "remark"), [("A note.", True), ("[A page](https://a.example/).", False)])
def test_show_says_which_slide_may_be_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], note: str, *, remark: bool
) -> None:
    path = tmp_path / "ports.md"
    text = f"---\ntitle: Ports\nlang: en\n---\n\n## Who calls?\n\n==Ships call.==[^1]\n\n[^1]: {note}\n"
    path.write_text(text, encoding="utf-8")
    assert cli.main(["show", str(path)]) == cli.DONE
    line = next(one for one in capsys.readouterr().out.splitlines() if "  sources" in one)
    assert ("left out where its notes have room on the slides" in line) == remark


def test_the_data_form_has_the_keys_that_programs_ask_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "--json", str(write_good(tmp_path))]) == cli.DONE
    data = json.loads(capsys.readouterr().out)
    assert (data["title"], data["date"], data["lang"]) == ("Two Ports Reopen", "2025-03-14", "en-GB")
    assert data["authors"] == ["Ada Marsh"]
    assert data["lead"] == ["Two ports reopened in the spring after a winter of repairs."]
    first, second = data["questions"]
    assert first["text"] == "What did Norway gain?"
    assert first["actors"] == [{"id": "norway", "name": "Norway"}]
    assert "Norway regained its shortest route to the shelf" in json.dumps(first["answer"])
    assert (second["actors"], second["summary"]) == ([], True)


def test_a_piece_without_date_and_authors_has_null_and_an_empty_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\n---\n\n## Q?\n\nA.\n", encoding="utf-8")
    assert cli.main(["show", "--json", str(path)]) == cli.DONE
    data = json.loads(capsys.readouterr().out)
    assert (data["date"], data["authors"], data["lead"]) == (None, [], [])


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_what_show_prints_is_a_source_that_says_the_same(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in sorted(DECKS.glob("*.md")):
        assert cli.main(["show", f"--{form}", str(path)]) == cli.DONE
        written = tmp_path / f"{path.stem}.{form}"
        written.write_text(capsys.readouterr().out, encoding="utf-8")
        back, draft = read(written.name, written.read_bytes(), Report()), read(path.name, path.read_bytes(), Report())
        assert without_places(back) == without_places(draft)
        assert cli.main(["show", f"--{form}", str(written)]) == cli.DONE
        assert capsys.readouterr().out == written.read_text(encoding="utf-8")


def test_the_deck_of_the_data_form_is_the_deck_of_the_markdown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_good(tmp_path)
    assert cli.main(["show", "--json", str(path)]) == cli.DONE
    written = tmp_path / "data" / "ports.json"
    written.parent.mkdir()
    written.write_text(capsys.readouterr().out, encoding="utf-8")
    for source in (path, written):
        assert cli.main(["build", str(source), "-o", str(source.parent / "dist"), "-q"]) == cli.DONE
    one, other = (zipfile.ZipFile(source.parent / "dist" / "ports.pptx") for source in (path, written))
    assert one.namelist() == other.namelist()
    # the custom properties hold the digest of the source, which is another
    assert [name for name in one.namelist() if one.read(name) != other.read(name)] == ["docProps/custom.xml"]


@pytest.mark.parametrize("options", [[], ["--json"], ["--yaml"]])
def test_findings_go_to_standard_error_and_the_exit_code_tells(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.md"
    path.write_text(BAD, encoding="utf-8")
    assert cli.main(["show", *options, str(path)]) == cli.CONTENT
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{path.as_posix()}:5:7: error[BD105] there is no date 2025-02-30" in err
    assert "    5 | date: 2025-02-30" in err
    assert f"{path.as_posix()}:6:1: error[BD102] unknown key `autors` in the front matter" in err
    assert "help: did you mean `authors`?" in err


def test_schema_prints_the_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(("title", "name"), [
    ("What Comes Next?", "what-comes-next.md"), ("Łódź: “The Port” & Ünder", "lodz-the-port-under.md"),
    ("جمل عربية", "جمل-عربية.md"), ("?!", "briefing.md"), ("x" * 90, f"{'x' * 60}.md"),
    ("../../etc/passwd", "etc-passwd.md"),
])  # fmt: skip
def test_new_names_the_file_after_the_title(
    title: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", title]) == cli.DONE
    assert [path.name for path in tmp_path.iterdir()] == [name]
    draft = read(name, (tmp_path / name).read_bytes(), Report())
    assert draft is not None
    assert draft.fields.title == title


@pytest.mark.parametrize("title", ["The Port", 'A "quoted": title # with signs \\ and {braces}', "T: [x] & y"])
def test_a_new_source_builds_at_once_without_a_finding(
    title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.md"
    assert cli.main(["new", title, "-o", str(path), "--lang", "en-GB"]) == cli.DONE
    capsys.readouterr()
    assert cli.main(["build", str(path), "-o", str(tmp_path / "dist")]) == cli.DONE, capsys.readouterr().err
    assert capsys.readouterr().err == ""
    assert {one.name for one in (tmp_path / "dist").iterdir()} >= {"new.pptx", "new.pdf"}


def test_new_never_writes_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_good(tmp_path)
    assert cli.main(["new", "The Port", "-o", str(path)]) == cli.USAGE
    assert path.read_text(encoding="utf-8") == GOOD
    assert "error[BD147] this file already exists" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "name", "ending"), [([], "new.yaml", ".md"), (["--word"], "new.md", ".docx")])
def test_new_does_not_write_under_a_name_of_another_format(
    arguments: list[str], name: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", "The Port", *arguments, "-o", str(tmp_path / name)]) == cli.USAGE
    assert f"give a name that ends in {ending}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [[""], ["  "], ["two\nlines"], ["T", "--lang", "english please"]])
def test_a_title_or_language_that_cannot_be_is_wrong_usage(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", *arguments]) == cli.USAGE
    assert list(tmp_path.iterdir()) == []


def test_a_headline_of_the_authors_own_and_points_that_are_highlights_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "---\ntitle: T\nlang: en\n---\n\n"
    Path("t.md").write_text(head + '## Who pays? {headline="The towns"}\n\n==Towns do.== ==They must.== ==Now.==\n')
    assert cli.main(["show", "t.md"]) == cli.DONE
    assert "the headline is written for the slide, the points are highlights" in capsys.readouterr().out
