# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Kinds of edit that somebody makes in a deck, each as a function, with what must be found."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import Any, NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from builder.compare.deck_edit import EditKind
from tests.corpus.pictures import striped_png


class NoSuchThingError(Exception):
    """The deck has nothing that could be edited so."""


class EditCase(NamedTuple):
    """A kind of edit: what it is called, what makes it, what must be found and nothing else."""

    name: str
    make: Callable[[Any], None]
    expected: tuple[EditKind, ...]
    repeated: bool = False
    """Whether each kind may be found several times."""


CASES: list[EditCase] = []


def edit(*expected: EditKind, repeated: bool = False) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Enter a function into the catalogue."""

    def enter(make: Callable[[Any], None]) -> Callable[[Any], None]:
        CASES.append(EditCase(make.__name__, make, expected, repeated))
        return make

    return enter


def edited(deck: bytes, make: Callable[[Any], None]) -> bytes:
    """Return `deck` after the edit, as python-pptx saves it."""
    presentation = Presentation(io.BytesIO(deck))
    make(presentation)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _named(slide: Any, name: str) -> Any:
    return next((one for one in slide.shapes if one.name == name), None)


def _need(found: Any) -> Any:
    if found is None:
        raise NoSuchThingError
    return found


def answers(deck: Any) -> Any:
    """Return the slides that have a title and two points and more."""
    found = [
        slide
        for slide in deck.slides
        if _named(slide, "Title") is not None
        and (body := _named(slide, "Body")) is not None
        and len(body.text_frame.paragraphs) > 1
    ]
    return _need(found or None)


def _title(deck: Any) -> Any:
    return _named(answers(deck)[0], "Title").text_frame.paragraphs[0]


def _body(deck: Any) -> Any:
    return _named(answers(deck)[0], "Body").text_frame


def say(paragraph: Any, text: str) -> None:
    """Let a paragraph say `text`, in the look of its first run."""
    first, *rest = paragraph.runs
    first.text = text
    for run in rest:
        run._r.getparent().remove(run._r)


def _first(deck: Any, holds: Callable[[Any], bool]) -> Any:
    found = ((slide, shape) for slide in deck.slides for shape in slide.shapes if holds(shape))
    return _need(next(found, None))


def _picture(deck: Any) -> Any:
    slide = answers(deck)[0]
    return _need(next((one for one in slide.shapes if one._element.tag == qn("p:pic")), None))


def _table(deck: Any) -> Any:
    return _first(deck, lambda one: bool(one.has_table))[1].table


def _chart(deck: Any) -> Any:
    return _first(deck, lambda one: bool(one.has_chart))[1].chart


def _move(deck: Any, start: int, end: int) -> None:
    ids = deck.slides._sldIdLst
    one = ids[start]
    ids.remove(one)
    ids.insert(end, one)


def _drop(deck: Any, at: int) -> None:
    ids = deck.slides._sldIdLst
    deck.part.drop_rel(ids[at].rId)
    ids.remove(ids[at])


def _index(deck: Any, slide: Any) -> int:
    return [one.slide_id for one in deck.slides].index(slide.slide_id)


def _notes(deck: Any) -> Any:
    return answers(deck)[0].notes_slide.notes_text_frame


K = EditKind
_color: Any = RGBColor
_chart_data: Any = CategoryChartData


@edit(K.WORDS)
def headline_in_other_words(deck: Any) -> None:
    say(_title(deck), "Nobody had asked for the harbour to open again, and it did")


@edit(K.WORDS)
def headline_one_word_more(deck: Any) -> None:
    say(_title(deck), f"{_title(deck).text} today")


@edit(K.WORDS)
def headline_typing_error(deck: Any) -> None:
    text = _title(deck).text
    say(_title(deck), text[:5] + text[6:])


@edit(K.WORDS)
def headline_shortened(deck: Any) -> None:
    say(_title(deck), " ".join(_title(deck).text.split()[:-1]))


@edit(K.WORDS)
def headline_in_capitals(deck: Any) -> None:
    say(_title(deck), _title(deck).text.upper())


@edit(K.WORDS)
def headline_with_curly_quotes(deck: Any) -> None:
    say(_title(deck), f"“{_title(deck).text}”")


@edit(K.WORDS)
def headline_emptied(deck: Any) -> None:
    _named(answers(deck)[0], "Title").text_frame.clear()


@edit(K.WORDS)
def point_with_a_new_beginning(deck: Any) -> None:
    say(_body(deck).paragraphs[0], f"In short: {_body(deck).paragraphs[0].text}")


@edit(K.WORDS)
def point_replaced(deck: Any) -> None:
    say(_body(deck).paragraphs[-1], "Quite another thing stands here now")


@edit(K.POINT_DELETED)
def first_point_deleted(deck: Any) -> None:
    one = _body(deck).paragraphs[0]._p
    one.getparent().remove(one)


@edit(K.POINT_DELETED)
def last_point_deleted(deck: Any) -> None:
    one = _body(deck).paragraphs[-1]._p
    one.getparent().remove(one)


@edit(K.POINT_ADDED)
def point_added(deck: Any) -> None:
    body = _body(deck)
    body.paragraphs[-1]._p.addnext(copy.deepcopy(body.paragraphs[0]._p))
    say(body.paragraphs[-1], "Something that the briefing had not said")


@edit(K.POINT_MOVED)
def points_swapped(deck: Any) -> None:
    body = _body(deck)
    body.paragraphs[1]._p.addnext(body.paragraphs[0]._p)


@edit(K.WORDS, K.POINT_DELETED)
def points_joined(deck: Any) -> None:
    one, two = _body(deck).paragraphs[:2]
    say(one, f"{one.text}; {two.text}")
    two._p.getparent().remove(two._p)


@edit(K.LEVEL)
def point_indented(deck: Any) -> None:
    _body(deck).paragraphs[1].level = 1


@edit(K.MARKS)
def word_in_bold(deck: Any) -> None:
    run = _body(deck).paragraphs[0].runs[0]
    first, _, rest = run.text.partition(" ")
    run._r.addnext(copy.deepcopy(run._r))
    run.text, run.font.bold = first, True
    _body(deck).paragraphs[0].runs[1].text = f" {rest}"


@edit(K.MARKS)
def point_in_italics(deck: Any) -> None:
    for run in _body(deck).paragraphs[0].runs:
        run.font.italic = True


@edit(K.MARKS)
def point_underlined(deck: Any) -> None:
    for run in _body(deck).paragraphs[0].runs:
        run.font.underline = True


@edit(K.MARKS)
def point_struck_through(deck: Any) -> None:
    for run in _body(deck).paragraphs[0].runs:
        run._r.get_or_add_rPr().set("strike", "sngStrike")


@edit(K.MARKS)
def link_added(deck: Any) -> None:
    _body(deck).paragraphs[0].runs[0].hyperlink.address = "https://example.org/more"


@edit(K.RESTYLED)
def headline_in_red(deck: Any) -> None:
    for run in _title(deck).runs:
        run.font.color.rgb = _color(200, 0, 0)


@edit(K.RESTYLED)
def point_smaller(deck: Any) -> None:
    for run in _body(deck).paragraphs[0].runs:
        run.font.size = Pt(14)


@edit(K.RESTYLED)
def headline_in_another_face(deck: Any) -> None:
    for run in _title(deck).runs:
        run.font.name = "Courier New"


@edit(K.WORDS)
def kicker_changed(deck: Any) -> None:
    say(_need(_named(answers(deck)[0], "Kicker")).text_frame.paragraphs[0], "Elsewhere")


@edit(K.WORDS)
def leader_changed(deck: Any) -> None:
    _, shape = _first(deck, lambda one: one.name == "Leader")
    say(shape.text_frame.paragraphs[0], "Somebody New")


@edit(K.WORDS)
def actor_renamed_on_a_slide(deck: Any) -> None:
    _, shape = _first(deck, lambda one: one.name == "Name")
    say(shape.text_frame.paragraphs[0], "The Middle Kingdom")


@edit(K.WORDS)
def title_of_the_deck_changed(deck: Any) -> None:
    say(deck.slides[0].shapes.title.text_frame.paragraphs[0], "Another title for the whole")


@edit(K.WORDS)
def footer_changed_on_one_slide(deck: Any) -> None:
    say(_need(_named(answers(deck)[0], "Footer")).text_frame.paragraphs[0], "Draft, not for quotation")


@edit(K.WORDS, repeated=True)
def footer_changed_on_all_slides(deck: Any) -> None:
    for slide in deck.slides:
        if _named(slide, "Footer") is not None:
            say(_named(slide, "Footer").text_frame.paragraphs[0], "Draft, not for quotation")


@edit(K.NOTES)
def word_of_the_notes_changed(deck: Any) -> None:
    one = _notes(deck).paragraphs[1]
    say(one, f"Indeed, {one.text}")


@edit(K.NOTES_ADDED)
def notes_added(deck: Any) -> None:
    _notes(deck).add_paragraph().text = "Say this slowly and look at the first row."


@edit(K.NOTES_DELETED)
def paragraph_of_the_notes_deleted(deck: Any) -> None:
    one = _notes(deck).paragraphs[1]._p
    one.getparent().remove(one)


@edit(K.NOTES_DELETED, K.NOTES, repeated=True)
def notes_emptied(deck: Any) -> None:
    _notes(deck).text = ""


@edit(K.SLIDE_MOVED)
def slide_moved_up(deck: Any) -> None:
    _move(deck, len(deck.slides) - 1, 1)


@edit(K.SLIDE_MOVED)
def slide_moved_to_the_end(deck: Any) -> None:
    _move(deck, 1, len(deck.slides) - 1)


@edit(K.SLIDE_MOVED, repeated=True)
def slides_reversed(deck: Any) -> None:
    for at in range(len(deck.slides)):
        _move(deck, len(deck.slides) - 1, at)


@edit(K.SLIDE_DELETED)
def slide_deleted(deck: Any) -> None:
    _drop(deck, _index(deck, answers(deck)[0]))


@edit(K.SLIDE_DELETED, repeated=True)
def all_slides_but_one_deleted(deck: Any) -> None:
    for _ in range(len(deck.slides) - 1):
        _drop(deck, 1)


@edit(K.SLIDE_HIDDEN)
def slide_hidden(deck: Any) -> None:
    answers(deck)[0]._element.set("show", "0")


@edit(K.SLIDE_ADDED)
def slide_added(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    box = slide.shapes.add_textbox(Emu(914400), Emu(914400), Emu(5000000), Emu(900000))
    box.text_frame.text = "Backup: who came"
    _move(deck, len(deck.slides) - 1, 2)


@edit(K.SLIDE_ADDED)
def slide_copied(deck: Any) -> None:
    one = answers(deck)[0]
    slide = deck.slides.add_slide(one.slide_layout)
    tree = slide.shapes._spTree
    for element in list(tree)[2:]:
        tree.remove(element)
    for shape in one.shapes:
        if shape.has_text_frame:
            tree.append(copy.deepcopy(shape._element))
    slide.notes_slide.notes_text_frame.text = _notes(deck).text
    _move(deck, len(deck.slides) - 1, _index(deck, one) + 1)


@edit(K.SHAPE_ADDED)
def text_box_added(deck: Any) -> None:
    box = answers(deck)[0].shapes.add_textbox(Emu(914400), Emu(5300000), Emu(3000000), Emu(500000))
    box.text_frame.text = "Source: own count"


@edit(K.SHAPE_ADDED)
def arrow_added(deck: Any) -> None:
    answers(deck)[0].shapes.add_shape(MSO_SHAPE.RIGHT_ARROW, Emu(5000000), Emu(5000000), Emu(900000), Emu(400000))


@edit(K.SHAPE_ADDED)
def callout_with_words_added(deck: Any) -> None:
    callout = MSO_SHAPE.ROUNDED_RECTANGULAR_CALLOUT
    shape = answers(deck)[0].shapes.add_shape(callout, Emu(4000000), Emu(4500000), Emu(2500000), Emu(900000))
    shape.text_frame.text = "Look here"


@edit(K.SHAPE_ADDED)
def freehand_ink_added(deck: Any) -> None:
    builder = answers(deck)[0].shapes.build_freeform(Emu(5000000), Emu(5000000))
    builder.add_line_segments([(5200000, 5100000), (5400000, 5050000), (5600000, 5200000)], close=False)
    builder.convert_to_shape()


@edit(K.SHAPE_ADDED)
def line_added(deck: Any) -> None:
    shapes = answers(deck)[0].shapes
    shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Emu(1000000), Emu(5000000), Emu(4000000), Emu(5000000))


@edit(K.SHAPE_ADDED)
def picture_added(deck: Any) -> None:
    picture = io.BytesIO(striped_png(64, 40))
    answers(deck)[0].shapes.add_picture(picture, Emu(5000000), Emu(4800000), Emu(1200000))


@edit(K.SHAPE_ADDED)
def chart_added(deck: Any) -> None:
    data = _chart_data()
    data.categories = ["a", "b"]
    data.add_series("s", (1, 2))
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED
    answers(deck)[0].shapes.add_chart(kind, Emu(1000000), Emu(4000000), Emu(3000000), Emu(2000000), data)


@edit(K.SHAPE_ADDED)
def table_added(deck: Any) -> None:
    frame = answers(deck)[0].shapes.add_table(2, 2, Emu(1000000), Emu(4000000), Emu(3000000), Emu(800000))
    frame.table.cell(0, 0).text = "New"


@edit(K.SHAPE_ADDED)
def group_added(deck: Any) -> None:
    group = answers(deck)[0].shapes.add_group_shape()
    for step in range(2):
        box = group.shapes.add_textbox(Emu(900000), Emu(5000000 + 400000 * step), Emu(2000000), Emu(350000))
        box.text_frame.text = f"part {step}"


@edit(K.SHAPE_ADDED)
def shape_pasted_from_another_slide(deck: Any) -> None:
    one, two = answers(deck)[0], deck.slides[0]
    element = copy.deepcopy(_named(two, "Title")._element)
    place = element.find(f".//{qn('p:nvPr')}")
    for child in list(place):
        place.remove(child)
    one.shapes._spTree.append(element)
    shape = one.shapes[len(one.shapes) - 1]
    shape.left, shape.top, shape.width, shape.height = Emu(900000), Emu(5200000), Emu(4000000), Emu(600000)


@edit(K.MOVED)
def picture_moved(deck: Any) -> None:
    picture = _picture(deck)
    picture.left, picture.top = picture.left - 500000, picture.top


@edit(K.RESIZED)
def picture_made_narrower(deck: Any) -> None:
    picture = _picture(deck)
    picture.width = picture.width // 2


@edit(K.TURNED)
def picture_turned(deck: Any) -> None:
    _picture(deck).rotation = 12


@edit(K.MOVED)
def body_moved(deck: Any) -> None:
    body = _named(answers(deck)[0], "Body")
    left, top, width, height = body.left, body.top, body.width, body.height
    body.left, body.top, body.width, body.height = left, top + 300000, width, height


@edit(K.RESIZED)
def title_made_narrower(deck: Any) -> None:
    body = _named(answers(deck)[0], "Title")
    left, top, width, height = body.left, body.top, body.width, body.height
    body.left, body.top, body.width, body.height = left, top, width - 900000, height


@edit(K.SHAPE_DELETED)
def picture_deleted(deck: Any) -> None:
    one = _picture(deck)._element
    one.getparent().remove(one)


@edit(K.SHAPE_DELETED)
def body_deleted(deck: Any) -> None:
    one = _named(answers(deck)[0], "Body")._element
    one.getparent().remove(one)


@edit(K.SHAPE_DELETED)
def page_reference_deleted(deck: Any) -> None:
    one = _need(_named(answers(deck)[0], "Page"))._element
    one.getparent().remove(one)


@edit(K.PICTURE_SWAPPED)
def picture_swapped(deck: Any) -> None:
    slide, picture = answers(deck)[0], _picture(deck)
    _, relation = slide.part.get_or_add_image_part(io.BytesIO(striped_png(50, 50)))
    picture._element.find(f"{qn('p:blipFill')}/{qn('a:blip')}").set(qn("r:embed"), relation)


@edit(K.ALT_TEXT)
def alternative_text_changed(deck: Any) -> None:
    names = _picture(deck)._element.find(f".//{qn('p:cNvPr')}")
    if not names.get("descr"):
        raise NoSuchThingError
    names.set("descr", "A flag waving over a square")


@edit(K.RESTYLED)
def box_filled(deck: Any) -> None:
    fill = _named(answers(deck)[0], "Body").fill
    fill.solid()
    fill.fore_color.rgb = _color(240, 240, 200)


@edit(K.RESTYLED)
def box_outlined(deck: Any) -> None:
    line = _named(answers(deck)[0], "Body").line
    line.color.rgb = _color(10, 20, 30)
    line.width = Pt(2)


@edit(K.TABLE_CELL)
def cell_changed(deck: Any) -> None:
    say(_table(deck).cell(1, 0).text_frame.paragraphs[0], "Changed cell")


@edit(K.TABLE_ROW_DELETED)
def row_deleted(deck: Any) -> None:
    row = _table(deck)._tbl.tr_lst[-1]
    row.getparent().remove(row)


@edit(K.TABLE_ROW_ADDED)
def row_added(deck: Any) -> None:
    table = _table(deck)
    last = table._tbl.tr_lst[-1]
    last.addnext(copy.deepcopy(last))
    for at, cell in enumerate(table.rows[len(table.rows) - 1].cells):
        if cell.text_frame.paragraphs[0].runs:
            say(cell.text_frame.paragraphs[0], f"New {at}")


@edit(K.TABLE_COLUMNS)
def column_deleted(deck: Any) -> None:
    table = _table(deck)._tbl
    for row in table.tr_lst:
        row.remove(row.tc_lst[-1])
    table.tblGrid.remove(table.tblGrid[-1])


@edit(K.CHART_VALUES)
def chart_value_changed(deck: Any) -> None:
    values = _chart(deck)._chartSpace.find(f".//{qn('c:val')}")
    value = values.find(f".//{qn('c:v')}")
    value.text = str(float(value.text) + 1)


@edit(K.CHART_VALUES)
def chart_category_renamed(deck: Any) -> None:
    _chart(deck)._chartSpace.find(f".//{qn('c:cat')}").find(f".//{qn('c:v')}").text = "Another year"


@edit(K.CHART_KIND)
def chart_made_an_area(deck: Any) -> None:
    bars = _need(_chart(deck)._chartSpace.find(f".//{qn('c:barChart')}"))
    bars.tag = qn("c:areaChart")
    for child in list(bars):
        if etree.QName(child).localname in {"barDir", "gapWidth", "overlap"}:
            bars.remove(child)


@edit(K.TRANSITION)
def transition_added(deck: Any) -> None:
    slide = answers(deck)[0]._element
    mapping = slide.find(qn("p:clrMapOvr"))
    fade = f'<p:transition xmlns:p="{slide.nsmap["p"]}"><p:fade/></p:transition>'
    mapping.addnext(etree.fromstring(fade))


@edit(K.PROPERTY)
def property_title_changed(deck: Any) -> None:
    deck.core_properties.title = "A title of the file"


@edit(K.PROPERTY)
def property_author_changed(deck: Any) -> None:
    deck.core_properties.author = "Somebody Else"


@edit(K.STACKING)
def picture_sent_to_the_back(deck: Any) -> None:
    one = _picture(deck)._element
    tree = one.getparent()
    tree.remove(one)
    tree.insert(2, one)


@edit(K.WORDS, K.WORDS, K.NOTES_ADDED, K.SHAPE_ADDED, K.SLIDE_HIDDEN)
def five_at_once(deck: Any) -> None:
    headline_in_other_words(deck)
    point_replaced(deck)
    notes_added(deck)
    text_box_added(deck)
    slide_hidden(deck)


@edit(K.WORDS, K.NOTES_ADDED, K.SLIDE_MOVED)
def headline_changed_and_slide_moved(deck: Any) -> None:
    headline_one_word_more(deck)
    notes_added(deck)
    _move(deck, _index(deck, answers(deck)[0]), len(deck.slides) - 1)


@edit(K.WORDS, repeated=True)
def word_replaced_throughout_the_deck(deck: Any) -> None:
    for slide in answers(deck):
        paragraph = _named(slide, "Title").text_frame.paragraphs[0]
        say(paragraph, f"{paragraph.text} (revised)")
