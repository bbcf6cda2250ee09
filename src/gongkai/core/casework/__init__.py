"""An application's course as values: events, states, outcomes, grounds."""
