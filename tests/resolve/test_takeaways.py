"""What stands in a summary is the headline, behind its question where it does not mean the same alone."""

import pytest

from builder.media import Media, Pictures
from builder.model.findings import Report
from builder.model.grammar import grammar_for
from builder.read import read
from builder.resolve import resolve
from builder.resolve.takeaways import stands_alone
from tests.session import ASSETS

DEPENDENT = {
    "en": ["So far it does, with exceptions.", "Yes, but only on Saturdays.", "It has fourteen berths.",
           "This is why the port was closed.", "Because the ramp is too weak.", "In May.", "Who pays for the ramp?",
           "It depends on the wind.", "Not yet, though the plan is ready."],
    "de": ["Bisher ja, mit Ausnahmen.", "Ja, aber nur am Samstag.", "Er hat vierzehn Liegeplätze.",
           "Deshalb wurde der Hafen geschlossen.", "Weil die Rampe zu schwach ist.", "Das hängt vom Wind ab."],
    "fr": ["Oui, mais seulement le samedi.", "Il compte quatorze quais.", "C'est pourquoi le port a fermé.",
           "Parce que la rampe est trop faible.", "Pas encore, même si le plan est prêt."],
    "es": ["Sí, pero solo los sábados.", "Por eso se cerró el puerto.", "Depende del viento.",
           "Porque la rampa es demasiado débil.", "Todavía no, aunque el plan está listo."],
    "pl": ["Tak, ale tylko w soboty.", "Dlatego port zamknięto.", "To zależy od wiatru.",
           "Ponieważ rampa jest za słaba.", "Jeszcze nie, choć plan jest gotowy."],
    "it": ["Sì, ma solo il sabato.", "Dipende dal vento.", "Non ancora, anche se il piano è pronto."],
    "pt": ["Sim, mas só aos sábados.", "Depende do vento.", "Ainda não, embora o plano esteja pronto."],
    "nl": ["Ja, maar alleen op zaterdag.", "Dat hangt van de wind af.", "Nog niet, al is het plan klaar."],
    "sv": ["Ja, men bara på lördagar.", "Det beror på vinden.", "Inte än, fast planen är klar."],
    "cs": ["Ano, ale jen v sobotu.", "Záleží na větru.", "Ještě ne, i když je plán hotový."],
    "uk": ["Так, але лише в суботу.", "Це залежить від вітру.", "Ще ні, хоча план готовий."],
    "el": ["Ναι, αλλά μόνο το Σάββατο.", "Εξαρτάται από τον άνεμο.", "Όχι ακόμη, αν και το σχέδιο είναι έτοιμο."],
    "ar": ["نعم، ولكن يوم السبت فقط.", "يعتمد ذلك على الرياح.", "ليس بعد، رغم أن الخطة جاهزة."],
}  # fmt: skip
ALONE = {
    "en": ["China won.", "The port has fourteen berths.", "Poland closed its port in May.",
           "In May the county closed the port for good."],
    "de": ["Der Hafen hat vierzehn Liegeplätze.", "Polen schloss seinen Hafen im Mai."],
    "fr": ["Le port compte quatorze quais."],
    "pl": ["Port ma czternaście stanowisk.", "Polska zamknęła swój port w maju."],
    "uk": ["Порт має чотирнадцять причалів."],
    "ar": ["يضم الميناء أربعة عشر رصيفا."],
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in DEPENDENT.items() for text in texts])
def test_what_needs_its_question_does_not_stand_alone(lang: str, text: str) -> None:
    assert not stands_alone(text, grammar_for(lang, ASSETS))


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in ALONE.items() for text in texts])
def test_what_says_whom_it_is_about_stands_alone(lang: str, text: str) -> None:
    assert stands_alone(text, grammar_for(lang, ASSETS))


def _takeaways(source: str) -> list[str]:
    report = Report()
    draft = read("ports.md", source.encode(), report)
    assert draft is not None
    brief = resolve(draft, Media(ASSETS, Pictures({})), report)
    assert brief is not None
    return [one.takeaway.text for one in brief.exchanges]


def test_a_takeaway_is_the_headline_behind_its_question_where_it_does_not_stand_alone() -> None:
    source = """---
title: Ports
lang: en
---

## Does the rule hold for China?

==So far it does, with exceptions==. ==Chinese ports report each ship==.

## What has Norway done?

==It has closed two ports==. The Norwegian ports of the north were closed in May.

## When does Poland decide?

==In May==. It depends on the weather.

## What has Spain said? {headline="Spain waits for the report"}

==It has said nothing==.
"""
    assert _takeaways(source) == [
        "Does the rule hold for China? So far it does, with exceptions",
        "What has Norway done? It has closed two ports",
        "When does Poland decide? In May",
        "Spain waits for the report",
    ]


@pytest.mark.parametrize("headline", ["Who has closed ports?", "Who has …"])
def test_a_headline_that_asks_again_gives_the_first_point_as_the_takeaway(headline: str) -> None:
    source = f"""---
title: Ports
lang: en
---

## Who has closed ports? {{headline="{headline}"}}

==Norway has closed two ports==. ==Poland has closed none==.

## Who has opened any? {{headline="Who has opened any?"}}

Spain said so. ==It may have opened one in June==. ==Nobody else has==.

## What should be open? {{headline="What should be open?"}}

- ==The port of Bergen==
- ==The port of Gdynia==
"""
    assert _takeaways(source) == [
        "Norway has closed two ports",
        "Who has opened any?",
        "What should be open?",
    ]
