"""Print a `Draft` as our Markdown, so that reading it back gives the same words."""

from __future__ import annotations

from builder.write.markdown import markdown_of

__all__ = ["markdown_of"]
