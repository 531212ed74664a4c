"""The list of declarations judges once and keeps it; what it shows is always what a judgement of now would say."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicaties.models import Indicatie
from opvang.models import Plaatsing, Urendeclaratie
from organisaties.models import Locatie
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import Rijbereik, bereik_van, rijbereik
from subsidies.berekeningen import bewaard
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.bewaard import read_signaleringen
from subsidies.berekeningen.signalen import judge, judge_tijdvak
from subsidies.models import Signalering, Subsidieregeling
from tests.conftest import Inloggen
from tests.factories import IndicatieFactory, LocatieFactory, OrganisatieFactory
from tests.subsidies.administratie import NU, Administratie

pytestmark = pytest.mark.django_db


@pytest.fixture
def plaatsing(duiven: Administratie) -> Plaatsing:
    return duiven.plaatsing(duiven.kind("vve"))


@pytest.fixture
def declaratie(duiven: Administratie, plaatsing: Plaatsing) -> Urendeclaratie:
    """Over the second quarter, handed in and not judged yet."""
    return duiven.declaratie({plaatsing: "160"}, kwartaal=2, status="ingediend")


@pytest.fixture
def geoordeeld(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The declarations that were really judged, in order."""
    gedaan: list[int] = []

    def count(declaraties: Any) -> Any:
        gedaan.extend(declaratie.pk for declaratie in declaraties)
        return judge_tijdvak(declaraties)

    monkeypatch.setattr(bewaard, "judge_tijdvak", count)
    return gedaan


def shown(declaratie: Urendeclaratie) -> tuple[int, int | None]:
    signalering = read_signaleringen([declaratie])[declaratie.pk]
    return signalering.aantal, signalering.subsidie_centen


def now(declaratie: Urendeclaratie) -> tuple[int, int | None]:
    beoordeling = judge(declaratie)
    return beoordeling.aantal, beoordeling.totaal


def test_a_declaration_is_judged_once_however_often_the_list_is_looked_at(
    declaratie: Urendeclaratie, geoordeeld: list[int]
) -> None:
    assert shown(declaratie) == shown(declaratie) == shown(declaratie) == (0, 1_572_00)
    assert geoordeeld == [declaratie.pk]


def test_counts_are_kept_per_weight(declaratie: Urendeclaratie, plaatsing: Plaatsing) -> None:
    Plaatsing.objects.filter(pk=plaatsing.pk).update(
        uren_per_week_honderdsten=8_00, einddatum=date(2020, 5, 31)
    )
    signalering = read_signaleringen([declaratie])[declaratie.pk]
    assert (signalering.fouten, signalering.waarschuwingen, signalering.info) == (0, 3, 1)


def _plaatsing_eindigt(plaatsing: Plaatsing, duiven: Administratie) -> None:
    Plaatsing.objects.filter(pk=plaatsing.pk).update(einddatum=date(2020, 4, 30))


def _plaatsing_verandert(plaatsing: Plaatsing, duiven: Administratie) -> None:
    Plaatsing.objects.filter(pk=plaatsing.pk).update(kot=True)


def _plaats_elders(plaatsing: Plaatsing, duiven: Administratie) -> None:
    elders = LocatieFactory.create(gemeente=duiven.gemeente, houder=OrganisatieFactory.create())
    duiven.plaatsing(plaatsing.kind, locatie=elders)


def _locatie_gaat_over(plaatsing: Plaatsing, duiven: Administratie) -> None:
    """The register gives the location to another provider."""
    Locatie.objects.filter(pk=plaatsing.locatie_id).update(houder=OrganisatieFactory.create())


def _indicatie_ingetrokken(plaatsing: Plaatsing, duiven: Administratie) -> None:
    plaatsing.kind.indicaties.update(ingetrokken_op=date(2020, 3, 1), ingetrokken_door=duiven.medewerker)


def _indicatie_erbij(plaatsing: Plaatsing, duiven: Administratie) -> None:
    plaatsing.kind.indicaties.update(soort=Indicatie.Soort.VVE, geldig_tot_en_met=date(2020, 4, 30))
    IndicatieFactory.create(
        kind=plaatsing.kind,
        soort=Indicatie.Soort.VVE,
        geldig_van=date(2020, 5, 4),
        geldig_tot_en_met=date(2021, 1, 1),
    )


def _geboortedatum_verbeterd(plaatsing: Plaatsing, duiven: Administratie) -> None:
    plaatsing.kind.geboortedatum = date(2019, 12, 1)
    plaatsing.kind.save()


def _regeling_weg(plaatsing: Plaatsing, duiven: Administratie) -> None:
    Subsidieregeling.objects.update(status=Subsidieregeling.Status.REPLACED)


WIJZIGINGEN = [
    _plaatsing_eindigt,
    _plaatsing_verandert,
    _plaats_elders,
    _locatie_gaat_over,
    _indicatie_ingetrokken,
    _indicatie_erbij,
    _geboortedatum_verbeterd,
    _regeling_weg,
]


