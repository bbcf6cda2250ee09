"""Many reports added up into one, with what is missing, doubled or inconsistent told beside the sum."""
