"""Rules about a laid-out scene."""
