"""Lines joined to paragraphs: where one ends, and what a line break inside it stands for."""

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from builder.importing.dates import date_in
from builder.importing.inline import tidy
from builder.importing.language_detection import asks
from builder.importing.pieces import TextLine
from builder.model.brief import Mark, Run

SHORT_LINE, LONG_LINE = 60, 120
"""Characters of a line that is a heading or a label by its length, and of one that is no paragraph yet: one and a half
lines of a typewriter. Cases: all of tests/cases/import."""
FEW_WORDS, HEAD = 5, 5
"""Words of a line that is no sentence; pieces at the top of a text in which its masthead is. Cases: as above."""
_FEWEST_SAID = 3
"""Words of a statement (case: hu-igen-nem)."""
_CLOSERS = "\"'”’»)]*_› "
_NO_SPACES = re.compile(r"[　-ヿ㐀-鿿＀-￯]")
_AND = re.compile(r"(?:und|oder|bzw|bis|and|or|et|ou|y|o|e|i|oraz|lub|та|або|и|или)\b")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff][^.;?!\n\u0370-\u03ff\u1f00-\u1fff]{0,24};$")
"""The Greek question mark, which is a semicolon in most texts; a number or a foreign name may be before it."""
_ARMENIAN = re.compile(r"\u055e[^\u0589:.]*[\u0589:.]?$")
"""The Armenian one, which is inside the word that is asked for."""
_KEYED = re.compile(r"[^\W\d_][\w ]{0,24}[:：]\s*\S")
_NOTE = re.compile(r"\s*\[\d{1,3}\]\s")
_MARKED = re.compile(r"\s*(?:[-*+•#>|]|\d{1,3}[.)]\s)")
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]+@)\S*[-/_=?&]$")
"""An address that breaks off at the end of a line, at a character that belongs to it."""
_IN_ADDRESS = re.compile(r"[\w%~-]+[./_=?&#%-]\S|[\w%~-]*\d|[\w%-]+$")
"""How it goes on: with more of what only addresses have, or as all of the next line."""
_LONGEST_QUESTION = 400
_SAME_SIZE = 0.6
"""Points by which the boxes of two lines of one size may differ."""
_OPEN_WIDTH = 160
"""A text whose long lines are longer than this was not wrapped: every line of it is a paragraph."""


def alphanumeric(text: str) -> str:
    """Return the letters and digits of `text` only, in one case: for comparing what was set differently."""
    return "".join(char for char in text.casefold() if char.isalnum())


