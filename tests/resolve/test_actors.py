"""Whom an answer is about, in its own language, and why: as an author sees it in findings and on slides."""

import pytest

from builder.model.brief import Draft
from builder.model.findings import Report
from builder.read import read
from builder.resolve import resolve
from builder.resolve.actors import Proposal, proposals_for, resolve_actors
from tests.session import ASSETS, media

MEDIA = media()


def _draft(body: str, lang: str = "en", actors: str = "") -> Draft:
    declared = f"actors:\n{actors}" if actors else ""
    report = Report()
    draft = read("t.md", f"---\ntitle: T\nlang: {lang}\n{declared}---\n\n{body}\n".encode(), report)
    assert draft is not None, report.findings
    return draft


def _proposal(question: str, answer: str, lang: str = "en", actors: str = "") -> Proposal | None:
    return proposals_for(_draft(f"## {question}\n\n{answer}", lang, actors), ASSETS)[0]


@pytest.mark.parametrize(
    ("lang", "question", "answer", "name"),
    [
        ("en", "What goals did China achieve?", "China gained time.", "China"),
        ("en", "What did Beijing gain?", "It gained time.", "China"),
        ("en", "What does the Kremlin want?", "Moscow wants recognition.", "Russia"),
        ("en", "How will Poles vote?", "They will vote in May.", "Poland"),
        ("en", "What is the role of NATO?", "The alliance will grow.", "NATO"),
        ("en", "What did the North Korean leader say?", "He said nothing.", "North Korea"),
        ("en", "What did the U.S. want?", "Washington wanted a deal.", "United States"),
        ("de", "Welche Ziele hat China erreicht?", "Das Land gewann Zeit.", "China"),
        ("de", "Was folgt aus Chinas Plan?", "Peking gewinnt Zeit.", "China"),
        ("de", "Was sagt der Senat dazu?", "Nichts.", "Senat"),
        ("fr", "Quels sont les objectifs de la Chine ?", "Pékin gagne du temps.", "Chine"),
        ("es", "¿Qué quiere Pekín?", "Quiere tiempo.", "China"),
        ("pl", "Jakie są cele Chin?", "Pekin chce czasu.", "Chiny"),
        ("pl", "Co zyskał rosyjski przywódca?", "Zyskał czas.", "Rosja"),
        ("uk", "Чого досяг китайський лідер?", "Він виграв час.", "Китай"),
        ("ar", "ما هي أهداف الصين؟", "تريد الوقت.", "الصين"),
        ("cs", "Čeho dosáhlo Rusko?", "Získalo čas.", "Rusko"),
        ("cs", "O čem se jednalo v Polsku?", "V Polsku se jednalo. Polsko souhlasilo.", "Polsko"),
        ("it", "Che cosa ha ottenuto la Cina?", "Ha ottenuto tempo.", "Cina"),
        ("ja", "中国は何を達成したか？", "時間を得た。", "中国"),
    ],
)
def test_a_question_names_whom_it_is_about(lang: str, question: str, answer: str, name: str) -> None:
    found = _proposal(question, answer, lang)
    assert found is not None
    assert found.actors[0].name == name


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "What did China want? The former Chinese president Hu Jintao wanted time. Hu Jintao waited."),
        ("fr", "Que veut la Chine ? L'ancien président chinois Hu Jintao voulait du temps. Hu Jintao attend."),
        ("de", "Was wollte China? Der ehemalige chinesische Präsident Hu Jintao wollte Zeit. Hu Jintao wartete."),
        ("pl", "Czego chciały Chiny? Były prezydent Chin Hu Jintao chciał czasu. Hu Jintao czekał."),
    ],
)
def test_who_held_an_office_before_is_no_leader(lang: str, words: str) -> None:
    question, answer = words.split("? ", 1)
    found = _proposal(f"{question}?", answer, lang)
    assert found is not None
    assert found.actors[0].leader == ""


