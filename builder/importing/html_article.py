"""The elements of an article to pieces: headings, paragraphs, lists, tables, quotations, notes, boxes that open."""

import re
from urllib.parse import urljoin, urlsplit

from lxml import html
from msgspec.structs import replace

from builder.importing.html_accordions import words_of
from builder.importing.inline import runs_from, tidy
from builder.importing.paragraphs import alphanumeric, asks_at_end
from builder.importing.pieces import PieceKind, RawPiece, is_bold, is_linked
from builder.importing.question_tables import asking_columns
from builder.importing.tables import spread_rows, squared
from builder.model.brief import Mark, Run

INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
     "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
_MARKS = {"b": Mark.STRONG, "strong": Mark.STRONG, "i": Mark.EMPHASIS, "em": Mark.EMPHASIS, "cite": Mark.EMPHASIS,
          "sup": Mark.SUPERSCRIPT, "sub": Mark.SUBSCRIPT, "code": Mark.CODE, "kbd": Mark.CODE}  # fmt: skip
_BOXES = frozenset({"aside", "fieldset"})
_BOX_NAMES = re.compile(
    r"(?:^|[\s_-])(?:box|callout|infobox|note|tip|warning|alert|lexique|encadre|kasten)(?:$|[\s_-])", re.IGNORECASE
)
_OF_TABLES = frozenset({"caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr"})
_BACK = re.compile(r"\s*[↩↑^⬆\ufe0e]+\s*")
"""The link from a footnote back to its call."""
_FILE_NAME = re.compile(r"\s*[\w.-]{1,120}\.(?:jpe?g|png|gif|webp|svg|pdf)\s*", re.IGNORECASE)
"""A heading that is only the name of a file, which pages have above pictures."""
_BELOW = 5
"""The level of headings inside the answer that a box holds, one below that of its question."""
_DEEPEST = 150
_BREAK = "\x1e"
"""Stands for `<br>` until the paragraph is parted."""


