"""The page of one child: who may open it, what it tells to whom, and that looking is recorded."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicaties import kindpagina
from indicaties.criteria import load_criteria
from indicaties.models import Grond, Kind
from organisaties.models import AuditRegel, Gebruiker
from organisaties.rechten import RECHTEN, Recht, Rol
from tests.conftest import Inloggen
from tests.factories import (
    BesluitFactory,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    OrganisatieFactory,
    ToeleidingFactory,
)

pytestmark = pytest.mark.django_db

BSN = "123456782"


@pytest.fixture
def gebruiker() -> Gebruiker:
    return GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)


@pytest.fixture
def jgz(inloggen: Inloggen, gebruiker: Gebruiker) -> Client:
    return inloggen(gebruiker)


@pytest.fixture
def kind() -> Kind:
    kind = KindFactory(voornaam="Noor", achternaam="Bakker", geboortedatum=date(2022, 9, 1))
    kind.set_bsn(BSN)
    kind.save()
    return kind


def _url(kind: Kind, rest: str = "") -> str:
    return f"/kinderen/{kind.pk}/{rest}"


def _gegevens(**velden: Any) -> dict[str, Any]:
    return {
        "voornaam": "Noor",
        "tussenvoegsel": "",
        "achternaam": "Bakker",
        "geboortedatum": "2022-09-01",
        **velden,
    }


def test_every_look_at_a_child_is_recorded(jgz: Client, gebruiker: Gebruiker, kind: Kind) -> None:
    jgz.get(_url(kind))
    jgz.get(_url(kind))
    regels = AuditRegel.objects.filter(handeling="kind.view", object_id=str(kind.pk))
    assert [regel.gebruiker_id for regel in regels] == [gebruiker.pk, gebruiker.pk]
    assert regels[0].details == {"kind": kind.pseudoniem}


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.HOUDER_MEDEWERKER, Rol.HOUDER_BEHEERDER}))
def test_only_roles_with_the_right_open_a_child(inloggen: Inloggen, kind: Kind, rol: Rol) -> None:
    antwoord = inloggen(GebruikerFactory(rol=rol)).get(_url(kind))
    assert antwoord.status_code == (200 if Recht.KIND_VIEW in RECHTEN[rol] else 403)


def test_a_houder_finds_only_a_child_referred_to_it(inloggen: Inloggen, kind: Kind) -> None:
    medewerker = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    client = inloggen(medewerker)
    assert client.get(_url(kind)).status_code == 404
    ToeleidingFactory(kind=kind, houder=medewerker.organisatie)
    assert client.get(_url(kind)).status_code == 200


@pytest.mark.parametrize("rest", ["", "gegevens/", "verwijzen/", "indicatie/vve/"])
def test_a_child_of_another_municipality_is_not_found(inloggen: Inloggen, kind: Kind, rest: str) -> None:
    duiven = GemeenteFactory(code="0226")
    client = inloggen(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, gemeente=duiven))
    assert client.get(_url(kind, rest)).status_code == 404
    assert [regel.handeling for regel in AuditRegel.objects.all()] == ["toegang.deny"]


@pytest.mark.parametrize(
    ("rol", "in_woorden", "als_code"),
    [
        (Rol.JGZ_MEDEWERKER, True, False),
        (Rol.KINDREGISSEUR, False, True),
        (Rol.AUDITOR, False, True),
        (Rol.SUBSIDIEMEDEWERKER, False, False),
    ],
)
def test_the_grounds_show_in_words_as_a_code_or_not_at_all(
    inloggen: Inloggen, kind: Kind, rol: Rol, in_woorden: bool, als_code: bool
) -> None:
    load_criteria(kind.gemeente)
    grond = kind.gemeente.criteria.get(code="schuldsanering")
    BesluitFactory(indicatie=IndicatieFactory(kind=kind), gronden=[Grond.of(grond).as_dict()])
    antwoord = inloggen(GebruikerFactory(rol=rol)).get(_url(kind)).content.decode()
    assert ("Ouders in de schuldsanering" in antwoord) == in_woorden
    assert ('<span class="vve-vast">schuldsanering</span>' in antwoord) == als_code


def test_a_houder_reads_neither_the_grounds_nor_a_withdrawn_indicatie(inloggen: Inloggen, kind: Kind) -> None:
    medewerker = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER)
    ToeleidingFactory(kind=kind, houder=medewerker.organisatie)
    load_criteria(kind.gemeente)
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    ingetrokken = IndicatieFactory(
        kind=kind, ingetrokken_op=date(2025, 1, 1), ingetrokken_door=jgz, reden_intrekking="ouders"
    )
    ingetrokken.criteria.set(kind.gemeente.criteria.all())
    antwoord = inloggen(medewerker).get(_url(kind)).content.decode()
    assert "schuldsanering" not in antwoord
    assert "ngetrokken" not in antwoord


def test_the_time_line_tells_the_story_newest_first(jgz: Client, gebruiker: Gebruiker) -> None:
    bureau = OrganisatieFactory(jgz=True, naam="CJG Putten")
    kind = KindFactory(ingeschreven_door=bureau, ingeschreven_op=date(2024, 3, 1))
    jgz_medewerker = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER, organisatie=bureau)
    IndicatieFactory(kind=kind, afgegeven_door=jgz_medewerker, afgegeven_op=date(2024, 8, 20))
    ToeleidingFactory(
        kind=kind,
        houder=OrganisatieFactory(naam="De Speelhoeve"),
        verwezen_op=date(2024, 9, 1),
        status="geen-deelname",
        reden="te-duur",
        afgerond_op=date(2024, 10, 1),
        afgerond_door=gebruiker,
    )
    tijdlijn = jgz.get(_url(kind)).context["tijdlijn"]
    assert [(punt.dag, punt.tekst) for punt in tijdlijn] == [
        (date(2024, 10, 1), "Geen deelname bij De Speelhoeve. Reden: te duur"),
        (date(2024, 9, 1), "Verwezen naar De Speelhoeve"),
        (
            date(2024, 8, 20),
            "VVE-indicatie afgegeven door CJG Putten, geldig 1 september 2024 t/m 31 augustus 2026",
        ),
        (date(2024, 3, 1), "Ingeschreven door CJG Putten"),
    ]


def test_another_room_can_add_a_part_to_the_page(
    jgz: Client, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kindpagina, "_makers", [])
    kindpagina.register_deel(
        lambda kind, gebruiker, dag: kindpagina.Deel("Plaatsingen", "components/lege_staat.html")
    )
    kindpagina.register_deel(lambda kind, gebruiker, dag: None)
    antwoord = jgz.get(_url(kind))
    assert [deel.titel for deel in antwoord.context["delen"]] == ["Plaatsingen"]
    assert '<h2 class="utrecht-heading-2">Plaatsingen</h2>' in antwoord.content.decode()


def test_a_longer_story_does_not_take_more_queries(jgz: Client, kind: Kind) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            jgz.get(_url(kind))
        return len(queries)

    load_criteria(kind.gemeente)
    jgz.get(_url(kind))  # the first line of a municipality's record also makes its chain
    dag = date(2024, 9, 1)
    for i in range(4):
        indicatie = IndicatieFactory(
            kind=kind, geldig_van=dag + timedelta(i * 30), geldig_tot_en_met=dag + timedelta(i * 30 + 29)
        )
        indicatie.criteria.set(kind.gemeente.criteria.all())
        ToeleidingFactory(kind=kind)
        if i == 0:
            een = count()
    assert count() == een <= 28


def test_the_bsn_is_not_on_the_page(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.get(_url(kind)).content.decode()
    assert "Bekend, niet getoond" in antwoord
    assert BSN not in antwoord


def test_the_bsn_shows_after_a_reason_that_is_recorded(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.post(_url(kind, "bsn/"), {"reden": "vaststellen"})
    assert BSN in antwoord.content.decode()
    assert "no-store" in antwoord.headers["Cache-Control"]
    regel = AuditRegel.objects.get(handeling="kind.bsn_view")
    assert regel.details == {"kind": kind.pseudoniem, "reden": "vaststellen"}


@pytest.mark.parametrize("reden", ["", "nieuwsgierig"])
def test_without_a_reason_from_the_list_the_bsn_stays_hidden(jgz: Client, kind: Kind, reden: str) -> None:
    antwoord = jgz.post(_url(kind, "bsn/"), {"reden": reden})
    assert BSN not in antwoord.content.decode()
    assert not AuditRegel.objects.filter(handeling="kind.bsn_view").exists()


def test_the_bsn_cannot_be_asked_for_by_an_address(jgz: Client, kind: Kind) -> None:
    assert jgz.get(_url(kind, "bsn/")).status_code == 405


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.JGZ_MEDEWERKER}))
def test_other_roles_do_not_see_the_bsn(inloggen: Inloggen, kind: Kind, rol: Rol) -> None:
    antwoord = inloggen(GebruikerFactory(rol=rol)).post(_url(kind, "bsn/"), {"reden": "vaststellen"})
    assert antwoord.status_code == 403


def test_a_correction_records_which_fields_changed_and_not_their_values(jgz: Client, kind: Kind) -> None:
    jgz.post(_url(kind, "gegevens/"), _gegevens(achternaam="Bakkers"))
    kind.refresh_from_db()
    assert (kind.achternaam, kind.geboorte_bekend, kind.bsn) == ("Bakkers", "dag", BSN)
    regel = AuditRegel.objects.get(handeling="kind.rectify")
    assert regel.details == {"kind": kind.pseudoniem, "velden": ["achternaam"]}


def test_nothing_changed_is_nothing_recorded(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.post(_url(kind, "gegevens/"), _gegevens(), follow=True)
    assert "Er is niets gewijzigd." in antwoord.content.decode()
    assert not AuditRegel.objects.filter(handeling="kind.rectify").exists()


def test_a_wrong_bsn_can_be_replaced_or_removed(jgz: Client, kind: Kind) -> None:
    jgz.post(_url(kind, "gegevens/"), _gegevens(bsn="111222333"))
    kind.refresh_from_db()
    assert kind.bsn == "111222333"
    jgz.post(_url(kind, "gegevens/"), _gegevens(wis_bsn="on"))
    kind.refresh_from_db()
    assert (kind.bsn, kind.bsn_index) == (None, None)


def test_a_new_bsn_and_removing_it_do_not_go_together(jgz: Client, kind: Kind) -> None:
    antwoord = jgz.post(_url(kind, "gegevens/"), _gegevens(bsn="111222333", wis_bsn="on"))
    assert "Vul een nieuw BSN in, of laat het verwijderen; niet allebei." in antwoord.content.decode()


def test_a_birth_date_cannot_move_past_the_start_of_an_indicatie(jgz: Client, kind: Kind) -> None:
    KindFactory()
    IndicatieFactory(kind=kind, geldig_van=date(2024, 2, 1))
    antwoord = jgz.post(_url(kind, "gegevens/"), _gegevens(geboortedatum="2024-02-02")).content.decode()
    assert (
        "De geboortedatum 2 februari 2024 ligt na het begin van een indicatie (1 februari 2024)." in antwoord
    )


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.JGZ_MEDEWERKER}))
def test_only_the_consultatiebureau_corrects_data(inloggen: Inloggen, kind: Kind, rol: Rol) -> None:
    assert inloggen(GebruikerFactory(rol=rol)).get(_url(kind, "gegevens/")).status_code == 403


@pytest.mark.parametrize(
    ("geboren", "tekst"),
    [
        (date(2025, 4, 16), "0 maanden"),
        (date(2025, 4, 15), "1 maand"),
        (date(2023, 5, 15), "2 jaar"),
        (date(2023, 4, 1), "2 jaar en 1 maand"),
        (date(2022, 8, 31), "2 jaar en 8 maanden"),
    ],
)
def test_an_age_is_told_in_years_and_whole_months(geboren: date, tekst: str) -> None:
    assert Kind(geboortedatum=geboren).leeftijd_op(date(2025, 5, 15)) == tekst


def test_the_page_says_how_old_the_child_is_now(jgz: Client) -> None:
    dag = timezone.localdate()
    kind = KindFactory(geboortedatum=dag, ingeschreven_op=dag)
    assert "0 maanden, pseudoniem" in jgz.get(_url(kind)).content.decode()
