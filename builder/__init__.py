"""Briefdeck: structured Q&A content becomes a native PowerPoint deck and a PDF handout with the same words."""

from importlib import import_module

__version__ = "0.1.0"

PUBLIC: dict[str, str] = {
    "Bundle": "builder.package.bundle",
    "Finding": "builder.model.findings",
    "Assets": "builder.media",
    "Options": "builder.model.request",
    "Pictures": "builder.media",
    "Report": "builder.model.findings",
    "Session": "builder.session",
    "Severity": "builder.model.findings",
    "Source": "builder.model.request",
    "build": "builder.pipeline",
    "check_source": "builder.pipeline",
    "pictures_in": "builder.edge.workspace",
}
"""The names that programs may use, and where each is; it is loaded when it is asked for."""

__all__ = ["__version__", *PUBLIC]  # noqa: PLE0604 - the table holds texts


def __getattr__(name: str) -> object:
    """Return the public name `name`, loading its module."""
    if name not in PUBLIC:
        raise AttributeError(f"module `builder` has no attribute `{name}`")
    return getattr(import_module(PUBLIC[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
