"""A draft as our Markdown, remarks for the reviewer as comments where they belong."""

import re
from collections.abc import Mapping, Sequence

from builder.model.brief import Block, Draft, Footnote, Passage, Sentence
from builder.write.blocks import heading_of, lines_of
from builder.write.fields import front_matter_of
from builder.write.inline import inline_of, quoted

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def markdown_of(draft: Draft, removed: Sequence[str] = ()) -> str:
    """Return the source that gives `draft` when it is read.

    Remarks (`draft.comments`) are above what they are about: for keys of the front matter as YAML comments, for
    the lead (`lead`) and questions (`q2`) as HTML comments. `removed` are the texts that an importer left out;
    they are listed in a comment at the end, one a line.
    """
    remarks: dict[str, list[str]] = {}
    for place, remark in draft.comments:
        remarks.setdefault(place, []).append(remark)
    parts = [front_matter_of(draft.fields, remarks)]
    parts.append(_with_remarks(remarks.get("lead", ()), lines_of(draft.lead)))
    parts += [_passage(number, one, remarks) for number, one in enumerate(draft.passages, 1)]
    parts += [_footnote(one) for one in draft.footnotes]
    if remarks.get("end"):
        parts.append(_with_remarks(remarks["end"], []))
    if removed:
        parts.append(_comment(["Left out of the text above, as found:", *removed]))
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _passage(number: int, passage: Passage, remarks: Mapping[str, Sequence[str]]) -> list[str]:
    names = " ".join(name for name, _ in passage.actors)
    actor = f'actor="{names}"' if " " in names else f"actor={names}" if names else ""
    flags = (
        (".closing" if passage.closing else ".section", passage.section),
        (".summary", passage.summary),
        (".figure", passage.big_number),
        (".hidden", passage.hidden),
        (".no-slide", passage.no_slide),
    )
    people = (("asked-by", passage.asked_by), ("answered-by", passage.answered_by))
    said_by = (f"{name}={quoted(value)}" for name, value in people if value)
    given = (actor, _headline(passage.headline), *said_by, *(name for name, is_set in flags if is_set))
    attributes = " ".join(part for part in given if part)
    heading = f"## {heading_of(passage.question)}" + (f" {{{attributes}}}" if attributes else "")
    groups = [line for one in passage.part for line in (f"# {heading_of(one)}", "")]
    lines = _with_remarks(remarks.get(f"q{number}", ()), [*groups, heading])
    slide = (*passage.slide, *passage.pictures)
    for fence, blocks in (("", passage.answer), ("slide", slide), ("notes", passage.notes)):
        lines += _fenced(fence, blocks)
    return lines


def _headline(headline: Sentence | None) -> str:
    """Return the attribute that gives a slide its headline, or nothing."""
    if headline is None:
        return ""
    return f"headline={quoted(inline_of((headline,)))}"


def _fenced(fence: str, blocks: tuple[Block, ...]) -> list[str]:
    if not blocks:
        return []
    return ["", f"::: {fence}", *lines_of(blocks), ":::"] if fence else ["", *lines_of(blocks)]


def _footnote(note: Footnote) -> list[str]:
    lines = lines_of(note.blocks)
    return [f"[^{note.label}]: {lines[0]}", *(f"    {line}".rstrip() for line in lines[1:])]


def _with_remarks(remarks: Sequence[str], lines: list[str]) -> list[str]:
    found: list[str] = []
    for remark in remarks:
        found += [*_comment(remark.splitlines()), ""]
    return found + lines if lines else found[:-1]


def _comment(lines: Sequence[str]) -> list[str]:
    """Return an HTML comment; what would end or confuse it is set apart by a space."""
    said = [_UNPRINTABLE.sub(" ", one).replace("-->", "-- >") for line in lines for one in line.splitlines() or [""]]
    if len(said) == 1:
        return [f"<!-- {said[0].strip()} -->"]
    return ["<!-- " + said[0], *said[1:], "-->"]
