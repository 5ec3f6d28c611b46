"""The words of an actor map: its hub, what its numbers, lines and frames mean, and the map in words."""

from collections.abc import Callable

from msgspec.structs import replace

from builder.layout.chart.canvas import FigureCanvas
from builder.layout.text.added_no_break_spaces import width_without_short_end
from builder.layout.text.block import BreakStrategy
from builder.layout.text.substitute_fonts import DEJAVU_WIDTH
from builder.model.brief import Actor, CoMention
from builder.model.outline import MapSlide
from builder.model.scene import TextBox
from builder.model.units import Rect


def hub_of(slide: MapSlide, bonds: tuple[CoMention, ...]) -> Actor:
    """Return the actor with the most ties, of several the one that is named most with others.

    Where one pair is named most, as the title may say, it is one of the two.
    """
    most = max(len(bond.sentences) for bond in bonds)
    strongest = [bond for bond in bonds if len(bond.sentences) == most]
    pair = {strongest[0].one, strongest[0].other} if len(strongest) == 1 else {actor.id for actor in slide.actors}

    def weight(actor: Actor) -> tuple[int, int]:
        own = [len(bond.sentences) for bond in bonds if actor.id in {bond.one, bond.other}]
        return len(own), sum(own)

    return max((actor for actor in slide.actors if actor.id in pair), key=weight)


def legend(
    label: Callable[[str], str],
    slide: MapSlide,
    hub: Actor,
    bonds: tuple[CoMention, ...],
    canvas: FigureCanvas,
    *,
    whole: bool,
) -> TextBox:
    """Return the words at the foot that say what numbers, special lines and frames mean, and what is left out.

    They have room for the lines that they take in a much wider face.
    """
    framed = 0 < len(slide.targets) < len(slide.actors)
    both = any(hub.id not in {bond.one, bond.other} for bond in bonds)  # else all lines are of one colour
    tone = "_light" if canvas.theme.on_dark(canvas.theme.color("paper")) else ""
    keys = (
        "map_note",
        *((f"map_hub{tone}",) * both),
        *((f"map_frame{tone}",) * framed),
        *(("map_once",) * (not whole)),
    )
    words = " ".join(label(key).format(name=hub.name) for key in keys)
    quiet = canvas.inked("muted").sized(round(canvas.style.size * 0.86))
    quiet, _ = weights(quiet)
    width = width_without_short_end(quiet.broken(words, canvas.frame.width), BreakStrategy.GREEDY)
    height = quiet.broken(words, round(width / DEJAVU_WIDTH)).height
    box = Rect(0, canvas.frame.height - height, width, height)
    return quiet.text("Legend", words, box)


def weights(canvas: FigureCanvas) -> tuple[FigureCanvas, FigureCanvas]:
    """Return the canvas with the two faces of names: regular, and bold for actors with an answer."""
    plain = canvas.theme.font(canvas.style.font).file(bold=False, italic=False)
    return replace(canvas, style=replace(canvas.style, bold=False, file=plain)), canvas.bold()


def map_alt(label: Callable[[str], str], slide: MapSlide) -> str:
    """Return the map in words: each two actors and in how many sentences they are named together."""
    names = {actor.id: actor.name for actor in slide.actors}
    pairs = sorted(slide.bonds, key=lambda bond: -len(bond.sentences))
    told = "; ".join(f"{names[one.one]} – {names[one.other]}: {len(one.sentences)}" for one in pairs)
    return f"{slide.title}. {label('mentions')}: {told}"
