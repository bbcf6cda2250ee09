"""Checks of an annual report: one check, one code, one expression that is both computed and printed."""
