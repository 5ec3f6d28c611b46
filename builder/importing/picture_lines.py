"""Lines of a marked-up text that hold nothing but pictures: Markdown, HTML, Hugo's and Jekyll's figures."""

import html
import re

_MARKDOWN = re.compile(
    r"\[?!\[(?P<alt>[^\[\]]{0,500}+)\]\(\s{0,9}+<?(?P<src>[^()\s\"']{0,2000}+(?:\([^()]{0,300}+\)[^()\s\"']{0,500}+)?)>?"
    r"(?:\s{1,9}+(?:\"[^\"]{0,999}+\"|'[^']{0,999}+'))?\s{0,9}+\)(?:\]\([^()]{0,2000}+\))?"
)
_TAG = re.compile(r"<img\b(?P<inside>[^<>]{0,3000})>", re.IGNORECASE)
_FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\b(?P<inside>[^{}]{0,3000}?)/?\s*[%>]\}\}")
_INCLUDE = re.compile(r"\{%-?\s*include\s+(?:figure|image|img)\S*(?P<inside>[^{}]{0,3000}?)-?%\}")
_AROUND = re.compile(r"</?(?:figure|picture|center|p|div|a|span|br|source)\b[^<>]{0,1000}>", re.IGNORECASE)
_CAPTION = re.compile(r"<figcaption\b[^<>]*>(?P<words>.*?)</figcaption>\s*(?:</figure>)?$", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def pictures_in(line: str) -> list[tuple[str, str]] | None:
    """Return the words for and the address of each picture of `line`, or None where it holds more than pictures."""
    if "!" not in line and "<" not in line and "{" not in line:
        return None
    found = [(one.start(), one["alt"].strip(), one["src"].strip()) for one in _MARKDOWN.finditer(line)]
    left = line
    for pattern in (_TAG, _FIGURE, _INCLUDE):
        for one in pattern.finditer(line):
            said = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(one["inside"])}
            words = said.get("alt") or said.get("caption") or said.get("title") or ""
            found.append((one.start(), html.unescape(words).strip(), said.get("src") or said.get("path") or ""))
    if not found:
        return None
    for pattern in (_MARKDOWN, _TAG, _FIGURE, _INCLUDE, _AROUND):
        left = pattern.sub("", left)
    return None if any(char.isalnum() for char in left) else [(alt, src) for _, alt, src in sorted(found)]


def split_caption(line: str) -> tuple[str, str]:
    """Return the words of a caption that its mark-up calls so, or nothing, and the rest of the line."""
    found = _CAPTION.search(line)
    if not found:
        return "", line
    rest = line[: found.start()]
    return found["words"].strip(), rest if "<img" in rest.lower() or "![" in rest else _AROUND.sub("", rest).strip()
