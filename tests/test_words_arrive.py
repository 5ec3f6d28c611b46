"""What is written arrives: marks, numbers, footnotes and headings are in the deck as in the handout."""

import re
import zipfile
from io import BytesIO

import pikepdf
import pytest

from builder.media import Pictures
from builder.model.findings import Report, Severity
from builder.model.request import Options, Source
from builder.model.typography import MARKS
from builder.pipeline import build
from tests.everything import built
from tests.session import SESSION

HEAD = "---\ntitle: The Tank\ndate: 2025-05-06\nlang: en-GB\n---\n\n"


def _parts(source: str, name: str) -> list[str]:
    archive = zipfile.ZipFile(BytesIO(built(source)["pptx"]))
    pattern = re.compile(rf"ppt/{name}(\d+)\.xml")
    found = sorted((int(match[1]), match[0]) for match in map(pattern.fullmatch, archive.namelist()) if match)
    return [archive.read(file).decode() for _, file in found]


def _slide_with(source: str, words: str) -> str:
    return next(xml for xml in _parts(source, "slides/slide") if words in xml)


def _words(xml: str) -> list[str]:
    return re.findall(r"<a:t>([^<]*)</a:t>", xml)


@pytest.mark.parametrize("written", ["10[6]{.sup}", "10^6^"])
def test_a_superscript_is_raised_on_the_slide_and_as_large_as_its_line_says(written: str) -> None:
    slide = _slide_with(f"{HEAD}## How much?\n\n==The tank holds {written} litres, or more in a year.==", "tank holds")
    run = re.search(r"<a:rPr([^>]*)>(?:(?!<a:rPr).)*<a:t>6</a:t>", slide)
    assert run
    assert 'baseline="34000"' in run[1]
    others = re.findall(r' sz="(\d+)"', re.sub(re.escape(run[0]), "", slide))
    own = re.findall(r' sz="(\d+)"', run[1])
    assert set(own) <= set(others)  # PowerPoint makes it smaller itself


def test_a_subscript_in_a_table_is_lowered() -> None:
    source = f"{HEAD}## How much?\n\n==It rose.==\n\n| Gas | Tons |\n|---|---|\n| CO~2~ | 12 |\n"
    slide = _slide_with(source, "Gas")
    assert re.search(r'baseline="-14000"[^>]*>(?:(?!<a:rPr).)*<a:t>2</a:t>', slide)


def test_items_of_a_numbered_list_keep_their_numbers_on_the_slide() -> None:
    source = (
        f"{HEAD}## What are the steps?\n\n==The law names two steps.==\n\n4. ==Draft the plan.==\n5. ==Vote on it.==\n"
    )
    slide = _slide_with(source, "Draft the plan")
    assert re.findall(r'<a:buAutoNum type="arabicPeriod" startAt="(\d+)"/>', slide) == ["4", "5"]


def test_lists_written_for_the_slide_keep_numbers_and_levels() -> None:
    block = "::: slide\nTwo parts\n\n1. Dig\n   - in spring\n2. Build\n:::\n"
    source = f"{HEAD}## What is the plan?\n\n{block}\nTwo parts: dig in spring, then build.\n"
    slide = _slide_with(source, "Dig")
    assert re.findall(r'<a:buAutoNum type="arabicPeriod" startAt="(\d+)"/>', slide) == ["1", "2"]
    margins = {
        re.findall(r"<a:t>([^<]*)</a:t>", paragraph)[0]: int((re.findall(r'marL="(\d+)"', paragraph) or ["0"])[0])
        for paragraph in re.findall(r"<a:p>.*?</a:p>", slide)
        if "<a:t>" in paragraph
    }
    assert {name.lower(): at for name, at in margins.items()}["in spring"] > margins["Dig"] == margins["Build"]


def test_footnotes_have_the_numbers_of_the_handout_never_their_labels() -> None:
    notes = "[^log-2025]: Harbour log.\n\n[^b]: Letter of the ministry.\n"
    source = f"{HEAD}## Who owns it?\n\n==The city owns it.==[^b] The state does not.[^log-2025]\n\n{notes}"
    slide = _words(_slide_with(source, "Harbour log"))
    assert slide.index("1") < slide.index("Letter of the ministry.") < slide.index("2") < slide.index("Harbour log.")
    assert not any(
        "log-2025" in xml for xml in _parts(source, "slides/slide") + _parts(source, "notesSlides/notesSlide")
    )


def test_an_answer_is_said_once_in_the_notes_however_many_exhibits_it_has() -> None:
    table = "| Fault | Days |\n|---|---|\n| {} | 3 |\n\n"
    body = "==The pump leaks.== It was seen in March.\n\n" + table.format("Pump") + "And:\n\n" + table.format("Door")
    source = f"{HEAD}## What?\n\n{body}"
    notes = _parts(source, "notesSlides/notesSlide")
    assert sum("It was seen in March." in xml for xml in notes) == 1
    assert any("Door | 3" in xml for xml in notes)


@pytest.mark.parametrize(
    "body",
    [
        "### A heading before the first question\n\nThe lead.\n\n## Who?\n\n==The city.==\n",
        "The lead.\n\n## Who?\n\n##### Deep\n\n==The city.==\n\n### Less\n\nYes.\n\n###### Deepest\n\nYes.\n",
    ],
)
def test_headings_leave_no_level_out(body: str) -> None:
    built(HEAD + body)  # what is built is examined: PDF/UA asks that no level is left out


