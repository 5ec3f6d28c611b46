"""A draft from Markdown: the front matter, the lead, and a passage for each `##` question."""

import html
import re

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from builder.codes import (
    BAD_FRONT_MATTER,
    NO_ANSWER,
    NO_QUESTION,
    NOT_UNDERSTOOD,
    UNCLOSED_FENCE,
    WRONG_TYPE,
)
from builder.model.brief import Block, Draft, Fields, Footnote, Passage, Sentence
from builder.model.findings import Report, Span
from builder.model.locales import language_meant
from builder.model.picture_rows import without_pictures
from builder.model.source_map import SourceMap
from builder.read.attributes import (
    QUESTION_ATTRIBUTES,
    UNCLOSED,
    UNOPENED,
    Attribute,
    report_misused,
    report_unknown,
    split_tail,
)
from builder.read.blocks import BlockReader
from builder.read.field_keys import BARE_KEY, FIELD_KEYS
from builder.read.footnotes import check_links, check_notes
from builder.read.front_matter import ELSEWHERE, fields_from_keys
from builder.read.inline import InlineReader
from builder.read.located_tree import MappingNode, kind_of
from builder.read.mapping_reader import FORBIDDEN, Keys
from builder.read.markdown_parser import block_tokens
from builder.read.styled_text import SentenceCounter
from builder.read.yaml_tree import tree_from_yaml

FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LIKE_QUESTION = re.compile(r"[#*_\d.)\s]*(\S[^*{}]*[?؟？\u037e])[*_\s]*(?:\{[^{}]*\})?\s*$")
"""A line that asks something, whatever markup is around it (U+037E is the mark of Greek)."""

_LONGEST_QUESTION = 300

_FENCES = ("slide", "notes")


def draft_from_markdown(source: str, text: str, report: Report) -> Draft:
    """Return the draft that `text` writes (lines end in line feeds); it means little where `report` has errors."""
    fields, body = _front_matter(source, text, report)
    _report_forbidden(source, body, report)
    tokens, env = block_tokens(body)
    inline = InlineReader(source, fields.lang, report, env)
    reader = BlockReader(tokens, body.split("\n"), inline)
    pages = _Pages(reader, fields.title)
    pages.read()
    check_notes(inline, pages.footnotes)
    check_links(inline)
    return Draft(
        source=source,
        fields=fields,
        lead=tuple(pages.lead),
        passages=tuple(one.finished() for one in pages.passages),
        footnotes=tuple(note for note, _ in pages.footnotes),
    )


def _front_matter(source: str, text: str, report: Report) -> tuple[Fields, str]:
    """Return the fields, and the text with empty lines in their place."""
    top = Span(source, 1, 1, 1, 4)
    found = FRONT_MATTER.match(text)
    inside, body = (found[1], "\n" * found[0].count("\n") + text[found.end() :]) if found else ("", text)
    if not found and re.match(r"---[ \t]*\n", text):
        report.add(BAD_FRONT_MATTER, top, "the front matter is not closed", "write `---` on a line of its own below it")
        return Fields(), ""
    if late := re.match(r"(?:[ \t]*\n){1,20}---[ \t]*\n(?=[A-Za-z_-]{2,20}:[ \t\n])", text):
        line = late[0].count("\n")
        span, message = Span(source, line, 1, line, 4), "the front matter begins on the first line of the file"
        report.add(BAD_FRONT_MATTER, span, message, "delete the empty lines above this `---`")
        return Fields(), ""
    if not found and BARE_KEY.match(text):
        hint = "write `---` on a line of its own above the keys, and another below them"
        report.add(BAD_FRONT_MATTER, top, "the front matter has no `---` above it", hint)
        return Fields(), ""
    if re.match(r"\+\+\+[ \t]*\n", text):
        report.add(BAD_FRONT_MATTER, top, "front matter in TOML is not supported", "write YAML between lines of `---`")
        return Fields(), ""
    faults = len(report.findings)
    tree = tree_from_yaml(source, inside, 2, report)
    if len(report.findings) > faults:
        return Fields(lang=_lang_in(inside)), body
    if tree is not None and not isinstance(tree, MappingNode):
        message = f"the front matter must be a mapping, and this is {kind_of(tree)}"
        report.add(WRONG_TYPE, tree.span, message, "write one `key: value` a line")
        return Fields(), body
    keys = Keys(tree or MappingNode((), top), "front matter", FIELD_KEYS, report, ELSEWHERE)
    return fields_from_keys(keys, report), body


