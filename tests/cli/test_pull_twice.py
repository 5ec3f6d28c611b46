# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""What was pulled and is edited again: the later edit counts; what lost its place is named, and kept."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn

from builder.cli import DONE, main
from builder.compare.deck_reader import read_deck
from tests.cli.pulling import Edit, changes, deck, edit, nothing_to_pull, pull, source, titled, written_and_built
from tests.compare import edit_cases, powerpoint_edits, shape_edits
from tests.compare.catalogue import say

COLOR: Any = RGBColor
_A, _P = (f'xmlns:{one}="{qn(f"{one}:x")[1:-2]}"' for one in "ap")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def shape(deck: Any, name: str) -> Any:
    return next(one for one in titled(deck, "shortest route").shapes if one.name == name)


def flag(deck: Any) -> Any:
    return shape(deck, "Flag Norway")


def picture(colour: str) -> Edit:
    def swap(deck: Any) -> None:
        data = io.BytesIO()
        Image.new("RGB", (300, 200), colour).save(data, "PNG")
        flag(deck)._element.blipFill.blip.set(qn("r:embed"), flag(deck).part.get_or_add_image_part(data)[1])

    return swap


def cropped(part: float) -> Edit:
    return lambda deck: setattr(flag(deck), "crop_left", part)


def moved(deck: Any) -> None:
    flag(deck).left += 200000


def described(deck: Any) -> None:
    flag(deck)._element.nvPicPr.cNvPr.set("descr", "The colours of Norway")


def linked(address: str | None) -> Edit:
    return lambda deck: setattr(flag(deck).click_action.hyperlink, "address", address)


def lowest(deck: Any) -> None:
    tree = flag(deck)._element.getparent()
    tree.insert(2, flag(deck)._element)


def filled(color: str) -> Edit:
    def fill(deck: Any) -> None:
        leader = shape(deck, "Leader")
        leader.fill.solid()
        leader.fill.fore_color.rgb = leader.line.color.rgb = COLOR.from_string(color)

    return fill


def gradient(deck: Any) -> None:
    shape(deck, "Leader").fill.gradient()


def shadow(deck: Any) -> None:
    effect = f'<a:effectLst {_A}><a:outerShdw blurRad="50000"><a:srgbClr val="000000"/></a:outerShdw></a:effectLst>'
    shape(deck, "Leader")._element.spPr.append(etree.fromstring(effect))


def arched(deck: Any) -> None:
    body = shape(deck, "Leader")._element.txBody.bodyPr
    body.insert(0, etree.fromstring(f'<a:prstTxWarp {_A} prst="textArchUp"/>'))


def ground(color: str) -> Edit:
    def fill(deck: Any) -> None:
        background = titled(deck, "shortest route").background.fill
        background.solid()
        background.fore_color.rgb = COLOR.from_string(color)

    return fill


def bare(deck: Any) -> None:
    titled(deck, "shortest route")._element.set("showMasterSp", "0")


def transition(name: str) -> Edit:
    def change(deck: Any) -> None:
        slide = titled(deck, "shortest route")._element
        for one in slide.findall(qn("p:transition")):
            slide.remove(one)
        if name:
            slide.find(qn("p:clrMapOvr")).addnext(etree.fromstring(f"<p:transition {_P}><p:{name}/></p:transition>"))

    return change


def unanimated(deck: Any) -> None:
    slide = edit_cases.answers(deck)[0]._element
    slide.remove(slide.find(qn("p:timing")))


def marked(color: str) -> Edit:
    def mark(deck: Any) -> None:
        look = shape(deck, "Body").text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr()
        for one in look.findall(qn("a:highlight")):
            look.remove(one)
        if color:
            look.append(etree.fromstring(f'<a:highlight {_A}><a:srgbClr val="{color}"/></a:highlight>'))

    return mark


def uncommented(deck: Any) -> None:
    for slide in deck.slides:
        for number, one in list(slide.part.rels.items()):
            if one.reltype.endswith("/comments"):
                slide.part.rels.pop(number)


def footer(words: str) -> Edit:
    return lambda deck: say(shape(deck, "Footer").text_frame.paragraphs[0], words)


