"""Markup of other Markdown dialects, which would be printed literally: reported, with what to write instead.

Pandoc, Quarto, GitHub and Obsidian each add forms of their own to CommonMark. What a paragraph's parser leaves as plain
characters is searched for those forms; escaped characters, code, links and spans are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from builder.codes import NOT_UNDERSTOOD
from builder.model.findings import Report, Span
from builder.model.source_map import SourceMap

_READ = "\0"
"""Takes the place of every character that the parser has understood."""

_ENDED = "\r"
"""Is before the end of a line that ends for the reader as well: a hard line break."""


class _Form(NamedTuple):
    """A form of another dialect: how it is written, what it is, and what to write instead."""

    pattern: re.Pattern[str]
    what: str
    hint: str


def _form(pattern: str, what: str, hint: str) -> _Form:
    return _Form(re.compile(pattern.replace("<line>", r"(?:\A|(?<=\n))"), re.DOTALL), what, hint)


_FORMS = (
    _form(
        r"~~[^~\n\0]{1,400}~~",
        "strikethrough is not supported",
        "leave the words out, or write `\\~\\~` for the characters themselves",
    ),
    _form(
        r"\$\$[^$\0]{1,2000}\$\$|\$(?=[^\s$])[^$\n\0]{0,200}[\\^_{][^$\n\0]{0,200}\$",
        "a formula in TeX is not supported",
        "write it in words and characters, as `E = mc[2]{.sup}`, or write `\\$` for the character itself",
    ),
    _form(
        r"\\[A-Za-z]{2,30}\*?\{|<line>\\(?:newpage|pagebreak|clearpage)\b",
        "a command of TeX is not supported",
        "write Markdown instead, or `\\\\` for the character itself",
    ),
    _form(
        r"(?<!\w)@(?:fig|tbl|tab|sec|eq)[:-]\w+|\[-?@[\w:][^\]\n\0]{0,300}\]",
        "a citation key is not supported",
        "write a footnote, `[^1]`, and its text as `[^1]: …`",
    ),
    _form(
        r"\A\[[ xX]\](?=\s)",
        "a task list is not supported",
        "write `☐` or `☑`, or say it in words",
    ),
    _form(
        r"(?<=\n):[ \t]{1,9}\S",
        "a definition list is not supported",
        "write `**Term**: its definition`",
    ),
    _form(
        r"\^\[[^\]\n\0]{1,400}\]",
        "a footnote inside the text is not supported",
        "write `[^1]` here and `[^1]: …` in a paragraph of its own",
    ),
    _form(
        r"\+\+(?=[^\s+])[^+\n\0]{1,200}(?<=[^\s+])\+\+",
        "underlining is not supported",
        "write `*words*` for emphasis, or `\\+\\+` for the characters themselves",
    ),
    _form(
        r"\A\[\[?(?:TOC|_TOC_|toc)\]\]?\Z",
        "a table of contents is not supported",
        "leave it out: the overview slide and the handout list the questions",
    ),
    _form(
        r"<line>#{2,}(?=[^ \t\n#])[^\n\0]{0,80}",
        "a heading needs a space after its `#` characters",
        "write `## Question?`, or `\\##` for the characters themselves",
    ),
    _form(
        r"<line>#{7,}",
        "a heading has at most six `#` characters",
        "write `## Question?` or, for a subheading, `### Words`",
    ),
    _form(
        r"<line>\*\[[^\]\n]{1,100}\]:",
        "the definition of an abbreviation is not supported",
        "say in the text what it is short for, or write `\\*` for the character itself",
    ),
    _form(
        r"<line>(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*|\A\[![A-Za-z-]{1,30}\][+-]?|<line>\.\.[ \t]+[a-z][\w-]*::",
        "a box for notes and warnings is not supported",
        "write its words as a paragraph, or in a block quotation",
    ),
    _form(
        r"!?\[\[[^\]\n\0]{1,300}\]\]",
        "a link of a wiki is not supported",
        "write `[words](https://…)`, or `\\[\\[` for the characters themselves",
    ),
    _form(
        r"<line>\+[-=:]{3,}\+(?:[-=:+]{2,}\+)?",
        "a table drawn with `+` and `-` is not supported",
        "write `|` between the cells, and `|---|---|` as the second line",
    ),
    _form(
        r"<!--",
        "the comment that opens here is not closed",
        "write `-->` after it, in the same paragraph, or `\\<` for the character itself",
    ),
    _form(
        r"\{%.{0,300}?%\}|\{\{.{0,300}?\}\}",
        "the tag of a template is not supported",
        "write what it stands for, or `\\{` for the character itself",
    ),
    _form(
        r"\{(?:>>|--|~~|\+\+)[^{}\n]{0,300}\}|(?<![%\w])%%(?=[^\s%])[^%\n\0]{1,400}(?<=[^\s%])%%",
        "a remark of an editor is not supported",
        "delete it, or put it between `<!--` and `-->`",
    ),
    _form(
        r"\{[ \t]*(?:[:#.][\w:.#-]|[A-Za-z][\w-]{0,30}=)[^{}\n]{0,200}\}",
        "attributes have no effect here",
        "put the words that they are about in brackets, `[words]{…}`, or write `\\{` for the character itself",
    ),
    _form(
        r"(?<![^\s(]):[a-z][a-z0-9_+-]{1,40}:(?![^\s.,;!?)\0])",
        "a name between colons is not supported",
        "write the character that it stands for, or `\\:` for the character itself",
    ),
    _form(
        r"&[A-Za-z][a-z]{1,30}\d{0,2};",
        "this is not the name of a character",
        "write the character itself, or `\\&` for an ampersand",
    ),
    _form(
        r"<line>(?:[a-h][.)]|\([a-h]\))[ \t][^\n]*(?<!\r)\n(?:[b-i][.)]|\([b-i]\))[ \t]",
        "a list with letters is not supported, and its items would run together",
        "number them, as `1. `, or end each line with `\\`",
    ),
    _form(
        r"<line>[•◦▪‣●○■·][ \t][^\n]*(?<!\r)\n[•◦▪‣●○■·][ \t]",
        "the items of this list would run together",
        "begin each with `- `, or end each line with `\\`",
    ),
    _form(
        r"<line>[-*+]\u00a0[^\n]{0,80}",
        "a list needs a plain space after its marker, and this is a no-break space",
        "write a space instead, or `\\-` for the character itself",
    ),
    _form(
        r"<line>(?P<dash>[-+•])[^\W\d_][^\n]*(?<!\r)\n(?P=dash)[^\W\d_]"
        r"|<line>1[.)][^\W\d_ \t][^\n]*(?<!\r)\n2[.)][^\W\d_ \t]|<line>1[.)]\u00a0[^\n]*(?<!\r)\n2[.)]\u00a0",
        "a list needs a space after its marker",
        "write `- item` or `1. item`, or end each line with `\\`",
    ),
    _form(
        r"!\[[^\]\n\0]{0,300}\]\([^)\n\0]{0,300} =\d{1,5}(?:x\d{0,5})?\)",
        "the size of a picture is not written like this",
        "write `![What it shows](picture.png){width=50%}`",
    ),
    _form(
        r"!\[[^\]\n\0]{0,300}\]\([^)\n\0]{0,300}\)",
        "the address of this picture is not supported",
        "put an address that holds spaces in angle brackets: `![What it shows](<my picture.png>)`",
    ),
    _form(
        r"\[[^\]\n\0]{1,300}\]\([^)\n\0]{0,300}\)",
        "the address of this link is not supported",
        "put an address that holds spaces in angle brackets, or write `\\[` for the character itself",
    ),
    _form(
        r"\]\((?=\0)",
        "this link is not closed",
        "write `)` after its address",
    ),
    _form(
        r"\([^()\n\0]{1,300}\)\[\0+\]",
        "the brackets of this link are the wrong way round",
        "write `[words](https://…)`",
    ),
    _form(
        r"(?<![^\s\w])\*\*(?=[^\s*])",
        "this `**` opens nothing that is closed",
        "put both `**` at words, inside quotation marks, or write `\\*\\*` for the characters themselves",
    ),
    _form(
        r"\[[^\]\n\0]{1,300}\]\[[^\]\n\0]{0,200}\]",
        "this link has no definition",
        "write its address as `[words](https://…)`, or define it as `[label]: https://…`",
    ),
    _form(
        r"<line>\|[^\n\0]{1,400}\|[ \t]*\n\|[^\n\0]{1,400}\|?",
        "a table needs a line of dashes below its header",
        "write `|---|---|` as its second line",
    ),
)

_FORM_CHARACTERS = re.compile(r"[~$\\@\[\]^+#*{&%<|\n:\u00a0]|!!!|\?\?\?")
"""Each of the forms holds one of these: most paragraphs have none of them and are not searched further."""

_MARKUP = re.compile(
    r"(?P<stars>\*{1,3})(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])(?P=stars)"
    r"|==(?=\S)[^=\n]{1,300}(?<=\S)==|~~[^~\n]{1,300}~~|`[^`\n]{1,300}`|(?<!\w)__?[^\W_][^_\n]{0,300}__?(?!\w)"
    r"|\[\^[^\]\s]{1,100}\]|\[[^\]\n]{1,300}\](?:\{[^}\n]{0,100}\}|\([^)\n]{0,300}\))"
    r"|(?<=[\w)])(?P<script>[~^])[^\s~^]{1,60}(?P=script)|</?[A-Za-z][^>\n]{0,200}>"
)
"""Our inline markup, or HTML, where only plain words can be shown."""


def report_foreign_markup(content: str, tokens: Sequence[Token], ground: SourceMap, report: Report) -> None:
    """Add `not-understood` for each form of another dialect that the parser left in `content` as plain characters."""
    plain = _left_as_written(content, tokens)
    for form in _FORMS if _FORM_CHARACTERS.search(plain) else ():
        for found in form.pattern.finditer(plain):
            span = ground.span(found.start(), found.end())
            report.add(NOT_UNDERSTOOD, span, form.what, form.hint)
            plain = plain[: found.start()] + _READ * len(found[0]) + plain[found.end() :]


def report_markup(text: str, span: Span, what: str, report: Report) -> None:
    """Add `not-understood` where `text`, which is shown as plain words, holds inline markup; `what` names the field."""
    forms = _FORMS if _FORM_CHARACTERS.search(text) else ()
    found = _MARKUP.search(text) or next((one for form in forms if (one := form.pattern.search(text))), None)
    if found:
        message = f"{what} is plain text, and `{found[0]}` would be printed literally"
        hint = "write plain characters: `CO₂`, `10⁶`, and words without `*`, `==` or links"
        report.add(NOT_UNDERSTOOD, span, message, hint)


def _left_as_written(content: str, tokens: Sequence[Token]) -> str:
    """Return `content` with `_READ` in place of all that the parser has understood."""
    plain = [_READ] * len(content)
    depth = 0
    for token in tokens:
        depth += (token.type == "link_open") - (token.type == "link_close")
        at = token.meta.get("at", 0)
        is_text = token.type == "text" or (token.type == "text_special" and token.content[:1] == "\\")
        if is_text and not depth and content.startswith(token.content, at):
            plain[at : at + len(token.content)] = token.content
        elif token.type in {"softbreak", "hardbreak"}:
            end = content.find("\n", at)
            plain[end : end + 1] = "\n"
            if token.type == "hardbreak":
                plain[end - 1] = _ENDED
    return "".join(plain)
