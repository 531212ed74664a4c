"""What was taken over can be put back as long as nothing was built on it; work that stops can be started again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from indicaties.models import Adres, Indicatie, Kind, Ouder, Toeleiding, Traject, Zoekwoord
from opvang.models import Declaratieregel, Overname, Plaatsing, Urendeclaratie
from opvang.overname.actions import ask_again, ask_undo, confirm_overname, put_overname
from opvang.overname.voortgang import Voortgang
from opvang.overname.werk import expire_overnames
from organisaties.audit import broken_links
from organisaties.models import AuditRegel, Gebruiker, Locatie, Organisatie, Toekenning
from organisaties.opdracht import Opdracht
from organisaties.rechten import Rol
from tests.databaserol import site_connection
from tests.factories import GebruikerFactory, KindFactory
from tests.opvang.overnamewerkmap import child, whole, workbook
from tests.wachtrij import work

pytestmark = pytest.mark.django_db
Status = Overname.Status
BSN, ANDER_BSN = "111222333", "123456782"


def test_what_changed_between_looking_and_doing_goes_back_to_be_looked_at(
    kies: Any, regisseur: Gebruiker, ark: Locatie, jgz: Organisatie
) -> None:
    overname = kies(whole())
    KindFactory(
        gemeente=regisseur.gemeente,
        ingeschreven_door=jgz,
        voornaam="Noor",
        achternaam="Jansen",
        geboortedatum=date(2022, 9, 14),
    )
    confirm_overname(overname=overname, door=regisseur, op=timezone.now())
    work()
    overname.refresh_from_db()
    assert (overname.status, overname.melding) == (
        Status.REVIEWED,
        "Er is intussen iets veranderd; er is niets doorgevoerd. Kijk opnieuw na.",
    )
    assert Plaatsing.objects.count() == 0


def test_putting_back_leaves_nothing_of_what_was_made(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    overname = neem_over(whole(BSN))
    ask_undo(overname=overname, door=regisseur, op=timezone.now())
    work()
    overname.refresh_from_db()
    assert (overname.status, overname.melding) == (Status.UNDONE, "")
    for model in (
        Kind,
        Adres,
        Ouder,
        Indicatie,
        Toeleiding,
        Traject,
        Plaatsing,
        Urendeclaratie,
        Declaratieregel,
        Zoekwoord,
    ):
        assert not model._default_manager.exists(), model
    assert broken_links(regisseur.gemeente.code) == []
    assert AuditRegel.objects.filter(handeling="overname.remove").count() == 1


def test_putting_back_gives_changed_rows_their_old_values(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    neem_over(whole(BSN))
    tweede = neem_over(
        workbook(kinderen=[child(bsn=ANDER_BSN, pseudoniem=Kind.objects.get().pseudoniem, huisnummer=99)])
    )
    assert (Kind.objects.get().bsn, Adres.objects.get().huisnummer) == (ANDER_BSN, 99)
    ask_undo(overname=tweede, door=regisseur, op=timezone.now())
    work()
    assert (Kind.objects.get().bsn, Adres.objects.get().huisnummer) == (BSN, 12)


def test_what_somebody_went_on_with_is_not_put_back(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    overname = neem_over(whole())
    Declaratieregel.objects.update(uren_honderdsten=40_00)
    ask_undo(overname=overname, door=regisseur, op=timezone.now())
    work()
    overname.refresh_from_db()
    assert overname.status == Status.APPLIED
    assert "verder gewerkt" in overname.melding
    assert Kind.objects.count() == 1


def test_a_second_workbook_on_the_first_must_be_put_back_first(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    eerste = neem_over(workbook(kinderen=[child(bsn=BSN)]))
    neem_over(whole(BSN))
    ask_undo(overname=eerste, door=regisseur, op=timezone.now())
    work()
    eerste.refresh_from_db()
    assert eerste.status == Status.APPLIED
    assert Kind.objects.count() == 1


def test_one_workbook_at_a_time(regisseur: Gebruiker) -> None:
    put_overname(inhoud=whole(), door=regisseur, op=timezone.now())
    with pytest.raises(ValidationError, match="al een werkmap nagekeken"):
        put_overname(inhoud=whole(), door=regisseur, op=timezone.now())


def test_after_a_day_a_workbook_is_gone(kies: Any, regisseur: Gebruiker) -> None:
    overname = kies(workbook(kinderen=[child()]))
    with pytest.raises(ValidationError, match="langer dan een dag"):
        confirm_overname(overname=overname, door=regisseur, op=timezone.now() + timedelta(days=2))
    assert expire_overnames(timezone.now() + timedelta(days=2)) == 1
    overname.refresh_from_db()
    assert (overname.status, overname.bestand) == (Status.EXPIRED, "")


def test_after_thirty_days_it_can_no_longer_be_put_back(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    overname = neem_over(whole())
    with pytest.raises(ValidationError, match="tot 30 dagen"):
        ask_undo(overname=overname, door=regisseur, op=timezone.now() + timedelta(days=31))


@pytest.mark.django_db(transaction=True)
def test_others_see_how_far_the_work_is_while_it_goes_on(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the undo, which holds the row itself: it may not wait for its own progress."""
    gezien: list[int] = []
    tell = Voortgang.__call__

    def watch(voortgang: Voortgang, procent: int) -> None:
        tell(voortgang, procent)
        with site_connection() as ander:
            ander.execute("SELECT set_config('vve.gemeente', %s, false)", [str(regisseur.gemeente.pk)])
            gezien.extend(rij[0] for rij in ander.execute("SELECT gedaan FROM opvang_overname"))

    monkeypatch.setattr(Voortgang, "__call__", watch)
    overname = neem_over(whole())
    ask_undo(overname=overname, door=regisseur, op=timezone.now())
    work()
    overname.refresh_from_db()
    assert (overname.status, overname.gedaan) == (Status.UNDONE, 100)
    keer = [10, 35, 50, 65, 75, 85]
    assert gezien == [5, *keer, *keer, 20, 40, 80]


def test_who_may_no_longer_do_it_stops_the_work(regisseur: Gebruiker) -> None:
    overname = put_overname(inhoud=whole(), door=regisseur, op=timezone.now())
    Toekenning.objects.filter(gebruiker=regisseur).update(
        geldig_tot_en_met=date(2025, 1, 1), geldig_van=date(2024, 1, 1)
    )
    work()
    (opdracht,) = Opdracht.objects.set_aside()
    assert (
        opdracht.fout
        == "geweigerd: wie het vroeg, mag geen administratie meer overnemen; laat een collega het doen"
    )
    collega = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    ask_again(overname=overname, door=collega)
    work()
    overname.refresh_from_db()
    assert overname.status == Status.REVIEWED
