"""Markdown as programs write it: attributes in braces, spans in brackets, breaks as backslashes, links by label.

Only mark-up is removed here, never words of the text. Line numbers stay as they are.
"""

import re

_ATTRIBUTES = re.compile(r"(?<=[\])])\{[^{}]{0,400}\}|(?<![ \t])[ \t]*\{[#.][^{}]{0,400}\}[ \t]*+(?=\n|$)")
"""Braces behind a link, a picture or a span, or at the end of a line, as pandoc writes them."""
_SPAN = re.compile(r"(?<!!)\[([^\[\]]{0,500})\]\{[.#][^{}]{0,400}\}")
_ANCHOR = re.compile(r"(?<!!)\[\](?:\{[^{}]{0,400}\}|\([^()\n]{0,2000}\)(?:\{[^{}]{0,400}\})?)")
"""Brackets with nothing in them: a place to jump to, or a link around a picture that is gone."""
_BREAK = re.compile(r"\\$", re.MULTILINE)
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]\n^][^\[\]\n]{0,200})\]:[ \t]+<?(\S{1,2000}?)>?(?:[ \t]+[\"'(].*[\"')])?[ \t]*$", re.MULTILINE
)
_REFERENCE = re.compile(r"(?<!\])\[([^\[\]\n]{1,500})\]\[([^\[\]\n]{0,200})\]")
_BROKEN_LINK = re.compile(r"\[((?:[^\[\]]|!\[[^\[\]]{0,400}\]\([^()]{0,2000}\)){1,600})\]\(([^()]{0,2000})\)")


def without_converter_marks(text: str, removed: list[str]) -> str:
    """Return `text` without attributes, empty anchors and backslashes at line ends; links by label become plain.

    What is taken out goes to `removed`.
    """
    if "]{" in text or "){" in text or "{#" in text or "{." in text:
        removed += [one[0] for one in _ANCHOR.finditer(text)]
        text = _ANCHOR.sub("", text)
        removed += [one[0].removeprefix(f"[{one[1]}]") for one in _SPAN.finditer(text)]
        text = _SPAN.sub(r"\1", text)
        removed += [one[0].strip() for one in _ATTRIBUTES.finditer(text)]
        text = _ATTRIBUTES.sub(_line_feeds, text)
    removed += [one[0] for one in _ANCHOR.finditer(text)] if "[](" in text else []
    text = _ANCHOR.sub("", text) if "[](" in text else text
    text = _BROKEN_LINK.sub(_on_one_line, text)
    text = _BREAK.sub("", text)
    return _with_targets(text, removed)


def _line_feeds(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _on_one_line(found: re.Match[str]) -> str:
    """Return a link that its writer wrapped on one line, with the line feeds after it."""
    feeds = found[0].count("\n")
    return found[0] if not feeds or "\n\n" in found[0] else " ".join(found[0].split()) + "\n" * feeds


def _with_targets(text: str, removed: list[str]) -> str:
    """Return `text` with `[words][label]` as `[words](address)`, and the lines that define labels emptied."""
    targets = {one[1].casefold(): one[2] for one in _DEFINITION.finditer(text)}
    used: set[str] = set()

    def link(found: re.Match[str]) -> str:
        label = (found[2] or found[1]).casefold()
        if label not in targets:
            return found[0]
        used.add(label)
        removed.append(found[2])
        return f"[{found[1]}]({targets[label]})"

    text = _REFERENCE.sub(link, text) if targets else text
    removed += [one[0].strip() for one in _DEFINITION.finditer(text) if one[1].casefold() in used]
    return _DEFINITION.sub(lambda one: "" if one[1].casefold() in used else one[0], text) if used else text
