"""Words that a template draws on every slide and nobody means: prompts, names of people, dates of an old event."""

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct
from pptx.oxml.ns import qn

_PROMPT = re.compile(
    r"""\bclick\ (here\ )?(to|and)\ (edit|add|insert|type) | \b(presentation|document)\ title\b
    | \btitle\ of\ (the\ |your\ )?presentation\b | \binsert\ (your\ |the\ )?(text|title|name|date|logo|footer)\b
    | \blorem\ ipsum\b | ^your\ (name|title|text|company|organi[sz]ation|logo)\b | ^footer(\ text|\ goes\ here)?$
    | ^(author|speaker|presenter|company|event|department|client)('?s)?\ name$ | ^(second|third|fourth|fifth)\ level$
    | \bklicken\ sie\b | \btitel\ der\ präsentation\b | \bmastertext(format)? | \bcliquez\b
    | \btitre\ de\ la\ présentation\b | \bhaga\ clic\b
    | \btítulo\ de\ la\ presentación\b | \bfare\ clic\b | \bclique\ para\b
    | \bkliknij,?\ aby\b
    | \b(sub)?(title|text)\ (goes\ )?here\b | \bno\ more\ than\ \w+\ (lines|words)\b | ^please\ note: | ^(sub)?title$
    | \bonly\ to\ be\ used\b | \b(do\ not|don['\u2019]t)\ (use|delete|remove|edit|move)\ this\b | ^(presenter|speaker)$
    | \b(delete|replace|edit)\ this\ (text|slide|box|line)\b | \b(sample|dummy|placeholder)\ text\b
    | <\s*[^\W\d][^<>]*> | ^\[[^\W\d][^][]*\]$ | ^(title|name)\ of\ (the\ |your\ )?(talk|speaker|event|project)\b
    | \b(19|20)xx\b | \b(dd|tt|jj|xx)[./-](mm|xx)[./-](yy|jj|aa|xx) | \.(ppt|pot)[xm]?$""",
    re.IGNORECASE | re.VERBOSE,
)

