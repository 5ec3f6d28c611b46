"""Notes rewritten across highlights and links: written into the answer where that loses nothing, else told."""

from pathlib import Path

import pytest

from builder.cli import CONTENT, DONE, main
from builder.compare.deck_reader import read_deck
from tests.cli.pulling import deck, edit, notes, nothing_to_pull, pull, source, written_and_built


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def test_words_across_highlights_are_in_the_answer_and_the_points_stay(project: Path) -> None:
    before = read_deck(deck(project).read_bytes())
    edit(
        project,
        notes("Norway regained its shortest route to the shelf, and ships used it at once", "It got it all back"),
    )
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    assert "It got it all back. The work took a winter." in text
    assert "::: slide\nNorway regained its shortest route to the shelf\n" in text
    assert main(["build", "-q"]) == DONE
    after = read_deck(deck(project).read_bytes())
    assert [one.text for one in after.slides[2:]] == [one.text for one in before.slides[2:]]
    assert "It got it all back" in after.slides[2].notes_text
    assert nothing_to_pull(project)


def test_where_the_slide_would_say_what_the_answer_does_not_nothing_is_written(project: Path) -> None:
    before = source(project).read_bytes()
    edit(project, notes("The northern trade is open again. Nobody expects it to close soon.", "All is well."))
    assert pull(project) == CONTENT
    assert source(project).read_bytes() == before


def test_where_a_link_would_be_lost_nothing_is_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = source(project).read_text(encoding="utf-8")
    linked = text.replace("Nobody doubts it.", "Nobody [doubts](https://example.org/a) it.")
    source(project).write_text(linked, encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    edit(project, notes("It will not grow. Nobody doubts it.", "All agree."))
    capsys.readouterr()
    assert pull(project) == CONTENT
    assert "cannot be written into the source" in capsys.readouterr().out
    assert source(project).read_text(encoding="utf-8") == linked
