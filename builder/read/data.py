"""A draft from its data form in YAML or JSON: the same model as the Markdown form, with the place of every word.

Keys of the front matter are at the top, beside `lead`, `questions` and `footnotes`. Words are inline Markdown; a
text where blocks may appear is Markdown of any blocks; a block that a program writes is a mapping with a `type`.
"""

import re

from msgspec import Struct

from builder.codes import BROKEN_DATA, NO_ANSWER, NO_QUESTION, WRONG_TYPE
from builder.model.brief import Draft, Footnote, Passage, Sentence
from builder.model.findings import Report, Span
from builder.model.picture_rows import without_pictures
from builder.read.data_blocks import NodeReader
from builder.read.field_keys import FIELD_KEYS
from builder.read.footnotes import check_notes
from builder.read.front_matter import ELSEWHERE, fields_from_keys
from builder.read.inline import InlineReader
from builder.read.json_tree import tree_from_json
from builder.read.located_tree import ListNode, MappingNode, Node, Scalar, kind_of
from builder.read.mapping_reader import Keys, entry_of, items_of, mapping_of
from builder.read.styled_text import SentenceCounter
from builder.read.yaml_tree import tree_from_yaml

BODY_KEYS = ("lead", "questions", "sections", "footnotes")
"""The keys that hold what is below the front matter in Markdown."""

QUESTION_KEYS = (
    "text", "source", "actors", "summary", "part", "headline", "figure", "hidden", "no_slide", "asked_by",
    "answered_by", "answer", "slide", "notes",
)  # fmt: skip
"""The keys of a question."""

SECTION_KEYS = (*QUESTION_KEYS, "after", "closing")
"""The keys of a section: those of a question, how many questions are before it, and whether it closes the deck."""

_MEANT = {
    **dict.fromkeys(("question", "title", "heading", "q"), "did you mean `text`?"),
    **dict.fromkeys(("about", "who"), "did you mean `actors`?"),
    **dict.fromkeys(
        ("points", "bullets", "highlights", "takeaways"), "mark words of `answer` with `==`, or write `slide`"
    ),
}
"""What people write in a question for the key that they need."""

_SCHEMA_KEY = "$schema"
"""What editors look for; it says nothing of the briefing."""

_LABEL = re.compile(r"[^\s\[\]]+")


def draft_from_yaml(source: str, text: str, report: Report) -> Draft | None:
    """Return the draft that the YAML `text` gives, or None with findings; with errors in `report` it means little."""
    return _draft(source, tree_from_yaml(source, text, 1, report, code=BROKEN_DATA), report)


def draft_from_json(source: str, text: str, report: Report) -> Draft | None:
    """Return the draft that the JSON `text` gives, or None with findings; with errors in `report` it means little."""
    return _draft(source, tree_from_json(source, text, report), report)


def _draft(source: str, tree: Node | None, report: Report) -> Draft | None:
    if not isinstance(tree, MappingNode):
        if not report.findings:
            what = kind_of(tree) if tree else "empty"
            hint = "write `title:`, `date:` and the other keys unindented"
            place = tree.span if tree else Span(source, 1, 1)
            report.add(WRONG_TYPE, place, f"a briefing must be a mapping, and this is {what}", hint)
        return None
    keys = Keys(tree, "briefing", (*FIELD_KEYS, *BODY_KEYS, _SCHEMA_KEY), report, ELSEWHERE)
    fields = fields_from_keys(keys, report)
    inline = InlineReader(source, fields.lang, report)
    reader = _DataReader(NodeReader(inline), report)
    lead = reader.nodes.blocks(keys.get("lead"), "lead", SentenceCounter("lead"))
    passages = reader.passages(keys)
    footnotes = reader.footnotes(keys.get("footnotes"))
    check_notes(inline, footnotes)
    return Draft(source, fields, lead, passages, tuple(note for note, _ in footnotes))


