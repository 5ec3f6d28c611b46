"""A sound deck passes every rule, and each rule finds the decks that break it."""

import pytest

from builder.check.deck import RULES, check
from builder.check.deck.reader import open_deck
from builder.codes import CODES
from builder.model.findings import Report
from tests.check.deck.broken import CASES, SLIDE, Package
from tests.everything import rich_deck


def _findings(data: bytes) -> list[str]:
    report = Report()
    check("deck.pptx", data, report)
    return [f"{one.code.number} {one.message}" for one in report.findings]


def test_a_sound_deck_has_no_finding() -> None:
    assert _findings(rich_deck()) == []


def test_packing_anew_breaks_nothing() -> None:
    assert _findings(Package(rich_deck()).packed()) == []


@pytest.mark.parametrize("case", CASES)
def test_a_broken_deck_trips_its_rule(case: str) -> None:
    name, change = CASES[case]
    package = Package(rich_deck())
    change(package)
    (rule,) = [one for one in RULES if one.find.__name__ == name]
    data = package.packed()
    assert list(rule.find(open_deck(data))), f"`{name}` does not find: {case}"
    assert any(one.startswith(rule.code.number) for one in _findings(data))


def test_every_rule_has_a_deck_that_breaks_it() -> None:
    assert {rule.find.__name__ for rule in RULES} == {name for name, _ in CASES.values()}


def test_every_rule_says_what_it_is_and_how_to_mend_it() -> None:
    for rule in RULES:
        assert rule.code in CODES.values()
        assert rule.hint
        assert rule.find.__doc__


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"# no deck at all", rich_deck()[:5000]], ids=["empty", "PK", "text", "cut"]
)
def test_what_is_no_deck_is_one_finding(data: bytes) -> None:
    (finding,) = _findings(data)
    assert finding.startswith("BD420")


@pytest.mark.parametrize("value", ["-4", "4.5"])
@pytest.mark.parametrize("written", ['{}="{}"', "{}='{}'", '{} = "{}"', '\n{}="{}"', '\t{}="{}"'])
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_a_value_is_judged_however_it_is_written(value: str, written: str, encoding: str) -> None:
    package = Package(rich_deck())
    package.sub(SLIDE, r'(<a:ext) cx="\d+"', rf"\1 {written.format('cx', value)}")
    package.put(SLIDE, package[SLIDE].decode().replace("UTF-8", encoding).encode(encoding))
    said = {"-4": "a shape has a negative extent", "4.5": "`4.5` is not a whole number"}[value]
    assert any(said in one for one in _findings(package.packed()))
