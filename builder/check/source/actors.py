"""Whom a source names: actors by their ids, with flags, and the speakers of quotations."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from builder.codes import NOT_UNDERSTOOD, UNKNOWN_ACTOR, UNKNOWN_FLAG
from builder.media import Media
from builder.model.attributed_quotations import named_from
from builder.model.brief import Block, Draft, ListBlock, Paragraph, Quotation, Sentence
from builder.model.draft_walk import bodies_of
from builder.model.findings import Report

_ID = re.compile(r"[^,;“”„«»'\s]+")
"""An id between the marks that people write around ids."""


def check_actor_ids(draft: Draft, _media: Media, report: Report) -> None:
    """Add `unknown-actor` for each id of a question that the front matter does not declare.

    Where the reading failed before it saw an actor nothing is said: every id would seem unknown.
    """
    known = [actor.id for actor in draft.fields.actors]
    names = {word.casefold(): actor.id for actor in draft.fields.actors for word in (actor.name, actor.id)}
    for passage in draft.passages if known or not report.failed else ():
        ids = tuple(name for name, _ in passage.actors)
        for name, span in passage.actors:
            if name not in known:
                report.add(UNKNOWN_ACTOR, span, f"the actor `{name}` is not declared", _hint(name, ids, known, names))


def _hint(name: str, ids: tuple[str, ...], known: list[str], names: dict[str, str]) -> str:
    """Return what to do about an unknown id: a comma in it, a word processor's quotes, a slip, a name instead of it."""
    plain = _ID.findall(" ".join(ids))
    if set(_ID.findall(name)) <= set(known):
        return f'write the ids with a space between them: `{{actor="{" ".join(plain)}"}}`'
    close = [names[name.casefold()]] if name.casefold() in names else get_close_matches(name, known, 1)
    return f"did you mean `{close[0]}`?" if close else f"declare it under `actors`, as `{name}: {{name: …}}`"


def check_flags(draft: Draft, media: Media, report: Report) -> None:
    """Add `unknown-flag` for each declared actor whose flag is not among our assets."""
    for actor in draft.fields.actors:
        if actor.flag and f"flags/{actor.flag}.svg" not in media.assets:
            code = _code_of(actor.flag)
            known = f"flags/{code}.svg" in media.assets
            meant = f"write `{code}`" if known else "give a lower-case ISO 3166-1 code such as `pl`"
            message = f"there is no flag `{actor.flag}`"
            report.add(UNKNOWN_FLAG, actor.flag_span, message, f"{meant}, or leave `flag` out for a monogram")


def _code_of(name: str) -> str:
    """Return the code of the territory `name` in English, of a code that people use instead, or of an emoji."""
    from babel import Locale

    letters = [ord(one) - 0x1F1E6 for one in name]
    if len(letters) == 2 and all(0 <= one < 26 for one in letters):  # a flag as an emoji
        return "".join(chr(ord("a") + one) for one in letters)
    codes = {str(said).casefold(): str(code).lower() for code, said in Locale("en").territories.items()}
    return _OTHER_CODES.get(name) or codes.get(name.casefold(), "")


_OTHER_CODES = {"uk": "gb", "usa": "us", "uae": "ae"}
"""Codes that people write for a state, and those of ISO 3166-1."""

_MOST_WORDS = 20
"""A longer paragraph says more than who spoke."""

_ENDS = tuple(".!?…。！？؟।")


def check_speakers(draft: Draft, _media: Media, report: Report) -> None:
    """Add `not-understood` for each paragraph or item of a list that names the speaker of the quotation above it."""
    for body in bodies_of(draft):
        for sentence, name in _speakers(body, within=False):
            message = "this names whose words the quotation above is, and is not a line of it"
            report.add(NOT_UNDERSTOOD, sentence.span, message, f"write it as the quotation's last line: `> — {name}`")


def _speakers(blocks: tuple[Block, ...], *, within: bool) -> Iterator[tuple[Sentence, str]]:
    """Yield the first sentence and the whole text of each such block; `within` says that `blocks` are a quotation's."""
    for before, block in pairwise((None, *blocks)):
        match block:
            case Paragraph((first, *_) as said) if isinstance(before, Quotation) and named_from(first):
                name = " ".join(one.text for one in said)[named_from(first) :]
                if _is_name(name, full=name.endswith(_ENDS)):
                    yield first, name
            case ListBlock(ordered=False, items=((Paragraph((only,)),),)) if within or isinstance(before, Quotation):
                if _is_name(only.text, full=not within) and not only.text.endswith(_ENDS):
                    yield only, only.text
            case ListBlock(items=items):
                for item in items:
                    yield from _speakers(item, within=False)
            case Quotation(inner):
                yield from _speakers(inner, within=True)
            case _:
                continue


def _is_name(text: str, *, full: bool) -> bool:
    """Return whether `text` can name a speaker; a `full` name has two words or more, with capitals."""
    words = text.replace("(", ",").split(",")[0].split()
    capital = sum(not word[0].islower() for word in words)
    is_full = capital > 1 and all(not word[0].islower() or len(word) < 4 for word in words)
    return len(text.split()) <= _MOST_WORDS and (is_full or not full)
