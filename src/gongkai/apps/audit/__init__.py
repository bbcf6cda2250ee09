"""Who did what to which record from where: an append-only record, each entry holding the hash of the one before."""
