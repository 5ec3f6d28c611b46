"""A change to how words and exhibits of a finished deck look, or to what they do, is found like one of words."""

import pytest

from tests.check.proof.deck_changes import (
    BOX,
    CHART,
    CORE,
    LAYOUT,
    MAIN,
    MASTER,
    NOTES,
    OFFICE,
    RELATIONSHIPS,
    SLIDE,
    Change,
    added,
    put,
    run_of,
    swap,
    unzipped,
    zipped,
)
from tests.check.proof.sample import built, deck_proof

THEME = r"ppt/theme/theme1\.xml"
WHITE = '<a:srgbClr val="FFFFFF"/>'
INK = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
OTHER_COLOURS = (
    '<p:clrMapOvr><a:overrideClrMapping bg1="dk1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
    "</p:clrMapOvr>"
)
SHRUNK = (
    '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="98" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off '
    'x="0" y="0"/><a:ext cx="1" cy="1"/><a:chOff x="0" y="0"/><a:chExt cx="9000000" cy="9000000"/></a:xfrm>'
    r"</p:grpSpPr>\1</p:grpSp>"
)
UNKNOWN_PROGRAM = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    r'xmlns:v="urn:x" Requires="v"/><mc:Fallback>\1</mc:Fallback></mc:AlternateContent>'
)
TURNED = (
    '<a:scene3d><a:camera prst="orthographicFront"><a:rot lat="0" lon="10800000" rev="0"/></a:camera><a:lightRig '
    'rig="threePt" dir="t"/></a:scene3d></p:spPr>'
)
DECORATIVE = (
    r'\1<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/'
    'office/drawing/2017/decorative" val="1"/></a:ext>'
)
NO_FILL = r'\1<c:dPt><c:idx val="0"/><c:spPr><a:noFill/></c:spPr></c:dPt>'
SOUND = f'<Relationship Id="rId75" Type="{OFFICE}/audio" Target="../media/a.wav"/>'
SHOW = '</p:sldIdLst><p:custShowLst><p:custShow name="x" id="0"><p:sldLst/></p:custShow></p:custShowLst>'
_RUN = r'(<a:rPr lang="en-GB"[^>]*?)/>(<a:t>Poland welcomed)'
_SHAPE = "(<p:sp>.*?</p:sp>)"
_LINK = "(<a:hlinkClick ([^>]*?)/>)"

