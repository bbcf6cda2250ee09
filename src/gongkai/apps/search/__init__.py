"""Chinese full text: an index over plain values, on SQLite and on PostgreSQL."""
