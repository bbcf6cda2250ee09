"""What people type on the desk, checked before a service sees it."""
