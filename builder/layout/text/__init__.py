"""The text engine: runs of words in, placed lines of glyphs out.

Each step is in one place. Shaping: `font_file` and `shaper` turn words into glyphs (HarfBuzz), `bidi` says which way
they run (UAX #9), `paragraph` puts a paragraph's words in a row. Break opportunities: `word_breaks`, `hyphens` and
`no_break_spaces` are the rules (UAX #14, and what compositors add), `breakpoints` applies them to a paragraph. Line
choice: `linebreak` chooses among the breakpoints, by `knuth_plass` where a paragraph is set as a whole, and avoids
`rivers`. Lines: `line` places the glyphs of a line, `block` is a paragraph in and its placed lines out, `fit` finds the
size at which paragraphs fill a box, `link_tags` makes elements of links. Lengths are EMU unless a name says otherwise.
"""
