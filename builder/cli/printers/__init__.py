"""Findings in words and in the forms that machines read: one file a form, one line in the table."""

from __future__ import annotations
