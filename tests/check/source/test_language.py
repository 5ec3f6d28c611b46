"""A briefing that names no language is taken to be English, and says so where it is not."""

from pathlib import Path

import pytest

from builder.cli import main

GERMAN = (
    "Der Hafen hat im Frühjahr wieder geöffnet, und die ersten Schiffe sind schon am Montag eingelaufen. "
    "Die Stadt hat das Becken vertieft, weil die neuen Schiffe größer sind als die alten, und den Umbau selbst bezahlt."
)
GREEK = (
    "Το λιμάνι άνοιξε ξανά την άνοιξη και τα πρώτα πλοία μπήκαν ήδη τη Δευτέρα το πρωί. Ο δήμος βάθυνε τη λεκάνη, "
    "επειδή τα νέα πλοία είναι μεγαλύτερα από τα παλιά, και πλήρωσε ο ίδιος τα έργα."
)
ENGLISH = (
    "The port opened again in spring, and the first ships came in on Monday. The city has deepened the basin, for the "
    "new ships are larger than the old ones, and it has paid for the works itself, without a loan from the state."
)


@pytest.mark.parametrize(
    ("head", "words", "advice"),
    [
        ("", GERMAN, "help: write `lang: de` at the top of the file\n"),
        ("", GREEK, "help: write `lang: "),
        ("", ENGLISH, ""),
        ("lang: de\n", GERMAN, ""),
        ("lang: en\n", GERMAN, ""),  # the author says so
        ("", "Der Hafen hat wieder geöffnet.", ""),  # too little to tell
    ],
)
def test_a_language_that_nobody_named_is_told_where_it_is_not_english(
    head: str, words: str, advice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "port.md"
    source.write_text(f"---\ntitle: 2025\n{head}---\n\n## 2025?\n\n{words}\n", encoding="utf-8")

    main(["check", str(source)])

    told = "".join(capsys.readouterr())
    assert ("warning[BD163]" in told) is bool(advice)
    assert advice in told