def _lang_in(front_matter: str) -> str:
    """Return the language that a front matter names which cannot be read: numbers have its decimal mark."""
    found = re.search(r"^lang:[ \t]*[\"']?([\w-]{1,40})", front_matter, re.MULTILINE)
    return (language_meant(found[1]) if found else "") or Fields().lang


def _report_forbidden(source: str, body: str, report: Report) -> None:
    for found in FORBIDDEN.finditer(body):
        line = body.count("\n", 0, found.start()) + 1
        column = found.start() - body.rfind("\n", 0, found.start())
        message = f"control character U+{ord(found[0]):04X} is not allowed"
        report.add(NOT_UNDERSTOOD, Span(source, line, column, line, column + 1), message, "delete it")


class _OpenPassage(Struct):
    """A passage that is being read."""

    heading: Passage
    """The passage without its blocks."""
    sections: dict[str, SentenceCounter]
    """The counters of `answer`, `slide` and `notes`."""
    faults: int
    """How many findings there were when it began."""
    blocks: dict[str, list[Block]] = field(default_factory=lambda: {"answer": [], "slide": [], "notes": []})

    def end(self, report: Report) -> None:
        """Report that there is no answer, unless findings say what became of it."""
        if not self.blocks["answer"] and not self.heading.closing and len(report.findings) == self.faults:
            hint = "write it below, on lines of its own"
            report.add(NO_ANSWER, self.heading.span, "this question has no answer", hint)

    def finished(self) -> Passage:
        one = self.heading
        slide, pictures = without_pictures(self.blocks["slide"])
        return Passage(
            question=one.question,
            actors=one.actors,
            summary=one.summary,
            answer=tuple(self.blocks["answer"]),
            slide=slide,
            pictures=pictures,
            notes=tuple(self.blocks["notes"]),
            headline=one.headline,
            hidden=one.hidden,
            no_slide=one.no_slide,
            span=one.span,
            section=one.section,
            asked_by=one.asked_by,
            answered_by=one.answered_by,
            closing=one.closing,
            big_number=one.big_number,
            part=one.part,
        )


def _is_group_heading(token: Token) -> bool:
    return token.type == "heading_open" and token.markup == "#"


