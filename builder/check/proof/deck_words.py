"""The words of a finished deck, in the order of its XML, which is the order of reading."""

from collections.abc import Iterator

from lxml import etree

from builder.check.deck.reader import OpenedDeck
from builder.check.proof.words import SlideWords, chart_lines, tidy
from builder.model.office_xml import MC, A, C, P

_LOOK = {f"{A}pPr", f"{A}endParaRPr"}
"""What of a paragraph holds no words."""

_FALLBACK = f"{MC}Fallback"
"""What programs show that do not know the other choice; it says the same again."""


def words_of_deck(deck: OpenedDeck) -> tuple[SlideWords, ...]:
    """Return the words of every slide, in the order of the presentation."""
    return tuple(_slide(deck, name) for name in deck.slides)


def _slide(deck: OpenedDeck, name: str) -> SlideWords:
    tree = deck.trees[name]
    notes = [deck.trees[part] for part in deck.related(name, "notesSlide") if part in deck.trees]
    charts = [deck.trees[part] for part in deck.related(name, "chart") if part in deck.trees]
    described = (one.get("descr", "") for one in tree.iter(f"{P}cNvPr"))
    return SlideWords(
        texts=tuple(_paragraphs(tree)),
        notes=tuple(text for one in notes for text in _paragraphs(one)),
        alternatives=tuple(tidy(text) for text in described if tidy(text)),
        chart=tuple(line for one in charts for line in _series(one)),
        title=" ".join(text for shape in tree.iter(f"{P}sp") if _is_title(shape) for text in _paragraphs(shape)),
    )


def _is_title(shape: etree._Element) -> bool:
    place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return place is not None and place.get("type") in {"title", "ctrTitle"}


def _paragraphs(tree: etree._Element) -> Iterator[str]:
    """Yield the paragraphs with words; the number of a notes page, which is a placeholder of its own, is none."""
    numbers = {
        paragraph
        for shape in tree.iter(f"{P}sp")
        if tree.tag == f"{P}notes" and shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph[@type='sldNum']") is not None
        for paragraph in shape.iter(f"{A}p")
        if tidy(_paragraph_words(paragraph)).isdecimal()
    }
    texts = (tidy(_paragraph_words(paragraph)) for paragraph in tree.iter(f"{A}p") if paragraph not in numbers)
    return (text for text in texts if text)


def _paragraph_words(paragraph: etree._Element) -> str:
    return "".join(" " if child.tag == f"{A}br" else _text(child) for child in paragraph if child.tag not in _LOOK)


def _text(element: etree._Element) -> str:
    """Return the words in `element`, whatever holds them: a run, a field, a formula."""
    if element.tag in {_FALLBACK, f"{A}rPr", f"{A}pPr"} or not isinstance(element.tag, str):
        return ""
    parts = [element.text or "", *(_text(child) + (child.tail or "") for child in element)]
    return "".join(parts)


def _series(chart: etree._Element) -> Iterator[str]:
    for one in chart.iter(f"{C}ser"):
        name = "".join(point.text or "" for point in one.iterfind(f"{C}tx//{C}v"))
        categories = _points(one, "cat")
        values = _points(one, "val")
        numbers = tuple(_float(values.get(at, "")) for at in range(len(categories)))
        yield from chart_lines(name, tuple(categories[at] for at in sorted(categories)), numbers)


def _points(series: etree._Element, what: str) -> dict[int, str]:
    points = series.iterfind(f"{C}{what}//{C}pt")
    return {int(one.get("idx", "0")): one.findtext(f"{C}v") or "" for one in points}


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
