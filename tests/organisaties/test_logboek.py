"""The record on screen: in words, searchable, and only of one's own municipality."""

from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicaties.handelingen import Handeling as KindHandeling
from organisaties.audit import record
from organisaties.handelingen import Handeling as AccountHandeling
from organisaties.loghandeling import handeling_label
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import RECHTEN, Recht, Rol
from tests.conftest import Inloggen
from tests.factories import (
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    ToeleidingFactory,
)
from tests.organisaties.proef import Proef

pytestmark = pytest.mark.django_db

URL = "/logboek/"


@pytest.fixture
def auditor(inloggen: Inloggen) -> Client:
    return inloggen(GebruikerFactory(rol=Rol.AUDITOR))


@pytest.fixture
def jgz() -> Gebruiker:
    return GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, email="jgz@putten.test")


def _handelingen(client: Client, **vraag: str) -> list[str]:
    """What is found, but for the searching itself, which is on record too."""
    antwoord: Any = client.get(URL, vraag)
    return [regel.handeling for regel in antwoord.context["pagina"] if regel.handeling != "logboek.view"]


def _on(moment: datetime, handeling: Proef, jgz: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("organisaties.audit.timezone.now", lambda: moment)
        record(handeling=handeling, door=jgz, object=jgz)


@pytest.mark.parametrize("rol", Rol)
def test_only_roles_with_the_right_read_the_record(inloggen: Inloggen, rol: Rol) -> None:
    antwoord = inloggen(GebruikerFactory(rol=rol)).get(URL)
    assert antwoord.status_code == (200 if Recht.AUDIT_VIEW in RECHTEN[rol] else 403)


def test_a_line_tells_in_words_who_did_what(auditor: Client, jgz: Gebruiker) -> None:
    record(
        handeling=KindHandeling.KIND_RECTIFY,
        door=jgz,
        object=jgz,
        kind="K2345678",
        velden=["postcode", "bsn"],
        geldig_van=date(2025, 5, 1),
    )
    antwoord: Any = auditor.get(URL)
    rij = antwoord.context["regels"][0]
    assert (rij["rol"], rij["handeling"]) == ("JGZ-medewerker", "Kind gegevens hersteld")
    assert rij["waarvan"] == f"gebruiker {jgz.pk} van K2345678"
    assert rij["details"] == [("velden", "postcode, bsn"), ("geldig van", "01-05-2025")]


def test_a_handeling_without_words_shows_as_it_is_stored() -> None:
    assert handeling_label("kind.view") == "Kind bekeken"
    assert handeling_label("toeleiding.refer") == "Verwijzing vastgelegd"
    assert handeling_label("iets.nieuws") == "iets nieuws"


def test_lines_of_another_municipality_do_not_show(auditor: Client) -> None:
    elders = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=GemeenteFactory(code="0226"))
    record(handeling=KindHandeling.KIND_VIEW, door=elders, object=elders)
    assert "kind.view" not in _handelingen(auditor)


def test_the_record_is_searched_by_person_handeling_and_child(auditor: Client, jgz: Gebruiker) -> None:
    record(handeling=KindHandeling.KIND_VIEW, door=jgz, object=jgz, kind="K2345678")
    record(handeling=KindHandeling.KIND_BSN_VIEW, door=jgz, object=jgz, kind="K9999999")
    assert _handelingen(auditor, wie="JGZ@putten") == ["kind.bsn_view", "kind.view"]
    assert _handelingen(auditor, wie="iemand anders") == []
    assert _handelingen(auditor, handeling="kind.bsn_view") == ["kind.bsn_view"]
    assert _handelingen(auditor, waarvan="k2345678") == ["kind.view"]
    assert _handelingen(auditor, waarvan="kind K2345678") == ["kind.view"]
    assert _handelingen(auditor, waarvan=f"gebruiker {jgz.pk}", handeling="kind.view") == ["kind.view"]


