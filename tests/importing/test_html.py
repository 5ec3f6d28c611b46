"""Saved web pages imported: the article without its site, metadata for date and authors, every way of unfolding."""

import io

import pytest
from PIL import Image

from builder.codes import BROKEN_SOURCE
from builder.importing import import_piece
from builder.importing.raw_draft import Place, RawDraft, read_raw
from builder.model.brief import DataTable, Draft, ListBlock, Paragraph, Quotation, sentences_of
from builder.model.findings import Report
from tests.session import ASSETS

NEWS = """<!DOCTYPE html><html lang="de-DE"><head><meta charset="utf-8"><title>Fragen zum Hafen | Hafenblatt</title>
<meta property="og:site_name" content="Hafenblatt"><link rel="canonical" href="https://hafenblatt.example/fragen">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Fragen zum Hafen", "datePublished": "2024-05-06T08:00:00+02:00",
"author": [{"@type": "Person", "name": "Anna Groß"}, {"@type": "Person", "name": "Karl Wiese"}]}]}</script></head><body>
<header><a href="/">Start</a><nav><ul><li><a href="/a">Politik</a></li></ul></nav></header>
<main><article><div class="breadcrumb"><a href="/">Start</a> &gt; Hafen</div>
<h1>Fragen zum Hafen</h1><p class="byline">Von Anna Groß und Karl Wiese</p>
<time datetime="2024-05-06">6. Mai 2024</time>
<p>Der Hafen wächst. Wir beantworten die wichtigsten Fragen zum Ausbau, der im Sommer beginnt.</p>
<div class="share"><a href="https://facebook.com">Teilen</a><button>Drucken</button></div>
<h2>Warum wird gebaut?</h2>
<p>Weil die <b>Schiffe</b> größer werden. <a href="/dk">Dänemark</a> baut auch.<sup><a href="#fn1">1</a></sup></p>
<figure><img src="x.jpg" alt="Kran"><figcaption>Foto: dpa</figcaption></figure>
<h2>Was kostet das?</h2><p>Rund 40 Millionen Euro:<br>davon 10 vom Bund.</p><ul><li>Kräne</li><li>Gleise</li></ul>
<table><tr><th>Jahr</th><th>Euro</th></tr><tr><td>2024</td><td>10</td></tr></table>
<h2>Wer ist dagegen?</h2><blockquote><p>Wir nicht.</p></blockquote><p>Die Anwohner. Haben sie recht?</p>
<aside class="related"><h3>Lesen Sie auch</h3><ul><li><a href="/x">Was macht Rotterdam?</a></li></ul></aside>
<ol class="footnotes"><li id="fn1">Bericht des Ministeriums, 2023. <a href="#r1">↩</a></li></ol>
</article></main><footer><p>Impressum. Datenschutz. © 2024 Hafenblatt</p></footer></body></html>"""


def _imported(page: str | bytes) -> tuple[RawDraft, Draft]:
    report = Report()
    raw = read_raw("page.html", page.encode() if isinstance(page, str) else page, report)
    assert raw is not None
    assert report.findings == []
    return raw, raw.draft


def _answers(draft: Draft) -> list[tuple[str, str]]:
    return [(one.question.text, " ".join(each.text for each in sentences_of(one.answer))) for one in draft.passages]


def test_an_article_is_taken_out_of_its_site() -> None:
    raw, draft = _imported(NEWS)
    fields = draft.fields
    assert (fields.title, str(fields.date), fields.lang) == ("Fragen zum Hafen", "2024-05-06", "de-DE")
    assert [one.name for one in fields.authors] == ["Anna Groß", "Karl Wiese"]
    assert (fields.publisher.name, fields.url) == ("Hafenblatt", "https://hafenblatt.example/fragen")
    assert [question for question, _ in _answers(draft)] == [
        "Warum wird gebaut?", "Was kostet das?", "Wer ist dagegen?"]  # fmt: skip
    first, second, third = (one.answer for one in draft.passages)
    assert [type(block) for block in second] == [Paragraph, ListBlock, DataTable]
    assert [type(block) for block in third] == [Quotation, Paragraph]
    runs = [run for sentence in sentences_of(first) for run in sentence.runs]
    assert [run.href for run in runs if run.href] == ["https://hafenblatt.example/dk"]
    assert [run.note for run in runs if run.note] == ["1"]
    assert [sentences_of(one.blocks)[0].text for one in draft.footnotes] == ["Bericht des Ministeriums, 2023."]
    for words in ("Teilen Drucken", "Foto: dpa", "Lesen Sie auch Was macht Rotterdam?", "Politik"):
        assert words in raw.removed


