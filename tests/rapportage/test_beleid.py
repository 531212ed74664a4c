"""The dossier of a year of policy: agreements with what was measured, actions with what was booked, and meetings."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Rol
from rapportage.beleid.actions import record_actie, record_afspraak, record_overleg
from rapportage.beleid.bestand import write_beleid
from rapportage.beleid.lezen import find_jaren, read_beleidsjaar
from rapportage.beleid.maten import MATEN, Peilmoment
from rapportage.beleid.models import Beleidsafspraak, Beleidsoverleg, Onderwerp
from rapportage.beleid.taken import taken
from rapportage.beleid.tonen import show_afspraak
from rapportage.beleidsjaar import Doel, Meting, Plicht, count_expected
from rapportage.cijfers import prepare_rapport
from tests.factories import (
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    InstellingFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
)
from tests.rapportage.voorbeeld import make_beleid
from tests.subsidies.factories import ActiviteitFactory, BoekingFactory, FactuurFactory

OP = datetime(2025, 6, 4, 10, 0, tzinfo=UTC)
DAG = date(2025, 11, 3)
OVERLEG = {"soort": "oogo", "datum": date(2025, 6, 3), "aanwezig": "gemeente en schoolbesturen"}


# -- pure ------------------------------------------------------------------------------------------


def test_the_topics_are_the_four_of_article_160_and_the_four_of_161() -> None:
    artikelen = [onderwerp.artikel for onderwerp in Onderwerp]
    assert artikelen == ["WPO artikel 160"] * 4 + ["WPO artikel 161"] * 4


@pytest.mark.parametrize(
    ("per_jaar", "dag", "verwacht"),
    [
        # A year in one part reminds from September on, four parts in their third month, two in May and November.
        (1, date(2025, 8, 31), 0),
        (1, date(2025, 9, 1), 1),
        (4, date(2025, 2, 28), 0),
        (4, date(2025, 3, 1), 1),
        (4, date(2025, 12, 1), 4),
        (2, date(2025, 4, 30), 0),
        (2, date(2025, 5, 1), 1),
        (2, date(2025, 11, 1), 2),
        (0, date(2025, 12, 31), 0),
        (4, date(2024, 12, 31), 0),
        (4, date(2026, 1, 1), 4),
    ],
)
def test_a_meeting_is_due_in_the_last_third_of_its_part_of_the_year(
    per_jaar: int, dag: date, verwacht: int
) -> None:
    assert count_expected(per_jaar, 2025, dag) == verwacht


def test_the_next_meeting_has_its_last_month() -> None:
    werkgroep = Plicht("VVE-werkgroep", 2025, per_jaar=4, gehouden=1, verwacht=3, bron="")
    assert (werkgroep.tekort, werkgroep.volgende_voor) == (2, "juni 2025")
    assert replace(werkgroep, gehouden=5).tekort == 0
    assert Plicht("x", 2025, per_jaar=5, gehouden=0, verwacht=0, bron="").volgende_voor == "maart 2025"


def test_a_target_is_reached_by_the_exact_share() -> None:
    bereik, onbekend = Doel("Bereik", 80, hoogstens=False), Doel("Onbekend", 10, hoogstens=True)
    assert bereik.is_gehaald(Meting(8, 10, DAG))
    assert not bereik.is_gehaald(Meting(79, 100, DAG))
    assert onbekend.is_gehaald(Meting(1, 10, DAG))
    assert not onbekend.is_gehaald(Meting(2, 10, DAG))


@pytest.mark.parametrize(
    ("meting", "gemeten", "oordeel"),
    [
        (Meting(29, 34, DAG), "85,3\u00a0%", "gehaald"),
        (Meting(30, 34, DAG), "verborgen", ""),  # four children are not reached
        (Meting(3, 4, DAG), "verborgen", ""),
        (Meting(34, 34, DAG), "100,0\u00a0%", "gehaald"),
        (Meting(0, 0, DAG), "-", ""),
    ],
)
def test_a_share_of_a_small_group_is_hidden_with_the_answer(
    meting: Meting, gemeten: str, oordeel: str
) -> None:
    afspraak = replace(make_beleid().onderwerpen[1].afspraken[0], meting=meting)
    regel = show_afspraak(afspraak, volledig=False)
    assert (regel.gemeten, regel.oordeel) == (gemeten, oordeel)
    assert show_afspraak(afspraak, volledig=True).gemeten == meting.percentage


def test_an_activity_behind_two_actions_is_booked_once() -> None:
    stand = make_beleid()
    dubbel = replace(stand, acties=stand.acties * 2)
    assert (dubbel.kosten, dubbel.geboekt) == (6_000_000, 3_000_000)


# -- written down and read -------------------------------------------------------------------------


@pytest.fixture
def beleid() -> Gebruiker:
    wie: Gebruiker = GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=GemeenteFactory(code="0273"))
    return wie


def agree(door: Gebruiker, **anders: Any) -> Beleidsafspraak:
    vast: dict[str, Any] = {
        "jaar": 2025,
        "onderwerp": Onderwerp.TOELEIDING,
        "datum": date(2025, 2, 3),
        "partijen": "gemeente, schoolbesturen en houders",
        "tekst": "Wij bereiken minstens vier van de vijf kinderen.",
        "maat": "bereik",
        "doel_pct": 80,
    }
    return record_afspraak(**vast | anders, door=door, op=OP)


def place(door: Gebruiker, aantal: int, *, met_plek: int) -> None:
    """So many children with an indicatie, of whom the first have a place since January."""
    locatie = LocatieFactory(gemeente=door.gemeente)
    for nummer in range(aantal):
        kind = KindFactory(gemeente=door.gemeente, geboortedatum=date(2022, 10, 1))
        IndicatieFactory(kind=kind, geldig_van=date(2024, 10, 1), geldig_tot_en_met=date(2026, 9, 30))
        if nummer < met_plek:
            PlaatsingFactory(kind=kind, locatie=locatie, startdatum=date(2025, 1, 6))


@pytest.mark.django_db
def test_what_the_monitor_measures_stands_beside_the_target(beleid: Gebruiker) -> None:
    place(beleid, 10, met_plek=8)
    agree(beleid)
    agree(beleid, maat="onbekend", doel_pct=10)
    agree(beleid, maat="op-tijd", doel_pct=90)
    stand = read_beleidsjaar(beleid.gemeente, 2025, DAG)
    afspraken = stand.onderwerpen[1].afspraken
    gemeten = [(a.meting.aantal, a.meting.totaal, a.is_gehaald) for a in afspraken if a.meting]
    # Eight of ten placed, two unknown, and all eight that began this year were two and a quarter.
    assert gemeten == [(8, 10, True), (2, 10, False), (8, 8, True)]
    assert {a.meting.peildatum for a in afspraken if a.meting} == {DAG}
    assert len(stand.zonder_afspraak) == 7


@pytest.mark.django_db
def test_a_year_that_is_over_is_measured_on_its_last_day_and_one_to_come_not(beleid: Gebruiker) -> None:
    agree(beleid)
    agree(beleid, jaar=2026)
    (oud,) = read_beleidsjaar(beleid.gemeente, 2025, date(2026, 4, 1)).onderwerpen[1].afspraken
    (nieuw,) = read_beleidsjaar(beleid.gemeente, 2026, DAG).onderwerpen[1].afspraken
    assert oud.meting == Meting(0, 0, date(2025, 12, 31))
    assert (nieuw.meting, nieuw.is_gehaald) == (None, None)


@pytest.mark.django_db
def test_every_measure_counts_nothing_in_an_empty_municipality(beleid: Gebruiker) -> None:
    assert {m.meet(Peilmoment(beleid.gemeente, DAG)).totaal for m in MATEN.values()} == {0}


@pytest.mark.django_db
def test_what_several_measures_of_a_day_share_is_counted_once(
    beleid: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    moment = Peilmoment(beleid.gemeente, DAG)
    MATEN["bereik"].meet(moment)
    MATEN["niveau-taal"].meet(moment)
    with django_assert_num_queries(0):
        MATEN["onbekend"].meet(moment)
        MATEN["groei-rekenen"].meet(moment)


@pytest.mark.django_db
def test_an_agreement_is_replaced_once_and_stays_to_be_read(beleid: Gebruiker) -> None:
    eerste = agree(beleid)
    tweede = agree(beleid, tekst="Minstens negen van de tien.", doel_pct=90, vervangt=eerste)
    with pytest.raises(ValidationError, match="net al gewijzigd"):
        agree(beleid, vervangt=eerste)
    assert list(Beleidsafspraak.objects.current()) == [tweede]
    agree(beleid, vervangt=tweede, vervallen=True)
    assert not Beleidsafspraak.objects.current().exists()
    assert Beleidsafspraak.objects.count() == 3
    assert AuditRegel.objects.filter(handeling="beleidsafspraak.record").count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"maat": "", "doel": "meer"}, "Kies bij een doel in procenten ook wat er wordt gemeten"),
        ({"doel_pct": None}, "Kies bij een doel in procenten ook wat er wordt gemeten"),
        ({"maat": "", "doel_pct": None}, "Een afspraak heeft een doel"),
        ({"jaar": 1999}, "Kies een jaar van 2000"),
    ],
)
def test_an_agreement_without_a_target_or_a_year_is_refused(
    beleid: Gebruiker, anders: dict[str, Any], zin: str
) -> None:
    with pytest.raises(ValidationError, match=zin):
        agree(beleid, **anders)


@pytest.mark.django_db
@pytest.mark.parametrize("veld", ["agenda", "besluiten"])
def test_of_a_casusoverleg_only_the_day_and_who_were_there_is_kept(beleid: Gebruiker, veld: str) -> None:
    casus = OVERLEG | {"soort": "casusoverleg"}
    with pytest.raises(ValidationError, match="Een casusoverleg gaat over kinderen"):
        record_overleg(**casus, **{veld: "Iets over een kind."}, door=beleid, op=OP)
    assert record_overleg(**casus, door=beleid, op=OP).aanwezig == "gemeente en schoolbesturen"


@pytest.mark.django_db
def test_the_amount_booked_stands_beside_the_estimate(beleid: Gebruiker) -> None:
    activiteit = ActiviteitFactory(gemeente=beleid.gemeente, naam="VoorleesExpress")
    for nummer, (jaar, centen) in enumerate(((2025, 20_000_00), (2025, -500_00), (2024, 7_00))):
        factuur = FactuurFactory(
            gemeente=beleid.gemeente, activiteit=activiteit, jaar=jaar, nummer=f"F{nummer}"
        )
        BoekingFactory(
            gemeente=beleid.gemeente, jaar=jaar, soort="besteed", factuur=factuur, bedrag_centen=centen
        )
    vast = {
        "jaar": 2025,
        "eigenaar": "Bibliotheek",
        "uiterlijk": date(2025, 12, 31),
        "door": beleid,
        "op": OP,
    }
    record_actie(actie="Voorlezen", kosten_centen=30_000_00, activiteit=activiteit, **vast)
    record_actie(actie="Zonder geld", **vast)
    een, ander = read_beleidsjaar(beleid.gemeente, 2025, DAG).acties
    assert (een.kosten, een.geboekt, een.activiteit) == (30_000_00, 19_500_00, "VoorleesExpress")
    assert (ander.kosten, ander.geboekt, ander.activiteit) == (None, None, "")


@pytest.mark.django_db
def test_the_year_is_part_of_the_yearly_report(beleid: Gebruiker) -> None:
    agree(beleid)
    rapport = prepare_rapport(beleid.gemeente, 2025, date(2026, 3, 1))
    assert rapport.beleid == read_beleidsjaar(beleid.gemeente, 2025, date(2026, 3, 1))
    assert not rapport.beleid.is_leeg
    assert prepare_rapport(beleid.gemeente, 2024, date(2026, 3, 1)).beleid.is_leeg


# -- reminders -------------------------------------------------------------------------------------


def waiting(wie: Gebruiker, dag: date) -> dict[str, int]:
    return {taak.titel: taak.aantal for taak in taken(wie, dag) if taak.aantal}


@pytest.mark.django_db
def test_what_is_due_in_the_year_waits_on_the_start_page(beleid: Gebruiker) -> None:
    assert waiting(beleid, date(2025, 2, 1)) == {}
    assert waiting(beleid, date(2025, 6, 2)) == {"VVE-werkgroep houden": 2, "Casusoverleg houden": 1}
    record_overleg(**OVERLEG, door=beleid, op=OP)
    record_overleg(**OVERLEG | {"soort": "werkgroep"}, door=beleid, op=OP)
    gepland = OVERLEG | {"soort": "casusoverleg", "datum": date(2025, 12, 1)}
    record_overleg(**gepland, door=beleid, op=OP)
    agree(beleid)
    # The casusoverleg is planned and not held; the OOGO was held; seven topics have nothing.
    assert waiting(beleid, DAG) == {
        "VVE-werkgroep houden": 2,
        "Casusoverleg houden": 2,
        "Onderwerpen van het OOGO zonder afspraak": 7,
    }


@pytest.mark.django_db
def test_a_municipality_chooses_how_often_it_meets(beleid: Gebruiker) -> None:
    for soort, keer in (("vve_werkgroep", 0), ("vve_casusoverleg", 1)):
        InstellingFactory(
            gemeente=beleid.gemeente, soort=soort, waarde=keer, bron="besluit", geldig_van=date(2025, 1, 1)
        )
    plichten = read_beleidsjaar(beleid.gemeente, 2025, DAG).plichten
    assert [(p.naam, p.per_jaar) for p in plichten] == [("OOGO", 1), ("Casusoverleg", 1)]
    assert plichten[1].bron == "besluit"


@pytest.mark.django_db
def test_an_action_that_is_late_waits_until_it_is_done(beleid: Gebruiker) -> None:
    vast = {"jaar": 2025, "actie": "Folder maken", "eigenaar": "Gemeente", "uiterlijk": date(2025, 5, 1)}
    actie = record_actie(**vast, door=beleid, op=OP)
    assert waiting(beleid, date(2025, 5, 1)).get("Acties van het beleid die te laat zijn") is None
    assert waiting(beleid, date(2025, 5, 2))["Acties van het beleid die te laat zijn"] == 1
    record_actie(**vast, afgerond=date(2025, 4, 30), vervangt=actie, door=beleid, op=OP)
    assert "Acties van het beleid die te laat zijn" not in waiting(beleid, date(2025, 5, 2))


@pytest.mark.django_db
def test_who_may_not_write_it_down_has_nothing_waiting(beleid: Gebruiker) -> None:
    assert taken(GebruikerFactory(rol=Rol.AUDITOR, gemeente=beleid.gemeente), DAG) == []


# -- pages and files -------------------------------------------------------------------------------


def test_the_file_has_a_line_per_agreement_and_hides_small_groups() -> None:
    stand = make_beleid()
    regels = write_beleid(stand, "afspraken", volledig=False).decode("utf-8-sig").splitlines()
    assert regels[1] == (
        "Hoe kinderen naar voorschoolse educatie worden toegeleid;WPO artikel 160;Wij bereiken meer kinderen.;"
        "03-06-2025;gemeente, schoolbesturen en houders;ja;Bereik: minstens 80\u00a0%;85,3\u00a0%;31-12-2025;gehaald;"
        "Het bereik steeg."
    )
    klein = replace(stand.onderwerpen[1].afspraken[0], meting=Meting(2, 3, DAG))
    onderwerpen = (replace(stand.onderwerpen[1], afspraken=(klein,)),)
    verborgen = write_beleid(replace(stand, onderwerpen=onderwerpen), "afspraken", volledig=False).decode()
    assert ";verborgen;03-11-2025;;" in verborgen
    assert "66,7" not in verborgen
    assert "VoorleesExpress;30000,00" in write_beleid(stand, "acties", volledig=False).decode()
    assert "Het doel blijft 80 %." in write_beleid(stand, "overleggen", volledig=False).decode()


@pytest.mark.django_db
def test_the_beleidsmedewerker_writes_replaces_and_reads_it_on_the_page(
    beleid: Gebruiker, client: Client
) -> None:
    client.force_login(beleid)
    jaar = timezone.localdate().year
    data = {
        "jaar": jaar,
        "onderwerp": "161-segregatie",
        "tekst": "Scholen houden samen één open dag.",
        "datum": f"{jaar}-01-06",
        "partijen": "gemeente en schoolbesturen",
        "doel": "één open dag",
    }
    antwoord = client.post(reverse("rapportage:beleidsafspraak_record"), data)
    afspraak = Beleidsafspraak.objects.get()
    assert antwoord["Location"] == reverse("rapportage:beleidsafspraak_detail", args=[afspraak.pk])
    wijzig = reverse("rapportage:beleidsafspraak_replace", args=[afspraak.pk])
    assert client.post(wijzig, data | {"tekst": "Twee open dagen.", "uitkomst": "Gelukt."}).status_code == 302
    nieuw = Beleidsafspraak.objects.current().get()
    pagina = client.get(reverse("rapportage:beleidsafspraak_detail", args=[nieuw.pk])).content.decode()
    assert "Twee open dagen." in pagina
    assert "Scholen houden samen één open dag." in pagina
    oud = client.get(antwoord["Location"]).content.decode()
    assert "Dit is later gewijzigd." in oud
    assert wijzig not in oud
    overzicht = client.get(reverse("rapportage:beleid_jaar")).content.decode()
    assert "Wat ervan kwam: Gelukt." in overzicht
    assert "over 7 van de 8 onderwerpen" in " ".join(overzicht.split())


@pytest.mark.django_db
def test_a_meeting_shows_the_actions_that_follow_from_it_also_after_a_change(
    beleid: Gebruiker, client: Client
) -> None:
    overleg = record_overleg(**OVERLEG, door=beleid, op=OP)
    vast = {"jaar": 2025, "actie": "Folder maken", "eigenaar": "Gemeente", "uiterlijk": date(2025, 12, 1)}
    record_actie(**vast, overleg=overleg, door=beleid, op=OP)
    nieuw = record_overleg(**OVERLEG, besluiten="De folder komt er.", vervangt=overleg, door=beleid, op=OP)
    client.force_login(GebruikerFactory(rol=Rol.AUDITOR, gemeente=beleid.gemeente))
    pagina = client.get(reverse("rapportage:beleidsoverleg_detail", args=[nieuw.pk])).content.decode()
    assert "Folder maken" in pagina
    assert "wijzigen" not in pagina
    assert client.get(reverse("rapportage:beleidsoverleg_record")).status_code == 403


@pytest.mark.django_db
def test_an_action_keeps_the_meeting_it_had_when_that_meeting_was_replaced(
    beleid: Gebruiker, client: Client
) -> None:
    overleg = record_overleg(**OVERLEG, door=beleid, op=OP)
    vast = {"jaar": 2025, "actie": "Folder maken", "eigenaar": "Gemeente", "uiterlijk": date(2025, 12, 1)}
    actie = record_actie(**vast, overleg=overleg, door=beleid, op=OP)
    record_overleg(**OVERLEG, vervangt=overleg, door=beleid, op=OP)
    client.force_login(beleid)
    pagina = client.get(reverse("rapportage:beleidsactie_replace", args=[actie.pk])).content.decode()
    assert f'<option value="{overleg.pk}" selected>' in pagina


@pytest.mark.django_db
def test_another_municipality_is_not_found_and_its_years_do_not_count(
    beleid: Gebruiker, client: Client
) -> None:
    ander = GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=GemeenteFactory(code="0226"))
    vreemd = agree(ander, jaar=2019)
    record_overleg(**OVERLEG | {"datum": date(2020, 1, 6)}, door=beleid, op=OP)
    assert find_jaren(beleid.gemeente, DAG) == [2026, 2025, 2020]
    client.force_login(beleid)
    adres = reverse("rapportage:beleidsafspraak_detail", args=[vreemd.pk])
    assert client.get(adres).status_code == 404
    assert Beleidsoverleg.objects.for_gebruiker(ander).count() == 0
