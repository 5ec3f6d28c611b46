"""Draw a `Scene`: one backend for PowerPoint, one for PDF."""