def asks_at_end(text: str) -> bool:
    """Return whether `text` ends in a question mark of any script, closing characters after it left out."""
    bare = text.rstrip(_CLOSERS + "\u200e\u200f\u202c：:")
    return bare[-1:] in set("?？؟⁇⁈\u037e፧") or bool(_GREEK.search(bare[-40:]) or _ARMENIAN.search(bare[-200:]))


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends as a sentence does."""
    return text.rstrip(_CLOSERS + "0123456789¹²³⁴⁵⁶⁷⁸⁹⁰\u200e\u200f")[-1:] in set(".!?…。！？؟۔।:：;") or (
        text.rstrip(_CLOSERS)[-1:] in set(".!?…。！？؟۔।:：;")
    )


def is_statement(text: str) -> bool:
    """Return whether a line is a whole sentence of some words that asks nothing and announces nothing."""
    ends = ends_sentence(text) and not asks_at_end(text) and text.rstrip(_CLOSERS)[-1:] not in set(":：;")
    return ends and len(text) <= 2 * LONG_LINE and word_count(text) >= _FEWEST_SAID


def word_count(text: str) -> int:
    """Return how many words `text` has; two characters count as one in scripts without spaces."""
    eastern = len(_NO_SPACES.findall(text))
    return len(_NO_SPACES.sub("", text).split()) + (eastern + 1) // 2


def width_of(lines: Sequence[TextLine]) -> int:
    """Return the length, in characters, of the full lines of a text; entries, headings and rows need not be wrapped."""
    said = [line.text for line in lines if line.text.strip()]
    lengths = sorted(len(text) for text in [one for one in said if not _MARKED.match(one)] or said)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def paragraphs_of(
    lines: Sequence[TextLine], width: int, lang: str, *, breaks: Callable[[TextLine, TextLine], bool]
) -> list[list[TextLine]]:
    """Return the paragraphs of `lines` that are together without a blank line between them.

    `breaks` says of a line and the one above it that the first begins a paragraph for what they say.

    A question at the beginning of a paragraph is one of its own where a line ends with its mark.
    """
    groups: list[list[TextLine]] = []
    at = 0
    asked = False
    while at < len(lines):
        fresh = at == 0 or lines[at].gap or ends_sentence(lines[at - 1].text)
        start, end = _question(lines, at, width, lang) if fresh else (at, at)
        end = next(
            (
                n
                for n in range(at + 1, end)
                if _is_set_apart(lines[n], lines[n - 1], width) or breaks(lines[n], lines[n - 1])
            ),
            end,
        )
        start, end = (start, end) if end > start and asks_at_end(lines[end - 1].text) else (at, at)
        if end > at:
            for line in lines[at:start]:
                fresh = line is lines[at] or breaks(line, groups[-1][-1])
                groups += [[]] if fresh or _breaks(groups, line, width, lang) else []
                groups[-1].append(line)
            groups.append(list(lines[start:end]))
            at, asked = end, True
        else:
            if asked or not groups or breaks(lines[at], lines[at - 1]) or _breaks(groups, lines[at], width, lang):
                groups.append([])
            groups[-1].append(lines[at])
            at, asked = at + 1, False
    return groups


def joined(lines: Sequence[TextLine], vocabulary: frozenset[str]) -> str:
    """Return the text of a paragraph: hyphens at line ends undone, other line breaks as spaces where words need one."""
    text = ""
    for line in lines:
        text = _join(text, line.text.strip(), vocabulary)
    return text


def joined_line_runs(lines: Sequence[TextLine], vocabulary: frozenset[str]) -> tuple[Run, ...]:
    """Return the runs of lines whose format knows their mark-up, joined as `joined` joins them."""
    runs: list[Run] = []
    for line in lines:
        before = runs[-1].text.rstrip() if runs else ""
        after = line.runs[0].text.lstrip() if line.runs else ""
        both = _join(before, after, vocabulary)
        if runs and after:
            cut = len(both) - len(after)
            runs[-1] = Run(both[:cut], runs[-1].mark, runs[-1].href)
        runs += line.runs
    return tidy(runs)


def heals(before: str, after: str) -> bool:
    """Return whether `after` goes on with the sentence in which `before` breaks off."""
    after = after.lstrip(" \"'“„«(")
    return bool(before and after) and not ends_sentence(before) and after[0].islower()


def _breaks(groups: list[list[TextLine]], line: TextLine, width: int, lang: str) -> bool:
    group = groups[-1]
    last = group[-1]
    if line.gap or _is_set_apart(line, last, width):
        return True
    if _NOTE.match(line.text) or (len(groups) == 1 and (_is_dated(line.text, lang) or _is_dated(last.text, lang))):
        return True
    text = last.text.rstrip()
    if line.big and last.big and not ends_sentence(text):
        return False
    fits = _has_room(last, line, width)
    if fits and _KEYED.match(line.text) and _KEYED.match(last.text) and len(last.text) < LONG_LINE:
        return True
    if width > _OPEN_WIDTH:
        return ends_sentence(text) or len(text) < width * 0.5
    if ends_sentence(text) and not text.endswith((":", "：", ";")):
        return fits and not line.text[:1].islower()
    return len(groups) == 1 and len(group) == 1 and fits and is_title_line(text) and line.text[:1].isupper()


def _is_set_apart(line: TextLine, before: TextLine, width: int) -> bool:
    """Return whether a line is set in another size or weight than the one above it.

    Bold words that go on from a line to the next are in the middle of a paragraph.
    """
    bold = line.bold != before.bold
    goes_on = line.text[:1].islower() or not _has_room(before, line, width)
    if bold and line.runs and before.runs and goes_on:
        bold = (line.runs[0].mark ^ before.runs[-1].mark) & Mark.STRONG != Mark.NONE
    return abs(line.size - before.size) > _SAME_SIZE or bold


def _is_dated(text: str, lang: str) -> bool:
    """Return whether a line is a date, with hardly anything beside it."""
    if len(text) > SHORT_LINE or not any(char.isdigit() for char in text):
        return False
    found = date_in(text, lang)
    return found is not None and len(text.strip()) - (found.end - found.start) < 24


def _question(lines: Sequence[TextLine], at: int, width: int, lang: str) -> tuple[int, int]:
    """Return where a question that begins at line `at`, or under a title there, starts and ends; none: `at` twice."""
    none = (at, at)
    end = next((n for n in range(at, min(at + 5, len(lines))) if asks_at_end(lines[n].text)), -1) + 1
    if not end or sum(len(line.text) for line in lines[at:end]) > _LONGEST_QUESTION:
        return none
    start = at
    if at == 0 and not asks(lines[at].text, lang):
        start = next(
            (n for n in range(at + 1, end) if asks(lines[n].text, lang) and not lines[n].text[:1].islower()), at
        )
        start = start if all("?" not in line.text and line.text[-1:] != "," for line in lines[at:start]) else at
    if end - start > 3 or any(
        ends_sentence(line.text) and not asks_at_end(line.text) for line in lines[start : end - 1]
    ):
        return none
    room = end >= len(lines) or _has_room(lines[end - 1], lines[end], width)
    if at > 0 and not (asks(lines[at].text, lang) and room and not lines[at].text[:1].islower()):
        return none
    while end + 1 < len(lines) and room and asks_at_end(lines[end].text) and asks(lines[end].text, lang):
        end += 1
    return start, end


def is_full(line: TextLine, after: TextLine, width: int) -> bool:
    """Return whether the first word of the next line would not have fitted on `line`."""
    return not _has_room(line, after, width)


def _has_room(line: TextLine, after: TextLine, width: int) -> bool:
    """Return whether the first word of the next line would have fitted on `line`."""
    if line.fill:
        return line.fill * (1 + (1 + len(_first_word(after.text))) / max(len(line.text.strip()), 1)) <= 0.985
    return len(line.text.rstrip()) + 1 + len(_first_word(after.text)) <= width * 0.96


def _first_word(text: str) -> str:
    return text.split(None, 1)[0] if text.strip() else ""


def is_title_line(text: str) -> bool:
    """Return whether a first line that has room for the next word, and no full stop, may be a heading by its shape."""
    words = text.split()
    shaped = 1 <= len(words) <= 8 and len(text) <= SHORT_LINE and text[:1].isupper()
    return shaped and text[-1:] not in set(",:;-–—(|") and not ends_sentence(text)


def _join(before: str, after: str, vocabulary: frozenset[str]) -> str:
    if not before or not after:
        return before or after
    inside = _ADDRESS.search(before) and _IN_ADDRESS.match(after)
    if inside or (before[-1] == "-" and not before[-2:-1].isspace() and re.match(r"[\w.+-]+@\w", after)):
        return before + after
    if before.endswith(("-", "‐")) and len(before) > 1 and before[-2].isalpha():
        return _rejoin(before, after, vocabulary)
    if before[-1].isdigit() and before.endswith("-") and after[0].isdigit():
        return before + after
    if _NO_SPACES.match(before[-1]) and _NO_SPACES.match(after[0]):
        return before + after
    return f"{before} {after}"


def _rejoin(before: str, after: str, vocabulary: frozenset[str]) -> str:
    """Return the two halves of a word that a line end parts: one word, a compound with its hyphen, or two words."""
    if _AND.match(after):
        return f"{before} {after}"
    head = re.split(r"[\s(\"“„«]", before)[-1]
    tail = re.match(r"[^\W\d_]+", after)
    if not after[0].islower() or "-" in head[:-1] or not tail:
        return before + after
    whole, parted = (head[:-1] + tail.group()).lower(), (head + tail.group()).lower()
    return before + after if parted in vocabulary and whole not in vocabulary else before[:-1] + after


def vocabulary_of(texts: Sequence[str]) -> frozenset[str]:
    """Return the words of a text as it writes them inside its lines, compounds with their hyphens."""
    return frozenset(word.lower() for text in texts for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))


def line_from(line: TextLine, text: str) -> TextLine:
    """Return `line` from `text` on, its runs cut alike."""
    if not line.runs:
        return replace(line, text=text)
    drop = len("".join(run.text for run in line.runs)) - len(text)
    runs = []
    for run in line.runs:
        runs.append(replace(run, text=run.text[drop:] if drop > 0 else run.text))
        drop = max(0, drop - len(run.text))
    return replace(line, text=text, runs=tuple(run for run in runs if run.text))


def is_set_as_heading(lines: Sequence[TextLine]) -> bool:
    """Return whether lines are a heading for being set larger or bolder than the text; a question is one anyway.

    What has no letter is a number of a chart.
    """
    text = " ".join(line.text for line in lines)
    is_said = asks_at_end(text) or ends_sentence(text) or " = " in text or not any(map(str.isalpha, text))
    return all(line.big for line in lines) and len(text) < LONG_LINE and not is_said
