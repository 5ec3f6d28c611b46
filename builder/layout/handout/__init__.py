"""The handout: blocks of text and exhibits, flowed into pages."""
