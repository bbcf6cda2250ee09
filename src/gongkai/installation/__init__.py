"""What one installation keeps for itself under its home folder, beside the database: calendars, files typed by hand."""
