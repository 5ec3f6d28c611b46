"""The text engine: runs of words in, placed lines of glyphs out.

Each step is in one place. Shaping: `font_file` and `shaper` turn words into glyphs (HarfBuzz), `bidi` says which way
they run (UAX #9), `paragraph` puts a paragraph's words in a row, parting Chinese and Japanese by `east_asian_breaks`.
Where a line may end (UAX #14, and what compositors add): `breaks_inside_words`, `east_asian_breaks`, `hyphens` and
`tied_spaces` are the rules, `breakpoints` applies them to a paragraph. Which ends are taken: `line_choice` chooses
among the breakpoints, by `knuth_plass` where a paragraph is set as a whole, and avoids `rivers`. Lines: `line` places
the glyphs of a line, `block` is a paragraph in and its placed lines out, `fit` finds the size at which paragraphs fill
a box, `link_tags` makes elements of links. For other programs, which break the lines of a deck themselves:
`added_hyphens`, `added_no_break_spaces`. Lengths are EMU unless a name says otherwise.
"""
