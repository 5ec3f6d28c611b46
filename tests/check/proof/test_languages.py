"""In every language the finished files say what the source says, also where words stand in capitals."""

from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from builder.check.proof import prove_deck, prove_handout
from builder.media import assets_folder
from tests.check.proof.sample import built_from

LANGUAGES = sorted(Path(file).stem for file in (assets_folder() / "labels").glob("*.toml"))

SOURCE = """---
title: {word} 1
series: {word} {word}
lang: {lang}
authors: [{word}]
actors:
  a: {{name: {word}}}
---

{word} 2.

## {word} 3? {{actor=a}}

=={word} 4.==

## {word} 5? {{.summary}}

=={word} 6.==
"""

WORDS = {"el": "Άλφα και ταΐζω", "tr": "İyi ışık iki", "de": "Straße", "he": "השיבה", "ar": "استعادت"}
"""Words whose capitals are not those of their letters alone, and words that have none."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_finished_files_say_what_the_source_says_in_every_language(lang: str) -> None:
    found, deck, handout = built_from(SOURCE.format(lang=lang, word=WORDS.get(lang, "Éa élan")))
    assert prove_deck(found.brief, found.products.deck, deck, deck).sound
    assert prove_handout(found.brief, found.products.handout, handout, handout).sound


@pytest.mark.parametrize(("words", "shown"), [("ısı arttı", "Isı arttı"), ("iki kent katıldı", "İki kent katıldı")])
@pytest.mark.parametrize("lang", ["tr", "en"])
def test_a_turkish_point_begins_with_the_capital_of_its_own_letter(words: str, shown: str, lang: str) -> None:
    point = f"[{words}]{{lang=tr}}"
    found, deck, _ = built_from(SOURCE.format(word="Ad", lang=lang).replace("==Ad 4.==", f"Dün =={point}== ve bitti."))
    slides = Presentation(BytesIO(deck)).slides
    assert shown in [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert prove_deck(found.brief, found.products.deck, deck, deck).sound


def test_a_point_that_nobody_marked_may_give_way_to_a_table() -> None:
    table = (
        "Ships grow in the north. More on it.\n\n| Port | Ships |\n|---|---|\n| A | 1 |\n| B | 2 |\n\n: Table of ports"
    )
    found, deck, handout = built_from(SOURCE.format(word="Ships", lang="en").replace("==Ships 4.==", table))
    assert prove_deck(found.brief, found.products.deck, deck, deck).sound
    assert prove_handout(found.brief, found.products.handout, handout, handout).sound


def test_a_line_that_ends_in_an_invisible_character_in_another_font_is_read_as_it_is() -> None:
    said = (
        "إلى إلى النرويج القاري على واستخدمته … القاري على طريق – القاري واستخدمته إلى الجرف "
        "أقصر أقصر القاري „zitat“ €10"
    )
    note = f"[^a]: {said} النرويج واستخدمته واستخدمته استعادت طريق استعادت **\u2063 واستخدمته واستخدمته**"
    source = f"---\ntitle: الفور\n---\n\nالنرويج الفور[^b] أقصر[^a].\n\n## O'Brien {{.closing}}\n\n[^b]: eBay\n{note}\n"
    found, _, handout = built_from(source)
    assert prove_handout(found.brief, found.products.handout, handout, handout).sound
