"""Where what a product shows comes from: every word and picture of a scene can be found in its source."""

from msgspec import Struct

from builder.model.findings import Span


class SentenceOrigin(Struct, frozen=True):
    """Words of a sentence."""

    sentence: str
    """The id of the sentence."""
    start: int
    """Index in its text of the first character."""
    end: int
    """Index behind the last."""


class FieldOrigin(Struct, frozen=True):
    """The value of a key of the front matter."""

    key: str
    item: str = ""
    """The actor, of the key `actors`."""


class LabelOrigin(Struct, frozen=True):
    """Words of our own in the document's language: the heading of a panel, a page number."""

    key: str
    """The label's key."""


class BlockOrigin(Struct, frozen=True):
    """What is not made of sentences, such as a picture."""

    span: Span
    """Where its block is."""


Origin = SentenceOrigin | FieldOrigin | LabelOrigin | BlockOrigin
"""Where something comes from."""


def sentences_in(origins: tuple[Origin, ...]) -> tuple[str, ...]:
    """Return the ids of the sentences among `origins`."""
    return tuple(dict.fromkeys(one.sentence for one in origins if isinstance(one, SentenceOrigin)))
