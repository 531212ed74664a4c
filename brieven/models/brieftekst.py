"""The words of a kind of letter as a municipality put them: each saving a version, none ever edited."""

from django.db import models
from django.db.models import Q

from brieven.soorten import Briefsoort, briefsoort
from organisaties.models import Gebruiker, Gemeente


class Brieftekst(models.Model):
    """`blokken`: code -> words, of the blocks that differ from what the programme ships; none: it ships them all."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=40)
    versie = models.PositiveSmallIntegerField()
    blokken = models.JSONField(default=dict, blank=True)
    opgeslagen_op = models.DateTimeField()
    opgeslagen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("soort", "-versie", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("gemeente", "soort", "versie"),
                name="brieftekst_versie_uniek",
                violation_error_message="Iemand anders bewaarde net een versie. Open de pagina opnieuw.",
            ),
            models.CheckConstraint(
                name="brieftekst_versie_vanaf_een",
                condition=Q(versie__gte=1),
                violation_error_message="De eerste versie heeft nummer 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"tekst van ‘{self.briefsoort.naam}’, versie {self.versie}"

    @property
    def briefsoort(self) -> Briefsoort:
        return briefsoort(self.soort)
