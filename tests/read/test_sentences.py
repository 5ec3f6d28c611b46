"""Where sentences end: not behind a short word that numbers what follows."""

import pytest

from builder.model.brief import sentences_of
from builder.model.findings import Report
from builder.read import read


@pytest.mark.parametrize(
    ("lang", "text", "sentences"),
    [
        ("sv", "Skr. 2015/16:115 handlar om EU. Den kom sent.", ["Skr. 2015/16:115 handlar om EU.", "Den kom sent."]),
        ("fi", "HE 4. kohta muuttui. Se on uusi.", ["HE 4. kohta muuttui.", "Se on uusi."]),
        ("en", "It came late. 20 ships were lost.", ["It came late.", "20 ships were lost."]),
        ("en", "Yes. Twenty ships came.", ["Yes.", "Twenty ships came."]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(lang: str, text: str, sentences: list[str]) -> None:
    draft = read("a.md", f"---\ntitle: T\nlang: {lang}\n---\n\n## Q?\n\n{text}\n".encode(), Report())
    assert draft is not None
    assert [one.text for one in sentences_of(draft.passages[0].answer)] == sentences
