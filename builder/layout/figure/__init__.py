"""Figures: actor map, timeline, flags and pictures."""
