"""Everything that meets disk, clock, processes and other programs."""