def test_folded_answers_of_a_faq_page_are_opened() -> None:
    page = """<html><head><title>FAQ - Ministry of Ports</title><script type="application/ld+json">
    {"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "How to apply"}]}</script></head><body>
    <div class="nav">Home About</div><div class="content"><h1>Permits for ships</h1>
    <div class="item"><button>Who needs a permit?</button><div class="panel" hidden><p>All ships above 20 m.</p></div>
    </div><div class="item"><button>How to apply</button><div><p>Online, in Tallinn.</p><p>It takes a week.</p></div>
    </div><details><summary>What does it cost?</summary><p>Nothing.</p></details><button>Close all</button></div>
    </body></html>"""
    raw, draft = _imported(page)
    assert _answers(draft) == [
        ("Who needs a permit?", "All ships above 20 m."),
        ("How to apply", "Online, in Tallinn. It takes a week."),
        ("What does it cost?", "Nothing."),
    ]
    assert "Close all" in raw.removed


def test_a_page_without_structure_is_read_by_its_bold_lines() -> None:
    page = "<p><b>1. What is it?</b><br><br>A treaty.<br><br><b>2. Who signed?</b><br>Chile and <i>Peru</i>.</p>"
    assert _answers(_imported(page)[1]) == [("What is it?", "A treaty."), ("Who signed?", "Chile and Peru.")]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "utf-16"])
def test_a_page_says_its_encoding_or_shows_it(encoding: str) -> None:
    head = f'<html><head><meta charset="{encoding}"></head>' if encoding != "utf-16" else "<html>"
    page = f"{head}<body><h2>Dlaczego łódź?</h2><p>Bo żółw śpi w łodzi i nie chce się obudzić.</p></body></html>"
    draft = _imported(page.encode(encoding))[1]
    assert _answers(draft) == [("Dlaczego łódź?", "Bo żółw śpi w łodzi i nie chce się obudzić.")]
    assert draft.fields.lang == "pl"


def test_a_page_nested_too_deeply_keeps_its_words() -> None:
    page = "<h2>Why?</h2>{}Because it is so.{}<h2>Who?</h2><p>Nobody.</p>"
    for tag in ("div", "b", "blockquote"):
        draft = _imported(page.format(f"<{tag}>" * 1500, f"</{tag}>" * 1500))[1]
        assert _answers(draft) == [("Why?", "Because it is so."), ("Who?", "Nobody.")]


def test_a_page_that_no_parser_reads_to_its_end_is_a_finding() -> None:
    report = Report()
    assert read_raw("page.html", b"<h2>Why?</h2>" + b"<div>" * 5000 + b"Because.", report) is None
    assert [found.code for found in report.findings] == [BROKEN_SOURCE]


def test_a_page_cut_inside_a_tag_loses_no_words() -> None:
    report = Report()
    page = "<html><body><article><h1>Port</h1><h2>Who pays?</h2><p>The state pays for it.</p></arti"
    imported = import_piece("cut.html", page.encode(), ASSETS, report)
    assert imported is not None
    assert "The state pays for it" in imported.text
    assert report.findings == []


def _picture(suffix: str, frames: int = 1) -> bytes:
    drawn = [Image.new("RGB", (200, 120), (40 * number, 90, 90)) for number in range(frames)]
    out = io.BytesIO()
    drawn[0].save(out, suffix, save_all=frames > 1, append_images=drawn[1:])
    return out.getvalue()


def test_pictures_of_a_page_in_other_formats_become_png_and_missing_ones_are_told() -> None:
    page = "<h1>Port</h1><h2>Who pays?</h2><p>The province pays.</p>" + "".join(
        f'<p><img src="{name}" alt="{alt}"></p>'
        for name, alt in (("a.webp", "The quay"), ("b.gif", "The ferry"), ("https://x.example/c.png", "The town"))
    )
    files = {"a.webp": _picture("WEBP"), "b.gif": _picture("GIF", 3)}
    raw = read_raw("page.html", page.encode(), Report(), place=Place(files=files))
    assert raw is not None
    assert {name: data[:4] for name, data in raw.pictures.items()} == {
        "picture-1.png": b"\x89PNG", "picture-2.png": b"\x89PNG"}  # fmt: skip
    told = [text for place, text in raw.draft.comments if place == "end"]
    assert "look here first: picture-2.png shows the first frame of an animation" in told
    assert [text for text in told if "not here: 1 (https://x.example/c.png)" in text]


