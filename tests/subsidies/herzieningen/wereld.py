"""Two providers, their locations and some children, moved only by the real actions: what people can do to a life."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Sum

from indicaties.actions import grant_indicatie
from indicaties.models import Criterium, Indicatie, Kind
from lib.geld import parse_honderdsten
from lib.periode import kwartaal as kwartaal_tijdvak
from opvang.actions import (
    Afspraken,
    accept_declaratie,
    change_afspraken,
    correct_declaratie,
    move_start,
    place_kind,
    refresh_declaratie,
    save_uren,
    start_declaratie,
    submit_declaratie,
    void_plaatsing,
)
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker, Locatie, Organisatie
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.herzieningen.actions import check_herzieningen
from subsidies.invarianten import INVARIANTEN
from subsidies.models import Berekening, Boeking, Herziening, Subsidieregeling
from tests.factories import (
    CriteriumFactory,
    KindFactory,
    LocatieFactory,
    ToeleidingFactory,
)
from tests.subsidies.berekeningen.test_samenloop import PUTTEN, Gemeente

# Long after every quarter that these tests are about.
NU = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
OP = NU.date()
GEBOREN = date(2022, 6, 1)
MEESTE_RONDEN = 8

Stand = dict[tuple[int, str], int]  # cents per year and category


class Wereld(Gemeente):
    """Putten with provider `houder` (locations `a` and `b`) and provider `ander` (location `c`)."""

    a: Locatie
    b: Locatie
    c: Locatie

    def __init__(self, *regelingen: str) -> None:
        super().__init__(*(regelingen or (PUTTEN,)))
        self.gemeente.kent_smi = True
        self.gemeente.save()
        self.noor.indicaties.all().delete()
        self.noor.ingeschreven_door = self.houder
        self.noor.save()
        self.a = self.locatie
        self.b = LocatieFactory.create(gemeente=self.gemeente, houder=self.houder)
        self.c = self.elsewhere()
        self.ander = self.c.houder
        self.jgz = self.gebruiker(Rol.JGZ_MEDEWERKER)
        self.beheerders = {
            houder.pk: self.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=houder)
            for houder in (self.houder, self.ander)
        }
        self.criteria: dict[str, Criterium] = {}
        self.refer(self.noor)

    def adopt(self, tekst: str) -> Subsidieregeling:
        """Without voorschotten, so that what is approved is claimed and can be paid."""
        return super().adopt(tekst.replace("voorschot = { waarde = 100", "voorschot = { waarde = 0"))

    # -- children and their places ---------------------------------------------------------------

    def refer(self, kind: Kind) -> None:
        ToeleidingFactory.create(kind=kind, houder=self.ander, verwezen_door=self.jgz)

    def child(self, geboortedatum: date = GEBOREN) -> Kind:
        kind: Kind = KindFactory.create(
            gemeente=self.gemeente, ingeschreven_door=self.houder, geboortedatum=geboortedatum
        )
        self.refer(kind)
        return kind

    def grant(self, van: date, tot: date, soort: str = "vve", kind: Kind | None = None) -> Indicatie:
        if soort not in self.criteria:
            self.criteria[soort] = CriteriumFactory.create(gemeente=self.gemeente, soort=soort)
        return grant_indicatie(
            kind=kind or self.noor,
            soort=soort,
            criteria=[self.criteria[soort]],
            geldig_van=van,
            geldig_tot_en_met=tot,
            door=self.jgz,
            op=OP,
        )

    def beheerder(self, houder: Organisatie) -> Gebruiker:
        return self.beheerders[houder.pk]

    def put(
        self, locatie: Locatie, van: date, tot: date | None = None, kind: Kind | None = None, **anders: Any
    ) -> Plaatsing:
        return place_kind(
            kind=kind or self.noor,
            afspraken=_afspraken(locatie, anders),
            startdatum=van,
            einddatum=tot,
            door=self.beheerder(locatie.houder),
            op=OP,
        )

    def change(self, plaatsing: Plaatsing, vanaf: date, **anders: Any) -> Plaatsing:
        """From a day on these agreements are otherwise; the others stay as they were."""
        plaatsing.refresh_from_db()
        nu = {
            "uren_per_week": plaatsing.uren_per_week_honderdsten,
            "kot": plaatsing.kot,
            "bijdrageklasse": plaatsing.bijdrageklasse,
        }
        locatie = anders.pop("locatie", plaatsing.locatie)
        return change_afspraken(
            plaatsing=plaatsing,
            afspraken=_afspraken(locatie, nu | anders),
            vanaf=vanaf,
            door=self.beheerder(plaatsing.locatie.houder),
            op=OP,
            reden=Plaatsing.RedenHerstel.KNOWN_LATER,
        )

    def start(self, plaatsing: Plaatsing, startdatum: date) -> Plaatsing:
        return move_start(
            plaatsing=plaatsing,
            startdatum=startdatum,
            reden=Plaatsing.RedenHerstel.TYPING_ERROR,
            door=self.beheerder(plaatsing.locatie.houder),
            op=OP,
        )

    def void(
        self, plaatsing: Plaatsing, reden: Plaatsing.RedenHerstel = Plaatsing.RedenHerstel.WRONG_CHILD
    ) -> None:
        void_plaatsing(plaatsing=plaatsing, reden=reden, door=self.beheerder(plaatsing.locatie.houder), op=OP)

    # -- from hours to money ---------------------------------------------------------------------

    def last(self, houder: Organisatie, jaar: int, kwartaal: int) -> Urendeclaratie | None:
        rijen = Urendeclaratie.objects.filter(houder=houder, jaar=jaar, nummer=kwartaal)
        return rijen.order_by("-volgnummer").first()

    def declare(
        self,
        kwartaal: int,
        uren: str | Mapping[Plaatsing, str] = "",
        houder: Organisatie | None = None,
        jaar: int = 2025,
    ) -> Urendeclaratie:
        """Start, fill in, submit and accept. `uren`: of each line, or per placement; nothing: as proposed."""
        door = self.beheerder(houder or self.houder)
        concept = start_declaratie(tijdvak=kwartaal_tijdvak(jaar, kwartaal), door=door, op=NU)
        return self.hand_in(concept, uren)

    def correct(self, declaratie: Urendeclaratie, uren: str | Mapping[Plaatsing, str] = "") -> Urendeclaratie:
        """The provider corrects, follows the placements, and types hours where given."""
        door = self.beheerder(declaratie.houder)
        concept = correct_declaratie(declaratie=declaratie, door=door, op=NU)
        refresh_declaratie(declaratie=concept, door=door)
        return self.hand_in(concept, uren)

    def hand_in(self, concept: Urendeclaratie, uren: str | Mapping[Plaatsing, str] = "") -> Urendeclaratie:
        door = self.beheerder(concept.houder)
        if uren:
            per_regel = {
                regel.pk: parse_honderdsten(uren if isinstance(uren, str) else uren[regel.plaatsing])
                for regel in concept.regels.all()
                if isinstance(uren, str) or regel.plaatsing in uren
            }
            save_uren(declaratie=concept, uren=per_regel, door=door)
        ingediend = submit_declaratie(declaratie=concept, door=door, op=NU)
        return accept_declaratie(declaratie=ingediend, door=self.medewerker, op=NU)

    def calculate(self, declaratie: Urendeclaratie) -> Berekening:
        return calculate_declaratie(declaratie=declaratie, door=self.medewerker, op=NU)

    def approve(self, berekening: Berekening) -> Berekening:
        return approve_berekening(berekening=berekening, door=self.budgethouder, op=NU)

    def reward(self, declaratie: Urendeclaratie) -> Berekening:
        """Calculate; approve what is new."""
        berekening = self.calculate(declaratie)
        return self.approve(berekening) if berekening.is_waiting else berekening

    # -- the list of reviews ---------------------------------------------------------------------

    def check(self) -> list[tuple[int, int | None, list[str]]]:
        """The list: approved, today, and the reasons, per child, in order of time."""
        check_herzieningen(gemeente=self.gemeente, op=NU)
        lijst = Herziening.objects.order_by(
            "berekening__declaratie__jaar",
            "berekening__declaratie__nummer",
            "berekening__declaratie__houder",
        )
        return [
            (regel.was_centen, regel.wordt_centen, regel.redenen)
            for herziening in lijst
            for regel in herziening.regels.all()
        ]

    def review(self, *, achterstevoren: bool = False) -> None:
        """Recalculate and approve all that is on the list; the provider corrects what can't be computed."""
        lijst = list(Herziening.objects.select_related("berekening__declaratie__houder").order_by("pk"))
        for herziening in reversed(lijst) if achterstevoren else lijst:
            declaratie = herziening.berekening.declaratie
            if herziening.regels.filter(wordt_centen=None).exists():
                declaratie = self.correct(declaratie)
            self.reward(declaratie)

    def settle(self, *, achterstevoren: bool = False) -> int:
        """Review until nothing is on the list; gives the number of rounds."""
        for ronde in range(MEESTE_RONDEN):
            if not self.check():
                return ronde
            self.review(achterstevoren=achterstevoren)
        raise AssertionError(f"After {MEESTE_RONDEN} rounds there still is: {self.check()}")

    def booked(self) -> Stand:
        """What the ledger comes to; nothing where it comes to nothing."""
        rijen = Boeking.objects.filter(gemeente=self.gemeente).order_by().values_list("jaar", "categorie")
        return {
            (jaar, categorie): som for jaar, categorie, som in rijen.annotate(som=Sum("bedrag_centen")) if som
        }


def broken() -> list[str]:
    return [zin for regel in INVARIANTEN.values() for zin in regel()]


def _afspraken(locatie: Locatie, anders: dict[str, Any]) -> Afspraken:
    waarden: dict[str, Any] = {"uren_per_week": 16_00, "kot": False}
    return Afspraken(locatie=locatie, **(waarden | anders))
