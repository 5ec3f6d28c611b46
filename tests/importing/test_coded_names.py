"""A name with a number behind it is told from other lines, whatever their length."""

import pytest

from builder.importing.byline import coded_name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Emergency Directive 20-02", ("Emergency Directive", "20-02")),
        ("BRIEFING PAPER, 14/2025", ("BRIEFING PAPER", "14/2025")),
        ("Note XK-7/3", ("Note", "XK-7/3")),
        ("2024 20-02", None),
        ("Directive 20", None),
        ("20-02", None),
        ("Directive20-02", None),
        ("One\nDirective 20-02", None),
    ],
)
def test_a_name_is_parted_from_its_number(text: str, found: tuple[str, str] | None) -> None:
    assert coded_name(text) == found


@pytest.mark.parametrize("text", ["a 1" * 100_000, "a " + "1-" * 100_000, " ," * 100_000 + "1-1x", "A1-1," * 100_000])
def test_a_long_line_is_read_once(text: str) -> None:
    assert coded_name(text) is None
