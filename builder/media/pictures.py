"""The author's pictures, as they are used: upright, and without what a camera or a program noted in them."""

from collections.abc import Iterator, Mapping

from builder.codes import IMAGE_NOT_READABLE
from builder.media.assets import Files
from builder.media.sanitise import UncleanPictureError, sanitised
from builder.model.findings import NOWHERE, BriefdeckError


class Pictures(Files):
    """Pictures by their path from the source, cleaned when they are first asked for.

    One that is there but cannot be used (outside the source's folder, unreadable, not to be cleaned) raises
    BriefdeckError instead of KeyError.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the files from `files`, as the author saved them."""
        self._files = files
        self._saved: dict[str, bytes] = {}
        self._clean: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        """Return the picture `name` as it is used; KeyError if there is none."""
        if name not in self._clean:
            try:
                self._clean[name] = sanitised(self.as_saved(name))
            except UncleanPictureError as fault:
                message = f"the picture `{name}` cannot be read, so its metadata cannot be removed"
                hint = "open it in an image editor and save it as PNG or JPEG"
                raise BriefdeckError(IMAGE_NOT_READABLE, message, NOWHERE, hint) from fault
        return self._clean[name]

    def __contains__(self, name: object) -> bool:
        """Return whether there is a picture `name`."""
        try:
            self.as_saved(str(name))
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the pictures."""
        return iter(self._files)

    def as_saved(self, name: str) -> bytes:
        """Return `name` as the author saved it, whose digest a record holds; KeyError if there is none."""
        if name not in self._saved:
            self._saved[name] = self._files[name]
        return self._saved[name]
