"""Write the corpus to a folder: `python -m tests.corpus FOLDER [COUNT]`."""

import sys
from pathlib import Path

from tests.corpus import COUNT, briefings


def write(folder: Path, count: int) -> int:
    """Write `count` briefings with their pictures to `folder` and return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in briefings(count):
        (folder / f"{one.name}.md").write_text(one.text, encoding="utf-8")
        for name, data in one.pictures.items():
            (folder / name).write_bytes(data)
    return count


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)} briefings\n")
