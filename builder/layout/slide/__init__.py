"""Slides: one file for each kind of slide, and the deck that they make."""
