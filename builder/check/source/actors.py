"""Actors as the front matter declares them: ids that questions name, and flags."""

from __future__ import annotations

from difflib import get_close_matches

from builder.codes import UNKNOWN_ACTOR, UNKNOWN_FLAG
from builder.media import Media
from builder.model.brief import Draft
from builder.model.findings import Report


def check_actor_ids(draft: Draft, media: Media, report: Report) -> None:
    """Add `unknown-actor` for each id of a question that the front matter does not declare.

    Where the reading failed before it saw an actor nothing is said: every id would seem unknown.
    """
    del media
    known = [actor.id for actor in draft.fields.actors]
    names = {word.casefold(): actor.id for actor in draft.fields.actors for word in (actor.name, actor.id)}
    for passage in draft.passages if known or not report.failed else ():
        ids = tuple(name for name, _ in passage.actors)
        for name, span in passage.actors:
            if name not in known:
                report.add(UNKNOWN_ACTOR, span, f"the actor `{name}` is not declared", _hint(name, ids, known, names))


def _hint(name: str, ids: tuple[str, ...], known: list[str], names: dict[str, str]) -> str:
    """Return what to do about an unknown id: a comma in it, a word processor's quotes, a slip, a name instead of it."""
    plain = [one.strip(",;“”„«»'") for one in ids]
    if name.strip(",;“”„«»'") in known:
        return f'write the ids with a space between them: `{{actor="{" ".join(plain)}"}}`'
    close = [names[name.casefold()]] if name.casefold() in names else get_close_matches(name, known, 1)
    return f"did you mean `{close[0]}`?" if close else "declare it under `actors`"


def check_flags(draft: Draft, media: Media, report: Report) -> None:
    """Add `unknown-flag` for each declared actor whose flag is not among our assets."""
    for actor in draft.fields.actors:
        if actor.flag and f"flags/{actor.flag}.svg" not in media.assets:
            code = _code_of(actor.flag)
            known = f"flags/{code}.svg" in media.assets
            meant = f"write `{code}`" if known else "give a lower-case ISO 3166-1 code such as `pl`"
            message = f"there is no flag `{actor.flag}`"
            report.add(UNKNOWN_FLAG, actor.span, message, f"{meant}, or leave `flag` out for a monogram")


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
