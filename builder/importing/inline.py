"""Mark-up inside a paragraph: Markdown's, leftovers of HTML and of templates, read without losing a word."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from builder.model.brief import Mark, Run

_TOKEN = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<code>`[^`\n]{1,2000}`)
    |(?P<image>!\[(?P<alt>[^\[\]\n]{0,500})\]\((?P<src>(?:[^()\n]|\([^()\n]{0,300}\)){0,2000})\))
    |(?P<link>\[(?P<label>(?:[^\[\]]|\[[^\[\]]{0,200}\]){1,1000})\]\((?P<href>(?:[^()\n]|\([^()\n]{0,300}\)){0,3000})\))
    |(?P<wiki>\[\[[^\[\]\n]{1,200}\]\])
    |(?P<note>\[\^(?P<ref>[^\[\]\s]{1,40})\])
    |(?P<auto><(?:(?:https?://|mailto:)[^<>\s]{1,2000}|[\w.+-]{1,80}@[\w.-]{1,120})>)
    |(?P<comment><!--.{0,2000}?-->)
    |(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9-]{0,30})(?:\s[^<>]{0,2000})?/?>)
    |(?P<template>\{\{.{0,300}?\}\}|\{%.{0,300}?%\})
    |(?P<attribute>\{[:#.][^{}\n]{0,200}\})
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    |(?P<mark>\*{1,3}|(?<!_)_{1,3}(?!_))""",
    re.VERBOSE | re.DOTALL,
)

_TAG_MARKS = {
    "b": Mark.STRONG,
    "strong": Mark.STRONG,
    "i": Mark.EMPHASIS,
    "em": Mark.EMPHASIS,
    "code": Mark.CODE,
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
}
_SET = Mark.STRONG | Mark.EMPHASIS
"""How words are set; punctuation alone is not."""
_CJK = re.compile(r"[　-鿿가-힯＀-￯]")


@dataclass(slots=True)
class _Unit:
    """A run, or a delimiter that may open or close an emphasis."""

    run: Run
    opens: bool = False
    closes: bool = False
    begin: Mark = Mark.NONE
    end: Mark = Mark.NONE


def runs_of(text: str, removed: list[str]) -> tuple[Run, ...]:
    """Return the runs that `text` means, white space collapsed; what is mark-up only is added to `removed`."""
    units: list[_Unit] = []
    at = 0
    for token in _TOKEN.finditer(text):
        if token.start() > at:
            units.append(_Unit(Run(text[at : token.start()])))
        units += _units(token, text, removed)
        at = token.end()
    if at < len(text):
        units.append(_Unit(Run(text[at:])))
    _pair(units)
    return tidy(_runs_with_marks(_without_dangling(units)))


