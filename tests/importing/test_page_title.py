"""The title of a page is told apart from the name of its site."""

import pytest

from builder.importing.page_title import title_of_page

SITE, PIECE = "Harbour Weekly", "Five questions about the port"


@pytest.mark.parametrize(
    ("named", "headings", "site", "address", "expected"),
    [
        (f"{PIECE} | {SITE}", [PIECE], "", "", (PIECE, SITE)),
        (f"{PIECE} | {SITE}", [SITE], "", "", (PIECE, SITE)),
        (f"{PIECE} | {SITE}", [SITE, PIECE], SITE, "", (PIECE, SITE)),
        (f"{PIECE} – who pays | {SITE}", [SITE], "", "", (f"{PIECE} – who pays", SITE)),
        (f"{SITE} – {PIECE}", [PIECE], "", "", (PIECE, "")),
        (f"{SITE} – {PIECE}", [], SITE, "", (PIECE, SITE)),
        (f"{PIECE} – {SITE}", [SITE], "", "https://www.harbour-weekly.example/port", (PIECE, SITE)),
        (f"{PIECE} – {SITE}", [], SITE, "", (PIECE, SITE)),
        (f"{PIECE} :: {SITE}", [], SITE, "", (PIECE, SITE)),
        (SITE, [SITE], SITE, "", ("", "")),
        (SITE, [SITE, PIECE], "", "https://harbour-weekly.example/", (PIECE, "")),
        ("Ports – a short history", [], "", "", ("Ports – a short history", "")),
        ("", [PIECE], "", "", (PIECE, "")),
        ("", [], "", "", ("", "")),
    ],
)
def test_title_and_site(named: str, headings: list[str], site: str, address: str, expected: tuple[str, str]) -> None:
    assert title_of_page(named, headings, site, address) == expected
