"""A handout of ours is imported as the briefing that it was made of, whatever its columns and boxes."""

from pathlib import Path

from builder.importing.raw_draft import read_raw
from builder.media import Pictures
from builder.model.brief import Draft, sentences_of
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from tests.session import SESSION

DECKS = Path(__file__).parents[2] / "decks"


def _again(name: str) -> Draft:
    report = Report()
    source = Source(name, (DECKS / name).read_bytes())
    products = build(source, Pictures({}), Options(formats=("pdf",)), report, SESSION)
    assert products is not None, report.findings
    raw = read_raw("handout.pdf", products.artifacts[0].data, Report())
    assert raw is not None
    return raw.draft


def test_a_handout_in_two_columns_is_read_column_by_column() -> None:
    draft = _again("2025-62-beijing-parade.md")
    assert draft.fields.title == "Beijing Showcases Key Relations at Historic Military Parade"
    assert (draft.fields.series, draft.fields.number) == ("PISM Spotlight", "62/2025")
    assert [one.question.text for one in draft.passages] == [
        "What goals did China achieve with the parade?",
        "What did Putin achieve?",
        "What were the results of the Belarusian leader’s talks?",
        "What was the purpose of Kim Jong-un’s participation?",
        "What is the international significance of this event?",
    ]
    first, second, *_ = (" ".join(one.text for one in sentences_of(passage.answer)) for passage in draft.passages)
    assert first.startswith("China succeeded in strengthening its image as the leader of the anti-Western group")
    assert first.endswith("the Chinese Communist Party, as pursuing “Nazi-like” policy.")
    assert second.startswith("During his visit to China, the Russian leader presented himself as important and was")
    assert second.endswith("the trial introduction of visa-free travel to China for Russian citizens.")
