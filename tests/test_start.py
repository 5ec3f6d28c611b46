"""A command loads what it needs and no more: half the time of a short run is imports."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

SOURCE = """---
title: A Plain Briefing
date: 2025-03-14
lang: en-GB
---

It has neither picture, table nor chart.

## What is in it?

==It has words==, and nothing else is in it.
"""

SELDOM = {
    "concurrent.futures", "docx", "multiprocessing", "pikepdf", "pypdfium2", "resvg_py", "segno", "tomlkit",
    "xlsxwriter", "builder.check.deck", "builder.check.handout", "builder.check.proof",
    "builder.cli.bug_log", "builder.cli.pull", "builder.compare.carry_edits", "builder.compare.deck_reader",
    "builder.edge.product_audit",
    "builder.edge.product_cleanup", "builder.edge.pull", "builder.edge.worker_pool", "builder.importing",
    "builder.layout.chart.plot", "builder.layout.figure.actor_map", "builder.layout.figure.timeline",
    "builder.layout.print.cards", "builder.layout.print.greyscale",
    "builder.layout.print.imposition", "builder.layout.print.notes_pages", "builder.layout.print.one_page",
    "builder.layout.print.thumbnails", "builder.read.charts", "builder.render.pptx.chart", "builder.write",
}  # fmt: skip
"""What a build without pictures, charts, maps, addresses and print variants does not load."""

MOST_MODULES = 264
"""Of ours in such a build; it is to fall, not to rise."""


def loaded_by(folder: Path, *arguments: str) -> set[str]:
    program = "import sys; from builder.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=folder, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return set(done.stdout.splitlines()[-1].split())


def test_a_plain_build_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text(SOURCE, encoding="utf-8")
    loaded = loaded_by(tmp_path, "build", "plain.md")
    assert (tmp_path / "dist" / "plain.pptx").is_file()
    assert sorted(SELDOM & loaded) == []
    assert sum(name.startswith("builder") for name in loaded) <= MOST_MODULES


def test_a_build_of_a_handout_loads_no_pptx_and_one_of_a_deck_no_reportlab(tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text(SOURCE, encoding="utf-8")
    assert "pptx" not in loaded_by(tmp_path, "build", "plain.md", "--format", "pdf")
    assert "reportlab" not in loaded_by(tmp_path, "build", "plain.md", "--format", "pptx")


def test_a_check_loads_no_backend(tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text(SOURCE, encoding="utf-8")
    assert not {"pptx", "reportlab", "lxml"} & loaded_by(tmp_path, "check", "plain.md")
