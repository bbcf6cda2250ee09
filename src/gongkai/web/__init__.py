"""The service as a whole: its configuration, its addresses, what stands around every page."""
