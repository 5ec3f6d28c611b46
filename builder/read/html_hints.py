"""What to write instead of a tag of HTML."""

import re

_INSTEAD = {
    **dict.fromkeys(("b", "strong"), "write `**words**`"),
    **dict.fromkeys(("i", "em"), "write `*words*`"),
    **dict.fromkeys(("mark",), "write `==words==`"),
    **dict.fromkeys(("h1", "h2"), "write `## Question?`"),
    **dict.fromkeys(("h3", "h4", "h5", "h6"), "write `### Words`"),
    **dict.fromkeys(("ul", "ol", "li"), "write `- item` or `1. item` on lines of their own"),
    **dict.fromkeys(
        ("table", "thead", "tbody", "tr", "td", "th"), "write `| a | b |`, and `|---|---|` below the header"
    ),
    **dict.fromkeys(("p", "div", "span", "font", "center", "section"), "leave the tags out"),
    "a": "write `[words](https://…)`",
    "img": "write `![What it shows](picture.png)` in a paragraph of its own",
    "br": "write `\\` at the end of the line",
    "sup": "write `10[6]{.sup}`",
    "sub": "write `CO[2]{.sub}`",
    "blockquote": "write `> ` before each line",
    "hr": "leave it out; a question or subheading divides the text",
}


def html_hint(tag: str) -> str:
    """Return what to write instead of `tag`, which begins as in HTML, such as `<b>` or `</td`."""
    name = re.match(r"</?([A-Za-z][A-Za-z0-9]*)", tag)
    known = _INSTEAD.get(name[1].lower(), "write Markdown instead") if name else "write Markdown instead"
    return f"{known}, or `\\<` for the character itself"
