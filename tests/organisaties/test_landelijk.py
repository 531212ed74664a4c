"""Work along many municipalities: each has its turns, none holds up another, and nothing is done twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from organisaties.landelijk import beurten, soorten
from organisaties.landelijk.rondes import retry_ronde, start_nacht, start_ronde, stop_ronde
from organisaties.landelijk.soorten import (
    Beurt,
    Keuzesoort,
    Landelijkwerk,
    Uitkomst,
    klaar,
    nog_niet_klaar,
    overgeslagen,
    register_landelijk,
)
from organisaties.landelijk.tasks import do_beurt, keep_rondes, spread_ronde
from organisaties.models import AuditRegel, Gemeente, Opdracht
from organisaties.opdracht import MAX_POGINGEN, Rij
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import NIETS, rijbereik
from organisaties.ronde import BEWAAR_NACHT, Machtiging, Ronde, Rondedeel
from organisaties.wachtrij import run
from tests.conftest import Inloggen
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory
from tests.wachtrij import asked, work
from tests.wedloop import at_once

pytestmark = pytest.mark.django_db
Status = Rondedeel.Status
NACHT = date(2026, 11, 27)

gedaan: list[tuple[str, str]] = []
kapot: dict[str, Exception] = {}


def _doe(beurt: Beurt) -> Uitkomst:
    """Amsterdam takes three turns; who is in `kapot` fails; the scope is that of the municipality alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT vve_gemeente()")
        assert cursor.fetchone() == (beurt.gemeente.pk,)
    if (fout := kapot.get(beurt.gemeente.code)) is not None:
        raise fout
    gedaan.append((beurt.gemeente.code, beurt.verder))
    if beurt.gemeente.code == "0363" and (stuk := int(beurt.verder or 1)) < 3:
        return nog_niet_klaar(f"{stuk} van 3 stukken.", str(stuk + 1))
    return overgeslagen("Er is niets te doen.") if beurt.gemeente.code == "0226" else klaar("Gedaan.")


PROEF = Landelijkwerk("proef", "Proefwerk", "Alleen in deze test.", _doe)
PROEF_TIJDVAK = Landelijkwerk("proef-tijdvak", "Proefwerk", "", _doe, Keuzesoort.TIJDVAK)
PROEF_NACHT = Landelijkwerk("proef-nacht", "Proefwerk", "", _doe, alleen_nacht=True)


@pytest.fixture(autouse=True)
def _register() -> Iterator[None]:
    eigen = dict(soorten._werk)
    register_landelijk(PROEF, PROEF_TIJDVAK, PROEF_NACHT)
    gedaan.clear()
    kapot.clear()
    yield
    soorten._werk.clear()
    soorten._werk.update(eigen)


@pytest.fixture
def gemeenten() -> list[Gemeente]:
    return [GemeenteFactory(code="0363"), GemeenteFactory(code="0226"), GemeenteFactory(code="0273")]


def start(gemeenten: list[Gemeente], werk: Landelijkwerk = PROEF, keuze: str = "") -> Ronde:
    ronde, _ = start_ronde(werk=werk, keuze=keuze, gemeenten=gemeenten, op=MOMENT)
    return ronde


def standen(ronde: Ronde) -> dict[str, tuple[str, str]]:
    return {deel.gemeente.code: (deel.status, deel.zin) for deel in ronde.delen.select_related("gemeente")}


def test_every_municipality_has_its_turns_and_a_large_one_goes_on_behind_the_others(
    gemeenten: list[Gemeente],
) -> None:
    ronde = start(gemeenten)
    for _ in range(4):
        work()
    # In its first turn Amsterdam did a third; the others were done before its second.
    assert set(gedaan[:3]) == {("0363", ""), ("0226", ""), ("0273", "")}
    assert gedaan[3:] == [("0363", "2"), ("0363", "3")]
    assert standen(ronde) == {
        "0363": ("klaar", "Gedaan."),
        "0226": ("overgeslagen", "Er is niets te doen."),
        "0273": ("klaar", "Gedaan."),
    }
    ronde.refresh_from_db()
    assert ronde.klaar_op is not None
    assert set(Opdracht.objects.values_list("werk", "rij")) == {
        ("organisaties.landelijk.tasks.spread_ronde", "mensen"),
        ("organisaties.landelijk.tasks.do_beurt", "nacht"),
    }
    assert AuditRegel.objects.get(handeling="ronde.start").gemeente_code == "0000"
    uitkomsten = AuditRegel.objects.filter(handeling="ronde.do")
    assert {regel.gemeente_code: regel.details["uitkomst"] for regel in uitkomsten} == {
        "0363": "klaar",
        "0226": "overgeslagen",
        "0273": "klaar",
    }


