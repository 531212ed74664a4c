from django.db import models

from organisaties.models import Gemeente


class Gezin(models.Model):
    """Children who are brothers and sisters; who they are is said by their own rows, and nothing else is kept."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"gezin {self.pk}"
