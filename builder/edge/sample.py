"""The sample briefing with every kind of slide and page, in which themes are shown."""

from builder.media import Assets, Pictures
from builder.model.request import Source

_FOLDER = "themes"
_PICTURES = ("sample-quay.png", "sample-crane.png")


def sample_in(assets: Assets) -> tuple[Source, Pictures]:
    """Return the sample and its pictures."""
    pictures = Pictures({name: assets[f"{_FOLDER}/{name}"] for name in _PICTURES})
    return Source("sample.md", assets[f"{_FOLDER}/sample.md"]), pictures
