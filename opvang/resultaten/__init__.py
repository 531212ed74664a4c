"""What children learnt: a measurement per child and moment, of four domains, on the scale of the provider's own system."""
