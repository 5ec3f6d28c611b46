"""How alike two drawings of a slide are: the structure of their pixels, and where their lines end."""

from collections import defaultdict
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdf
from PIL import Image, ImageMath

from builder.check.overflow.painted_copy import number_of

SIZE = (640, 360)
BLOCK = 8
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def structural_similarity(one: Image.Image, other: Image.Image) -> float:
    """Return the mean SSIM of two pictures over blocks of 8 by 8 (Wang et al., 2004), in greyscale, at 640 by 360."""
    a, b = (picture.convert("L").resize(SIZE, Image.Resampling.BOX).convert("F") for picture in (one, other))
    products = (("aa", a, a), ("bb", b, b), ("ab", a, b))
    means = {name: ImageMath.lambda_eval(lambda at: at["x"] * at["y"], x=x, y=y) for name, x, y in products}
    blocks = {name: picture.reduce(BLOCK) for name, picture in {**means, "a": a, "b": b}.items()}
    scores: Image.Image = ImageMath.lambda_eval(_of_blocks, **blocks)
    return float(scores.reduce(scores.size).getpixel((0, 0)))  # type: ignore[arg-type]  # it has one channel


def _of_blocks(mean: dict[str, Any]) -> object:
    """Return the SSIM of each block from the means of its values, their squares and their products."""
    a, b = mean["a"], mean["b"]
    luminance = (2 * a * b + _C1) / (a * a + b * b + _C1)
    return luminance * (2 * (mean["ab"] - a * b) + _C2) / (mean["aa"] - a * a + mean["bb"] - b * b + _C2)


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
