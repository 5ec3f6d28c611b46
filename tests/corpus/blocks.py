"""Tables, lists and charts of made-up speech, as Markdown."""

from tests.corpus.sentences import Speech


def table(speech: Speech, *, rows: int, columns: int) -> str:
    """Return a table with words in the first column and figures or words in the others."""
    head = [speech.phrase(14) for _ in range(columns)]
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * columns]
    for row in range(rows):
        cells = [speech.phrase(24)]
        cells += [f"{row * 37 % 1000 / 10}" if column % 2 else speech.phrase(40) for column in range(1, columns)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def nested_list(speech: Speech, *, depth: int) -> str:
    """Return a list with lists in it, `depth` levels deep."""
    lines: list[str] = []

    def add(level: int) -> None:
        for number in range(1, 4):
            mark = f"{number}." if level % 2 else "-"
            lines.append(f"{'   ' * level}{mark} {speech.phrase(60)}")
            if level + 1 < depth and number == 2:
                add(level + 1)

    add(0)
    return "\n".join(lines)


def chart(speech: Speech, *, kind: str) -> str:
    """Return a chart of `kind` with one series, or two where the kind has room for them."""
    names = [speech.phrase(12)] if kind == "pie" else [speech.phrase(12), speech.phrase(14)]
    lines = ["```chart", f"kind: {kind}", f"title: {speech.phrase(60)}", "unit: %", f"source: {speech.phrase(40)}", ""]
    lines.append(f"| | {' | '.join(names)} |")
    for at in range(5):
        parts = [8 + at * 6]  # of a pie, 100 together
        values = parts if kind == "pie" else [10 + (at * 7 + series * 5) % 40 for series in range(len(names))]
        lines.append(f"| {2020 + at} | {' | '.join(map(str, values))} |")
    return "\n".join([*lines, "```"])
