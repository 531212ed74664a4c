"""Likely doubles: comparing two children, finding who looks like one, asking about it, and joining two files."""
