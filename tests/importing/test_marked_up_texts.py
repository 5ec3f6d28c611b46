"""Texts in Markdown and reStructuredText, pages of text: what their mark-up says is in the draft, each word once."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from builder.cli import DONE, main

OPENING = "# The Bridge\n\nThe bridge is closed since Monday, and nobody knows when it opens again.\n\n"
SECOND = "\n\n## Who pays for it?\n\nThe province pays.\n"

Import = Callable[..., str]


@pytest.fixture
def draft_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Import:
    """Return what imports a text and returns its draft without the marks of highlights; each word is accounted for."""
    monkeypatch.chdir(tmp_path)
    picture = io.BytesIO()
    Image.new("RGB", (200, 120), "navy").save(picture, "PNG")
    Path("bridge.png").write_bytes(picture.getvalue())

    def draft(text: str, name: str = "bridge.md") -> str:
        Path(name).write_text(text, encoding="utf-8")
        assert main(["import", name, "-o", "draft.md"]) == DONE
        assert capsys.readouterr().err == ""
        return Path("draft.md").read_text(encoding="utf-8").replace("==", "")

    return draft


def _answer(draft: str, question: str) -> str:
    """Return what stands below a question, without remarks."""
    below = draft.split(f"## {question}\n", 1)[1].split("\n## ", 1)[0].split("\n[^", 1)[0]
    return below.split("<!--", 1)[0].strip()


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("## Who closed it? ##", "Who closed it?"),
        ("##  Who   closed # 4?  ", "Who closed # 4?"),
        ("##Who closed it?#", "Who closed it?"),
        ("## Who closed it? # ##", "Who closed it? #"),
    ],
)
def test_characters_that_close_a_heading_are_none_of_its_words(draft_of: Import, line: str, question: str) -> None:
    draft = draft_of(f"{OPENING}{line}\n\nThe district did.\n\n## Who opens it?\n\nCanada opens it.\n")
    assert question in draft.replace("\\#", "#")
    assert "##" not in _answer(draft, "Who opens it?")


def test_boxes_that_unfold_are_questions(draft_of: Import) -> None:
    draft = draft_of(
        f"{OPENING}<details>\n<summary>Who closed the bridge?</summary>\n\nThe district did. It was Monday.\n\n"
        "</details>\n\n<details><summary>What does\nthe repair cost?</summary> It costs four\nmillion euros.\n\n"
        f"</details>\n\n:::details Who decides?\n\nThe council decides.\n\n:::{SECOND}"
    )
    assert _answer(draft, "Who closed the bridge?") == "The district did. It was Monday."
    assert _answer(draft, "What does the repair cost?") == "It costs four million euros."
    assert _answer(draft, "Who decides?") == "The council decides."


def test_a_box_keeps_its_title_and_its_words(draft_of: Import) -> None:
    draft = draft_of(
        f"{OPENING}## Who closed it?\n\nThe district did.\n\n"
        f"::: note Not decided yet\n\nThe council meets in May.\n\n:::{SECOND}"
    )
    assert _answer(draft, "Who closed it?") == "The district did.\n\nNot decided yet\n\nThe council meets in May."


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_code_is_code_whatever_it_looks_like(draft_of: Import, fence: str) -> None:
    code = "# open the gate\n1. gate --open"
    draft = draft_of(f"{OPENING}## How is it opened?\n\nThe keeper types:\n\n{fence}sh\n{code}\n{fence}{SECOND}")
    assert _answer(draft, "How is it opened?") == "The keeper types:\n\n`# open the gate`\n\n`1. gate --open`"
    assert "Left out" not in draft


def test_a_fence_that_nobody_closed_swallows_nothing(draft_of: Import) -> None:
    draft = draft_of(f"{OPENING}## How is it opened?\n\nThe keeper types:\n\n```\ngate --open{SECOND}")
    assert "gate --open" in _answer(draft, "How is it opened?")
    assert _answer(draft, "Who pays for it?") == "The province pays."


HTML_TABLE = """<table>
<tr><th>Port</th><th colspan="2">Ships<br/>and boats</th></tr>
<tr><td rowspan="2">Vardø</td><td>12</td><td>3</td></tr>
<tr><td><b>40</b></td><td>none</td></tr>
</table>"""
ROWS = "| Port | Ships and boats |  |\n| --- | --- | --- |\n| Vardø | 12 | 3 |\n|  | **40** | none |"


@pytest.mark.parametrize("name", ["bridge.md", "bridge.html"])
def test_cells_of_several_rows_and_columns_leave_the_others_where_they_are(draft_of: Import, name: str) -> None:
    if name == "bridge.md":
        text = f"{OPENING}## What was counted?\n\nThe ships.\n\n{HTML_TABLE}{SECOND}"
    else:
        text = (
            f"<html><body><h1>The Bridge</h1><h2>What was counted?</h2><p>The ships.</p>{HTML_TABLE}"
            "<h2>Who pays for it?</h2><p>The province pays.</p></body></html>"
        )
    assert _answer(draft_of(text, name), "What was counted?") == f"The ships.\n\n{ROWS}"


def test_a_table_that_nobody_closed_is_read_as_text(draft_of: Import) -> None:
    draft = draft_of(f"{OPENING}## What was counted?\n\nThe ships.\n\n<table>\n<tr><td>Vardø\n{SECOND}")
    assert "Vardø" in draft


def test_a_caption_in_italics_is_that_of_its_picture(draft_of: Import) -> None:
    picture = "![The bridge at noon](bridge.png)\n*The bridge after the storm*"
    draft = draft_of(f"{OPENING}## Who closed it?\n\nThe district did.\n\n{picture}{SECOND}")
    assert '![The bridge at noon](draft-pictures/picture-1.png "The bridge after the storm")' in draft


def test_a_footnote_goes_on_in_indented_lines(draft_of: Import) -> None:
    draft = draft_of(
        f"{OPENING}## Who closed it?\n\nThe district did.[^1]\n\n[^1]: So the mayor says,\n    and the council.{SECOND}"
    )
    assert "[^1]: So the mayor says, and the council." in draft


def test_directives_of_restructured_text_are_questions_or_words(draft_of: Import) -> None:
    draft = draft_of(
        "The Bridge\n==========\n\nThe bridge is closed since Monday, and nobody knows when it opens again.\n\n"
        ".. contents::\n   :depth: 2\n   :local:\n\n"
        ".. question:: Who closed the bridge?\n   :level: 3\n\nThe district did.\n\n"
        ".. note:: The council meets in May,\n   and it may decide.\n\n.. warning::\n   The ice is thin.\n\n"
        ".. question:: Who pays for it?\n\nThe province pays.\n",
        "bridge.rst",
    )
    assert _answer(draft, "Who closed the bridge?") == (
        "The district did.\n\nThe council meets in May, and it may decide.\n\nThe ice is thin."
    )
    assert _answer(draft, "Who pays for it?") == "The province pays."
    assert "depth" not in draft


def test_a_sentence_goes_on_behind_the_number_of_its_page(draft_of: Import) -> None:
    draft = draft_of(
        "The Bridge\n\nThe bridge is closed since Monday, and nobody knows when it opens again.\n\n"
        "Who closed the bridge?\n\nThe district did. It was Monday, and\n\n                1\n\n"
        "\fthe storm had broken two of its piers.\n\nWho pays for it?\n\nThe province pays.\n\n2\n",
        "bridge.txt",
    )
    assert _answer(draft, "Who closed the bridge?") == (
        "The district did. It was Monday, and the storm had broken two of its piers."
    )
    assert draft.partition("<!-- Left out of the text above")[2].split()[-3:] == ["1", "2", "-->"]


ROLES = {
    "ar": ("المحاور", "الضيف"), "be": ("Карэспандэнт", "Суразмоўца"), "bg": ("Репортер", "Интервюираният"),
    "ca": ("Entrevistadora", "Entrevistat"), "cs": ("Tazatel", "Dotazovaná"),
    "da": ("Interviewer", "Interviewede"), "de": ("Interviewerin", "Befragter"),
    "el": ("Δημοσιογράφος", "Συνεντευξιαζόμενη"), "en": ("Interviewer", "Interviewee"),
    "es": ("Entrevistador", "Entrevistado"), "et": ("Küsija", "Vastaja"),
    "fi": ("Haastattelija", "Haastateltava"), "fr": ("Intervieweuse", "Interviewé"),
    "ga": ("Agallóir", "Agallaí"), "he": ("מראיין", "מרואיינת"), "hi": ("पत्रकार", "उत्तर"),
    "hr": ("Novinarka", "Sugovornik"), "hu": ("Kérdező", "Interjúalany"), "id": ("Pewawancara", "Narasumber"),
    "it": ("Intervistatore", "Intervistata"), "ja": ("聞き手", "話し手"), "ko": ("질문자", "응답자"),
    "lt": ("Žurnalistė", "Pašnekovas"), "lv": ("Žurnālists", "Intervējamā"), "mk": ("Новинар", "Соговорник"),
    "nb": ("Intervjuer", "Intervjuobjekt"), "nl": ("Interviewer", "Geïnterviewde"),
    "pl": ("Ankieter", "Ankietowana"), "pt": ("Entrevistadora", "Entrevistado"),
    "ro": ("Intervievator", "Intervievată"), "ru": ("Интервьюер", "Собеседник"), "sk": ("Novinár", "Opýtaná"),
    "sl": ("Novinarka", "Sogovornik"), "sq": ("Gazetari", "I intervistuari"), "sr": ("Новинар", "Саговорница"),
    "sv": ("Intervjuare", "Intervjuperson"), "tr": ("Gazeteci", "Konuk"),
    "uk": ("Журналістка", "Співрозмовник"), "vi": ("Người phỏng vấn", "Người được phỏng vấn"),
    "zh": ("采访者", "受访者"),
}  # fmt: skip


@pytest.mark.parametrize(("asks", "replies"), ROLES.values(), ids=ROLES)
def test_who_asks_and_who_answers_are_called_so_in_each_language(draft_of: Import, asks: str, replies: str) -> None:
    turns = (("Bridge 1, closed?", "Since Monday, for repairs."), ("Tell more of bridge 2.", "It is older, and open."))
    said = "\n\n".join(f"{asks}: {question}\n\n{replies}: {answer}" for question, answer in turns)
    draft = draft_of(f"# The Bridge\n\n{said}\n")
    for question, answer in turns:
        assert _answer(draft, question) == answer


def test_a_statement_in_bold_is_a_turn_where_a_dash_opens_each_answer(draft_of: Import) -> None:
    turns = ("How is the port?", "And the workers?", "You sound surprised.", "What is next?")
    said = "\n\n".join(f"**{turn}**\n\n– It is as I said in {at}. Nobody thought so." for at, turn in enumerate(turns))
    draft = draft_of(f"# The port\n\n{said}\n")
    for at, turn in enumerate(turns[:3]):
        assert _answer(draft, turn) == f"It is as I said in {at}. Nobody thought so."


def test_a_show_in_which_one_says_nearly_everything_is_no_conversation(tmp_path: Path) -> None:
    shown = (
        "Ten! The Tower Bridge was opened in 1894. Is it the most famous one?",
        "Nine! The Golden Gate is long. Who knows?",
        "Eight! The Øresund Bridge joins Denmark and Sweden.",
    )
    text = "Ten bridges\n\n" + "\n\n".join(f"ANNOUNCER: {one}\n\nSINGERS: Over the sea!" for one in shown)
    Path(tmp_path / "show.txt").write_text(text, encoding="utf-8")
    assert main(["import", str(tmp_path / "show.txt"), "-o", str(tmp_path / "show.md")]) != DONE
    draft = Path(tmp_path / "show.md").read_text(encoding="utf-8")
    assert all(f"ANNOUNCER: {one}" in draft for one in shown)
    assert "asked-by" not in draft


def test_who_answers_is_no_author(draft_of: Import) -> None:
    draft = draft_of(
        "# Gas in Europe\n\nJohn Dupont is director of the Energy Institute in Lyon. He has written on gas.\n\n"
        "Mary Curel: Why is gas expensive?\n\nJohn Dupont: Demand in Asia grows. Stocks are low.\n\n"
        "Mary Curel: What can be done?\n\nJohn Dupont: States can buy together. They cannot set the price.\n"
    )
    assert 'answered-by="John Dupont"' in draft
    assert "authors" not in draft.split("---")[1]


@pytest.mark.parametrize("rule", ["─", "═══", "--", "■", "~~"])
def test_a_line_between_two_rules_is_the_heading_of_the_questions_below_it(draft_of: Import, rule: str) -> None:
    text = (
        f"FAQs\n\n{rule} Visas {rule}\n1. What does a visa cost?\nA visa costs forty euros, and a stamp is free.\n"
        f"2. Who needs one?\nWhoever stays for more than ninety days needs one.\n{rule} Permits {rule}\n"
        "1. How long is a permit valid?\nPermits are valid for one to five years.\n"
    )
    draft = draft_of(text, "faq.txt")
    assert [line for line in draft.splitlines() if line.startswith("# ")][-2:] == ["# Visas", "# Permits"]
    assert "Permits" not in _answer(draft, "Who needs one?").split("#", 1)[0]


def test_a_line_between_dashes_that_is_a_sentence_stays_in_its_answer(draft_of: Import) -> None:
    draft = draft_of(f"{OPENING}## Who closed it?\n\nThe mayor did.\n\n-- So it was. --\n\nNobody asked him.{SECOND}")
    assert "So it was." in _answer(draft, "Who closed it?")
