"""Ten years of nights: names go when their term ends, the figures of closed years stay what they were."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from indicaties.models import Contactmoment, Kind, Trajectnotitie, Trajecttaak
from opvang.models import Declaratieregel, Regelbericht
from organisaties.models import AuditRegel
from organisaties.rijbeveiliging import NIETS, rijbereik
from privacy.bewaren import end_terms
from privacy.tasks import end_bewaartermijnen
from rapportage.cijfers import prepare_rapport
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.controle import replay_differences
from tests.factories import (
    ContactmomentFactory,
    GebruikerFactory,
    IndicatieFactory,
    InstellingFactory,
    KindFactory,
    OrganisatieFactory,
    ToeleidingFactory,
    TrajectFactory,
    TrajectnotitieFactory,
    TrajecttaakFactory,
)
from tests.subsidies.administratie import GEBOREN, NU, Administratie
from tests.wachtrij import work
from tests.wedloop import other_request

pytestmark = pytest.mark.django_db
BSN = "123456782"


@pytest.fixture
def duiven() -> Administratie:
    """Two children with subsidised hours in 2020, and one that was only indicated until May 2021."""
    boeken = Administratie()
    plaatsingen = [boeken.plaatsing(boeken.kind()), boeken.plaatsing(boeken.kind(None))]
    declaratie = boeken.declaratie(dict.fromkeys(plaatsingen, "80"))
    berekening = calculate_declaratie(declaratie=declaratie, door=boeken.medewerker, op=NU)
    approve_berekening(berekening=berekening, door=boeken.budgethouder, op=NU)
    Kind.objects.update(ingeschreven_op=date(2019, 12, 1))
    niet_geplaatst = KindFactory(
        gemeente=boeken.gemeente, geboortedatum=GEBOREN, ingeschreven_op=date(2019, 12, 1)
    )
    niet_geplaatst.set_bsn(BSN)
    niet_geplaatst.save()
    IndicatieFactory(kind=niet_geplaatst, geldig_van=date(2019, 12, 1), geldig_tot_en_met=date(2021, 5, 31))
    return boeken


def named() -> int:
    return Kind.objects.exclude(achternaam="").count()


def test_each_name_goes_on_the_first_night_after_its_term(duiven: Administratie) -> None:
    nachten = [date(jaar, maand, dag) for jaar in range(2021, 2032) for maand, dag in ((1, 1), (12, 31))]
    over = {}
    for nacht in nachten:
        end_terms(nacht)
        over[nacht] = named()
    # Two years after 2021, the year in which the indicatie and preschool age ended, and seven years after it.
    assert over[date(2023, 12, 31)] == 3
    assert over[date(2024, 1, 1)] == 2
    assert over[date(2028, 12, 31)] == 2
    assert over[date(2029, 1, 1)] == 0


def test_a_municipality_that_chose_a_longer_term_keeps_the_name_as_long(duiven: Administratie) -> None:
    keuze = {"soort": "bewaren-zonder-subsidie", "waarde": 4, "bron": "besluit"}
    InstellingFactory(gemeente=duiven.gemeente, geldig_van=date(2022, 1, 1), **keuze)
    end_terms(date(2024, 1, 1))
    assert named() == 3
    end_terms(date(2026, 1, 1))
    assert named() == 2


def test_what_is_left_of_a_child_does_not_say_who_it_was(duiven: Administratie) -> None:
    Kind.objects.update(vertrokken_op=date(2020, 2, 15), reden_vertrek="verhuisd")
    end_terms(date(2031, 1, 1))
    for kind in Kind.objects.all():
        assert (kind.voornaam, kind.tussenvoegsel, kind.achternaam) == ("", "", "")
        assert (kind.bsn_versleuteld, kind.bsn_index, kind.geboortedatum) == (
            None,
            None,
            GEBOREN.replace(day=1),
        )
        assert (kind.vertrokken_op, kind.reden_vertrek) == (None, "")
        assert str(kind) == kind.pseudoniem


def test_what_was_written_at_the_hours_goes_with_the_name(duiven: Administratie) -> None:
    for regel in Declaratieregel.objects.all():
        regel.berichten.create(
            soort="antwoord", tekst="Was ziek.", geschreven_op=NU, geschreven_door=duiven.medewerker
        )
    end_terms(date(2028, 12, 31))
    assert Regelbericht.objects.count() == 2
    end_terms(date(2029, 1, 1))
    assert (Regelbericht.objects.count(), Declaratieregel.objects.count()) == (0, 2)


def test_the_figures_of_a_closed_year_stay_the_same_to_the_cent(duiven: Administratie) -> None:
    voor = prepare_rapport(duiven.gemeente, 2020, date(2021, 3, 1)).as_json()
    end_terms(date(2031, 1, 1))
    assert prepare_rapport(duiven.gemeente, 2020, date(2021, 3, 1)).as_json() == voor


def test_a_calculation_can_still_be_replayed(duiven: Administratie) -> None:
    end_terms(date(2031, 1, 1))
    assert list(replay_differences()) == []


def test_each_name_that_goes_is_on_record_and_a_second_night_does_nothing(duiven: Administratie) -> None:
    assert end_terms(date(2031, 1, 1)) == {"met-subsidie": 2, "zonder-subsidie": 1}
    assert end_terms(date(2031, 1, 2)) == {"met-subsidie": 0, "zonder-subsidie": 0}
    regels = AuditRegel.objects.filter(handeling="kind.pseudonymise")
    assert sorted(regel.details["termijn"] for regel in regels) == [
        "met-subsidie",
        "met-subsidie",
        "zonder-subsidie",
    ]
    assert {regel.rol for regel in regels} == {"systeem"}


def test_the_night_job_and_the_command_do_the_same(
    duiven: Administratie, capsys: pytest.CaptureFixture[str]
) -> None:
    with rijbereik(NIETS):
        end_bewaartermijnen()
    work()  # the round asks for a turn of each municipality,
    work()  # which opens its scope itself
    assert named() == 2
    call_command("bewaartermijnen", "--dag", "2031-01-01")
    assert "2  Voor dit kind is subsidie verstrekt\n" in capsys.readouterr().out
    assert named() == 0


def test_the_job_is_planned_for_every_night(settings: Any) -> None:
    assert settings.CELERY_BEAT_SCHEDULE["bewaartermijnen"]["task"] == end_bewaartermijnen.name


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_write_one_line_per_child(duiven: Administratie) -> None:
    nacht = date(2031, 1, 1)
    with other_request(lambda: end_terms(nacht)):
        assert sum(end_terms(nacht).values()) == 0
    assert named() == 0
    assert AuditRegel.objects.filter(handeling="kind.pseudonymise").count() == 3


def test_what_people_wrote_about_the_family_goes_and_that_there_was_contact_stays() -> None:
    kind = KindFactory(geboortedatum=date(2018, 3, 15), ingeschreven_op=date(2020, 1, 1))
    traject = TrajectFactory(
        kind=kind, geopend_op=date(2020, 2, 1), toelichting="Praat weinig", volgende_stap="Bel oma"
    )
    ContactmomentFactory(traject=traject, datum=date(2020, 2, 2), notitie="Vader is ziek")
    TrajectnotitieFactory(traject=traject)
    TrajectnotitieFactory(traject=traject, organisatie=OrganisatieFactory(jgz=True))
    TrajecttaakFactory(traject=traject)
    ToeleidingFactory(
        kind=kind, verwezen_op=date(2020, 3, 1), status="geen-deelname", reden="anders", toelichting="Oma past op",
        afgerond_op=date(2020, 4, 1), afgerond_door=GebruikerFactory(),
    )  # fmt: skip
    assert end_terms(date(2025, 1, 1))["zonder-subsidie"] == 1
    traject.refresh_from_db()
    assert (traject.toelichting, traject.volgende_stap) == ("", "")
    assert Contactmoment.objects.values_list("datum", "notitie").get() == (date(2020, 2, 2), "")
    assert kind.toeleidingen.get().toelichting == ""
    assert not Trajectnotitie.objects.exists()
    assert not Trajecttaak.objects.exists()
