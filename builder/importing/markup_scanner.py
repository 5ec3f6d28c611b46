"""Lines of a plain or marked-up text to pieces: headings, lists, quotations, tables, boxes, directives, paragraphs."""

import re

from msgspec.structs import replace

from builder.importing.byline import is_imprint_line
from builder.importing.inline import runs_of
from builder.importing.paragraphs import (
    LONG_LINE,
    asks_at_end,
    ends_sentence,
    is_set_as_heading,
    is_title_line,
    joined,
    joined_line_runs,
    line_from,
    paragraphs_of,
    vocabulary_of,
    width_of,
)
from builder.importing.picture_lines import pictures_in, split_caption
from builder.importing.pieces import PieceKind, RawPiece, TextLine, as_heading, is_linked
from builder.importing.speaker_labels import labels_of
from builder.importing.tables import html_table_in, is_separator, rows_of_pipes
from builder.model.brief import Mark, Run

_HEADING = re.compile(
    r"(#{1,6})(?:\s++|(?=[^\s#\d]))((?:[^\s#]|\s++(?!#*\s*$)|#++(?!\s*$))*+)\s*#*\s*$"
    r"|(={1,6})\s+(?=[^\W\d]|[¿\"“„«])(.*?)(?:\s+=+)?\s*$|([─━═■◆]{1,8}|[-—–~]{2,8})\s+(\w[^.?!:]{0,58})\s+\5\s*$"
)
"""A heading by its signs before it, or by the same rule on both sides."""
_BULLET = re.compile(r"(?:([-*+•‣◦▪■●○–—·➤►▸✓✔\uf0a7\uf0b7\uf0d8\uf0fc])\s+|([・●•■◆]))(?=\S)")
_NUMBER = re.compile(
    r"(\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,5})[.)]|[①-⑳]|\d{1,2}(?:\.\d{1,2}){1,2}\.?(?=\s+[¿\"“„«]?[^\W\d_a-zа-я]))\s+(?=\S)"
)
_LABEL = re.compile(r"[QA]\d{0,3}[.)]\s+\S")
_SUMMARY = re.compile(r"(?:<details[^<>]*>\s*)?<summary[^<>]*>(.*?)(?:</summary>(.*))?$", re.IGNORECASE)
_TAG_HEADING = re.compile(r"<(?:h([1-6])|dt)\b[^<>]*>(.*?)</(?:h[1-6]|dt)>$", re.IGNORECASE)
_UNFOLDING = frozenset({"details", "collapse", "accordion", "faq", "question", "dropdown", "toggle", "expander"})
"""Boxes that open when their title is clicked: a question in such a title is one of the piece."""
_RULE = re.compile(r"(?:[-*_=~•·]\s*){3,}$")
_DIRECTIVE = re.compile(r"\.\.\s+([\w-]+)::\s*(.*)$")
_ADMONITION = re.compile(
    r"attention|caution|danger|error|hint|important|note|tip|warning|admonition|seealso|topic|rubric"
)
_OPTION = re.compile(r":([\w-]+):.*$")
_CODE = re.compile(r"(`{3,}|~{3,})\s*(?!\{)[\w+-]*$")
_FENCE = re.compile(r"(:{3,}|`{3,}|~{3,})\s*\{?([\w-]*)\}?\s*(.*)$")
_BLOCK_TAG = re.compile(
    r"</?(?:div|header|footer|section|article|aside|main|nav|figure|figcaption|details|center|hr|br|img|script|style"
    r"|iframe|html|body|head|meta|link|form|button|svg|video|source|picture|tbody|thead|p|ul|ol)\b[^<>]*>$",
    re.IGNORECASE,
)
_IN_QUOTE = re.compile(r"^\s*(?:>\s?)+(?:#{1,6}\s+)?")
"""The marks before a line of a quotation; a heading in it is one of its lines."""
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:\s*(.*)$")
_KRAMDOWN = re.compile(r"\{[:%][^{}]*\}$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_LONGEST_TABLE, _LONGEST_HEAD, _MOST_LINES = 2000, 8, 60
"""Characters of a row; pieces, and lines in a row, that are looked at for a masthead."""


class Scanner:
    """One pass over the lines of a text; `pieces` and `removed` are what it found."""

    def __init__(self, lines: list[TextLine], lang: str) -> None:
        """Keep `lines`; nothing is read yet."""
        self.lines, self.lang = lines, lang
        self.pieces: list[RawPiece] = []
        self.removed: list[str] = []
        body = [line for line in lines if line.text.strip()]
        self.width = width_of(body)
        self.vocabulary = vocabulary_of([line.text for line in body])
        self._waiting: list[TextLine] = []
        self._item: RawPiece | None = None
        self._boxes: list[bool] = []
        self._seam, self._looked = False, 0
        self.labels = labels_of([line.text for line in body])
        self._labelled = {text[0] for line in body if _LABEL.match(text := line.text.strip())} == {"Q", "A"}
        self._indents: list[int] = []

    def scan(self) -> list[RawPiece]:
        """Return the pieces of the text."""
        at = 0
        while at < len(self.lines):
            at = self._step(at)
        self._flush()
        return self.pieces

    def _step(self, at: int) -> int:
        line = self.lines[at]
        text = line.text.strip()
        if not text:
            self._flush()
            return at + 1
        if line.gap and line.page > 1 and not self._waiting:
            self._seam = self._seam or (at > 0 and self.lines[at - 1].page != line.page)
        for read in (
            self._summary,
            self._code,
            self._picture,
            self._drop,
            self._fence,
            self._directive,
            self._table,
            self._note,
            self._heading,
            self._quote,
        ):
            after = read(at, text)
            if after > at:
                return after
        return self._list(at, text) or self._plain(at)

    def _drop(self, at: int, text: str) -> int:
        """Pass rules, lone tags and attribute lines: mark-up without words for a reader."""
        option = _OPTION.match(text) and self.pieces and self.pieces[-1].marker.startswith("..")
        underline = _UNDERLINE.match(text) and self._waiting and len(text) >= 3
        if (underline and text[0] == "=") or (underline and len(self._waiting) == 1 and " " not in text):
            level = 1 if text[0] == "=" else 2
            self._flush()
            if self.pieces:
                self.pieces[-1] = as_heading(self.pieces[-1], level)
            return at + 1
        if _RULE.match(text):
            self._flush()
            self.pieces.append(RawPiece(PieceKind.RULE, line=self.lines[at].number))
            return at + 1
        if option or _BLOCK_TAG.match(text) or _KRAMDOWN.match(text):
            self._flush()
            self.removed.append(text)
            return at + 1
        return at

    def _summary(self, at: int, text: str) -> int:
        """Read `<summary>`, the line that opens a box of HTML, as a heading."""
        found = _SUMMARY.match(text)
        if not found:
            return at
        self._flush()
        words, rest, end = found[1], found[2] or "", at + 1
        while found[2] is None and end < len(self.lines) and end < at + 8:
            line, _, rest = self.lines[end].text.partition("</summary>")
            words, end = f"{words} {line}", end + 1
            if "</summary>" in self.lines[end - 1].text:
                break
        self.removed += ["<summary>", "</summary>"]
        asked = asks_at_end(re.sub(r"<[^<>]*>", "", words))
        self._add(PieceKind.HEADING, runs_of(words, self.removed), at, level=3, asked=asked)
        if rest.strip():
            self._waiting.append(replace(self.lines[end - 1], text=rest))
        return end

    def _picture(self, at: int, text: str) -> int:
        """Read a line of nothing but pictures, or of a caption that its mark-up calls so."""
        caption, rest = split_caption(text)
        found = pictures_in(rest)
        if (found is None and (rest or not caption)) or (not found and not caption):
            return at
        self._flush()
        self.removed += re.findall(r"\)\]\(([^()]*)\)", text)
        number = self.lines[at].number
        for alt, source in found or ():
            self.pieces.append(RawPiece(PieceKind.PICTURE, (Run(alt),) * bool(alt), number, source=source))
        if caption:
            self._add(PieceKind.TEXT, runs_of(caption, self.removed), at)
            self.pieces[-1] = replace(self.pieces[-1], emphasised=True)
        return at + 1

    def _code(self, at: int, text: str) -> int:
        """Read what is between two lines of backquotes or tildes as code, whatever it looks like."""
        opened = _CODE.match(text)
        if not opened:
            return at
        end = next((n for n in range(at + 1, len(self.lines)) if self.lines[n].text.strip() == opened[1]), 0)
        if not end:
            return at
        self._flush()
        self.removed.append(text)
        for line in self.lines[at + 1 : end]:
            if line.text.strip():
                runs = (Run(line.text.strip(), Mark.CODE),)
                self.pieces.append(RawPiece(PieceKind.TEXT, runs, line.number, boxed=True))
        return end + 1

    def _fence(self, at: int, text: str) -> int:
        found = _FENCE.match(text)
        if not found:
            return at
        self._flush()
        if found[2] or found[3]:
            unfolds = found[2] in _UNFOLDING and asks_at_end(found[3])
            self._boxes.append(not unfolds)
            self.removed.append(f"{found[1]} {found[2]}")
            if unfolds:
                self._add(PieceKind.HEADING, runs_of(found[3], self.removed), at, level=3, asked=True)
            elif found[3]:
                self._add(PieceKind.TEXT, runs_of(found[3], self.removed), at, boxed=True)
        else:
            del self._boxes[-1:]
            self.removed.append(text)
        return at + 1

    def _directive(self, at: int, text: str) -> int:
        found = _DIRECTIVE.match(text)
        if not found:
            return at
        self._flush()
        self._boxes.clear()
        asked = asks_at_end(found[2])
        if not asked and not (found[2] and _ADMONITION.fullmatch(found[1])):
            self.removed.append(text)
            while (at := at + 1) < len(self.lines) and _OPTION.match(option := self.lines[at].text.strip()):
                self.removed.append(option)
            return at
        self.removed.append(f".. {found[1]}::")
        if asked:
            runs, level = runs_of(found[2], self.removed), self._option(at)
            self._add(PieceKind.HEADING, runs, at, level=level, marker="..", asked=True)
        else:
            self._waiting.append(replace(self.lines[at], text=found[2]))
        return at + 1

    def _option(self, at: int) -> int:
        for line in self.lines[at + 1 : at + 5]:
            found = re.match(r"\s*:level:\s*([1-6])\s*$", line.text)
            if found:
                return int(found[1])
        return 3

    def _table(self, at: int, text: str) -> int:
        if text[:6].lower() == "<table":
            return self._html_table(at)
        if "|" in text and at + 1 < len(self.lines) and is_separator(self.lines[at + 1].text):
            end = at + 2
            while end < len(self.lines) and "|" in self.lines[end].text:
                end += 1
            self._flush()
            rows = rows_of_pipes([line.text for line in self.lines[at:end]], self.removed)
            self.pieces.append(RawPiece(PieceKind.GRID, line=self.lines[at].number, rows=rows))
            return end
        return at

    def _html_table(self, at: int) -> int:
        last = min(at + _LONGEST_TABLE, len(self.lines))
        end, rows = html_table_in([line.text for line in self.lines[at:last]], self.removed)
        if not rows:
            return at
        self._flush()
        self.pieces.append(RawPiece(PieceKind.GRID, line=self.lines[at].number, rows=rows))
        return at + end

    def _note(self, at: int, text: str) -> int:
        found = _FOOTNOTE.match(text)
        if not found:
            return at
        self._flush()
        end = at + 1
        while end < len(self.lines) and self.lines[end].text.startswith(("  ", "\t")) and self.lines[end].text.strip():
            end += 1
        text = joined([replace(self.lines[at], text=found[2]), *self.lines[at + 1 : end]], self.vocabulary)
        self._add(PieceKind.NOTE, runs_of(text, self.removed), at, marker=found[1])
        return end

    def _heading(self, at: int, text: str) -> int:
        found = _HEADING.match(text) or _TAG_HEADING.match(text)
        words = (found[2] or (found[found.lastindex or 0] if found.re is _HEADING else "")) if found else ""
        if not found or not words:
            return at
        self._flush()
        self._boxes.clear()
        self._indents.clear()
        sign = found[1] if text.startswith("#") else found[3] if text.startswith("=") else ""
        level = len(sign) if sign else int(found[1] or 4)
        self._add(PieceKind.HEADING, runs_of(words, self.removed), at, level=level)
        return at + 1

    def _quote(self, at: int, text: str) -> int:
        if not text.startswith(">"):
            return at
        self._flush()
        end = at
        lines = []
        while end < len(self.lines) and self.lines[end].text.lstrip().startswith(">"):
            line = self.lines[end]
            lines.append(replace(line, text=_IN_QUOTE.sub("", line.text)))
            end += 1
        while lines:
            part = lines[: next((n for n, one in enumerate(lines) if not one.text.strip()), len(lines))]
            if part:
                self._add(PieceKind.QUOTE, runs_of(joined(part, self.vocabulary), self.removed), at)
            lines = lines[max(1, len(part)) :]
        return end

    def _list(self, at: int, text: str) -> int:
        line = self.lines[at]
        found = _BULLET.match(text) or _NUMBER.match(text)
        if not found or (self._labelled and _LABEL.match(text)):
            return 0
        marker = found[1] or (found[2] if found.re is _BULLET else "")
        if self._goes_on(text, marker):
            return 0
        self._flush()
        indent = len(line.text.expandtabs(4)) - len(line.text.expandtabs(4).lstrip())
        while self._indents and self._indents[-1] > indent:
            self._indents.pop()
        if not self._indents or self._indents[-1] < indent:
            self._indents.append(indent)
        self._item = RawPiece(PieceKind.ITEM, line=line.number, level=len(self._indents) - 1, marker=marker)
        self._waiting = [line_from(line, text[found.end() :])]
        return at + 1

    def _goes_on(self, text: str, marker: str) -> bool:
        """Return whether a dash or number is at the beginning of a line by chance, in a wrapped sentence."""
        if not self._waiting:
            return False
        last = self._waiting[-1].text.rstrip()
        full = len(last) + len(text.split(None, 1)[0]) + 1 > self.width * 0.9
        if self._item is not None:
            return full and marker in "–—-" and not ends_sentence(last) and text[2:3].islower()
        return full and not ends_sentence(last) and marker != "•"

    def _plain(self, at: int) -> int:
        line = self.lines[at]
        if self._item is not None and self._waiting and self._item_ends(line):
            self._flush()
        self._waiting.append(line)
        return at + 1

    def _item_ends(self, line: TextLine) -> bool:
        last = self._waiting[-1].text.rstrip()
        if asks_at_end(last) or line.gap:
            return True
        if line.text.startswith((" ", "\t")):
            return False
        return ends_sentence(last) or (len(last) < self.width * 0.6 and not line.text[:1].islower())

    def _flush(self) -> None:
        """Close the paragraph or item that is being read."""
        lines, self._waiting = self._waiting, []
        item, self._item = self._item, None
        if item is not None and lines:
            self.pieces.append(replace(item, runs=self._runs_of(lines), boxed=any(self._boxes), seam=self._take_seam()))
        if item is not None or not lines:
            return
        self._indents = [] if not lines[0].text.startswith((" ", "\t")) else self._indents
        groups = paragraphs_of(lines, self.width, self.lang, breaks=self._begins)
        for number, (group, after) in enumerate(zip(groups, [*groups[1:], None], strict=True)):
            runs = self._runs_of(group)
            titled = (
                after is not None
                and not after[0].text[:1].islower()
                and is_title_line(group[-1].text)
                and len(group) == 1
                and not asks_at_end(group[0].text)
            )
            self.pieces.append(
                RawPiece(
                    PieceKind.HEADING if titled or is_set_as_heading(group) else PieceKind.TEXT,
                    runs,
                    group[0].number,
                    glued=number > 0 and not group[0].gap,
                    boxed=any(self._boxes),
                    size=group[0].size,
                    seam=self._take_seam(),
                    linked=is_linked(runs),
                )
            )

    def _begins(self, line: TextLine, before: TextLine) -> bool:
        """Return whether a line begins a paragraph for what it says: the label of a turn, a line of the masthead."""
        if self.labels.ask.match(line.text) or self.labels.reply.match(line.text):
            return True
        if any(label.fullmatch(before.text.strip()) for label in (self.labels.ask, self.labels.reply)):
            return True
        self._looked += 1
        if self._looked > _MOST_LINES or len(self.pieces) > _LONGEST_HEAD:
            return False
        if any(asks_at_end(one.text) or len(one.text) > LONG_LINE for one in self.pieces):
            return False
        return any(is_imprint_line(one.text, self.lang) for one in (before, line))

    def _runs_of(self, lines: list[TextLine]) -> tuple[Run, ...]:
        if any(line.runs for line in lines):
            return joined_line_runs(lines, self.vocabulary)
        return runs_of(joined(lines, self.vocabulary), self.removed)

    def _take_seam(self) -> bool:
        seam, self._seam = self._seam, False
        return seam

    def _add(
        self, form: PieceKind, runs: tuple[Run, ...], at: int, *, level: int = 0, marker: str = "", **flags: bool
    ) -> None:
        number = self.lines[min(at, len(self.lines) - 1)].number
        boxed = flags.get("boxed", any(self._boxes))
        piece = RawPiece(form, runs, number, level, marker, boxed=boxed, asked=flags.get("asked", False))
        self.pieces.append(replace(piece, seam=self._take_seam(), linked=is_linked(runs)))
