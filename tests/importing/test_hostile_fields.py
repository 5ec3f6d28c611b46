"""Whatever the head of a piece says, its draft is one that can be built, and the words stay in the draft's file."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from builder.cli import DONE, main

_QUESTIONS = (("When does it open?", "It opens in May. The gate is new."), ("Who pays?", "The county pays all of it."))
_LONG = "The committee of the harbour masters and of the ferry owners of the northern coast " * 6
_VALUES = {
    "many words": _LONG.strip(),
    "one long word": "Hafenamtsleitung" * 24,
    "only a mark": "~",
    "only dots": "...",
    "markup": "*Star* _under_ `code` <b>bold</b> [link](https://a.example/x) ==mark== ~~gone~~ H~2~O",
    "attributes": "[a] [^1] ![p](q.png) {.class}",
    "entities": "&lt;b&gt;x&lt;/b&gt; a &amp;nbsp; b",
    "signs of YAML": "- : # & * ! | > % @ ` x",
    "quotation marks": "\"Double\" 'single' “curly”: colon — dash",
    "emoji": "Harbour 🚢 news 👩‍🚒",
    "a number": "2024",
    "a truth": "yes",
    "a date": "2024-01-02",
    "many names": "; ".join(f"Ada{number} Holm" for number in range(60)),
    "an address": "https://x.example/" + "a" * 600,
    "no address": "http://",
    "other letters": "ميناء الشمال — Гавань",
}
_KEYS = ("title", "subtitle", "series", "number", "authors", "publisher", "date", "url")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _markdown() -> str:
    return "".join(f"\n## {asked}\n\n{said}\n" for asked, said in _QUESTIONS)


def _yaml(value: str) -> str:
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key in _KEYS)
    Path("piece.md").write_text(f"---\n{lines}---\n{_markdown()}", encoding="utf-8")
    return "piece.md"


def _toml(value: str) -> str:
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key in _KEYS)
    Path("piece.txt").write_text(f"+++\n{lines}+++\n{_markdown()}", encoding="utf-8")
    return "piece.txt"


def _page(value: str) -> str:
    said = html.escape(value, quote=True)
    head = "".join(f'<meta name="{key}" content="{said}">' for key in ("author", "description", "date", "publisher"))
    body = "".join(f"<h2>{asked}</h2><p>{reply}</p>" for asked, reply in _QUESTIONS)
    page = f"<html><head><title>{said}</title>{head}</head><body><article><h1>{said}</h1>{body}</article></body></html>"
    Path("piece.html").write_text(page, encoding="utf-8")
    return "piece.html"


def _word(value: str) -> str:
    document = docx.Document()
    for name in ("title", "author", "subject"):
        setattr(document.core_properties, name, value[:255])
    document.add_heading(value, 0)
    document.add_paragraph(f"By {value}")
    for asked, said in _QUESTIONS:
        document.add_heading(asked, 1)
        document.add_paragraph(said)
    document.save("piece.docx")
    return "piece.docx"


@pytest.mark.parametrize("written", [_yaml, _toml, _page, _word])
@pytest.mark.parametrize("value", _VALUES.values(), ids=_VALUES.keys())
def test_a_draft_can_be_built_whatever_its_head_says(
    written: Callable[[str], str], value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", written(value), "-o", "draft.md"]) == DONE
    capsys.readouterr()
    assert main(["check", "draft.md"]) == DONE, capsys.readouterr()
    text = Path("draft.md").read_text(encoding="utf-8")
    assert [f"## {asked}" in text for asked, _ in _QUESTIONS] == [True, True]
    words = re.findall(r"[^\W_]+", re.sub(r"<[^<>]*>|~2~", " ", html.unescape(html.unescape(value))))
    assert [word for word in words if word.casefold() not in text.casefold()] == []


def test_a_name_that_is_too_long_is_told_and_listed() -> None:
    name = "Office of the " + "northern and the eastern " * 8 + "coast"
    Path("piece.md").write_text(f"---\ntitle: Gate\npublisher: {name}\n---\n{_markdown()}", encoding="utf-8")
    assert main(["import", "piece.md", "-o", "draft.md"]) == DONE
    head, body = Path("draft.md").read_text(encoding="utf-8").split("\n---\n", 1)
    assert "publisher:" not in head.replace("publisher's", "")
    assert "the publisher's name is too long for the front matter: it is in the list below" in head
    assert name in body


@pytest.mark.parametrize("mark", ["~", "...", "—", "{}"])
def test_a_title_without_a_word_is_none(mark: str) -> None:
    Path("north-gate.md").write_text(f"---\ntitle: '{mark}'\n---\n{_markdown()}", encoding="utf-8")
    assert main(["import", "north-gate.md", "-o", "draft.md"]) == DONE
    text = Path("draft.md").read_text(encoding="utf-8")
    assert "\ntitle: north gate" in text
