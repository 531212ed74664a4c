"""Peuters of a neighbourhood and pupils of a school: written down once, and told beside the doelgroep (WPO 161)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from indicaties.models import Buurt, Buurtadres
from organisaties.models import AuditRegel, Gebruiker, Gemeente, Organisatie
from organisaties.rechten import Rol
from rapportage.models import Kindertelling
from rapportage.monitor.blad import Blad
from rapportage.monitor.bladen import Peil, read_peil
from rapportage.monitor.kwartalen import choose, find_kwartalen
from rapportage.monitor.spreiding import list_segregatie
from rapportage.monitor.tegenover import list_scholen
from rapportage.tellingen.actions import record_leerlingen, record_peuters, withdraw_telling
from rapportage.tellingen.tonen import show_leerlingen
from tests.factories import (
    AdresFactory,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    OrganisatieFactory,
    PlaatsingFactory,
)

pytestmark = pytest.mark.django_db
DAG, VANDAAG = date(2025, 3, 31), date(2025, 5, 20)
OP = datetime(2025, 5, 20, 10, 0, tzinfo=UTC)
TELDAG = date(2024, 10, 1)


@pytest.fixture
def beleid() -> Gebruiker:
    wie: Gebruiker = GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=GemeenteFactory(code="0273"))
    return wie


def make_buurt(door: Gebruiker, nummer: int, naam: str) -> Buurt:
    buurt: Buurt = Buurt.objects.create(
        gemeente=door.gemeente,
        code=f"0273010{nummer}",
        naam=naam,
        wijkcode="027301",
        jaar=2024,
        ingelezen_op=DAG,
        ingelezen_door=door,
    )
    Buurtadres.objects.create(
        gemeente=door.gemeente, buurt=buurt, postcode=f"388{nummer}AA", huisnummer=nummer
    )
    return buurt


def make_school(gemeente: Gemeente, naam: str, postcode: str = "") -> Organisatie:
    school: Organisatie = OrganisatieFactory(soort="school", naam=naam, postcode=postcode, adres="Laan")
    school.gemeenten.add(gemeente)
    return school


def place_children(door: Gebruiker, buurt: Buurt, aantal: int, nummer: int) -> None:
    """In the neighbourhood, with an indicatie, all at one location there."""
    locatie = LocatieFactory(
        gemeente=door.gemeente, naam=f"L{nummer}", postcode=f"388{nummer}AA", adres="Laan"
    )
    for _ in range(aantal):
        kind = KindFactory(gemeente=door.gemeente, geboortedatum=date(2022, 7, 1))
        IndicatieFactory(kind=kind, afgegeven_op=date(2024, 3, 1))
        AdresFactory(kind=kind, buurt=buurt)
        PlaatsingFactory(kind=kind, locatie=locatie, startdatum=date(2025, 1, 1))


def peil(gemeente: Gemeente, *, volledig: bool) -> Peil:
    return read_peil(gemeente, choose(find_kwartalen(gemeente, VANDAAG), "2025-1", 0), volledig=volledig)


def rows(blad: Blad) -> dict[str, list[str]]:
    return {regel.naam.split(" (")[0]: [vak.tekst for vak in regel.vakken] for regel in blad.regels}


def count_school(door: Gebruiker, school: Organisatie, aantal: int, met: int, **anders: Any) -> Kindertelling:
    velden = {"peildatum": TELDAG, "bron": "opgave van de school", "door": door, "op": OP} | anders
    return record_leerlingen(school=school, aantal=aantal, met_indicatie=met, **velden)


def test_the_share_of_a_location_and_of_a_school_stands_beside_that_of_its_neighbourhood(
    beleid: Gebruiker,
) -> None:
    gemeente, vast = beleid.gemeente, {"bron": "CBS", "door": beleid, "op": OP}
    noord, zuid, west = (make_buurt(beleid, n, naam) for n, naam in enumerate(("Noord", "Zuid", "West"), 1))
    for nummer, (buurt, aantal) in enumerate(((noord, 7), (zuid, 2), (west, 6)), 1):
        place_children(beleid, buurt, aantal, nummer)
    record_peuters(buurt=noord, peildatum=date(2023, 1, 1), aantal=9, **vast)
    record_peuters(buurt=noord, peildatum=date(2025, 1, 1), aantal=10, **vast)
    record_peuters(buurt=noord, peildatum=date(2025, 1, 1), aantal=28, **vast)
    record_peuters(buurt=noord, peildatum=date(2025, 5, 1), aantal=1, **vast)
    record_peuters(buurt=zuid, peildatum=date(2025, 1, 1), aantal=20, **vast)
    ark, brug = make_school(gemeente, "De Ark", "3881AA"), make_school(gemeente, "De Brug", "3882AA")
    make_school(gemeente, "Niet geteld", "3881AA")
    count_school(beleid, ark, 40, 10)
    count_school(beleid, brug, 30, 4)
    count_school(beleid, make_school(gemeente, "Ergens"), 20, 0)

    alles, delen = peil(gemeente, volledig=True), peil(gemeente, volledig=False)
    aandeel = {naam: cellen[-1] for naam, cellen in rows(list_segregatie(gemeente, alles)).items()}
    # Counted last on or before 31 March, as it was last written: 7 of 28.
    assert aandeel == {"L1": "25,0\u00a0%", "L2": "10,0\u00a0%", "L3": "niet vastgelegd"}
    assert rows(list_scholen(gemeente, alles)) == {
        "De Ark": ["Noord", "01-10-2024", "40", "10", "25,0\u00a0%", "25,0\u00a0%"],
        "De Brug": ["Zuid", "01-10-2024", "30", "4", "13,3\u00a0%", "10,0\u00a0%"],
        "Ergens": ["onbekend", "01-10-2024", "20", "0", "0,0\u00a0%", "onbekend"],
    }
    # Two children in Zuid are hidden, and with them those of West, so that no total tells them.
    assert rows(list_segregatie(gemeente, delen))["L2"][-1] == "verborgen"
    assert rows(list_scholen(gemeente, delen)) == {
        "De Ark": ["Noord", "01-10-2024", "40", "10", "25,0\u00a0%", "25,0\u00a0%"],
        "De Brug": ["Zuid", "01-10-2024", "30", "verborgen", "verborgen", "verborgen"],
        "Ergens": ["onbekend", "01-10-2024", "20", "0", "0,0\u00a0%", "onbekend"],
    }
    assert "Peuters geteld op 01-01-2025: CBS." in list_segregatie(gemeente, delen).uitleg
    # The files of the CBS are read anew: what was counted stays, by the code of the neighbourhood.
    noord.delete()
    assert Kindertelling.objects.filter(buurtnaam="Noord").count() == 4


def test_a_count_that_was_of_another_day_is_withdrawn_and_the_one_before_it_counts_again(
    beleid: Gebruiker, inloggen: Callable[[Gebruiker], Client]
) -> None:
    noord, vast = make_buurt(beleid, 1, "Noord"), {"bron": "CBS", "door": beleid, "op": OP}
    eerst = record_peuters(buurt=noord, peildatum=TELDAG, aantal=28, **vast)
    fout = record_peuters(buurt=noord, peildatum=date(2025, 1, 1), aantal=30, **vast)
    adres = reverse("rapportage:telling_withdraw", args=[fout.pk])
    antwoord = inloggen(beleid).post(adres, follow=True).content.decode()
    assert "De telling van Noord op 01-01-2025 is ingetrokken." in antwoord
    assert "peuters, ingetrokken" in antwoord
    assert Kindertelling.objects.latest_on(DAG) == {noord.code: eerst}
    assert AuditRegel.objects.get(handeling="kindertelling.withdraw").gebruiker_id == beleid.pk
    with pytest.raises(ValidationError, match="al ingetrokken"):
        withdraw_telling(telling=fout, door=beleid, op=OP)
    # What was replaced by a count that was withdrawn is no longer replaced.
    opnieuw = record_peuters(buurt=noord, peildatum=TELDAG, aantal=29, **vast)
    withdraw_telling(telling=opnieuw, door=beleid, op=OP)
    assert not Kindertelling.objects.with_vervangen().get(pk=eerst.pk).vervangen


@pytest.mark.parametrize(
    ("aantal", "met", "getoond"),
    [(40, 5, (40, 5)), (40, 4, (40, None)), (40, 37, (40, None)), (40, 0, (40, 0)), (4, 4, (None, None))],
)
def test_few_with_and_few_without_an_indicatie_are_hidden(
    aantal: int, met: int, getoond: tuple[int | None, int | None]
) -> None:
    assert show_leerlingen(aantal, met, volledig=False) == getoond
    assert show_leerlingen(aantal, met, volledig=True) == (aantal, met)


def test_what_cannot_be_is_refused_in_words_and_by_the_database(beleid: Gebruiker, client: Client) -> None:
    school, buurt = make_school(beleid.gemeente, "De Ark"), make_buurt(beleid, 1, "Noord")
    with pytest.raises(ValidationError, match="01-06-2025 is nog niet geweest"):
        count_school(beleid, school, 9, 1, peildatum=date(2025, 6, 1))
    with pytest.raises(ValidationError, match="niet meer kinderen met een VVE-indicatie"):
        count_school(beleid, school, 9, 10)
    vast = {
        "gemeente": beleid.gemeente,
        "peildatum": TELDAG,
        "aantal": 9,
        "bron": "x",
        "vastgelegd_op": OP,
        "vastgelegd_door": beleid,
    }
    for plek in ({}, {"school": school}, {"school": school, "met_indicatie": 1, "buurtcode": buurt.code}):
        with pytest.raises(IntegrityError, match="kindertelling_buurt_of_school"), transaction.atomic():
            Kindertelling.objects.create(**vast, **plek)
    client.force_login(beleid)
    adres = reverse("rapportage:leerlingen_record")
    velden = {
        "school": school.pk,
        "peildatum": "2024-10-01",
        "aantal": "9",
        "met_indicatie": "10",
        "bron": "x",
    }
    antwoord = client.post(adres, velden)
    assert antwoord.status_code == 422
    assert "10 met een VVE-indicatie is meer dan de 9 leerlingen" in antwoord.content.decode()
    tekst = client.post(adres, velden | {"aantal": "veel"}).content.decode()
    assert "Vul een heel getal in van 0 tot en met 50000." in tekst
    assert not Kindertelling.objects.exists()


def test_counts_are_written_down_by_policy_and_small_ones_are_told_to_who_may_see_them(
    beleid: Gebruiker, client: Client
) -> None:
    gemeente, buurt = beleid.gemeente, make_buurt(beleid, 1, "Noord")
    school = make_school(gemeente, "De Ark")
    client.force_login(beleid)
    for soort, plek in (("peuters", {"buurt": buurt.pk}), ("leerlingen", {"school": school.pk})):
        for aantal in ("41", "42"):
            velden = {"peildatum": "2024-10-01", "aantal": aantal, "met_indicatie": "3", "bron": "opgave"}
            antwoord = client.post(reverse(f"rapportage:{soort}_record"), velden | plek)
            assert antwoord.status_code == 302
    regel = AuditRegel.objects.filter(handeling="kindertelling.record").latest("pk")
    assert regel.details == {"peildatum": "2024-10-01"}
    tekst = client.get(reverse("rapportage:tellingen")).content.decode()
    assert (tekst.count("peuters, vervangen"), tekst.count("groep 1 en 2, vervangen")) == (1, 1)
    assert (tekst.count(">verborgen<"), ">3<" in tekst) == (2, False)
    client.force_login(GebruikerFactory(rol=Rol.BUDGETHOUDER, gemeente=gemeente))
    tekst = client.get(reverse("rapportage:tellingen")).content.decode()
    assert (tekst.count(">verborgen<"), ">3<" in tekst, "vastleggen" in tekst) == (0, True, False)
    assert client.get(reverse("rapportage:leerlingen_record")).status_code == 403
    client.force_login(GebruikerFactory(rol=Rol.BUDGETHOUDER, gemeente=GemeenteFactory(code="0226")))
    assert "De Ark" not in client.get(reverse("rapportage:tellingen")).content.decode()
