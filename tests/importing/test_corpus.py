"""Pieces with the truth beside them, written by eye and not by the importer: what a careful reader takes from each.

Ours stand in tests/cases/pieces; larger ones, which are others' words, where the folder `shared` stands beside the
checkout.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.importing.raw_draft import read_raw
from builder.model.brief import Draft, sentences_of
from builder.model.findings import Report

PIECES = sorted((Path(__file__).parents[1] / "cases" / "pieces").glob("*.txt"))
SHARED = Path(__file__).parents[3] / "shared"
SCORE = SHARED / "tools" / "score_import.py"
FLOORS = {"questions": 0.95, "precision": 0.95, "answers": 0.9, "clean": 0.95, "words": 0.99, "meta": 0.9}


def _imported(path: Path) -> tuple[Draft, dict[str, Any]]:
    raw = read_raw(path.name, path.read_bytes(), Report())
    assert raw is not None
    return raw.draft, yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PIECES, ids=lambda path: path.stem)
def test_a_piece_is_imported_as_a_careful_reader_takes_it(path: Path) -> None:
    draft, truth = _imported(path)
    fields = draft.fields
    assert (fields.title, fields.date, fields.lang.partition("-")[0]) == (truth["title"], truth["date"], truth["lang"])
    assert [one.question.text for one in draft.passages] == [one["text"] for one in truth["questions"]]
    for passage, wanted in zip(draft.passages, truth["questions"], strict=True):
        answer = " ".join(sentence.text for sentence in sentences_of(passage.answer))
        assert (answer[: len(wanted["starts"])], answer[-len(wanted["ends"]) :]) == (wanted["starts"], wanted["ends"])
        assert not [words for words in truth["furniture"] if words in answer]


@pytest.mark.parametrize("path", PIECES, ids=lambda path: path.stem)
def test_no_word_between_the_ends_of_an_answer_is_lost(path: Path) -> None:
    draft, truth = _imported(path)
    text = " ".join(path.read_text(encoding="utf-8").split())
    for passage, wanted in zip(draft.passages, truth["questions"], strict=True):
        begin = text.index(wanted["starts"], text.index(wanted["text"]))
        whole = text[begin : text.index(wanted["ends"].split()[-1], begin + len(wanted["starts"]) - 1)]
        answer = {word for sentence in sentences_of(passage.answer) for word in sentence.text.split()}
        furniture = {word for words in truth["furniture"] for word in words.split()}
        assert {word for word in whole.split() if word.isalpha()} <= answer | furniture


@pytest.mark.slow
@pytest.mark.skipif(not SCORE.is_file(), reason="the corpus is kept outside the repository, in ../shared")
def test_real_pieces_are_imported_as_a_careful_reader_takes_them() -> None:
    command = [sys.executable, str(SCORE), str(SHARED / "corpus"), "--command", f"{sys.executable} -m builder.cli"]
    done = subprocess.run([*command, "--floor", "0.93"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    mean = done.stdout.splitlines()[-1]
    found = {name: float(mean.split(f"{name} ")[1].split()[0]) for name in FLOORS}
    assert all(found[name] >= floor for name, floor in FLOORS.items()), mean
