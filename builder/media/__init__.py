"""Assets and pictures, ready to use."""
