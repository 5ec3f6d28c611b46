"""The text engine: fonts, shaping, line breaking, and fitting text to a box."""