TALK = (
    "<h2>Why is the ferry late?</h2>{0}The ferry waits for the tide, which has been lower since the spring.{1}"
    "<h2>Who pays for the delay?</h2>{0}The port pays until the end of the year, and the state after that.{1}"
)
AROUND = "<html><head><title>The late ferry - Port News</title></head><body><h1>The late ferry</h1>{}</body></html>"
LONG = "<p>This reader thinks that the harbour should never have been built at all, and says so at length.</p>" * 9


@pytest.mark.parametrize(
    "page",
    [
        f'<div class="post tag-hong-kong has-paywall">{TALK.format("<p>", "</p>")}</div><div class="bio">{LONG}</div>',
        f'<div class="widget Blog"><div>{TALK.format("<div>", "</div>")}</div></div><b class="widget">Followers</b>',
        "".join(
            f'<div class="elementor-widget elementor-widget-text-editor">{one}</div>'
            for one in TALK.format("<p>", "</p>").replace("<h2>", "\n<h2>").split("\n")
        ),
        f'<div id="story"><br>{TALK.format("", "<br><br>")}</div><div class="comments">{LONG}</div>',
        f'<div class="story modal-enabled">{TALK.format("<p>", "</p>")}</div><div class="related">{LONG}</div>',
        f'<section id="TOC_TITLE_1">{TALK.format("<p>", "</p>")}</section><article class="comments">{LONG}</article>',
    ],
    ids=[
        "tags in a class",
        "text in a widget",
        "elementor",
        "line breaks and comments",
        "modifiers",
        "id of a contents",
    ],
)
def test_the_text_is_found_whatever_its_elements_are_called(page: str) -> None:
    _, draft = _imported(AROUND.format(page))
    assert [(question, answer[:24], answer[-17:]) for question, answer in _answers(draft)[:2]] == [
        ("Why is the ferry late?", "The ferry waits for the ", "since the spring."),
        ("Who pays for the delay?", "The port pays until the ", "state after that."),
    ]


def test_the_article_with_the_title_is_taken_though_another_is_longer() -> None:
    more = "".join(f"<article><h2>Another piece</h2>{LONG}</article>" for _ in range(2))
    body = TALK.format("<p>", "</p>")
    page = AROUND.format("").replace(
        "<h1>The late ferry</h1>", f"<article><h1>The late ferry</h1>{body}</article>{more}"
    )
    _, draft = _imported(page)
    assert [question for question, _ in _answers(draft)] == ["Why is the ferry late?", "Who pays for the delay?"]
    assert "reader" not in repr(draft.passages)


def test_a_heading_that_is_the_name_of_a_picture_is_left_out() -> None:
    picture = '</p><h3><a href="/files/harbour_1.jpg">harbour_1.jpg</a></h3><p>'
    page = TALK.format("<p>", "</p>").replace("The ferry waits", f"Look here.{picture}The ferry waits")
    raw, draft = _imported(AROUND.format(f"<main>{page}</main>"))
    assert [question for question, _ in _answers(draft)] == ["Why is the ferry late?", "Who pays for the delay?"]
    assert "harbour_1.jpg" in raw.removed


def test_cards_rows_of_headings_and_footers_lead_elsewhere_and_embedded_words_stay() -> None:
    card = '<a href="/{0}"><h3>Port {0} grows</h3><p>The council has said that the quay of it will grow.</p></a>'
    page = (
        "<html><head><title>The bridge</title></head><body><main><h1>The bridge</h1>"
        "<h2>Who closed it?</h2><p>The district closed it on Monday, after a storm had moved the third pier.</p>"
        '<div class="social-media-embed"><p>“It moved before our eyes”, the pilot wrote that evening.</p></div>'
        "<h2>Who opens it?</h2><p>The district opens it when engineers have looked at each of the nine piers.</p>"
        '<p>They have found <a href="/report">a second crack</a> since.</p>'
        f'<div class="grid">{card.format("Alder")}{card.format("Birk")}</div>'
        '<div class="PromoSmall"><p>Our letter comes each Friday, and brings news of the harbour.</p></div>'
        '<div class="row"><h4><a href="/a">Fares rise</a></h4><h4><a href="/b">Ferries wait</a></h4></div>'
        '<div class="footer-content"><p>We are the oldest paper of the strait, read on both of its shores.</p></div>'
        "</main></body></html>"
    )
    raw, draft = _imported(page)
    said = " ".join(one.text for passage in draft.passages for one in sentences_of(passage.answer))
    assert "the pilot wrote that evening" in said
    assert said.endswith("They have found a second crack since.")
    for gone in ("Port Alder grows", "Our letter comes", "Fares rise", "We are the oldest paper"):
        assert gone not in said
        assert any(gone in one for one in raw.removed)