def test_a_municipality_that_fails_stops_no_other_and_ends_in_sight_after_its_attempts(
    gemeenten: list[Gemeente],
) -> None:
    kapot["0226"] = ConnectionError("geheim: Jansen")
    ronde = start(gemeenten)
    work()
    work()
    poging = "Er ging iets mis (ConnectionError), poging {} van 5."
    assert standen(ronde)["0226"] == ("wacht", poging.format(1))
    assert standen(ronde)["0273"] == ("klaar", "Gedaan.")
    for _ in range(MAX_POGINGEN - 1):
        work()
    assert standen(ronde)["0226"] == ("mislukt", poging.format(5))
    ronde.refresh_from_db()
    assert ronde.klaar_op is not None
    assert not Opdracht.objects.waiting().exists()

    kapot.clear()
    assert retry_ronde(ronde=ronde) == 1
    work()
    work()
    assert standen(ronde)["0226"] == ("overgeslagen", "Er is niets te doen.")
    with pytest.raises(ValidationError, match="is niets mislukt"):
        retry_ronde(ronde=ronde)


def test_a_turn_that_takes_its_worker_down_each_time_is_given_up(gemeenten: list[Gemeente]) -> None:
    ronde = start(gemeenten)
    ronde.delen.filter(gemeente__code="0273").update(pogingen=MAX_POGINGEN, status=Status.RUNNING)
    work()
    work()
    assert standen(ronde)["0273"][0] == "mislukt"
    assert "stopte er 5 keer mee" in standen(ronde)["0273"][1]


def test_what_lost_its_turn_gets_one_from_the_clock_and_what_is_old_is_forgotten(
    gemeenten: list[Gemeente],
) -> None:
    ronde = start(gemeenten)
    Opdracht.objects.all().delete()
    keep_rondes()
    keep_rondes()
    assert asked(do_beurt) == [deel.pk for deel in ronde.delen.order_by("gemeente__naam")]
    work()
    kapot["0363"] = KeyError("weg")
    Ronde.objects.update(klaar_op=MOMENT, nacht=(MOMENT - BEWAAR_NACHT).date())
    Rondedeel.objects.update(status=Status.DONE, klaar_op=MOMENT)
    keep_rondes()
    assert not Ronde.objects.exists()


def test_a_round_that_is_stopped_finishes_turns_and_goes_on_where_it_was(gemeenten: list[Gemeente]) -> None:
    ronde = start(gemeenten)
    work()
    run(Opdracht.objects.waiting().get(gemeente=gemeenten[0]).pk, gemeenten[0].pk, MOMENT)
    stop_ronde(ronde=ronde, op=MOMENT)
    work()
    assert {status for status, _ in standen(ronde).values()} == {"gestopt"}
    assert gedaan == [("0363", "")]
    uit = StringIO()
    call_command("landelijk", hervat=ronde.pk, stdout=uit)
    for _ in range(3):
        work()
    assert [stuk for code, stuk in gedaan if code == "0363"] == ["", "2", "3"]
    assert {status for status, _ in standen(ronde).values()} == {"klaar", "overgeslagen"}
    with pytest.raises(ValidationError, match="al klaar"):
        stop_ronde(ronde=ronde, op=MOMENT)


def test_of_one_municipality_the_night_does_one_thing_at_a_time(gemeenten: list[Gemeente]) -> None:
    start(gemeenten)
    work()
    beurt = Opdracht.objects.waiting().get(gemeente=gemeenten[2])
    Opdracht.objects.update(verstuurd_op=MOMENT)
    slot, sleutel = "hashtextextended(%s, 734002)", [f"nacht {gemeenten[2].pk}"]
    ander = connection.copy()
    with ander.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({slot})", sleutel)
        run(beurt.pk, gemeenten[2].pk, MOMENT)
    ander.close()
    assert gedaan == []
    beurt.refresh_from_db()
    assert (beurt.status, beurt.verstuurd_op) == (Opdracht.Status.WAITING, None)  # to be sent with the next


def test_who_asks_for_what_is_under_way_joins_it(gemeenten: list[Gemeente]) -> None:
    ronde = start(gemeenten, PROEF_TIJDVAK, "2026-K3")
    assert ronde.keuze == "2026-3"
    assert start(gemeenten[:1], PROEF_TIJDVAK, "2026-3") == ronde
    assert start(gemeenten, PROEF_TIJDVAK, "2026-m9") != ronde
    assert start_nacht("proef-nacht", MOMENT, NACHT) is not None
    assert start_nacht("proef-nacht", MOMENT, NACHT) is None
    # The round of the night before is still at work.
    assert start_nacht("proef-nacht", MOMENT, NACHT + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("werk", "keuze", "zin"),
    [
        (PROEF, "2026", "Laat ‘2026’ weg"),
        (PROEF_TIJDVAK, "derde kwartaal", "‘derde kwartaal’ is geen tijdvak. Typ 2026-3"),
        (PROEF_TIJDVAK, "2026-5", "‘2026-5’ is geen tijdvak"),
        (Landelijkwerk("jaar", "", "", _doe, Keuzesoort.JAAR), "20255", "‘20255’ is geen jaar"),
        (PROEF_NACHT, "", "start alleen vanzelf"),
    ],
)
def test_a_choice_that_does_not_fit_the_work_is_refused(
    gemeenten: list[Gemeente], werk: Landelijkwerk, keuze: str, zin: str
) -> None:
    with pytest.raises(ValidationError, match=zin):
        start(gemeenten, werk, keuze)
    assert not Ronde.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_and_two_workers_at_once_do_no_double_work(gemeenten: list[Gemeente]) -> None:
    def clock() -> None:
        start_nacht("proef-nacht", MOMENT, NACHT)

    assert at_once(clock, clock) == []
    ronde = Ronde.objects.get()

    def spread() -> None:
        spread_ronde(ronde.pk)

    assert at_once(spread, spread) == []
    assert Opdracht.objects.filter(rij=Rij.NACHT).count() == 3

    ids = list(Opdracht.objects.filter(rij=Rij.NACHT).values_list("pk", "gemeente_id"))

    def worker() -> None:
        with rijbereik(NIETS):
            for opdracht_id, gemeente_id in ids:
                run(opdracht_id, gemeente_id, MOMENT)

    assert at_once(worker, worker) == []
    assert sorted(gedaan) == [("0226", ""), ("0273", ""), ("0363", "")]


