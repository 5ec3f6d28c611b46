"""Charts as placed shapes, for paper, previews and the geometry of native charts."""
