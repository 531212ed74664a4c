"""The monitor of a quarter as people open it, with the same cells in its files."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicaties.models import Buurt, Buurtadres, Kind
from opvang.models import Groep, Groepsindeling
from organisaties.models import AuditRegel, Gebruiker, Gemeente, Locatie
from organisaties.rechten import Rol
from rapportage.cijfers import count_budget
from rapportage.monitor.blad import Blad
from rapportage.monitor.bladen import list_uitsplitsing, read_peil
from rapportage.monitor.geld import Verwachting, Vooruitzicht, read_vooruitzicht
from rapportage.monitor.groepen import list_groepen
from rapportage.monitor.kwartalen import Kwartaal, choose, find_kwartalen
from rapportage.monitor.ligging import Ligging
from rapportage.monitor.spreiding import list_segregatie, list_spreiding
from rapportage.monitor.tekenen import draw_rijen
from rapportage.monitor.weg import read_weg
from tests.factories import (
    AdresFactory,
    GebruikerFactory,
    GemeenteFactory,
    GroepFactory,
    GroepsindelingFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
    TrajectFactory,
)

pytestmark = pytest.mark.django_db
Inloggen = Callable[[Gebruiker], Client]
DAG = date(2025, 3, 31)
VANDAAG = date(2025, 5, 20)


@pytest.fixture
def putten() -> Gemeente:
    """Twelve children: seven in Noord with a place, five in Zuid of whom two declined and three have no place."""
    gemeente: Gemeente = GemeenteFactory.create()
    jgz = GebruikerFactory.create(rol=Rol.JGZ_MEDEWERKER, gemeente=gemeente)
    noord, zuid = (
        Buurt.objects.create(
            gemeente=gemeente,
            code=f"0273010{n}",
            naam=naam,
            wijkcode="027301",
            jaar=2024,
            ingelezen_op=DAG,
            ingelezen_door=jgz,
        )
        for n, naam in enumerate(("Noord", "Zuid"), 1)
    )
    Buurtadres.objects.create(gemeente=gemeente, buurt=noord, postcode="3881AA", huisnummer=12)
    locatie = LocatieFactory.create(gemeente=gemeente, adres="Laan 1940 12", postcode="3881AA", naam="De Ark")
    GroepFactory(locatie=locatie, plaatsen=16, van=date(2024, 1, 1))
    for nummer in range(12):
        kind = KindFactory.create(gemeente=gemeente, geboortedatum=date(2022, 7, 1))
        IndicatieFactory(kind=kind, afgegeven_door=jgz, afgegeven_op=date(2024, 3, 1))
        AdresFactory(kind=kind, buurt=noord if nummer < 7 else zuid)
        if nummer < 7:
            start = date(2025, 1, 1) if nummer < 5 else date(2025, 2, 1)
            PlaatsingFactory(kind=kind, locatie=locatie, startdatum=start)
        elif nummer < 9:
            ToeleidingFactory(
                kind=kind,
                verwezen_op=date(2025, 1, 1),
                verwezen_door=jgz,
                status="geen-deelname",
                reden="te-duur",
                afgerond_op=date(2025, 2, 1),
                afgerond_door=jgz,
            )
    PlaatsingFactory.create_batch(6, kind__gemeente=gemeente, locatie=locatie)
    return gemeente


def client_of(rol: Rol, gemeente: Gemeente, inloggen: Inloggen) -> Client:
    return inloggen(GebruikerFactory.create(rol=rol, gemeente=gemeente))


def get(client: Client, naam: str, *args: object, status: int = 200, **query: str) -> Any:
    antwoord = client.get(reverse(f"rapportage:{naam}", args=args), {"kwartaal": "2025-1"} | query)
    assert antwoord.status_code == status, naam
    return antwoord


def text(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def rows(blad: Blad) -> dict[str, list[str]]:
    return {regel.naam: [vak.tekst for vak in regel.vakken] for regel in blad.regels}


def peil(gemeente: Gemeente, *, volledig: bool) -> Any:
    kwartaal = choose(find_kwartalen(gemeente, VANDAAG), "2025-1", 0)
    return read_peil(gemeente, kwartaal, volledig=volledig)


def test_three_clicks_from_the_start_page_tell_how_many_of_a_neighbourhood_are_not_reached_and_why(
    putten: Gemeente, inloggen: Inloggen
) -> None:
    client = client_of(Rol.BUDGETHOUDER, putten, inloggen)
    assert f'href="{reverse("rapportage:monitor")}?jaar=' in text(client.get("/"))
    buurten = reverse("rapportage:monitor_uitsplitsing", args=["buurt"])
    assert f'href="{buurten}"' in text(client.get(reverse("rapportage:monitor")))
    zuid = Buurt.objects.get(naam="Zuid")
    tekst = text(get(client, "monitor_uitsplitsing", "buurt"))
    assert f'href="{reverse("rapportage:monitor_buurt", args=[zuid.pk])}?kwartaal=2025-1"' in tekst
    tekst = text(get(client, "monitor_buurt", zuid.pk))
    assert '<th scope="row">Niet bereikt</th> <td class="getal">2</td>' in tekst
    assert '<th scope="row" class="vve-inspringen">te duur</th> <td class="getal">2</td>' in tekst
    get(client, "monitor_buurt", zuid.pk + 99, status=404)


def test_page_csv_and_workbook_have_the_same_cells_and_who_sees_no_small_groups_sees_them_nowhere(
    putten: Gemeente, inloggen: Inloggen
) -> None:
    beleid = client_of(Rol.BELEIDSMEDEWERKER, putten, inloggen)
    assert '<td class="getal">12</td> <td class="getal">7</td>' in text(get(beleid, "monitor_kwartaal"))
    csv = b"".join(get(beleid, "monitor_blad", "buurt", "csv", met="2024-3").streaming_content)
    regels = csv.decode("utf-8-sig").splitlines()
    assert regels[:4] == [
        "Buurt;Totaal;Bereikt;Niet bereikt;Onbekend;Bereik;Bereik 3e kw. 2024",
        "Noord;7;7;0;0;100,0 %;0,0 %",
        "Zuid;5;0;verborgen;verborgen;0,0 %;0,0 %",
        "Buurt onbekend;0;0;0;0;;",
    ]
    xlsx = b"".join(get(beleid, "monitor_blad", "buurt", "xlsx", met="2024-3").streaming_content)
    blad = openpyxl.load_workbook(io.BytesIO(xlsx)).active
    assert [cel.value for cel in blad[3]][:6] == ["Zuid", 5, 0, "verborgen", "verborgen", "0,0 %"]
    budgethouder = client_of(Rol.BUDGETHOUDER, putten, inloggen)
    csv = b"".join(get(budgethouder, "monitor_blad", "buurt", "csv", met="2024-3").streaming_content)
    assert "Zuid;5;0;2;3;0,0 %;0,0 %" in csv.decode("utf-8-sig")
    details = (
        AuditRegel.objects.filter(handeling="monitor.export").order_by("pk").values_list("details", flat=True)
    )
    assert [detail["volledig"] for detail in details] == [False, False, True]


def test_each_number_opens_the_children_that_it_counts_for_who_may_see_children(
    putten: Gemeente, inloggen: Inloggen
) -> None:
    auditor = client_of(Rol.AUDITOR, putten, inloggen)
    zuid = Buurt.objects.get(naam="Zuid")
    vraag = f"kwartaal=2025-1&amp;kolom=niet-bereikt&amp;naar=buurt&amp;rij={zuid.pk}"
    assert f"{reverse('rapportage:monitor_kinderen')}?{vraag}" in text(
        get(auditor, "monitor_uitsplitsing", "buurt")
    )
    kinderen = text(get(auditor, "monitor_kinderen", kolom="niet-bereikt", naar="buurt", rij=str(zuid.pk)))
    wie = set(Kind.objects.filter(toeleidingen__reden="te-duur").values_list("pseudoniem", flat=True))
    assert {kind.pseudoniem for kind in Kind.objects.all() if kind.pseudoniem in kinderen} == wie
    assert "2 kinderen" in kinderen
    gelogd = AuditRegel.objects.get(handeling="monitor.kinderen")
    assert set(gelogd.details["kinderen"]) == wie
    for vraag, aantal in (
        ({"naar": "uren", "rij": "ja"}, 7),
        ({"kolom": "met-ve", "naar": "leeftijd", "rij": "ja"}, 7),
        ({"naar": "taal", "rij": "onbekend"}, 12),
    ):
        assert f"{aantal} kinderen" in text(get(auditor, "monitor_kinderen", **vraag))
    for vraag in ({"kolom": "kaas"}, {"naar": "buurt", "rij": "kaas"}, {"naar": "kaas", "rij": "1"}):
        get(auditor, "monitor_kinderen", status=404, **vraag)
    beleid = client_of(Rol.BELEIDSMEDEWERKER, putten, inloggen)
    get(beleid, "monitor_kinderen", status=403)
    assert "monitor/kwartaal/kinderen" not in text(get(beleid, "monitor_uitsplitsing", "buurt"))


def test_places_stand_beside_the_children_of_the_neighbourhood(putten: Gemeente) -> None:
    assert rows(list_spreiding(putten, peil(putten, volledig=False))) == {
        "Noord": ["1", "16", "7", "9"],
        "Zuid": ["0", "0", "5", "-5"],
        "Buurt onbekend": ["0", "0", "0", "0"],
    }
    # A number of the address that is no house number there, and a postcode that lies in two neighbourhoods.
    locatie = LocatieFactory.create(gemeente=putten, adres="Plein", postcode="3881AA")
    assert Ligging.of(putten).buurt[locatie.pk] == Buurt.objects.get(naam="Noord").pk
    Buurtadres.objects.create(
        gemeente=putten, buurt=Buurt.objects.get(naam="Zuid"), postcode="3881AA", huisnummer=99
    )
    assert Ligging.of(putten).buurt[locatie.pk] is None


def test_the_share_of_the_doelgroep_on_a_location_stands_beside_its_groups(putten: Gemeente) -> None:
    ((naam, cellen),) = rows(list_segregatie(putten, peil(putten, volledig=False))).items()
    assert naam.startswith("De Ark (")
    assert cellen == ["Noord", "1", "7", "6", "53,8\u00a0%", "niet vastgelegd"]


def divide(namen: dict[str, int], wie: Any) -> None:
    """So many children go to the group of that name, in the order of `wie`."""
    ark = Locatie.objects.get(naam="De Ark")
    groepen = {naam: GroepFactory.create(locatie=ark, naam=naam, van=date(2024, 1, 1)) for naam in namen}
    kinderen = iter(wie)
    for naam, aantal in namen.items():
        for _ in range(aantal):
            GroepsindelingFactory.create(kind=next(kinderen), groep=groepen[naam], vanaf=date(2025, 3, 1))


def test_the_share_of_the_doelgroep_is_told_per_group_without_small_groups(putten: Gemeente) -> None:
    doelgroep = Kind.objects.filter(indicaties__isnull=False, plaatsingen__isnull=False).order_by("pk")
    (regel,) = list_groepen(putten, peil(putten, volledig=False)).regels
    assert [vak.tekst for vak in regel.vakken][1:] == ["ja", "7", "6", "53,8\u00a0%", "niet vastgelegd"]
    divide({"Beren": 7, "Egels": 0}, doelgroep)
    alles = rows(list_groepen(putten, peil(putten, volledig=False)))
    assert {naam: cellen[2:5] for naam, cellen in alles.items() if not naam.startswith("Groep ")} == {
        "Beren": ["7", "0", "100,0\u00a0%"],
        "Egels": ["0", "0", "-"],
        "niet ingedeeld": ["0", "6", "0,0\u00a0%"],
    }
    Groepsindeling.objects.filter(kind=doelgroep[0]).update(groep=Groep.objects.get(naam="Egels"))
    delen = {
        volledig: rows(list_groepen(putten, peil(putten, volledig=volledig))) for volledig in (True, False)
    }
    assert [delen[True][naam][2] for naam in ("Beren", "Egels")] == ["6", "1"]
    assert [delen[False][naam][2] for naam in ("Beren", "Egels")] == ["verborgen", "verborgen"]


def test_the_children_of_a_group_open_behind_their_number(putten: Gemeente, inloggen: Inloggen) -> None:
    doelgroep = Kind.objects.filter(indicaties__isnull=False, plaatsingen__isnull=False).order_by("pk")
    divide({"Beren": 2, "Egels": 5}, doelgroep)
    auditor = client_of(Rol.AUDITOR, putten, inloggen)
    beren = Groep.objects.get(naam="Beren")
    vraag = f"kwartaal=2025-1&amp;kolom=bereikt&amp;naar=groep&amp;rij={beren.pk}"
    assert f"{reverse('rapportage:monitor_kinderen')}?{vraag}" in text(get(auditor, "monitor_spreiding"))
    tekst = text(get(auditor, "monitor_kinderen", kolom="bereikt", naar="groep", rij=str(beren.pk)))
    assert {kind.pseudoniem for kind in doelgroep if kind.pseudoniem in tekst} == {
        kind.pseudoniem for kind in doelgroep[:2]
    }
    vreemd = GroepFactory.create(locatie__gemeente=GemeenteFactory.create(code="0226"))
    for rij in (str(vreemd.pk), "kaas"):
        get(auditor, "monitor_kinderen", status=404, naar="groep", rij=rij)
    csv = b"".join(get(auditor, "monitor_blad", "groepen", "csv").streaming_content).decode("utf-8-sig")
    assert "Beren;De Ark" in csv


def test_who_began_on_time_and_how_long_the_way_was(putten: Gemeente) -> None:
    kinderen = Kind.objects.filter(indicaties__isnull=False, plaatsingen__isnull=False)
    periode = Kwartaal(find_kwartalen(putten, VANDAAG)[1].tijdvak, VANDAAG).tijdvak.periode
    for nummer, kind in enumerate(kinderen):
        TrajectFactory(kind=kind, geopend_op=date(2024, 2, 20))
        # Of one to four children no duration is told.
        eerste = read_weg(putten, periode, volledig=False).duren[0]
        assert (eerste.is_verborgen, eerste.spreiding is None) == (nummer < 4, nummer < 4)
    # Two and a half on 1 January 2025: who began on that day was on time.
    weg = read_weg(putten, periode, volledig=True)
    assert (weg.gestart, weg.op_tijd, weg.te_laat) == (7, 5, 2)
    duren = {d.naam: d.spreiding and (d.spreiding.aantal, d.spreiding.midden) for d in weg.duren}
    assert duren["Van signaal tot indicatie"] == (7, 10)
    assert duren["Van indicatie tot verwijzing"] is None
    assert duren["Van signaal tot start"] == (7, 316)
    delen = read_weg(putten, periode, volledig=False)
    assert (delen.gestart, delen.op_tijd, delen.te_laat) == (7, None, None)


def test_the_chart_has_the_lowest_share_first_and_nothing_that_is_hidden(putten: Gemeente) -> None:
    blad = list_uitsplitsing("buurt", putten, [peil(putten, volledig=False)])
    grafiek = draw_rijen(blad)
    assert grafiek is not None
    assert grafiek.rijen == (("Zuid", "0,0\u00a0%"), ("Noord", "100,0\u00a0%"))
    grafiek = draw_rijen(list_uitsplitsing("locatie", putten, [peil(putten, volledig=False)]))
    assert grafiek is not None
    assert [tekst for _, tekst in grafiek.rijen] == ["7"]


def test_every_page_opens_for_a_municipality_without_children(inloggen: Inloggen) -> None:
    client = client_of(Rol.BELEIDSMEDEWERKER, GemeenteFactory.create(code="0226"), inloggen)
    for naam in ("buurt", "locatie", "aanbieder", "grond", "taal"):
        get(client, "monitor_uitsplitsing", naam)
    for naam in ("monitor_kwartaal", "monitor_spreiding"):
        get(client, naam)


def test_the_running_quarter_comes_first_and_is_told_until_today(putten: Gemeente) -> None:
    kwartalen = find_kwartalen(putten, VANDAAG)
    assert [str(kwartaal) for kwartaal in kwartalen[:2]] == [
        "2e kwartaal 2025 (nu)",
        "1e kwartaal 2025",
    ]
    assert (kwartalen[0].dag, kwartalen[1].dag) == (VANDAAG, DAG)
    assert len(find_kwartalen(GemeenteFactory.create(code="0226"), timezone.localdate())) == 5


def test_without_any_grant_or_spending_nobody_says_that_the_money_will_last() -> None:
    gemeente = GemeenteFactory.create(code="0226")
    (uitkering,) = read_vooruitzicht(gemeente, VANDAAG, count_budget(gemeente, VANDAAG.year)).regels
    assert (uitkering.naam, uitkering.genoeg) == ("Uitkering van het Rijk 2023-2026", None)
    assert uitkering.zin == "er is nog geen beschikking, ontvangst of uitgave vastgelegd"


def test_money_is_not_enough_as_soon_as_one_source_is_not() -> None:
    goed = Verwachting("A", True, "zin a", "/")
    tekort = Verwachting("B", False, "zin b", "/")
    weet_niet = Verwachting("C", None, "zin c", "/")
    assert (Vooruitzicht((weet_niet, goed)).antwoord, Vooruitzicht((weet_niet, goed)).zin) == ("Ja", "zin a")
    assert (Vooruitzicht((goed, tekort)).antwoord, Vooruitzicht((goed, tekort)).zin) == ("Nee", "B: zin b")
    assert Vooruitzicht((weet_niet,)).antwoord == "Nog niet te zeggen"
