"""How alike two drawings of a slide are: the structure of their pixels, and where their lines end."""

from collections import defaultdict

import pypdfium2 as pdfium
import pypdfium2.raw as pdf
from PIL import Image

from builder.check.overflow.painted_copy import number_of

SIZE = (640, 360)
BLOCK = 8
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def structural_similarity(one: Image.Image, other: Image.Image) -> float:
    """Return the mean SSIM of two pictures over blocks of 8 by 8 (Wang et al., 2004), in greyscale, at 640 by 360."""
    left, right = (picture.convert("L").resize(SIZE, Image.Resampling.BOX).tobytes() for picture in (one, other))
    width, height = SIZE
    scores = []
    for top in range(0, height, BLOCK):
        for start in range(0, width, BLOCK):
            rows = range(top * width + start, (top + BLOCK) * width + start, width)
            a = b"".join(left[at : at + BLOCK] for at in rows)
            b = b"".join(right[at : at + BLOCK] for at in rows)
            scores.append(1.0 if a == b else _of_block(a, b))
    return sum(scores) / len(scores)


def _of_block(a: bytes, b: bytes) -> float:
    count = len(a)
    mean_a, mean_b = sum(a) / count, sum(b) / count
    var_a = sum(x * x for x in a) / count - mean_a**2
    var_b = sum(x * x for x in b) / count - mean_b**2
    both = sum(x * y for x, y in zip(a, b, strict=True)) / count - mean_a * mean_b
    luminance = (2 * mean_a * mean_b + _C1) / (mean_a**2 + mean_b**2 + _C1)
    return luminance * (2 * both + _C2) / (var_a + var_b + _C2)


def lines_by_box(drawn: bytes, page: int) -> dict[int, list[str]]:
    """Return the lines of each painted box on a page of `drawn`, without their spaces."""
    document = pdfium.PdfDocument(drawn)
    words = document[page].get_textpage()
    red, green, blue, alpha = (pdf.c_uint() for _ in range(4))
    x, y = pdf.c_double(), pdf.c_double()
    found: dict[int, dict[int, list[tuple[float, str]]]] = defaultdict(lambda: defaultdict(list))
    for index in range(words.count_chars()):
        char = chr(pdf.FPDFText_GetUnicode(words, index))
        if not char.strip() or char in "\0\x02\ufffe" or pdf.FPDFText_IsGenerated(words, index) == 1:
            continue
        pdf.FPDFText_GetFillColor(words, index, red, green, blue, alpha)
        pdf.FPDFText_GetCharOrigin(words, index, x, y)
        found[number_of(red.value, green.value, blue.value)][round(-y.value)].append((x.value, char))
    document.close()
    return {number: [_text(rows[at]) for at in sorted(rows)] for number, rows in found.items()}


def _text(letters: list[tuple[float, str]]) -> str:
    return "".join(char for _, char in sorted(letters, key=lambda pair: pair[0]))
