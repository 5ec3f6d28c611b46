"""The hint beside an error names what the author meant."""

import pytest

from builder.read.date_hints import date_hint
from builder.read.html_hints import html_hint


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
