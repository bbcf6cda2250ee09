"""Information items: drafting, review, secrecy review, publication, correction, withdrawal."""
