"""What the portal's templates need beyond Django's own."""
