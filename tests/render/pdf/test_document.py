"""A whole handout and its slides as PDF: every word of the source in the order of the tags."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from builder.media import Pictures
from builder.model.brief import sentences_of
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.typography import plain_marks
from builder.pipeline import build, outline_of
from tests.render.pdf.conftest import breaches
from tests.render.pdf.structure import faults_of, plain, read_tree
from tests.render.pdf.test_pictures import halves
from tests.session import SESSION, media

DECKS = Path(__file__).parents[3] / "decks"

KITCHEN = """---
title: Two Ports Reopen
series: Harbour Notes
number: 7/2025
date: 2025-03-14
authors: [Ada Marsh]
publisher: Institute of Tides
lang: en-GB
url: https://example.org/notes/7
actors:
  norway: {name: Norway, flag: "no", leader: Jonas Gahr Støre}
  poland: {name: Poland, flag: pl, leader: Donald Tusk}
---

Two ports reopened in the spring after a winter of repairs, as [the register](https://example.org/register) says.[^1]

## What did Norway gain? {actor=norway}

==Norway regained its shortest route to the shelf==, and ships used it at once; see
[the harbour master's own report on the works](https://example.org/a/long/address/that/goes/on) for *more*.

- first: a quay
- second: a crane with [a link](https://example.org/crane)

1. one
2. two

> A quotation of the minister: the north is open.

| Port | Ships 2024 | Ships 2025 |
|:--|--:|--:|
| Bergen | 120 | 140 |
| Bodø | 30 | |

![Two halves of a quay.](halves.png)

## What did Poland gain? {actor=poland}

==Poland gained a second route==, as *Le Monde* wrote.[^note] Another sentence follows here.

### A subheading

More words for the part below.

## What does it mean? {.summary}

==The northern trade is open again.== Nobody expects it to close soon.

[^1]: The register of ports, page 4.
[^note]: A note with [a link](https://example.org/lemonde).
"""

ARABIC = """---
title: بكين تعرض علاقاتها الرئيسية في عرض عسكري تاريخي
date: 2025-09-04
authors: [Anna Maria Dyner]
publisher: Institute of Tides
lang: ar
actors:
  china: {name: الصين, flag: cn, leader: شي جين بينغ}
---

أقيم في 3 سبتمبر عرض عسكري بمناسبة الذكرى الثمانين، كما يقول [الموقع](https://example.org/ar).

## ما الأهداف التي حققتها الصين من العرض؟ {actor=china}

==نجحت الصين في تعزيز صورتها كقائدة لمجموعة الدول المناهضة للغرب==، كما ظهر في قمة منظمة شنغهاي للتعاون (SCO)
في تيانجين. وحضر 24 زعيماً من 2019 إلى 2025 (أي 62%).

## ما الدلالة الدولية لهذا الحدث؟ {.summary}

==أظهر العرض قدرات الصين العسكرية.== ولا يتوقع أحد أن تتغير قريباً.
"""

LONG = """---
title: Ninety Ports
date: 2025-03-14
authors: [Ada Marsh]
publisher: Institute of Tides
lang: en-GB
actors:
  norway: {{name: Norway, flag: "no", leader: Jonas Gahr Støre}}
---

A lead sentence stands here.

## What is long? {{actor=norway}}

==Norway regained its shortest route to the shelf==, and ships used it at once.

{prose}

| Port | Ships | Tonnes | Notes |
|:--|--:|--:|:--|
{rows}

```chart
kind: bar
title: Ships by port
unit: ships
| Port | 2024 | 2025 |
| Bergen | 120 | 140 |
| Bodø | 30 | 45 |
```

## What does it mean? {{.summary}}

==The northern trade is open again.== Nobody expects it to close soon.
""".format(
    prose="\n\n".join(
        " ".join(f"Sentence {n}.{m} speaks of harbours and of administrations' responsibilities." for m in range(40))
        for n in range(6)
    ),
    rows="\n".join(f"| Port {n} | {n * 7} | {n * 1000} | A note that is longer than others {n} |" for n in range(90)),
)
"""Paragraphs and a table that go over many pages, and a chart."""

SOURCES = {
    "kitchen": KITCHEN,
    "arabic": ARABIC,
    "long": LONG,
    **{path.stem: path.read_text(encoding="utf-8") for path in sorted(DECKS.glob("*.md"))},
}


PICTURES = {"halves.png": halves("RGBA"), **{one.name: one.read_bytes() for one in DECKS.glob("*.png")}}


@lru_cache(maxsize=8)
def pdfs(name: str) -> tuple[bytes, bytes]:
    """Return the handout of a source and its slides."""
    report = Report()
    source = Source(f"{name}.md", SOURCES[name].encode())
    bundle = build(
        source,
        Pictures(PICTURES),
        Options(("pdf", "slides-pdf")),
        report,
        SESSION,
    )
    assert bundle is not None, [str(one) for one in report.findings]
    handout, slides = (one.data for one in bundle.artifacts if one.name.endswith(".pdf"))
    return handout, slides


@pytest.mark.parametrize("name", SOURCES)
def test_both_files_are_sound(name: str, tmp_path: Path) -> None:
    for number, data in enumerate(pdfs(name)):
        assert faults_of(data) == []
        assert breaches(tmp_path / f"{number}.pdf", data) == []


@pytest.mark.parametrize("name", SOURCES)
def test_every_sentence_is_read_in_its_order(name: str) -> None:
    found = outline_of(Source(f"{name}.md", SOURCES[name].encode()), media(PICTURES), Report())
    assert found is not None
    brief = found[0]
    answers = [sentences_of(blocks) for blocks in (brief.lead, *(exchange.answer for exchange in brief.exchanges))]
    read = _without_spaces(plain_marks(read_tree(pdfs(name)[0]).without("Reference")))

    at = 0
    for sentence in (one for answer in answers for one in answer):
        place = read.find(_without_spaces(plain_marks(sentence.text)), at)
        assert place >= 0, sentence.text
        at = place + 1


@pytest.mark.parametrize("name", SOURCES)
def test_headings_begin_with_the_title_and_skip_no_level(name: str) -> None:
    for data in pdfs(name):
        levels = [int(node.role[1]) for node in read_tree(data).all("H1", "H2", "H3", "H4", "H5", "H6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_calls_lead_to_notes_and_addresses() -> None:
    tree = read_tree(pdfs("kitchen")[0])
    calls = {plain(node.text): [link for part in node.all() for link in part.links] for node in tree.all("Reference")}

    assert set(calls) == {"1", "2", "[1]", "[2]", "[3]", "[4]"}
    assert all(len(links) == 1 and links[0].startswith("page ") for links in calls.values())
    assert [plain(note.text) for note in tree.all("Note")] == [
        "1 The register of ports, page 4.",
        "2 A note with a link[4].",
    ]


def test_a_table_over_several_pages_is_one_table_with_one_header() -> None:
    (table,) = read_tree(pdfs("long")[0]).all("Table")
    rows = list(table.all("TR"))

    assert len(rows) == 91
    assert [row.children[0].role for row in rows].count("TH") == 1
    assert [plain(row.children[0].text) for row in rows[1:]] == [f"Port {n}" for n in range(90)]


def test_a_chart_is_read_by_its_numbers() -> None:
    (figure,) = [one for one in read_tree(pdfs("long")[0]).all("Figure") if "Ships by port" in one.alt]

    assert all(number in figure.alt for number in ("120", "140", "30", "45"))


def test_the_table_of_the_source() -> None:
    (table,) = read_tree(pdfs("kitchen")[0]).all("Table")

    assert [[(cell.role, plain(cell.text)) for cell in row.children] for row in table.all("TR")] == [
        [("TH", "Port"), ("TH", "Ships 2024"), ("TH", "Ships 2025")],
        [("TD", "Bergen"), ("TD", "120"), ("TD", "140")],
        [("TD", "Bodø"), ("TD", "30"), ("TD", "")],
    ]


def _without_spaces(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())
