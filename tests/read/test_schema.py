"""The published JSON Schema holds for the data form of every sound source, and refuses what the reader refuses."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from jsonschema import Draft202012Validator

from builder.model.findings import Report
from builder.model.request import OWN_SLIDES
from builder.read import read
from builder.write.data import data_of, json_of, yaml_of
from tests.read.sources import sources

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "read"
VALIDATOR = Draft202012Validator(
    json.loads((ROOT / "assets" / "schemas" / "briefing.schema.json").read_text(encoding="utf-8"))
)
SOUND = [
    path
    for path in sorted([*(ROOT / "decks").glob("*.md"), *CASES.iterdir()])
    if path.suffix != ".txt" and not path.name.startswith("fault")
]


class _Texts(yaml.SafeLoader):
    """YAML as our reader takes it: a date is a text."""


_Texts.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _plain(text: str, suffix: str) -> object:
    return json.loads(text) if suffix == ".json" else yaml.load(text, Loader=_Texts)  # noqa: S506 - a safe loader


def test_the_schema_itself_is_sound() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_the_schema_holds_for_the_data_form_of_every_sound_source(path: Path) -> None:
    draft = read(path.name, path.read_bytes(), Report())
    assert draft is not None
    VALIDATOR.validate(_plain(json_of(draft), ".json"))
    VALIDATOR.validate(_plain(yaml_of(draft), ".yaml"))


@pytest.mark.parametrize(
    "path", [path for path in SOUND if path.suffix in {".json", ".yaml"}], ids=lambda path: path.name
)
def test_the_schema_holds_for_data_written_by_hand(path: Path) -> None:
    VALIDATOR.validate(_plain(path.read_text(encoding="utf-8"), path.suffix))


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
@given(sources())
def test_the_schema_holds_for_whatever_is_read(text: str) -> None:
    draft = read("a.md", text.encode(), Report())
    assume(draft is not None)
    assert draft is not None
    VALIDATOR.validate(data_of(draft))


@pytest.mark.parametrize("change", [
    {"titel": "T"}, {"title": ["T"]}, {"date": "4 September"}, {"lang": "english please"}, {"authors": "Ada"},
    {"url": "example.org"}, {"actors": ["china"]}, {"actors": {"a b": {"name": "A"}}}, {"actors": {"a": {"nam": "A"}}},
    {"actors": {"a": {"name": "A", "monogram": "ABCDE"}}}, {"questions": []}, {"questions": "Q?"},
    {"questions": [{"answer": "A."}]}, {"questions": [{"text": "Q?"}]}, {"lead": {"a": "b"}},
    {"lead": [{"type": "line", "text": "x"}]}, {"lead": [{"type": "heading", "level": 2, "text": "x"}]},
    {"lead": [{"type": "table", "header": ["a"], "align": ["left"]}]}, {"lead": [{"type": "image", "alt": "x"}]},
    {"lead": [{"type": "chart", "kind": "donut", "title": "T", "categories": ["a"],
               "series": [{"name": "A", "values": [1]}]}]},
    {"publisher": {"imprint": "x"}}, {"footnotes": {"a b": "x"}},
], ids=str)  # fmt: skip
def test_schema_and_reader_refuse_the_same(change: dict[str, object]) -> None:
    sound: dict[str, object] = {"title": "T", "questions": [{"text": "Q?", "answer": "A."}]}
    assert VALIDATOR.is_valid(sound)
    assert read("a.json", json.dumps(sound).encode(), Report()) is not None
    assert not VALIDATOR.is_valid(sound | change)
    assert read("a.json", json.dumps(sound | change).encode(), Report()) is None


@pytest.mark.parametrize("name", OWN_SLIDES)
def test_the_schema_knows_every_slide_that_can_be_asked_for(name: str) -> None:
    text = f"---\ntitle: Ice\nslides: {{{name}: no}}\n---\n\n## Why?\n\nIce is thin.\n"
    draft = read("ice.md", text.encode(), Report())
    assert draft is not None
    VALIDATOR.validate(_plain(json_of(draft), ".json"))
