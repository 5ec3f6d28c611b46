"""What is drawn, other than charts: actor map, timeline, flags and pictures."""
