"""What answers the public's addresses."""
