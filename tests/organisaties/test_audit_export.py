import csv
import io
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from indicaties.handelingen import Handeling as KindHandeling
from organisaties.audit import INSTALLATIE, record
from organisaties.models import AuditKeten, AuditRegel
from organisaties.rechten import Rol
from subsidies.regelingen.handelingen import Handeling as RegelingHandeling
from tests.factories import GebruikerFactory, GemeenteFactory
from tests.organisaties.proef import Proef

pytestmark = pytest.mark.django_db

LIJST, EXPORT = "organisaties:audit_list", "organisaties:audit_export"


@pytest.fixture(autouse=True)
def _no_requests_yet() -> None:
    cache.clear()


@pytest.fixture
def auditor() -> Any:
    return GebruikerFactory(rol=Rol.AUDITOR)


def rijen(antwoord: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(antwoord.getvalue().decode("utf-8-sig")), delimiter=";"))


def laatste() -> AuditRegel:
    regel = AuditRegel.objects.order_by("-pk").first()
    assert regel is not None
    return regel


def test_the_record_of_another_gemeente_is_not_shown(inloggen: Any, auditor: Any) -> None:
    vreemd = GebruikerFactory(gemeente=GemeenteFactory(code="0226"))
    record(handeling=KindHandeling.KIND_VIEW, door=vreemd, object=vreemd.gemeente)
    client = inloggen(auditor)
    assert list(client.get(reverse(LIJST)).context["regels"]) == []
    assert [regel["handeling"] for regel in rijen(client.get(reverse(EXPORT)))] == ["logboek.view"]


def test_the_export_holds_the_filtered_lines_and_is_itself_recorded(inloggen: Any, auditor: Any) -> None:
    record(handeling=KindHandeling.KIND_VIEW, door=auditor, object=auditor.gemeente, jaar=2025)
    record(handeling=RegelingHandeling.REGELING_ADOPT, door=auditor, object=auditor.gemeente)
    regels = rijen(inloggen(auditor).get(reverse(EXPORT), {"handeling": "kind.view"}))
    assert [(r["volgnummer"], r["handeling"], r["bijzonderheden"]) for r in regels] == [
        ("1", "kind.view", "jaar: 2025")
    ]
    assert (laatste().handeling, laatste().details) == (
        "logboek.export",
        {"op_handeling": "kind.view"},
    )


def test_a_formula_in_the_record_does_not_run_in_a_spreadsheet(inloggen: Any, auditor: Any) -> None:
    kwaad = GebruikerFactory(email="=cmd@putten.test")
    record(handeling=KindHandeling.KIND_VIEW, door=kwaad, object=kwaad.gemeente)
    assert rijen(inloggen(auditor).get(reverse(EXPORT)))[0]["wie"] == "'=cmd@putten.test"


def test_after_ten_exports_in_a_minute_one_waits(inloggen: Any, auditor: Any) -> None:
    client = inloggen(auditor)
    # Two windows of a minute may touch: of 21 requests at least one meets the limit, whatever the moment.
    codes = [client.get(reverse(EXPORT)).status_code for _ in range(21)]
    assert codes[:10] == [200] * 10
    assert 429 in codes


def test_asking_for_what_is_not_yours_is_recorded(inloggen: Any) -> None:
    beheerder = GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)
    vreemd = GebruikerFactory(gemeente=GemeenteFactory(code="0226"))
    persoon = vreemd.bij_gemeenten.get()
    client = inloggen(beheerder)
    client.get(reverse("organisaties:gebruiker_detail", args=[persoon.pk]))
    assert (laatste().handeling, laatste().gebruiker_email) == ("toegang.deny", beheerder.email)
    assert laatste().details == {
        "pagina": "organisaties:gebruiker_detail",
        "doel": {"pk": str(persoon.pk)},
        "status": 404,
    }


def test_asking_for_a_page_that_your_role_may_not_open_is_recorded(inloggen: Any) -> None:
    inloggen(GebruikerFactory(rol=Rol.IB_ER)).get(reverse(LIJST))
    assert laatste().details["status"] == 403


def test_a_failed_sign_in_is_recorded_in_the_chain_of_the_gemeente(client: Client) -> None:
    ans = GebruikerFactory(email="ans@putten.test")
    client.post(reverse("login"), {"login": "ANS@putten.test", "password": "fout"}, REMOTE_ADDR="192.0.2.7")
    regel = AuditRegel.objects.get()
    assert (regel.handeling, regel.gemeente_code, regel.gebruiker_id) == ("aanmelding.fail", "0273", ans.pk)
    assert regel.details == {"ip": "192.0.2.7", "middel": "wachtwoord"}


def test_what_a_stranger_typed_is_not_kept(client: Client) -> None:
    client.post(reverse("login"), {"login": "mijn-wachtwoord@is.dit", "password": "fout"})
    regel = AuditRegel.objects.get()
    assert (regel.gemeente_code, regel.gebruiker_email) == (INSTALLATIE, "onbekend")
    assert "mijn-wachtwoord" not in str(regel.payload())


def test_signing_in_and_out_is_recorded(client: Client) -> None:
    ans = GebruikerFactory(email="ans@putten.test")
    ans.set_password("goed-lang-wachtwoord")
    ans.save()
    client.post(reverse("login"), {"login": "ans@putten.test", "password": "goed-lang-wachtwoord"})
    client.post(reverse("logout"))
    assert list(AuditRegel.objects.order_by("pk").values_list("handeling", flat=True)) == [
        "aanmelding.login",
        "aanmelding.logout",
    ]


def test_the_chains_are_checked_by_command(auditor: Any, capsys: pytest.CaptureFixture[str]) -> None:
    record(handeling=Proef.A, door=auditor, object=auditor)
    call_command("check_audit")
    assert "0273: 1 regels, heel" in capsys.readouterr().out
    AuditKeten.objects.update(aantal=2)
    with pytest.raises(CommandError, match="op 1 plaatsen gewijzigd"):
        call_command("check_audit")


def test_a_chain_whose_end_was_removed_is_found(auditor: Any) -> None:
    record(handeling=Proef.A, door=auditor, object=auditor)
    AuditKeten.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("check_audit")