class _Pages(Struct):
    """Sorts the blocks of a source into the lead, its passages and its footnotes."""

    reader: BlockReader
    title: str
    """The title of the briefing, which is no heading of a group of questions."""
    lead: list[Block] = field(default_factory=list)
    passages: list[_OpenPassage] = field(default_factory=list)
    footnotes: list[tuple[Footnote, Span]] = field(default_factory=list)
    fence: str = ""
    """The fence that is open: `slide`, `notes` or nothing."""
    fence_at: Token | None = None
    section: SentenceCounter = field(default_factory=lambda: SentenceCounter("lead"))
    part: list[Sentence] = field(default_factory=list)
    """The headings above the next question that group it with those after it."""

    def read(self) -> None:
        reader = self.reader
        while reader.at < len(reader.tokens):
            token = reader.tokens[reader.at]
            if token.type == "heading_open" and token.tag == "h2" and token.markup == "##":
                self.close_passage()
                self.question(token)
            elif self.groups_questions():
                self.close_fence()
                self.group_heading(token)
            elif token.type == "fence_mark":
                reader.at += 1
                self.turn(token)
            elif token.type == "footnote_reference_open":
                self.footnote(token)
            else:
                self.block()
        self.close_passage()
        if not self.passages and reader.lines != [""]:  # nothing at all follows front matter that is not closed
            self.report_no_question()

    def report_no_question(self) -> None:
        """Report that there is no question, at the first line that looks like one, or at the end."""
        lines, source = self.reader.lines, self.reader.inline.source
        for number, line in enumerate(lines, 1):
            if len(line) <= _LONGEST_QUESTION and (found := _LIKE_QUESTION.match(line)):
                hint = f"write `## ` before it, as in `## {found[1]}`, and its answer below"
                place = Span(source, number, 1, number, len(line) + 1)
                self.reader.report.add(NO_QUESTION, place, "there is no question: this line is none", hint)
                return
        end = Span(source, len("\n".join(lines).rstrip().split("\n")), 1)
        hint = "write `## ` before each question, and its answer below"
        self.reader.report.add(NO_QUESTION, end, "there is no question in this source", hint)

    def close_passage(self) -> None:
        """Tell what is missing from the passage that ends here."""
        self.close_fence()
        if self.passages:
            self.passages[-1].end(self.reader.report)

    def groups_questions(self) -> bool:
        """Return whether a heading of level 1 is here with nothing but others and comments before the next question."""
        tokens, at = self.reader.tokens, self.reader.at
        while at + 2 < len(tokens) and (tokens[at].type == "html_block" or _is_group_heading(tokens[at])):
            if tokens[at].type == "html_block":
                at += 1
                continue
            if tokens[at + 1].content.casefold() == self.title.casefold():
                return False
            at += 3
        ends = at < len(tokens) and tokens[at].type == "heading_open" and tokens[at].markup == "##"
        return ends and at > self.reader.at and _is_group_heading(tokens[self.reader.at])

    def group_heading(self, token: Token) -> None:
        """Read a heading that groups the questions below it."""
        reader = self.reader
        content = reader.tokens[reader.at + 1].content
        reader.at += 3
        number = f"q{len(self.passages) + 1}.part"
        words = reader.inline.line(content, reader.heading_ground(token, content), SentenceCounter(number))
        if words.length:
            self.part.append(words.sentence(f"{number}.{len(self.part) + 1}"))

    def block(self) -> None:
        if not self.passages:
            self.lead += self.reader.block(self.section)
            return
        part = self.fence or "answer"
        self.passages[-1].blocks[part] += self.reader.block(self.passages[-1].sections[part])

    def question(self, token: Token) -> None:
        reader = self.reader
        content = reader.tokens[reader.at + 1].content
        reader.at += 3
        number = f"q{len(self.passages) + 1}"
        sections = {
            "answer": SentenceCounter(number),
            "slide": SentenceCounter(f"{number}.slide"),
            "notes": SentenceCounter(f"{number}.notes"),
        }
        text, attributes = split_tail(content)
        ground = reader.heading_ground(token, content)
        if unclosed := UNCLOSED.search(text):
            message, hint = "the braces after this question are not closed", "close them with `}`"
            reader.report.add(NOT_UNDERSTOOD, ground.span(*unclosed.span()), message, hint)
        if unopened := UNOPENED.search(text):
            message, hint = "the braces after this question are not opened", "open them with `{`"
            reader.report.add(NOT_UNDERSTOOD, ground.span(*unopened.span()), message, hint)
        words = reader.inline.line(text, ground, sections["answer"])
        span = reader.span_of(token)
        if not words.length:
            reader.report.add(NO_QUESTION, span, "this question has no text", "write it after the `##`")
        heading = Passage(words.sentence(f"{number}.0"), (), summary=False, answer=(), span=span, part=tuple(self.part))
        self.part.clear()
        heading = self.about(heading, attributes, ground)
        self.passages.append(_OpenPassage(heading, sections, len(reader.report.findings)))

    def about(self, heading: Passage, attributes: tuple[Attribute, ...], ground: SourceMap) -> Passage:
        """Return `heading` with what `attributes` say of it: its actors, its headline, where it is shown."""
        report_misused(attributes, ground, self.reader.report)
        for one in attributes:
            match one.name:
                case ".summary":
                    heading = replace(heading, summary=True)
                case ".section":
                    heading = replace(heading, section=True)
                case ".closing":
                    heading = replace(heading, section=True, closing=True)
                case ".figure":
                    heading = replace(heading, big_number=True)
                case ".hidden":
                    heading = replace(heading, hidden=True)
                case ".no-slide":
                    heading = replace(heading, no_slide=True)
                case "actor":
                    named = re.finditer(r"\S+", one.value)
                    found = [(word[0], ground.span(one.at + word.start(), one.at + word.end())) for word in named]
                    heading = replace(heading, actors=(*heading.actors, *found))
                case "asked-by":
                    heading = replace(heading, asked_by=html.unescape(one.value))
                case "answered-by":
                    heading = replace(heading, answered_by=html.unescape(one.value))
                case "headline":
                    heading = replace(heading, headline=self.headline(one, ground))
                case _:
                    report_unknown(one, QUESTION_ATTRIBUTES, ground, self.reader.report)
        return heading

    def headline(self, attribute: Attribute, ground: SourceMap) -> Sentence | None:
        """Return the words of a `headline` attribute, which are Markdown as all others; None if there are none."""
        offsets = [0, *(at - attribute.at for at in ground.offsets if at > attribute.at)]
        corners = [ground.place(attribute.at + offset) for offset in offsets]
        inside = SourceMap(ground.source, tuple(offsets), tuple(corners))
        number = f"q{len(self.passages) + 1}.headline"
        words = self.reader.inline.line(attribute.value, inside, SentenceCounter(number))
        if not words.length:
            hint = 'write them between quotes: `{headline="…"}`'
            self.reader.report.add(
                NOT_UNDERSTOOD, ground.span(attribute.at, attribute.at + 1), "this headline has no text", hint
            )
            return None
        return words.sentence(f"{number}.1")

    def turn(self, token: Token) -> None:
        """Open or close a `:::` fence."""
        report, span = self.reader.report, self.reader.span_of(token)
        if not token.info:
            if not self.fence_at:
                report.add(NOT_UNDERSTOOD, span, "this `:::` closes nothing", "remove it")
            self.fence, self.fence_at = "", None
            return
        self.close_fence()
        self.fence_at = token
        if token.info not in _FENCES:
            hint = "write `::: slide` or `::: notes`"
            report.add(NOT_UNDERSTOOD, span, f"there is no `::: {token.info}`", hint)
        elif not self.passages:
            report.add(NOT_UNDERSTOOD, span, f"`::: {token.info}` is before the first question", "move it under one")
        elif token.info == "slide" and self.passages[-1].blocks["slide"]:
            hint = "put all points into the first; the slide continues by itself where they do not fit"
            report.add(NOT_UNDERSTOOD, span, "this question has a second `::: slide` block", hint)
        else:
            self.fence = token.info

    def close_fence(self) -> None:
        """Report a fence that is still open."""
        if self.fence_at:
            span = self.reader.span_of(self.fence_at)
            message = f"`::: {self.fence_at.info}` is not closed"
            self.reader.report.add(UNCLOSED_FENCE, span, message, "write `:::` on a line of its own after it")
        self.fence, self.fence_at = "", None

    def footnote(self, token: Token) -> None:
        reader, label = self.reader, token.meta["label"]
        reader.at += 1
        blocks = reader.blocks_until("footnote_reference_close", SentenceCounter(f"note.{label}"))
        self.footnotes.append((Footnote(label, blocks), reader.span_of(token)))
