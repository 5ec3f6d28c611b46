"""What the tags of a PDF cost: python tests/bench/tags.py.

The handout of the first deck, as it is and made long by asking its questions again and again, drawn with tags and
without: the processor's time a page (the best of several), the ratio, and the size of the files. Without tags is the
same drawing on a canvas that marks nothing, which the product cannot be asked for.
"""

import time
from pathlib import Path
from unittest import mock

from builder.media import Media, Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Scene, Tag
from builder.pipeline import build
from builder.render import pdf
from builder.render.pdf.canvas import TaggedCanvas
from tests.session import SESSION, media

ROOT = Path(__file__).parents[2]
ROUNDS = 7


class _Unmarked(TaggedCanvas):
    """A canvas that marks nothing."""

    def __init__(self, tags: tuple[Tag, ...], lang: str) -> None:
        super().__init__(tags, lang)
        self._sealed = True


def main() -> None:
    """Print the table."""
    held = media()
    text = next(iter(sorted((ROOT / "decks").glob("*.md")))).read_text(encoding="utf-8")
    print(f"{'pages':>6}{'tagged ms/page':>16}{'untagged':>10}{'ratio':>7}{'tagged kB':>11}{'untagged':>10}")
    for times in (1, 4, 12):
        scene = handout(longer(text, times))
        with_tags, without, tagged, untagged = measured(scene, held)
        count = len(scene.pages)
        print(
            f"{count:6}{1000 * with_tags / count:16.1f}{1000 * without / count:10.1f}{with_tags / without:7.2f}"
            f"{tagged / 1000:11.0f}{untagged / 1000:10.0f}"
        )


def longer(text: str, times: int) -> str:
    """Return a source whose questions, but for the last, are asked `times` times."""
    head, *questions = text.split("\n## ")
    again = [
        f"{n} {title}\n{answer.replace('==', f'=={n} ', 1)}" if n else f"{title}\n{answer}"
        for n in range(times)
        for title, answer in _parted(questions[:-1])
    ]
    return "\n## ".join([head, *again, questions[-1]])


def _parted(questions: list[str]) -> list[tuple[str, str]]:
    pairs = (question.split("\n", 1) for question in questions)
    return [(title, answer) for title, answer in pairs]


def handout(text: str) -> Scene:
    """Return the handout of a source, caught where it is about to be drawn."""
    report = Report()
    with mock.patch.object(pdf, "render", return_value=b"") as drawn:
        build(Source("long.md", text.encode()), Pictures({}), Options(("pdf",)), report, SESSION)
    assert drawn.call_args, [str(one) for one in report.findings]
    scene = drawn.call_args.args[0]
    assert isinstance(scene, Scene)
    return scene


def measured(scene: Scene, held: Media) -> tuple[float, float, int, int]:
    """Return the shortest times of the processor, seconds, and the sizes, with tags and without, drawn in turns."""
    best = {TaggedCanvas: float("inf"), _Unmarked: float("inf")}
    size = dict.fromkeys(best, 0)
    for canvas in (*best, *best) * ROUNDS:
        with mock.patch.object(pdf, "TaggedCanvas", canvas):
            began = time.process_time()
            size[canvas] = len(pdf.render(scene, held))
            best[canvas] = min(best[canvas], time.process_time() - began)
    return best[TaggedCanvas], best[_Unmarked], size[TaggedCanvas], size[_Unmarked]


if __name__ == "__main__":
    main()
