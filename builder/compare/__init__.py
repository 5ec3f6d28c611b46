"""Compare two versions of a briefing."""