def test_a_table_whose_heads_name_question_and_answer_asks_without_marks_and_keeps_its_lists() -> None:
    rows = "".join(f"<tr><td>{one}</td><td><p>Yes.</p><ul><li>free</li><li>daily</li></ul></td></tr>" for one in "AB")
    head = "<tr><th>Questions</th><th>Answers</th></tr>"
    _, draft = _imported(f"<html><body><h1>The ferry</h1><table>{head}{rows}</table></body></html>")
    assert [one.question.text for one in draft.passages] == ["A", "B"]
    assert all(isinstance(one.answer[1], ListBlock) for one in draft.passages)


def test_headings_inside_a_box_that_opens_below_a_question_divide_its_answer() -> None:
    day = "<h4>By day</h4><ol><li>Go to the quay.</li></ol>"
    box = f"<details><summary>{{}}</summary>{day}<h4>By night</h4><p>Ring.</p></details>"
    page = f"<html><body><h1>The ferry</h1>{box.format('How do I board?')}{box.format('How do I leave?')}</body></html>"
    _, draft = _imported(page)
    assert [one.question.text for one in draft.passages] == ["How do I board?", "How do I leave?"]
    assert all(
        [one.text for one in sentences_of(passage.answer)] == ["By day", "Go to the quay.", "By night", "Ring."]
        for passage in draft.passages
    )


def test_heads_of_boxes_are_questions_in_every_section_and_keep_an_answer_that_is_given_twice() -> None:
    answer = "".join(
        f"<p>We may not tell the name of a {one}, as the rules of our house forbid it. Ask in town, at the port "
        "office, where a list hangs beside the door and is renewed each spring.</p>"
        for one in ("pilot", "captain", "cook")
    )
    boxes = {
        "A / I own a ship": ["A01. Where do I moor?", "A02. Which pilot is good?", "A03. I own two ships."],
        "B / I am a guest": ["B01. Which pilot is good?", "B02. May I sleep on board?"],
        "C / I am a writer": ["C01. I am looking for stories."],
    }
    page = "<html><head><title>Port</title></head><body><main><h1>Questions at the port</h1>"
    for head, rows in boxes.items():
        page += f"<h2>{head}</h2>"
        for row in rows:
            said = answer if "pilot" in row else f"<p>This is told at the gate to all who ask, {row[:3]} too.</p>"
            page += f'<details class="box card"><summary>{row}</summary><div>{said}</div></details>'
    _, draft = _imported(f"{page}</main></body></html>")
    assert [question for question, _ in _answers(draft)] == [row[5:] for rows in boxes.values() for row in rows]
    first, second = (said for question, said in _answers(draft) if "pilot" in question)
    assert first == second
    assert first.count("We may not tell") == 3


def test_cards_that_lead_to_parts_of_a_page_are_its_contents() -> None:
    heads = {"a": "I own a ship", "b": "I am a guest", "c": "I am a writer"}
    cards = "".join(
        f'<a class="card" href="#{key}"><h3>{head}</h3><p>All for you.</p></a>' for key, head in heads.items()
    )
    parts = "".join(
        f'<section id="{key}"><h2>{head}</h2><h3>Where do I go, part {key}?</h3><p>To the port office, at the gate.</p>'
        f"<h3>When is part {key} open?</h3><p>From Monday to Friday, all year round.</p></section>"
        for key, head in heads.items()
    )
    page = f"<main><h1>Questions at the port</h1><h2>Contents</h2><div>{cards}</div>{parts}</main>"
    raw, draft = _imported(f"<html><head><title>Port: home page</title></head><body>{page}</body></html>")
    assert [one.question.text for one in draft.passages if one.section] == []
    assert [heading.text for one in draft.passages for heading in one.part] == list(heads.values())
    assert "I own a ship All for you." in raw.removed


def test_the_first_page_of_a_site_is_no_title() -> None:
    page = "<h2>Who may come?</h2><p>All may come, on any day.</p><h2>What is it?</h2><p>A house at the port.</p>"
    _, draft = _imported(f"<html><head><title>Port House: home page</title></head><body>{page}</body></html>")
    assert draft.fields.title == "page"  # the name of the file
