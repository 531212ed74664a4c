"""The way of a child through the rooms, by the actions of those who do it: registered, indicated, referred, placed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from demo.inrichting import Inrichting
from demo.personen import Persoon
from indicaties.actions import (
    add_ouder,
    decline_toeleiding,
    grant_indicatie,
    link_gezin,
    record_toestemming,
    refer_kind,
    register_kind,
)
from indicaties.models import Criterium, Indicatie, Kind, Ouderschap, Toeleiding, Toestemming, toestemming_of
from lib.periode import day_before, verjaardag
from opvang.actions import Afspraken, confirm_start, enrol_peuter, place_kind
from opvang.models import Plaatsing
from organisaties.models import Gebruiker, Locatie, Organisatie

# From the referral to the first day at the location.
WACHTTIJD = timedelta(days=21)


@dataclass(frozen=True)
class Dossiers:
    inrichting: Inrichting

    def register(self, persoon: Persoon) -> Kind:
        """JGZ registers the child when it is about a year and a half old."""
        kind = register_kind(
            voornaam=persoon.voornaam,
            tussenvoegsel=persoon.tussenvoegsel,
            achternaam=persoon.achternaam,
            geboortedatum=persoon.geboortedatum,
            geboorte_bekend=persoon.geboorte_bekend,
            adres=persoon.adres,
            bsn=persoon.bsn,
            door=self.inrichting.gebruikers["jgz"],
            op=persoon.in_beeld_op,
        )
        self._add_ouder(kind, persoon, self.inrichting.gebruikers["jgz"], persoon.in_beeld_op)
        return kind

    def _add_ouder(self, kind: Kind, persoon: Persoon, door: Gebruiker, op: date) -> None:
        gezag = Ouderschap.Gezag.YES
        add_ouder(kind=kind, gegevens=persoon.ouder, relatie="moeder", gezag=gezag, door=door, op=op)

    def link(self, kind: Kind, ander: Kind) -> None:
        """They are brother and sister."""
        link_gezin(kind=kind, ander=ander, door=self.inrichting.gebruikers["kindregisseur"])

    def indicate(
        self,
        kind: Kind,
        *,
        van: date,
        criteria: list[Criterium],
        soort: Indicatie.Soort = Indicatie.Soort.VVE,
    ) -> Indicatie:
        """An indicatie until the fourth birthday."""
        return grant_indicatie(
            kind=kind,
            soort=soort,
            criteria=criteria,
            geldig_van=van,
            geldig_tot_en_met=laatste_dag(kind.geboortedatum),
            door=self.inrichting.gebruikers["jgz"],
            op=van,
        )

    def refer(
        self, kind: Kind, houder: Organisatie, *, op: date, locatie: Locatie | None = None
    ) -> Toeleiding:
        kindregisseur = self.inrichting.gebruikers["kindregisseur"]
        if toestemming_of(kind) is None:
            record_toestemming(
                kind=kind,
                gegeven=True,
                datum=op,
                omvang=Toestemming.Omvang.INDICATIE,
                ouder=Toestemming.Ouder.BOTH,
                vastlegging=Toestemming.Vastlegging.SPOKEN,
                door=kindregisseur,
                op=op,
            )
        return refer_kind(kind=kind, houder=houder, locatie=locatie, door=kindregisseur, op=op)

    def decline(self, toeleiding: Toeleiding, reden: Toeleiding.Reden, *, op: date) -> Toeleiding:
        kindregisseur = self.inrichting.gebruikers["kindregisseur"]
        return decline_toeleiding(toeleiding=toeleiding, reden=reden, door=kindregisseur, op=op)

    def refer_and_place(
        self, kind: Kind, afspraken: Afspraken, *, start: date, verwezen: date | None = None
    ) -> Plaatsing:
        """Referred, placed, and there until the fourth birthday."""
        houder, op = afspraken.locatie.houder, verwezen or start - WACHTTIJD
        door = self.inrichting.medewerker(houder)
        toeleiding = self.refer(kind, houder, op=op)
        plaatsing = place_kind(
            kind=kind,
            afspraken=afspraken,
            startdatum=start,
            einddatum=laatste_dag(kind.geboortedatum),
            door=door,
            op=op,
        )
        toeleiding.refresh_from_db()
        confirm_start(toeleiding=toeleiding, gestart_op=start, door=door, op=start)
        return plaatsing

    def enrol(self, persoon: Persoon, afspraken: Afspraken, *, start: date) -> Plaatsing:
        """A regular peuter, brought by its parents."""
        door, op = self.inrichting.medewerker(afspraken.locatie.houder), start - WACHTTIJD
        plaatsing = enrol_peuter(
            voornaam=persoon.voornaam,
            tussenvoegsel=persoon.tussenvoegsel,
            achternaam=persoon.achternaam,
            geboortedatum=persoon.geboortedatum,
            adres=replace(persoon.adres, geheim=False),
            afspraken=afspraken,
            startdatum=start,
            einddatum=laatste_dag(persoon.geboortedatum),
            door=door,
            op=op,
        )
        self._add_ouder(plaatsing.kind, persoon, door, op)
        return plaatsing


def afspraken_voor(
    locatie: Locatie, uren_per_week: int, *, kot: bool, bijdrageklasse: int | None, bewijs_jaar: int
) -> Afspraken:
    """Parents with KOT show the decision about it; the others what their class is based on."""
    return Afspraken(
        locatie,
        uren_per_week,
        kot,
        None if kot else bijdrageklasse,
        bewijs=Plaatsing.Bewijs.ALLOWANCE if kot else Plaatsing.Bewijs.INCOME,
        bewijs_jaar=bewijs_jaar,
    )


def laatste_dag(geboortedatum: date) -> date:
    """The day before the fourth birthday."""
    return day_before(verjaardag(geboortedatum, 48))
