"""What others may ask of the payments: the front door of this subject."""

from subsidies.betalen.verplichtingen import claim_betaling, withdraw_betaling

__all__ = ["claim_betaling", "withdraw_betaling"]
