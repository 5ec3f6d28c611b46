"""Briefdeck: structured Q&A content becomes a native PowerPoint deck and a PDF handout with the same words."""

__version__ = "0.1.0"
