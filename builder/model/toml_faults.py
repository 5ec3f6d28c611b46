"""What is wrong with a file that is not TOML, in the words of those who write it."""

import re


def toml_fault(fault: ValueError) -> tuple[str, str, tuple[int, int] | None]:
    """Return what `fault` of `tomllib` says, what to do about it, and the line and column where it names them."""
    place = re.search(r"at line (\d+), column (\d+)", str(fault))
    at = (int(place[1]), int(place[2])) if place else None
    if table := re.search(r"Cannot declare \((.*?),?\) twice", str(fault)):
        name = ".".join(re.findall(r"'([^']*)'", table[1]))
        return f"the table `[{name}]` is there twice", "join the two", at
    if "overwrite" in str(fault):
        return "this key is there twice", "keep one of the two", at
    hint = 'text is in straight quotes, as in `name = "words"`; numbers and `true` are without'
    return f"this is not TOML: {str(fault).split(' (')[0].lower()}", hint, at
