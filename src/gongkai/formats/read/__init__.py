"""Physical readers: one format each, bytes to blocks."""
