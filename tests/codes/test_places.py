"""Every finding about content says in which line and column it is."""

from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from builder.codes import CODES
from builder.codes.rule_pages import block_in, page_of
from builder.edge.workspace import pictures_in
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import check_source
from tests.session import SESSION

HEAD = "---\ntitle: The Port\ndate: 2025-03-14\nlang: en\n---\n\n"
QUESTION = "## Who owns the port?\n\n==The city owns it.== "
LETTERS = "ABCDEFGH"
ACTORS = ", ".join(f"{one.lower()}: {{name: {one}land}}" for one in LETTERS)
PAIRS = " ".join(f"{one}land told {other}land so." for one, other in (*combinations(LETTERS, 2), *["AB"] * 2))
PORTS = "\n".join(f"| Port number {number} of the northern coast | {number} |" for number in range(70))
LONG = "\n\n".join(["The harbour was closed, and nobody knew for how long it would be. " * 8] * 12)
CLOSING = "## And then? {.summary}\n\n==The city keeps it.=="
WORDS = "==The harbour was closed, and nobody knew for how long it would be.== " * 12
PALE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30" fill="#f6f6f6"/></svg>'

MADE: dict[str, tuple[str | bytes, Options]] = {
    "BD118": (f"{HEAD}{QUESTION}{'x' * 2_001}\n", Options()),
    "BD126": ("title: [\n", Options()),
    "BD120": (HEAD.encode() + b"## Who owns the caf\xe9?\n\nThe city.\n", Options()),
    "BD314": (f"{HEAD[:-6]}\nbrand: {{logo: pale.svg}}\n---\n\n{QUESTION}\n", Options()),
    "BD320": (f"{HEAD}{LONG}\n\n{QUESTION}\n", Options(handouts=("onepage",))),
    "BD322": (f"{HEAD}{QUESTION}{WORDS * 12}\n\n{CLOSING}\n", Options(handouts=("onepage",))),
    "BD321": (f"{HEAD}{QUESTION}{LONG}\n", Options(pages=1)),
    "BD330": (
        f"{HEAD[:-6]}\nactors: {{{ACTORS}}}\nslides: {{map: true}}\n---\n\n{QUESTION}{PAIRS}\n",
        Options(),
    ),
    "BD331": (f"{HEAD}{QUESTION}\n\n```chart\nkind: bar\ntitle: Ships\n| Port | Ships |\n{PORTS}\n```\n", Options()),
    "BD333": (f"{HEAD}{QUESTION}\n\n![A quay](quay.png)\n", Options()),
    "BD402": (f"{HEAD}{QUESTION}\n\n![A quay](broken.png)\n", Options()),
    "BD403": (f"{HEAD}{QUESTION}\n\n![A quay](../quay.png)\n", Options()),
}
"""Content whose page tells the example in words, since it would be long, or needs an option or another file."""

NO_PLACE = {
    "the file as a whole is not a source": ("BD121", "BD122", "BD123", "BD124", "BD125"),
    "the file is to be imported, and is no source yet": tuple(f"BD{number}" for number in (*range(140, 150), 151, 152)),
    "no source can bring it about: it would be a bug of ours": ("BD221",),
    "a finished file is compared": ("BD223", "BD224", "BD225"),
    "a theme, a logo or a template is meant": (
        *("BD301", "BD302", "BD303", "BD304", "BD305", "BD332"),
        *(f"BD{number}" for number in (*range(340, 346), *range(367, 371), 452, 453)),
    ),
    "a finished handout or deck is meant": tuple(f"BD{number}" for number in range(410, 452)),
    "files, settings, records or another program are meant": tuple(f"BD{number}" for number in range(501, 540)),
}
"""Rules that are not about the content of a source, and why."""

EXEMPT = {number for numbers in NO_PLACE.values() for number in numbers}


def _example(number: str) -> tuple[str, str | bytes, Options] | None:
    """Return name, text and options of a source that trips a rule."""
    if number in MADE:
        return ("example.yaml" if number == "BD126" else "example.md", *MADE[number])
    block = block_in(page_of(CODES[number]).example)
    return (f"example.{block[0]}", block[1], Options()) if block and block[0] in {"md", "yaml", "json"} else None


@pytest.mark.parametrize("number", sorted(set(CODES) - EXEMPT))
def test_a_finding_about_content_has_line_and_column(number: str, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "quay.png")
    (tmp_path / "pale.svg").write_text(PALE, encoding="utf-8")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    example = _example(number)
    assert example, f"{number}: neither its page nor this test shows a source that trips it"
    name, text, options = example
    report = Report()
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    check_source(Source(name, data), pictures_in(tmp_path), options, report, SESSION)
    assert number in {one.code.number for one in report.findings}
    nowhere = [one for one in report.findings if not (one.span.source == name and one.span.line and one.span.column)]
    assert not nowhere
