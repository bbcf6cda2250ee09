"""The tree of agencies, their sections, who holds which role there, and what each role may do."""
