"""Who signs in: staff, their second factor, their sessions."""