class Walker:
    """One walk over an article; `pieces` are what it found."""

    def __init__(self, asked: dict[str, bool], base: str, removed: list[str]) -> None:
        """Keep the questions that the page's metadata tells, and the address that its links start from."""
        self.keeps = asked
        self.base = base
        self.removed = removed
        self.pieces: list[RawPiece] = []
        self._pictures: list[RawPiece] = []
        self._notes: dict[str, str] = {}
        self._form = PieceKind.TEXT
        self._boxed = False
        self._highest = 1
        self._depth = 0
        self._asked = {alphanumeric(one) for one in asked}

    def walk(self, root: html.HtmlElement) -> None:
        """Read `root` and all below it."""
        self._gather_notes(root)
        self._children(root, 0)
        self._add_notes(root)

    def _gather_notes(self, root: html.HtmlElement) -> None:
        """Find the places that are called as footnotes are: by a link of digits into the page itself."""
        ids = {element.get("id"): element for element in root.iter() if element.get("id")}
        for link in root.iter("a"):
            target, text = link.get("href", ""), "".join(link.itertext()).strip(" []()")
            if target.startswith("#") and text.isdigit() and target[1:] in ids:
                place = ids[target[1:]]
                if place.tag in {"li", "p", "div", "aside", "span", "dd"} and link not in list(place.iter("a")):
                    self._notes.setdefault(target[1:], text)

    def _add_notes(self, root: html.HtmlElement) -> None:
        for element in list(root.iter()):
            if element.get("id") in self._notes:
                label = self._notes[element.get("id", "")]
                said = [run for run in self._runs(element, Run("")) if not _BACK.fullmatch(run.text)]
                start = re.match(rf"\s*\[?{label}[\].)]?\s+", "".join(run.text for run in tidy(said)))
                runs = runs_from(tidy(said), start.end() if start else 0)
                if not any(one.form is PieceKind.NOTE and one.marker == label for one in self.pieces):
                    self.pieces.append(RawPiece(PieceKind.NOTE, runs, marker=label))

    def _children(self, element: html.HtmlElement, depth: int, items: int = -1) -> None:
        """Read the content of a block: runs of inline content are paragraphs, blocks are read on their own."""
        runs: list[Run] = [Run(element.text or "")]
        for child in element:
            if not isinstance(child.tag, str):
                runs.append(Run(child.tail or ""))
                continue
            if self._is_inline(child) or depth > _DEEPEST:
                runs += self._run(child, Run(""))
            else:
                self._paragraph(runs)
                self._block(child, depth + 1, items)
                runs = []
            runs.append(Run(child.tail or ""))
        self._paragraph(runs)

    def _is_inline(self, element: html.HtmlElement) -> bool:
        if element.tag not in INLINE:
            return False
        return all(not isinstance(one.tag, str) or one.tag in INLINE for one in element.iter())

    def _block(self, element: html.HtmlElement, depth: int, items: int) -> None:
        tag = element.tag.lower()
        if element.get("id") in self._notes:
            return
        if speaker := (element.get("data-speaker") or "").strip():
            self._add(RawPiece(PieceKind.TEXT, (Run(f"{speaker}:"),)))
        if re.fullmatch(r"h[1-6]", tag):
            self._heading(element, int(tag[1]))
        elif tag in {"summary", "dt", "button", "legend"}:
            self._question(element)
        elif tag in {"ul", "ol"}:
            self._list(element, depth, items + 1)
        elif tag == "table":
            self._table(element, depth)
        elif tag == "caption":
            return
        elif tag == "figcaption":
            runs = tidy(self._runs(element, Run("")))
            self._flush_pictures()
            if runs:
                self._add(RawPiece(PieceKind.TEXT, runs, emphasised=True))
        elif tag == "blockquote":
            form, self._form = self._form, PieceKind.QUOTE
            self._children(element, depth)
            self._form = form
        elif tag == "hr":
            self._add(RawPiece(PieceKind.RULE))
        else:
            boxed = self._boxed
            self._boxed = boxed or tag in _BOXES or bool(_BOX_NAMES.search(element.get("class", "")))
            highest = self._highest
            self._highest = _BELOW if tag == "details" and self._opens_answer(element) else highest
            self._children(element, depth, items)
            self._boxed, self._highest = boxed, highest

    def _opens_answer(self, element: html.HtmlElement) -> bool:
        """Return whether a box opens below a question: then its headings divide the answer."""
        return any(asks_at_end(words_of(one)) for one in element.iterchildren("summary"))

    def _heading(self, element: html.HtmlElement, level: int) -> None:
        runs = tidy(self._runs(element, Run("")))
        self._flush_pictures()
        text = "".join(run.text for run in runs)
        if _FILE_NAME.fullmatch(text):
            self.removed.append(text)
        elif runs:
            asked = alphanumeric(text) in self._asked
            level, linked = max(level, self._highest), is_linked(runs) and not asked
            self._add(RawPiece(PieceKind.HEADING, runs, level=level, asked=asked, linked=linked))

    def _question(self, element: html.HtmlElement) -> None:
        """Read what is clicked to open an answer: a question if it asks, else a heading, and for buttons nothing."""
        runs = tidy(self._runs(element, Run("")))
        text = "".join(run.text for run in runs)
        asked = asks_at_end(text) or alphanumeric(text) in self._asked
        if element.tag == "button" and not asked:
            self.removed += [text] if text else []
        elif runs:
            self._add(RawPiece(PieceKind.HEADING, runs, level=_BELOW - 1 if asked else _BELOW, asked=asked))

    def _list(self, element: html.HtmlElement, depth: int, level: int) -> None:
        number = int(element.get("start", "1")) if element.get("start", "1").isdigit() else 1
        self._paragraph([Run(element.text or "")])
        for child in element:
            if child.tag != "li" or child.get("id") in self._notes:
                if isinstance(child.tag, str) and child.tag != "li":
                    self._block(child, depth + 1, level - 1)
                self._paragraph([Run(child.tail or "")])
                continue
            first = len(self.pieces)
            self._children(child, depth + 1, level)
            marker = f"{number}." if element.tag == "ol" else "-"
            for at in range(first, len(self.pieces)):
                if self.pieces[at].form is PieceKind.TEXT:
                    self.pieces[at] = replace(self.pieces[at], form=PieceKind.ITEM, level=level, marker=marker)
                    break
            self._paragraph([Run(child.tail or "")])
            number += 1

    def _table(self, element: html.HtmlElement, depth: int) -> None:
        lines = [line for line in element.iter("tr") if next(line.iterancestors("table")) is element]
        rows = spread_rows(lines, self._cell)
        nested = any(True for _ in element.iter("h1", "h2", "h3", "h4", "ul", "ol", "table") if _ is not element)
        widest = max((len(row) for row in rows), default=0)
        self._between_rows(element, depth)
        caption = next((tidy(self._runs(one, Run(""))) for one in element.iterchildren("caption")), ())
        if widest < 2 or nested:
            if caption:
                self._add(RawPiece(PieceKind.TEXT, caption, emphasised=True))
            head = [words_of(one).strip() for one in lines[0].iterchildren("td", "th")] if lines else []
            columns = asking_columns(head)
            for line in lines:
                for at, cell in enumerate(line.iterchildren("td", "th")):
                    if columns and line is lines[0]:
                        self.removed.append(words_of(cell))
                    elif columns and at == columns[0]:
                        self._add(RawPiece(PieceKind.HEADING, self._cell(cell), level=4, asked=True))
                    else:
                        self._children(cell, depth + 1)
            return
        self._flush_pictures()
        self._add(RawPiece(PieceKind.GRID, rows=squared(rows), caption=caption))

    def _between_rows(self, element: html.HtmlElement, depth: int) -> None:
        """Read what a damaged table has outside its cells: browsers show it above the table."""
        for part in (element, *element.iterchildren("thead", "tbody", "tfoot")):
            self._paragraph([Run(part.text or "")])
            for child in part:
                if isinstance(child.tag, str) and child.tag not in _OF_TABLES:
                    self._block(child, depth + 1, -1)
                self._paragraph([Run(child.tail or "")])

    def _cell(self, cell: html.HtmlElement) -> tuple[Run, ...]:
        return tidy([replace(run, text=run.text.replace(_BREAK, " ")) for run in self._runs(cell, Run(""))])

    def _runs(self, element: html.HtmlElement, style: Run) -> list[Run]:
        """Return the runs of all that is in `element`; blocks in it are set apart by a space."""
        runs = [replace(style, text=element.text or "")]
        for child in element:
            if isinstance(child.tag, str):
                gap = [] if child.tag in INLINE else [Run(" ")]
                runs += [*gap, *self._run(child, style), *gap]
            runs.append(replace(style, text=child.tail or ""))
        return runs

    def _run(self, element: html.HtmlElement, style: Run) -> list[Run]:
        """Return the runs of an inline element."""
        if element.tag == "br":
            return [Run(_BREAK)]
        if self._depth > _DEEPEST:
            return [replace(style, text=" ".join(element.itertext()))]
        if element.tag == "img":
            alt = " ".join((element.get("alt") or "").split())
            words = (Run(alt),) if alt else ()
            self._pictures.append(RawPiece(PieceKind.PICTURE, words, source=_source_of(element)))
            return []
        href = self._address(element.get("href", "")) if element.tag == "a" else ""
        target = element.get("href", "")
        if element.tag == "a" and target.startswith("#") and target[1:] in self._notes:
            return [Run("", note=self._notes[target[1:]])]
        style = replace(style, mark=style.mark | _MARKS.get(element.tag, Mark.NONE), href=href or style.href)
        self._depth += 1
        inner = self._runs(element, style)
        self._depth -= 1
        calls = [run for run in inner if run.note]
        return calls if element.tag == "sup" and calls else inner

    def _address(self, target: str) -> str:
        try:
            whole = urljoin(self.base, target.strip()) if self.base else target.strip()
            parts = urlsplit(whole)
        except ValueError:
            return ""
        sound = parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"[\s<>\"{}]", whole)
        return whole if sound or (parts.scheme == "mailto" and not re.search(r"\s", whole)) else ""

    def _paragraph(self, runs: list[Run]) -> None:
        """Add the paragraphs that `runs` make: two breaks of a line in a row part them, one is a space."""
        self._flush_pictures()
        parts: list[list[Run]] = [[]]
        breaks = 0
        for run in runs:
            for part in re.split(f"({_BREAK})", run.text) if run.text else [""]:
                if part == _BREAK:
                    breaks += 1
                    if breaks == 2 or (breaks == 1 and _is_question(parts[-1])):
                        parts.append([])
                    parts[-1].append(Run(" "))
                elif part.strip() or run.note:
                    breaks = 0
                    parts[-1].append(replace(run, text=part))
                else:
                    parts[-1].append(replace(run, text=part))
        for part_runs in parts:
            said = tidy(part_runs)
            if any(one.text.strip() or one.note for one in said):
                self._add(RawPiece(self._form, said, linked=is_linked(said)))

    def _flush_pictures(self) -> None:
        """Add the pictures of the paragraph that was just read: they are before its words."""
        pictures, self._pictures = self._pictures, []
        for one in pictures:
            self._add(one)

    def _add(self, piece: RawPiece) -> None:
        boxed = self._boxed and not piece.asked
        self.pieces.append(replace(piece, boxed=boxed, line=0))


def _source_of(element: html.HtmlElement) -> str:
    """Return the address of a picture, also of one that a page loads only when it is looked at."""
    names = ("src", "data-src", "data-lazy-src", "data-original")
    return next((one for name in names if (one := str(element.get(name) or "").strip()) and len(one) > 3), "")


def _is_question(runs: list[Run]) -> bool:
    """Return whether the words of a line are a question in bold, which the answer follows on the next line."""
    return is_bold(runs) and asks_at_end("".join(run.text for run in runs if run.text.strip()))
