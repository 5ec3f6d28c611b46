# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Edits of slides, shapes, tables, charts and properties."""

import copy
import io
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from builder.compare.deck_edit import EditKind
from tests.compare.edit_cases import (
    NoSuchThingError,
    answers,
    drop_slide,
    edit,
    first_chart,
    first_picture,
    first_table,
    index_of,
    move_slide,
    needed,
    notes_of,
    relate,
    say,
    shape_named,
)
from tests.compare.word_edits import headline_in_other_words, headline_one_word_more, notes_added, point_replaced
from tests.corpus.pictures import striped_png

K = EditKind
_color: Any = RGBColor
_chart_data: Any = CategoryChartData


@edit(K.SLIDE_MOVED)
def slide_moved_up(deck: Any) -> None:
    move_slide(deck, len(deck.slides) - 1, 1)


@edit(K.SLIDE_MOVED)
def slide_moved_to_the_end(deck: Any) -> None:
    move_slide(deck, 1, len(deck.slides) - 1)


@edit(K.SLIDE_MOVED, repeated=True)
def slides_reversed(deck: Any) -> None:
    for at in range(len(deck.slides)):
        move_slide(deck, len(deck.slides) - 1, at)


@edit(K.SLIDE_DELETED)
def slide_deleted(deck: Any) -> None:
    drop_slide(deck, index_of(deck, answers(deck)[0]))


@edit(K.SLIDE_DELETED, repeated=True)
def all_slides_but_one_deleted(deck: Any) -> None:
    for _ in range(len(deck.slides) - 1):
        drop_slide(deck, 1)


@edit(K.SLIDE_HIDDEN)
def slide_hidden(deck: Any) -> None:
    answers(deck)[0]._element.set("show", "0")