@pytest.mark.parametrize(
    ("number", "label"),
    [("0.00001", "0.00001"), ("10000000000000", "10,000,000,000,000"), ("1e20", "100,000,000,000,000,000,000")],
)
def test_small_and_large_numbers_are_labelled_right_in_the_deck(number: str, label: str) -> None:
    chart = f"```chart\nkind: bar\ntitle: Dose\n| Year | g |\n| 2023 | {number} |\n| 2024 | {number} |\n```\n"
    source = f"{HEAD}## How much?\n\n==Traces were found.==\n\n{chart}"
    (xml,) = _parts(source, "charts/chart")
    places = len(number.partition(".")[2])
    wanted = f'formatCode="#,##0.{"0" * places}"' if places else 'formatCode="#,##0"'
    assert wanted in xml
    assert any(label in slide for slide in _parts(source, "slides/slide"))  # the alternative text


def test_a_link_with_marks_inside_is_one_link_to_our_own_check() -> None:
    built(f"{HEAD}## Who?\n\n==The [*city* **council**](https://example.org/council) decides.==\n")


def test_a_headline_that_runs_leftwards_begins_at_the_right_margin() -> None:
    words = "تملك المدينة الميناء منذ عام 1998 وتؤجر اثني عشر رصيفا لشركات كثيرة من بلدان الجنوب البعيدة."
    head = "---\ntitle: ميناء الشمال\nlang: ar\n---\n\n## من يملك الميناء؟\n\n"
    source = f"{head}=={words}== وبقي الأمر كذلك.\n\n- ==نعم.==\n- ==لا.==\n- ==ربما.==\n"
    title = re.search(r'<p:ph type="title"/?>.*?</p:sp>', _slide_with(source, "تملك المدينة"), re.DOTALL)
    assert title
    insets = re.search(r'lIns="(\d+)" tIns="\d+" rIns="(\d+)"', title[0])
    assert insets is None or int(insets[1]) >= int(insets[2])


def test_a_table_over_many_slides_is_said_once_in_the_notes() -> None:
    rows = "".join(f"| Ship {number} | {number} |\n" for number in range(60))
    source = f"{HEAD}## What?\n\n==The ships are here.==\n\n| Ship | Berth |\n|---|---|\n{rows}"
    notes = _parts(source, "notesSlides/notesSlide")
    assert len(notes) > 4
    assert sum("Ship 59 | 59" in xml for xml in notes) == 1


@pytest.mark.parametrize("lang", sorted(MARKS))
def test_words_in_single_marks_are_in_both_products_with_the_marks_of_the_language(lang: str) -> None:
    head = HEAD.replace("en-GB", lang)
    slide = _slide_with(f"{head}It is 'new'.\n\n## How much?\n\n==The 'big' tank is full.==", "tank is full")
    opening, closing = MARKS[lang].single
    assert f"{opening}big{closing}" in "".join(_words(slide))


ALONE = """---
title: "The{0} {0} Tank"
subtitle: "{0}"
series: "S {0} s"
date: 2025-05-06
authors: ["Ada {0}b"]
publisher: {{name: "P {0} p", imprint: "I {0} i"}}
lang: {1}
actors:
  a: {{name: "Nor {0} way", leader: "L {0}"}}
  b: {{name: "{0}Poland", flag: pl}}
---

Lead {0} words. {0} Begin. End {0}

## What {0} is it? {{actor=a}}

=={0} The first {0} is it {0}==, and *{0}* or **a{0}b** [{0} link {0}](https://example.org/a). A note[^n].

- item {0}
- {0} item

| h {0} | {0} |
|---|---|
| {0} | 1 {0} |

```chart
kind: bar
title: T {0} t
unit: u {0}

| y {0} | s {0} |
| a {0} | 1 |
| {0} b | 2 |
```

![What {0} it shows](port.png "Cap {0} tion")

::: notes
N {0} n.
:::

## {0} What then? {{actor=b headline="Own {0} line"}}

> Quote {0} here.
>
> — Speaker {0}

[^n]: Note {0} words {0}
"""
"""A character, alone between spaces, wherever words are."""


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize(
    "code",
    [0xAD, 0x34F, 0x61C, 0x17B4, 0x180B, 0x180E, 0x200C, 0x200D, 0x202E, 0x2060, 0x2063, 0xFE0F, 0xFEFF, 0xE0041],
)
def test_a_character_without_a_glyph_alone_breaks_nothing(code: int, lang: str) -> None:
    products = built(ALONE.format(chr(code), lang), ("pptx", "pdf"))
    with pikepdf.open(BytesIO(products["pdf"])) as handout:
        said = [str(value) for value in handout.docinfo.values()]
        with handout.open_outline() as outline:
            said += [one.title for one in outline.root]
        said += [str(one.Alt) for one in handout.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert not [one for one in said if "\ufffd" in one]


@pytest.mark.parametrize(
    "body",
    [
        "- item\n- \u200e\n",
        "> \u200b\n",
        "### \u2060\n",
        "==\u200d==\n",
        "Words.\n\n## \ufeff\n\nWords.\n",
        "- [ ](https://example.org)\n",
    ],
)
def test_words_that_show_nothing_are_missing_where_words_must_be(body: str) -> None:
    report = Report()
    build(Source("a.md", f"{HEAD}## What?\n\n{body}".encode()), Pictures({}), Options(), report, SESSION)
    assert [one.span.line > 6 for one in report.findings if one.severity is Severity.ERROR] == [True]


def test_a_line_that_shows_nothing_is_no_paragraph() -> None:
    deck = _parts(f"{HEAD}## What?\n\n==The tank leaks.==\n\n\u200b\n\n\u200f\n", "notesSlides/notesSlide")
    assert not re.search("[\u200b\u200f]", "".join(deck))
