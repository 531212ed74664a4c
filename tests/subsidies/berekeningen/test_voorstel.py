"""An untouched proposal of correct agreements gives no signal, under every policy that comes with the product."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from indicaties.models import Indicatie, Kind
from lib.periode import Periode, Ritme, Tijdvak, add_maanden
from opvang.actions import start_declaratie
from opvang.models import Plaatsing, Urendeclaratie
from opvang.signalen import Ernst
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from rekenregels import Categorie, Regeling, load_regeling, vragen_van
from rekenregels.regeling.groepen import Categorieregels, Fase
from rekenregels.regelingen import MAP
from subsidies.berekeningen.signalen import judge
from tests.factories import IndicatieFactory, KindFactory, PlaatsingFactory
from tests.subsidies.administratie import Administratie

pytestmark = pytest.mark.django_db

BESTANDEN = sorted(MAP.glob("*.toml"))
DELEN = ("m2", "m10", "1", "2", "3", "4", "h2", "j1")
IN_EERSTE_HELFT = ("m2", "1", "2")


def _tijdvakken() -> list[tuple[Path, str]]:
    """Each policy with the tijdvakken in all of which it holds."""
    koppen = {bestand: tomllib.loads(bestand.read_text())["regeling"] for bestand in BESTANDEN}
    return [
        (bestand, deel)
        for bestand, kop in koppen.items()
        for deel in (DELEN if kop["geldig_tot_en_met"].month == 12 else IN_EERSTE_HELFT)
    ]


KINDEREN_PER_FASE = 6
VIJF_DAGEN = 30_00
WEINIG = 4_00
SOORTEN = {Categorie.DOELGROEP: Indicatie.Soort.VVE, Categorie.SMI: Indicatie.Soort.SMI}


class Gemeentetijdvak:
    """Children with agreements that fit the policy, on whatever days of the tijdvak they have a place."""

    def __init__(self, regeling: Regeling, naam: str, deel: str) -> None:
        self.regeling, self.jaar = regeling, regeling.geldig_van.year
        self.tijdvak = Tijdvak.from_code(f"{self.jaar}-{deel}")
        self.boeken = Administratie(regeling.gemeente_code, naam, self.jaar, ritme=self.tijdvak.ritme)
        self.houder: Gebruiker = self.boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=self.boeken.houder)
        self.arts = self.boeken.gebruiker(Rol.JGZ_MEDEWERKER)
        self.toeval = Random(f"{naam} {deel}")
        self.periode = self.tijdvak.periode
        self.geldt = self.periode.overlap(Periode(regeling.geldig_van, regeling.geldig_tot_en_met))

    @property
    def maanden(self) -> int:
        """After how many months the shortest right under the policy ends; 0 where none does."""
        rechten = [r.hoogstens_maanden for _, r in self.regeling.vergoede_categorieen()]
        return min((recht.op(self.periode.van).waarde for recht in rechten if recht is not None), default=0)

    @property
    def terecht(self) -> set[str]:
        """Signals that are true of correct agreements: in a tijdvak as long as the right, it ends."""
        return {"recht_voorbij"} if 0 < self.maanden <= len(self.tijdvak.maanden) else set()

    def fasen(self) -> Iterator[tuple[Categorie, Categorieregels, Fase]]:
        for categorie, regels in self.regeling.vergoede_categorieen():
            for fase in regels.fasen:
                yield categorie, regels, fase

    def plaats(self, categorie: Categorie, regels: Categorieregels, fase: Fase) -> Plaatsing | None:
        """A child that is of this phase in the whole tijdvak; hours up to what the policy pays."""
        uren = self.weekuren(regels, fase)
        minimum = regels.minimum_uren_per_week
        minst = minimum.op(self.periode.van).waarde if minimum else 1_00
        minder = uren if regels.contractmaten else self.toeval.randrange(minst, uren + 1)
        per_week = self.toeval.choice([uren, uren, minder])
        dagen = self.toeval.randrange(-(-per_week // 6_00) or 1, 6)
        minst_dagen = regels.minimum_dagen_per_week
        dagen = max(dagen, minst_dagen.op(self.periode.van).waarde if minst_dagen else 1)
        kind = self.kind(categorie, fase)
        if kind is None:
            return None
        van = self.toeval.choice([self.periode.van - timedelta(days=20), self.dag(self.periode.van)])
        eind = self.toeval.choice([None, self.dag(max(van, self.periode.van))])
        plaatsing: Plaatsing = PlaatsingFactory.create(
            kind=kind,
            locatie=self.boeken.locatie,
            startdatum=van,
            einddatum=eind,
            uren_per_week_honderdsten=per_week,
            dagen_per_week=dagen,
            bijdrageklasse=1 if self.regeling.bijdragetabel else None,
            uurprijs_centen=9_00 if vragen_van(self.regeling).prijs else None,
        )
        return plaatsing

    def weekuren(self, regels: Categorieregels, fase: Fase) -> int:
        """What the policy pays in a week, in hundredths; of a block over another time, few enough to fit in it."""
        dag = self.periode.van
        if regels.contractmaten:
            weken = self.regeling.uren.weken_per_jaar.op(dag).waarde
            return regels.contractmaten[0].aantal.op(dag).waarde * 100 // weken
        per_week = [b.uren_per_week.op(dag).waarde for b in fase.banden if b.uren_per_week is not None]
        return min(sum(per_week), VIJF_DAGEN) if len(per_week) == len(fase.banden) else WEINIG

    def kind(self, categorie: Categorie, fase: Fase) -> Kind | None:
        """Born so that the tijdvak lies within the phase, with three weeks before it."""
        jongst = add_maanden(self.periode.van - timedelta(days=30), -fase.vanaf.maanden)
        oudst = add_maanden(self.periode.tot_en_met + timedelta(days=3), -fase.tot.maanden)
        jongst -= timedelta(weeks=fase.vanaf.weken)
        if oudst > jongst:
            return None
        kind: Kind = KindFactory.create(
            gemeente=self.boeken.gemeente,
            ingeschreven_door=self.boeken.houder,
            ingeschreven_op=self.periode.van,
            geboortedatum=oudst + timedelta(days=self.toeval.randrange((jongst - oudst).days + 1)),
        )
        if categorie in SOORTEN:
            IndicatieFactory.create(
                kind=kind,
                soort=SOORTEN[categorie],
                # A right that ends after some months begins with the tijdvak.
                geldig_van=self.periode.van - timedelta(days=20)
                if self.maanden
                else date(self.jaar - 1, 1, 1),
                geldig_tot_en_met=date(self.jaar + 1, 12, 31),
                afgegeven_door=self.arts,
            )
        return kind

    def dag(self, vanaf: date) -> date:
        return vanaf + timedelta(days=self.toeval.randrange((self.periode.tot_en_met - vanaf).days + 1))

    def declareer(self) -> Urendeclaratie:
        op = datetime(self.jaar + 1, 1, 10, 9, 0, tzinfo=UTC)
        return start_declaratie(tijdvak=self.tijdvak, door=self.houder, op=op)


@pytest.mark.parametrize(
    ("bestand", "deel"), _tijdvakken(), ids=lambda x: x.stem if isinstance(x, Path) else x
)
def test_an_untouched_proposal_gives_no_signal(bestand: Path, deel: str) -> None:
    regeling = load_regeling(bestand.read_text())
    alles = Gemeentetijdvak(regeling, bestand.stem, deel)
    assert alles.geldt == alles.periode
    geplaatst = [alles.plaats(*fase) for fase in alles.fasen() for _ in range(KINDEREN_PER_FASE)]
    if not any(geplaatst):
        assert alles.tijdvak.ritme in (Ritme.HALFJAAR, Ritme.JAAR)
        pytest.skip("No phase of the policy is as long as this tijdvak.")
    declaratie = alles.declareer()
    beoordeling = judge(declaratie)
    regels = {regel.pk: regel for regel in declaratie.regels.select_related("plaatsing")}
    gevonden = [
        (signaal.code, regels[pk].van, regels[pk].tot_en_met, regels[pk].uren_honderdsten, regels[pk].dagen)
        for pk, signalen in beoordeling.per_regel.items()
        for signaal in signalen
        if signaal.ernst is not Ernst.INFO and str(signaal.code) not in alles.terecht
    ]
    assert (gevonden, beoordeling.algemeen) == ([], [])