_MONTHS = """january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
januar jänner februar märz mai juni juli oktober dezember mär okt dez
janvier février mars avril juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"""
_MONTH = rf"({'|'.join(dict.fromkeys(_MONTHS.split()))})"
_DAY = r"\d{1,2}(st|nd|rd|th|\.)?"
_DATE = re.compile(
    rf"({_DAY}\s+)?(de\s+)?{_MONTH}\.?\s+(de\s+)?({_DAY}(\s*[-\u2013]\s*{_DAY})?\s*,\s*)?\d{{4}}"
    r"|\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)\d{2,4}|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)


_NAME = r"(\w[\w.'\u2019-]*\s+){1,3}\w[\w'\u2019-]+"
_PERSON = re.compile(
    rf"((assoc\.?|asst\.?)\s+)?((prof(essor)?|dr|doc|ing|mgr|mr|mrs|ms)\.?\s+)+{_NAME}(,.*)?"
    rf"|{_NAME},?\s+(ph\.?\s?d|d\.?phil|m\.?sc|m\.?b\.?a|ll\.?m|esq)\.?"
    r"|(e-?mail:?\s*)?(?!(info|contact|office|press|mail|hello|kontakt|media)@)[\w.+-]+@[\w-]+\.[\w.-]+",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\w*(universit|institut|cent(er|re)\b|school|college|hochschule|academy|akademi|ministr|laborator|department)"
    r"|\b(foundation|society|council|group|corp|inc|ltd|llc|gmbh|team|media|studio|user|admin|library|hospital|clinic|museum)\b",
    re.IGNORECASE,
)


_RIGHTS = re.compile(r"©|\(c\)|copyright|rights reserved|version|\bv\d|since|gegr|fond[ée]e?|est\.", re.IGNORECASE)
_TEACHING = re.compile(
    r"(formation|training|course|cours|kurs|curso|corso|lecture|vorlesung|seminar|workshop|webinar|tutorial)\b"
    r"(?!\W*$).{1,40}",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(conference|konferenz|conf[eé]rence|conferencia|workshop|summit|hackathon|symposium|congress|kongress|congr[eè]s"
    r"|meetup|webinar|forum|seminar|summer school|tagung|meeting)\b.*\b(19|20)\d\d\b|\b(19|20)\d\d\b.*\b(conference"
    r"|konferenz|workshop|summit|hackathon|symposium|congress|meetup|webinar|summer school|tagung)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?=\S*(?<!\d)(19|20)\d\d(?!\d))(?=\S*[A-Z])[\w.]+([-/][\w.]+){2,}")
"""The number of one paper, with its year, such as `ABC-2023-WP07_Rev1`."""

_ONCE = 10
"""So many words at most say where and when something was once; more may be a notice that counts from a day."""

_TALK = 4
"""So many words of the first slide's title, half of them at least, name the talk: fewer may be the organisation's."""


class WordRules(Struct, frozen=True):
    """Which words of masters and layouts are left out, beside those that no organisation means."""

    people: frozenset[str] = frozenset()
    """The words of the names of those who wrote the file, in lower case."""
    talk: frozenset[str] = frozenset()
    """The words of the title of its first slide, in lower case."""
    without: tuple[str, ...] = ()
    """What a person wants left out: paragraphs that say it."""
    keep: tuple[str, ...] = ()
    """What a person wants kept."""

    def is_stale(self, text: str) -> bool:
        """Return whether a paragraph is a prompt or a date, names a file, talk, event or person, or is unwanted."""
        words = " ".join(text.split()).strip(" |\u00b7\u2022")
        if not words or any(_says(words, one) for one in self.keep):
            return False
        if any(_says(words, one) for one in self.without) or _PROMPT.search(words):
            return True
        if _DATE.fullmatch(words) or _NUMBERED.fullmatch(words):
            return True
        named = re.findall(r"\w+", words.lower())
        wrote_it = len(named) > 1 and self.people.issuperset(named)
        names_it = len(self.talk.intersection(named)) >= max(_TALK, len(self.talk) / 2) or _names_an_event(words)
        return not _HOUSE.search(words) and bool(wrote_it or names_it or _PERSON.fullmatch(words))

    def drops(self, text: str) -> bool:
        """Return whether a box of several short lines names a course or an event, and nobody wants it kept."""
        words = " ".join(text.split())
        return _names_an_event(words) and not _HOUSE.search(words) and not any(_says(words, one) for one in self.keep)


def _names_an_event(words: str) -> bool:
    once = len(words.split()) <= _ONCE and not _RIGHTS.search(words)
    return once and bool(_EVENT.search(words) or _DATE.search(words) or _TEACHING.fullmatch(words))


def _says(words: str, wanted: str) -> bool:
    return bool(wanted.strip()) and " ".join(wanted.split()).lower() in words.lower()


def blank_stale_words(root: etree._Element, rules: WordRules) -> list[str]:
    """Take stale words out of what a master or layout draws beside its placeholders; return each of them once.

    So are dates that programs renew: a briefing has its own.
    """
    found: dict[str, None] = {}
    for paragraph, box in _drawn_paragraphs(root):
        for field in paragraph.findall(qn("a:fld")):
            if field.get("type", "").startswith("datetime"):
                found[" ".join(field.findtext(qn("a:t"), "").split()) or "today's date"] = None
                paragraph.remove(field)
        texts = [one for run in paragraph.findall(qn("a:r")) for one in run.findall(qn("a:t"))]
        written = (one for one in paragraph if one.tag in {qn("a:r"), qn("a:br")})
        said = "".join(one.findtext(qn("a:t"), " ") for one in written)
        if rules.is_stale(said) or (said.strip() and rules.drops(box)):
            found[" ".join(said.split())] = None
            for one in texts:
                one.text = ""
    return list(found)


def _drawn_paragraphs(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield each paragraph that is drawn beside placeholders, with all words of its box but what programs renew."""
    tree = root.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for shape in tree if tree is not None else ():
        if isinstance(shape.tag, str) and next(shape.iter(qn("p:ph")), None) is None:
            for box in list(shape.iter(qn("p:sp"))) or [shape]:
                words = " ".join(one.findtext(qn("a:t")) or "" for one in box.iter(qn("a:r")))
                yield from ((one, words) for one in box.iter(qn("a:p")))
