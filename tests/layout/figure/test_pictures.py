"""Pictures keep their proportions, fill their room, and are not enlarged beyond their pixels."""

from io import BytesIO

import pytest
from PIL import Image

from builder.layout.figure.picture_size import ON_SLIDES, fitted_size, is_coarse
from builder.model.units import pt

ROOM = (pt(852), pt(340))


def _png(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("L", (width, height)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(("width", "height"), [(2400, 500), (500, 2000), (1600, 900), (3, 3000)])
def test_a_picture_fills_its_room_in_its_own_proportions(width: int, height: int) -> None:
    shown = fitted_size(_png(width, height), *ROOM, ON_SLIDES)
    assert shown[0] <= ROOM[0]
    assert shown[1] <= ROOM[1]
    assert ROOM[0] - shown[0] <= 1 or ROOM[1] - shown[1] <= 1
    assert shown[0] / shown[1] == pytest.approx(width / height, rel=0.01)


def test_a_picture_of_few_pixels_stays_small_and_is_told() -> None:
    tiny = _png(40, 30)
    assert fitted_size(tiny, *ROOM, ON_SLIDES) == (pt(60), pt(45))
    assert is_coarse(tiny, *ROOM, ON_SLIDES)
    assert not is_coarse(_png(1600, 900), *ROOM, ON_SLIDES)
    assert not is_coarse(_png(60, 2000), *ROOM, ON_SLIDES)
