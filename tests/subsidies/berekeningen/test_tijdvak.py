"""A quarter is calculated by a job: declaration by declaration, in sight, and without holding up anybody."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lib.periode import kwartaal
from opvang.models import Urendeclaratie
from organisaties.models import AuditRegel, Gebruiker, Organisatie
from organisaties.opdracht import Opdracht
from organisaties.rechten import Rol
from subsidies.berekeningen import actions, rekenopdracht
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.opgaven import reken_declaratie
from subsidies.berekeningen.tasks import calculate_kwartaal
from subsidies.berekeningen.tijdvak import start_tijdvak
from subsidies.models import Berekening, Rekenopdracht, Rekenopdrachtregel
from tests.conftest import Inloggen
from tests.factories import LocatieFactory, OrganisatieFactory
from tests.subsidies.administratie import NU, Administratie
from tests.wachtrij import asked, work
from tests.wedloop import held, other_request

pytestmark = pytest.mark.django_db


def declare(boeken: Administratie, aantal: int, **plaatsing: Any) -> list[Urendeclaratie]:
    """Accepted declarations over the first quarter, each of a provider of its own; in the order of their names."""
    declaraties = []
    for _ in range(aantal):
        naam = f"Houder {Organisatie.objects.count():03}"
        houder = OrganisatieFactory.create(gemeenten=[boeken.gemeente], naam=naam)
        locatie = LocatieFactory.create(gemeente=boeken.gemeente, houder=houder)
        plaats = boeken.plaatsing(boeken.kind(), locatie=locatie, **plaatsing)
        declaraties.append(boeken.declaratie({plaats: "160"}, houder=houder))
    return declaraties


def press(boeken: Administratie, door: Gebruiker | None = None) -> Rekenopdracht:
    opdracht, _ = start_tijdvak(
        tijdvak=kwartaal(boeken.jaar, 1), door=door or boeken.medewerker, op=timezone.now()
    )
    return opdracht


def stand(opdracht: Rekenopdracht) -> list[str]:
    return list(opdracht.regels.order_by("pk").values_list("status", flat=True))


def test_pressing_keeps_what_is_to_be_done_and_asks_the_workers_for_it(duiven: Administratie) -> None:
    declaraties = declare(duiven, 2)
    duiven.declaratie({duiven.plaatsing(duiven.kind()): "80"}, kwartaal=2)
    opdracht = press(duiven)
    assert asked(calculate_kwartaal) == [opdracht.pk]
    assert [regel.declaratie for regel in opdracht.regels.order_by("pk")] == declaraties
    regel = AuditRegel.objects.get(handeling="rekenopdracht.request")
    assert regel.gebruiker_id == duiven.medewerker.pk
    assert regel.details == {"tijdvak": "1e kwartaal 2020", "declaraties": 2}


def test_where_nothing_is_open_nothing_starts(duiven: Administratie) -> None:
    with pytest.raises(ValidationError, match="niets meer te berekenen"):
        press(duiven)


def test_each_declaration_is_calculated_in_the_name_of_who_pressed(duiven: Administratie) -> None:
    ander = duiven.gebruiker(Rol.SUBSIDIEMEDEWERKER)
    declare(duiven, 3)
    opdracht = press(duiven, door=ander)
    calculate_kwartaal(opdracht.pk)
    assert stand(opdracht) == ["berekend"] * 3
    assert set(Berekening.objects.values_list("berekend_door", "totaal_centen")) == {(ander.pk, 1_572_00)}
    regels = AuditRegel.objects.filter(handeling="berekening.calculate")
    assert set(regels.values_list("gebruiker_id", "rol")) == {(ander.pk, "subsidiemedewerker")}
    assert regels.count() == 3
    opdracht.refresh_from_db()
    assert not opdracht.is_onderweg


def test_who_pressed_may_not_approve(duiven: Administratie) -> None:
    declare(duiven, 1)
    calculate_kwartaal(press(duiven).pk)
    with pytest.raises(ValidationError, match="vier ogen"):
        approve_berekening(berekening=Berekening.objects.get(), door=duiven.medewerker, op=timezone.now())


def test_one_that_cannot_be_calculated_says_why_and_stops_no_other(duiven: Administratie) -> None:
    declare(duiven, 1)
    declare(duiven, 1, bijdrageklasse=9)
    declare(duiven, 1)
    opdracht = press(duiven)
    calculate_kwartaal(opdracht.pk)
    assert stand(opdracht) == ["berekend", "mislukt", "berekend"]
    assert (
        "bijdrageklasse = 9: de bijdragetabel heeft 7 klassen" in opdracht.regels.get(status="mislukt").fout
    )
    assert Berekening.objects.count() == 2
    # Put right, pressing again does the rest.
    plaatsing = opdracht.regels.get(status="mislukt").declaratie.regels.get().plaatsing
    plaatsing.bijdrageklasse = 3
    plaatsing.save()
    tweede = press(duiven)
    calculate_kwartaal(tweede.pk)
    assert stand(tweede) == ["berekend"]


def test_an_error_of_ours_is_told_without_its_inside_and_stops_no_other(
    duiven: Administratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerste, _ = declare(duiven, 2)

    def break_first(*, declaratie: Urendeclaratie, **rest: Any) -> Berekening:
        if declaratie == eerste:
            raise RuntimeError("het geheim")
        return calculate_declaratie(declaratie=declaratie, **rest)

    monkeypatch.setattr(rekenopdracht, "calculate_declaratie", break_first)
    opdracht = press(duiven)
    calculate_kwartaal(opdracht.pk)
    assert stand(opdracht) == ["mislukt", "berekend"]
    assert opdracht.regels.get(status="mislukt").fout == rekenopdracht.ONVERWACHT


def test_a_lost_database_is_no_fault_of_a_declaration(
    duiven: Administratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(**_: Any) -> Berekening:
        raise OperationalError("the connection is closed")

    declare(duiven, 1)
    opdracht = press(duiven)
    monkeypatch.setattr(rekenopdracht, "calculate_declaratie", lost)
    with pytest.raises(OperationalError):
        calculate_kwartaal(opdracht.pk)
    assert stand(opdracht) == ["wacht"]


def test_killed_half_way_it_goes_on_where_it_was_and_calculates_nothing_twice(
    duiven: Administratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, tweede, _ = declare(duiven, 3)

    def kill(*, declaratie: Urendeclaratie, **rest: Any) -> Berekening:
        berekening = calculate_declaratie(declaratie=declaratie, **rest)
        if declaratie == tweede:
            raise SystemExit
        return berekening

    opdracht = press(duiven)
    monkeypatch.setattr(rekenopdracht, "calculate_declaratie", kill)
    with pytest.raises(SystemExit):
        calculate_kwartaal(opdracht.pk)
    monkeypatch.undo()
    assert stand(opdracht) == ["berekend", "wacht", "wacht"]
    gemaakt = Berekening.objects.get()
    calculate_kwartaal(opdracht.pk)
    calculate_kwartaal(opdracht.pk)
    assert stand(opdracht) == ["berekend"] * 3
    assert (
        Berekening.objects.count() == AuditRegel.objects.filter(handeling="berekening.calculate").count() == 3
    )
    assert Berekening.objects.filter(pk=gemaakt.pk, status="berekend").exists()


def test_what_was_calculated_by_hand_in_the_meantime_stays(duiven: Administratie) -> None:
    (declaratie,) = declare(duiven, 1)
    opdracht = press(duiven)
    calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    calculate_kwartaal(opdracht.pk)
    assert stand(opdracht) == ["berekend"]
    assert Berekening.objects.count() == 1


@pytest.mark.parametrize("wat", ["rol", "account"])
def test_who_lost_the_role_has_nothing_calculated_any_more(duiven: Administratie, wat: str) -> None:
    declare(duiven, 2)
    opdracht = press(duiven)
    if wat == "rol":
        duiven.medewerker.toekenningen.update(geldig_tot_en_met=timezone.localdate() - timedelta(days=1))
    else:
        Gebruiker.objects.filter(pk=duiven.medewerker.pk).update(is_active=False)
    calculate_kwartaal(opdracht.pk)
    assert stand(opdracht) == ["mislukt"] * 2
    assert "mag de subsidie niet meer laten berekenen" in opdracht.regels.all()[0].fout
    assert not Berekening.objects.exists()


def give_up() -> None:
    """As the queue does with a job that took its worker down time after time."""
    Opdracht.objects.update(status=Opdracht.Status.SET_ASIDE, fout="de worker stopte er 5 keer mee")


def test_a_run_that_was_given_up_goes_on_where_it_was_when_somebody_presses(duiven: Administratie) -> None:
    declare(duiven, 2)
    opdracht = press(duiven)
    opdracht.regels.filter(pk=opdracht.regels.order_by("pk")[0].pk).update(
        status="mislukt", fout="zo ging het mis", afgehandeld_op=NU
    )
    give_up()
    assert press(duiven) == press(duiven) == opdracht
    assert asked(calculate_kwartaal) == [opdracht.pk]
    assert AuditRegel.objects.filter(handeling="rekenopdracht.retry").count() == 1
    work()
    assert stand(opdracht) == ["mislukt", "berekend"]


def test_the_workers_do_it_in_the_rows_of_the_municipality_and_once(duiven: Administratie) -> None:
    declare(duiven, 2)
    opdracht = press(duiven)
    work()
    work()
    assert stand(opdracht) == ["berekend"] * 2
    assert asked(calculate_kwartaal) == []


@pytest.mark.django_db(transaction=True)
class TestMoreThanOne:
    def test_two_who_press_at_once_start_one_run(self) -> None:
        duiven = Administratie()
        declare(duiven, 1)
        eerste = Rekenopdracht(
            gemeente=duiven.gemeente,
            jaar=2020,
            nummer=1,
            aangevraagd_op=NU,
            aangevraagd_door=duiven.medewerker,
            toekenning=duiven.medewerker.toekenning,
        )
        with other_request(eerste.save):
            opdracht, nieuw = start_tijdvak(
                tijdvak=kwartaal(2020, 1), door=duiven.gebruiker(Rol.SUBSIDIEMEDEWERKER), op=NU
            )
        assert (opdracht.pk, nieuw) == (eerste.pk, False)
        assert Rekenopdracht.objects.count() == 1

    def test_two_jobs_share_the_work_and_the_last_one_closes_it(self) -> None:
        duiven = Administratie()
        declare(duiven, 3)
        opdracht = press(duiven)
        een = opdracht.regels.order_by("pk")[0]
        with held(lambda: Rekenopdrachtregel.objects.select_for_update().get(pk=een.pk)):
            calculate_kwartaal(opdracht.pk)
            assert stand(opdracht) == ["wacht", "berekend", "berekend"]
            opdracht.refresh_from_db()
            assert opdracht.is_onderweg
        calculate_kwartaal(opdracht.pk)
        assert stand(opdracht) == ["berekend"] * 3
        opdracht.refresh_from_db()
        assert not opdracht.is_onderweg

    def test_a_long_calculation_holds_up_no_page_of_the_municipality_nor_of_another(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Every page here writes in the record, so it needs the chain of its municipality."""
        putten = Administratie(code="0273", regeling_naam="putten-2025", jaar=2025)
        duiven = Administratie()
        declare(putten, 2, bijdrageklasse=1, uurprijs_centen=1000)
        opdracht = press(putten)
        with _busy_with_the_second(opdracht, monkeypatch):
            for boeken in (putten, duiven):
                kind, client = boeken.kind(), Client()
                client.force_login(boeken.gebruiker(Rol.KINDREGISSEUR))
                voor = AuditRegel.objects.count()
                assert client.get(reverse("indicaties:kind_detail", args=[kind.pk])).status_code == 200
                assert AuditRegel.objects.count() == voor + 1
        assert set(stand(opdracht)) == {"berekend"}


