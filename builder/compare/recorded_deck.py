"""What a build record keeps of its deck: the XML of its parts, and of pictures and other files what identifies them.

An edited deck is compared with it by one reader, so that a record tells whatever the reader looks at, and one that was
written before the reader learnt to look at more is read as well. A build only packs bytes.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from builder.compare.pptx_parts import MOST_BYTES, PptxParts, RecordedParts, UnreadableDeckError

if TYPE_CHECKING:
    from builder.compare.neutral_deck import NeutralDeck


class UnreadableBaseError(Exception):
    """What a record keeps of its deck cannot be read; the message says why, in lower case without a full stop."""


class EarlierBaseError(UnreadableBaseError):
    """The record was written by an earlier version, which kept what it saw in its deck instead of the deck."""


def recorded_deck(data: bytes, keys: Sequence[str], entries: Mapping[str, str]) -> dict[str, object]:
    """Return what a record keeps of the deck `data`; `entries` say by their `keys` what its slides are about."""
    parts = PptxParts(data)
    markup = {name: parts.data(name) for name in sorted(parts.names) if name.endswith((".xml", ".rels"))}
    packed = zlib.compress(msgspec.msgpack.encode(markup), 6)
    return {
        "slides": [[key, entries.get(key, "")] for key in keys],
        "parts": base64.b64encode(packed).decode("ascii"),
        "files": {name: parts.fingerprint(name) for name in sorted(parts.names - markup.keys())},
    }


def deck_from_record(kept: object, source: str = "") -> NeutralDeck:
    """Return the deck that a record has `kept`, built from a source with the SHA-256 `source`.

    UnreadableBaseError where there is none, EarlierBaseError where an earlier version wrote it.
    """
    if isinstance(kept, dict) and "formats" in kept:
        raise EarlierBaseError("it was written by an earlier version of briefdeck, which saw less of a deck")
    try:
        return _deck(kept, source)  # type: ignore[arg-type]  # whatever is wrong with it is reported below
    except (TypeError, ValueError, KeyError, zlib.error, msgspec.MsgspecError, UnreadableDeckError) as fault:
        raise UnreadableBaseError("the deck in it is damaged") from fault


def _deck(kept: Mapping[str, Any], source: str) -> NeutralDeck:
    from builder.compare.deck_reader import deck_of
    from builder.compare.neutral_deck import identified

    unpacking = zlib.decompressobj()
    data = unpacking.decompress(base64.b64decode(kept["parts"], validate=True), MOST_BYTES)
    markup = msgspec.msgpack.decode(data, type=dict[str, bytes])
    files = {str(name): str(value) for name, value in kept["files"].items()}
    keys = [str(key) for key, _ in kept["slides"]]
    entries = {str(key): str(entry) for key, entry in kept["slides"] if entry}
    return identified(deck_of(RecordedParts(markup, files)), keys, entries)._replace(base=source)
