"""Rules over a finished noun or file: onlookers, which change nothing."""
