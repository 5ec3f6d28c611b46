"""Whatever is wrong with a deck ends in findings, never in a traceback."""

from functools import lru_cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.check.deck import check
from builder.check.deck.reader import BrokenPackageError
from builder.check.overflow import paint
from builder.model.findings import Report
from tests.check.deck.broken import Package
from tests.everything import rich_deck


@lru_cache(maxsize=1)
def _sound() -> tuple[tuple[str, bytes], ...]:
    return tuple((name, data) for name, data in Package(rich_deck()).entries if name.endswith((".xml", ".rels")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    part=st.integers(0, 10_000), place=st.integers(0, 100_000), way=st.sampled_from(["drop", "bare", "odd", "empty"])
)
def test_a_deck_in_which_anything_is_missing_or_odd_is_read_to_its_end(part: int, place: int, way: str) -> None:
    name, data = _sound()[part % len(_sound())]
    tree = etree.fromstring(data)
    elements = list(tree.iter(etree.Element))
    element = elements[place % len(elements)]
    key = sorted(element.attrib)[place % len(element.attrib)] if element.attrib else ""
    if way == "drop" and element.getparent() is not None:
        element.getparent().remove(element)
    elif way == "bare" and key:
        del element.attrib[key]
    elif way == "odd" and key:
        element.set(key, "zzz")
    else:
        for child in list(element):
            element.remove(child)
    package = Package(rich_deck())
    package.put(name, etree.tostring(tree))
    broken = package.packed()
    check("deck.pptx", broken, Report())
    try:
        paint(broken)
    except BrokenPackageError:
        assert name == "[Content_Types].xml"
