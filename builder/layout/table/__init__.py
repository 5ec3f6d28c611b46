"""Tables: column widths, measured rows, and continuation over pages."""
