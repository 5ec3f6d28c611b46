"""Which cases of tests/cases/import turn when a weight is dropped: python -m tests.tools.import_weights.

Each line names a feature, its weight, and the cases whose outline changes without it. A feature that changes none has
no case that shows what it is for.
"""

from collections.abc import Mapping
from pathlib import Path

from builder.importing import marked_turns, piece_roles, turns
from tests.importing.test_cases import PIECES, outline_of

_SHOWN = 6
"""Cases that a line names."""


def main() -> None:
    """Print the table."""
    known = {path: outline_of(path) for path in PIECES}
    for role, features in piece_roles.FEATURES.items():
        for name, (feature, weight) in dict(features).items():
            features[name] = (feature, 0.0)  # type: ignore[index]
            _print(f"{role}: {name}", weight, known)
            features[name] = (feature, weight)  # type: ignore[index]
    for module in (turns, marked_turns):
        weights = module._WEIGHTS  # noqa: SLF001 - the table is what is measured
        for name, weight in dict(weights).items():
            weights[name] = 0.0
            _print(f"{module.__name__.rsplit('.', 1)[-1]}: {name}", weight, known)
            weights[name] = weight


def _print(name: str, weight: float, known: Mapping[Path, str]) -> None:
    turned = [path.stem for path in PIECES if outline_of(path) != known[path]]
    more = " …" if len(turned) > _SHOWN else ""
    print(f"{name:58} {weight:5.1f} {len(turned):4}  {', '.join(turned[:_SHOWN])}{more}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
