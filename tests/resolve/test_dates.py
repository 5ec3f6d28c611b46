"""Which dates a text names, in its language, and the words that stand beside each on the timeline."""

import pytest

from builder.model.brief import DatedEvent
from builder.model.findings import Report
from builder.model.grammar import grammar_for
from builder.read import read
from builder.resolve.dates import moments_of
from tests.session import ASSETS


def _moments(text: str, *, lang: str = "en", date: str = "2025-09-04") -> tuple[DatedEvent, ...]:
    report = Report()
    when = f"date: {date}\n" if date else ""
    source = f"---\ntitle: T\nlang: {lang}\n{when}---\n\n## What?\n\n{text}\n"
    draft = read("t.md", source.encode(), report)
    assert draft is not None, report.findings
    return moments_of(draft, grammar_for(lang, ASSETS))


def _told(text: str, lang: str = "en", date: str = "2025-09-04") -> list[tuple[str, str, str]]:
    return [(one.label, one.when.isoformat(), one.precision) for one in _moments(text, lang=lang, date=date)]


@pytest.mark.parametrize(
    ("lang", "text", "label", "when", "precision"),
    [
        ("en", "The war began on 3 September 2024.", "3 September 2024", "2024-09-03", "day"),
        ("en", "The war began on September 3, 2024.", "September 3, 2024", "2024-09-03", "day"),
        ("en", "The war began on the 3rd of September 2024.", "3rd of September 2024", "2024-09-03", "day"),
        ("en", "The war began on 2024-09-03.", "2024-09-03", "2024-09-03", "day"),
        ("en", "The war began in September 2024.", "September 2024", "2024-09-01", "month"),
        ("en", "The war has lasted since 2011.", "2011", "2011-01-01", "year"),
        ("en", "Papers of 2022-2025 say so.", "2022-2025", "2022-01-01", "year"),
        ("en", "The summit of 3–4 September 2024 failed.", "3–4 September 2024", "2024-09-03", "day"),
        ("en", "The 2014 annexation changed everything.", "2014", "2014-01-01", "year"),
        ("en", "The treaty (1987) is void.", "1987", "1987-01-01", "year"),
        ("en", "Papers of the school year 2022/23 say so.", "2022/23", "2022-01-01", "year"),
        ("de", "Der Krieg begann am 3. September 2024.", "3. September 2024", "2024-09-03", "day"),
        ("de", "Der Krieg begann am 3.9.2024.", "3.9.2024", "2024-09-03", "day"),
        ("de", "Im März 2024 begann der Krieg.", "März 2024", "2024-03-01", "month"),
        ("de", "Der Streit dauert seit 2011.", "2011", "2011-01-01", "year"),
        ("pl", "Spotkali się 3 września 2024 r. w Pekinie.", "3 września 2024", "2024-09-03", "day"),
        ("pl", "Spotkali się we wrześniu 2024 r. w Pekinie.", "wrześniu 2024", "2024-09-01", "month"),
        ("pl", "Rządzi od 2011 r. bez przerwy.", "2011", "2011-01-01", "year"),
        ("fr", "Les ministres se sont vus le 1er septembre 2024.", "1er septembre 2024", "2024-09-01", "day"),
        ("es", "Se vieron el 3 de septiembre de 2024.", "3 de septiembre de 2024", "2024-09-03", "day"),
        ("uk", "Міністри зустрілися 3 вересня 2024 року.", "3 вересня 2024", "2024-09-03", "day"),
        ("uk", "Зустріч була у вересні 2024 року.", "вересні 2024", "2024-09-01", "month"),
        ("ar", "التقيا في 3 سبتمبر 2024.", "3 سبتمبر 2024", "2024-09-03", "day"),
        ("ar", "التقيا في ٣ أيلول ٢٠٢٤.", "٣ أيلول ٢٠٢٤", "2024-09-03", "day"),
        ("zh", "会议于2024年9月3日举行。", "2024年9月3日", "2024-09-03", "day"),
    ],
)
def test_a_date_is_read_as_its_language_writes_it(lang: str, text: str, label: str, when: str, precision: str) -> None:
    assert _told(text, lang) == [(label, when, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "They sent 2000 soldiers and 1950 tanks.",
        "It cost $2014 and 2,015 euros.",
        "Nobody may march there.",
        "It is No. 62/2025 of the series.",
        "On 31 February nothing happened.",
        "By 2000 troops were gone.",
        "It affects Server 2012, 2016, 2019 and Server 2016/2019.",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize(
    ("date", "text", "when"),
    [
        ("2025-09-04", "The leaders met on 3 September.", "2025-09-03"),
        ("2025-02-10", "The leaders met in December.", "2024-12-01"),
        ("2025-12-20", "The leaders will meet on 5 January.", "2026-01-05"),
    ],
)
def test_a_missing_year_is_the_nearest_to_the_briefings_own_date(date: str, text: str, when: str) -> None:
    assert [one[1] for one in _told(text, date=date)] == [when]


def test_without_a_date_of_its_own_a_briefing_cannot_tell_a_missing_year() -> None:
    assert _told("The leaders met on 3 September.", date="") == []


def test_two_dates_share_the_year_that_the_second_names() -> None:
    assert [one[1] for one in _told("Between March and May 2022 the ships waited.")] == ["2022-03-01"]


def test_dates_stand_in_their_order_of_time_each_once() -> None:
    told = _told("In 2019 the war ended. The war began in 2011. On 3 May 2019 the last army left.")
    assert told == [("2011", "2011-01-01", "year"), ("2019", "2019-01-01", "year"), ("3 May 2019", "2019-05-03", "day")]


def test_tables_and_headings_tell_no_events() -> None:
    assert _told("Text.\n\n### In 2014\n\n| Year | In 2015 |\n|---|---|\n| In 2016 | 1 |\n") == []


def test_the_words_beside_a_date_are_verbatim_and_name_their_sentence() -> None:
    (moment,) = _moments("==The leaders met== *in* 2014, by chance[^a].\n\n[^a]: A note.")
    assert moment.what.text == "The leaders met in 2014, by chance"
    assert moment.what.sources == ("q1.1",)
    assert not any(run.highlight or run.note for run in moment.what.runs)


def test_a_sentence_is_told_whole_or_not_at_all() -> None:
    start = "The envoys, who had travelled for many weeks through the mountains of the north and the far deserts"
    parade = "the parade of 2014 was seen by the leaders of Russia, North Korea, Iran, Belarus, and many others besides"
    assert _told(f"{start}, saw nothing of it; {parade}; nobody wrote it down in those days of trouble.") == []


def test_a_sentence_that_leans_on_another_tells_nothing_alone() -> None:
    assert _told("Prices rose in 2019. But they fell in 2020, and nobody knew why.") == [("2019", "2019-01-01", "year")]


def test_a_sentence_stands_for_one_date() -> None:
    assert len(_told("In 2019 the war ended, and on 3 May 2020 the last army left.")) == 1


def test_a_missing_year_is_not_guessed_beside_other_years() -> None:
    told = _told("The invasion began on 24 February. By 15 January 2023 the port was closed.")
    assert told == [("15 January 2023", "2023-01-15", "day")]