CHANGES: dict[str, Change] = {
    "a line end in a sentence": put(SLIDE, "Poland welcomed ", "Poland</a:t></a:r><a:br/><a:r><a:t>welcomed "),
    "a space without width": put(SLIDE, "Poland welcomed", "Pol\u200band welcomed"),
    "words of another program": put(SLIDE, "Poland welcomed", "Poland<a:x xmlns:a='urn:x'>not</a:x> welcomed"),
    "words for another program": put(SLIDE, _SHAPE, UNKNOWN_PROGRAM),
    "words in the colour of their ground": put(
        SLIDE, _RUN, r'\1><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:rPr>\2'
    ),
    "words on a black marker": put(SLIDE, _RUN, r'\1><a:highlight><a:srgbClr val="000000"/></a:highlight></a:rPr>\2'),
    "letters pushed together": run_of(' spc="-3000"'),
    "underlined": run_of(' u="sng"'),
    "not bold": run_of(' b="0"'),
    "another side": put(SLIDE, "<a:pPr", '<a:pPr algn="r"'),
    "another direction": put(SLIDE, "<a:pPr", '<a:pPr rtl="1"'),
    "a number for a bullet": put(SLIDE, "</a:pPr>", '<a:buAutoNum type="arabicPeriod" startAt="9"/></a:pPr>'),
    "words downwards": put(SLIDE, "<a:bodyPr/>", '<a:bodyPr vert="vert270"/>'),
    "words in columns": put(SLIDE, "<a:bodyPr/>", '<a:bodyPr numCol="3"/>'),
    "words shrunk to their box": put(SLIDE, "<a:bodyPr/>", '<a:bodyPr><a:normAutofit fontScale="10000"/></a:bodyPr>'),
    "words turned in space": put(SLIDE, "</p:spPr>", TURNED),
    "shapes in another order": put(SLIDE, _SHAPE * 2, r"\2\1"),
    "a shape in a group that shrinks it": put(SLIDE, _SHAPE, SHRUNK),
    "a box whose outline covers the slide": put(
        SLIDE, "</p:spTree>", BOX.format(fill=f'<a:ln w="3000000"><a:solidFill>{WHITE}</a:solidFill></a:ln>', words="")
    ),
    "a title that is none": put(SLIDE, 'type="title"', 'type="body"'),
    "the colours of a slide": put(SLIDE, "<p:clrMapOvr>.*?</p:clrMapOvr>", OTHER_COLOURS),
    "the ground of a slide": put(SLIDE, "<p:cSld[^>]*>", f"<p:cSld><p:bg><p:bgPr>{INK}<a:effectLst/></p:bgPr></p:bg>"),
    "the ink of the theme": put(THEME, "<a:dk1>.*?</a:dk1>", f"<a:dk1>{WHITE}</a:dk1>"),
    "the size in the master": put(MASTER, r'(<p:titleStyle>.*?sz=")\d+', r"\g<1>100"),
    "the bullet in the master": put(MASTER, '<a:buChar char="[^"]*"', '<a:buChar char="✗"'),
    "a place in the layout": put(LAYOUT, r'<a:off x="\d+"', '<a:off x="99000000"'),
    "another layout": swap(RELATIONSHIPS, "slideLayout5.xml", "slideLayout3.xml"),
    "a narrower slide": put(MAIN, r'<p:sldSz cx="\d+"', '<p:sldSz cx="6000000"'),
    "another number of the first slide": put(MAIN, "<p:presentation ", '<p:presentation firstSlideNum="7" '),
    "another choice of slides": put(MAIN, "</p:sldIdLst>", SHOW),
    "notes in one point": put(NOTES, '<a:rPr lang="en-GB"', '<a:rPr lang="en-GB" sz="100"'),
    "notes hidden": put(NOTES, r'(<p:cNvPr id="\d+" name="[^"]*")', r'\1 hidden="1"'),
    "a link that starts a program": put(SLIDE, _LINK, r'<a:hlinkClick \2 action="ppaction://program"/>'),
    "a link that needs no click": put(SLIDE, _LINK, r"\1<a:hlinkMouseOver \2/>"),
    "a picture said to mean nothing": put(SLIDE, '(descr="Flag of Poland"><a:extLst>)', DECORATIVE),
    "a picture made pale": put(SLIDE, r'(<a:blip r:embed="[^"]*")/>', r'\1><a:alphaModFix amt="0"/></a:blip>'),
    "a picture turned": put(SLIDE, "(<p:pic>.*?<a:xfrm)>", r'\1 rot="10800000">'),
    "a table without head": put(SLIDE, 'firstRow="1"', 'firstRow="0"'),
    "a column without width": put(SLIDE, r'<a:gridCol w="\d+"', '<a:gridCol w="1"'),
    "columns in another order": put(SLIDE, "<a:tblPr", '<a:tblPr rtl="1"'),
    "a bar without colour": put(CHART, '(<c:invertIfNegative val="0"/>)', NO_FILL),
    "an axis by powers of ten": put(CHART, "<c:orientation", '<c:logBase val="10"/><c:orientation'),
    "an axis taken off": put(CHART, '<c:delete val="0"/>', '<c:delete val="1"/>'),
    "a chart in space": put(CHART, "<c:plotArea>", '<c:view3D><c:rotX val="80"/></c:view3D><c:plotArea>'),
    "a key of names": put(CHART, "<c:plotVisOnly", '<c:legend><c:legendPos val="r"/></c:legend><c:plotVisOnly'),
    "a gap shown as nothing": put(CHART, r'<c:dispBlanksAs val="\w+"', '<c:dispBlanksAs val="zero"'),
    "keywords": put(CORE, "</cp:coreProperties>", "<cp:keywords>false</cp:keywords></cp:coreProperties>"),
    "the day of the file": put(CORE, "2025-03-14", "2020-03-14"),
    "a sound": added("ppt/media/a.wav", b"RIFF", SOUND),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(name: str) -> None:
    proof = deck_proof(zipped(CHANGES[name](unzipped(built()[1]))))

    assert proof.differences or proof.others
