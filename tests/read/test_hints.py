"""The hint beside an error names what the author meant."""

from pathlib import Path

import pytest

from builder.cli import main
from builder.read.date_hints import date_hint
from builder.read.html_hints import html_hint

_FRONT = "---\ntitle: T\nlang: en\n---\n\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3 March 2025", "`2025-03-03`"),
        ("March 4th, 2025", "`2025-09-04`"),
        ("March 4, 2025", "`2025-03-04`"),
        ("4. März 2025", "`2025-03-04`"),
        ("4 de março de 2025", "`2025-03-04`"),
        ("4 févr. 2025", "`2025-02-04`"),
        ("2025-03-04T10:00:00Z", "`2025-03-04`"),
        ("2025/3/4", "`2025-03-04`"),
        ("3.4.2025", "`2025-04-03`"),
        ("25/12/2025", "`2025-12-25`"),
        ("03/04/2025", "`2025-03-04`, or as `2025-04-03`"),
        ("4/4/2025", "`2025-04-04`"),
        ("31 February 2025", "`2025-09-04`"),
        ("TBD", "`2025-09-04`"),
        ("", "`2025-09-04`"),
        ("1 " * 50_000, "`2025-09-04`"),
    ],
)
def test_a_date_is_offered_in_the_form_that_is_asked_for(written: str, meant: str) -> None:
    assert date_hint(written) == f"write it as {meant}"


@pytest.mark.parametrize(
    ("tag", "instead"),
    [("<b>", "**words**"), ("</MARK>", "==words=="), ('<a href="x">', "[words]("), ("<nosuch/>", "write Markdown")],
)
def test_what_to_write_in_place_of_a_tag_is_named(tag: str, instead: str) -> None:
    assert instead in html_hint(tag)
    assert html_hint(tag).endswith("or `\\<` for the character itself")


@pytest.mark.parametrize(
    ("attributes", "told", "advice"),
    [
        ("{headline=“Dakar chose its own boats”}", "the quotes of `headline` are not straight", 'headline="…"'),
        ("{headline=Ships call}", "the words of `headline` have no quotes", '`headline="Ships call"`'),
        ('{headline="Ships call}', "the quote of `headline` is not closed", '`"` behind its last word'),
        ("{headline: Ships call}", "the attribute `headline: Ships call` is not known", "`{headline=…}`"),
    ],
)
def test_quotes_that_are_missing_or_of_another_kind_are_one_finding(
    attributes: str, told: str, advice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _assert_told_once(
        _checked(f"{_FRONT}## Who calls? {attributes}\n\n==Ships call.==\n", tmp_path, capsys), told, advice
    )


@pytest.mark.parametrize(
    ("body", "told", "advice"),
    [
        ("## Who?\n\n| A | B | C |\n|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n",
         "has 3 columns, and its line of dashes 2", "`|---|---|---|`"),
        ("## Who?\n\n| A | B | C |\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n", "a table needs a line of dashes",
         "`|---|---|---|`"),
        ("## Who?\n\n== Ships call ==\n", "the space after this `==`", "without spaces inside"),
        ("## Who?\n\n```chart\nkind: bar\ntitle: T\n\n| Y | N |\n|---|---|\n| 1 | 254,5 |\n```\n", "is not a number",
         "`254.5`"),
        ("## Who?\n\nThe =ships= call.\n", "a highlight has two `=` on each side", "`==words==`"),
        ("## Who?\n\nThe *ships call.\n", "this `*` opens nothing that is closed", "`\\*`"),
        ("## Who?\n\nShips.\n\n```chart bar\nShips: 1, 2\n```\n", "a block of code", "write `chart` alone"),
        ("## Who?\n\nShips.[^a]\n\n```chart\nkind: bar\n\n[^a]: The log.\n", "is not closed", "the same characters"),
    ],
)  # fmt: skip
def test_a_fault_is_told_once_with_what_to_write(
    body: str, told: str, advice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _assert_told_once(_checked(_FRONT + body, tmp_path, capsys), told, advice)


@pytest.mark.parametrize("sentence", ["Speed a=b=c holds.", "A 2 * 3 grid.", "*Ships call.", "The crew* calls."])
def test_a_sign_alone_stays_what_it_is(sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "error" not in _checked(f"{_FRONT}## Who?\n\n{sentence}\n", tmp_path, capsys)


def test_a_no_break_space_behind_the_marks_of_a_heading_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "this is a no-break space" in _checked(f"{_FRONT}##\u00a0Who?\n\nShips.\n", tmp_path, capsys)


@pytest.mark.parametrize(
    ("lines", "told", "advice"),
    [
        ("lang: en-GBB", "`en-GBB` is not a language tag", "`en-GB`"),
        ("authors:\n  - Ada Marsh, affiliation: Tides", "a.md:4:5: error[BD102]", "{name: Ada Marsh, affiliation: …}"),
        ("authors:\n  - Ada Marsh, Institute: of Tides", "a.md:4:5: error[BD102]", "{name: Ada Marsh, affiliation: …}"),
    ],
)
def test_a_fault_of_the_front_matter_is_told_once_with_what_to_write(
    lines: str, told: str, advice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _assert_told_once(_checked(f"---\ntitle: T\n{lines}\n---\n\n## Who?\n\nShips.\n", tmp_path, capsys), told, advice)


@pytest.mark.parametrize(
    ("line", "lost", "column"),
    [
        ("subtitle: The report #1 of many", "`#1 of many`", 22),
        ("number: #4", "`#4`", 9),
    ],
)
def test_words_that_yaml_takes_for_a_comment_are_an_error(
    line: str, lost: str, column: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = _checked(f"---\ntitle: T\nlang: en\n{line}\n---\n\n## Who?\n\nShips.\n", tmp_path, capsys)
    assert f"a.md:4:{column}: error[BD101]" in shown
    assert lost in shown


def test_a_comment_with_a_space_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = "---\ntitle: T # the title\nlang: en\nnumber: '#4' #quoted\n---\n\n## Who?\n\n==Ships.==\n"
    assert "no problems found" in _checked(source, tmp_path, capsys)


def _assert_told_once(shown: str, told: str, advice: str) -> None:
    assert shown.count("error[") == 1
    assert told in shown
    assert advice in shown


def _checked(source: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    (folder / "a.md").write_text(source, encoding="utf-8")
    main(["check", str(folder / "a.md")])
    return "".join(capsys.readouterr())
