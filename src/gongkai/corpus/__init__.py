"""Many files at once: reading in parallel, with what failed kept beside what was read."""
