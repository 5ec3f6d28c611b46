"""Small pieces of DrawingML that template and slides share."""

from uuid import UUID

from builder.model.scene import Anchor
from builder.model.theme import Slot, SlotKind
from builder.model.units import Rect

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
ANCHORS = {Anchor.TOP: "t", Anchor.MIDDLE: "ctr", Anchor.BOTTOM: "b"}
PICTURE_OF_SLIDE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr>'
    '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
)
"""The beginning of the slide's picture on notes master and notes slides."""

CLEAR = 'lIns="0" tIns="0" rIns="0" bIns="0"'
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
HELD_RECTANGLE = (
    "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>"
    '<a:cxn ang="16200000"><a:pos x="hc" y="t"/></a:cxn><a:cxn ang="10800000"><a:pos x="l" y="vc"/></a:cxn>'
    '<a:cxn ang="5400000"><a:pos x="hc" y="b"/></a:cxn><a:cxn ang="0"><a:pos x="r" y="vc"/></a:cxn>'
    '<a:cxn ang="0"><a:pos x="hc" y="vc"/></a:cxn></a:cxnLst><a:rect l="l" t="t" r="r" b="b"/>'
    '<a:pathLst><a:path w="1" h="1"><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="1" y="0"/></a:lnTo>'
    '<a:lnTo><a:pt x="1" y="1"/></a:lnTo><a:lnTo><a:pt x="0" y="1"/></a:lnTo><a:close/></a:path></a:pathLst>'
    "</a:custGeom>"
)
"""A rectangle with the connection sites of the preset one, and a fifth in its middle."""

GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'
    "</p:grpSpPr>"
)
"""The root of every shape tree."""

_DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext>"
)
"""Marks what a screen reader passes over (MS-ODRAWXML 2.31)."""

DECORATIVE = f"<a:extLst>{_DECORATIVE}</a:extLst>"
"""The extensions of a decorative shape of a layout."""


def shape_extensions(identity: UUID, *, decorative: bool) -> str:
    """Return the extensions of a slide's shape: an id by which an edited copy is recognised, and whether it decorates.

    The id is that of MS-ODRAWXML 2.29 (`creationId`); PowerPoint keeps it when a shape is renamed or moved.
    """
    return (
        '<a:extLst><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}">'
        '<a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" '
        f'id="{{{str(identity).upper()}}}"/></a:ext>{_DECORATIVE * decorative}</a:extLst>'
    )


def transform(frame: Rect, tag: str = "a:xfrm") -> str:
    """Return a frame as an offset and an extent."""
    return f'<{tag}><a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.width}" cy="{frame.height}"/></{tag}>'


def background_xml(color: str) -> str:
    """Return a plain background in the theme colour `color`."""
    return f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{color}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def placeholder_xml(slot: Slot, *, master: bool = False, prompt: bool = False) -> str:
    """Return the `p:ph` element of a slot: the same on layout and slide, its own on the master."""
    index = "" if slot.kind is SlotKind.TITLE else f' idx="{slot.index}"'
    size = ' sz="quarter"' if slot.kind in {SlotKind.FOOTER, SlotKind.NUMBER} else ""
    custom = ' hasCustomPrompt="1"' if prompt else ""
    if master and slot.kind is not SlotKind.TITLE:
        index = f' idx="{ {SlotKind.BODY: 1, SlotKind.FOOTER: 3, SlotKind.NUMBER: 4}[slot.kind] }"'
    return f'<p:ph type="{slot.kind.value}"{size}{index}{custom}/>'
