"""What every PDF of these tests must pass: two validators' rules, our structure proof, and the same bytes twice."""

from collections.abc import Callable, Mapping
from pathlib import Path

import page as page_validation
import pytest

from builder.check.handout import check
from builder.media import Media
from builder.model.findings import Report
from builder.model.scene import Scene
from builder.render.pdf import render
from tests.render.pdf.structure import faults_of
from tests.session import ASSETS

Draw = Callable[..., bytes]


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Return a function that renders a scene and proves the file."""

    def drawn(scene: Scene, pictures: Mapping[str, bytes] | None = None) -> bytes:
        held = Media(ASSETS, pictures or {})
        data = render(scene, held)
        assert render(scene, held) == data
        assert faults_of(data) == []
        assert breaches(tmp_path / "drawn.pdf", data) == []
        assert findings(data) == []
        return data

    return drawn


def findings(data: bytes) -> list[str]:
    """Return what `briefdeck verify` finds."""
    report = Report()
    check("drawn.pdf", data, report)
    return [one.message for one in report.findings]


def breaches(path: Path, data: bytes) -> list[str]:
    """Return the rules of PDF/UA-1 and PDF/A-2a that a file breaks."""
    path.write_bytes(data)
    results = [page_validation.validate_pdf(str(path), profile=profile) for profile in ("ua1", "2a")]
    return [str(failure) for result in results for failure in result.failures]
