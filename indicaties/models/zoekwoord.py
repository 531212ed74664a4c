"""By which words a child is found, and by which sound a likely double of it (docs/adr/0038)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Self

from django.db import models
from django.db.models import Q

from indicaties.models.kind import Kind
from lib.naam import voorvoegsel_grenzen, zoekwoorden
from lib.naamklank import klanksleutels
from organisaties.models import Gemeente

# A word of a name never begins with these.
_PSEUDONIEM, _KLANK = "#", "~"


class ZoekwoordQuerySet(models.QuerySet["Zoekwoord"]):
    def beginning_with(self, woord: str) -> Self:
        """Between two texts, and not LIKE: under the row policies PostgreSQL uses an index only for what can't leak."""
        van, tot = voorvoegsel_grenzen(woord)
        return self.filter(Q(woord__gte=van, woord__lt=tot) | Q(woord=_PSEUDONIEM + woord))

    def sounding_like(self, voornaam: str, achternaam: str) -> Self:
        return self.filter(woord__in=[_KLANK + sleutel for sleutel in klanksleutels(voornaam, achternaam)])

    def klanken(self) -> Self:
        return self.filter(woord__gte=_KLANK, woord__lt=chr(ord(_KLANK) + 1))

    def renew(self, kinderen: Iterable[Kind]) -> None:
        """After a child was saved: the only place where these rows are made."""
        nieuw = {kind.pk: (kind, words) for kind, words in _words_of(list(kinderen))}
        oud: set[tuple[int, str]] = set()
        weg: list[int] = []
        for pk, kind_id, woord in self.filter(kind__in=nieuw).values_list("pk", "kind", "woord"):
            if woord in nieuw[kind_id][1]:
                oud.add((kind_id, woord))
            else:
                weg.append(pk)
        if weg:
            self.filter(pk__in=weg).delete()
        Zoekwoord.objects.bulk_create(
            (
                Zoekwoord(kind=kind, gemeente_id=kind.gemeente_id, woord=woord)
                for kind, alle in nieuw.values()
                for woord in sorted(alle)
                if (kind.pk, woord) not in oud
            ),
            batch_size=5_000,
        )


def _words_of(kinderen: list[Kind]) -> Iterator[tuple[Kind, set[str]]]:
    """None for a file that was joined with another one: the other has its pseudoniem as a word."""
    eerdere: dict[int, list[str]] = defaultdict(list)
    samengevoegd = Kind.alle.filter(samengevoegd_met__in=[kind.pk for kind in kinderen])
    for ander in samengevoegd.only("samengevoegd_met", "pseudoniem"):
        eerdere[ander.samengevoegd_met_id or 0].append(ander.pseudoniem)
    for kind in kinderen:
        if kind.samengevoegd_met_id is not None:
            yield kind, set()
        else:
            pseudoniemen = [kind.pseudoniem, *eerdere[kind.pk]]
            yield kind, words_for(kind.voornaam, kind.tussenvoegsel, kind.achternaam, pseudoniemen)


def words_for(voornaam: str, tussenvoegsel: str, achternaam: str, pseudoniemen: Iterable[str]) -> set[str]:
    return {
        *zoekwoorden(voornaam, tussenvoegsel, achternaam),
        *(_KLANK + sleutel for sleutel in klanksleutels(voornaam, achternaam)),
        *(_PSEUDONIEM + pseudoniem.lower() for pseudoniem in pseudoniemen),
    }


class Zoekwoord(models.Model):
    """One word of a child. In the order of bytes, so that a prefix is a range of the index."""

    kind = models.ForeignKey(Kind, on_delete=models.CASCADE, related_name="+")
    # The index of the words begins with it.
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, db_index=False, related_name="+")
    woord = models.CharField(max_length=90, db_collation="C")

    objects = ZoekwoordQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=("gemeente", "woord", "kind"), name="zoekwoord_van_gemeente")]

    def __str__(self) -> str:
        return self.woord
