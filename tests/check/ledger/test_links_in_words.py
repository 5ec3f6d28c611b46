"""A link may be a part of a word: its words on a slide are the source's."""

from pathlib import Path

import pytest

from builder.cli import DONE, main


def test_a_link_that_is_a_part_of_a_word_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(
        "---\ntitle: Silta\nlang: fi\ndate: 2025-05-03\n---\n\n## Mikä silta on?\n\n"
        "==Silta on avoin kaikille==. ==Se alkoi [Vanhan tien](https://example.org/tie/)-hankkeesta ja on yhteensopiva"
        " [npm](https://example.org/npm/)-ekosysteemin kanssa==.\n",
        encoding="utf-8",
    )
    assert main(["build", "a.md"]) == DONE
