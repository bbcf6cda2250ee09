"""From blocks to the report: which table is which, which row, which column; by labels, never by position alone."""
