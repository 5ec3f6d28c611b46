"""Names, records and places that somebody chose to do harm: they are refused, or harmless."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from builder.cli import CONTENT, DONE, USAGE, main
from builder.cli.terminal import harmless
from builder.edge.batch import BuiltJob, Job, Outcome, deliver
from builder.model.request import Options
from builder.package.bundle import Artifact
from tests.samples import GOOD, write_good

Record = dict[str, Any]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _git(*arguments: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


@pytest.mark.usefixtures("needs_git")
@pytest.mark.parametrize("order", [("--output=victim", "HEAD"), ("HEAD", "--output=victim")])
def test_a_branch_that_looks_like_an_option_writes_nothing(
    order: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("victim").write_text("precious")
    _git("init", "-q")
    write_good(Path("decks"))
    _git("add", "decks")
    _git("commit", "-q", "-m", "one")
    write_good(Path("decks")).write_text(GOOD.replace("a winter", "two winters"), encoding="utf-8")
    _git("commit", "-q", "-am", "two")
    _git("update-ref", "refs/heads/--output=victim", "HEAD~1")
    assert main(["diff", "--", *order]) == DONE
    assert Path("victim").read_text() == "precious"
    assert "decks/ports.md: claims: " in capsys.readouterr().out


@pytest.mark.usefixtures("needs_git")
def test_a_revision_that_was_not_fetched_is_told_with_its_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    _git("init", "-q")
    assert main(["diff", "0" * 40, "HEAD"]) == USAGE
    assert "fetch-depth: 0" in capsys.readouterr().err
    assert main(["diff", "x" * 5000, "HEAD"]) == USAGE


def test_a_key_with_control_characters_steers_neither_terminal_nor_workflow(capsys: pytest.CaptureFixture[str]) -> None:
    source = Path("a.md")
    source.write_text(GOOD.replace("title:", '"a\\n::add-mask::x\\e[2J ##[stop]": 1\ntitle:', 1), encoding="utf-8")
    assert main(["check", "a.md"]) == CONTENT
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert r"\x0a::add-mask::x\x1b[2J # #[stop]" in shown
    assert not [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert main(["check", "a.md", "--findings", "github"]) == CONTENT
    assert r"unknown key `\x0a::add-mask::x\x1b[2J ##[stop]`" in capsys.readouterr().out.replace("`a", "`")


def test_a_source_named_like_a_command_begins_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path(), "::warning file=x::pwned.md")
    assert main(["build", "::warning file=x::pwned.md", "-v", "--force"]) == DONE
    Path("::error::y.md").write_text("nothing", encoding="utf-8")
    assert main(["check", "::error::y.md"]) == CONTENT
    told = capsys.readouterr()
    assert not [line for line in (told.out + told.err).splitlines() if line.lstrip().startswith("::")]
    assert harmless("a\u2028b\x9b1m\n  ::x") == "a\\u2028b\\x9b1m\n  .::x"


def test_a_name_that_turns_its_words_around_is_printed_as_an_escape(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path(), "a\u202edm.md")
    assert main(["build", "."]) == DONE
    shown = capsys.readouterr()
    assert "a\\u202edm.pptx" in shown.out
    assert "\u202e" not in shown.out + shown.err


def test_a_nul_in_a_text_is_reported_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_bytes(GOOD.encode().replace(b"a winter of", b"a win\0ter of"))
    assert main(["check", "a.md"]) == CONTENT
    line = next(number for number, text in enumerate(GOOD.split("\n"), 1) if "a winter of" in text)
    assert f"a.md:{line}:45: error[BD122]" in capsys.readouterr().out


def test_products_of_two_sources_never_have_one_name(capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path(), "a.md")
    write_good(Path(), "a-slides.md")
    assert main(["build", ".", "--format", "pdf,slides-pdf"]) == CONTENT
    told = capsys.readouterr().err
    assert "a.md: error[BD504] it and `a-slides.md` would both be written to `a-slides.pdf`" in told
    assert not Path("dist").exists()
    assert main(["build", ".", "--format", "pptx,pdf"]) == DONE


@pytest.mark.parametrize("name", ["../escaped.pptx", "b.pptx", "ports.exe", "/ports.pptx"])
def test_what_a_worker_answers_is_written_only_under_the_names_of_its_source(name: str, tmp_path: Path) -> None:
    job = Job(tmp_path / "ports.md", tmp_path / "dist", Options())
    answer = BuiltJob(Outcome("other.md", ()), (Artifact(name, b"x", "pptx"),))
    outcome = deliver(job, answer)
    assert [one.code.number for one in outcome.findings] == ["BD513"]
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux that is always full")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    source = write_good(Path())
    run = [sys.executable, "-m", "builder.cli", "build", source.name]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == CONTENT
    assert done.stderr.startswith("error[BD509] standard output cannot be written: no space left on device\n")
    assert "Traceback" not in done.stderr
    assert main(["verify", "dist"]) == DONE


def _name(value: str) -> Callable[[Record], object]:
    return lambda record: record["outputs"][0].__setitem__("name", value)


def _option(key: str, value: object) -> Callable[[Record], object]:
    return lambda record: record["options"].__setitem__(key, value)


HOSTILE: dict[str, Callable[[Record], object]] = {
    **{
        f"name {value!r:.20}": _name(value)
        for value in ("a/b", "", ".", "..", "x\0y", "/etc/passwd", "\ud800", "x" * 300)
    },
    **{f"formats {value!r}": _option("formats", value) for value in (["exe", 5], "pptx", [["pptx"]])},
    "paper": _option("paper", "a0"),
    "handout": _option("handout", "x"),
    "printing": _option("printing", ["x"]),
    **{f"epoch {value!r}": _option("epoch", value) for value in ("x", 10**18, 1.5, True)},
    "theme": _option("theme", "../../x"),
    "no theme": _option("theme", "\0"),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_record_ends_no_command_with_a_bug(
    change: Callable[[Record], object], capsys: pytest.CaptureFixture[str]
) -> None:
    write_good(Path())
    record = Path("dist/ports.build.json")
    assert main(["build", "ports.md", "-q", "--format", "pdf"]) == DONE
    table = json.loads(record.read_bytes())
    change(table)
    record.write_text(json.dumps(table), encoding="utf-8")
    assert main(["verify", "dist"]) in {DONE, CONTENT}
    assert main(["verify", "dist", "--sources", "ports.md", "--rebuild"]) == CONTENT
    assert "this is a fault" not in capsys.readouterr().err
    assert main(["build", "ports.md", "-q", "--format", "pdf"]) == DONE
    assert main(["verify", "dist", "--sources", "ports.md"]) == DONE


@pytest.mark.parametrize("data", [b"[" * 200_000, b"[]", b"{}", b'{"a":"\0', b'{"options":NaN}', b"9" * 10_000])
def test_a_torn_record_ends_no_command_with_a_bug(data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    write_good(Path())
    record = Path("dist/ports.build.json")
    assert main(["build", "ports.md", "-q", "--format", "pdf"]) == DONE
    record.write_bytes(data)
    assert main(["verify", "dist"]) == CONTENT
    assert "error[BD520] cannot read this file: not a build record" in capsys.readouterr().out
    assert main(["diff", "dist/ports.build.json", "ports.md"]) == CONTENT
    assert "this is a fault" not in capsys.readouterr().err
    assert main(["build", "ports.md", "--format", "pdf"]) == DONE
    assert "up to date" not in capsys.readouterr().out


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 3000 + "]" * 3000])
def test_a_hostile_theme_is_a_finding(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_good(Path())
    Path("themes").mkdir()
    Path("themes/odd.toml").write_text(f'extends = "briefing"\nlabel = {value}\n', encoding="utf-8")
    assert main(["build", str(source), "--theme", "odd"]) == CONTENT
    assert "themes/odd.toml:1:1: error[BD" in capsys.readouterr().err


def test_an_escape_beyond_unicode_is_reported_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    Path("odd.md").write_text('---\ntitle: "a\\U00110000"\n---\n\n## Why?\n\nIt is.\n', encoding="utf-8")
    assert main(["check", "odd.md"]) == CONTENT
    assert "odd.md:2:10: error[BD101] there is no character `\\U00110000`" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_words_of_an_edited_deck_steer_no_terminal(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(write_good(Path())), "-o", ".", "--format", "pptx"]) == DONE
    deck = Presentation("ports.pptx")
    shape = deck.slides[1].shapes[0]
    shape.text_frame.text = "Ports\u202e\u0085are open"
    deck.save("ports.pptx")
    capsys.readouterr()
    main(["pull", "ports.pptx", "--dry-run", "--format", form])
    shown = capsys.readouterr().out
    assert r"\u202e" in shown
    assert not {"\u202e", "\u0085"} & set(shown)


@pytest.mark.parametrize("order", [["explain", "x\n::error::y"], ["x\n::error::y"], ["build", "--paper", "a\n::b::"]])
def test_a_usage_error_begins_no_line_with_a_command(order: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(order) != DONE
    shown = capsys.readouterr()
    assert not [one for one in (shown.out + shown.err).splitlines() if one.lstrip().startswith("::")]
