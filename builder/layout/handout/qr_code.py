"""The address of the online version as a QR code of vector shapes."""

from builder.model.scene import Geometry, Group, Item, Shape, TagId
from builder.model.theme import Theme
from builder.model.units import Rect, mm

MODULE = mm(0.6)
"""Side of a module: ISO/IEC 18004 leaves it to the printer, 0.5 mm reads well from a phone."""

QUIET = 4
"""Modules of clear ground on each side (ISO/IEC 18004, 6.3.8)."""


def qr_side(address: str) -> int:
    """Return the side of the code of `address` with its quiet zone, EMU."""
    return (len(_modules(address)) + 2 * QUIET) * MODULE


def qr_code(theme: Theme, address: str, origin: tuple[int, int], tag: TagId, alt: str) -> Group:
    """Return the code with its upper left corner at `origin`, dark on white, error correction level M."""
    rows = _modules(address)
    side = qr_side(address)
    items: list[Item] = [Shape("QR ground", Geometry.RECTANGLE, Rect(0, 0, side, side), theme.color("paper"), "paper")]
    for number, (left, top, width, height) in enumerate(_blocks(rows), 1):
        frame = Rect((left + QUIET) * MODULE, (top + QUIET) * MODULE, width * MODULE, height * MODULE)
        items.append(Shape(f"QR {number}", Geometry.RECTANGLE, frame, theme.color("ink"), "ink"))
    return Group("QR code", Rect(*origin, side, side), 1.0, tuple(items), alt, tag)


def _modules(address: str) -> tuple[tuple[bool, ...], ...]:
    import segno

    code = segno.make_qr(address, error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def _blocks(rows: tuple[tuple[bool, ...], ...]) -> list[tuple[int, int, int, int]]:
    """Return the dark modules as few rectangles (left, top, width, height): equal runs below each other are one."""
    found: list[tuple[int, int, int, int]] = []
    open_runs: dict[tuple[int, int], tuple[int, int]] = {}
    for y in range(len(rows) + 1):
        runs = set(_runs(rows[y])) if y < len(rows) else set()
        for run in sorted(set(open_runs) - runs):
            top, index = open_runs.pop(run)
            found[index] = (run[0], top, run[1], y - top)
        for run in sorted(runs - set(open_runs)):
            open_runs[run] = (y, len(found))
            found.append((run[0], y, run[1], 1))
    return found


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return start and length of each run of dark modules."""
    found, start = [], -1
    for x, dark in enumerate((*row, False)):
        if dark and start < 0:
            start = x
        elif not dark and start >= 0:
            found.append((start, x - start))
            start = -1
    return found
