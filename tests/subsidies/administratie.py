"""A municipality with its policy in force and a provider that declares: what the tests of this room start from."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from indicaties.models import Indicatie, Kind
from lib.geld import parse_honderdsten
from lib.periode import Ritme, Tijdvak
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from organisaties.rechten import Rol
from rekenregels.regelingen import MAP as REGELINGEN
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from tests.factories import (
    DeclaratieregelFactory,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
    UrendeclaratieFactory,
)

NU = datetime(2020, 4, 10, 9, 0, tzinfo=UTC)
# Two and a half on the first of January 2020, and four only in 2021: of age in all of 2020.
GEBOREN = date(2017, 6, 1)
# The class of the VNG table 2020 in which parents pay € 0,87 per hour.
KLASSE_MODAAL = 3


def regeling_text(naam: str) -> str:
    return (REGELINGEN / f"{naam}.toml").read_text()


def with_ritme(tekst: str, ritme: str) -> str:
    """The policy with this rhythm of declaring."""
    return re.sub(r'declaratie_ritme = "\w+"', f'declaratie_ritme = "{ritme}"', tekst)


def adopt(
    naam: str, opsteller: Gebruiker, vaststeller: Gebruiker, ritme: Ritme = Ritme.KWARTAAL
) -> Subsidieregeling:
    concept = import_regeling(tekst=with_ritme(regeling_text(naam), ritme), door=opsteller, op=NU)
    voorstel = propose_regeling(regeling=concept, door=opsteller)
    return adopt_regeling(regeling=voorstel, door=vaststeller, op=NU)


@dataclass
class Administratie:
    """Duiven in 2020 under scenario 4a, unless told otherwise."""

    code: str = "0226"
    regeling_naam: str | None = "duiven-2020"
    jaar: int = 2020
    gemeente: Gemeente = field(init=False)
    houder: Organisatie = field(init=False)
    locatie: Locatie = field(init=False)
    regeling: Subsidieregeling | None = None
    ritme: Ritme = Ritme.KWARTAAL

    def __post_init__(self) -> None:
        self.gemeente = GemeenteFactory.create(code=self.code)
        self.houder = OrganisatieFactory.create(gemeenten=[self.gemeente])
        self.locatie = LocatieFactory.create(gemeente=self.gemeente, houder=self.houder)
        self.medewerker = self.gebruiker(Rol.SUBSIDIEMEDEWERKER)
        self.budgethouder = self.gebruiker(Rol.BUDGETHOUDER)
        self.beleid = self.gebruiker(Rol.BELEIDSMEDEWERKER)
        if self.regeling_naam:
            self.regeling = adopt(self.regeling_naam, self.beleid, self.budgethouder, self.ritme)

    def gebruiker(self, rol: Rol, **extra: object) -> Gebruiker:
        return GebruikerFactory.create(rol=rol, gemeente=self.gemeente, **extra)

    def kind(self, soort: str | None = "vve", van: date | None = None, tot: date | None = None) -> Kind:
        """A child of the right age, with an indicatie of this kind in these days (None: without)."""
        kind: Kind = KindFactory.create(gemeente=self.gemeente, geboortedatum=GEBOREN)
        if soort is not None:
            IndicatieFactory.create(
                kind=kind,
                soort=Indicatie.Soort(soort),
                geldig_van=van or date(2019, 12, 1),
                geldig_tot_en_met=tot or date(2021, 5, 31),
                afgegeven_door=self.gebruiker(Rol.JGZ_MEDEWERKER),
            )
        return kind

    def plaatsing(self, kind: Kind, **extra: object) -> Plaatsing:
        gegevens: dict[str, object] = {
            "startdatum": date(self.jaar, 1, 1),
            "bijdrageklasse": KLASSE_MODAAL,
            "locatie": self.locatie,
        }
        return PlaatsingFactory.create(kind=kind, **(gegevens | extra))

    def declaratie(
        self,
        uren: dict[Plaatsing, str],
        kwartaal: int | Tijdvak = 1,
        status: str = "geaccepteerd",
        corrigeert: Urendeclaratie | None = None,
        houder: Organisatie | None = None,
    ) -> Urendeclaratie:
        """A declaration with these hours per placement, as far on its way as `status` says."""
        tijdvak = kwartaal if isinstance(kwartaal, Tijdvak) else Tijdvak(Ritme.KWARTAAL, self.jaar, kwartaal)
        declaratie: Urendeclaratie = UrendeclaratieFactory.create(
            gemeente=self.gemeente,
            houder=houder or self.houder,
            **tijdvak.velden,
            volgnummer=corrigeert.volgnummer + 1 if corrigeert else 1,
            corrigeert=corrigeert,
        )
        for plaatsing, aantal in uren.items():
            DeclaratieregelFactory.create(
                declaratie=declaratie, plaatsing=plaatsing, uren_honderdsten=parse_honderdsten(aantal)
            )
        if corrigeert is not None:
            Urendeclaratie.objects.filter(pk=corrigeert.pk).update(status="vervangen")
        if status == "concept":
            return declaratie
        declaratie.status = status
        declaratie.ingediend_op, declaratie.ingediend_door = NU, declaratie.opgesteld_door
        if status != "ingediend":
            declaratie.beoordeeld_op, declaratie.beoordeeld_door = NU, self.medewerker
        declaratie.save()
        return declaratie

    def declaratie_of_many(self, aantal: int, uren: str = "80") -> Urendeclaratie:
        """An accepted declaration of so many regular children."""
        kinderen = Kind.objects.bulk_create(KindFactory.build_batch(aantal, **self._van_kind()))
        voorbeeld = self.plaatsing(self.kind(None))
        plaatsingen = Plaatsing.objects.bulk_create(
            Plaatsing(
                kind=kind,
                locatie=self.locatie,
                startdatum=voorbeeld.startdatum,
                uren_per_week_honderdsten=voorbeeld.uren_per_week_honderdsten,
                bijdrageklasse=KLASSE_MODAAL,
                vastgelegd_op=voorbeeld.vastgelegd_op,
                vastgelegd_door=voorbeeld.vastgelegd_door,
            )
            for kind in kinderen
        )
        declaratie: Urendeclaratie = UrendeclaratieFactory.create(
            gemeente=self.gemeente, houder=self.houder, jaar=self.jaar, kwartaal=1
        )
        Declaratieregel.objects.bulk_create(
            Declaratieregel(
                declaratie=declaratie,
                plaatsing=p,
                van=declaratie.periode.van,
                tot_en_met=declaratie.periode.tot_en_met,
                uren_honderdsten=parse_honderdsten(uren),
            )
            for p in plaatsingen
        )
        Urendeclaratie.objects.filter(pk=declaratie.pk).update(
            status="geaccepteerd",
            ingediend_op=NU,
            ingediend_door=declaratie.opgesteld_door,
            beoordeeld_op=NU,
            beoordeeld_door=self.medewerker,
        )
        declaratie.refresh_from_db()
        return declaratie

    def _van_kind(self) -> dict[str, object]:
        jgz = OrganisatieFactory.create(jgz=True, gemeenten=[self.gemeente])
        return {"gemeente": self.gemeente, "ingeschreven_door": jgz, "geboortedatum": GEBOREN}
