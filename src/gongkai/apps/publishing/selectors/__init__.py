"""What is read of items: by the public, by the staff."""