def test_the_operator_starts_follows_and_begins_again_by_command(gemeenten: list[Gemeente]) -> None:
    def command(*woorden: str, **opties: Any) -> str:
        uit = StringIO()
        call_command("landelijk", *woorden, stdout=uit, **opties)
        return uit.getvalue()

    with pytest.raises(CommandError, match="Geen aangesloten gemeente met code 9999"):
        command("proef", gemeente=["0273", "9999"])
    assert "--voortgang" in command("proef", gemeente=["0273", "0226"])
    ronde = Ronde.objects.get()
    assert f"loopt al, als ronde {ronde.pk}" in command("proef")
    kapot["0273"] = KeyError("weg")
    for _ in range(MAX_POGINGEN + 2):
        work()
    uit = command(voortgang=ronde.pk)
    assert f"{ronde.pk}  Proefwerk" in uit
    assert "klaar: 2 van 2 gemeenten, 1 overgeslagen, 1 mislukt" in uit
    assert "  0273 Putten  Mislukt  Er ging iets mis (KeyError), poging 5 van 5." in uit
    kapot.clear()
    assert "loopt: 1 van 2 gemeenten" in command(opnieuw=ronde.pk)
    with pytest.raises(CommandError, match="geen ronde met nummer 99999"):
        command(voortgang=99999)
    assert "Proefwerk" in command()


def test_the_turn_knows_when_its_time_is_over(gemeenten: list[Gemeente], monkeypatch: Any) -> None:
    gezien: list[bool] = []

    def doe(beurt: Beurt) -> Uitkomst:
        gezien.append(beurt.is_om())
        return klaar("Gedaan.")

    register_landelijk(Landelijkwerk("proef", "Proefwerk", "", doe))
    monkeypatch.setattr(beurten, "BEURT_SECONDEN", 0.0)
    start(gemeenten[:1])
    work()
    work()
    assert gezien == [True]
    assert not Machtiging.objects.exists()


def test_the_operator_starts_follows_stops_and_goes_on_by_screen(
    gemeenten: list[Gemeente], inloggen: Inloggen
) -> None:
    beheerder = GebruikerFactory(rol=Rol.INSTALLATIEBEHEERDER)
    client = inloggen(beheerder)
    adres = reverse("organisaties:ronde_start")
    fout = client.post(adres, {"werk": "proef-tijdvak", "keuze": "ooit", "gemeenten": "9999"})
    assert "‘ooit’ is geen tijdvak" in fout.content.decode()
    assert "Geen aangesloten gemeente met code 9999" in fout.content.decode()
    velden = {"werk": "proef-tijdvak", "keuze": "2026-K3", "gemeenten": "0273, 0226"}
    client.post(adres, velden)
    ronde = Ronde.objects.get()
    assert (ronde.keuze, ronde.gevraagd_door, ronde.delen.count()) == ("2026-3", beheerder, 2)
    assert AuditRegel.objects.get(handeling="ronde.start").gebruiker_id == beheerder.pk
    assert "Dit werk loopt al" in client.post(adres, velden, follow=True).content.decode()

    pagina = reverse("organisaties:ronde_detail", args=[ronde.pk])
    voortgang = reverse("organisaties:ronde_progress", args=[ronde.pk])
    tekst = client.get(pagina).content.decode()
    assert f'hx-get="{voortgang}"' in tekst
    assert "0 van 2 gemeenten klaar" in tekst
    assert "HX-Refresh" not in client.get(voortgang).headers
    client.post(reverse("organisaties:ronde_stop", args=[ronde.pk]))
    assert "Verder gaan" in client.get(pagina).content.decode()
    client.post(reverse("organisaties:ronde_resume", args=[ronde.pk]))
    work()
    work()
    assert client.get(voortgang)["HX-Refresh"] == "true"
    tekst = client.get(pagina, {"status": "overgeslagen"}).content.decode()
    assert "Er is niets te doen." in tekst
    assert "Gedaan." not in tekst
    assert "2 van 2" in client.get(reverse("organisaties:ronde_list")).content.decode()
