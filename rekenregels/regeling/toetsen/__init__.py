"""Rules between the parts of a policy."""
