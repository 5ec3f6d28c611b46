"""A corpus of made-up briefings: from terse to verbose, in eight languages, with all that an answer can hold.

The same number gives the same briefing on every machine. `python -m tests.corpus FOLDER [COUNT]` writes them out.
"""

from collections.abc import Iterator

from msgspec import Struct, field

from tests.corpus.blocks import chart, nested_list, table
from tests.corpus.languages import TONGUES
from tests.corpus.pictures import striped_png
from tests.corpus.sentences import Speech

COUNT = 160
"""The size of the corpus: every profile in every language, twice; a proof of more takes CI past its twenty minutes."""

MAX_HEADLINE = 64
"""Letters of a headline: longer ones are an error by design, and have tests of their own."""


class Profile(Struct, frozen=True):
    """What kind of briefing is made."""

    name: str
    actors: tuple[int, int] = (2, 4)
    """The least and the most of them."""
    sentences: tuple[int, int] = (3, 6)
    words: tuple[int, int] = (8, 22)
    """In a sentence."""
    points: tuple[int, int] = (1, 4)
    extras: tuple[str, ...] = ()
    """Kinds of block that answers hold besides paragraphs."""
    addresses: bool = False
    """Whether addresses that cannot be broken at spaces stand in highlighted words."""
    flags: bool = True
    closing: bool = True


PROFILES = (
    Profile("terse", sentences=(1, 1), words=(4, 7), points=(0, 0), actors=(1, 2)),
    Profile("plain"),
    Profile("verbose", sentences=(8, 14), words=(18, 42), points=(5, 9)),
    Profile("crowded", actors=(12, 20), sentences=(1, 3)),
    Profile("tables", extras=("table",), actors=(1, 3)),
    Profile("lists", extras=("list", "quote")),
    Profile("charts", extras=("chart",), actors=(1, 2)),
    Profile("links", addresses=True, extras=("links",), actors=(1, 3)),
    Profile("monograms", flags=False, actors=(3, 6), closing=False),
    Profile("pictures", extras=("picture", "table"), actors=(1, 2), closing=False),
)

FLAGS = (
    "cn",
    "ru",
    "by",
    "kp",
    "us",
    "ir",
    "ua",
    "pl",
    "de",
    "fr",
    "gb",
    "jp",
    "kr",
    "in",
    "br",
    "tr",
    "eg",
    "za",
    "eu",
    "un",
)


class Briefing(Struct, frozen=True):
    """A made-up source, and the pictures that it shows."""

    name: str
    text: str
    pictures: dict[str, bytes] = field(default_factory=dict)


def briefings(count: int = COUNT) -> Iterator[Briefing]:
    """Yield the first `count` briefings of the corpus."""
    return (briefing(number) for number in range(count))


def briefing(number: int) -> Briefing:
    """Return briefing `number`: profiles take turns, and languages once every profile had its turn."""
    profile = PROFILES[number % len(PROFILES)]
    lang = list(TONGUES)[number // len(PROFILES) % len(TONGUES)]
    return _Maker(number, profile, Speech(number, lang)).made()


class _Maker(Struct, frozen=True):
    number: int
    profile: Profile
    speech: Speech

    def made(self) -> Briefing:
        count = self.speech.between(*self.profile.actors)
        names = self.speech.names(count)
        parts = [self._head(names), self.speech.sentence(12, 30)]
        for index in range(count):
            parts += self._passage(index, f" {{actor=a{index}}}")
        if self.number % 3 == 0:
            parts += self._passage(count, "")
        if self.profile.closing:
            parts += self._passage(count + 1, " {.summary}")
        parts += self._footnotes()
        pictures = {"port.png": striped_png(320, 200)} if "picture" in self.profile.extras else {}
        return Briefing(f"{self.number:03}-{self.profile.name}-{self.speech.lang}", "\n\n".join(parts) + "\n", pictures)

    def _head(self, names: list[str]) -> str:
        speech = self.speech
        lines = ["---", f"title: {_quoted(speech.phrase(MAX_HEADLINE))}", f"series: {_quoted(speech.phrase(24))}"]
        lines += [f"number: {self.number}/2025", "date: 2025-09-04", f"authors: [{_quoted(speech.name())}]"]
        lines += [f"publisher: {_quoted(speech.phrase(40))}", f"lang: {speech.lang}", "actors:"]
        for index, name in enumerate(names):
            flag = f", flag: {_quoted(FLAGS[index % len(FLAGS)])}" if self.profile.flags else ""
            leader = f", leader: {_quoted(speech.name())}" if index % 3 else ""
            lines.append(f"  a{index}: {{name: {_quoted(name)}{flag}{leader}}}")
        return "\n".join([*lines, "---"])

    def _passage(self, index: int, attributes: str) -> list[str]:
        speech, profile = self.speech, self.profile
        sentences = [speech.sentence(*profile.words) for _ in range(speech.between(*profile.sentences))]
        points = speech.between(*profile.points)
        for at in range(min(points, len(sentences))):
            sentences[at] = f"=={sentences[at]}=="
        if profile.addresses and sentences:
            sentences[-1] = f"=={speech.phrase(30)} {speech.address(90)} {speech.phrase(20)}.=="
        headline = [f"=={speech.phrase(MAX_HEADLINE)}==."] if points or profile.addresses else []
        first = " ".join([*headline, *sentences[: len(sentences) // 2 + 1]])
        rest = " ".join(sentences[len(sentences) // 2 + 1 :])
        blocks = [f"## {speech.phrase(70)}?{attributes}", first, *self._extras(index), *([rest] if rest else [])]
        if profile.name == "plain" and index == 1:
            blocks += [f"::: slide\n{speech.phrase(60)}.\n\n- {speech.phrase(90)}\n- {speech.phrase(120)}\n:::"]
            blocks += [f"::: notes\n{speech.sentence(10, 20)}\n:::"]
        return blocks

    def _extras(self, index: int) -> list[str]:
        made = []
        for extra in self.profile.extras:
            match extra:
                case "table":
                    made.append(
                        table(self.speech, rows=(1, 3, 8, 17, 40)[(self.number + index) % 5], columns=2 + index % 4)
                    )
                case "list":
                    made.append(nested_list(self.speech, depth=1 + index % 3))
                case "quote":
                    made.append("> " + self.speech.sentence(10, 30))
                case "chart":
                    made.append(chart(self.speech, kind=("bar", "line", "pie")[(self.number + index) % 3]))
                case "links":
                    made.append(
                        f"[{self.speech.phrase(30)}]({self.speech.address(60)}) {self.speech.sentence(4, 9)}[^n]"
                    )
                case "picture":
                    made.append(f"![{self.speech.phrase(40)}](port.png)")
        return made

    def _footnotes(self) -> list[str]:
        return [f"[^n]: {self.speech.sentence(6, 14)}"] if "links" in self.profile.extras else []


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "'") + '"'
