"""No input crashes the importer, and none loses a word: what is not in the draft is among what was left out."""

import re
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder.importing import import_piece
from builder.importing.raw_draft import FORMATS, RawDraft, read_raw
from builder.model.brief import sentences_of
from builder.model.findings import Report
from tests.session import ASSETS

CASES = Path(__file__).parents[1] / "cases" / "import"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.txt"))]
SCRAPS = [
    "\n", "\n\n", "?", "**", "*", "_", "- ", "1. ", "(a) ", "## ", "> ", "| a | b |\n|---|---|\n", "```", "::: tip X",
    "\n:::\n", "<div>", "<summary>", "[^1]", "[^1]: x", "[1]", "&amp;", "\f", "\u00a0", "\u200b", "؟", "？", ";", "Q: ",
    "A: ", "==", "{.x}", "\\", "`", "[a](https://b.org)", "<!-- x -->", "---\n", "title: x\n", "    ", "Page 3 of 4\n",
    "Sources:\n", "Notes\n", "Read also:\n", "-\n",
]  # fmt: skip
PLAIN = [text for text in TEXTS if "<" not in text]
"""Those without tags: where one is cut in two, its reader decides what was a word."""
SETTINGS = settings(
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def _pieces(draw: st.DrawFn, texts: list[str]) -> str:
    """Return a real piece with scraps put in and stretches taken out, doubled or broken over lines."""
    text = draw(st.sampled_from(texts))[: draw(st.sampled_from([300, 1200, 4000]))]
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 60)))
        match draw(st.integers(0, 3)):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:at] + text[at:end].replace(" ", "\n") + text[at:]
            case _:
                text = text[:at] + draw(st.sampled_from(SCRAPS)) + text[at:]
    return text


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in re.sub(r"</?[A-Za-z][^<>]*>", " ", text).casefold() if char.isalpha())


def _kept(raw: RawDraft) -> str:
    draft, fields = raw.draft, raw.draft.fields
    blocks = [draft.lead, *(one.answer for one in draft.passages), *(note.blocks for note in draft.footnotes)]
    sentences = [sentence for each in blocks for sentence in sentences_of(each)]
    sentences += [heading for one in draft.passages for heading in (*one.part, one.question)]
    runs = [run for sentence in sentences for run in sentence.runs]
    said = [fields.title, fields.subtitle, fields.series, fields.number, fields.publisher.name, fields.url]
    said += [one.name for one in fields.authors] + [f"{run.text} {run.href}" for run in runs]
    return " ".join([*said, *raw.removed])


@SETTINGS
@example("## Where is the plan?\n\n[![](h[![](https://val.example.org/plan.png)](/plan.pdf)\n\nIt is here.\n")
@given(_pieces(PLAIN))
def test_no_letter_of_a_piece_is_lost(text: str) -> None:
    report = Report()
    raw = read_raw("a.txt", text.encode(), report)
    if raw is None:
        assert report.failed
        return
    plain = text.replace("&amp;", "&").replace("\u200b", "")
    lost = _letters(plain) - _letters(_kept(raw))
    assert not lost, (lost, raw.draft.fields.title)


@SETTINGS
@example("[^1]-\ntitle : Experts React\n\n### Why did Denmark agree?\n\nDenmark saves money.\n")
@given(_pieces(TEXTS))
def test_every_draft_is_written_so_that_it_reads_back(text: str) -> None:
    report = Report()
    imported = import_piece("a.txt", text.encode(), ASSETS, report)
    codes = {found.code.number for found in report.findings}
    assert codes <= {"BD106", "BD121", "BD122", "BD152"}, report.findings
    assert imported is not None or report.failed


@SETTINGS
@given(
    st.binary(max_size=600),
    st.sampled_from(sorted(FORMATS)),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<"]),
)
def test_no_bytes_crash_a_reader(data: bytes, suffix: str, start: bytes) -> None:
    report = Report()
    raw = read_raw(f"a{suffix}", start + data, report)
    assert raw is not None or report.failed