@pytest.mark.parametrize("wijzig", WIJZIGINGEN, ids=lambda wijzig: wijzig.__name__.strip("_"))
def test_what_changed_shows_at_the_next_look(
    wijzig: Callable[[Plaatsing, Administratie], None],
    declaratie: Urendeclaratie,
    plaatsing: Plaatsing,
    duiven: Administratie,
) -> None:
    voor = shown(declaratie)
    wijzig(plaatsing, duiven)
    vers = Urendeclaratie.objects.get(pk=declaratie.pk)
    assert shown(vers) == now(vers) != voor


def test_hours_approved_over_an_earlier_quarter_are_seen(
    declaratie: Urendeclaratie, plaatsing: Plaatsing, duiven: Administratie, geoordeeld: list[int]
) -> None:
    """A policy can have a maximum per year."""
    shown(declaratie)
    eerste = duiven.declaratie({plaatsing: "160"})
    berekening = calculate_declaratie(declaratie=eerste, door=duiven.medewerker, op=NU)
    shown(declaratie)
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    shown(declaratie)
    assert geoordeeld == [declaratie.pk] * 2


def test_the_hash_covers_every_table_that_a_judgement_reads(declaratie: Urendeclaratie) -> None:
    def tables(lees: Callable[[], object]) -> set[str]:
        with CaptureQueriesContext(connection) as queries:
            lees()
        return {tabel for q in queries for tabel in re.findall(r'(?:FROM|JOIN) "?(\w+_\w+)"?', q["sql"])}

    gelezen = tables(lambda: judge(Urendeclaratie.objects.get()))
    # An approved calculation and its lines never change: which there are stands for what is in them.
    vast = {"subsidies_berekeningsregel", "opvang_urendeclaratie"}
    assert gelezen - vast <= tables(lambda: bewaard.read_grondslagen([declaratie]))


def test_another_release_judges_anew(
    declaratie: Urendeclaratie, geoordeeld: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(declaratie)
    monkeypatch.setattr(bewaard, "_code", lambda: "van een andere uitgave")
    shown(declaratie)
    assert geoordeeld == [declaratie.pk] * 2


def test_what_changes_while_it_is_judged_is_shown_and_not_kept(
    declaratie: Urendeclaratie, plaatsing: Plaatsing, duiven: Administratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge_meanwhile(declaraties: Any) -> Any:
        uitkomst = judge_tijdvak(declaraties)
        _plaatsing_verandert(plaatsing, duiven)
        return uitkomst

    with monkeypatch.context() as patch:
        patch.setattr(bewaard, "judge_tijdvak", judge_meanwhile)
        shown(declaratie)
    assert not Signalering.objects.exists()
    assert shown(declaratie) == now(declaratie)


def test_every_reader_of_the_municipality_finds_the_same(
    declaratie: Urendeclaratie, duiven: Administratie, geoordeeld: list[int]
) -> None:
    """The rows that the hash covers are those of the municipality, not those of the role."""
    for rol in (Rol.SUBSIDIEMEDEWERKER, Rol.BUDGETHOUDER, Rol.AUDITOR):
        with rijbereik(bereik_van(duiven.gebruiker(rol))):
            assert shown(declaratie) == (0, 1_572_00)
    assert geoordeeld == [declaratie.pk]


def test_a_provider_reads_nothing_of_it(declaratie: Urendeclaratie, duiven: Administratie) -> None:
    shown(declaratie)
    with rijbereik(Rijbereik(duiven.gemeente.pk, duiven.houder.pk)):
        assert Signalering.objects.count() == 0
    with rijbereik(Rijbereik(duiven.gemeente.pk)):
        assert Signalering.objects.count() == 1


def _fill(duiven: Administratie, aantal: int) -> None:
    for _ in range(aantal):
        houder = OrganisatieFactory.create(gemeenten=[duiven.gemeente])
        locatie = LocatieFactory.create(gemeente=duiven.gemeente, houder=houder)
        plaatsing = duiven.plaatsing(duiven.kind("vve"), locatie=locatie)
        duiven.declaratie({plaatsing: "80"}, status="ingediend", houder=houder)


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        antwoord = client.get(reverse("subsidies:declaratie_list"))
    assert antwoord.status_code == 200
    return len(queries)


def test_the_list_asks_as_much_of_25_declarations_as_of_3(duiven: Administratie, inloggen: Inloggen) -> None:
    client = inloggen(duiven.medewerker)
    client.get(reverse("home"))
    _fill(duiven, 3)
    koud_3, warm_3 = _queries(client), _queries(client)
    _fill(duiven, 22)
    Signalering.objects.all().delete()
    koud_25, warm_25 = _queries(client), _queries(client)
    assert (koud_25, warm_25) == (koud_3, warm_3)
    assert warm_25 < koud_25


def test_the_list_shows_how_many_signals_and_what_it_would_cost(
    duiven: Administratie, declaratie: Urendeclaratie, inloggen: Inloggen
) -> None:
    antwoord = inloggen(duiven.medewerker).get(reverse("subsidies:declaratie_list"))
    tekst = " ".join(antwoord.content.decode().split())
    assert '<td class="getal">€ 1.572,00</td>' in tekst
    assert "geen</span>" in tekst
