"""Patches of a source by span: each is proved by reading the source again before it is taken."""
