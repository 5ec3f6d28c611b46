"""Changes of a source by span: every byte outside a patch stays as it is, line ends and byte order mark too."""

import codecs
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from builder.model.brief import Sentence, gap_after
from builder.model.findings import Span
from builder.write.draft_form import DraftForm

_LINE_END = re.compile(r"\r\n|\r|\n")


class Patch(NamedTuple):
    """Characters of a source, from `start` up to `end`, and what replaces them."""

    start: int
    end: int
    new: str


class PatchProposal(NamedTuple):
    """Patches, and a check whether the source then says what is wanted."""

    patches: tuple[Patch, ...]
    wanted: Callable[[DraftForm], bool]


class OverlappingPatchesError(Exception):
    """Two patches want to change the same characters."""


class SourceText:
    """The text of a source as it is in its file, with the offsets of its lines."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of a source that was read, and so is UTF-8."""
        self.mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        self.text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        ends = [found.end() for found in _LINE_END.finditer(self.text)]
        self.starts = (0, *ends)
        self.line_end = "\r\n" if "\r\n" in self.text else "\n"

    def offset(self, line: int, column: int) -> int:
        """Return the offset of the character at `line` and `column`, both from 1."""
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[line - 1] + column - 1, len(self.text))

    def bounds(self, span: Span) -> tuple[int, int]:
        """Return the offsets of the first character of `span` and behind its last."""
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def line(self, number: int) -> str:
        """Return a line, from 1, without its end; nothing beyond the last."""
        if number > len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")

    @property
    def lines(self) -> int:
        """How many lines there are, an empty one behind the last line end included."""
        return len(self.starts)

    def patched(self, patches: Sequence[Patch]) -> bytes:
        """Return the bytes of the source with `patches` made; OverlappingPatchesError where two meet."""
        text = self.text
        behind = len(text) + 1
        for one in sorted(patches, reverse=True):
            if one.end > behind or one.start > one.end:
                raise OverlappingPatchesError(f"two changes meet at character {one.start}")
            text = text[: one.start] + one.new.replace("\n", self.line_end) + text[one.end :]
            behind = one.start
        return self.mark + text.encode("utf-8")


_WRITTEN = re.compile(r"\\[!-/:-@\[-`{-~]|&#?\w+;|<br\s*/?>|\s+|.", re.DOTALL)
"""How a character may be written: as it is, or as an escape, a reference, a line break, or any white space."""


class WrittenText(NamedTuple):
    """Sentences in a row as they are in a source."""

    text: str
    starts: list[int]
    """The offset in the source of each character; of what is between two sentences, of what is before the second."""
    ends: list[int]
    """The offset behind each character."""


def written_text(source: SourceText, sentences: Sequence[Sentence]) -> WrittenText | None:
    """Return where each character of `sentences` is in `source`; None if that is unknown."""
    written = WrittenText("", [], [])
    for sentence in sentences:
        if sentence.map is None:
            return None
        starts = [source.offset(*sentence.map.place(at)) for at in range(len(sentence.text))]
        ends = [found.end() if (found := _WRITTEN.match(source.text, start)) else start for start in starts]
        gap = gap_after(written.text) if written.text else ""
        before = [starts[0] - 1 if starts else -1] * len(gap)
        written = WrittenText(
            written.text + gap + sentence.text,
            written.starts + before + starts,
            written.ends + [one + 1 for one in before] + ends,
        )
    return written


def exactly(wanted: DraftForm) -> Callable[[DraftForm], bool]:
    """Return a check whether a source says just what `wanted` says."""
    return lambda form: form == wanted