def test_a_period_runs_from_midnight_to_midnight_in_the_netherlands(
    auditor: Client, jgz: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    _on(datetime(2025, 5, 14, 21, 59, tzinfo=UTC), Proef.DAG_ERVOOR, jgz, monkeypatch)
    _on(datetime(2025, 5, 14, 22, 0, tzinfo=UTC), Proef.DAG_BEGIN, jgz, monkeypatch)
    _on(datetime(2025, 5, 15, 21, 59, tzinfo=UTC), Proef.DAG_EIND, jgz, monkeypatch)
    _on(datetime(2025, 5, 15, 22, 0, tzinfo=UTC), Proef.DAG_ERNA, jgz, monkeypatch)
    assert _handelingen(auditor, van="2025-05-15", tot_en_met="2025-05-15") == ["dag.eind", "dag.begin"]


def test_a_day_that_does_not_exist_is_told_and_the_rest_of_the_search_still_counts(
    auditor: Client, jgz: Gebruiker
) -> None:
    record(handeling=KindHandeling.KIND_VIEW, door=jgz, object=jgz)
    record(handeling=KindHandeling.KIND_BSN_VIEW, door=jgz, object=jgz)
    vraag = {"van": "31-02-2025", "handeling": "kind.view"}
    assert "‘31-02-2025’ is geen datum" in auditor.get(URL, vraag).content.decode()
    assert _handelingen(auditor, **vraag) == ["kind.view"]


def test_nothing_found_offers_a_way_back(auditor: Client) -> None:
    assert "Niets gevonden" in auditor.get(URL, {"handeling": "bestaat.niet"}).content.decode()


def test_the_record_has_pages_of_fifty(auditor: Client, jgz: Gebruiker) -> None:
    for _ in range(51):
        record(handeling=KindHandeling.KIND_VIEW, door=jgz, object=jgz)
    assert len(_handelingen(auditor, wie="jgz@")) == 50
    assert len(_handelingen(auditor, wie="jgz@", pagina="2")) == 1
    assert AuditRegel.objects.filter(gebruiker_email="jgz@putten.test").count() == 51


def test_of_a_long_record_the_newest_lines_are_leafed_through_and_the_file_has_all(
    auditor: Client, jgz: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        record(handeling=KindHandeling.KIND_REGISTER, door=jgz, object=jgz)
    monkeypatch.setattr("organisaties.views.logboek.NIEUWSTE", 2)
    vraag = {"handeling": KindHandeling.KIND_REGISTER}
    tekst = " ".join(auditor.get(reverse("organisaties:audit_list"), vraag).content.decode().split())
    assert "De nieuwste 2 regels. Kies een periode om verder terug te gaan" in tekst
    bestand = auditor.get(reverse("organisaties:audit_export"), vraag).getvalue().decode()
    assert bestand.count(KindHandeling.KIND_REGISTER) == 3


def test_each_kind_of_line_is_found_by_its_handeling(auditor: Client, jgz: Gebruiker) -> None:
    for handeling in (KindHandeling.KIND_REGISTER, KindHandeling.KIND_VIEW, AccountHandeling.TOEGANG_DENY):
        record(handeling=handeling, door=jgz, object=jgz)

    def found(soort: str) -> set[str]:
        regels = auditor.get(
            reverse("organisaties:audit_list"), {"soort": soort, "wie": jgz.email.upper()}
        ).context["regels"]
        return {rij["regel"].handeling for rij in regels}

    assert found("wijzigingen") == {KindHandeling.KIND_REGISTER}
    assert found("inzage") == {KindHandeling.KIND_VIEW}
    assert found("geweigerd") == {AccountHandeling.TOEGANG_DENY}


def test_the_rights_page_shows_each_right_and_who_has_it(inloggen: Inloggen) -> None:
    antwoord: Any = inloggen(GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER)).get("/rechten/")
    tekst = unescape(antwoord.content.decode())
    assert all(recht.value in tekst for recht in Recht)
    assert dict(antwoord.context["rollen"])["Intern begeleider (school)"] == [
        recht.value for recht in Recht if recht in RECHTEN[Rol.IB_ER]
    ]


def test_lists_do_not_drown_the_rest_until_one_asks_for_them(auditor: Client, jgz: Gebruiker) -> None:
    record(handeling=KindHandeling.KIND_LIST, door=jgz, object=jgz, aantal=1, kinderen=["K2345678"])
    record(handeling=KindHandeling.KIND_RECTIFY, door=jgz, object=jgz, kind="K2345678")
    record(handeling=AccountHandeling.TOEGANG_DENY, door=jgz, object=jgz)
    assert _handelingen(auditor) == ["toegang.deny", "kind.rectify"]
    assert "zonder de lijsten die iemand bekeek" in auditor.get(URL).content.decode()
    assert _handelingen(auditor, soort="alles") == ["toegang.deny", "kind.rectify", "kind.list"]
    assert _handelingen(auditor, soort="wijzigingen") == ["kind.rectify"]
    assert _handelingen(auditor, soort="inzage") == ["kind.list"]
    assert _handelingen(auditor, soort="geweigerd") == ["toegang.deny"]
    assert _handelingen(auditor, handeling="kind.list") == ["kind.list"]


def test_who_saw_a_child_also_names_who_saw_it_in_a_list(auditor: Client, jgz: Gebruiker) -> None:
    ander = GebruikerFactory(rol=Rol.KINDREGISSEUR, email="regie@putten.test")
    record(handeling=KindHandeling.KIND_VIEW, door=jgz, object=jgz, kind="K2345678")
    record(handeling=KindHandeling.KIND_LIST, door=jgz, object=jgz, kinderen=["K2345678", "K9999999"])
    record(handeling=KindHandeling.KIND_LIST, door=ander, object=ander, kinderen=["K9999999", "K2345678"])
    record(handeling=KindHandeling.KIND_VIEW, door=ander, object=ander, kind="K9999999")
    antwoord: Any = auditor.get(URL, {"waarvan": "k2345678"})
    assert [
        (p["gebruiker_email"], p["rol"], p["aantal"], p["in_lijst"]) for p in antwoord.context["personen"]
    ] == [("regie@putten.test", "Kindregisseur", 1, 1), ("jgz@putten.test", "JGZ-medewerker", 2, 1)]
    assert len(antwoord.context["regels"]) == 3


def test_reading_the_record_is_on_record_without_what_was_typed(auditor: Client, jgz: Gebruiker) -> None:
    auditor.get(URL, {"wie": "Ans de Vries", "waarvan": "K2345678", "soort": "inzage"})
    regel = AuditRegel.objects.get(handeling="logboek.view")
    assert regel.details == {"soort": "inzage", "op_persoon": True, "kind": "K2345678"}


def test_the_page_of_a_child_leads_the_auditor_to_who_saw_it(auditor: Client) -> None:
    kind = KindFactory()
    pagina = auditor.get(f"/kinderen/{kind.pk}/").content.decode()
    assert f"/logboek/?waarvan={kind.pseudoniem}" in pagina
    antwoord: Any = auditor.get(URL, {"waarvan": kind.pseudoniem})
    assert [persoon["aantal"] for persoon in antwoord.context["personen"]] == [1]


def test_the_record_names_the_person_and_the_thing(auditor: Client) -> None:
    ans = GebruikerFactory(rol=Rol.KINDREGISSEUR, naam="Ans de Vries", email="ans@putten.test")
    toeleiding = ToeleidingFactory(houder__naam="De Rakkers", kind__achternaam="Geheim")
    record(handeling=KindHandeling.TOELEIDING_VIEW, door=ans, object=toeleiding)
    record(handeling=AccountHandeling.LOGBOEK_VIEW, door=ans, object=ans.gemeente)
    antwoord: Any = auditor.get(URL)
    assert [(rij["naam"], rij["ding"]) for rij in antwoord.context["regels"]] == [
        ("Ans de Vries", "gemeente Putten"),
        ("Ans de Vries", f"verwijzing van kind {toeleiding.kind.pseudoniem} naar De Rakkers"),
    ]
    pagina = antwoord.content.decode()
    assert "Ans de Vries" in pagina
    assert "ans@putten.test" in pagina
    assert "Geheim" not in pagina


def test_a_line_about_what_is_no_longer_there_keeps_its_number_and_address(auditor: Client) -> None:
    ans = GebruikerFactory(rol=Rol.KINDREGISSEUR, email="ans@putten.test")
    toeleiding = ToeleidingFactory()
    record(
        handeling=KindHandeling.TOELEIDING_VIEW, door=ans, object=toeleiding, kind=toeleiding.kind.pseudoniem
    )
    nummer, pseudoniem = toeleiding.pk, toeleiding.kind.pseudoniem
    toeleiding.delete()
    ans.toekenningen.all().delete()
    ans.bij_gemeenten.all().delete()
    ans.delete()
    pagina = auditor.get(URL).content.decode()
    assert f"toeleiding {nummer} van {pseudoniem}" in pagina
    assert "ans@putten.test" in pagina


def test_the_number_of_queries_does_not_grow_with_the_page(auditor: Client) -> None:
    def read(aantal: int) -> int:
        for _ in range(aantal):
            toeleiding = ToeleidingFactory()
            door = GebruikerFactory(rol=Rol.KINDREGISSEUR)
            record(handeling=KindHandeling.TOELEIDING_VIEW, door=door, object=toeleiding)
            record(handeling=KindHandeling.INDICATIE_VIEW, door=door, object=IndicatieFactory())
        with CaptureQueriesContext(connection) as vragen:
            auditor.get(URL)
        return len(vragen)

    auditor.get(URL)
    assert read(2) == read(10)


def test_a_line_about_an_export_of_thousands_is_short_on_screen_and_whole_in_the_file(
    inloggen: Inloggen,
) -> None:
    door = GebruikerFactory(rol=Rol.AUDITOR)
    kinderen = [f"K{nummer:07}" for nummer in range(3_000)]
    record(handeling=KindHandeling.ROUTE_EXPORT, door=door, object=door.gemeente, kinderen=kinderen)
    client = inloggen(door)
    antwoord = client.get(reverse("organisaties:audit_list"))
    (rij,) = antwoord.context["regels"]
    assert rij["kinderen"].endswith(", K0000019 en nog 2.980; alle staan in het bestand")
    assert len(antwoord.content) < 40_000
    inhoud = client.get(reverse("organisaties:audit_export")).getvalue()
    assert b"K0000000, K0000001, " in inhoud
    assert b"K0002999" in inhoud
