"""A deck's package taken apart and put together again, byte for byte the same each time."""

import io
import posixpath
import zipfile

from lxml import etree

from builder.model.office_xml import (
    EXTENDED,
    OFFICE,
    P14,
    TYPES,
    A,
    Element,
    P,
    R,
    Relationship,
    owner_of,
    relations_in,
    relations_part,
)
from builder.model.zip_archive import zip_bytes

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = f"{{{RELATIONSHIPS}}}Relationship"

_MAIN, _APP = "ppt/presentation.xml", "docProps/app.xml"
_VARIANT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"


class PackageParts:
    """The parts of a deck of our own making, to be changed and saved."""

    def __init__(self, data: bytes) -> None:
        """Open `data`, a package that we wrote."""
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            self._parts = {name: file.read(name) for name in file.namelist()}
        self._trees: dict[str, Element] = {}
        self.comments: dict[str, str] = {}
        """The part of the comments of each slide that has some."""

    def __contains__(self, name: str) -> bool:
        """Return whether there is a part `name`."""
        return name in self._parts

    def tree(self, name: str) -> Element:
        """Return the root of an XML part; what is changed in it is saved."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self._parts[name])
        return self._trees[name]

    def add_part(self, stem: str, suffix: str, data: bytes, content_type: str) -> str:
        """Add a part under the first free number behind `stem`, and return its name."""
        number = 1
        while f"{stem}{number}{suffix}" in self._parts:
            if self._parts[f"{stem}{number}{suffix}"] == data and suffix != ".xml":
                return f"{stem}{number}{suffix}"
            number += 1
        name = f"{stem}{number}{suffix}"
        self._parts[name] = data
        types = self.tree(TYPES)
        if suffix == ".xml":
            etree.SubElement(types, f"{_CONTENT}Override", PartName=f"/{name}", ContentType=content_type)
        elif not any(one.get("Extension", "").lower() == suffix[1:] for one in types.iter(f"{_CONTENT}Default")):
            types.insert(0, etree.Element(f"{_CONTENT}Default", Extension=suffix[1:], ContentType=content_type))
        return name

    def set_part(self, name: str, data: bytes, content_type: str) -> str:
        """Add the XML part `name`, and return its name."""
        self._parts[name] = data
        etree.SubElement(self.tree(TYPES), f"{_CONTENT}Override", PartName=f"/{name}", ContentType=content_type)
        return name

    def list_slide(self, main: str, part: str, behind: str) -> bool:
        """Enter an added slide into the list of slides, behind another or at the beginning."""
        slides = self.tree(main).find(f"{P}sldIdLst")
        highest = max((int(one.get("id")) for one in slides), default=255)
        entry = etree.Element(f"{P}sldId", id=str(highest + 1))
        entry.set(f"{R}id", self.relate(main, "slide", part))
        anchor = self._entry(main, behind)
        if anchor is None:
            slides.insert(0, entry)
        else:
            anchor.addnext(entry)
        self._list_in_section(main, entry.get("id"), anchor.get("id") if anchor is not None else "")
        return True

    def drop_slide(self, main: str, part: str) -> bool:
        """Take a slide out of the deck, with the parts that only it needs; links to it are taken out as well."""
        entry = self._entry(main, part)
        if entry is None or len(entry.getparent()) == 1:
            return False
        for one in list(self.tree(main).iter(f"{P14}sldId")):
            if one.get("id") == entry.get("id"):
                one.getparent().remove(one)
        entry.getparent().remove(entry)
        self._drop_parts({part})
        self._drop_parts(self._unreached())
        return True

    def move_slide(self, main: str, part: str, behind: str) -> bool:
        """Put a slide behind another, or at the beginning."""
        entry, anchor = self._entry(main, part), self._entry(main, behind)
        if entry is None or entry is anchor:
            return False
        slides = entry.getparent()
        if anchor is None:
            slides.insert(0, entry)
        else:
            anchor.addnext(entry)
        number = entry.get("id")
        for one in list(self.tree(main).iter(f"{P14}sldId")):
            if one.get("id") == number:
                one.getparent().remove(one)
        self._list_in_section(main, number, anchor.get("id") if anchor is not None else "")
        return True

    def _list_in_section(self, main: str, number: str, behind: str) -> None:
        made = etree.Element(f"{P14}sldId", id=number)
        listed = list(self.tree(main).iter(f"{P14}sldId"))
        anchor = next((one for one in listed if one.get("id") == behind), None)
        if anchor is not None:
            anchor.addnext(made)
        elif listed:
            listed[0].addprevious(made)

    def _entry(self, main: str, part: str) -> Element | None:
        here = {number for number, one in self._relations(main).items() if part and one.part == part}
        return next((one for one in self.tree(main).iter(f"{P}sldId") if one.get(f"{R}id") in here), None)

    def _unreached(self) -> set[str]:
        """Return the parts to which no relationships lead any more, such as a slide's notes and pictures."""
        reached, owners = {TYPES}, [""]
        while owners:
            owner = owners.pop()
            found = {one.part for one in self._relations(owner).values() if not one.external} - reached
            reached |= found
            owners += found
        return {name for name in self._parts if not name.endswith(".rels")} - reached

    def _drop_parts(self, gone: set[str]) -> None:
        for name in gone:
            for one in (name, relations_part(name)):
                self._parts.pop(one, None)
                self._trees.pop(one, None)
        for one in list(self.tree(TYPES)):
            if one.get("PartName", "").lstrip("/") in gone:
                one.getparent().remove(one)
        for name in [one for one in self._parts if one.endswith(".rels")]:
            owner, table = owner_of(name), self.tree(name)
            for line, (number, relation) in zip(list(table), list(relations_in(table, owner)), strict=True):
                if relation.part in gone:
                    self._unlink(owner, number)
                    table.remove(line)

    def _unlink(self, owner: str, relation: str) -> None:
        """Take out what refers to a relation that is about to go: jumps to a slide that is no more."""
        for one in list(self.tree(owner).iter(f"{A}hlinkClick")) if owner in self._parts else ():
            if one.get(f"{R}id") == relation:
                one.getparent().remove(one)

    def _table(self, part: str) -> Element:
        name = relations_part(part)
        return self.tree(name) if name in self._parts else etree.Element("none")

    def _relations(self, part: str) -> dict[str, Relationship]:
        return dict(relations_in(self._table(part), part))

    def relate(self, part: str, kind: str, target: str, *, outside: bool = False) -> str:
        """Return the id of a relation of `part`, made where there is none yet."""
        folder, name = posixpath.dirname(part), relations_part(part)
        if name not in self._parts:
            self._parts[name] = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
        table = self.tree(name)
        written = target if outside else posixpath.relpath(target, folder)
        for one in table:
            same_target = one.get("Target", "") in {written, f"/{target}"}
            if same_target and one.get("Type") == OFFICE + kind:
                return str(one.get("Id"))
        taken = {one.get("Id") for one in table}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        made = etree.SubElement(table, _RELATION, Id=f"rId{number}", Type=OFFICE + kind, Target=written)
        if outside:
            made.set("TargetMode", "External")
        return f"rId{number}"

    def redirect(self, part: str, kind: str, target: str) -> bool:
        """Let the relation of `part` of a kind lead to another part, and return whether there is one."""
        found = next((one for one in self._table(part) if one.get("Type") == OFFICE + kind), None)
        if found is not None:
            found.set("Target", posixpath.relpath(target, posixpath.dirname(part)))
        return found is not None

    def _count_slides(self) -> None:
        """Let the properties of the file speak of as many slides as there are (ECMA-376 part 1, 22.2)."""
        if _APP not in self._parts or _MAIN not in self._parts:
            return
        parts = [self._slide_part(one) for one in self.tree(_MAIN).iter(f"{P}sldId")]
        titles = [_title_of(self.tree(one)) for one in parts]
        notes = sum(one.startswith("ppt/notesSlides/notesSlide") for one in self._parts)
        root = self.tree(_APP)
        for name, count in (("Slides", len(parts)), ("Notes", notes)):
            for one in root.iter(f"{EXTENDED}{name}"):
                one.text = str(count)
        for one in root.iter(f"{_VARIANT}i4"):
            one.text = str(len(parts))
        for one in root.findall(f"{EXTENDED}TitlesOfParts/{_VARIANT}vector"):
            one[:] = []
            one.set("size", str(len(titles)))
            for title in titles:
                etree.SubElement(one, f"{_VARIANT}lpstr").text = title

    def _slide_part(self, entry: Element) -> str:
        return self._relations(_MAIN)[entry.get(f"{R}id")].part

    def to_bytes(self) -> bytes:
        """Return the package: parts in their order, those that were added behind, all with the same time."""
        self._count_slides()
        for name, tree in self._trees.items():
            self._parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return zip_bytes(self._parts.items())


def _title_of(slide: Element) -> str:
    for shape in slide.iter(f"{P}sp"):
        found = shape.find(f"./*/{P}nvPr/{P}ph")
        if found is not None and found.get("type") in {"title", "ctrTitle"}:
            return "".join(one.text or "" for one in shape.iter(f"{A}t"))
    return ""
