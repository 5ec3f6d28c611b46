"""Sentences as inline Markdown that reads back to the same words, mark-up, links, notes and highlights."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec.structs import replace

from builder.model.brief import Mark, Run, Sentence, joined_runs
from builder.model.sentence import LINE_END

_SPACES = f" {LINE_END}"
_PIECES = re.compile(f"{LINE_END}| +|[^{_SPACES}]+")
_ENTITY = re.compile(r"&(?=#\d+;|#[xX][0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)")
_MARKUP = re.compile(r"[\\`*_\[\]<!=^~$+]|(?<=http):(?=//)|(?<=https):(?=//)")
_FOREIGN = re.compile(
    r"\\(?=[A-Za-z]{2,30}\*?\{|(?:newpage|pagebreak|clearpage)\b)"
    r"|\{(?=[%{>~+-]|[ \t]*(?:[:#.]|[A-Za-z][\w-]{0,30}=))|(?<![^\s(]):(?=[a-z][a-z0-9_+-]{1,40}:)"
    r"|%(?=%)|\|(?=\|)|(?<!\w)@(?=(?:fig|tbl|tab|sec|eq)[:-]\w)"
    rf"|(?:\A|(?<={LINE_END}))(?:!(?=!![ \t])|\?(?=\?\?)|\.(?=\.[ \t]+[a-z][\w-]*::)|[+-](?=[-=:]{{3}}|\u00a0))"
)
"""Where a form of another dialect would begin, which the reader refuses (`builder/read/foreign_markup.py`)."""

_TASK = re.compile(r"\[(?:[ xX]|\[?_?(?:TOC|toc)_?)\]")
_TICKS = re.compile(r"`+")
_BLOCK = re.compile(
    r"\d{1,9}(?=[.)](?: |$))|[Tt]able(?=: )|\[\^[^\s\[\]]+\](?=:)"
    r"|(?=#{1,6}(?: |$)|#{2,6}|>|[-+](?: |$)|(?:- ?){2,}$|~~~|:::|: |\[(?:[^\]\\]|\\.)+\]:)"
)
"""What would begin a heading, quotation, list, rule, fence, caption, footnote or link definition."""

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_STARS = {Mark.EMPHASIS: "*", Mark.STRONG: "**", Mark.EMPHASIS | Mark.STRONG: "***"}
_NAMES = (
    (Mark.EMPHASIS, ".em"),
    (Mark.STRONG, ".strong"),
    (Mark.SUPERSCRIPT, ".sup"),
    (Mark.SUBSCRIPT, ".sub"),
)
_APART = "<!-- -->"
"""Stands between two highlights that touch: four `=` in a row are not two marks."""


def inline_of(sentences: Sequence[Sentence]) -> str:
    """Return the inline Markdown of a heading, cell or caption, on one line."""
    return inline_from_runs(joined_runs(tuple(sentences))).replace(LINE_END, "<br>")


def paragraph_of(sentences: Sequence[Sentence]) -> str:
    """Return the lines of a paragraph: inline Markdown that no character at their beginning makes another block."""
    lines = inline_from_runs(joined_runs(tuple(sentences))).split(LINE_END)
    return "\\\n".join(map(_no_other_block, lines))


def _no_other_block(line: str) -> str:
    found = _BLOCK.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def inline_from_runs(runs: Iterable[Run]) -> str:
    """Return the inline Markdown that reads back to `runs`, escaping no more characters than needed.

    Ends of lines stay as they are: how they are written depends on the block.
    """
    groups = [(key, list(group)) for key, group in groupby(_spaced(runs), key=_wrapping)]
    written = ""
    open_highlight = 0
    for index, (key, group) in enumerate(groups):
        mine = group[0].highlight
        if open_highlight and mine != open_highlight:
            written, open_highlight = written + "==", 0
        if mine and mine != open_highlight:
            written += f"{_APART}==" if written.endswith("==") else "=="
            open_highlight = mine
        before_link = index + 1 < len(groups) and bool(groups[index + 1][0].href)
        inner, open_highlight = _inner(group, open_highlight, before_link=before_link)
        call = f"[^{key.note}]" if key.note else ""
        written += call or _wrapped(key, inner, after_star=written.endswith("*"))
    return f"{written}==" if open_highlight else written


def quoted(words: str) -> str:
    """Return inline Markdown between quotes, as the value of an attribute; what cannot appear there is an entity."""
    quote = "'" if '"' in words and not {"'", "{", "}"} & set(words) else '"'
    inside = re.sub(rf"{quote}|^[\"']|[\"']$", lambda match: f"&#{ord(match[0])};", words)
    return f"{quote}{inside}{quote}"


def escaped(text: str, *, in_brackets: bool = True, before_link: bool = False) -> str:
    """Return `text` so that inline Markdown reads it as these characters; `in_brackets` if a link or span holds it."""
    last = len(text) - 1
    several = {sign for sign in "~$" if text.count(sign) > 1}

    def escape(found: re.Match[str]) -> str:
        at, mark_up = found.start(), found[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        match mark_up:
            case "\\":
                needed = at == last or after in _PUNCTUATION
            case "_":
                needed = not (before.isalnum() and after.isalnum())
            case "[":
                needed = (
                    in_brackets
                    or before == ")"
                    or after in {"^", "@", "-", "[", "!", "."}
                    or _TASK.match(text, at) is not None
                )
            case "]":
                needed = in_brackets or after in {"(", "{", "["} or text[at + 1 : at + 5].lstrip()[:1] == "("
            case "<":
                needed = after.isalpha() or after in {"/", "!", "?", "%"}
            case "!":
                needed = after == "[" or (before_link and at == last)
            case "^":
                needed = not before or not before.isspace() or after == "["
            case "~" | "+" | "$":
                needed = mark_up in several or _begins_other_dialect(text, at)
            case "=":
                needed = at in {0, last} or "=" in {before, after} or not (before.isalnum() or after.isspace())
            case _:
                needed = True
        return f"\\{mark_up}" if needed else mark_up

    return _ENTITY.sub(r"\\&", _FOREIGN.sub(r"\\\g<0>", _MARKUP.sub(escape, text)))


def _begins_other_dialect(text: str, at: int) -> bool:
    """Return whether one `~`, `+` or `$` at `at` may belong to a form of another dialect, which the reader refuses."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    match text[at]:
        case "~":
            return not before.isspace()
        case "+":
            return "+" in {before, after}
        case _:
            return after == "{"


