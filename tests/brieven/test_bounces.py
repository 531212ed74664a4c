"""A mail that came back marks its address; what waits for that person becomes a task."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from brieven.actions import resend_kennisgeving, restore_adres, tell_otherwise
from brieven.bounces import Bounce, read_bounces
from brieven.kennisgeving import first_moment
from brieven.models import Berichtinstelling, Onbereikbaar, Ontvangst
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import Rol
from tests.brieven.test_bericht import NU, place
from tests.factories import GebruikerFactory

DSN = """From: MAILER-DAEMON@mail.test
To: vve@voorbeeld.test
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

The mail system could not deliver.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.test

Final-Recipient: rfc822; {adres}
Action: {actie}
Status: {status}

--grens--
"""


def dsn(adres: str, actie: str = "failed", status: str = "5.1.1") -> str:
    return DSN.format(adres=adres, actie=actie, status=status)


@pytest.fixture
def houder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    return gebruiker


@pytest.fixture
def beheerder() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    return gebruiker


def test_only_a_report_of_a_failure_for_good_names_an_address() -> None:
    assert list(read_bounces(dsn("Bo@Elders.Test").encode())) == [Bounce("bo@elders.test", "5.1.1")]
    assert list(read_bounces(dsn("bo@elders.test", "delayed", "4.4.1").encode())) == []
    assert list(read_bounces(dsn("bo@elders.test", "failed", "4.2.2").encode())) == []
    assert list(read_bounces(b"Subject: gewoon\n\nHallo")) == []
    assert list(read_bounces(b"\xff\x00 geen mail")) == []


@pytest.mark.django_db
def test_the_command_marks_who_is_known_here_once(houder: Gebruiker, tmp_path: Path) -> None:
    ontvangst = place(houder, houder).ontvangsten.get()
    (tmp_path / "1.eml").write_text(dsn(houder.email))
    (tmp_path / "2.mbox").write_text(f"From x\n{dsn(houder.email)}\nFrom y\n{dsn('niemand@elders.test')}\n")
    uit = StringIO()
    call_command("lees_bounces", tmp_path, stdout=uit)
    assert "1 adressen op onbereikbaar gezet, 1 stonden er al zo, 1 zijn van niemand hier." in uit.getvalue()
    ontvangst.refresh_from_db()
    assert (ontvangst.status, ontvangst.fout) == ("mislukt", "5.1.1")
    assert AuditRegel.objects.filter(handeling="adres.bounce").count() == 1
    with pytest.raises(CommandError, match="is geen map"):
        call_command("lees_bounces", tmp_path / "kwijt")


@pytest.mark.django_db
def test_a_new_message_for_a_dead_address_is_a_task_at_once(houder: Gebruiker, beheerder: Gebruiker) -> None:
    Onbereikbaar.objects.create(gebruiker=houder, bron="hand", gemeld_op=NU)
    ontvangst = place(houder, houder).ontvangsten.get()
    assert ontvangst.status == Ontvangst.Status.FAILED
    restore_adres(gebruiker=houder, door=beheerder, op=NU)
    assert place(houder, houder).ontvangsten.get().status == Ontvangst.Status.WAITING
    with pytest.raises(ValidationError, match="staat niet als onbereikbaar"):
        restore_adres(gebruiker=houder, door=beheerder, op=NU)


@pytest.mark.django_db
def test_what_failed_is_sent_again_or_told_in_another_way(houder: Gebruiker, beheerder: Gebruiker) -> None:
    Onbereikbaar.objects.create(gebruiker=houder, bron="hand", gemeld_op=NU)
    een, ander = (place(houder, houder).ontvangsten.get() for _ in range(2))
    opnieuw = resend_kennisgeving(ontvangst=een, door=beheerder, op=NU)
    assert (opnieuw.status, opnieuw.pogingen) == (Ontvangst.Status.WAITING, 0)
    assert not Onbereikbaar.objects.open().exists()
    with pytest.raises(ValidationError, match="niet mislukt: nog te versturen"):
        resend_kennisgeving(ontvangst=een, door=beheerder, op=NU)
    with pytest.raises(ValidationError, match="is geplaatst op 15-05-2025"):
        tell_otherwise(ontvangst=ander, hoe="gebeld", moment=NU - timedelta(days=1), door=beheerder)
    verteld = tell_otherwise(ontvangst=ander, hoe="gebeld", moment=NU + timedelta(days=3), door=beheerder)
    assert (verteld.status, verteld.hoe, verteld.afgehandeld_door) == ("anders", "gebeld", beheerder)
    assert verteld.is_te_laat


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("geplaatst", "wacht"),
    [
        ("2025-05-14T07:00", "2025-05-14T08:00"),  # Wednesday before eight: the mail of that day
        ("2025-05-14T09:00", "2025-05-15T08:00"),  # after eight: that of the next day
        ("2025-05-16T09:00", "2025-05-16T09:00"),  # Friday: the next working day is too far, so at once
        ("2025-05-18T10:00", "2025-05-19T08:00"),  # Sunday: Monday morning
        ("2025-05-28T09:00", "2025-05-28T09:00"),  # the day before Hemelvaart
    ],
)
def test_one_mail_a_day_never_costs_the_term(houder: Gebruiker, geplaatst: str, wacht: str) -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    plaatselijk = ZoneInfo("Europe/Amsterdam")
    op = datetime.fromisoformat(geplaatst).replace(tzinfo=plaatselijk)
    assert first_moment(houder, op) == op
    Berichtinstelling.objects.create(gebruiker=houder, dagelijks=True)
    assert first_moment(houder, op) == datetime.fromisoformat(wacht).replace(tzinfo=plaatselijk)
