"""Sources made at random: whatever an author writes, the handout is sound and holds every sentence once."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.layout import print_ready
from builder.model.findings import Report
from builder.model.theme import Theme
from builder.render.pdf import render
from tests.layout.handouts import (
    HEAD,
    brief_of,
    hand_out,
    holders_in,
    in_columns,
    ragged,
    sentences_in,
    tags_of,
    words_in,
)
from tests.layout.square_font import media
from tests.render.pdf.structure import faults_of

WORDS = st.sampled_from(
    [
        *"the of and peace Władysław naïve 2022-2025 anti-Western U.S. 62 «oui» Київ العربية".split(),  # noqa: SIM905
        "Antidisestablishmentarianism",
        "https://example.org/reports/2025/annual",
        "[report](https://example.org/1)",
        "**strong**",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(lambda words: "So " + " ".join(words) + " it is.")


def _items(texts: list[str]) -> str:
    return "\n".join(f"{'1.' if len(texts) % 2 else '-'} {text}" for text in texts)


def _table(cells: list[str]) -> str:
    rows = "\n".join(f"| {cell} | {len(cell)} |" for cell in cells)
    return f"| Name | Length |\n|:---|---:|\n{rows}"


def _heading(text: str) -> str:
    """Return the first characters of a text without its marks: a link that is cut would be an error of the source."""
    return re.sub(r"\]\(\S*|[\[*]", "", text)[:50].strip()


BLOCKS = st.one_of(
    TEXTS,
    TEXTS,
    st.lists(TEXTS, min_size=1, max_size=6).map(_items),
    TEXTS.map(lambda text: f"> {text}"),
    st.lists(st.sampled_from(["North port", "South", "A cell with more words in it"]), min_size=1, max_size=30).map(
        _table
    ),
    TEXTS.map(lambda text: f"### {_heading(text)}\n\n{text}"),
)
ANSWERS = st.tuples(TEXTS, st.lists(BLOCKS, max_size=6)).map(lambda parts: "\n\n".join((parts[0], *parts[1])))
SOURCES = st.lists(ANSWERS, min_size=1, max_size=5).map(
    lambda answers: (
        HEAD
        + "A lead of one sentence.\n"
        + "".join(
            f"\n## Question number {at}? {{actor=norway}}\n\n==A point of {at}.== {one}\n"
            for at, one in enumerate(answers)
        )
    )
)


def _plain(text: str) -> str:
    return re.sub(r"\[\d+\]|\W+", "", text)


@pytest.mark.slow
@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    text=SOURCES,
    paper=st.sampled_from(["a4", "letter"]),
    change=st.sampled_from([in_columns, ragged]),
    printing=st.sampled_from([(), ("booklet",), ("greyscale",)]),
)
def test_any_source_makes_a_sound_handout_with_every_sentence_once(
    text: str, paper: str, change: Callable[[Theme], Theme], printing: tuple[str, ...]
) -> None:
    # a failure is not made smaller: each trial lays out a whole briefing, and a hundred of them take minutes
    scene = hand_out(text, paper=paper, change=change).handout
    tags_of(scene)
    holders = holders_in(scene)
    for sentence in sentences_in(brief_of(text, Report())):
        (tag,) = holders[sentence.id]
        assert _plain(sentence.text) in _plain(words_in(scene, tag))
    assert faults_of(render(*print_ready(scene, media(), printing))) == []
