"""The palette of a template: its own colours where they can be read, drawn darker or lighter where they cannot."""

from builder.model.units import color_from_hex, contrast_ratio, shades_towards

SEEN = 3
"""The contrast from which on one colour is seen on another (WCAG 2.2, 1.4.11)."""

READABLE = 4.6
"""The least contrast of text: a little above the 4.5 that themes are checked for."""

STOCK = {
    "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646",
    "5B9BD5", "ED7D31", "A5A5A5", "FFC000", "4472C4", "70AD47",
    "156082", "E97132", "196B24", "0F9ED5", "A02B93", "4EA72E",
    "BBE0E3", "333399", "FFFFFF", "000000", "DAEDEF", "2D2D8A",
}  # fmt: skip
"""The accents that the themes of Office 2003, 2007, 2013 and 2023 come with: no organisation chose them."""

ALIKE = 60
"""How far the channels of two colours that look alike differ together."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, in colour or in greyscale, whichever is less."""
    first, second = color_from_hex(f"#{one}"), color_from_hex(f"#{other}")
    return min(contrast_ratio(first, second), contrast_ratio(first.grey, second.grey))


def mixed(one: str, other: str, share: float) -> str:
    """Return `one` with a `share` of `other` in it."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(a * (1 - share) + b * share):02X}" for a, b in pairs)


def readable(color: str, *grounds: str, need: float = READABLE) -> str:
    """Return `color` where it can be read on all `grounds`, else drawn towards black or white until it can."""

    def worst(one: str) -> float:
        return min(contrast(one, ground) for ground in grounds)

    end = max(("000000", "FFFFFF"), key=worst)
    steps = (one.hex for one in shades_towards(color_from_hex(color), 1 if end == "FFFFFF" else 0, steps=20))
    return next((one for one in steps if worst(one) >= need), end)


def _plain(color: str, ground: str) -> str:
    """Return white or black for a grey that was meant for another ground than this, such as a picture's; else it."""
    meant = contrast(color, ground) >= SEEN or strength(color) > ALIKE
    return color if meant else max(("000000", "FFFFFF"), key=lambda one: contrast(one, ground))


def strength(color: str) -> int:
    """Return how far a colour is from grey, 0 to 255."""
    channels = [int(color[at : at + 2], 16) for at in (0, 2, 4)]
    return max(channels) - min(channels)


def strong_accents(accents: list[str]) -> list[str]:
    """Return the accents that are far from grey, or the first where none is."""
    return [one for one in accents if strength(one) > 40] or accents[:1]


def with_brand(accents: list[str], drawn: str) -> list[str]:
    """Return `accents` with that first which has the colour `drawn` by the template, or with this colour."""
    if not drawn:
        return accents
    near = min(accents, key=lambda one: distance(one, drawn))
    return [near if distance(near, drawn) <= ALIKE else drawn, *accents]


def distance(one: str, other: str) -> int:
    """Return how far the channels of two colours differ together."""
    return sum(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (0, 2, 4))


def ink_on(wanted: str, palette: dict[str, str], *grounds: str) -> str:
    """Return the name of the colour nearest to `wanted` of those that read well on `grounds`; else nothing."""
    names = ("title", "ink", "paper", "accent", "panel", "tint")
    sound = [name for name in names if min(contrast(palette[name], one) for one in grounds) >= 4.5]
    return min(sound, key=lambda name: distance(palette[name], wanted), default="")


def palette_of(
    accents: list[str],
    *,
    text: str,
    title: str,
    link: str,
    ground: str,
    shades: tuple[str, ...],
    band: str,
    titles_on_bar: bool,
    cover: tuple[str, str, tuple[str, ...]],
) -> dict[str, str]:
    """Return the twelve colours: `band` is a bar behind titles, `cover` the cover's ground, its title's colour, shades.

    Words can be read on all `shades` of what is behind them, of which most is `ground`. `titles_on_bar` says whether
    the titles of answers are on the bar, not only that of the cover.
    """
    grounds = (ground, *dict.fromkeys(shades))
    ink = readable(text, *grounds, need=7)
    far = ink if contrast(ink, ground) >= 7 else max(("000000", "FFFFFF"), key=lambda one: contrast(one, ink))
    panel, pale = mixed(ground, far, 0.06), mixed(ground, far, 0.12)
    strong = strong_accents(accents) or [ink]
    read = {one: readable(one, panel, *grounds) for one in strong}
    accent = read[min(strong, key=lambda one: max(ALIKE, distance(one, read[one])))]  # yellow would become olive
    own_title = title if not titles_on_bar else next((one for one in strong if one != accent), ink)
    return {
        "ink": ink,
        "paper": ground,
        "title": readable(own_title, panel, pale, *grounds),
        "panel": panel,
        "accent": accent,
        "muted": readable(mixed(ink, ground, 0.35), panel, *grounds),
        "rule": mixed(ground, ink, 0.2),
        "tint": readable(_plain(cover[1], cover[0]), cover[0], *cover[2]),
        "pale": pale,
        "support": band if band != ground else accent,
        "link": readable(link, panel, *grounds),
        "visited": cover[0],
    }