def _spaced(runs: Iterable[Run]) -> list[Run]:
    """Return `runs` cut at spaces, each such space marked up as both its neighbours are (as the reader does)."""
    pieces = [
        piece
        for run in runs
        for piece in ([replace(run, text=text) for text in _parted(run)] if run.text else [run])
        if piece.text or piece.note
    ]
    before, after = _nearest(pieces), _nearest(pieces[::-1])[::-1]
    spaced = []
    for piece, (last, left), (first, right) in zip(pieces, before, after, strict=True):
        if piece.note or piece.text.strip(_SPACES):
            spaced.append(piece)
            continue
        highlight = left if left == right else 0
        look = _common(last, piece, first)
        if piece.text == LINE_END:
            look = replace(look, mark=look.mark & ~Mark.CODE)
        spaced.append(replace(look, text=piece.text, highlight=highlight))
    return spaced


def _parted(run: Run) -> list[str]:
    """Return the words of a run cut where a space may be marked up otherwise: at its edges, in code at every space."""
    if Mark.CODE in run.mark:
        return _PIECES.findall(run.text)
    words = run.text.strip(_SPACES)
    at = run.text.find(words) if words else len(run.text)
    return [one for one in (run.text[:at], words, run.text[at + len(words) :]) if one]


def _nearest(pieces: Sequence[Run]) -> list[tuple[Run, int]]:
    """Return for each piece the last words before it, and the highlight of the last words or note call before it."""
    words, highlight, found = Run(""), 0, []
    for piece in pieces:
        found.append((words, highlight))
        if piece.note or piece.text.strip(_SPACES):
            highlight = piece.highlight
            words = words if piece.note else piece
    return found


def _common(*pieces: Run) -> Run:
    """Return the mark-up that all of `pieces` share."""
    first = pieces[0]
    mark = first.mark
    for piece in pieces:
        mark &= piece.mark
    href = first.href if all(piece.href == first.href for piece in pieces) else ""
    lang = first.lang if all(piece.lang == first.lang for piece in pieces) else ""
    return Run("", mark, href=href, lang=lang)


def _wrapping(run: Run) -> Run:
    """Return what makes the brackets and stars around `run`; a note call is a group of its own."""
    return run if run.note else Run("", run.mark, href=run.href, lang=run.lang)


def _inner(group: Sequence[Run], open_highlight: int, *, before_link: bool) -> tuple[str, int]:
    """Return the words of a group with the highlights that begin and end inside it, and the one open at its end."""
    first = group[0]
    is_code = Mark.CODE in first.mark
    bracketed = bool(first.href or first.lang or first.mark & ~Mark.CODE)
    parts = [(number, "".join(run.text for run in part)) for number, part in groupby(group, lambda run: run.highlight)]
    written = ""
    for index, (number, text) in enumerate(parts):
        if index and open_highlight and number != open_highlight:
            written, open_highlight = written + "==", 0
        if number and number != open_highlight:
            written += f"{_APART}==" if written.endswith("==") else "=="
            open_highlight = number
        words = _code(text) if is_code else escaped(text, in_brackets=bracketed, before_link=before_link)
        written += _visible_edges(words) if number != 0 or len(parts) > 1 else words
    return written, open_highlight


def _visible_edges(words: str) -> str:
    """Return `words` with a no-break space at an edge spelt out: `==` beside white space is not a highlight."""
    for edge in (0, -1):
        if words and words[edge].isspace() and words[edge] not in _SPACES:
            spelt = f"&#x{ord(words[edge]):X};"
            words = spelt + words[1:] if edge == 0 else words[:-1] + spelt
    return words


def _code(text: str) -> str:
    ticks = "`" * (max((len(found) for found in _TICKS.findall(text)), default=0) + 1)
    padded = text.startswith("`") or text.endswith("`") or (text.startswith(" ") and text.endswith(" "))
    return f"{ticks} {text} {ticks}" if padded and text.strip() else f"{ticks}{text}{ticks}"


def _wrapped(key: Run, inner: str, *, after_star: bool) -> str:
    """Return `inner` in the brackets and stars of `key`."""
    marks = key.mark & ~Mark.CODE
    stars = _STARS.get(marks, "")
    starred = bool(stars) and not key.lang and not after_star and inner[:1].isalnum() and inner[-1:].isalnum()
    words = f"{stars}{inner}{stars}" if starred else inner
    if key.href:
        words = f"[{words}]({link_destination(key.href)})"
    names = [name for mark, name in _NAMES if mark in marks and not starred]
    if key.lang:
        names.append(f"lang={key.lang}")
    return f"[{words}]{{{' '.join(names)}}}" if names else words


def link_destination(address: str) -> str:
    """Return `address` as it is written between the parentheses of a link."""
    address = _ENTITY.sub(r"\\&", address.replace("\\", "\\\\"))
    if re.search(r"[()\s<>]", address):
        return "<" + re.sub(r"([<>])", r"\\\1", address) + ">"
    return address
