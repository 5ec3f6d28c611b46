"""Print variants of the handout, and what is done to a finished scene before it is printed."""
