"""Print the lowest version that `pyproject.toml` allows of each library, as constraints for pip."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path


def lowest_versions(pyproject: Path) -> list[str]:
    """Return `name==version` for each dependency and each extra that users install."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for name in ("import", "preview", "proof") for one in extras[name])]
    found = (re.fullmatch(r"([\w.-]+)>=([\w.]+)", one) for one in wanted)
    return sorted({f"{one[1]}=={one[2]}" for one in found if one})


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest_versions(Path(__file__).parents[2] / "pyproject.toml")) + "\n")
