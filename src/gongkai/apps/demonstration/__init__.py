"""The demonstration county: invented agencies, people and two years of information, the same every time."""
