"""Taking over an administration: a workbook is tried first, then done as a whole or not."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from brieven.models import Brief
from indicaties.models import Adres, Indicatie, Kind, Ouder, Toeleiding, Traject
from lib.bladen import read_bladen
from opvang.models import Overname, Urendeclaratie
from opvang.overname.kolommen import BLADEN
from opvang.overname.sjabloon import write_sjabloon
from organisaties.audit import broken_links
from organisaties.models import AuditRegel, Gebruiker, Locatie, Organisatie
from tests.conftest import Inloggen
from tests.opvang.overnamewerkmap import child, sentences, whole, workbook
from tests.wachtrij import work

pytestmark = pytest.mark.django_db
Status = Overname.Status
BSN, ANDER_BSN = "111222333", "123456782"


def test_the_template_has_a_sheet_per_subject_and_can_be_read_back_as_it_is(kies: Any) -> None:
    bladen = read_bladen(write_sjabloon())
    assert [blad.naam for blad in bladen] == ["Uitleg", "Keuzes", *(soort.naam for soort in BLADEN)]
    assert sentences(kies(write_sjabloon())) == [
        " 0 : In de werkmap staat geen enkele regel. Vul minstens één blad in."
    ]
    werkmap = openpyxl.load_workbook(io.BytesIO(write_sjabloon()))
    assert werkmap["Keuzes"].sheet_state == "hidden"
    assert len(werkmap["Toeleiding"].data_validations.dataValidation) == 2


def test_a_trial_run_counts_and_writes_nothing(kies: Any, ark: Locatie) -> None:
    overname = kies(whole())
    assert sentences(overname) == []
    assert (overname.status, overname.is_door_te_voeren) == (Status.REVIEWED, True)
    assert overname.aantallen == {soort.naam: [1, 0, 0] for soort in BLADEN}
    assert not Kind.objects.exists()
    assert not Urendeclaratie.objects.exists()
    assert not AuditRegel.objects.filter(handeling="kind.register").exists()


def test_file_and_report_are_not_readable_in_the_database(kies: Any, ark: Locatie) -> None:
    overname = kies(workbook(kinderen=[child(achternaam="Uniekenaam", postcode="??")]))
    assert "Uniekenaam" not in overname.bestand + overname.verslag
    assert "??" not in overname.verslag


def test_taking_over_makes_the_child_with_all_that_is_known(
    neem_over: Any, ark: Locatie, jgz: Organisatie
) -> None:
    overname = neem_over(whole(BSN))
    kind = Kind.objects.get()
    assert (overname.status, overname.bestand, overname.verslag) == (Status.APPLIED, "", "")
    assert (kind.naam, kind.bsn, kind.ingeschreven_door) == ("Noor Jansen", BSN, jgz)
    assert kind.adres.regels == ("Dorpsstraat 12", "3881 AB Putten")
    assert [s.ouder.naam for s in kind.ouderschappen.filter(belt_eerst=True)] == ["Sanne Jansen"]
    assert Ouder.objects.get().telefoon == "+31612345678"
    indicatie = kind.indicaties.get()
    assert (indicatie.organisatie, indicatie.afgegeven_op) == (jgz, date(2025, 2, 1))
    assert kind.toeleidingen.get().status == Toeleiding.Status.STARTED
    assert kind.plaatsingen.get().uren_per_week_honderdsten == 16_00
    assert list(Kind.objects.search("jansen")) == [kind]


def test_taking_over_sends_no_letters(neem_over: Any, ark: Locatie) -> None:
    neem_over(whole())
    assert not Brief.objects.exists()


def test_hours_become_a_draft_that_the_provider_submits_itself(neem_over: Any, ark: Locatie) -> None:
    neem_over(whole())
    declaratie = Urendeclaratie.objects.get()
    assert (declaratie.houder, declaratie.tijdvak.code) == (ark.houder, "2025-1")
    assert declaratie.status == Urendeclaratie.Status.DRAFT
    assert list(declaratie.regels.values_list("uren_honderdsten", flat=True)) == [32_50]


def test_every_thing_has_its_line_in_a_chain_that_closes(
    neem_over: Any, ark: Locatie, regisseur: Gebruiker
) -> None:
    overname = neem_over(whole())
    regels = AuditRegel.objects.filter(details__overname=overname.pk)
    assert sorted(regels.values_list("handeling", flat=True)) == [
        "declaratie.save",
        "declaratie.start",
        "indicatie.grant",
        "kind.register",
        "ouder.add",
        "plaatsing.create",
        "toeleiding.refer",
        *(["traject.open"] if Traject.objects.exists() else []),
    ]
    assert broken_links(regisseur.gemeente.code) == []
    assert "Jansen" not in str(list(AuditRegel.objects.values_list("details", flat=True)))


def test_the_same_workbook_again_changes_nothing(kies: Any, neem_over: Any, ark: Locatie) -> None:
    neem_over(whole(BSN))
    overname = kies(whole(BSN))
    assert sentences(overname) == []
    assert overname.aantallen == {soort.naam: [0, 0, 1] for soort in BLADEN}
    assert not overname.is_door_te_voeren


def test_again_only_what_is_other_changes_and_an_empty_cell_leaves_what_is_there(
    neem_over: Any, ark: Locatie
) -> None:
    neem_over(whole(BSN))
    anders = child(bsn=BSN, straat=None, huisnummer=14)
    overname = neem_over(workbook(kinderen=[anders], ouders=[
        {"kindnummer": "A1", "voornaam": "Sanne", "achternaam": "Jansen", "relatie": "Moeder", "telefoon": 687654321}
    ]))  # fmt: skip
    assert overname.aantallen["Kinderen"] == [0, 1, 0]
    assert overname.aantallen["Ouders"] == [0, 1, 0]
    assert Adres.objects.get().regels == ("Dorpsstraat 14", "3881 AB Putten")
    assert (Ouder.objects.get().telefoon, Ouder.objects.get().email) == (
        "+31687654321",
        "sanne@voorbeeld.test",
    )
    regel = AuditRegel.objects.get(handeling="adres.change")
    assert regel.details["velden"] == ["huisnummer"]


def test_a_decision_that_is_here_is_not_changed_by_a_file(kies: Any, neem_over: Any, ark: Locatie) -> None:
    neem_over(whole(BSN))
    langer = {
        "kindnummer": "A1",
        "soort": "vve",
        "geldig van": date(2025, 3, 14),
        "geldig tot en met": date(2026, 8, 1),
        "afgegeven op": date(2025, 2, 1),
    }
    assert sentences(kies(workbook(kinderen=[child(bsn=BSN)], indicaties=[langer]))) == [
        (
            "Indicaties 2 geldig tot en met: Hier loopt deze indicatie tot en met 13-09-2026. Een besluit wijzigt u op de pagina"
            " van het kind."
        )
    ]
    assert Indicatie.objects.get().geldig_tot_en_met == date(2026, 9, 13)


def test_one_person_is_the_parent_of_brother_and_sister(neem_over: Any) -> None:
    ouder = {"achternaam": "Jansen", "voornaam": "Sanne", "relatie": "moeder", "telefoon": "0612345678"}
    neem_over(
        workbook(
            kinderen=[child("A1"), child("A2", voornaam="Bram", geboortedatum=date(2023, 11, 2))],
            ouders=[{"kindnummer": "A1", **ouder}, {"kindnummer": "A2", **ouder}],
        )
    )
    assert (Ouder.objects.count(), Kind.objects.filter(ouderschappen__ouder=Ouder.objects.get()).count()) == (
        1,
        2,
    )


def test_the_pages_lead_from_the_template_to_the_yes(
    regisseur: Gebruiker, ark: Locatie, inloggen: Inloggen
) -> None:
    client = inloggen(regisseur)
    assert client.get(reverse("opvang:overname_sjabloon")).content.startswith(b"PK")
    fout = client.post(reverse("opvang:overname_list"), {"bestand": SimpleUploadedFile("leeg.xlsx", b"")})
    assert (fout.status_code, "Het bestand is leeg" in fout.content.decode()) == (422, True)
    kapot = workbook(kinderen=[child(postcode="fout", achternaam="Jansen-Aksoy")])
    antwoord = client.post(
        reverse("opvang:overname_list"), {"bestand": SimpleUploadedFile("a.xlsx", kapot)}, follow=True
    )
    assert "De werkmap wordt nagekeken" in antwoord.content.decode()
    work()
    pagina = client.get(antwoord.request["PATH_INFO"]).content.decode()
    assert "Kinderen, regel 2" in pagina
    assert "‘fout’ is geen postcode" in pagina
    assert "Doorvoeren</button>" not in pagina
    goed = client.post(
        reverse("opvang:overname_list"), {"bestand": SimpleUploadedFile("b.xlsx", whole())}, follow=True
    )
    adres = goed.request["PATH_INFO"]
    work()
    assert "Doorvoeren</button>" in client.get(adres).content.decode()
    client.post(adres, {"doe": "doorvoeren"})
    assert "Wordt doorgevoerd" in client.get(f"{adres}stand/").content.decode()
    work()
    assert client.get(f"{adres}stand/")["HX-Refresh"] == "true"
    assert "Overname terugdraaien" in client.get(adres).content.decode()
    assert Kind.objects.get().achternaam == "Jansen"
