"""What is done with an item, one module a verb; the only way to change one."""