class _DataReader(Struct):
    """Reads what is below the front matter."""

    nodes: NodeReader
    report: Report

    def passages(self, keys: Keys) -> tuple[Passage, ...]:
        node = keys.get("questions")
        hint = "write `questions:` and below it `- text: …` with its `answer: …`"
        if keys.get("sections") is None and (node is None or (isinstance(node, ListNode) and not node.items)):
            self.report.add(NO_QUESTION, keys.place("questions"), "there is no question in this source", hint)
            return ()
        if node is not None and not isinstance(node, ListNode):
            self.report.add(WRONG_TYPE, node.span, f"`questions` must be a list, and this is {kind_of(node)}", hint)
            return ()
        declared = keys.get("actors")
        names = _names(declared) if isinstance(declared, MappingNode) else {}
        found: list[Passage] = []
        questions = node.items if node is not None else ()
        sections = self._sections(keys.get("sections"), len(questions))
        for at in range(len(questions) + 1):
            here: list[tuple[Node, tuple[str, ...]]] = [(one, SECTION_KEYS) for after, one in sections if after == at]
            here += [(one, QUESTION_KEYS) for one in questions[at : at + 1]]
            for one, known in here:
                passage = self._passage(one, f"q{len(found) + 1}", names, known)
                found += [passage] if passage else []
        return tuple(found)

    def _sections(self, node: Node | None, questions: int) -> list[tuple[int, Node]]:
        """Return the sections, each with how many questions are before it: all of them where it does not say."""
        found = []
        how = "write `sections:` and below it `- text: …` with its `answer: …`"
        for one in items_of(node, "`sections`", how, self.report):
            pairs = one.pairs if isinstance(one, MappingNode) else ()
            said = next((value for name, value in pairs if name.text == "after"), None)
            text = said.text if isinstance(said, Scalar) else ""
            if said is not None and not (text.isascii() and text.isdigit()):
                hint = "write how many questions come before this section"
                self.report.add(WRONG_TYPE, said.span, "`after` must be a whole number", hint)
            found.append((min(int(text), questions) if text.isascii() and text.isdigit() else questions, one))
        return found

    def _passage(self, node: Node, number: str, names: dict[str, str], known: tuple[str, ...]) -> Passage | None:
        mapping = mapping_of(node, "a question", "write `text:` and `answer:`", self.report)
        if mapping is None:
            return None
        keys = Keys(mapping, "question" if known is QUESTION_KEYS else "section", known, self.report, _MEANT)
        section = SentenceCounter(number)
        words = self.nodes.inline.line(*self.nodes.spoken(keys), section)
        span = keys.place("text")
        if not words.length:
            self.report.add(NO_QUESTION, span, "this question has no text", "write it as `text: …`")
        faults = len(self.report.findings)
        answer = self.nodes.blocks(keys.get("answer"), "answer", section)
        closing = known is SECTION_KEYS and keys.flag("closing")
        if not answer and not closing and len(self.report.findings) == faults:
            self.report.add(NO_ANSWER, span, "this question has no answer", "write it as `answer: …`")
        blocks = self.nodes.blocks(keys.get("slide"), "slide", SentenceCounter(f"{number}.slide"))
        slide, pictures = without_pictures(blocks)
        return Passage(
            question=words.sentence(f"{number}.0"),
            actors=self._actors(keys.get("actors"), names),
            summary=keys.flag("summary"),
            answer=answer,
            slide=slide,
            pictures=pictures,
            notes=self.nodes.blocks(keys.get("notes"), "notes", SentenceCounter(f"{number}.notes")),
            headline=self._headline(keys, f"{number}.headline"),
            hidden=keys.flag("hidden"),
            no_slide=keys.flag("no_slide"),
            span=span,
            section=known is SECTION_KEYS,
            asked_by=keys.text("asked_by"),
            answered_by=keys.text("answered_by"),
            closing=closing,
            big_number=keys.flag("figure"),
            part=self._part(keys, f"{number}.part"),
        )

    def _part(self, keys: Keys, number: str) -> tuple[Sentence, ...]:
        """Return the headings under `part`, a text or a list of them, that group the questions from this one on."""
        node = keys.get("part")
        nodes = node.items if isinstance(node, ListNode) else () if node is None else (node,)
        made = [self.nodes.inline.line(*self.nodes.cell(one, "part"), SentenceCounter(number)) for one in nodes]
        return tuple(one.sentence(f"{number}.{at}") for at, one in enumerate(made, 1) if one.length)

    def _headline(self, keys: Keys, number: str) -> Sentence | None:
        """Return the words under `headline`, which are inline Markdown; None if there are none."""
        if keys.get("headline") is None:
            return None
        words = self.nodes.inline.line(*self.nodes.cell(keys.get("headline"), "headline"), SentenceCounter(number))
        return words.sentence(f"{number}.1") if words.length else None

    def _actors(self, node: Node | None, names: dict[str, str]) -> tuple[tuple[str, Span], ...]:
        """Return the ids under `actors`: words of one text, or a list of texts and of mappings with an `id`."""
        match node:
            case None:
                return ()
            case Scalar():
                return self._ids(node)
            case ListNode(items):
                found: list[tuple[str, Span]] = []
                for one in items:
                    found += self._actor_names(one, names) if isinstance(one, MappingNode) else self._ids(one)
                return tuple(found)
        hint = "write `actors: [china, russia]`, the main one first"
        self.report.add(WRONG_TYPE, node.span, f"`actors` must be a list here, and this is {kind_of(node)}", hint)
        return ()

    def _ids(self, node: Node) -> tuple[tuple[str, Span], ...]:
        entry_of(node, "actors", self.report)
        if not isinstance(node, Scalar):
            return ()
        ground = node.ground()
        return tuple((word[0], ground.span(*word.span())) for word in re.finditer(r"\S+", node.text))

    def _actor_names(self, node: MappingNode, names: dict[str, str]) -> tuple[tuple[str, Span], ...]:
        keys = Keys(node, "actor of a question", ("id", "name"), self.report)
        one, name = keys.text("id"), keys.text("name")
        if not one:
            self.report.add(WRONG_TYPE, node.span, "this actor has no id", "write its `id`, as declared under `actors`")
            return ()
        if name and names.get(one, name).split() != name.split():  # a no-break space is a space here
            message = f"the actor `{one}` is called `{names[one]}` where it is declared"
            self.report.add(WRONG_TYPE, keys.place("name"), message, "leave the name out here, or write it as there")
        return ((one, keys.place("id")),)

    def footnotes(self, node: Node | None) -> list[tuple[Footnote, Span]]:
        hint = "write `footnotes:` and below it `a: text of the note referenced as [^a]`"
        mapping = mapping_of(node, "`footnotes`", hint, self.report)
        if mapping is None:
            return []
        keys = Keys(mapping, "footnotes", (), self.report)
        found = []
        for label in keys.names:
            span = keys.leaf(label).span
            if not _LABEL.fullmatch(label):
                hint = "write one word without brackets"
                self.report.add(WRONG_TYPE, span, f"`{label}` cannot be the label of a footnote", hint)
            blocks = self.nodes.blocks(keys.get(label), label, SentenceCounter(f"note.{label}"))
            found.append((Footnote(label, blocks), span))
        return found


def _names(declared: MappingNode) -> dict[str, str]:
    """Return the declared name of each actor by its id."""
    found = {}
    for key, node in declared.pairs:
        for name, value in node.pairs if isinstance(node, MappingNode) else ():
            if name.text == "name" and isinstance(value, Scalar):
                found[key.text] = " ".join(value.text.split())
    return found
