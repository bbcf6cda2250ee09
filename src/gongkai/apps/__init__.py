"""Capabilities of the service, one Django app each; an app is used through its services and selectors."""
