"""Briefings of any length for benchmarks: answers of the Spotlight's length about states in turn."""

from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPOTLIGHT = ROOT / "decks" / "2025-62-beijing-parade.md"

_STATES = {
    "at": "Austria", "be": "Belgium", "bg": "Bulgaria", "cy": "Cyprus", "cz": "Czechia", "de": "Germany",
    "dk": "Denmark", "ee": "Estonia", "es": "Spain", "fi": "Finland", "fr": "France", "gr": "Greece", "hr": "Croatia",
    "hu": "Hungary", "ie": "Ireland", "it": "Italy", "lt": "Lithuania", "lu": "Luxembourg", "lv": "Latvia",
    "mt": "Malta", "nl": "Netherlands", "pl": "Poland", "pt": "Portugal", "ro": "Romania", "se": "Sweden",
    "si": "Slovenia", "sk": "Slovakia",
}  # fmt: skip

_ANSWERS = (
    """=={name} wants a common answer in round {n}==, and its government says so in every capital that it visits. It
has put {n} proposals on the table since the spring, most of which concern the rules for investment. ==The parliament
supports the course with a large majority.== Its critics ask for guarantees and for a timetable, which the ministry has
promised for the autumn.""",
    """The talks with {other} were long and ended without a text. =={name} and {other} will meet again in round {n}==,
but neither side expects an agreement before the elections.

The delegations spoke about energy, about ports and about the return of students. ==A list of {n} projects is ready==,
and money for the first of them is in the budget.""",
    """==The economy of {name} depends on the outcome more than its partners admit==: a third of its exports cross the
border at two places. Business associations have published forecasts that differ by a wide margin.

- The central bank expects growth to slow down in year {n}.
- The ministry of finance expects no change.

==Both agree that delay is the costliest choice.==""",
)


def briefing_of(questions: int) -> bytes:
    """Return a source with as many `questions`, the last one the closing question."""
    states = list(islice(cycle(_STATES.items()), questions))
    used = dict(states)
    lines = [
        "---",
        f"title: A Briefing of {questions} Questions",
        "series: Benchmark",
        "number: 1/2025",
        "date: 2025-03-14",
    ]
    lines += ["authors: [Ada Marsh]", "publisher: Institute of Tides", "lang: en-GB", "actors:"]
    lines += [f"  {code}: {{name: {name}, flag: {code}}}" for code, name in used.items()]
    lines += [
        "---",
        "",
        "This briefing measures how long a question takes. Its answers are made of the same sentences.",
        "",
    ]
    for number, ((code, name), (_, other)) in enumerate(zip(states, [*states[1:], states[0]], strict=True), 1):
        closing = number == questions
        about = "{.summary}" if closing else f"{{actor={code}}}"
        lines += [f"## What does {name} want in round {number}? {about}", ""]
        lines += [_ANSWERS[number % len(_ANSWERS)].format(name=name, other=other, n=number), ""]
    return "\n".join(lines).encode()
