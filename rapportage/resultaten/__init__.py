"""What children learnt, in counts: their level when they left, and their growth, per domain, location and year."""