def runs_from(runs: Sequence[Run], cut: int) -> tuple[Run, ...]:
    """Return `runs` from the character `cut` on."""
    found = []
    for run in runs:
        found.append(replace(run, text=run.text[cut:]))
        cut = max(0, cut - len(run.text))
    return tidy(found)


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Return `runs` with white space collapsed over their borders, and equal neighbours joined."""
    found: list[Run] = []
    space = True
    for run in _without_marked_punctuation(runs):
        text = re.sub(r"\s+", " ", run.text)
        text = text[1:] if space and text.startswith(" ") else text
        if not text and not run.note:
            continue
        space = text.endswith(" ") if text else space
        if found and not run.note and not found[-1].note and replace(run, text="") == replace(found[-1], text=""):
            found[-1] = replace(run, text=found[-1].text + text)
        else:
            found.append(replace(run, text=text))
    while found and not found[-1].note and not found[-1].text.rstrip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found)


def parted(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the runs before and after the place `at` of their text."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        cut = max(0, min(at, len(run.text)))
        if cut or (run.note and at > 0):
            before.append(replace(run, text=run.text[:cut]))
        if cut < len(run.text) or (run.note and at <= 0):
            after.append(replace(run, text=run.text[cut:]))
        at -= len(run.text)
    return tidy(before), tidy(after)


def _without_marked_punctuation(runs: Sequence[Run]) -> list[Run]:
    """Return `runs` with punctuation in plain type where no word beside it is bold or italic as it is."""
    found = list(runs)
    for at, run in enumerate(runs):
        if run.mark & _SET and run.text.strip() and not any(map(str.isalnum, run.text)):
            beside = [one.mark for one in (*runs[max(at - 1, 0) : at], *runs[at + 1 : at + 2]) if one.text.strip()]
            if not any(mark & run.mark & _SET for mark in beside):
                found[at] = replace(run, mark=run.mark & ~_SET)
    return found


def address(target: str) -> str:
    """Return the address that a link can carry in a document, or nothing for one that means its own page only."""
    target = html.unescape(target.strip().split(" ", 1)[0])
    return target if re.match(r"(?:https?://|mailto:)[^\s<>\"{}]+$", target) else ""


def _local(target: str) -> str:
    """Return an address inside the piece or its site, which marks a table of contents or a menu."""
    target = target.strip().split(" ", 1)[0].strip("<>")
    return target if re.match(r"[#/.\w][^\s<>\"{}]*$", target) and not re.match(r"[\w+.-]+:", target) else ""


def _units(token: re.Match[str], text: str, removed: list[str]) -> list[_Unit]:
    whole = token.group()
    match token.lastgroup if token.lastgroup not in {"alt", "src", "label", "href", "ref", "name"} else _kind(token):
        case "escape":
            return [_Unit(Run(whole[1]))]
        case "code":
            return [_Unit(Run(whole.strip("`"), Mark.CODE))]
        case "link":
            return _link(token, removed)
        case "wiki":
            target, _, label = whole.strip("[]").partition("|")
            removed.append(target if label else "")
            return [_Unit(Run(label or target, href=f"#{target.replace(' ', '-')}"))]
        case "note":
            return [_Unit(Run("", note=token["ref"]))]
        case "auto":
            target = whole[1:-1]
            return [_Unit(Run(target, href=target if ":" in target else f"mailto:{target}"))]
        case "tag":
            return _tag(token, removed)
        case "entity":
            return [_Unit(Run(html.unescape(whole)))]
        case "mark":
            return _delimiters(token, text)
        case _:
            removed.append(whole)
            return [_Unit(Run(" "))] if token["image"] else []


def _kind(token: re.Match[str]) -> str:
    return next(name for name in ("image", "link", "note", "tag") if token[name] is not None)


def _link(token: re.Match[str], removed: list[str]) -> list[_Unit]:
    target = address(token["href"]) or _local(token["href"])
    inner = _TOKEN.sub(lambda one: _label_text(one, removed), token["label"])
    target = target if inner.strip() else ""  # nothing is left to carry the link, such as around a picture
    removed.append(token["href"].strip().removeprefix(target))
    return [_Unit(Run(inner, href=target))]


def _label_text(token: re.Match[str], removed: list[str]) -> str:
    if token["escape"]:
        return token["escape"][1]
    if token["entity"]:
        return html.unescape(token["entity"])
    if token["mark"]:
        return token["mark"] if _joins_words(token) else ""
    if token["code"]:
        return token["code"].strip("`")
    if token["image"]:
        removed.append(token["image"])
        return ""
    if token["tag"]:
        removed.append(token["tag"])
        return ""
    return token.group()


def _joins_words(token: re.Match[str]) -> bool:
    before, after = token.string[: token.start()][-1:], token.string[token.end() :][:1]
    return before.isalnum() and after.isalnum()


def _tag(token: re.Match[str], removed: list[str]) -> list[_Unit]:
    name = token["name"].lower()
    mark = _TAG_MARKS.get(name, Mark.NONE)
    if mark:
        closing = token.group().startswith("</")
        return [_Unit(Run(""), begin=Mark.NONE if closing else mark, end=mark if closing else Mark.NONE)]
    removed.append(token.group())
    return [_Unit(Run(" "))] if name in {"br", "p", "div", "li", "td", "tr"} else []


def _delimiters(token: re.Match[str], text: str) -> list[_Unit]:
    before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
    opens = bool(after) and not after.isspace() and (not before.isalnum() or bool(_CJK.match(before)))
    glued = before in set('?？؟!:.”»")') and before != ""
    closes = bool(before) and not before.isspace() and (not after.isalnum() or bool(_CJK.match(after)) or glued)
    mark = token.group()
    if mark == "**" and before.isalpha() and after.isalpha():
        opens = closes = True  # the first letters of a word: **AG**gregate
    parts = [mark] if len(mark) < 3 else [mark[:2], mark[2:]]
    parts = parts[::-1] if closes and not opens else parts
    return [_Unit(Run(part), opens=opens, closes=closes) for part in parts]


def _pair(units: list[_Unit]) -> None:
    """Turn each closing delimiter and the nearest opening one like it into the begin and the end of a mark."""
    open_: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if not (unit.opens or unit.closes):
            units[at] = _Unit(Run("")) if unit.run.text == "_" and at == 0 else unit
            continue
        waiting = open_.setdefault(unit.run.text, [])
        if unit.closes and waiting:
            start = waiting.pop()
            start = _inner(units, start, open_)
            mark = Mark.STRONG if len(unit.run.text) == 2 else Mark.EMPHASIS
            units[start] = _Unit(Run(""), begin=mark)
            units[at] = _Unit(Run(""), end=mark)
            for others in open_.values():
                while others and others[-1] > start:
                    others.pop()
        elif unit.opens:
            waiting.append(at)
        elif unit.run.text == "_":
            units[at] = _Unit(Run(""))  # closes what a converter opened in front of a space, or in another paragraph


def _without_dangling(units: list[_Unit]) -> list[_Unit]:
    """Return `units` without an underscore before a capital, the other half of which is nowhere."""
    ends = [at + 1 == len(units) or not units[at + 1].run.text[:1].isupper() for at in range(len(units))]
    return [
        unit if unit.run.text != "_" or not unit.opens or end else _Unit(Run(""))
        for unit, end in zip(units, ends, strict=True)
    ]


def _inner(units: list[_Unit], start: int, open_: dict[str, list[int]]) -> int:
    """Return the opening delimiter `start`, or the other one of `***` where that waits: what closes first is inside."""
    other = units[start + 1].run.text if start + 1 < len(units) else ""
    waiting = open_.get(other, [])
    if other == units[start].run.text or start + 1 not in waiting or other[:1] != units[start].run.text[:1]:
        return start
    units[start], units[start + 1] = units[start + 1], units[start]
    waiting[waiting.index(start + 1)] = start
    return start + 1


def _runs_with_marks(units: list[_Unit]) -> list[Run]:
    depth: dict[Mark, int] = {}
    runs: list[Run] = []
    for unit in units:
        if unit.begin:
            depth[unit.begin] = depth.get(unit.begin, 0) + 1
        elif unit.end:
            if not depth.get(unit.end) and not any(unit.end in run.mark for run in runs):
                runs = [replace(run, mark=run.mark | unit.end) for run in runs]  # it began in the paragraph above
            depth[unit.end] = max(0, depth.get(unit.end, 0) - 1)
        else:
            mark = unit.run.mark
            for one, count in depth.items():
                mark |= one if count else Mark.NONE
            runs.append(replace(unit.run, mark=mark))
    return runs
