"""Uploaded files, kept once by their content."""
