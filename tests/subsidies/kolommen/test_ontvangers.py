"""The columns of who is no provider: the parents of a child, an organisation in between; and of a contract."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from lib.periode import Tijdvak, kwartaal
from organisaties.models import Organisatie
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.invarianten import INVARIANTEN
from subsidies.kolommen.beeld import read_beelden
from subsidies.kolommen.lijnen import Lijn
from subsidies.kolommen.opening import open_lijn
from subsidies.models import Betaalverplichting, Boeking, Kolommenstand, Subsidiedossier
from subsidies.subsidiejaar.actions.aanvraag import (
    save_regels,
    start_aanvraag,
    start_vaststelling,
    submit_aanvraag,
)
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag
from subsidies.subsidiejaar.actions.namens import start_voor_organisatie
from subsidies.subsidiejaar.betaling import most_to_fix
from tests.factories import LocatieFactory, OrganisatieFactory
from tests.subsidies.administratie import Administratie
from tests.subsidies.kolommen.test_jaar import Jaar
from tests.subsidies.kolommen.wereld import Kolommen, give_accounts, kept, pay_all
from tests.subsidies.subsidiejaar.test_putten import at, besluit
from tests.subsidies.subsidiejaar.test_vormen import (
    GEMEENTE_IBAN,
    IBAN,
    declareer,
    gevraagd,
    in_vorm,
    ouders,
    rekening,
    verwacht,
)

pytestmark = pytest.mark.django_db


def columns(boeken: Administratie) -> dict[Lijn, Kolommen]:
    return {beeld.lijn: beeld.kolommen for beeld in read_beelden(boeken.gemeente)}


def broken(boeken: Administratie) -> list[str]:
    """What breaks an invariant; these tests keep a report without its document."""
    return [
        zin
        for naam, regel in INVARIANTEN.items()
        if "verantwoording" not in naam
        for zin in regel(boeken.gemeente)
    ]


def fix(boeken: Administratie, dossier: Subsidiedossier, op: datetime) -> None:
    vraag = start_vaststelling(dossier=dossier, door=boeken.medewerker, op=op)
    submit_aanvraag(aanvraag=vraag, door=boeken.medewerker, op=op)
    complete_aanvraag(aanvraag=vraag, door=boeken.medewerker, op=op)
    besluit(boeken, dossier, "vaststelling", most_to_fix(dossier), op)


def close_and_report(boeken: Administratie, dossier: Subsidiedossier, op: datetime) -> None:
    jaar = Jaar(boeken, boeken.medewerker, boeken.kind(None), boeken.locatie.plaatsingen.first(), dossier)
    jaar.close(dossier.jaar, op)
    jaar.report(dossier.jaar, op)


@pytest.fixture
def duiven() -> Administratie:
    boeken = Administratie(code="0226", regeling_naam=None, jaar=2020)
    boeken.locatie.ve_geregistreerd = True
    boeken.locatie.save()
    return boeken


def test_the_year_of_parents_closes_equal_in_five_columns(client: Client) -> None:
    boeken, kind = ouders("oudewater-2024", "0589")
    lijn = Lijn(None, "Oudewater 2024, peuteropvangtoeslag", 2024, kind.pk)
    rekening(boeken, GEMEENTE_IBAN)
    rekening(boeken, IBAN, kind=kind)
    # A child of whom nobody applied: its money stays with the provider, and is work.
    for tijdvak in Tijdvak.all_in(boeken.ritme, 2024):
        declareer(boeken, tijdvak, "100")
    [(van_aanbieder, eerst)] = columns(boeken).items()
    assert (van_aanbieder, eerst) == (
        lijn._replace(organisatie=boeken.houder.pk, kind=None),
        (3_936_00, 3_936_00, 0, 3_936_00, None),
    )
    assert kept(boeken.gemeente, at(2024, 12, 22))[0][2:] == (
        "te-doen",
        [
            (
                "Volgens de regeling gaat dit geld naar de ouders of een intermediair, en voor hen is nog niets "
                "aangevraagd. Vraag het namens hen aan."
            ),
            (
                "Over 2024 is nog geen definitieve verantwoording gemaakt: eerst wordt het jaar afgesloten. Uiterlijk "
                "15 juli 2025 moet de opgave bij het CBS zijn."
            ),
        ],
    )

    dossier = gevraagd(boeken, kind, at(2023, 10, 2)).dossier
    complete_aanvraag(aanvraag=dossier.aanvragen.get(), door=boeken.medewerker, op=at(2023, 10, 9))
    besluit(boeken, dossier, "verlening", 3_936_00, at(2023, 12, 4))
    pay_all(boeken.medewerker, boeken.budgethouder, at(2024, 1, 15))
    fix(boeken, dossier, at(2025, 2, 3))
    assert columns(boeken) == {lijn: (3_936_00, 3_936_00, 3_936_00, 3_936_00, None)}
    close_and_report(boeken, dossier, at(2025, 2, 10))
    assert columns(boeken) == {lijn: (3_936_00,) * 5}
    assert kept(boeken.gemeente, at(2025, 2, 10)) == [(lijn.regelingnaam, 2024, "gelijk", [])]
    assert broken(boeken) == []
    [van_kind] = open_lijn(boeken.gemeente, lijn).per_kind()
    assert (van_kind.vandaag, van_kind.goedgekeurd, van_kind.verantwoord) == (3_936_00,) * 3

    stand = Kolommenstand.objects.get()
    client.force_login(boeken.gebruiker(Rol.AUDITOR))
    for url in (reverse("subsidies:kolommen"), reverse("subsidies:kolommen_detail", args=[stand.pk])):
        tekst = client.get(url).content.decode()
        assert f"Ouders van {kind.pseudoniem}" in tekst
        assert kind.achternaam not in tekst


def test_parents_who_are_granted_less_than_is_approved_are_booked_at_what_is_fixed() -> None:
    """Awb 4:46; the lowering is of this child, and not of its provider or of another child there."""
    boeken, kind = ouders("oudewater-2024", "0589")
    lijn = Lijn(None, "Oudewater 2024, peuteropvangtoeslag", 2024, kind.pk)
    dossier = gevraagd(boeken, kind, at(2023, 10, 2)).dossier
    complete_aanvraag(aanvraag=dossier.aanvragen.get(), door=boeken.medewerker, op=at(2023, 10, 9))
    besluit(boeken, dossier, "verlening", 3_000_00, at(2023, 12, 4))
    rekening(boeken, GEMEENTE_IBAN)
    rekening(boeken, IBAN, kind=kind)
    pay_all(boeken.medewerker, boeken.budgethouder, at(2024, 1, 15))
    for tijdvak in Tijdvak.all_in(boeken.ritme, 2024):
        declareer(boeken, tijdvak, "100")
    assert columns(boeken) == {lijn: (3_000_00, 3_000_00, 3_000_00, 3_936_00, None)}
    fix(boeken, dossier, at(2025, 2, 3))
    lager = Boeking.objects.get(beschikking__isnull=False)
    assert (lager.houder, lager.bedrag_centen) == (boeken.houder, -936_00)
    close_and_report(boeken, dossier, at(2025, 2, 10))
    assert columns(boeken) == {lijn: (3_000_00,) * 5}
    assert broken(boeken) == []


def test_an_organisation_in_between_closes_its_year_with_all_its_providers(duiven: Administratie) -> None:
    in_vorm(duiven, begunstigde="intermediair")
    stichting = OrganisatieFactory.create(
        naam="Stichting Peuters", soort=Organisatie.Soort.INTERMEDIAIR, gemeenten=[duiven.gemeente]
    )
    tweede = OrganisatieFactory.create(gemeenten=[duiven.gemeente])
    andere = LocatieFactory.create(gemeente=duiven.gemeente, houder=tweede, ve_geregistreerd=True)
    op = at(2019, 9, 2)
    aanvraag = start_voor_organisatie(
        regeling=duiven.regeling, jaar=2020, organisatie=stichting, door=duiven.medewerker, op=op
    )
    regels = verwacht(duiven, duiven.locatie) + verwacht(duiven, andere)
    save_regels(aanvraag=aanvraag, regels=regels, door=duiven.medewerker)
    aanvraag = submit_aanvraag(aanvraag=aanvraag, door=duiven.medewerker, op=op)
    complete_aanvraag(aanvraag=aanvraag, door=duiven.medewerker, op=op)
    besluit(duiven, aanvraag.dossier, "verlening", 1_000_00, at(2019, 12, 2))
    give_accounts(duiven, stichting, op=op)
    pay_all(duiven.medewerker, duiven.budgethouder, at(2020, 1, 20))
    som = 0
    for houder, locatie in ((duiven.houder, duiven.locatie), (tweede, andere)):
        plaats = duiven.plaatsing(duiven.kind(), locatie=locatie)
        declaratie = duiven.declaratie({plaats: "160"}, kwartaal(2020, 1), houder=houder)
        berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=at(2020, 4, 15))
        approve_berekening(berekening=berekening, door=duiven.budgethouder, op=at(2020, 4, 16))
        som += berekening.totaal_centen
    lijn = Lijn(stichting.pk, aanvraag.dossier.regelingnaam, 2020)
    assert som > 1_000_00
    assert columns(duiven) == {lijn: (1_000_00, 1_000_00, 1_000_00, som, None)}
    assert len(open_lijn(duiven.gemeente, lijn).per_kind()) == 2
    fix(duiven, aanvraag.dossier, at(2021, 2, 3))
    lager = Boeking.objects.filter(beschikking__isnull=False)
    assert {boeking.houder_id for boeking in lager} == {duiven.houder.pk, tweede.pk}
    close_and_report(duiven, aanvraag.dossier, at(2021, 2, 10))
    assert columns(duiven) == {lijn: (1_000_00,) * 5}
    assert broken(duiven) == []
    assert kept(duiven.gemeente, at(2021, 2, 10))[0][2:] == ("gelijk", [])


def test_a_contract_closes_its_year_as_a_subsidy_does(duiven: Administratie) -> None:
    in_vorm(duiven, vorm="overeenkomst")
    houder = duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder)
    op = at(2019, 9, 2)
    aanvraag = start_aanvraag(regeling=duiven.regeling, jaar=2020, door=houder, op=op)
    save_regels(aanvraag=aanvraag, regels=verwacht(duiven, duiven.locatie), door=houder)
    aanvraag = submit_aanvraag(aanvraag=aanvraag, door=houder, op=op)
    dossier = aanvraag.dossier
    complete_aanvraag(aanvraag=aanvraag, door=duiven.medewerker, op=op)
    besluit(duiven, dossier, "verlening", aanvraag.bedrag_centen, at(2020, 1, 6))
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}, kwartaal(2020, 1))
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=at(2020, 4, 15))
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=at(2020, 4, 16))
    vraag = start_vaststelling(dossier=dossier, door=houder, op=at(2021, 2, 1))
    submit_aanvraag(aanvraag=vraag, door=houder, op=at(2021, 2, 1))
    complete_aanvraag(aanvraag=vraag, door=duiven.medewerker, op=at(2021, 2, 2))
    geleverd = berekening.totaal_centen
    besluit(duiven, dossier, "vaststelling", geleverd, at(2021, 2, 3))
    give_accounts(duiven, duiven.houder, op=op)
    # Nothing was paid yet: the advance less what is got back leaves in one run, and the books stay.
    pay_all(duiven.medewerker, duiven.budgethouder, at(2021, 2, 4))
    assert Betaalverplichting.objects.filter(status__in=("open", "in-run")).count() == 0
    close_and_report(duiven, dossier, at(2021, 2, 10))
    lijn = Lijn(duiven.houder.pk, dossier.regelingnaam, 2020)
    assert columns(duiven) == {lijn: (geleverd,) * 5}
