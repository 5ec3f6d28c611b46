"""Print the lowest version that `pyproject.toml` allows of each library, as constraints for pip."""

import re
import sys
import tomllib
from pathlib import Path


def lowest_versions(pyproject: Path) -> list[str]:
    """Return `name==version` for each dependency, of the package and of each extra but the developers'."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].items()
    wanted = [*project["dependencies"], *(one for name, names in extras if name != "dev" for one in names)]
    found = (re.fullmatch(r"([\w.-]+)>=([\w.]+)", one) for one in wanted)
    return sorted({f"{one[1]}=={one[2]}" for one in found if one})


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest_versions(Path(__file__).parents[2] / "pyproject.toml")) + "\n")