@contextmanager
def _busy_with_the_second(opdracht: Rekenopdracht, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inside the block a job has calculated one declaration and is half way the next, in its transaction."""
    bezig, verder = Event(), Event()
    gerekend: list[object] = []
    echt: Callable[..., Any] = reken_declaratie

    def take_long(*args: Any) -> Any:
        gerekend.append(args)
        if len(gerekend) == 2:
            bezig.set()
            assert verder.wait(timeout=60)
        return echt(*args)

    def work() -> None:
        try:
            calculate_kwartaal(opdracht.pk)
        finally:
            bezig.set()
            connection.close()

    monkeypatch.setattr(actions, "reken_declaratie", take_long)
    with ThreadPoolExecutor(max_workers=1) as pool:
        werk = pool.submit(work)
        assert bezig.wait(timeout=60)
        try:
            assert len(gerekend) == 2
            yield
        finally:
            verder.set()
            werk.result()


# -- the pages -----------------------------------------------------------------------------------


def page(client: Client, naam: str, *args: object) -> str:
    antwoord = client.get(reverse(f"subsidies:{naam}", args=args))
    assert antwoord.status_code == 200
    return " ".join(antwoord.content.decode().split())


def test_the_button_leads_to_the_progress_and_so_do_the_lists(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    declare(duiven, 2)
    client = inloggen(duiven.medewerker)
    assert "Bereken 2 geaccepteerde declaraties" in page(client, "declaratie_list")
    antwoord = client.post(reverse("subsidies:tijdvak_calculate", args=[kwartaal(2020, 1)]))
    opdracht = Rekenopdracht.objects.get()
    assert antwoord["Location"] == reverse("subsidies:rekenopdracht_detail", args=[opdracht.pk])
    tekst = page(client, "rekenopdracht_detail", opdracht.pk)
    assert "0 van 2 declaraties afgehandeld" in tekst
    assert f'hx-get="{reverse("subsidies:rekenopdracht_progress", args=[opdracht.pk])}"' in tekst
    for lijst in ("declaratie_list", "berekening_list"):
        assert "Wordt berekend: 0 van 2" in page(client, lijst)
        assert "Bereken 2" not in page(client, lijst)
    nogmaals = client.post(reverse("subsidies:tijdvak_calculate", args=[kwartaal(2020, 1)]), follow=True)
    assert "Dit tijdvak wordt al berekend." in nogmaals.content.decode()
    assert Rekenopdracht.objects.count() == 1


def test_the_progress_tells_of_each_declaration_and_reads_the_page_again_at_the_end(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    declare(duiven, 1)
    declare(duiven, 1, bijdrageklasse=9)
    opdracht = press(duiven)
    client = inloggen(duiven.medewerker)
    adres = reverse("subsidies:rekenopdracht_progress", args=[opdracht.pk])
    assert "HX-Refresh" not in client.get(adres).headers
    calculate_kwartaal(opdracht.pk)
    assert client.get(adres)["HX-Refresh"] == "true"
    tekst = page(client, "rekenopdracht_detail", opdracht.pk)
    assert "2 van 2 declaraties afgehandeld" in tekst
    assert "Niet alles is berekend" in tekst
    assert "de bijdragetabel heeft 7 klassen" in tekst
    assert "€ 1.572,00" in tekst
    assert "hx-get" not in tekst


def test_the_progress_asks_as_much_of_12_declarations_as_of_3(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    client = inloggen(duiven.medewerker)

    def queries(opdracht: Rekenopdracht) -> int:
        calculate_kwartaal(opdracht.pk)
        with CaptureQueriesContext(connection) as gevraagd:
            page(client, "rekenopdracht_detail", opdracht.pk)
        return len(gevraagd)

    declare(duiven, 3)
    drie = queries(press(duiven))
    declare(duiven, 12)
    assert queries(press(duiven)) == drie


def test_the_progress_says_when_the_work_is_late_or_was_given_up(
    duiven: Administratie, inloggen: Inloggen
) -> None:
    declare(duiven, 1)
    opdracht = press(duiven)
    client = inloggen(duiven.medewerker)
    assert "begint later dan gewoonlijk" in page(client, "rekenopdracht_detail", opdracht.pk)
    Opdracht.objects.update(verstuurd_op=NU)
    assert "begint later dan gewoonlijk" not in page(client, "rekenopdracht_detail", opdracht.pk)
    give_up()
    adres = reverse("subsidies:rekenopdracht_progress", args=[opdracht.pk])
    assert client.get(adres)["HX-Refresh"] == "true"
    tekst = page(client, "rekenopdracht_detail", opdracht.pk)
    assert "Het berekenen is gestopt" in tekst
    assert "Ga verder met berekenen" in tekst
    assert "hx-get" not in tekst


def test_where_nothing_is_left_the_button_says_so(duiven: Administratie, inloggen: Inloggen) -> None:
    client = inloggen(duiven.medewerker)
    antwoord = client.post(reverse("subsidies:tijdvak_calculate", args=[kwartaal(2020, 1)]), follow=True)
    assert "Er was niets meer te berekenen." in antwoord.content.decode()
