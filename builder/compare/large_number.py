"""The number of a headline that is large above it, and what an edit of it says about the headline."""

from builder.compare.neutral_deck import NeutralSlide, normalised
from builder.compare.pairing import pair_shapes


def with_large_number(base: NeutralSlide, theirs: NeutralSlide, title: str) -> tuple[str, int]:
    """Return the `title` that came back with the number as it is now, where only the number was changed.

    Also which shape of `base` the number is, where the title agrees with its edit; -1 for none.
    """
    built = _spaced(base.title)
    for at, to in pair_shapes(base.shapes, theirs.shapes).to.items():
        old, new = _spaced(base.shapes[at].text), _spaced(theirs.shapes[to].text)
        if base.shapes[at].is_title or old == new or not new or not any(map(str.isdigit, old)):
            continue
        if built.count(old) == 1:
            title = built.replace(old, new) if theirs.title == base.title else title
            return title, at if new in _spaced(title) else -1
    return title, -1


def _spaced(text: str) -> str:
    """Return `text` with plain spaces: the title ties a number to its unit, the number alone needs no ties."""
    return normalised(text.replace("\u00a0", " "))
