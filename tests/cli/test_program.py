"""The program as a whole: quick to start, and whatever goes wrong ends in a finding or a log, never in a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from builder import __version__, cli
from builder.codes import NOT_WRITABLE
from builder.model.findings import BriefdeckError, Span

HEAVY = ("pptx", "reportlab", "lxml", "babel", "fontTools", "uharfbuzz", "markdown_it", "PIL", "pyphen", "yaml")


def _loaded_after(*arguments: str) -> set[str]:
    program = (
        "import sys; from builder.cli import main; code = main(sys.argv[1:]);"
        f"print('LOADED', *[name for name in {HEAVY} if name in sys.modules]); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build", "--help"), ("explain", "BD102")])
def test_what_needs_no_build_loads_no_heavy_library(arguments: tuple[str, ...]) -> None:
    assert _loaded_after(*arguments) == set()


def test_the_help_of_the_whole_loads_no_command() -> None:
    program = "import sys; from builder.cli import main; main(['--help']); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "builder.cli.build" not in done.stdout.split()


def test_every_command_of_the_table_is_there_and_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == cli.DONE
    shown = capsys.readouterr().out
    context = click.Context(cli.group)
    for name, (_, line) in cli.COMMANDS.items():
        command = cli.group.get_command(context, name)
        assert isinstance(command, click.Command), name
        assert f"  {name}" in shown
        assert line.split()[0] in shown


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == cli.DONE
    assert capsys.readouterr().out == f"briefdeck {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["build", "--nonsense"], ["build", "nowhere.md"], ["explain", "BD999"]]
)
def test_wrong_usage_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == cli.USAGE
    assert "Traceback" not in capsys.readouterr().err


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """A command `fail` that raises what the test puts into the list."""
    faults: list[BaseException] = []

    @click.command()
    def fail() -> None:
        raise faults[0]

    def get_command(self: object, ctx: object, name: str) -> click.Command:
        del self, ctx, name
        return fail

    monkeypatch.setattr(type(cli.group), "get_command", get_command)
    return faults


def test_what_cannot_go_on_is_a_finding(failing: list[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    failing.append(BriefdeckError(NOT_WRITABLE, "this cannot be written", Span("dist/a.pptx"), "choose another folder"))
    assert cli.main(["fail"]) == cli.CONTENT
    shown = capsys.readouterr().err
    assert shown == "dist/a.pptx: error[BD501] this cannot be written\n  help: choose another folder\n"


def test_a_fault_of_ours_leaves_a_log_ready_to_paste(
    failing: list[BaseException],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    failing.append(ZeroDivisionError("of all things"))
    assert cli.main(["fail"]) == cli.BUG
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    (log,) = tmp_path.glob("briefdeck-bug-*.log")
    assert str(log) in shown
    text = log.read_text(encoding="utf-8")
    assert f"briefdeck {__version__}, Python" in text
    assert "ZeroDivisionError: of all things" in text
    assert str(Path.home()) + "/" not in text


def test_a_log_that_cannot_be_written_is_shown(
    failing: list[BaseException], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    failing.append(ZeroDivisionError("of all things"))
    assert cli.main(["fail"]) == cli.BUG
    assert "ZeroDivisionError: of all things" in capsys.readouterr().err


def test_an_interrupted_run_says_so(failing: list[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    failing.append(KeyboardInterrupt())
    assert cli.main(["fail"]) == cli.INTERRUPTED
    assert "stopped" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "builder.cli", "explain"], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert done.stderr == ""
    assert done.returncode == cli.CONTENT


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_cannot_show_a_letter_ends_no_run(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "日本.md").write_text("---\ntitle: 日本\nlang: ja\n---\n\n## 何？\n\n==強い\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "builder.cli", "check", str(tmp_path)],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert done.returncode == cli.CONTENT
    assert "日本.md:8:1: error[BD108]" in done.stdout.decode("utf-8")
    assert done.stderr == b""


@pytest.mark.parametrize(("typed", "meant"), [("bd1055", "`BD105`"), ("unknown-keys", "`unknown-key`")])
def test_a_rule_that_is_none_is_told_with_the_nearest(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", typed]) == cli.USAGE
    shown = capsys.readouterr().err
    assert "did you mean `" in shown
    assert meant in shown


def test_what_is_not_there_is_told_with_what_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["bild"]) == cli.USAGE
    assert "there is no command `bild`; did you mean `build`?" in capsys.readouterr().err
    assert cli.main(["theme", "chek"]) == cli.USAGE
    assert "there is no command `chek`; did you mean `check`?" in capsys.readouterr().err
    Path("ports.md").write_text("# Ports\n", encoding="utf-8")
    assert cli.main(["ports.md"]) == cli.USAGE
    assert "there is no command `ports.md`; did you mean `build ports.md`?" in capsys.readouterr().err
    Path("p1.md").write_text("# Ports\n", encoding="utf-8")
    assert cli.main(["build", "p1"]) == cli.USAGE
    assert "there is no file or folder 'p1'; did you mean 'p1.md'?" in capsys.readouterr().err
    assert cli.main(["explain", "BD999"]) == cli.USAGE
    assert "did you mean" not in capsys.readouterr().err


def test_a_folder_of_products_is_not_called_as_a_product_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ports.md").write_text("# Ports\n", encoding="utf-8")
    assert cli.main(["build", "ports.md", "-o", "out/deck.pptx"]) == cli.USAGE
    told = " ".join(capsys.readouterr().err.split())
    assert "'out/deck.pptx' is the name of a file: give the folder, such as 'out'" in told
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "command",
    [
        "build gone.md", "check gone.md", "show gone.md", "ledger gone.md", "ledger here.md --against gone.pdf",
        "preview gone.md --sheet s.png", "diff gone.md here.md", "diff here.md gone.md", "import gone.txt",
        "verify gone.pdf", "pull gone.pptx", "theme from gone.potx", "theme inspect gone.potx",
    ],
)  # fmt: skip
def test_a_file_that_is_not_there_is_wrong_usage_in_every_command(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.md").write_text("---\ntitle: T\n---\n\n## Why?\n\n==So.==\n", "utf-8")
    assert cli.main(command.split()) == cli.USAGE
    assert "gone." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--watermark", "give one with `--marking WORDS`"),
        ("--mark-names", "give one with `--marking WORDS`"),
        ("--pages 2 --handout onepage", "add `full` to `--handout`"),
        ("--pages 2 --format pptx", "`--pages` is for the full handout"),
        ("--findings json=x --findings sarif=x", "`x` is to hold two forms"),
        ("--out=", "it is empty; name a path"),
        ("--marking \x1b[2J", "the marking contains a control character"),
    ],
)
def test_an_option_without_effect_is_wrong_usage(
    options: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.md").write_text("---\ntitle: T\n---\n\n## Why?\n\n==So.==\n", "utf-8")
    assert cli.main(["build", "here.md", *options.split()]) == cli.USAGE
    assert told in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("ledger here.md --json --against here.pdf", "give one of the two"),
        ("pull here.pptx --ours --theirs", "both given for all slides"),
        ("pull here.pptx --ours 2,3 --theirs 3", "both given for slide 3"),
        ("pull here.pptx --theirs 0", "the first of which is 1"),
        ("pull here.pptx --out=", "it is empty"),
        ("new Title --output=", "it is empty"),
        ("preview here.md --sheet=", "it is empty"),
        ("theme preview here.toml --sheet=", "write `sheet.png`"),
    ],
)
def test_options_that_exclude_each_other_or_say_nothing_are_wrong_usage(
    command: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("here.md", "here.pdf", "here.pptx"):
        (tmp_path / name).write_text("---\ntitle: T\n---\n\n## Why?\n\n==So.==\n", "utf-8")
    assert cli.main(command.split()) == cli.USAGE
    assert told in capsys.readouterr().err


def test_a_watermark_is_for_any_of_the_sources_that_has_a_marking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, marking in (("a", "marking: DRAFT\n"), ("b", "")):
        text = f"---\ntitle: {name}\nauthors: [A]\ndate: 2025-01-01\n{marking}---\n\n## Why?\n\n==So it is.==\n"
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    assert cli.main(["build", "a.md", "b.md", "--watermark", "-q"]) == cli.DONE


@pytest.mark.parametrize("paper", ["A4", "Letter", "a5"])
def test_the_name_of_a_paper_may_have_capitals(paper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.md").write_text("---\ntitle: T\n---\n\n## Why?\n\n==So.==\n", "utf-8")
    assert cli.main(["build", "here.md", "--paper", paper, "-q"]) == cli.DONE


def test_a_build_of_the_checkout_takes_its_briefings_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).parents[2]
    assert cli.main(["check", str(root), "-q"]) == cli.DONE, capsys.readouterr().out
