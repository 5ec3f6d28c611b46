"""Values that pass between stages cannot be changed by whoever holds them."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

PACKAGE = Path(__file__).parents[1] / "builder"
MODELS = sorted(path.stem for path in (PACKAGE / "model").glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", MODELS)
def test_every_value_of_the_model_is_frozen(name: str) -> None:
    module = import_module(f"builder.model.{name}")
    made = [one for _, one in inspect.getmembers(module, inspect.isclass) if one.__module__ == module.__name__]
    for one in made:
        if issubclass(one, Struct):
            assert one.__struct_config__.frozen, one


def test_a_frozen_value_refuses_a_change_and_compares_by_what_it_holds() -> None:
    from builder.model.units import Rect

    one, other = Rect(1, 2, 3, 4), Rect(1, 2, 3, 4)
    with pytest.raises(AttributeError):
        one.x = 99  # type: ignore[misc]
    assert one == other
    assert hash(one) == hash(other)
    assert one != msgspec.structs.replace(one, x=5)


def test_no_frozen_data_class_is_left_that_can_be_changed() -> None:
    """A decorator that says `frozen` without freezing was the trap; there is none."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module != "builder.model.value", path
