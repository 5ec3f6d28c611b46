"""Where a line must not end."""

import pytest

from builder.layout.text.tied_spaces import tied_spaces


@pytest.mark.parametrize(
    ("lang", "text", "tied"),
    [
        ("en-GB", "No. 62 of", ["No. 62"]),
        ("en-GB", "on 3 September in", ["3 September"]),
        ("en-GB", "of World War II, which", ["War II"]),
        ("en-GB", "and I went", []),
        ("en-GB", "about 30 million people", ["30 million"]),
        ("en-GB", "Vice President J. D. Vance said", ["J. D.", "D. Vance"]),
        ("en-GB", "from 7 am to 10 p.m.", ["7 am", "10 p.m."]),
        ("fr", "un prix de 48 euros par", ["48 euros"]),
        ("pl", "jest w Polsce", ["w Polsce"]),
        ("de", "am 3. Oktober in", ["3. Oktober"]),
        ("fr", "quoi ? Rien", ["quoi ?"]),
        ("ar", "بنسبة 12 في المئة", ["12 في"]),
        ("ar", "خط طوله 45 كيلومتراً هنا", ["45 كيلومتراً"]),
        ("uk", "він в Україні", ["в Україні"]),
        ("pt-PT", "até 31 de março de 2027", ["31 de"]),
        ("it", "il 5 novembre ha", ["5 novembre"]),
        ("sv-SE", "mars, 38 procent mer, 2 miljoner kronor", ["38 procent", "2 miljoner"]),
        ("tr", "petrolün yüzde 90 kadarı", ["yüzde 90"]),
        ("tr", "Yüzde 90 kadarı", ["Yüzde 90"]),
        ("pl", "około 5 milionów osób", ["5 milionów"]),
        ("hu", "már 60 százalék", ["60 százalék"]),
        ("it", "con 3 milioni e 5 mila miliardi", ["3 milioni", "5 mila"]),
        ("pt", "em 12 por cento dos", ["12 por"]),
        ("fr", "près de 3 milliards de tonnes", ["3 milliards"]),
        ("ja", "約 12 億 円", ["12 億"]),
        ("xx", "in 12 lands", []),
        ("cs", "Dne 1. září začala", ["1. září"]),
    ],
)
def test_words_that_belong_together_stay_in_one_line(lang: str, text: str, tied: list[str]) -> None:
    found = []
    for at in sorted(tied_spaces(text, lang)):
        before, after = text[:at].rsplit(" ", maxsplit=1)[-1], text[at + 1 :].split(" ", maxsplit=1)[0]
        found.append(f"{before} {after}".rstrip(","))
    assert found == tied
