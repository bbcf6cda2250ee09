"""What is done with reports of mistakes."""
