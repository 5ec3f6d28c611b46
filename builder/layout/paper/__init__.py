"""Handout pages: what is set on paper, and the variants to print."""
