"""Any text comes back from the PDF as it went in: scripts, directions, marks, widths, alignments at random."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.scene import Align
from builder.render.pdf import render
from tests.render.pdf.scenes import run, shaper, style, text_scene
from tests.render.pdf.structure import faults_of, plain, read_tree
from tests.session import media

LETTERS = (
    "aefilmotxzAEIOW",
    "ąćęłńóśźżäöüßéèêñçåøæþđğıİ",
    "абвгджзийклмнопрстуєіїґ",
    "αβγδεζηθάέίό",
    "ابتثجحدرزسشعغفقكلمنهويءئةىَُّ",
    "אבגדהוזחטיכלמנ",
    "0123456789",
    ".,;:!?%()[]-–—/'\"“”’«»…·",
    "\u0301\u0308\u0327",
    "→✓≤€§№",
)

_WORD = st.sampled_from(LETTERS).flatmap(lambda alphabet: st.text(alphabet, min_size=1, max_size=9))
_WORDS = st.lists(st.one_of(_WORD, st.tuples(_WORD, _WORD).map("".join)), min_size=1, max_size=25)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    words=_WORDS, width=st.integers(25, 120), lang=st.sampled_from(["en-GB", "de", "pl", "ar", "he"]), data=st.data()
)
def test_words_come_back(words: list[str], width: int, lang: str, data: st.DataObject) -> None:
    align = data.draw(st.sampled_from([Align.START, Align.JUSTIFY, Align.CENTER]))
    looks = (style(), style("handout-title", size=12))
    runs = [run(word + " ", look=looks[data.draw(st.integers(0, 1))], lang=lang) for word in words]

    made = render(text_scene(*runs, width=width, lang=lang, align=align), media())

    assert plain(read_tree(made).text) == " ".join("".join(one.text for one in runs).split())
    assert faults_of(made) == []


def test_the_letters_are_in_the_fonts() -> None:
    assert [shaper().missing(letters, style()) for letters in LETTERS] == [()] * len(LETTERS)
