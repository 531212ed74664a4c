"""The books of a municipality for a test: declared, calculated, approved and booked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.geld import parse_honderdsten
from lib.periode import jaar_periode
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker, Gemeente, Locatie
from organisaties.rechten import Rol
from subsidies.grootboek.cijfers import BRON_BIJ_CATEGORIE
from subsidies.models import Berekening, Berekeningsdeel, Berekeningsregel, Boeking, Subsidieregeling
from tests.factories import (
    MOMENT,
    DeclaratieregelFactory,
    GebruikerFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)


@dataclass(frozen=True)
class Regel:
    plaatsing: Plaatsing
    uren: str
    centen: int
    categorie: str = "doelgroep"


class Administratie:
    """Writes what the actions of the other rooms write, without their rules."""

    def __init__(self, gemeente: Gemeente, jaar: int = 2025, document: dict[str, Any] | None = None) -> None:
        self.gemeente, self.jaar = gemeente, jaar
        self.rekenaar: Gebruiker = GebruikerFactory.create(gemeente=gemeente)
        self.budgethouder: Gebruiker = GebruikerFactory.create(rol=Rol.BUDGETHOUDER, gemeente=gemeente)
        geldig = jaar_periode(jaar)
        self.regeling = Subsidieregeling.objects.create(
            gemeente=gemeente,
            naam=f"Regeling {gemeente.naam} {jaar}",
            status=Subsidieregeling.Status.ADOPTED,
            geldig_van=geldig.van,
            geldig_tot_en_met=geldig.tot_en_met,
            tekst="",
            document=document or {},
            sha256="ab" * 32,
            opgesteld_op=MOMENT,
            vastgesteld_op=MOMENT,
            vastgesteld_door=self.budgethouder,
        )

    def place(self, locatie: Locatie | None = None, *, kot: bool = False) -> Plaatsing:
        locatie = locatie or LocatieFactory.create(gemeente=self.gemeente)
        kind = KindFactory.create(gemeente=self.gemeente)
        return PlaatsingFactory.create(kind=kind, locatie=locatie, kot=kot, startdatum=date(self.jaar, 1, 1))

    def book(self, kwartaal: int, *regels: Regel, vervangt: Berekening | None = None) -> Berekening:
        """Declare, calculate, approve and book the lines of one provider over a quarter."""
        declaratie = self._declare(kwartaal, regels, vervangt)
        berekening = Berekening.objects.create(
            declaratie=declaratie,
            engine_versie="proef",
            totaal_centen=sum(regel.centen for regel in regels),
            status=Berekening.Status.APPROVED,
            berekend_op=MOMENT,
            berekend_door=self.rekenaar,
            besloten_op=MOMENT,
            besloten_door=self.budgethouder,
            vervangt=vervangt,
        )
        Berekeningsdeel.objects.create(
            berekening=berekening,
            regeling=self.regeling,
            regeling_sha256=self.regeling.sha256,
            eerste=0,
            invoer={},
        )
        self._store(berekening, regels)
        if vervangt is not None:
            self.reverse(vervangt)
        for categorie in sorted({regel.categorie for regel in regels}):
            centen = sum(r.centen for r in regels if r.categorie == categorie)
            if centen:
                self._post(berekening, categorie, centen)
        return berekening

    def reverse(self, berekening: Berekening) -> None:
        Berekening.objects.filter(pk=berekening.pk).update(status=Berekening.Status.REPLACED)
        for boeking in berekening.boekingen.all():
            self._post(berekening, boeking.categorie, -boeking.bedrag_centen, storneert=boeking)

    def _declare(
        self, kwartaal: int, regels: tuple[Regel, ...], vervangt: Berekening | None
    ) -> Urendeclaratie:
        declaratie: Urendeclaratie = UrendeclaratieFactory.create(
            gemeente=self.gemeente,
            houder=regels[0].plaatsing.locatie.houder,
            jaar=self.jaar,
            nummer=kwartaal,
            volgnummer=vervangt.declaratie.volgnummer + 1 if vervangt else 1,
            corrigeert=vervangt.declaratie if vervangt else None,
        )
        for regel in regels:
            DeclaratieregelFactory(
                declaratie=declaratie,
                plaatsing=regel.plaatsing,
                uren_honderdsten=parse_honderdsten(regel.uren),
            )
        return declaratie

    def _store(self, berekening: Berekening, regels: tuple[Regel, ...]) -> None:
        periode = berekening.declaratie.periode
        for volgorde, regel in enumerate(regels):
            Berekeningsregel.objects.create(
                berekening=berekening,
                volgorde=volgorde,
                declaratieregel=berekening.declaratie.regels.get(plaatsing=regel.plaatsing),
                van=periode.van,
                tot_en_met=periode.tot_en_met,
                categorie=regel.categorie,
                kot=regel.plaatsing.kot,
                uren_honderdsten=parse_honderdsten(regel.uren),
                subsidie_centen=regel.centen,
                ouderbijdrage_centen=0,
            )

    def _post(
        self, berekening: Berekening, categorie: str, centen: int, storneert: Boeking | None = None
    ) -> None:
        bron, indicator = BRON_BIJ_CATEGORIE[categorie]
        Boeking.objects.create(
            gemeente=self.gemeente,
            jaar=self.jaar,
            datum=date(self.jaar, 12, 1),
            soort=Boeking.Soort.SPENT,
            bron=bron,
            indicator=indicator,
            categorie=categorie,
            houder=berekening.declaratie.houder,
            berekening=berekening,
            bedrag_centen=centen,
            omschrijving="Subsidie",
            storneert=storneert,
            geboekt_op=MOMENT,
            geboekt_door=self.budgethouder,
        )
