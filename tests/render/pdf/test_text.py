"""What is read from a PDF is what was written, in its order."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from builder.model.scene import Align, Role
from builder.model.units import EMU_PER_PT, pt
from builder.render.pdf.text import in_reading_order
from tests.render.pdf.conftest import Draw
from tests.render.pdf.scenes import box, page, paragraph, run, scene, shaper, style, tag, tag_id, text_scene
from tests.render.pdf.structure import plain, read_tree, tag_text
from tests.session import ASSETS

PROSE = (
    "Internationalisation of harbours presupposes extraordinarily well-maintained infrastructure, notwithstanding "
    "counterproductive administrative responsibilities. The “northern” shelf — No. 62 — is Norway’s."
)


def test_words_come_back_across_lines_and_hyphens(draw: Draw) -> None:
    made = text_scene(run(PROSE), width=38, align=Align.JUSTIFY)
    lines = made.pages[0].items[0].paragraphs[0].lines  # type: ignore[union-attr]
    data = draw(made)

    assert len(lines) > 4
    assert any(line.hyphen for line in lines)
    assert plain(read_tree(data).text) == PROSE
    assert read_tree(data).text.count("\u00ad") == sum(line.hyphen for line in lines)


def test_a_hyphen_of_the_author_stays(draw: Draw) -> None:
    words = "anti-Western " * 12
    data = draw(text_scene(run(words.strip()), width=30))

    assert plain(read_tree(data).text) == words.strip()


def test_a_long_address_is_not_torn_apart(draw: Draw) -> None:
    address = "https://example.org/" + "/".join(["declarations"] * 9)
    data = draw(text_scene(run(f"See {address} for more."), width=40))

    assert plain(read_tree(data).text) == f"See {address} for more."


def test_a_paragraph_on_two_pages_is_one_element(draw: Draw) -> None:
    first = paragraph(run(PROSE), tag="p", width=60, lines=(0, 2))
    rest = paragraph(run(PROSE), tag="p", width=60, lines=(2, None))
    data = draw(scene(page(box(first)), page(box(rest), key="page-2"), tags=(tag("p"),)))
    tree = read_tree(data)

    assert [node.role for node in tree.all()] == ["Document", "P"]
    assert plain(tree.text) == PROSE


def test_two_paragraphs_of_one_element_do_not_run_together(draw: Draw) -> None:
    both = (paragraph(run("China"), tag="p"), paragraph(run("Xi Jinping"), tag="p", top=28))
    data = draw(scene(page(box(*both)), tags=(tag("p"),)))

    assert plain(read_tree(data).text) == "China Xi Jinping"


def test_what_is_drawn_first_is_not_read_first(draw: Draw) -> None:
    late = box(paragraph(run("second"), tag="b"), name="late")
    early = box(paragraph(run("first"), tag="a", top=40), name="early")
    data = draw(scene(page(late, early), tags=(tag("a", Role.HEADING_1), tag("b"))))

    assert tag_text(data) == "first\nsecond"


def test_inline_elements_stand_among_the_words(draw: Draw) -> None:
    runs = (run("Reports of "), run("Le Monde", lang="fr"), run(" and others"), run("1"), run(" agree."))
    words = paragraph(*runs, tag="p", tags=(None, tag_id("p/1"), None, tag_id("p/2"), None))
    inner = (replace(tag("p/1", Role.SPAN), lang="fr"), tag("p/2", Role.REFERENCE))
    tree = read_tree(draw(scene(page(box(words)), tags=(tag("p"), *inner))))

    assert [(node.role, node.text, node.lang) for node in tree.all("Span", "Reference")] == [
        ("Span", "Le Monde", "fr"),
        ("Reference", "1", ""),
    ]
    assert plain(tree.text) == "Reports of Le Monde and others1 agree."


def test_running_heads_are_artifacts(draw: Draw) -> None:
    head = paragraph(run("Ports & Straits"), top=4)
    body = paragraph(run("Words."), tag="p", top=40)
    data = draw(scene(page(box(head, top=4, height=8), box(body, top=40)), tags=(tag("p"),)))

    assert tag_text(data) == "Words."
    assert b"/Artifact <</Type/Pagination/Subtype/Header>> BDC" in _content(data)


@pytest.mark.parametrize(
    "words",
    [
        "Office fiancé affluent fjord",
        "e\u0301tude, n\u0303, Z\u0307\u0304, q\u0308",
        "Łódź, Ærø, Þing, Đurađ, ŉ, ß",
        "Київ, Минск, Ελλάδα",
        "62\u00a0%, 3\u202fkm, non\u2011breaking",
        "→ ✓ ★ ≤ €",
        "a\u2060b",
    ],
)
def test_every_letter_is_read_as_itself(draw: Draw, words: str) -> None:
    assert _words(draw(text_scene(run(words)))) == words


def test_capitals_are_read_as_shown(draw: Draw) -> None:
    look = replace(style(), caps=True, tracking=pt(1))
    assert _words(draw(text_scene(run("Straße", look=look)))) == "STRASSE"


@pytest.mark.parametrize(
    "words",
    [
        "السلام عليكم",
        "في عام 2025 زار 24 وفداً",
        "قال NATO إن 62% من الدول وافقت (على القرار).",
    ],
)
def test_arabic_is_read_in_its_order(draw: Draw, words: str) -> None:
    assert plain(read_tree(draw(text_scene(run(words, lang="ar"), lang="ar", width=60))).text) == words


def test_arabic_over_several_lines(draw: Draw) -> None:
    words = "زار الرئيس الصيني موسكو في عام 2025 والتقى نظيره الروسي. " * 4
    data = draw(text_scene(run(words.strip(), lang="ar"), lang="ar", width=50))

    assert plain(read_tree(data).text) == words.strip()


def test_letters_stand_where_they_were_measured(draw: Draw) -> None:
    made = text_scene(run(PROSE), width=70, align=Align.JUSTIFY)
    lines = made.pages[0].items[0].paragraphs[0].lines  # type: ignore[union-attr]
    with pypdfium2.PdfDocument(draw(made)) as document:
        text = document[0].get_textpage()
        found = [text.get_charbox(index, loose=True)[0] for index in range(text.count_chars())]
    measured = [(glyphs.x + offset) / EMU_PER_PT for line in lines for glyphs in line.runs for offset in glyphs.offsets]

    for left in measured:
        assert min(abs(left - one) for one in found) < 0.02


def test_a_letter_that_no_font_has_is_kept_and_not_drawn_as_notdef(draw: Draw) -> None:
    words = "Linear B: \U00010000."
    assert shaper().missing(words, style())
    assert _words(draw(text_scene(run(words)))) == words


def test_glyphs_that_share_a_letter_have_the_text_beside_them() -> None:
    glyphs = text_scene(run("abc")).pages[0].items[0].paragraphs[0].lines[0].runs[0]  # type: ignore[union-attr]
    ligature = replace(glyphs, glyphs=glyphs.glyphs[:2], offsets=glyphs.offsets[:2], clusters=(0, 2))
    split = replace(glyphs, clusters=(0, 0, 1), text="ab")

    assert in_reading_order(ligature).texts == ["ab", "c"]
    assert in_reading_order(ligature).exact
    assert not in_reading_order(split).exact
    assert "".join(in_reading_order(split).texts).replace("\u200b", "") == "ab"


def test_a_split_letter_at_a_line_end_keeps_its_space(draw: Draw) -> None:
    made = text_scene(run("abc defghijk"), width=18)
    words = made.pages[0].items[0].paragraphs[0]  # type: ignore[union-attr]
    assert len(words.lines) == 2
    glyphs = replace(words.lines[0].runs[0], clusters=(0, 0, 1), text="ab")
    again = replace(words, lines=(replace(words.lines[0], runs=(glyphs,)), words.lines[1]))

    assert _words(draw(scene(page(box(again)), tags=(tag("p"),)))) == "ab defghijk"


def test_a_split_letter_is_read_once(draw: Draw) -> None:
    made = text_scene(run("abc"))
    words = made.pages[0].items[0].paragraphs[0]  # type: ignore[union-attr]
    glyphs = replace(words.lines[0].runs[0], clusters=(0, 0, 1), text="ab")
    again = replace(words, lines=(replace(words.lines[0], runs=(glyphs,)),))

    assert _words(draw(scene(page(box(again)), tags=(tag("p"),)))) == "ab"


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        (("قال ", "NATO", " ", "Brussels", " اليوم"), "ar"),
        (("They wrote ", "עברית 123 ", "טקסט", " and left."), "en-GB"),
        (("في ", "24", "% من ", "(SCO-5, 3.1)", " 2025"), "ar"),
    ],
)
def test_runs_of_two_directions_are_read_in_order(draw: Draw, words: tuple[str, ...], lang: str) -> None:
    looks = [style(), style("handout-title", size=12)]
    runs = [run(text, look=looks[n % 2], lang=lang) for n, text in enumerate(words)]

    assert _words(draw(text_scene(*runs, lang=lang))) == "".join(words)


def test_fonts_hold_only_what_is_drawn(draw: Draw) -> None:
    few, many = draw(text_scene(run("aaa"))), draw(text_scene(run(PROSE)))

    assert len(few) < len(many) < 30_000
    assert len(ASSETS["fonts/Carlito-Regular.ttf"]) > 500_000


def _words(data: bytes) -> str:
    return read_tree(data).text.strip("\n")


def _content(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        return b"".join(one.Contents.read_bytes() for one in pdf.pages)
