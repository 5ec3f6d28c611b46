"""Handouts laid out from a source, for tests about what stands on paper."""

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from builder.layout import PrintOrder, Products, Shaper, lay_out
from builder.model.brief import Brief, Sentence, sentences_of
from builder.model.findings import Report
from builder.model.scene import Group, Item, Page, Plot, Properties, Scene, SetParagraph, Table, Tag, TextBox
from builder.model.theme import Theme
from builder.plan import plan
from builder.read import read
from builder.resolve import resolve
from tests.layout.square_font import assets, house, media

MOMENT = 1741910400

HEAD = """---
title: Two Ports Reopen
series: Harbour Notes
number: 7/2025
date: 2025-03-14
authors: [Ada Marsh, Björn Ödegård]
publisher: Institute of Tides
lang: en-GB
actors:
  norway: {name: Norway, flag: "no", leader: Jonas Gahr Støre}
  nato: {name: NATO}
---

"""

BODY = """Two ports reopened in the spring after a winter of repairs.

## What did Norway gain? {actor=norway}

==Norway regained its shortest route to the shelf==, and ships used it at once.

## What does NATO say? {actor=nato}

==The alliance welcomed the news==, though it had expected it.

## What does it mean? {.summary}

==The northern trade is open again.== Nobody expects it to close soon.
"""

PROSE = (
    "The harbour office counted the ships that came in before the end of the month and found that there were "
    "more of them than in any month since the great storm, which had closed both ports for most of a year. "
)


def brief_of(text: str, report: Report, pictures: Mapping[str, bytes] | None = None) -> Brief:
    """Return what is understood of `text`, which has no error."""
    held = media(pictures)
    draft = read("ports.md", text.encode("utf-8"), report)
    assert draft is not None, report.findings
    brief = resolve(draft, held, report)
    assert brief is not None, report.findings
    return brief


def hand_out(
    text: str,
    variant: str = "full",
    paper: str = "a4",
    *,
    change: Callable[[Theme], Theme] = lambda theme: theme,
    report: Report | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> Products:
    """Return the products of `text`, laid out in the house style that `change` makes of the one that ships."""
    found = report or Report()
    held = media(pictures)
    brief = brief_of(text, found, pictures)
    theme = change(in_one_column(house()))
    return lay_out(
        plan(brief, held.assets, found),
        theme,
        Shaper(theme, assets()),
        held,
        found,
        properties=_properties(brief),
        moment=MOMENT,
        order=PrintOrder(paper, (variant,)),
    )


def in_one_column(theme: Theme) -> Theme:
    """Return `theme` with one column, whatever that costs in pages."""
    return replace(theme, setting=replace(theme.setting, narrow=()))


def in_columns(theme: Theme) -> Theme:
    """Return `theme` with two columns."""
    return replace(theme, setting=replace(theme.setting, columns=2))


def ragged(theme: Theme) -> Theme:
    """Return `theme` with text that is not justified."""
    return replace(theme, setting=replace(theme.setting, align="start"))


def _properties(brief: Brief) -> Properties:
    return Properties(brief.fields.title, (), "", (), "", None, brief.fields.lang, brief.id)


def every(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield `items` and what is in groups and charts."""
    for item in items:
        yield item
        match item:
            case Group():
                yield from every(item.items)
            case Plot():
                yield from every(item.drawing)
            case _:
                continue


def paragraphs_on(page: Page) -> list[SetParagraph]:
    """Return every paragraph of a page, cells of tables among them."""
    found: list[SetParagraph] = []
    for item in every(page.items):
        match item:
            case TextBox():
                found += item.paragraphs
            case Table():
                found += (one for row in item.rows for cell in row for one in cell.paragraphs)
            case _:
                continue
    return found


def shown(paragraph: SetParagraph) -> str:
    """Return the words that the lines of a paragraph show."""
    words = ""
    for line in paragraph.lines:
        words += "".join(run.text for run in sorted(line.runs, key=lambda run: run.start))
        words += " " if line.space else ""
    return words.strip()


def texts_on(page: Page) -> list[str]:
    """Return the words of every paragraph of a page, in the order of its items."""
    return [shown(one) for one in paragraphs_on(page)]


def words_in(scene: Scene, tag: str) -> str:
    """Return the words of the element whose path is `tag`, over all pages."""
    parts = [shown(one) for page in scene.pages for one in paragraphs_on(page) if str(one.tag) == tag]
    return " ".join(part for part in parts if part)


def tags_of(scene: Scene) -> dict[str, Tag]:
    """Return the elements by their paths, which must be unique."""
    found = {str(tag.id): tag for tag in scene.tags}
    assert len(found) == len(scene.tags)
    return found


def holders_in(scene: Scene) -> dict[str, set[str]]:
    """Return the elements that hold each sentence, by its id; glance box, timeline and sources only quote."""
    holders: dict[str, set[str]] = {}
    for one in (one for page in scene.pages for one in paragraphs_on(page)):
        for source in one.sources if one.tag and one.tag.section not in {"glance", "timeline", "sources"} else ():
            holders.setdefault(source, set()).add(str(one.tag))
    return holders


def sentences_in(brief: Brief) -> list[Sentence]:
    """Return every sentence that the handout must hold."""
    answers = [one for exchange in brief.exchanges for one in (exchange.question, *sentences_of(exchange.answer))]
    notes = [one for note in brief.footnotes for one in sentences_of(note.blocks)]
    return [*sentences_of(brief.lead), *answers, *notes]
