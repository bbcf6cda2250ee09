"""Everything that changes agencies, their sections, and who holds which role."""
