"""Bytes to report values and back: readers, the span-aware grid, writers. No framework."""
