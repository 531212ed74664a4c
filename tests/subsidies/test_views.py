"""What each role sees and may do in this room."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lib.periode import Ritme, Tijdvak, kwartaal
from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.tasks import calculate_kwartaal
from subsidies.models import Berekening, Boeking, Rekenopdracht
from tests.factories import GebruikerFactory, GemeenteFactory, OrganisatieFactory
from tests.subsidies.administratie import NU, Administratie

Inloggen = Callable[..., Client]
KWARTAAL = {"tijdvak": "2020-1"}


def _calculated(duiven: Administratie, uren: str = "160") -> Berekening:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): uren})
    return calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)


def _approved(duiven: Administratie) -> Berekening:
    return approve_berekening(berekening=_calculated(duiven), door=duiven.budgethouder, op=NU)


# -- who may open what --------------------------------------------------------------------------

LIJSTEN = ["declaratie_list", "berekening_list", "regeling_list", "boeking_list"]
OPEN = {
    Rol.SUBSIDIEMEDEWERKER: {"declaratie_list", "berekening_list", "regeling_list", "boeking_list"},
    Rol.BUDGETHOUDER: {"declaratie_list", "berekening_list", "regeling_list", "boeking_list"},
    Rol.AUDITOR: {"declaratie_list", "berekening_list", "regeling_list", "boeking_list"},
    Rol.BELEIDSMEDEWERKER: {"regeling_list", "boeking_list"},
    Rol.HOUDER_BEHEERDER: {"berekening_list", "regeling_list"},
    Rol.JGZ_MEDEWERKER: set(),
    Rol.KINDREGISSEUR: set(),
    Rol.IB_ER: set(),
    Rol.FUNCTIONEEL_BEHEERDER: set(),
}


@pytest.mark.parametrize("rol", list(OPEN))
def test_a_role_opens_only_the_lists_of_its_work(duiven: Administratie, inloggen: Inloggen, rol: Rol) -> None:
    client = inloggen(duiven.gebruiker(rol))
    gezien = {naam for naam in LIJSTEN if client.get(reverse(f"subsidies:{naam}")).status_code == 200}
    assert gezien == OPEN[rol]


def test_every_page_of_another_municipality_is_not_found(duiven: Administratie, inloggen: Inloggen) -> None:
    berekening = _approved(duiven)
    assert duiven.regeling is not None
    client = inloggen(GebruikerFactory.create(rol=Rol.AUDITOR, gemeente=GemeenteFactory.create(code="0273")))
    for naam, args in (
        ("declaratie_detail", [berekening.declaratie_id]),
        ("berekening_detail", [berekening.pk]),
        ("berekening_uitleg", [berekening.pk, 0]),
        ("regeling_detail", [duiven.regeling.pk]),
        ("regeling_download", [duiven.regeling.pk]),
    ):
        assert client.get(reverse(f"subsidies:{naam}", args=args)).status_code == 404, naam


POSTS = {
    "declaratie_accept": Rol.SUBSIDIEMEDEWERKER,
    "declaratie_return": Rol.SUBSIDIEMEDEWERKER,
    "declaratie_calculate": Rol.SUBSIDIEMEDEWERKER,
    "berekening_approve": Rol.BUDGETHOUDER,
    "berekening_reject": Rol.BUDGETHOUDER,
    "regeling_propose": Rol.BELEIDSMEDEWERKER,
    "regeling_adopt": Rol.BUDGETHOUDER,
    "boeking_reverse": Rol.SUBSIDIEMEDEWERKER,
}


@pytest.mark.parametrize("naam", list(POSTS))
def test_an_act_is_refused_to_every_other_role_and_a_foreign_object_is_not_found(
    duiven: Administratie, inloggen: Inloggen, naam: str
) -> None:
    url = reverse(f"subsidies:{naam}", args=[999_999])
    for rol in OPEN:
        status = inloggen(duiven.gebruiker(rol)).post(url).status_code
        assert status == (404 if rol == POSTS[naam] else 403), rol


@pytest.mark.parametrize(
    "naam", ["declaratie_accept", "berekening_approve", "regeling_adopt", "tijdvak_calculate"]
)
def test_an_act_is_never_done_by_looking(duiven: Administratie, inloggen: Inloggen, naam: str) -> None:
    args: list[object] = [kwartaal(2020, 1)] if naam == "tijdvak_calculate" else [1]
    for rol in (Rol.SUBSIDIEMEDEWERKER, Rol.BUDGETHOUDER):
        assert inloggen(duiven.gebruiker(rol)).get(reverse(f"subsidies:{naam}", args=args)).status_code == 405


def test_a_provider_sees_its_approved_calculation_with_explanation(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    berekening = _approved(duiven)
    client = inloggen(duiven.gebruiker(Rol.HOUDER_MEDEWERKER, organisatie=duiven.houder))
    assert "€\u00a01.572,00" in client.get(reverse("subsidies:berekening_list"), KWARTAAL).content.decode()
    assert client.get(reverse("subsidies:berekening_detail", args=[berekening.pk])).status_code == 200
    assert client.get(reverse("subsidies:berekening_uitleg", args=[berekening.pk, 0])).status_code == 200


@pytest.mark.parametrize("vraag", ["berekening_list?tijdvak=2020-1", "plafond?jaar=2020"])
def test_who_looks_at_many_calculations_reads_no_receipt(
    duiven: Administratie, inloggen: Inloggen, vraag: str
) -> None:
    _approved(duiven)
    client, (naam, _, keuze) = inloggen(duiven.budgethouder), vraag.partition("?")
    with CaptureQueriesContext(connection) as vragen:
        pagina = client.get(f"{reverse(f'subsidies:{naam}')}?{keuze}").content.decode()
    assert "€\u00a01.572,00" in pagina
    assert [v["sql"] for v in vragen if '"subsidies_berekeningsdeel"."invoer"' in v["sql"]] == []


def test_the_page_of_a_tijdvak_is_found_by_its_code_and_by_that_of_an_old_message(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    maart = Tijdvak(Ritme.MAAND, 2020, 3)
    duiven.declaratie({duiven.plaatsing(duiven.kind()): "53.33"}, maart, status="ingediend")
    client, url = inloggen(duiven.medewerker), reverse("subsidies:declaratie_list")
    assert "Declaraties van maart 2020" in client.get(url).content.decode()
    for vraag in ({"tijdvak": "2020-1"}, {"kwartaal": "2020-1"}):
        pagina = client.get(url, vraag)
        assert "Declaraties van het 1e kwartaal 2020" in pagina.content.decode()
        keuzes = [str(tijdvak) for tijdvak in pagina.context["keuze"].bekend]
        assert keuzes == ["maart 2020", "1e kwartaal 2020"]


def test_a_provider_sees_nothing_of_what_is_not_approved_or_of_another_provider(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    berekening = _calculated(duiven)
    eigen = inloggen(duiven.gebruiker(Rol.HOUDER_MEDEWERKER, organisatie=duiven.houder))
    assert eigen.get(reverse("subsidies:berekening_detail", args=[berekening.pk])).status_code == 404
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    ander = inloggen(
        duiven.gebruiker(
            Rol.HOUDER_MEDEWERKER, organisatie=OrganisatieFactory.create(gemeenten=[duiven.gemeente])
        )
    )
    assert ander.get(reverse("subsidies:berekening_detail", args=[berekening.pk])).status_code == 404


# -- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rol", "ziet_naam"), [(Rol.SUBSIDIEMEDEWERKER, True), (Rol.AUDITOR, False), (Rol.BUDGETHOUDER, False)]
)
def test_only_roles_that_may_know_children_see_names(
    duiven: Administratie, inloggen: Inloggen, rol: Rol, ziet_naam: bool
) -> None:
    berekening = _approved(duiven)
    kind = berekening.regels.get().declaratieregel.plaatsing.kind
    client = inloggen(duiven.gebruiker(rol))
    for url in (
        reverse("subsidies:berekening_detail", args=[berekening.pk]),
        reverse("subsidies:berekening_uitleg", args=[berekening.pk, 0]),
        reverse("subsidies:declaratie_detail", args=[berekening.declaratie_id]),
    ):
        tekst = client.get(url).content.decode()
        assert kind.pseudoniem in tekst
        assert (kind.naam in tekst) is ziet_naam, url


def test_who_looked_at_a_calculation_is_in_the_record(duiven: Administratie, inloggen: Inloggen) -> None:
    berekening = _approved(duiven)
    auditor = duiven.gebruiker(Rol.AUDITOR)
    inloggen(auditor).get(reverse("subsidies:berekening_detail", args=[berekening.pk]))
    regel = AuditRegel.objects.latest("volgnummer")
    assert (regel.handeling, regel.gebruiker_email) == ("berekening.view", auditor.email)


# -- review -------------------------------------------------------------------------------------


def test_the_review_shows_per_line_what_is_wrong(duiven: Administratie, inloggen: Inloggen) -> None:
    te_veel = duiven.plaatsing(duiven.kind())
    declaratie = duiven.declaratie({te_veel: "200"}, status="ingediend")
    tekst = (
        inloggen(duiven.medewerker)
        .get(reverse("subsidies:declaratie_detail", args=[declaratie.pk]))
        .content.decode()
    )
    assert "Er zijn meer uren gedeclareerd dan de regeling vergoedt." in tekst
    assert "vve-regel--let-op" in tekst
    assert "€\u00a01.572,00" in tekst


def test_the_review_says_when_there_is_no_policy(inloggen: Inloggen, db: None) -> None:
    duiven = Administratie(regeling_naam=None)
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}, status="ingediend")
    client = inloggen(duiven.medewerker)
    tekst = client.get(reverse("subsidies:declaratie_detail", args=[declaratie.pk])).content.decode()
    assert "Er is geen vastgestelde regeling voor 1 januari 2020 t/m 31 maart 2020" in tekst


def test_sending_back_needs_a_reason(duiven: Administratie, inloggen: Inloggen) -> None:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}, status="ingediend")
    client = inloggen(duiven.medewerker)
    url = reverse("subsidies:declaratie_return", args=[declaratie.pk])
    leeg = client.post(url, {"reden": " "})
    assert leeg.status_code == 422
    assert "Geef een reden." in leeg.content.decode()
    client.post(url, {"reden": "De uren van maart ontbreken."})
    declaratie.refresh_from_db()
    assert (declaratie.status, declaratie.reden_terugsturen) == (
        "teruggestuurd",
        "De uren van maart ontbreken.",
    )


def test_from_submitted_to_booked_through_the_pages(duiven: Administratie, inloggen: Inloggen) -> None:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}, status="ingediend")
    client = inloggen(duiven.medewerker)
    client.post(reverse("subsidies:declaratie_accept", args=[declaratie.pk]))
    client.post(reverse("subsidies:tijdvak_calculate", args=[kwartaal(2020, 1)]))
    calculate_kwartaal(Rekenopdracht.objects.get().pk)
    berekening = Berekening.objects.get()
    antwoord = inloggen(duiven.budgethouder).post(
        reverse("subsidies:berekening_approve", args=[berekening.pk]), follow=True
    )
    assert "De berekening is goedgekeurd en geboekt in het grootboek." in antwoord.content.decode()
    assert Boeking.objects.get().bedrag_centen == 1_572_00


def test_an_act_that_comes_too_late_says_so(duiven: Administratie, inloggen: Inloggen) -> None:
    berekening = _approved(duiven)
    antwoord = inloggen(duiven.budgethouder).post(
        reverse("subsidies:berekening_approve", args=[berekening.pk]), follow=True
    )
    assert "Over deze berekening is al beslist: ‘Goedgekeurd’." in antwoord.content.decode()


# -- explanation --------------------------------------------------------------------------------


def test_an_amount_opens_into_its_explanation(duiven: Administratie, inloggen: Inloggen) -> None:
    berekening = _approved(duiven)
    url = reverse("subsidies:berekening_uitleg", args=[berekening.pk, 0])
    tekst = inloggen(duiven.medewerker).get(url).content.decode().replace("\u00a0", " ")
    for deel in (
        "Zo is € 1.572,00 berekend",
        "80,00 uur × (€ 10,26 − € 0,87) = € 751,20",
        "80,00 uur × € 10,26 = € 820,80",
        "kostprijs doelgroeppeuter",
    ):
        assert deel in tekst


def test_the_explanation_marks_what_is_an_assumption(duiven: Administratie, inloggen: Inloggen) -> None:
    kind = duiven.kind("smi")
    declaratie = duiven.declaratie({duiven.plaatsing(kind): "80"})
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    url = reverse("subsidies:berekening_uitleg", args=[berekening.pk, 0])
    tekst = inloggen(duiven.medewerker).get(url).content.decode()
    assert '<span class="vve-aanname">Aanname</span> als reguliere peuters' in tekst


def test_htmx_gets_the_explanation_as_a_fragment(duiven: Administratie, inloggen: Inloggen) -> None:
    berekening = _approved(duiven)
    url = reverse("subsidies:berekening_uitleg", args=[berekening.pk, 0])
    tekst = inloggen(duiven.medewerker).get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in tekst
    assert "vve-stappen" in tekst


# -- size ---------------------------------------------------------------------------------------


@pytest.fixture
def groot(duiven: Administratie) -> Berekening:
    """A calculated declaration of 500 children."""
    declaratie = duiven.declaratie_of_many(500)
    return calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)


def test_pages_of_500_lines_take_few_queries(
    duiven: Administratie,
    groot: Berekening,
    inloggen: Inloggen,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = inloggen(duiven.medewerker)
    assert groot.totaal_centen == 500 * 682_40
    for naam, pk, hoogstens in (
        ("berekening_detail", groot.pk, 26),
        ("declaratie_detail", groot.declaratie_id, 31),
    ):
        with django_assert_max_num_queries(hoogstens):
            tekst = client.get(reverse(f"subsidies:{naam}", args=[pk])).content.decode()
        assert "1 tot en met 50 van 500 regels" in tekst


def test_calculating_and_approving_500_lines_takes_few_queries(
    duiven: Administratie, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    declaratie = duiven.declaratie_of_many(500)
    with django_assert_max_num_queries(76):
        berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    with django_assert_max_num_queries(76):
        approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    assert Boeking.objects.get().bedrag_centen == 500 * 682_40


def test_lines_can_be_ordered_by_amount(duiven: Administratie, inloggen: Inloggen) -> None:
    klein, groot = duiven.kind(None), duiven.kind("vve")
    declaratie = duiven.declaratie({duiven.plaatsing(klein): "40", duiven.plaatsing(groot): "160"})
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    url = reverse("subsidies:berekening_detail", args=[berekening.pk])
    tekst = inloggen(duiven.medewerker).get(url, {"volgorde": "subsidie"}).content.decode()
    assert tekst.index(groot.pseudoniem) < tekst.index(klein.pseudoniem)
