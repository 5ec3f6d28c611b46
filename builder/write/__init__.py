"""Print a `Draft` as our Markdown, so that reading it back gives the same words."""

from builder.write.markdown import markdown_of

__all__ = ["markdown_of"]