TWICE: dict[str, tuple[tuple[Edit, Edit], ...]] = {
    "picture, another": (
        (picture("red"), picture("blue")),
        (filled("C80000"), filled("006400")),
        (ground("F0DCC8"), ground("C8DCF0")),
        (transition("fade"), transition("push")),
        (shape_edits.points_that_appear_by_click, unanimated),
        (marked("FFFF00"), marked("00FF00")),
        (shape_edits.comment_added, uncommented),
        (footer("Only here"), footer("Here alone")),
    ),
    "picture, a third": (
        (picture("blue"), picture("green")),
        (filled("FAF0C8"), shadow),
        (ground("C8DCF0"), ground("F0DCC8")),
        (transition("fade"), transition("")),
        (marked("FFFF00"), marked("")),
    ),
    "cropped, moved": ((cropped(0.1), moved), (shadow, filled("FAF0C8")), (bare, ground("C8DCF0"))),
    "moved, cropped": ((moved, cropped(0.1)), (filled("FAF0C8"), gradient), (ground("C8DCF0"), bare)),
    "linked, elsewhere": (
        (linked("https://one.example/"), linked("https://two.example/")),
        (gradient, filled("FAF0C8")),
    ),
    "linked, nowhere": ((linked("https://one.example/"), linked(None)), (arched, shadow)),
    "described, cropped": ((described, cropped(0.1)), (shadow, arched)),
}


@pytest.mark.parametrize("name", TWICE)
def test_of_two_pulled_edits_the_later_one_counts(project: Path, name: str) -> None:
    edit(project, *(first for first, _ in TWICE[name]))
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    edit(project, *(second for _, second in TWICE[name]))
    edited = read_deck(deck(project).read_bytes())
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    assert changes(edited, project) == []
    assert nothing_to_pull(project)


def test_what_was_changed_twice_is_kept_once(project: Path) -> None:
    for colour in ("red", "blue"):
        edit(project, picture(colour))
        assert pull(project) == DONE
        assert main(["build", "-q"]) == DONE
    kept = project / "decks" / "ports.edits"
    assert len(json.loads((kept / "edits.json").read_bytes())["edits"]) == 1
    assert len([*kept.rglob("*.png")]) == 1


def test_edits_of_shapes_that_are_gone_are_named_and_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = {
        "place": moved, "replaced": picture("red"), "alt text": described, "link": linked("https://one.example/"),
        "stacking": lowest, "look": filled("FAF0C8"), "grouped": powerpoint_edits.flags_of_the_cover_grouped,
    }  # fmt: skip
    edit(project, *made.values())
    assert pull(project) == DONE
    kept = (project / "decks" / "ports.edits" / "edits.json").read_bytes()
    text = source(project).read_text(encoding="utf-8")
    for words in (', flag: "no", leader: Jonas Gahr Støre', ", flag: cn"):
        text = text.replace(words, "")
    source(project).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["build"]) == DONE
    said = capsys.readouterr().err
    assert said.count("BD536") == len(made)
    assert [kind for kind in made if f"the edit `{kind}` on “" not in said] == []
    assert (project / "decks" / "ports.edits" / "edits.json").read_bytes() == kept


def test_a_shape_that_was_deleted_in_the_deck_and_then_in_the_source_is_no_question(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, lambda deck: flag(deck)._element.getparent().remove(flag(deck)._element))
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text.replace(', flag: "no"', ""), encoding="utf-8")
    capsys.readouterr()
    assert main(["build"]) == DONE
    assert "BD536" not in capsys.readouterr().err


def test_two_lists_that_somebody_merged_make_a_sound_deck(project: Path) -> None:
    kept = project / "decks" / "ports.edits" / "edits.json"
    rows: list[Any] = []
    files: dict[Path, bytes] = {}
    for address, color, name in (
        ("https://one.example/", "C8DCF0", "fade"),
        ("https://two.example/", "F0DCC8", "push"),
    ):
        edit(project, linked(address), ground(color), transition(name))
        assert pull(project) == DONE
        assert main(["build", "-q"]) == DONE
        rows += json.loads(kept.read_bytes())["edits"]
        files |= {one: one.read_bytes() for one in kept.parent.rglob("*.xml")}
    for path, data in files.items():
        path.write_bytes(data)
    kept.write_text(json.dumps({"format": 1, "edits": rows}), encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    presentation: Any = Presentation(str(deck(project)))
    slide = titled(presentation, "shortest route")._element
    assert len(slide.findall(qn("p:transition"))) == len(slide.findall(f"{qn('p:cSld')}/{qn('p:bg')}")) == 1
    assert flag(presentation).click_action.hyperlink.address == "https://two.example/"
    assert main(["verify", "-q", "dist/ports.pptx"]) == DONE
