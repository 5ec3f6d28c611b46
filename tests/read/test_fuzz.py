"""No text crashes the reader, and none loses a word: it is in the draft, or a finding is an error."""

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from builder.model.brief import Draft
from builder.model.findings import Report, Span
from builder.read import read
from tests.read.sources import SIGNS, sources

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LABEL = re.compile(r"\[([^\]]*)\]:")


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a draft."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Struct) and not isinstance(value, Span):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))


def _lost(text: str, draft: Draft) -> set[str]:
    """Return the words of `text` that `draft` does not hold; comments and labels of links are not words."""
    kept = {word for said in _texts(draft) for word in re.findall(r"word\d+", said)}
    labels = {word for label in _LABEL.findall(text) for word in re.findall(r"word\d+", label)}
    return set(re.findall(r"word\d+", _COMMENT.sub("", text))) - kept - labels


@settings(deadline=None, max_examples=200)
@given(sources())
def test_a_markdown_source_keeps_every_word_or_has_an_error(text: str) -> None:
    report = Report()
    draft = read("a.md", text.encode(), report)
    assert (draft is None) == report.failed
    if draft:
        assert not _lost(text, draft)
    for found in report.findings:
        assert found.span.source == "a.md"
        assert found.message
        assert found.hints


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200))
@pytest.mark.parametrize("name", ["a.md", "a.yaml", "a.json"])
def test_no_bytes_crash_a_reader(name: str, data: bytes) -> None:
    report = Report()
    draft = read(name, data, report)
    assert (draft is None) == report.failed


_WRITTEN = st.text(alphabet="{}[]:,-\"'\\#&*!|>%@ \n\tau1.=<^", max_size=60)


@settings(deadline=None, max_examples=150)
@given(_WRITTEN)
@pytest.mark.parametrize("frame", ["---\n{}\n---\n\n## Q?\n\nA.\n", "---\ntitle: {}\n---\n\n## Q?\n\nA.\n"])
def test_no_front_matter_crashes_the_reader(frame: str, text: str) -> None:
    report = Report()
    draft = read("a.md", frame.replace("{}", text).encode(), report)
    assert (draft is None) == report.failed


@settings(deadline=None, max_examples=150)
@given(_WRITTEN)
@pytest.mark.parametrize(
    "frame", ["{}", "title: T\nquestions:\n  - text: {}\n    answer: {}", "questions: {}\ntitle: T"]
)
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_no_data_crash_the_reader(name: str, frame: str, text: str) -> None:
    report = Report()
    draft = read(name, frame.replace("{}", text).encode(), report)
    assert (draft is None) == report.failed


_KEYS = """type text level items ordered start header rows align caption src alt decorative kind title series
    categories values name blocks id""".split()  # noqa: SIM905 - a list of twenty strings is no easier to read
_TYPES = ["heading", "list", "quote", "table", "image", "chart", "bar", "pie"]
_leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(SIGNS) | st.text()
_values = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(_KEYS), inner | st.sampled_from(_TYPES), max_size=5)
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=150)
@given(_values)
@pytest.mark.parametrize("place", ["answer", "lead", "actors", "footnotes", "authors", "question"])
def test_no_shape_of_data_crashes_the_reader(place: str, value: object) -> None:
    question: dict[str, object] = {"text": "Q?", "answer": "A."}
    whole: dict[str, object] = {"title": "T", "questions": [question]}
    target = question if place in {"answer", "actors"} else whole
    target["questions" if place == "question" else place] = value
    report = Report()
    draft = read("a.json", json.dumps(whole).encode(), report)
    assert (draft is None) == report.failed
