"""Every rule has a page, and what the page shows is true: the rule finds its example, and not what is shown instead."""

import re
from pathlib import Path

import pytest
from PIL import Image

from builder.cli import DONE, main
from builder.codes import CODES
from builder.codes.rule_pages import block_in, page_of
from builder.edge.workspace import pictures_in
from builder.model.findings import Code, Report, Severity
from builder.model.request import Options, Source
from builder.pipeline import check_source
from tests.session import SESSION

FOLDER = Path(page_of.__code__.co_filename).parent
ALL = [CODES[number] for number in sorted(CODES)]


def _findings(text: str, folder: Path) -> Report:
    """Return what is found in `text`, beside which the picture `quay.png` lies."""
    Image.new("RGB", (40, 30)).save(folder / "quay.png")
    report = Report()
    check_source(Source("example.md", text.encode("utf-8")), pictures_in(folder), Options(), report, SESSION)
    return report


def _example(code: Code) -> str | None:
    """Return the source that the rule's page shows; None where it shows none, or where there is no page."""
    if not (FOLDER / f"{code.number}-{code.name}.md").is_file():
        return None
    block = block_in(page_of(code).example)
    return block[1] if block and block[0] == "md" else None


@pytest.mark.parametrize("code", ALL, ids=lambda code: code.number)
def test_a_rule_has_a_page_with_something_under_each_heading(code: Code) -> None:
    page = page_of(code)
    assert page.text.startswith(f"# {code.number} {code.name}\n")
    assert all((page.finds, page.matters, page.example, page.instead))


def test_no_page_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {f"{code.number}-{code.name}" for code in ALL}


def test_numbers_and_names_are_each_given_once() -> None:
    assert len({code.name for code in ALL}) == len(ALL)
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)+|[a-z]+", code.name) for code in ALL)


@pytest.mark.parametrize("code", [code for code in ALL if _example(code)], ids=lambda code: code.number)
def test_the_example_trips_the_rule_and_no_other(code: Code, tmp_path: Path) -> None:
    report = _findings(_example(code) or "", tmp_path)
    found = {one.code.number for one in report.findings if one.severity is not Severity.NOTE} | (
        {one.code.number for one in report.findings} & {code.number}
    )
    assert found == {code.number}, [f"{one.span} {one.message}" for one in report.findings]


@pytest.mark.parametrize("code", [code for code in ALL if _example(code)], ids=lambda code: code.number)
def test_what_to_write_instead_trips_nothing(code: Code, tmp_path: Path) -> None:
    block = block_in(page_of(code).instead)
    if block is None or block[0] != "md":
        return
    report = _findings(block[1], tmp_path)
    assert not report.failed, [f"{one.span} {one.message}" for one in report.findings]
    assert code not in {one.code for one in report.findings}


@pytest.mark.parametrize("rule", ["BD102", "bd102", "unknown-key"])
def test_a_page_is_printed_by_number_or_name(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule]) == DONE
    assert capsys.readouterr().out.strip() == page_of(CODES["BD102"]).text.strip()


def test_without_a_rule_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(CODES)
