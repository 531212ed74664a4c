"""Handing a child over to its school: what goes along, who allowed it, and what the school made of it."""
