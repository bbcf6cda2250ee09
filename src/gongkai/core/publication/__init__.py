"""What must be published, by when, what may not be, and who may take which step."""

PACKAGE = "gongkai.core.publication"
"""Where the data of this package lies."""
