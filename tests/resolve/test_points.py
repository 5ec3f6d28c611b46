"""What is chosen for a slide where the author marked nothing."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.check.source import check_draft
from builder.check.source.quotation_faults import QuoteFault, faults_of
from builder.codes import CHOSEN_POINTS
from builder.model.brief import Brief, Draft, Exchange, PointOrigin, sentences_of
from builder.model.findings import Report
from builder.model.grammar import grammar_for
from builder.read import read
from builder.resolve import resolve
from builder.resolve.proposals import with_proposals
from builder.write.markdown import markdown_of
from tests.session import ASSETS, media

MEDIA = media()
CASES = sorted((Path(__file__).parents[1] / "cases/points").glob("[0-9]*.md"))


def _draft(body: str, lang: str = "en") -> Draft:
    draft = read("t.md", f"---\ntitle: T\nlang: {lang}\n---\n\n{body}\n".encode(), Report())
    assert draft is not None
    return draft


def _chosen(answer: str, lang: str = "en", question: str = "What happened?") -> list[str]:
    brief = resolve(_draft(f"## {question}\n\n{answer}", lang), MEDIA, Report())
    assert brief is not None
    return _points(brief.exchanges[0])


def _points(exchange: Exchange) -> list[str]:
    return [point.text for point in (exchange.headline, *exchange.points)]


def _unmarked(path: Path) -> tuple[Draft, Brief]:
    """Return a piece of tests/cases/points without its highlights, as read and as understood."""
    draft = read(path.name, path.read_bytes().replace(b"==", b""), Report())
    assert draft is not None
    brief = resolve(draft, MEDIA, Report())
    assert brief is not None
    return draft, brief


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_points_are_verbatim_and_few(path: Path) -> None:
    for exchange in _unmarked(path)[1].exchanges:
        points = (exchange.headline, *exchange.points)
        texts = {sentence.id: sentence.text for sentence in sentences_of(exchange.answer)}
        assert 1 <= len(points) <= 4
        assert all(point.origin is PointOrigin.CHOSEN for point in points)
        assert all(point.text in " ".join(texts[one] for one in point.sources) for point in points)
        assert sum(len(re.findall(r"[\w’'-]*\w", point.text)) for point in points) <= 90


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_points_are_fair_to_their_sentences(path: Path) -> None:
    draft, brief = _unmarked(path)
    grammar = grammar_for(draft.fields.lang, ASSETS)
    for exchange in brief.exchanges:
        texts = {sentence.id: sentence.text for sentence in sentences_of(exchange.answer)}
        for point in (exchange.headline, *exchange.points):
            told = " ".join(texts[one] for one in point.sources)
            start = told.index(point.text)
            faults = faults_of(told, start, start + len(point.text), grammar)
            assert {one.fault for one in faults} <= {QuoteFault.PRONOUN}, (point.text, faults)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_same_points_are_chosen_again(path: Path) -> None:
    assert _unmarked(path)[1] == _unmarked(path)[1]


def test_a_short_answer_stands_whole_in_its_own_order() -> None:
    answer = "Odesa shipped more grain in January. The insurers lowered their rates. Nobody knows for how long."
    assert _chosen(answer) == [
        "Odesa shipped more grain in January",
        "The insurers lowered their rates",
        "Nobody knows for how long",
    ]


def test_the_first_sentence_that_can_stand_alone_is_the_headline() -> None:
    lean = "It was always so. This changed last year. "
    rest = " ".join(f"The port of city {name} shipped more grain than before." for name in ("A", "B", "C", "D", "E"))
    assert _chosen(lean + rest)[0] == "The port of city A shipped more grain than before"


@pytest.mark.parametrize(
    ("lang", "answer"),
    [
        ("en", "The pier is as strong as ever. That, at least, is what its builder says."),
        ("en", "The pier is as strong as ever. That claim rests on a single test."),
        ("de", "Der Steg trägt wie eh und je. So argumentiert sein Erbauer seit Jahren."),
        ("fr", "La jetée tient comme au premier jour. Cette affirmation repose sur un seul essai."),
        ("es", "El muelle aguanta como el primer día. Palabra de quien lo construyó."),
        ("it", "Il molo regge come il primo giorno. Sono parole di chi lo ha costruito."),
        ("pt", "O cais aguenta como no primeiro dia. Foi essa a promessa de quem o construiu."),
        ("en", "Smokers cost more than they pay. It is a line heard in every debate."),
        ("pl", "Pomost jest mocny jak dawniej. To słowa jego budowniczego."),
        ("uk", "Причал міцний, як і раніше. Це слова його будівельника."),
        ("ru", "Причал прочен, как и прежде. Это слова его строителя."),
        ("sv", "Bryggan håller som på första dagen. Så lovade den som byggde den."),
        ("nl", "De pier is zo sterk als altijd. Die bewering rust op één proef."),
        ("cs", "Molo drží jako první den. To jsou slova jeho stavitele."),
        ("el", "Η αποβάθρα αντέχει όπως την πρώτη μέρα. Αυτά είναι τα λόγια του κατασκευαστή της."),
        ("ar", "الرصيف متين كما كان دائما. هذه شائعة لا أساس لها."),
    ],
)
def test_what_the_next_sentence_takes_back_is_one_headline_with_it(lang: str, answer: str) -> None:
    assert _chosen(answer, lang) == [answer.removesuffix(".")]


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("en", "The wish of all the towns along the coast to keep a ferry of their own is understandable at first",
         "But every year the ferries cost the county more than all of its schools, its libraries and its hospital"),
        ("de", "Der Wunsch aller Orte an der Küste, eine eigene Fähre zu behalten, ist zunächst einmal verständlich",
         "Aber die Fähren kosten den Kreis jedes Jahr mehr als alle seine Schulen, Büchereien und das Krankenhaus"),
    ],
)  # fmt: skip
def test_what_is_taken_back_at_length_stands_below_its_question(lang: str, first: str, second: str) -> None:
    answer = f"{first}. {second}. Eight ports report their ships each night. Nobody counts them."
    chosen = _chosen(answer, lang, "Ports?")
    assert chosen[:3] == ["Ports?", first, second]
    draft = with_proposals(_draft(f"## Ports?\n\n{answer}", lang), ASSETS)
    assert not any(run.highlight for one in sentences_of(draft.passages[0].answer) for run in one.runs)


def test_the_name_of_a_paper_with_a_link_is_no_point() -> None:
    answer = (
        "The towns have hired nine nurses since the spring. [The Norholm Post – 25 May](https://norholm.example/post)"
    )
    assert _chosen(answer) == ["The towns have hired nine nurses since the spring"]
    assert _chosen("[The Norholm Post – 25 May](https://norholm.example/post)") == ["The Norholm Post – 25 May"]


def test_a_line_of_its_own_without_a_full_stop_is_no_point_among_sentences() -> None:
    answer = (
        "Norway closed two of its ports in the spring, and a third one follows in the summer.\n\n"
        "The towns have asked for a delay because their ferries have nowhere else to go.\n\n"
        "The ministry answers in May, after it has heard the owners of the ferries.\n\n"
        "Report 2015/16 on the ports of the north"
    )
    assert not [one for one in _chosen(answer) if "Report" in one]
    assert _chosen("The ports of the north") == ["The ports of the north"]


def test_a_word_like_no_is_joined_to_the_sentence_behind() -> None:
    assert (
        _chosen("No. The pier carries boats only. The engineers measured it.")[0] == "No. The pier carries boats only"
    )


@pytest.mark.parametrize(
    ("lang", "reply", "last"),
    [
        ("pl", "Tak, głusi mogą mieć prawo jazdy.", "Moja siostra planuje zrobić prawo jazdy w maju."),
        ("es", "No, no le quedó nada pendiente.", "Quizás sólo le quedó un sueño de juventud."),
        ("en", "Yes, they may drive.", "Many people doubt the tests in the north."),
    ],
)
def test_a_yes_or_no_is_never_left_out_for_a_sentence_that_stands_alone(lang: str, reply: str, last: str) -> None:
    between = " ".join(f"{word}." for word in ("Ala bala " * 30, "Ona to wie " * 12))
    assert _chosen(f"{reply} {between} {last}", lang)[0].startswith(reply[:-1])


@pytest.mark.parametrize(
    ("lang", "opening", "telling"),
    [
        ("pl", "Trochę trudne pytanie.", "Port zarabia na kontenerach."),
        ("en", "Please do reach out to us!", "The harbour earns most of its income from containers."),
        ("es", "Estimado amigo, deseo alentarte.", "El puerto gana dinero con los contenedores."),
    ],
)
def test_what_is_said_to_who_asks_is_no_point(lang: str, opening: str, telling: str) -> None:
    assert _chosen(f"{opening} {telling} {telling.replace('port', 'quay')}", lang)[0] == telling[:-1]


def test_a_bare_reply_is_one_headline_with_a_long_sentence_behind_it() -> None:
    long = "The ministry was surprised that no paper in the region reported the closing of the northern ports, " * 2
    assert _chosen(f"Yes. {long[:-2]}. It rained. Nobody saw it.")[0] == f"Yes. {long[:-2]}"


def test_a_headline_that_asks_the_question_again_takes_the_place_of_no_highlight() -> None:
    body = '## Who pays? {headline="Who pays?"}\n\n==The state pays half==. ==The port pays the rest==.\n'
    report = Report()
    brief = resolve(_draft(body), MEDIA, report)
    assert brief is not None
    assert _points(brief.exchanges[0]) == ["Who pays?", "The state pays half", "The port pays the rest"]
    assert report.findings == []


def test_a_clause_is_not_cut_behind_what_is_put_in_nor_before_what_says_which_ones_are_meant() -> None:
    put_in = "Il gruppo è stato sempre considerato dalla stampa inglese, almeno in Italia, una banda per i più giovani"
    assert _chosen(f"{put_in}. Nessuno lo sa. {'Il porto è chiuso da maggio. ' * 9}", "it")[0] == put_in
    which = "Das Amt prüft die Anträge erst spät und dann leider in Fällen, in denen die Stadt nichts mehr tun kann"
    assert _chosen(f"{which}. {'Der Hafen ist seit Mai geschlossen. ' * 9}", "de")[0] == which


def test_a_sentence_that_leans_comes_with_the_one_before_or_not_at_all() -> None:
    chosen = _chosen(
        "The harbour earns most of its income from containers. Cruise ships bring many visitors to the town. "
        "They stay for six hours. The fleet pays the lowest fees of the coast. A third of the sheds stand empty. "
        "These sheds may hold nothing but fish. The authority wants the law repealed."
    )
    assert len(chosen) == 4
    assert not any(one.startswith(("They", "These")) for one in chosen)


_NUMBERS = "Bergen 1 + 2 + 3 + 4 + 5 + 6. Vardø 11 + 12 + 13 + 14 + 15 + 16. Røros 21 + 22 + 23 + 24 + 25 + 26."
_POINTS_BACK = {
    "es": ("La presa del valle alto tiene ya noventa años.", "Los ingenieros que la construyeron lo dudan todo hoy."),
    "it": ("La gara per le ambulanze è andata deserta due volte.", "La Regione ne prepara una terza per la primavera."),
    "pl": ("Epidemia zaczęła się w szpitalu w poniedziałek rano.", "Trzeciego dnia zamknięto cztery duże oddziały."),
    "pt": ("O aeroporto novo criou mil empregos no concelho.", "O estudo que o sustenta nunca foi ainda publicado."),
    "sv": ("Var tredje lärare vill byta yrke inom två år.", "Facket ser i det ett bevis på alltför låga löner."),
}
"""A sentence, and one that leans on it by an object pronoun, an ordinal, or a pronoun behind a preposition."""


@pytest.mark.parametrize("lang", _POINTS_BACK)
def test_a_pronoun_or_an_ordinal_inside_a_sentence_leans_as_well(lang: str) -> None:
    said, leaning = _POINTS_BACK[lang]
    linked = said.replace(".", " (https://norholm.example).")  # a sentence with an address is chosen last
    chosen = _chosen(f"Norholm 2021 Oslo 4 + 7 + 9. {linked} {leaning} {_NUMBERS}", lang)
    assert leaning.removesuffix(".") not in chosen or linked.removesuffix(".") in chosen


_GOES_ON = {
    "it": "Inoltre il comune ha chiuso tre scuole del centro. {} presenta un piano per i bambini della città.",
    "pt": "Além disso a câmara fechou três escolas do centro. {} apresenta um plano para as crianças da cidade.",
    "nl": "Bovendien sloot de gemeente drie scholen in het centrum. {} legt een plan voor de kinderen van de stad.",
    "cs": "Kromě toho obec zavřela tři školy ve středu města. {} předkládá plán pro děti z celého města.",
    "el": "Επιπλέον ο δήμος έκλεισε τρία σχολεία στο κέντρο. {} παρουσιάζει ένα σχέδιο για τα παιδιά της πόλης.",
}


@pytest.mark.parametrize("lang", _GOES_ON)
def test_a_sentence_that_goes_on_from_another_is_not_chosen_without_it(lang: str) -> None:
    first, more = _GOES_ON[lang].split(". ")
    answer = " ".join([f"{first}.", *(more.format(name) for name in ("Anna", "Maria", "Eva", "Petra", "Nora", "Ada"))])
    chosen = _chosen(answer, lang)
    assert chosen
    assert not any(one.startswith(first.split()[0]) for one in chosen)


def test_an_addition_behind_a_comma_is_left_off_a_long_sentence() -> None:
    answer = "The port of Odesa stayed open in winter, which surprised the whole of the shipping industry."
    assert _chosen(answer) == ["The port of Odesa stayed open in winter"]


def test_a_sentence_that_is_short_keeps_its_addition() -> None:
    assert _chosen("The port stayed open, which pleased the fleet.") == [
        "The port stayed open, which pleased the fleet"
    ]


def test_a_list_stands_under_the_sentence_that_announces_it() -> None:
    answer = "The harbour master named two conditions:\n\n- a deeper quay\n- a customs hall"
    assert _chosen(answer) == ["The harbour master named two conditions", "a deeper quay", "a customs hall"]


def test_a_block_quotation_is_not_quoted_as_the_text_itself() -> None:
    assert _chosen("The builder defends the pier.\n\n> The pier is safe for ever.") == ["The builder defends the pier"]


def test_a_quotation_of_two_sentences_stays_with_its_speaker() -> None:
    told = "The quay was closed. “The pier is safe. It will stand for ever,” said its builder. "
    rest = " ".join(f"The mayor of city {name} opened a new market hall there." for name in ("A", "B", "C", "D", "E"))
    chosen = _chosen(told + rest)
    assert not any("The pier is safe" in one for one in chosen) or any("said its builder" in one for one in chosen)


def test_the_author_is_told_what_was_left_out() -> None:
    report = Report()
    body = "The port of Odesa stayed open in winter, which surprised the whole of the shipping industry."
    resolve(_draft(f"## What happened?\n\n{body}"), MEDIA, report)
    finding = next(one for one in report.findings if one.code.number == "BD203")
    assert "shortened" in finding.message
    assert any("which surprised the whole" in hint for hint in finding.hints)


@pytest.mark.parametrize(
    "answer",
    [
        "According to the mayor, the port of Odesa stayed open all winter.",
        "The port of Odesa stayed open all winter, according to the mayor.",
        "If insurance holds, the port of Odesa will stay open all winter.",
        "The port of Odesa stayed open all winter, but not for ships from the south.",
        "China may have been concerned that the port of Odesa stayed open all winter.",
        "The port of Odesa, which had been hit twice, did not close at all.",
    ],
)
def test_a_caveat_stays_with_its_clause(answer: str) -> None:
    assert _chosen(answer) == [answer.removesuffix(".")]


def test_no_two_points_say_the_same() -> None:
    chosen = _chosen(
        "Ukraine shipped more grain in January. Ukraine shipped more grain in January than before. "
        "The insurers lowered all rates for ships."
    )
    assert len(chosen) == 2
    assert chosen[1] == "The insurers lowered all rates for ships"


LISTED = ["Publish the licences", "Keep the zone free of trawlers", "tugs"]
LIST = "\n\n- Publish the licences.\n- Keep the zone free of trawlers.\n- tugs\n\n"
AFTER = "A survey in Joal found that a pirogue travels far. Fuel makes up most of the cost. "
MORE = AFTER + " ".join(f"The mayor of city {name} opened a new market hall there." for name in "ABCDE")


@pytest.mark.parametrize("behind", ["", AFTER, MORE])
@pytest.mark.parametrize(
    "lead", ["They say three things, and have said them long.", "They say three things:", "Three things."]
)
def test_a_list_has_the_sentence_before_it_above_it_and_none_behind_it_below_it(lead: str, behind: str) -> None:
    assert _chosen(lead + LIST + behind) == [lead.rstrip(".:"), *LISTED]


@pytest.mark.parametrize("behind", ["", AFTER, MORE])
def test_a_list_that_begins_an_answer_has_its_question_above_it(behind: str) -> None:
    assert _chosen(LIST + behind) == ["What happened?", *LISTED]


def test_a_list_further_down_is_below_the_sentence_that_leads_it() -> None:
    brief = resolve(_draft(f"## What happened?\n\nThe port is old. The pilots want this:{LIST}{MORE}"), MEDIA, Report())
    assert brief is not None
    assert _points(brief.exchanges[0]) == ["The port is old", "The pilots want this", *LISTED]
    assert [one.level for one in brief.exchanges[0].points] == [0, 1, 1, 1]


@pytest.mark.parametrize("lead", ["", "They say many things:"])
def test_a_list_that_is_too_long_is_not_torn_and_leaves_no_sentence_in_its_place(lead: str) -> None:
    items = "".join(f"{number}. Wait for tide {number}.\n" for number in range(1, 10))
    assert _chosen(f"{lead}\n\n{items}\n\n{AFTER}") == [lead.rstrip(":") or "What happened?"]


def test_an_answer_of_a_table_still_gets_a_headline() -> None:
    assert len(_chosen("| Port | Ships |\n|---|---|\n| Odesa in the north | 41 |")) >= 1


@pytest.mark.parametrize(
    ("lang", "answer"), [("sw", "Bandari ilifungwa jana. Meli zote zilirudi."), ("ja", "港は閉鎖された。船は戻った。")]
)
def test_a_language_without_data_gives_whole_sentences(lang: str, answer: str) -> None:
    chosen = _chosen(answer, lang)
    assert all(one + mark in answer for one in chosen for mark in "。." if one + mark in answer)
    assert chosen[0] in answer


def test_verbs_that_come_second_keep_what_stands_before_them() -> None:
    answer = "Da dieser Antrag aus der Opposition kommt, rechnen die Parteien mit keinem Erfolg."
    assert _chosen(answer, "de") == [answer.removesuffix(".")]


def test_an_abbreviation_keeps_its_full_stop() -> None:
    assert _chosen("The alliance decreased the importance of the U.S.")[0].endswith("U.S.")


def test_an_importer_gets_highlights_actors_and_reasons() -> None:
    body = "## What did China want?\n\nChina wanted to gain time. Beijing also wanted gas, which Russia sells.\n\n"
    proposed = with_proposals(_draft(body), ASSETS)
    written = markdown_of(proposed)
    assert "## What did China want? {actor=china}" in written
    assert "==China wanted to gain time==." in written
    assert any("the question names “China”" in remark for _, remark in proposed.comments)
    again = read("t.md", written.encode(), Report())
    assert again is not None
    report = Report()
    check_draft(again, MEDIA, report)
    assert resolve(again, MEDIA, report) is not None
    assert report.findings == []


def test_what_the_author_marked_is_not_touched() -> None:
    body = "## What did China want? {.summary}\n\nChina wanted time. ==Beijing also wanted gas.==\n"
    proposed = with_proposals(_draft(body), ASSETS)
    assert proposed.passages[0].answer == _draft(body).passages[0].answer
    assert proposed.passages[0].summary


_WORDS = (
    "However,",
    "China",
    "the Russian leader",
    "did not",
    "may",
    "which",
    "said,",
    "and",
    "but",
    "In May,",
    "ships",
)
_SIGNS = (
    "(as",
    "before)",
    "“so”",
    "—",
    ";",
    ":",
    ".",
    "?",
    '"',
    "=",
    "U.S.",
    "3,000",
    "according to",
    "中国は。",
    "مع",
)
_PIECES = st.sampled_from((*_WORDS, *_SIGNS))


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=40), st.sampled_from(["en", "de", "ar", "ja", "it", "xx"]))
def test_no_words_are_lost_whatever_is_proposed(pieces: list[str], lang: str) -> None:
    draft = _draft("## What happened?\n\nWords: " + " ".join(pieces), lang)
    proposed = with_proposals(draft, ASSETS)
    before, after = (sentences_of(one.passages[0].answer) for one in (draft, proposed))
    assert [one.text for one in after] == [one.text for one in before]
    brief = resolve(proposed, MEDIA, Report())
    assert brief is not None
    told = "".join(" ".join(one.text for one in before).split())
    assert all("".join(text.split()) in told for text in _points(brief.exchanges[0]))


@pytest.mark.parametrize("answer", ["![A quay](quay.png)", "| Port | Ships |\n|---|---|\n| Odesa | 41 |"])
def test_an_answer_without_words_is_headed_by_its_question(answer: str) -> None:
    assert _chosen(answer, question="Which port was open?") == ["Which port was open?"]


def test_items_of_a_list_are_points_in_their_order() -> None:
    assert _chosen("- finance nothing\n- buy bonds") == ["What happened?", "finance nothing", "buy bonds"]


def test_a_short_answer_shows_its_list_also_where_no_colon_announces_it() -> None:
    chosen = _chosen(
        "Berlin voted against the duties.\n\n- VW sells two million cars in China\n- BMW builds the Mini there"
    )
    assert chosen == [
        "Berlin voted against the duties",
        "VW sells two million cars in China",
        "BMW builds the Mini there",
    ]


def test_a_full_stop_after_a_sign_closes_a_point_and_one_after_an_initial_does_not() -> None:
    assert _chosen("Washington levies 100 %.", "de") == ["Washington levies 100 %"]
    assert _chosen("He met John F.") == ["He met John F."]


def test_the_finding_counts_the_items_that_the_slide_does_not_show() -> None:
    report = Report()
    items = "".join(f"- the quay number {number} of the old port\n" for number in range(9))
    resolve(_draft(f"## What is for sale?\n\nThe city sells what it has.\n\n{items}"), MEDIA, report)
    (message,) = [one.message for one in report.findings if one.code is CHOSEN_POINTS]
    assert message.endswith("its slide shows 1 of 10 sentences")


@pytest.mark.parametrize(("mark", "numbers"), [("-", [0, 0]), ("1.", [1, 2])])
def test_a_list_of_phrases_has_its_question_for_a_headline(mark: str, numbers: list[int]) -> None:
    brief = resolve(_draft(f"## What are the risks?\n\n{mark} Drought\n{mark} A strike at the port"), MEDIA, Report())
    assert brief is not None
    assert _points(brief.exchanges[0]) == ["What are the risks?", "Drought", "A strike at the port"]
    assert [one.number for one in brief.exchanges[0].points] == numbers


@pytest.mark.parametrize("count", [3, 12])
def test_a_numbered_list_of_statements_is_on_the_slide_as_a_whole_or_not_at_all(count: int) -> None:
    places = [
        "Uppsala",
        "Gotland",
        "Malmö",
        "Kiruna",
        "Falun",
        "Lund",
        "Ystad",
        "Visby",
        "Gävle",
        "Borås",
        "Umeå",
        "Luleå",
    ]
    items = [f"{place} waits for {number} new stations." for number, place in enumerate(places[:count], 2)]
    numbered = "".join(f"{number}. {item}\n" for number, item in enumerate(items, 1))
    chosen = _chosen(f"The north has no room left. In Uppsala three areas wait.\n\n{numbered}")
    assert [one for one in chosen if "stations" in one] == [one.rstrip(".") for one in items if count == 3]


@pytest.mark.parametrize(
    ("behind", "shown"),
    [
        (":\n\n1. Read it. The tide is low.\n2. Wait.", [("Read it. The tide is low.", 1, 0), ("Wait.", 2, 0)]),
        (".\n\n- Read it.\n- Wait.", [("Read it.", 0, 0), ("Wait.", 0, 0)]),
        (":\n\n1. read\n   - at dawn\n2. wait", [("read", 1, 0), ("at dawn", 0, 1), ("wait", 2, 0)]),
        (":\n\n" + "- wait\n" * 8, []),
        (". So it is.\n\n- Read it.\n- Wait.", []),
    ],
)
def test_a_list_behind_a_headline_that_alone_is_marked_is_on_its_slide(
    behind: str, shown: list[tuple[str, int, int]]
) -> None:
    brief = resolve(_draft(f"## What do they do?\n\n==They take steps=={behind}"), MEDIA, Report())
    assert brief is not None
    assert [(one.text, one.number, one.level) for one in brief.exchanges[0].points] == shown


def test_sentences_of_one_item_are_one_point() -> None:
    assert _chosen("They take steps:\n\n- Read the tide. It is low.\n- Wait for us.") == [
        "They take steps",
        "Read the tide. It is low.",
        "Wait for us",
    ]
