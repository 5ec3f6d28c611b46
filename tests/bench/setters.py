"""Our handout beside what others make of the same text: python -m tests.bench.setters.

The words of the first deck, short and long, set as an accessible PDF (PDF/UA-1) in a warm process by briefdeck (from
the Markdown source, slides composed too, since the margin names them), WeasyPrint (from HTML) and Typst, as far as
these are installed (`pip install weasyprint typst`). The processor's time for a thousand words, its ratio to ours, and
what page-validation and our own proof of the structure say of each file.
"""

import html
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import page as page_validation

from builder.check.handout import check
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from tests.bench.tags import ROOT, longer
from tests.session import SESSION

ROUNDS = 5


def main() -> None:
    """Print the table."""
    text = next(iter(sorted((ROOT / "decks").glob("*.md")))).read_text(encoding="utf-8")
    print(f"{'words':>7}  {'setter':12}{'ms / 1000 words':>16}{'ratio':>7}{'PDF/UA-1':>10}{'our proof':>11}")
    for times in (1, 8):
        source = longer(text, times)
        blocks = blocks_of(source)
        count = sum(len(words.split()) for _, words in blocks)
        ours = 0.0
        for name, make in setters(source, blocks).items():
            took, data = measured(make)
            ours = ours or took
            print(f"{count:7}  {name:12}{1e6 * took / count:16.1f}{took / ours:7.2f}{ua(data):>10}{proof(data):>11}")


def setters(source: str, blocks: list[tuple[str, str]]) -> dict[str, Callable[[], bytes]]:
    """Return what is installed: ours first, then the others by name."""
    found: dict[str, Callable[[], bytes]] = {"briefdeck": lambda: ours(source)}
    if find_spec("weasyprint"):
        page = "".join(f"<{tag}>{html.escape(words)}</{tag}>" for tag, words in blocks)
        whole = f"<html lang=en-GB><title>Parade</title><style>{STYLE}</style>{page}"
        printer = import_module("weasyprint").HTML
        found["WeasyPrint"] = lambda: printer(string=whole).write_pdf(pdf_variant="pdf/ua-1")
    if find_spec("typst"):
        marks = {"h1": "= ", "h2": "== ", "p": ""}
        body = "\n\n".join(
            marks[tag] + "".join(f"\\{one}" if one in r"\#$*_`<>@=-+/~" else one for one in words)
            for tag, words in blocks
        )
        whole_typst = f'#set document(title: "Parade")\n#set text(lang: "en")\n#set par(justify: true)\n{body}'.encode()
        typst = import_module("typst")
        found["Typst"] = lambda: typst.compile(whole_typst, pdf_standards=["ua-1"])
    return found


STYLE = "@page { size: A4; margin: 25mm } p { text-align: justify; hyphens: auto }"


def ours(source: str) -> bytes:
    """Return our handout."""
    report = Report()
    bundle = build(Source("long.md", source.encode()), Pictures({}), Options(("pdf",)), report, SESSION)
    assert bundle is not None, [str(one) for one in report.findings]
    return bundle.artifacts[0].data


def blocks_of(source: str) -> list[tuple[str, str]]:
    """Return the source's title, headings and paragraphs as tags of HTML with their words."""
    body = source.split("\n---\n", 1)[1]
    found = [("h1", "Beijing Showcases Key Relations at Historic Military Parade")]
    for block in body.replace("==", "").split("\n\n"):
        words = " ".join(block.split())
        if words.startswith("## "):
            found.append(("h2", words.removeprefix("## ").split(" {")[0]))
        elif words:
            found.append(("p", words))
    return found


def measured(make: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return the shortest time of several rounds after one to warm up, seconds, and what was made."""
    data = make()
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        data = make()
        best = min(best, time.process_time() - began)
    return best, data


def ua(data: bytes) -> str:
    """Return what page-validation says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "set.pdf"
        path.write_bytes(data)
        return "pass" if page_validation.validate_pdf(str(path), profile="ua1").is_compliant else "fail"


def proof(data: bytes) -> str:
    """Return how many faults our own rules find in the structure."""
    report = Report()
    check("set.pdf", data, report)
    faults = [one for one in report.findings if one.code.number in {"BD411", "BD412", "BD413", "BD414"}]
    return f"{len(faults)} faults" if faults else "sound"


if __name__ == "__main__":
    main()