@edit(K.SLIDE_ADDED)
def slide_added(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    box = slide.shapes.add_textbox(Emu(914400), Emu(914400), Emu(5000000), Emu(900000))
    box.text_frame.text = "Backup: who came"
    move_slide(deck, len(deck.slides) - 1, 2)


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
    slide.notes_slide.notes_text_frame.text = notes_of(deck).text
    move_slide(deck, len(deck.slides) - 1, index_of(deck, one) + 1)


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
    element = copy.deepcopy(shape_named(two, "Title")._element)
    place = element.find(f".//{qn('p:nvPr')}")
    for child in list(place):
        place.remove(child)
    one.shapes._spTree.append(element)
    shape = one.shapes[len(one.shapes) - 1]
    shape.left, shape.top, shape.width, shape.height = Emu(900000), Emu(5200000), Emu(4000000), Emu(600000)


@edit(K.MOVED)
def picture_moved(deck: Any) -> None:
    picture = first_picture(deck)
    picture.left, picture.top = picture.left - 500000, picture.top


@edit(K.RESIZED)
def picture_made_narrower(deck: Any) -> None:
    picture = first_picture(deck)
    picture.width = picture.width // 2


@edit(K.TURNED)
def picture_turned(deck: Any) -> None:
    first_picture(deck).rotation = 12


@edit(K.MOVED)
def body_moved(deck: Any) -> None:
    body = shape_named(answers(deck)[0], "Body")
    left, top, width, height = body.left, body.top, body.width, body.height
    body.left, body.top, body.width, body.height = left, top + 300000, width, height


@edit(K.RESIZED)
def title_made_narrower(deck: Any) -> None:
    body = shape_named(answers(deck)[0], "Title")
    left, top, width, height = body.left, body.top, body.width, body.height
    body.left, body.top, body.width, body.height = left, top, width - 900000, height


@edit(K.SHAPE_DELETED)
def picture_deleted(deck: Any) -> None:
    one = first_picture(deck)._element
    one.getparent().remove(one)


@edit(K.SHAPE_DELETED)
def body_deleted(deck: Any) -> None:
    one = shape_named(answers(deck)[0], "Body")._element
    one.getparent().remove(one)


@edit(K.SHAPE_DELETED)
def page_reference_deleted(deck: Any) -> None:
    one = needed(shape_named(answers(deck)[0], "Page"))._element
    one.getparent().remove(one)


@edit(K.PICTURE_SWAPPED)
def picture_swapped(deck: Any) -> None:
    slide, picture = answers(deck)[0], first_picture(deck)
    _, relation = slide.part.get_or_add_image_part(io.BytesIO(striped_png(50, 50)))
    picture._element.find(f"{qn('p:blipFill')}/{qn('a:blip')}").set(qn("r:embed"), relation)


@edit(K.ALT_TEXT)
def alternative_text_changed(deck: Any) -> None:
    names = first_picture(deck)._element.find(f".//{qn('p:cNvPr')}")
    if not names.get("descr"):
        raise NoSuchThingError
    names.set("descr", "A flag waving over a square")


@edit(K.RESTYLED)
def box_filled(deck: Any) -> None:
    fill = shape_named(answers(deck)[0], "Body").fill
    fill.solid()
    fill.fore_color.rgb = _color(240, 240, 200)


@edit(K.RESTYLED)
def box_outlined(deck: Any) -> None:
    line = shape_named(answers(deck)[0], "Body").line
    line.color.rgb = _color(10, 20, 30)
    line.width = Pt(2)


@edit(K.TABLE_CELL)
def cell_changed(deck: Any) -> None:
    say(first_table(deck).cell(1, 0).text_frame.paragraphs[0], "Changed cell")


@edit(K.TABLE_ROW_DELETED)
def row_deleted(deck: Any) -> None:
    row = first_table(deck)._tbl.tr_lst[-1]
    row.getparent().remove(row)


@edit(K.TABLE_ROW_ADDED)
def row_added(deck: Any) -> None:
    table = first_table(deck)
    last = table._tbl.tr_lst[-1]
    last.addnext(copy.deepcopy(last))
    for at, cell in enumerate(table.rows[len(table.rows) - 1].cells):
        if cell.text_frame.paragraphs[0].runs:
            say(cell.text_frame.paragraphs[0], f"New {at}")


@edit(K.TABLE_COLUMNS)
def column_deleted(deck: Any) -> None:
    table = first_table(deck)._tbl
    for row in table.tr_lst:
        row.remove(row.tc_lst[-1])
    table.tblGrid.remove(table.tblGrid[-1])


@edit(K.CHART_VALUES)
def chart_value_changed(deck: Any) -> None:
    values = first_chart(deck)._chartSpace.find(f".//{qn('c:val')}")
    value = values.find(f".//{qn('c:v')}")
    value.text = str(float(value.text) + 1)


@edit(K.CHART_VALUES)
def chart_category_renamed(deck: Any) -> None:
    first_chart(deck)._chartSpace.find(f".//{qn('c:cat')}").find(f".//{qn('c:v')}").text = "Another year"


@edit(K.CHART_KIND)
def chart_made_an_area(deck: Any) -> None:
    bars = needed(first_chart(deck)._chartSpace.find(f".//{qn('c:barChart')}"))
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


@edit(K.ANIMATION)
def points_that_appear_by_click(deck: Any) -> None:
    slide = answers(deck)[0]
    body = needed(shape_named(slide, "Body"))
    steps = "".join(_step(10 * (at + 1), body.shape_id, at) for at in range(len(body.text_frame.paragraphs)))
    sequence = (
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>{steps}'
        '</p:childTnLst></p:cTn><p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>'
        '</p:prevCondLst><p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>'
        "</p:nextCondLst></p:seq>"
    )
    timing = (
        f'<p:timing xmlns:p="{slide._element.nsmap["p"]}"><p:tnLst><p:par><p:cTn id="1" dur="indefinite" '
        f'restart="never" nodeType="tmRoot"><p:childTnLst>{sequence}</p:childTnLst></p:cTn></p:par></p:tnLst>'
        f'<p:bldLst><p:bldP spid="{body.shape_id}" grpId="0" build="p"/></p:bldLst></p:timing>'
    )
    slide._element.append(etree.fromstring(timing))


def _step(number: int, shape: int, paragraph: int) -> str:
    """Return what lets a paragraph appear by a click."""
    target = f'<p:spTgt spid="{shape}"><p:txEl><p:pRg st="{paragraph}" end="{paragraph}"/></p:txEl></p:spTgt>'
    effect = (
        f'<p:set><p:cBhvr><p:cTn id="{number + 3}" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f"</p:cTn><p:tgtEl>{target}</p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst>"
        '</p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set>'
    )
    preset = 'presetID="1" presetClass="entr" presetSubtype="0" grpId="0" nodeType="clickEffect"'
    for at, (delay, more) in enumerate((("0", preset), ("0", ""), ("indefinite", ""))):
        effect = (
            f'<p:par><p:cTn id="{number + 2 - at}" fill="hold" {more}><p:stCondLst><p:cond delay="{delay}"/>'
            f"</p:stCondLst><p:childTnLst>{effect}</p:childTnLst></p:cTn></p:par>"
        )
    return effect


@edit(K.COMMENT)
def comment_added(deck: Any) -> None:
    slide = answers(deck)[0]
    space = slide._element.nsmap["p"]
    comment = (
        '<p:cm authorId="0" dt="2025-03-04T05:06:07" idx="1"><p:pos x="9" y="9"/><p:text>Is this so?</p:text></p:cm>'
    )
    content = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
    comments = f'<p:cmLst xmlns:p="{space}">{comment}</p:cmLst>'.encode()
    relate(slide.part, "comments", "/ppt/comments/comment1.xml", comments, content.format("comments"))
    author = '<p:cmAuthor id="0" name="A. Reader" initials="AR" lastIdx="1" clrIdx="0"/>'
    authors = f'<p:cmAuthorLst xmlns:p="{space}">{author}</p:cmAuthorLst>'.encode()
    relate(deck.part, "commentAuthors", "/ppt/commentAuthors.xml", authors, content.format("commentAuthors"))


@edit(K.PROPERTY)
def property_title_changed(deck: Any) -> None:
    deck.core_properties.title = "A title of the file"


@edit(K.PROPERTY)
def property_author_changed(deck: Any) -> None:
    deck.core_properties.author = "Somebody Else"


@edit(K.STACKING)
def picture_sent_to_the_back(deck: Any) -> None:
    one = first_picture(deck)._element
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
    move_slide(deck, index_of(deck, answers(deck)[0]), len(deck.slides) - 1)


@edit(K.WORDS, repeated=True)
def word_replaced_throughout_the_deck(deck: Any) -> None:
    for slide in answers(deck):
        paragraph = shape_named(slide, "Title").text_frame.paragraphs[0]
        say(paragraph, f"{paragraph.text} (revised)")
