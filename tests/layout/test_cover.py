"""The first slide."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Report
from builder.lint.pptx import check
from builder.order import Options, Source
from builder.pipeline import build
from builder.workspace import Media
from tests.samples import GOOD


def test_a_link_in_the_lead_is_legible_on_the_dark_cover() -> None:
    text = GOOD.replace("a winter of repairs", "[a winter](https://example.org/w) of [repairs](https://example.org/r)")
    bundle = build(Source("ports.md", text.encode()), Media(Path()), Options(formats=("pptx",)), Report())
    assert bundle is not None
    report = Report()
    check("ports.pptx", bundle.artifacts[0].data, report)
    assert [(one.code.name, one.message) for one in report.findings] == []
