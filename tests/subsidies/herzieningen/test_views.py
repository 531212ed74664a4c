"""What each role sees of approved money that is no longer true, and the way from the list to the ledger."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from opvang.actions import void_plaatsing
from opvang.models import Plaatsing
from organisaties.models import Opdracht
from organisaties.rechten import Rol
from organisaties.taken import Taak, taakgevers
from rekenregels.regelingen import MAP
from subsidies.berekeningen.actions import calculate_declaratie
from subsidies.herzieningen.actions import ask_correctie
from subsidies.models import Berekening, Boeking, Herziening, Herzieningsregel
from tests.factories import GebruikerFactory, GemeenteFactory, KindFactory, OrganisatieFactory
from tests.subsidies.herzieningen.test_herziening import MEI, OP, Putten

pytestmark = pytest.mark.django_db

Inloggen = Callable[..., Client]
LIJST = "/subsidies/herzieningen/"


@pytest.fixture
def putten() -> Putten:
    """Of a child without indicatie the first quarter is approved; then it gets one from the first day on."""
    putten = Putten(soort=None)
    putten.grant(date(2025, 1, 1))
    putten.check()
    Opdracht.objects.all().delete()  # what the check was asked for is done
    return putten


def herziening() -> Herziening:
    return Herziening.objects.get()


def detail(herziening: Herziening) -> str:
    return reverse("subsidies:herziening_detail", args=[herziening.pk])


def text(client: Client, adres: str) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == 200, adres
    return unescape(antwoord.content.decode()).replace("\u00a0", " ")


def tasks(putten: Putten, rol: str) -> dict[str, Taak]:
    gebruiker = getattr(putten, rol)
    taken = [taak for geef in taakgevers() for taak in geef(gebruiker, OP) if taak.aantal]
    return {taak.titel: taak for taak in taken if taak.url == LIJST}


class TestWhoSeesWhat:
    @pytest.mark.parametrize(
        ("rol", "status"),
        [
            (Rol.SUBSIDIEMEDEWERKER, 200),
            (Rol.BUDGETHOUDER, 200),
            (Rol.AUDITOR, 200),
            (Rol.JGZ_MEDEWERKER, 403),
            (Rol.KINDREGISSEUR, 403),
            (Rol.BELEIDSMEDEWERKER, 403),
            (Rol.FUNCTIONEEL_BEHEERDER, 403),
        ],
    )
    def test_who_sees_the_calculations_sees_what_is_no_longer_true(
        self, putten: Putten, inloggen: Inloggen, rol: Rol, status: int
    ) -> None:
        client = inloggen(putten.gebruiker(rol))
        assert [client.get(adres).status_code for adres in (LIJST, detail(herziening()))] == [status] * 2

    def test_the_subsidiemedewerker_sees_name_reason_and_amounts(
        self, putten: Putten, inloggen: Inloggen
    ) -> None:
        pagina = text(inloggen(putten.medewerker), detail(herziening()))
        for deel in (
            putten.noor.naam,
            "Een indicatie is met terugwerkende kracht afgegeven",
            "€ 247,00",
            "met de gegevens van vandaag wordt dat € 1.160,80",
            "€ 913,80",
            "Opnieuw berekenen",
            "Uw vraag aan de houder",
        ):
            assert deel in pagina

    def test_the_budgethouder_sees_the_pseudonym_and_no_buttons(
        self, putten: Putten, inloggen: Inloggen
    ) -> None:
        pagina = text(inloggen(putten.budgethouder), detail(herziening()))
        assert putten.noor.pseudoniem in pagina
        for deel in (putten.noor.naam, "Opnieuw berekenen", "Vraag een correctie"):
            assert deel not in pagina

    def test_nothing_of_another_municipality(self, putten: Putten, inloggen: Inloggen) -> None:
        duiven = GemeenteFactory.create(code="0226")
        client = inloggen(GebruikerFactory.create(rol=Rol.SUBSIDIEMEDEWERKER, gemeente=duiven))
        assert "Alle goedgekeurde bedragen kloppen" in text(client, LIJST)
        vragen = reverse("subsidies:herziening_ask", args=[herziening().pk])
        assert client.get(detail(herziening())).status_code == 404
        assert client.post(vragen, {"reden": "Pas de uren aan."}).status_code == 404


class TestTheList:
    def test_the_foot_has_the_difference_of_all_pages(self, putten: Putten, inloggen: Inloggen) -> None:
        pagina = text(inloggen(putten.medewerker), LIJST)
        assert "Verschil van alle herzieningen samen" in pagina
        assert pagina.count("€ 913,80") == 2

    def test_what_cannot_be_computed_shows_no_amount(self, inloggen: Inloggen) -> None:
        putten = Putten()
        Plaatsing.objects.update(startdatum=date(2025, 4, 1))
        putten.check()
        client = inloggen(putten.medewerker)
        assert "niet te berekenen" in text(client, LIJST)
        pagina = text(client, detail(herziening()))
        assert "Niet alles is te berekenen" in pagina
        assert "Opnieuw berekenen" not in pagina

    def test_a_review_without_a_difference_in_money_says_what_changes(
        self, putten: Putten, inloggen: Inloggen
    ) -> None:
        Herzieningsregel.objects.update(wordt_centen=247_00)
        assert "Het bedrag blijft gelijk." in text(inloggen(putten.medewerker), detail(herziening()))

    def test_many_children_come_in_pages_with_the_total_of_all(
        self, putten: Putten, inloggen: Inloggen
    ) -> None:
        kinderen = [KindFactory.create(gemeente=putten.gemeente) for _ in range(60)]
        Herzieningsregel.objects.bulk_create(
            Herzieningsregel(
                herziening=herziening(),
                kind=kind,
                was_centen=100_00,
                wordt_centen=101_00,
                uren_was_honderdsten=10_00,
                uren_wordt_honderdsten=10_00,
                redenen=["Vanaf 1 januari 2025 geldt een andere uurprijs."],
            )
            for kind in kinderen
        )
        client = inloggen(putten.medewerker)
        eerste, tweede = (text(client, f"{detail(herziening())}?pagina={nummer}") for nummer in (1, 2))
        assert ("€ 973,80" in eerste, "€ 973,80" in tweede) == (True, True)
        assert (kinderen[-1].pseudoniem in eerste, kinderen[-1].pseudoniem in tweede) == (False, True)


def test_from_the_start_page_to_the_ledger(putten: Putten, inloggen: Inloggen) -> None:
    """The subsidiemedewerker recalculates, the budgethouder sees why and approves, and the list is empty again."""
    taak = tasks(putten, "medewerker")["Goedgekeurde subsidie herzien"]
    assert (taak.aantal, taak.toelichting) == (
        1,
        "Samen een verschil van €\u00a0913,80. De oudste sinds 01-05-2025.",
    )
    client = inloggen(putten.medewerker)
    assert detail(herziening()) in text(client, LIJST)
    client.post(reverse("subsidies:declaratie_calculate", args=[putten.goed.declaratie_id]))
    nieuw = Berekening.objects.waiting().get()
    assert "Wacht op goedkeuring" in text(client, LIJST)
    assert tasks(putten, "medewerker") == {}

    client = inloggen(putten.budgethouder)
    adres = reverse("subsidies:berekening_detail", args=[nieuw.pk])
    assert adres in text(client, detail(herziening()))
    assert "vanaf 1 januari 2025 telt het kind als doelgroepkind" in text(client, adres)
    client.post(reverse("subsidies:berekening_approve", args=[nieuw.pk]))
    assert Boeking.objects.aggregate(som=Sum("bedrag_centen"))["som"] == 1_160_80
    putten.check()
    assert "Alle goedgekeurde bedragen kloppen" in text(client, LIJST)


def test_the_budgethouder_sees_why_when_only_the_group_changes(inloggen: Inloggen) -> None:
    """Of 65 hours the price is the same for every group; the Rijk pays for the one and the municipality for the other."""
    putten = Putten((MAP / "putten-2025.toml").read_text(), soort=None, uren="65")
    putten.grant(date(2025, 1, 1))
    putten.check()
    nieuw = calculate_declaratie(declaratie=putten.goed.declaratie, door=putten.medewerker, op=MEI)
    pagina = text(inloggen(putten.budgethouder), reverse("subsidies:berekening_detail", args=[nieuw.pk]))
    assert "vanaf 1 januari 2025 telt het kind als doelgroepkind" in pagina


class TestAskingForACorrection:
    VRAAG = "Haal de uren van maart weg."

    def ask(self, putten: Putten, client: Client) -> None:
        client.post(reverse("subsidies:herziening_ask", args=[herziening().pk]), {"reden": self.VRAAG})

    def test_the_provider_sees_the_question_and_the_way_to_its_declaration(
        self, putten: Putten, inloggen: Inloggen
    ) -> None:
        self.ask(putten, inloggen(putten.medewerker))
        assert tasks(putten, "medewerker") == {}
        assert tasks(putten, "beheerder")["Correcties die de gemeente vraagt"].aantal == 1
        client = inloggen(putten.beheerder)
        assert "Correctie gevraagd" in text(client, LIJST)
        pagina = text(client, detail(herziening()))
        assert self.VRAAG in pagina
        assert putten.noor.naam in pagina
        assert reverse("opvang:declaratie_detail", args=[putten.goed.declaratie_id]) in pagina
        for knop in ("Opnieuw berekenen", "Vraag een correctie"):
            assert knop not in pagina

    def test_a_question_without_words_is_refused(self, putten: Putten, inloggen: Inloggen) -> None:
        client = inloggen(putten.medewerker)
        antwoord = client.post(reverse("subsidies:herziening_ask", args=[herziening().pk]), {"reden": " "})
        assert (antwoord.status_code, herziening().correctie_gevraagd_op) == (422, None)

    def test_a_provider_that_was_not_asked_finds_nothing(self, putten: Putten, inloggen: Inloggen) -> None:
        client = inloggen(putten.beheerder)
        assert "De gemeente vraagt u niets" in text(client, LIJST)
        assert client.get(detail(herziening())).status_code == 404

    def test_another_provider_finds_nothing_of_what_was_asked(
        self, putten: Putten, inloggen: Inloggen
    ) -> None:
        ask_correctie(herziening=herziening(), vraag=self.VRAAG, door=putten.medewerker, op=MEI)
        ander = OrganisatieFactory.create(gemeenten=[putten.gemeente])
        client = inloggen(putten.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=ander))
        assert self.VRAAG not in text(client, LIJST)
        assert client.get(detail(herziening())).status_code == 404

    def test_a_child_that_lost_its_place_is_shown_to_its_provider_too(self, inloggen: Inloggen) -> None:
        putten = Putten()
        void_plaatsing(plaatsing=putten.plaats, reden="verkeerd-kind", door=putten.beheerder, op=OP)
        putten.check()
        self.ask(putten, inloggen(putten.medewerker))
        assert "Het kind heeft geen plaats meer." in text(inloggen(putten.beheerder), detail(herziening()))


def test_recalculating_what_is_still_true_says_that_nothing_changes(inloggen: Inloggen) -> None:
    putten = Putten()
    client = inloggen(putten.medewerker)
    adres = reverse("subsidies:declaratie_calculate", args=[putten.goed.declaratie_id])
    antwoord = client.post(adres, follow=True)
    assert antwoord.redirect_chain[-1][0] == reverse("subsidies:berekening_detail", args=[putten.goed.pk])
    assert "Er verandert niets" in antwoord.content.decode()
    assert Berekening.objects.count() == 1