@pytest.mark.parametrize(
    ("lang", "question", "answer", "name", "leader"),
    [
        (
            "en",
            "What did Putin achieve?",
            "During his visit to China, the Russian leader presented himself as important. Putin met others.",
            "Russia",
            "Putin",
        ),
        ("en", "What does Modi want?", "India's prime minister, Narendra Modi, wants trade.", "India", "Narendra Modi"),
        ("en", "How did Macron react?", "French President Emmanuel Macron called.", "France", "Emmanuel Macron"),
        (
            "en",
            "What were the results of the Belarusian leader's talks?",
            "Alexander Lukashenka's goal was to attract investment. Lukashenka has tried for years.",
            "Belarus",
            "Alexander Lukashenka",
        ),
        (
            "de",
            "Was hat Putin erreicht?",
            "Der russische Präsident Wladimir Putin gewann Zeit.",
            "Russland",
            "Wladimir Putin",
        ),
        (
            "fr",
            "Qu'a obtenu Poutine ?",
            "Le président russe Vladimir Poutine a gagné du temps.",
            "Russie",
            "Vladimir Poutine",
        ),
        ("es", "¿Qué logró Putin?", "El presidente ruso, Vladímir Putin, ganó tiempo.", "Rusia", "Vladímir Putin"),
        (
            "pl",
            "Co osiągnął Putin?",
            "W Chinach rosyjski przywódca zyskał czas. Władimir Putin spotkał się z Xi.",
            "Rosja",
            "Władimir Putin",
        ),
        (
            "uk",
            "Чого досяг Путін?",
            "Російський лідер виграв час. Володимир Путін зустрівся з Сі.",
            "Росія",
            "Володимир Путін",
        ),
    ],
)
def test_a_person_stands_for_a_state_as_the_text_says(
    lang: str, question: str, answer: str, name: str, leader: str
) -> None:
    found = _proposal(question, answer, lang)
    assert found is not None
    assert (found.actors[0].name, found.actors[0].leader) == (name, leader)


def test_another_case_of_a_name_is_no_leader() -> None:
    answer = "Amerykański prezydent zwleka z decyzją. Kongres czeka na nią od maja."
    found = _proposal("A co z Ameryką?", answer, "pl")
    assert found is None or all(actor.leader == "" for actor in found.actors)


def test_without_capitals_the_office_in_the_answer_tells() -> None:
    found = _proposal("ماذا حقق بوتين؟", "خلال زيارته للصين قدم الرئيس الروسي نفسه كشخصية مهمة.", "ar")
    assert found is not None
    assert found.actors[0].flag == "ru"


@pytest.mark.parametrize(
    ("lang", "question", "answer"),
    [
        ("en", "How will the sanctions work?", "They will cut off banks."),
        ("en", "What can us citizens expect?", "All of us will pay, and who knows what."),
        ("en", "What happens in the South China Sea?", "Ships collide."),
        ("en", "What is the international significance of this event?", "China showed strength. China won."),
        ("de", "Was kostet das Gesetz?", "Es kostet 10,3 Millionen Euro."),
        ("fr", "Combien ça coûte ?", "Cinq millions d'euros."),
        ("fr", "Quelles règles entre la métropole et l'Outre-mer ?", "Les règles de l'Outre-mer changent."),
        ("pl", "Ile to kosztuje?", "Pięć milionów euro."),
        ("ar", "كم تكلفة التأشيرة؟", "مائة دولار."),
        ("en", "Did we learn from Thursday's breakdown?", "It was a long day, and Thursday is busy."),
        ("en", "Will more water flow to the Lower Lakes?", "Not soon. People at the Lower Lakes wait."),
        ("en", "Could you win a seat, even Mr Strand's?", "We want to be competitive everywhere."),
    ],
)
def test_a_question_about_nobody_stays_without_an_actor(lang: str, question: str, answer: str) -> None:
    assert _proposal(question, answer, lang) is None


def test_whom_a_question_joins_come_together() -> None:
    found = _proposal("What did China and Russia agree?", "They agreed on a pipeline.")
    assert found is not None
    assert [actor.name for actor in found.actors] == ["China", "Russia"]


def test_who_acts_comes_before_whom_it_concerns() -> None:
    found = _proposal("How did Poland respond to Russia's drones?", "Warsaw asked for talks.")
    assert found is not None
    assert [actor.name for actor in found.actors] == ["Poland"]


def test_an_adjective_is_less_sure_than_a_name() -> None:
    name = _proposal("What will China do?", "Wait.")
    adjective = _proposal("What did the Chinese parade show?", "Tanks.")
    assert name is not None
    assert adjective is not None
    assert adjective.confidence < name.confidence


def test_a_guess_is_told_with_its_reason() -> None:
    report = Report()
    resolve_actors(_draft("## What did Putin want?\n\nThe Russian leader wanted time."), ASSETS, report)
    (found,) = report.findings
    assert found.code.name == "guessed-actor"
    assert "`Russia`" in found.message
    assert "Russian leader" in found.message
    assert "{actor=russia}" in found.hints[0]


