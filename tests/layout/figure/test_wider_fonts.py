"""What stays whole where a program puts a wider font in the place of the theme's."""

from __future__ import annotations

from io import BytesIO

from pptx import Presentation

from tests.everything import built

COMPANIES = """---
title: Three Firms
lang: en
date: 2025-03-14
actors:
  one: {name: League of Station Cities}
  two: {name: Nordbahn Sleepers}
---

The lead.

## What did the League of Station Cities do? {actor=one}

==The League of Station Cities built platforms.== They are long.

## What did Nordbahn Sleepers do? {actor=two}

==Nordbahn Sleepers sold beds.== They are narrow.
"""


def test_a_monogram_is_never_broken_into_lines() -> None:
    slides = Presentation(BytesIO(built(COMPANIES)["pptx"])).slides
    shapes = [shape for slide in slides for shape in slide.shapes if shape.has_text_frame]
    plates = [shape for shape in shapes if shape.text in {"LSC", "NS"}]
    assert {shape.text for shape in plates} == {"LSC", "NS"}
    assert all(shape.text_frame.word_wrap is False for shape in plates)
