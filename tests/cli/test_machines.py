"""Builds as machines run them: many, again and again, at once, cut off."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Pt

from builder.cli import CONTENT, DONE, USAGE, main
from builder.edge.batch import FEW

SOURCE = """---
title: Trial {number}
date: 2025-09-04
actors:
  china: {{name: China, flag: cn}}
---

The lead.

## What did China do? {{actor=china}}

==China won {number} votes.== It was long.
"""

PROGRAM = [sys.executable, "-m", "builder.cli"]


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_sources(tmp_path / "decks", 4)


def write_sources(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"trial-{number:03}.md").write_text(SOURCE.format(number=number), encoding="utf-8")
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_what_is_up_to_date_is_not_built_again(decks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "decks"]) == DONE
    capsys.readouterr()
    assert main(["build", "decks"]) == DONE
    assert capsys.readouterr().out == "4 sources up to date, 0 built\n"
    (decks / "trial-001.md").write_text(SOURCE.format(number=77), encoding="utf-8")
    assert main(["build", "decks"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["dist/trial-001.pptx", "dist/trial-001.pdf", "3"]


def test_force_builds_the_same_files_again(decks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "decks"]) == DONE
    before = files_in(Path("dist"))
    assert main(["build", "decks", "--force"]) == DONE
    assert files_in(Path("dist")) == before
    assert "up to date" not in capsys.readouterr().out
    assert decks.exists()


def test_a_run_with_nothing_to_do_loads_nothing_heavy(decks: Path) -> None:
    assert main(["build", "decks"]) == DONE
    watch = "import sys; from builder.cli import main; main(['build', 'decks']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", watch], check=True, capture_output=True, text=True, cwd=decks.parent)
    heavy = {"pptx", "reportlab", "lxml", "babel", "uharfbuzz", "fontTools", "PIL", "markdown_it", "yaml"}
    assert not heavy & set(done.stderr.split())


def test_many_processes_make_the_same_files_as_one(decks: Path) -> None:
    write_sources(decks / "more", FEW)
    assert main(["build", "decks", "-o", "one"]) == DONE
    assert main(["build", "decks", "-o", "two", "-j", "2"]) == DONE
    assert files_in(Path("two")) == files_in(Path("one"))
    assert files_in(Path("two/more")) == files_in(Path("one/more"))


def test_one_bad_briefing_does_not_stop_the_others(decks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (decks / "trial-000.md").write_text("---\ntitle: Nothing to see\n---\n", encoding="utf-8")
    assert main(["build", "decks", "-j", "2"]) == CONTENT
    assert {path.suffix for path in Path("dist").iterdir()} == {".pptx", ".pdf", ".json"}
    assert len(list(Path("dist").glob("*.pptx"))) == 3
    errors = capsys.readouterr().err
    assert "1 of 4 sources failed:\n  decks/trial-000.md  " in errors


def test_fail_fast_stops_at_the_first_bad_briefing(decks: Path) -> None:
    (decks / "trial-000.md").write_text("---\ntitle: Nothing to see\n---\n", encoding="utf-8")
    assert main(["build", "decks", "--fail-fast"]) == CONTENT
    assert not Path("dist").exists()


def test_a_killed_build_leaves_whole_files_and_the_next_one_finishes(decks: Path) -> None:
    write_sources(decks / "more", 14)
    running = subprocess.Popen([*PROGRAM, "build", "decks", "-q"], cwd=decks.parent)
    while not list(Path("dist").glob("**/*.pptx")) if Path("dist").exists() else True:
        assert running.poll() is None, "it ended before it could be killed"
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    for record in Path("dist").rglob("*.build.json"):
        for row in json.loads(record.read_bytes())["outputs"]:
            assert (record.parent / row["name"]).stat().st_size == row["size"]
    assert main(["build", "decks", "-q"]) == DONE
    assert main(["build", "decks", "-o", "again", "-q"]) == DONE
    for path in Path("again").rglob("*.*"):
        assert (Path("dist") / path.relative_to("again")).read_bytes() == path.read_bytes()
    left = [path for path in Path("dist").iterdir() if path.name.startswith(".")]
    assert left == [], "what a killed build left is cleared by the next"


def test_two_runs_at_once_with_other_wishes_leave_the_files_of_one(decks: Path) -> None:
    runs = [
        subprocess.Popen([*PROGRAM, "build", "decks", "-q", "--force", "--paper", paper], cwd=decks.parent)
        for paper in ("a4", "letter")
    ]
    assert [run.wait() for run in runs] == [DONE, DONE]
    for record in Path("dist").glob("*.build.json"):
        told = json.loads(record.read_bytes())
        single = Path(f"single-{told['options']['paper']}")
        if not single.exists():
            assert main(["build", "decks", "-q", "-o", str(single), "--paper", told["options"]["paper"]]) == DONE
        for row in told["outputs"]:
            assert (record.parent / row["name"]).read_bytes() == (single / row["name"]).read_bytes()


def test_a_loop_of_links_ends(decks: Path) -> None:
    (decks / "loop").symlink_to(decks, target_is_directory=True)
    assert main(["build", "decks", "-q"]) == DONE
    assert len(list(Path("dist").rglob("*.pptx"))) == 4


def test_a_folder_of_ten_thousand_files_is_searched(decks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(10_000):
        (decks / f"note-{number}.txt").touch()
    assert main(["build", "decks"]) == DONE
    assert capsys.readouterr().out.count(".pptx") == 4


@contextmanager
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the watch in `folder` until the block ends."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # the tests run behind a shell, and a child would not hear it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run = subprocess.Popen(
        [*PROGRAM, "build", "decks", "--watch"], cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert run.stderr is not None
        for line in run.stderr:
            if line.startswith("watching"):
                break
        yield run
    finally:
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=120)


def wait_for(path: Path, before: bytes) -> bytes:
    """Return the new bytes of `path`; fail where nothing comes."""
    for _ in range(2400):
        if path.exists() and path.read_bytes() != before:
            return path.read_bytes()
        time.sleep(0.05)
    message = f"{path} was not built again"
    raise AssertionError(message)


def test_the_watch_builds_what_changes_and_survives_errors(decks: Path) -> None:
    deck = Path("dist/trial-001.pptx")
    with watching(decks.parent) as run:
        before, other = deck.read_bytes(), Path("dist/trial-002.pptx").stat().st_mtime_ns
        (decks / "trial-001.md").write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
        time.sleep(1.0)
        assert run.poll() is None
        assert deck.read_bytes() == before
        (decks / "trial-001.md").write_text(SOURCE.format(number=88), encoding="utf-8")
        wait_for(deck, before)
        assert Path("dist/trial-002.pptx").stat().st_mtime_ns == other
        (decks / "new.md").write_text(SOURCE.format(number=99), encoding="utf-8")
        wait_for(Path("dist/new.pptx"), b"")
    assert run.returncode == 130


def edit_deck(path: Path) -> bytes:
    """Change the headline of the first question and add a text box; return the bytes of the edited deck."""
    presentation = Presentation(str(path))
    slide = presentation.slides[1]
    slide.shapes.title.text_frame.paragraphs[0].runs[0].text = "Edited by hand"
    slide.shapes.add_textbox(Pt(400), Pt(400), Pt(200), Pt(40)).text_frame.text = "A note to the minister"
    presentation.save(str(path))
    return path.read_bytes()


def words_in(deck: Path) -> str:
    slides = Presentation(str(deck)).slides
    return "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)


def test_the_watch_leaves_an_edited_deck_alone_and_builds_it_once_its_edits_are_pulled(decks: Path) -> None:
    deck = Path("dist/trial-001.pptx")
    with watching(decks.parent) as run:
        edited = edit_deck(deck)
        other = Path("dist/trial-002.pptx").read_bytes()
        for number in (1, 2):
            (decks / f"trial-{number:03}.md").write_text(SOURCE.format(number=88), encoding="utf-8")
        wait_for(Path("dist/trial-002.pptx"), other)
        assert deck.read_bytes() == edited
        assert run.poll() is None
        assert main(["pull", str(deck), "--theirs"]) == DONE
        deck.unlink()
        (decks / "trial-001.md").touch()
        wait_for(deck, b"")
        for _ in range(100):
            if "A note to the minister" in words_in(deck):
                break
            time.sleep(0.1)
    assert "Edited by hand" in words_in(deck)
    assert "A note to the minister" in words_in(deck)


def test_the_watch_sees_that_edits_kept_beside_a_source_are_gone(decks: Path) -> None:
    deck = Path("dist/trial-001.pptx")
    assert main(["build", "decks", "-q"]) == DONE
    edit_deck(deck)
    assert main(["pull", str(deck)]) == DONE
    assert main(["build", "decks", "-q", "--replace"]) == DONE
    assert "A note to the minister" in words_in(deck)
    with watching(decks.parent):
        before = deck.read_bytes()
        shutil.rmtree(decks / "trial-001.edits")
        wait_for(deck, before)
    assert "A note to the minister" not in words_in(deck)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_leaves_an_edited_deck_alone(decks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from distributed import LocalCluster

    assert main(["build", "decks", "-q"]) == DONE
    deck, other = Path("dist/trial-001.pptx"), Path("dist/trial-002.pptx")
    edited, before = edit_deck(deck), other.read_bytes()
    for number in (1, 2):
        (decks / f"trial-{number:03}.md").write_text(SOURCE.format(number=88), encoding="utf-8")
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(decks.parent)
    ) as cluster:
        assert main(["build", "decks", "--cluster", cluster.scheduler_address]) == CONTENT
    assert "BD530" in capsys.readouterr().err
    assert deck.read_bytes() == edited
    assert other.read_bytes() != before


def test_no_cluster_is_wrong_usage(decks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "decks", "--cluster", "tcp://127.0.0.1:1"]) == USAGE
    assert "error[BD512]" in capsys.readouterr().err
    assert decks.exists()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_makes_the_same_files_and_brings_pictures_along(decks: Path) -> None:
    from distributed import LocalCluster
    from PIL import Image

    Image.new("RGB", (8, 8), "red").save(decks / "square.png")
    text = SOURCE.format(number=5).replace("It was long.", "It was long.\n\n![A square](square.png)")
    (decks / "trial-003.md").write_text(text, encoding="utf-8")
    Image.new("RGB", (60, 80), "blue").save(decks / "reed.png")
    text = SOURCE.format(number=6).replace("flag: cn", 'picture: reed.png, picture-alt: "Bo Reed"')
    (decks / "trial-002.md").write_text(text, encoding="utf-8")
    (decks / "trial-000.md").write_text("---\ntitle: Nothing to see\n---\n", encoding="utf-8")
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(decks.parent)
    ) as cluster:
        assert main(["build", "decks", "-o", "far", "--cluster", cluster.scheduler_address]) == CONTENT
    assert main(["build", "decks", "-o", "near"]) == CONTENT
    assert files_in(Path("far")) == files_in(Path("near"))
    assert {"trial-002.pptx", "trial-003.pptx"} <= {path.name for path in Path("far").iterdir()}


def test_what_is_up_to_date_still_tells_how_it_fits(decks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "decks", "-v"]) == DONE
    built = [line for line in capsys.readouterr().out.splitlines() if " pt " in line]
    assert main(["build", "decks", "-v"]) == DONE
    assert [line for line in capsys.readouterr().out.splitlines() if " pt " in line] == built
    assert len(built) == 8
    assert decks.exists()
