"""Findings in each form: what a person reads, and what machines are known to accept."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from builder.cli import CONTENT, DONE, main
from builder.cli.printers import FORMS, Checked, printer
from builder.cli.printers.text import text_from
from builder.codes import CHOSEN_POINTS, DATE_DISAGREES, IMPOSSIBLE_DATE, UNKNOWN_KEY
from builder.model.findings import Finding, Span
from tests.samples import BAD, write_good

SARIF = json.loads(Path(__file__).with_name("sarif-2.1.0-part.json").read_text(encoding="utf-8"))

PLACE = Span("a folder/ports.md", 5, 7, 5, 17)
FOUND = Finding(IMPOSSIBLE_DATE, "there is no date 2025-02-30", PLACE, ("write a day that the calendar has",))
WARNED = Finding(DATE_DISAGREES, "100 % of: it, <b>\nand \x07 more", Span("b.md", 2, 1), ())
NOTED = Finding(CHOSEN_POINTS, "chosen", Span("b.md"), ())
CHECKED = (
    Checked("a folder/ports.md", (FOUND,), {("a folder/ports.md", 5): "date: 2025-02-30"}),
    Checked("b.md", (WARNED, NOTED), {}),
    Checked("c.md", (), {}),
)


def test_text_shows_place_frame_and_hint() -> None:
    assert printer("text")(CHECKED[:1]) == (
        "a folder/ports.md:5:7: error[BD105] there is no date 2025-02-30\n"
        "    5 | date: 2025-02-30\n"
        "      |       ^^^^^^^^^^\n"
        "  help: write a day that the calendar has\n"
    )


@pytest.mark.parametrize(
    ("line", "span", "above", "under"),
    [
        ("日本は==強い", Span("a", 1, 4, 1, 6), "日本は==強い", "      ^^"),
        ("a\tb ==c", Span("a", 1, 5, 1, 7), "a b ==c", "    ^^"),
        ("short", Span("a", 1, 6), "short", "     ^"),
        ("two lines", Span("a", 1, 5, 3, 2), "two lines", "    ^^^^^"),
        (
            "x" * 300 + "here" + "y" * 300,
            Span("a", 1, 301, 1, 305),
            "…" + "x" * 33 + "here" + "y" * 63 + "…",
            " " * 34 + "^^^^",
        ),
        ("z" * 400, Span("a", 1, 1, 1, 401), "z" * 100 + "…", "^" * 100),
    ],
)
def test_the_carets_stand_below_what_is_meant(line: str, span: Span, above: str, under: str) -> None:
    shown = text_from(Finding(UNKNOWN_KEY, "it", span), line).splitlines()
    assert shown[1:] == [f"    1 | {above}", f"      | {under}"]


def test_a_flood_of_findings_is_cut_and_errors_are_kept() -> None:
    many = tuple(Finding(CHOSEN_POINTS, "chosen", Span("a.md", number, 1)) for number in range(1, 200))
    text = printer("text")([Checked("a.md", (*many, FOUND), {})])
    assert text.count("note[BD203]") == 49
    assert "error[BD105]" in text
    assert text.endswith("a.md: and 150 more findings\n")


def test_json_gives_each_finding_and_each_source() -> None:
    whole = json.loads(printer("json")(CHECKED))
    assert [one["code"] for one in whole["findings"]] == ["BD105", "BD204", "BD203"]
    assert whole["findings"][0] == {
        "code": "BD105", "name": "impossible-date", "severity": "error", "message": "there is no date 2025-02-30",
        "hints": ["write a day that the calendar has"], "file": "a folder/ports.md",
        "line": 5, "column": 7, "endLine": 5, "endColumn": 17,
    }  # fmt: skip
    assert whole["sources"][1] == {"file": "b.md", "errors": 0, "warnings": 1, "notes": 1}
    assert whole["sources"][2] == {"file": "c.md", "errors": 0, "warnings": 0, "notes": 0}


def test_sarif_keeps_its_schema_and_points_at_the_place() -> None:
    whole: dict[str, Any] = json.loads(printer("sarif")(CHECKED))
    jsonschema.validate(whole, SARIF)
    (run,) = whole["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["BD105", "BD203", "BD204"]
    result = run["results"][0]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "BD105"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%20folder/ports.md"
    assert location["region"] == {"startLine": 5, "startColumn": 7, "endLine": 5, "endColumn": 17}
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]


def test_github_escapes_what_its_runner_would_misread() -> None:
    lines = printer("github")(CHECKED).splitlines()
    assert lines[0] == (
        "::error title=BD105 impossible-date,file=a folder/ports.md,line=5,col=7,endLine=5,endColumn=17"
        "::there is no date 2025-02-30%0Awrite a day that the calendar has"
    )
    assert lines[1] == (
        "::warning title=BD204 date-disagrees,file=b.md,line=2,col=1::100 %25 of: it, <b>\\x0aand \\x07 more"
    )
    assert lines[2] == "::notice title=BD203 chosen-points,file=b.md::chosen"
    assert len(lines) == 3


def test_junit_is_xml_with_a_case_for_each_source_and_a_failure_for_each_with_errors() -> None:
    suite = etree.fromstring(printer("junit")(CHECKED).encode())[0]
    assert suite.attrib == {"name": "briefdeck", "tests": "3", "failures": "1", "errors": "0"}
    assert [case.attrib["name"] for case in suite] == ["a folder/ports.md", "b.md", "c.md"]
    assert [[part.tag for part in case] for case in suite] == [["failure"], ["system-out"], []]
    assert "date: 2025-02-30" in (suite[0][0].text or "")


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_all_that_standard_output_has(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_good(Path("texts"), "a.md")
    (Path("texts") / "b.md").write_text(BAD, encoding="utf-8")
    assert main(["check", "texts", "--findings", form]) == CONTENT
    assert "BD105" in capsys.readouterr().out
    assert main(["build", "texts", "--findings", form]) == CONTENT
    shown = capsys.readouterr()
    match form:
        case "json" | "sarif":
            json.loads(shown.out)
        case "junit":
            etree.fromstring(shown.out.encode())
        case "text":
            assert "BD105" in shown.err
        case _:
            assert "BD105" in shown.out


@pytest.mark.parametrize("form", FORMS)
def test_nothing_found_is_well_formed_too(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_good(Path())
    assert main(["check", "ports.md", "--findings", form]) == DONE
    shown = capsys.readouterr().out
    if form in {"json", "sarif"}:
        json.loads(shown)
    elif form == "junit":
        etree.fromstring(shown.encode())
    elif form == "github":
        assert shown == ""
