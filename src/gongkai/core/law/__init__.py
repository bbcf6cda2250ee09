"""The law as dated data with its articles."""
