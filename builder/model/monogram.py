"""The initials shown for an actor without a flag or a portrait."""

from builder.model.brief import Actor
from builder.model.capitals import in_capitals


def monograms_of(actor: Actor) -> tuple[str, str]:
    """Return an actor's monogram, and its first character, which plates have that are too small for all of it."""
    letters = monogram_of(actor)
    return letters, letters[:1]


def monogram_of(actor: Actor) -> str:
    """Return up to four characters for an actor: its own monogram, its short name in capitals, or its initials."""
    if actor.monogram:
        return actor.monogram[:4]
    words = [word for word in actor.name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return actor.name.strip()[:1]  # a name of characters alone, such as an emblem
    if len(words) == 1:
        return words[0] if words[0].isupper() and len(words[0]) <= 4 else in_capitals(words[0][0])
    letters = [word[0] for word in words if word[0].isupper()] or [in_capitals(word[0]) for word in words]
    return "".join(letters[:3])
