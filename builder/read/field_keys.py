"""The keys of the front matter, known without reading one: who only looks at a file need not load what reads it."""

import re

FIELD_KEYS = (
    "title", "subtitle", "series", "number", "date", "authors", "publisher", "lang", "url",
    "contact", "actors",
    "marking", "brand", "slides", "unconfirmed",
)  # fmt: skip
"""The keys of the front matter, in the order in which we write them."""

BARE_KEY = re.compile(rf"\s*(?:{'|'.join(FIELD_KEYS)}):")
"""A key at the top of a file that has no `---` above it."""
