"""Where an added shape goes: its ids and names, its place beside its neighbour, its turn in the reading order."""

from lxml import etree

from builder.compare.carried_looks import frame_of, names_of
from builder.compare.edit_rows import Row
from builder.compare.neutral_deck import FOOTERS, NeutralSlide
from builder.compare.shape_reader import shape_elements
from builder.compare.text_inheritance import placeholder_of
from builder.model.office_xml import A, Element, P


def number_shapes(element: Element, tree: Element) -> None:
    """Give a shape, and what is inside it, ids and names that no other shape of the slide has."""
    all_names = [*tree.iter(f"{P}cNvPr")]
    highest = max((int(one.get("id", "1")) for one in all_names), default=1)
    taken = {one.get("name") for one in all_names}
    for step, one in enumerate(element.iter(f"{P}cNvPr"), 1):
        one.set("id", str(highest + step))
        name, number = one.get("name") or "Shape", 2
        while one.get("name") in taken or not one.get("name"):
            one.set("name", f"{name} {number}")
            number += 1
        taken.add(one.get("name"))


def move_with_neighbour(element: Element, row: Row, slide: NeutralSlide) -> None:
    """Move an added shape as far as the shape that it is nearest to has moved."""
    near = row.get("near")
    frame = frame_of(element)
    if not near or frame is None or frame.find(f"{A}off") is None:
        return
    anchor = next((one for one in slide.shapes if one.name == near[0]), None)
    if anchor is None:
        return
    offset = frame.find(f"{A}off")
    offset.set("x", str(max(0, int(offset.get("x")) + anchor.box[0] - int(near[1]))))
    offset.set("y", str(max(0, int(offset.get("y")) + anchor.box[1] - int(near[2]))))


def insert_before_footer(tree: Element, element: Element) -> None:
    """Insert a shape where it is read: before the footer and the slide number."""
    for one in tree:
        found = placeholder_of(one) if one.tag == f"{P}sp" else None
        if found is not None and found[0] in FOOTERS:
            one.addprevious(element)
            return
    tree.append(element)


def group_shapes(tree: Element, row: Row, slide: NeutralSlide) -> bool:
    """Put shapes that are there into a group, where the topmost of them is; False where fewer than two are there."""
    members = [one for one in shape_elements(tree) if names_of(one).get("name") in row["members"]]
    names = {names_of(one).get("name") for one in members}
    boxes = [one.box for one in slide.shapes if one.name in names]
    if len(members) < 2 or len(boxes) != len(members):
        return False
    left, top = (min(box[side] for box in boxes) for side in (0, 1))
    right, bottom = (max(box[side] + box[side + 2] for box in boxes) for side in (0, 1))
    group = etree.Element(f"{P}grpSp")
    heads = etree.SubElement(group, f"{P}nvGrpSpPr")
    etree.SubElement(heads, f"{P}cNvPr", id="0", name="")
    for name in ("cNvGrpSpPr", "nvPr"):
        etree.SubElement(heads, f"{P}{name}")
    frame = etree.SubElement(etree.SubElement(group, f"{P}grpSpPr"), f"{A}xfrm")
    for place, size in (("off", "ext"), ("chOff", "chExt")):
        etree.SubElement(frame, f"{A}{place}", x=str(left), y=str(top))
        etree.SubElement(frame, f"{A}{size}", cx=str(right - left), cy=str(bottom - top))
    number_shapes(group, tree)
    names_of(group).set("name", str(row["shape"]))
    members[-1].addnext(group)
    group.extend(members)
    return True