def test_what_the_author_says_is_not_guessed() -> None:
    draft = _draft(
        "## What did Putin want? {actor=china}\n\nThe Russian leader wanted time.",
        actors="  china: {name: China, flag: cn}\n",
    )
    report = Report()
    cast = resolve_actors(draft, ASSETS, report)
    assert [actor.id for actor in cast.of[0]] == ["china"]
    assert report.findings == []


def test_declared_actors_are_found_by_all_their_forms() -> None:
    actors = "  reds: {name: Russia, flag: ru, leader: Vladimir Putin}\n  dragon: {name: China, flag: cn}\n"
    body = "## What did China want? {actor=dragon}\n\nMoscow agreed. A Russian ship sailed. Putin smiled. Nobody came."
    cast = resolve_actors(_draft(body, actors=actors), ASSETS, Report())
    (mention,) = cast.named[0]
    assert mention.actor.id == "reds"
    assert len(mention.sentences) == 3


def test_a_declared_alias_goes_before_the_data() -> None:
    actors = "  city: {name: City of Beijing, aliases: [Beijing]}\n"
    found = _proposal("What did Beijing build?", "A ring road.", actors=actors)
    assert found is not None
    assert found.actors[0].id == "city"


def test_longer_names_win() -> None:
    cast = resolve_actors(
        _draft(
            "## Who came?\n\nNorth Korea sent ships. The North Korean ships sailed. South Korea watched. Seoul waited."
        ),
        ASSETS,
        Report(),
    )
    assert {mention.actor.flag for mention in cast.spoken[0]} == {"kp", "kr"}


def test_words_are_not_searched_inside_words() -> None:
    cast = resolve_actors(
        _draft("## Who came?\n\nThe Romanian indiana chinaware. A Russianist, an iranology. Irans, chinas."),
        ASSETS,
        Report(),
    )
    assert all(mention.actor.flag == "ro" for mention in cast.spoken[0])


ABOUT_ACTORS = "## What did China want?\n\nChina wanted time.\n\n## What did Russia want?\n\nRussia wanted gas.\n\n"


@pytest.mark.parametrize("last", ["What is the international significance of this event?", "Who pays in the end?"])
def test_a_last_question_about_no_actor_closes_a_piece_about_actors(last: str) -> None:
    report = Report()
    brief = resolve(_draft(f"{ABOUT_ACTORS}## {last}\n\nThe world has changed."), MEDIA, report)
    assert brief is not None
    assert [exchange.summary for exchange in brief.exchanges] == [False, False, True]
    assert "guessed-summary" in {found.code.name for found in report.findings}


def test_a_last_question_about_an_actor_closes_nothing() -> None:
    brief = resolve(_draft(f"{ABOUT_ACTORS}## What does it mean for Poland?\n\nPoland must wait."), MEDIA, Report())
    assert brief is not None
    assert not any(exchange.summary for exchange in brief.exchanges)


@pytest.mark.parametrize(
    ("lang", "question", "answer"),
    [
        (
            "en",
            "What do you think of your friend Ada Holm's call for a levee?",
            "Ada has done a lot. I thank Ada Holm.",
        ),
        ("en", "Are you sorry that Holm's plan was dropped?", "Ada Holm worked hard. Holm will be missed."),
        ("en", "Did you block the plan of Norway Airlines for the airport?", "We read it, and blocked nothing."),
        ("en", "Is it a test of what they do to some of Senate Committees?", "Well, they closed two of them."),
        ("es", "¿Qué piensa de la propuesta de Ada Holm?", "Ada Holm la presentó en mayo. Holm insistió."),
    ],
)
def test_who_is_only_named_in_a_question_is_not_whom_the_answer_is_about(lang: str, question: str, answer: str) -> None:
    assert _proposal(question, answer, lang) is None


@pytest.mark.parametrize(
    ("lang", "question", "answer", "name"),
    [
        ("id", "APA ITU INFLASI?", "Inflasi adalah kenaikan harga.", None),
        ("en", "WHO PAYS FOR THE BRIDGE?", "The port pays. LOOK AT IT!", None),
        ("en", "WHAT DOES NATO WANT?", "The allies want more. NATO will meet in June.", "NATO"),
    ],
)
def test_a_word_in_capitals_among_capitals_is_no_actor_by_itself(
    lang: str, question: str, answer: str, name: str | None
) -> None:
    found = _proposal(question, answer, lang)
    assert (found and found.actors[0].name) == name
