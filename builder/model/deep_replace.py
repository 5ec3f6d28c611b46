"""Change all values of one kind inside another, however deep."""

from collections.abc import Callable
from operator import is_
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

Value = TypeVar("Value")
Part = TypeVar("Part")


def with_each(value: Value, kind: type[Part], change: Callable[[Part], Part]) -> Value:
    """Return `value` with what `change` makes of each `kind` in its tuples and structs.

    What holds none, or none that changes, is returned as it is.
    """
    if isinstance(value, kind):
        return cast("Value", change(value))
    if isinstance(value, tuple):
        done = tuple(with_each(one, kind, change) for one in value)
        return value if all(map(is_, done, value)) else cast("Value", done)
    if not isinstance(value, Struct):
        return value
    old = {name: getattr(value, name) for name in value.__struct_fields__}
    new = {name: with_each(one, kind, change) for name, one in old.items()}
    changed = {name: one for name, one in new.items() if one is not old[name]}
    return replace(value, **changed) if changed else value
