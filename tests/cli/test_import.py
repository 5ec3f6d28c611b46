"""`briefdeck import`: the draft on the disk, what the terminal says, exit codes, nothing written over."""

from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, USAGE, main

PIECE = """No. 62/2025, 4 SEPTEMBER 2024 © Harbour Institute

The Strait Reopens

Maria Lindqvist, Jan de Vries

Five coastal states signed an agreement on safe passage, which ends three years of uncertainty for ships.

What did Denmark achieve?

Denmark keeps control of the pilot service. The Danish government must share the fees.

What does Norway want?

Norway wants lower premiums. Oslo pressed for a deal before the spring.

What does it mean for the region?

The balance of power has changed.
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("piece.txt").write_text(PIECE, encoding="utf-8")


def test_a_piece_becomes_a_draft_beside_it_and_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "piece.txt"]) == DONE
    lines = Path("piece.md").read_text(encoding="utf-8").splitlines()
    assert "## What did Denmark achieve? {actor=denmark}" in lines
    place = lines.index("# the date 2024-09-04 contradicts the number `62/2025`")
    assert lines[place + 1] == "date: 2024-09-04"
    shown = capsys.readouterr()
    assert shown.out.splitlines()[0] == "piece.md: The Strait Reopens"
    for said in ("language   en (detected", "questions  3", "actors     Denmark, Norway", "check first:"):
        assert said in shown.out
    assert f"piece.md:{place + 1}: the date 2024-09-04 contradicts the number" in shown.out
    assert shown.err == ""


def test_a_quiet_import_says_nothing_where_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "piece.txt", "-q"]) == DONE
    assert Path("piece.md").is_file()
    assert capsys.readouterr() == ("", "")
    assert main(["import", "piece.txt", "-q"]) == USAGE
    assert "already exists" in capsys.readouterr().err


def test_the_draft_builds_at_once() -> None:
    assert main(["import", "piece.txt", "-o", "drafts/one.md"]) == DONE
    assert main(["build", "drafts/one.md"]) == DONE
    assert Path("dist/one.pptx").stat().st_size > 0


def test_a_draft_that_is_there_is_written_over_only_by_force(capsys: pytest.CaptureFixture[str]) -> None:
    Path("piece.md").write_text("an hour of work", encoding="utf-8")
    assert main(["import", "piece.txt"]) == USAGE
    assert "piece.md: error[BD147] this file already exists" in capsys.readouterr().err
    assert Path("piece.md").read_text(encoding="utf-8") == "an hour of work"
    assert main(["import", "piece.txt", "--force"]) == DONE
    assert Path("piece.md").read_text(encoding="utf-8").startswith("---\n")


def test_a_markdown_piece_is_not_its_own_draft() -> None:
    Path("piece.txt").rename("piece.md")
    assert main(["import", "piece.md"]) == DONE
    assert Path("piece.md").read_text(encoding="utf-8") == PIECE
    assert Path("piece.draft.md").exists()


@pytest.mark.parametrize(
    "words", ["## Who asked? {actor=ecb}", "## Who asked? {.summary}", "::: slide\nWords\n:::", "unconfirmed: [points]"]
)
def test_a_briefing_is_built_and_not_imported(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.md").write_text(f"---\ntitle: T\n---\n\n## Who?\n\nNobody.\n\n{words}\n", encoding="utf-8")
    assert main(["import", "own.md"]) == CONTENT
    assert "`briefdeck build own.md`" in capsys.readouterr().err
    assert not Path("own.draft.md").exists()


def test_a_folder_takes_the_draft_of_one_piece_too() -> None:
    Path("old.d").mkdir()
    for folder in ("new/", "old.d"):
        assert main(["import", "piece.txt", "-o", folder, "-q"]) == DONE
        assert Path(folder, "piece.md").read_text(encoding="utf-8").startswith("---\n")


def test_the_language_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "piece.txt", "--lang", "en-GB"]) == DONE
    assert "lang: en-GB" in Path("piece.md").read_text(encoding="utf-8")
    assert "language   en-GB (given)" in capsys.readouterr().out
    for command in (["import", "piece.txt", "--force"], ["new", "Ports"]):
        assert main([*command, "--lang", "German"]) == USAGE
        assert "`German` is not a language tag: write `de`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b" \n", "BD121"),
        ("text.xyz", b"Why?\n\nBecause.\n", "BD125"),
        ("binary.txt", bytes(range(256)) * 40, "BD122"),
        ("large.txt", b"Why is it so?\n\nBecause it is.\n\n" * 700_000, "BD123"),
        ("broken.pdf", b"%PDF-1.4 nothing", "BD142"),
        ("none.txt", b"Nothing is asked here.\n\nNothing at all.\n", "BD106"),
    ],
)
def test_what_cannot_be_imported_is_one_finding(
    name: str, data: bytes, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(data)
    assert main(["import", name, "-o", "out.md"]) == CONTENT
    err = capsys.readouterr().err
    assert f"{name}: error[{code}] " in err
    assert err.count("error[") == 1
    assert "  help: " in err


def test_a_draft_that_no_font_can_show_is_named_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("han.txt").write_text(
        "港口的问题\n\n港口什么时候开放？\n\n港口每天早上六点开放，晚上十点关闭。\n", encoding="utf-8"
    )
    assert main(["import", "han.txt"]) == DONE
    out, err = capsys.readouterr()
    assert "authors    none found" in out
    assert "han.md:" in err
    assert "BD307" in err
    assert "[fonts.han]" in err
