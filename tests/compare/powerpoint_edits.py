# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Edits as somebody makes them in PowerPoint's ribbon: paragraphs, effects, grounds, layouts, comments, equations."""

import copy
import io
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from builder.compare.deck_edit import EditKind
from tests.compare.edit_cases import (
    NoSuchThingError,
    answers,
    body_of,
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
    title_of,
)
from tests.corpus.pictures import striped_png

K = EditKind
A, P = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/presentationml/2006/main",
)
_SPACES = f'xmlns:a="{A}" xmlns:p="{P}"'


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'


def _xml(text: str) -> Any:
    head, _, rest = text.partition(">")
    closed = head.endswith("/")
    head = head.removesuffix("/")
    return etree.fromstring(f"{head} {_SPACES}{'/' * closed}>{rest}")


# paragraphs


@edit(K.WORDS, K.POINT_ADDED)
def point_split_in_two(deck: Any) -> None:
    one = body_of(deck).paragraphs[0]
    words = one.text.split()
    one._p.addnext(copy.deepcopy(one._p))
    say(body_of(deck).paragraphs[0], " ".join(words[: len(words) // 2]))
    say(body_of(deck).paragraphs[1], " ".join(words[len(words) // 2 :]).capitalize())


@edit()
def point_whose_runs_spelling_divided(deck: Any) -> None:
    run = body_of(deck).paragraphs[0].runs[0]
    first, _, rest = run.text.partition(" ")
    run._r.addnext(copy.deepcopy(run._r))
    run.text = first
    run._r.get_or_add_rPr().set("dirty", "0")
    other = body_of(deck).paragraphs[0].runs[1]
    other.text = f" {rest}"
    other._r.get_or_add_rPr().set("lang", "fr-FR")
    other._r.get_or_add_rPr().set("err", "1")


@edit(K.WORDS)
def words_pasted_from_word(deck: Any) -> None:
    one = body_of(deck).paragraphs[0]
    last = one.runs[-1]._r
    for words in (" and", "\u00a0so", " it ", "went on"):
        made = copy.deepcopy(last)
        made.find(qn("a:t")).text = words
        made.get_or_add_rPr().set("lang", "en-US")
        one.runs[-1]._r.addnext(made)


@edit(K.PARAGRAPH_FORMAT)
def headline_centred(deck: Any) -> None:
    title_of(deck)._p.get_or_add_pPr().set("algn", "ctr")


@edit(K.PARAGRAPH_FORMAT)
def point_right_to_left(deck: Any) -> None:
    body_of(deck).paragraphs[0]._p.get_or_add_pPr().set("rtl", "1")


@edit(K.PARAGRAPH_FORMAT)
def point_without_its_bullet(deck: Any) -> None:
    properties = body_of(deck).paragraphs[0]._p.get_or_add_pPr()
    if properties.find(qn("a:buNone")) is not None:
        raise NoSuchThingError
    for one in list(properties):
        if one.tag in {qn("a:buChar"), qn("a:buAutoNum")}:
            properties.remove(one)
    properties.append(_xml("<a:buNone/>"))


@edit(K.PARAGRAPH_FORMAT)
def points_numbered(deck: Any) -> None:
    properties = body_of(deck).paragraphs[0]._p.get_or_add_pPr()
    for one in list(properties):
        if one.tag in {qn("a:buChar"), qn("a:buNone")}:
            properties.remove(one)
    properties.append(_xml('<a:buAutoNum type="arabicPeriod"/>'))


@edit(K.PARAGRAPH_FORMAT)
def lines_of_a_point_further_apart(deck: Any) -> None:
    properties = body_of(deck).paragraphs[0]._p.get_or_add_pPr()
    for one in properties.findall(qn("a:lnSpc")):
        properties.remove(one)
    properties.insert(0, _xml('<a:lnSpc><a:spcPct val="150000"/></a:lnSpc>'))


@edit(K.PARAGRAPH_FORMAT)
def points_further_apart(deck: Any) -> None:
    body_of(deck).paragraphs[0].space_after = Pt(31)


@edit(K.PARAGRAPH_FORMAT)
def point_further_in(deck: Any) -> None:
    properties = body_of(deck).paragraphs[1]._p.get_or_add_pPr()
    properties.set("marL", "900000")
    properties.set("indent", "-200000")


@edit(K.LINK)
def shape_linked_to_the_web(deck: Any) -> None:
    shape_named(answers(deck)[0], "Body").click_action.hyperlink.address = "https://example.org/more"


@edit(K.LINK)
def shape_linked_to_a_slide(deck: Any) -> None:
    shape_named(answers(deck)[0], "Body").click_action.target_slide = deck.slides[0]


@edit(K.BACKGROUND)
def graphics_of_the_layout_hidden(deck: Any) -> None:
    answers(deck)[0]._element.set("showMasterSp", "0")


@edit(K.SHEET)
def stamp_drawn_on_the_master(deck: Any) -> None:
    deck.slide_master.shapes._spTree.append(_stamp())


@edit(K.SHEET)
def stamp_drawn_on_a_layout(deck: Any) -> None:
    answers(deck)[0].slide_layout.shapes._spTree.append(_stamp())


@edit(K.NOTES_ADDED)
def box_on_the_page_of_the_notes(deck: Any) -> None:
    answers(deck)[0].notes_slide.shapes._spTree.append(_stamp())


def _stamp() -> Any:
    return _xml(
        '<p:sp><p:nvSpPr><p:cNvPr id="991" name="Stamp"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="500000" y="500000"/><a:ext cx="900000" cy="400000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>Internal use</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )


@edit(K.RESTYLED)
def words_bent_to_an_arch(deck: Any) -> None:
    body = title_of(deck)._p.getparent().find(qn("a:bodyPr"))
    body.insert(0, _xml('<a:prstTxWarp prst="textArchUp"/>'))


@edit(K.RESTYLED)
def headline_in_capitals_by_format(deck: Any) -> None:
    for run in title_of(deck).runs:
        run._r.get_or_add_rPr().set("cap", "all")


@edit(K.MARKS)
def word_raised(deck: Any) -> None:
    run = body_of(deck).paragraphs[0].runs[0]
    first, _, rest = run.text.partition(" ")
    run._r.addnext(copy.deepcopy(run._r))
    run.text = first
    run._r.get_or_add_rPr().set("baseline", "30000")
    body_of(deck).paragraphs[0].runs[1].text = f" {rest}"


@edit(K.RESTYLED)
def words_marked_with_the_highlighter(deck: Any) -> None:
    for run in body_of(deck).paragraphs[0].runs:
        properties = run._r.get_or_add_rPr()
        at = next(
            (n for n, one in enumerate(properties) if one.tag in {qn("a:latin"), qn("a:ea"), qn("a:cs")}),
            len(properties),
        )
        properties.insert(at, _xml('<a:highlight><a:srgbClr val="FFFF00"/></a:highlight>'))


@edit(K.RESTYLED)
def headline_in_a_darker_colour_of_the_theme(deck: Any) -> None:
    for run in title_of(deck).runs:
        properties = run._r.get_or_add_rPr()
        for one in properties.findall(qn("a:solidFill")):
            properties.remove(one)
        shade = '<a:solidFill><a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'
        properties.insert(0, _xml(shade))


@edit(K.LINE_ENDS)
def line_ended_inside_a_point(deck: Any) -> None:
    one = body_of(deck).paragraphs[0]
    run = one.runs[0]
    first, _, rest = run.text.partition(" ")
    made = copy.deepcopy(run._r)
    made.find(qn("a:t")).text = rest
    run.text = first
    run._r.addnext(made)
    run._r.addnext(_xml("<a:br/>"))


@edit(K.WORDS)
def equation_in_a_point(deck: Any) -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    one = body_of(deck).paragraphs[0]
    one.runs[-1]._r.addnext(
        etree.fromstring(
            f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice '
            'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" Requires="a14"><a14:m>'
            f'<m:oMath xmlns:m="{math}"><m:r><m:t>E=mc</m:t></m:r></m:oMath></a14:m></mc:Choice>'
            f'<mc:Fallback><a:r xmlns:a="{A}"><a:rPr lang="en-GB"/><a:t>E=mc</a:t></a:r></mc:Fallback>'
            "</mc:AlternateContent>"
        )
    )


@edit(K.WORDS, K.NOTES, K.TABLE_CELL, K.CHART_TITLE, repeated=True)
def word_replaced_everywhere(deck: Any) -> None:
    for slide in deck.slides:
        for tree in (slide._element, slide.notes_slide._element):
            for one in tree.iter(qn("a:t")):
                one.text = (one.text or "").replace("the", "that")


@edit(K.NOTES_ADDED, K.NOTES_ADDED)
def notes_with_a_list(deck: Any) -> None:
    frame = notes_of(deck)
    for words in ("First the row of ports", "Then the row of ships"):
        one = frame.add_paragraph()
        one.text = words
        one._p.get_or_add_pPr().append(_xml('<a:buChar char="•"/>'))


# links


@edit(K.MARKS)
def link_to_another_slide(deck: Any) -> None:
    slide = answers(deck)[0]
    run = body_of(deck).paragraphs[0].runs[0]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    relation = slide.part.relate_to(deck.slides[0].part, kind)
    click = _xml('<a:hlinkClick action="ppaction://hlinksldjump"/>')
    click.set(qn("r:id"), relation)
    run._r.get_or_add_rPr().append(click)


# shapes


@edit(K.RESTYLED)
def picture_cropped(deck: Any) -> None:
    picture = first_picture(deck)
    picture.crop_left = picture.crop_right = 0.1


@edit(K.RESTYLED)
def picture_in_grey(deck: Any) -> None:
    first_picture(deck)._element.find(f"{qn('p:blipFill')}/{qn('a:blip')}").append(_xml("<a:grayscl/>"))


@edit(K.RESTYLED)
def shadow_added(deck: Any) -> None:
    shadow = (
        '<a:effectLst><a:outerShdw blurRad="50800" dist="38100"><a:srgbClr val="000000"/></a:outerShdw></a:effectLst>'
    )
    shape_named(answers(deck)[0], "Body")._element.find(qn("p:spPr")).append(_xml(shadow))


@edit(K.RESTYLED)
def box_filled_with_a_gradient(deck: Any) -> None:
    stops = '<a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs><a:gs pos="100000"><a:srgbClr val="DDDDAA"/></a:gs>'
    fill = f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000"/></a:gradFill>'
    shape_named(answers(deck)[0], "Body")._element.find(qn("p:spPr")).append(_xml(fill))


@edit(K.RESTYLED)
def words_in_the_middle_of_their_box(deck: Any) -> None:
    shape_named(answers(deck)[0], "Body")._element.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}").set("anchor", "ctr")


@edit(K.RESTYLED)
def box_made_round(deck: Any) -> None:
    properties = shape_named(answers(deck)[0], "Body")._element.find(qn("p:spPr"))
    for one in properties.findall(qn("a:prstGeom")):
        properties.remove(one)
    at = 1 if properties.find(qn("a:xfrm")) is not None else 0
    properties.insert(at, _xml('<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom>'))


@edit(K.SHAPE_ADDED)
def wordart_added(deck: Any) -> None:
    box = answers(deck)[0].shapes.add_textbox(Emu(914400), Emu(5300000), Emu(3000000), Emu(500000))
    box.text_frame.text = "Look!"
    warp = '<a:prstTxWarp prst="textArchUp"><a:avLst/></a:prstTxWarp>'
    box._element.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}").append(_xml(warp))


@edit(K.SHAPE_ADDED)
def svg_icon_added(deck: Any) -> None:
    slide = answers(deck)[0]
    picture = slide.shapes.add_picture(io.BytesIO(striped_png(64, 40)), Emu(5000000), Emu(4800000), Emu(1200000))
    relation = relate(slide.part, "image", "/ppt/media/icon1.svg", DRAWING, "image/svg+xml")
    space = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
    blip = picture._element.find(f"{qn('p:blipFill')}/{qn('a:blip')}")
    extension = _xml('<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"/></a:extLst>')
    drawn = etree.SubElement(extension[0], f"{{{space}}}svgBlip", nsmap={"asvg": space})
    drawn.set(qn("r:embed"), relation)
    blip.append(extension)


@edit(K.SHAPE_ADDED)
def shape_in_a_style_of_the_theme_added(deck: Any) -> None:
    shape = answers(deck)[0].shapes.add_shape(MSO_SHAPE.OVAL, Emu(4000000), Emu(4500000), Emu(2500000), Emu(900000))
    shape.text_frame.text = "Look here"


@edit(K.GROUPED)
def flags_of_the_cover_grouped(deck: Any) -> None:
    shapes = deck.slides[0].shapes
    flags = [one for one in shapes if one.name.startswith(("Flag", "Monogram"))]
    above = needed(flags[1]._element.getnext() if len(flags) > 1 else None)
    above.addprevious(shapes.add_group_shape(flags[:2])._element)


@edit(K.SHAPE_ADDED)
def ink_added(deck: Any) -> None:
    slide = answers(deck)[0]
    picture = slide.shapes.add_picture(io.BytesIO(striped_png(64, 40)), Emu(5000000), Emu(4800000), Emu(1200000))
    ink = relate(
        slide.part,
        "customXml",
        "/ppt/ink/ink1.xml",
        b"<inkml:ink xmlns:inkml='http://www.w3.org/2003/InkML'/>",
        "application/inkml+xml",
    )
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    choice = etree.fromstring(
        f'<mc:AlternateContent xmlns:mc="{space}" xmlns:p="{P}"><mc:Choice '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" Requires="p14"><p:contentPart '
        f'xmlns:r="{slide._element.nsmap["r"]}" r:id="{ink}"/></mc:Choice><mc:Fallback/></mc:AlternateContent>'
    )
    old = picture._element
    old.addprevious(choice)
    choice[1].append(old)


@edit(K.SHAPE_ADDED)
def object_embedded(deck: Any) -> None:
    from pptx.enum.shapes import PROG_ID

    answers(deck)[0].shapes.add_ole_object(io.BytesIO(b"PK"), PROG_ID.XLSX, Emu(5000000), Emu(4800000))


@edit(K.SHAPE_ADDED)
def film_added(deck: Any) -> None:
    place = (Emu(5000000), Emu(4800000), Emu(900000), Emu(600000))
    answers(deck)[0].shapes.add_movie(io.BytesIO(b"film"), *place, poster_frame_image=io.BytesIO(striped_png(64, 40)))


# tables and charts


@edit(K.RESTYLED)
def cell_filled(deck: Any) -> None:
    fill = first_table(deck).cell(1, 0).fill
    fill.solid()
    from pptx.dml.color import RGBColor

    color: Any = RGBColor
    fill.fore_color.rgb = color(255, 240, 200)


@edit(K.RESTYLED)
def words_of_a_cell_in_italics(deck: Any) -> None:
    for run in first_table(deck).cell(1, 0).text_frame.paragraphs[0].runs:
        run.font.italic = True


@edit(K.TABLE_COLUMNS)
def column_added(deck: Any) -> None:
    table = first_table(deck)._tbl
    for row in table.tr_lst:
        row.tc_lst[-1].addnext(copy.deepcopy(row.tc_lst[-1]))
    table.tblGrid.append(copy.deepcopy(table.tblGrid[-1]))


@edit(K.CHART_TITLE)
def chart_given_another_title(deck: Any) -> None:
    chart = first_chart(deck)
    chart.has_title = True
    chart.chart_title.text_frame.text = "Ships, counted by hand"


@edit(K.CHART_VALUES)
def chart_given_another_row(deck: Any) -> None:
    space = first_chart(deck)._chartSpace
    last = space.findall(f".//{qn('c:ser')}")[-1]
    made = copy.deepcopy(last)
    last.addnext(made)
    for one in made.iter(qn("c:v")):
        one.text = (
            "New row" if one.getparent().getparent().tag != qn("c:numCache") and not one.text.isdecimal() else one.text
        )
    for name in ("c:idx", "c:order"):
        made.find(qn(name)).set("val", "7")


@edit(K.RESTYLED)
def bars_in_another_colour(deck: Any) -> None:
    from pptx.dml.color import RGBColor

    color: Any = RGBColor
    fill = first_chart(deck).plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = color(1, 120, 60)


# slides


@edit(K.SLIDE_ADDED)
def slide_duplicated(deck: Any) -> None:
    one = answers(deck)[0]
    slide = deck.slides.add_slide(one.slide_layout)
    tree = slide.shapes._spTree
    for element in list(tree)[2:]:
        tree.remove(element)
    for shape in one.shapes:
        made = copy.deepcopy(shape._element)
        for drawn in made.iter():
            if drawn.get(qn("r:embed")):
                image = one.part.related_part(drawn.get(qn("r:embed")))
                drawn.set(qn("r:embed"), slide.part.relate_to(image, f"{_OFFICE}image"))
        for click in list(made.iter(qn("a:hlinkClick"))):
            click.getparent().remove(click)
        tree.append(made)
    extensions = one._element.find(f"{qn('p:cSld')}/{qn('p:extLst')}")
    if extensions is not None:
        slide._element.find(qn("p:cSld")).append(copy.deepcopy(extensions))
    slide.notes_slide.notes_text_frame.text = notes_of(deck).text
    move_slide(deck, len(deck.slides) - 1, index_of(deck, one) + 1)


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@edit(K.BACKGROUND)
def ground_of_a_slide_coloured(deck: Any) -> None:
    ground = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="FFF8E0"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    common = answers(deck)[0]._element.find(qn("p:cSld"))
    for one in common.findall(qn("p:bg")):
        common.remove(one)
    common.insert(0, _xml(ground))


@edit(K.LAYOUT, K.RESTYLED, K.PARAGRAPH_FORMAT, K.MARKS, K.MOVED, K.RESIZED, repeated=True)
def slide_given_another_layout(deck: Any) -> None:
    slide = answers(deck)[0]
    other = next(one for one in deck.slide_layouts if one.name != slide.slide_layout.name)
    for relation in slide.part.rels.values():
        if relation.reltype.endswith("/slideLayout"):
            relation._target = other.part


@edit(K.TRANSITION)
def transition_of_a_later_powerpoint(deck: Any) -> None:
    slide = answers(deck)[0]._element
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    p14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    slide.find(qn("p:clrMapOvr")).addnext(
        etree.fromstring(
            f'<mc:AlternateContent xmlns:mc="{space}" xmlns:p="{P}"><mc:Choice xmlns:p14="{p14}" Requires="p14">'
            '<p:transition spd="slow" p14:dur="2000"><p14:vortex dir="r"/></p:transition></mc:Choice><mc:Fallback>'
            '<p:transition spd="slow"><p:fade/></p:transition></mc:Fallback></mc:AlternateContent>'
        )
    )


@edit(K.COMMENT, K.COMMENT)
def thread_of_comments_added(deck: Any) -> None:
    space = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
    body = '<p188:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB"/><a:t>{}</a:t></a:r></a:p></p188:txBody>'
    xml = (
        f'<p188:cmLst xmlns:a="{A}" xmlns:p188="{space}">'
        '<p188:cm id="{1}" authorId="{2}" created="2025-03-04T05:06:07">'
        f'<p188:replyLst><p188:reply id="{{3}}" authorId="{{2}}" created="2025-03-04T05:07:07">{body.format("It is.")}'
        f"</p188:reply></p188:replyLst>{body.format('Is this so?')}</p188:cm></p188:cmLst>"
    )
    kind = "http://schemas.microsoft.com/office/2018/10/relationships/comments"
    content = "application/vnd.ms-powerpoint.comments+xml"
    relate(answers(deck)[0].part, kind, "/ppt/comments/modernComment_100_0.xml", xml.encode(), content)


@edit(K.SECTION)
def section_added(deck: Any) -> None:
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    ids = "".join(f'<p14:sldId id="{one.slide_id}"/>' for one in deck.slides)
    made = etree.fromstring(
        f'<p:ext xmlns:p="{P}" xmlns:p14="{space}" uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst>'
        f'<p14:section name="For the board" id="{{0F3A}}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'
        "</p14:sectionLst></p:ext>"
    )
    root = deck.part._element
    for one in list(root.iter(f"{{{space}}}sectionLst")):
        one.getparent().getparent().remove(one.getparent())
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(root, qn("p:extLst"))
    extensions.append(made)


@edit(K.PROPERTY, repeated=True)
def slides_of_another_size(deck: Any) -> None:
    deck.slide_width, deck.slide_height = Pt(720), Pt(540)
