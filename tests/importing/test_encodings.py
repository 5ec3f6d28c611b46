"""The encoding of a text is found by what it says, and so is its language."""

from pathlib import Path

import pytest

from builder.importing.charsets import cleaned
from builder.importing.raw_draft import read_raw
from builder.model.findings import Report

CASES = Path(__file__).parents[1] / "cases" / "import"
ENCODED = [
    ("pl-komentarz", "cp1250"), ("pl-komentarz", "iso8859-2"), ("uk-pytannia", "cp1251"), ("ru-faq", "cp1251"),
    ("ar-suwal", "cp1256"), ("el-erotiseis", "cp1253"), ("fr-encadre", "cp1252"), ("de-faq-gov", "cp1252"),
    ("ja-shitsumon", "shift_jis"), ("zh-wenda", "gb18030"), ("ko-munddap", "euc-kr"), ("en-one-line", "utf-16"),
    ("cs-tucne", "utf-16-le"), ("es-preguntas.md", "utf-8-sig"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "encoding"), ENCODED)
def test_a_text_reads_the_same_in_every_encoding(name: str, encoding: str) -> None:
    text = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    plain = read_raw("a.txt", text.encode(), Report())
    coded = read_raw("a.txt", text.encode(encoding, "ignore"), Report())
    assert plain is not None
    assert coded is not None
    assert [one.question.text for one in coded.draft.passages] == [one.question.text for one in plain.draft.passages]
    assert coded.draft.fields.lang == plain.draft.fields.lang
    assert coded.encoding.replace("-", "").startswith(encoding.removesuffix("-sig").replace("-", "")[:5])


def test_controls_of_latin_1_are_read_as_windows_meant_them() -> None:
    found = read_raw("a.txt", "What is it?\n\nIt\u0092s \u0093that\u0094\u0081.\n".encode(), Report())
    assert found is not None
    assert found.draft.passages[0].answer[0].sentences[0].text == "It’s “that”."  # type: ignore[union-attr]


def test_of_a_gap_that_is_wider_than_any_column_a_part_is_left() -> None:
    text = "Ports{0}12\n{1}A{2}b"
    assert cleaned(text.format(" " * 150, " " * 5_000, "\t" * 9_000)) == text.format(" " * 150, " " * 200, "\t" * 200)


def test_words_with_characters_that_were_lost_are_told() -> None:
    found = read_raw(
        "a.txt", "Who decides?\n\nThe co\ufffdncil of the t\ufffdwn and the m\ufffdyor.\n".encode(), Report()
    )
    assert found is not None
    assert ("title", "look here first: 3 words have characters that were lost in the source") in found.draft.comments
