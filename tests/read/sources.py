"""Markdown sources for properties: words among the signs that mean something to the reader."""

import re

from hypothesis import strategies as st

SIGNS = [
    "*", "**", "_", "==", "=", "`", "``", "[", "]", "](https://example.org)", '](<https://example.org> "', '")', "![",
    "](a.png)", "{", "}", "{.decorative}", "{.em}", "{lang=pl}", "{actor=x}", "{.summary}", "[^a]", "\n\n[^a]: ",
    "[r]", "\n\n[r]: https://example.org\n", "\n", "\n\n", "\n> ", "\n- ", "\n  - ", "\n1. ", "\n\n    ", "\n| ",
    " | ", " |", "\n|---|---|\n", "\n\n```chart\nkind: bar\ntitle: ", "\n| A | ", "\n```\n", "\n~~~\n",
    "\n\n::: slide\n", "\n\n::: notes\n", "\n:::\n", "<!-- ", " -->", "<b>", "<", "&amp;", "&", "\\", "\\\n", "  \n",
    "\n## ", "\n### ", "\n# ", " #", "\n---\n", "\n===\n", "\n: ", ". ", "! ", "? ", "...", "。", "\xa0", "\u2028",
    "\t", " ", " ", " ", '"', "'", "(", ")", "|", "~~~", "^",
]  # fmt: skip


_WILD = re.compile(r"<b>|\[\^|\[r\]|\n# |==$|chart|~~~|:::|\n---|\n===|-->|!\[|\{")
"""Signs that mostly are a fault; half of the sources do without them, so that many are sound."""

_TAME = [sign for sign in SIGNS if not _WILD.search(sign)]


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A source of words (`word7`) and signs, sound or not."""
    signs = draw(st.sampled_from([SIGNS, _TAME]))
    pieces = draw(st.lists(st.sampled_from(signs) | st.just("@") | st.just("@"), min_size=3, max_size=40))
    said = "".join(f"word{at}" if piece == "@" else piece for at, piece in enumerate(pieces))
    start = draw(st.sampled_from(["", "## ", "## Q?\n\n", "## Q?\n\nA.\n\n", "## Q?\n\nA.\n\n- "]))
    return f"---\ntitle: T\n---\n\n{start}{said}"
