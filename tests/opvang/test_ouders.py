"""Inviting parents: a letter for each family that fits, once, and a list without secret addresses."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from brieven.models import Bericht, Brief, Geadresseerde, Ouderbijeenkomst
from opvang.ouders import actions
from opvang.ouders.actions import plan_bijeenkomst
from opvang.ouders.selectie import Selectie
from opvang.tasks import make_uitnodigingen
from organisaties.models import Gebruiker, Toekenning
from organisaties.rechten import Rol
from organisaties.wachtrij import Geweigerd
from tests.conftest import Inloggen
from tests.factories import (
    MOMENT,
    GebruikerFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    PlaatsingFactory,
)

pytestmark = pytest.mark.django_db
VANDAAG = date(2025, 5, 15)


@pytest.fixture
def regisseur() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    return gebruiker


def plan(door: Gebruiker, **keuze: Any) -> Ouderbijeenkomst:
    return plan_bijeenkomst(
        datum=date(2025, 6, 3),
        tijd=time(19, 30),
        plaats="Buurthuis De Ark",
        talen=["ar"],
        voor=Selectie(**keuze),
        door=door,
        op=MOMENT,
    )


def test_the_choice_is_by_age_indicatie_and_location(regisseur: Gebruiker) -> None:
    gemeente = regisseur.gemeente
    peuter, baby, vier = (
        KindFactory(gemeente=gemeente, geboortedatum=dag, ingeschreven_op=dag)
        for dag in (date(2022, 9, 1), date(2024, 12, 1), date(2021, 5, 15))
    )
    geindiceerd = IndicatieFactory(kind__gemeente=gemeente, geldig_van=date(2025, 1, 1)).kind
    locatie = LocatieFactory(gemeente=gemeente)
    geplaatst = PlaatsingFactory(kind__gemeente=gemeente, locatie=locatie, startdatum=date(2025, 1, 1)).kind
    KindFactory(gemeente=gemeente, vertrokken_op=date(2025, 5, 1), reden_vertrek="verhuisd")

    def gekozen(**keuze: Any) -> set[int]:
        return {kind.pk for kind in Selectie(**keuze).kinderen(regisseur, VANDAAG)}

    assert gekozen() == {peuter.pk, baby.pk, geindiceerd.pk, geplaatst.pk}
    assert gekozen(van_maanden=24) == {peuter.pk, geindiceerd.pk, geplaatst.pk}
    assert gekozen(tot_en_met_maanden=12) == {baby.pk}
    assert gekozen(doelgroep=True) == {geindiceerd.pk}
    assert gekozen(locatie_id=locatie.pk) == {geplaatst.pk}
    assert vier.pk not in gekozen()


def test_nobody_to_invite_is_said_at_once(regisseur: Gebruiker) -> None:
    with pytest.raises(ValidationError, match="Er is geen gezin dat bij deze keuze past"):
        plan(regisseur)


def test_each_family_gets_one_letter_however_often_the_job_runs(regisseur: Gebruiker) -> None:
    kinderen = [KindFactory(gemeente=regisseur.gemeente) for _ in range(2)]
    bijeenkomst = plan(regisseur)
    for _ in range(2):
        make_uitnodigingen(bijeenkomst.pk)
    brieven = Brief.objects.order_by("pk")
    assert {b.pseudoniem for b in brieven} == {k.pseudoniem for k in kinderen}
    assert len(brieven) == 2
    assert brieven[0].aan_naam == f"De ouders/verzorgers van {kinderen[0].naam}"
    assert brieven[0].context["tijd"] == "19:30"
    assert [v["taal"] for v in brieven[0].context["vertalingen"]] == ["ar"]
    bericht = Bericht.objects.get(soort="uitnodigingen-klaar")
    assert bericht.gebruiker == regisseur
    assert bericht.url == reverse("opvang:bijeenkomst_detail", args=[bijeenkomst.pk])


def test_who_lost_the_right_invites_nobody(regisseur: Gebruiker) -> None:
    KindFactory(gemeente=regisseur.gemeente)
    bijeenkomst = plan(regisseur)
    Toekenning.objects.filter(gebruiker=regisseur).update(
        geldig_tot_en_met=timezone.localdate() - timedelta(days=1)
    )
    with pytest.raises(Geweigerd, match="mag geen ouders meer uitnodigen"):
        make_uitnodigingen(bijeenkomst.pk)
    assert not Brief.objects.exists()


def test_the_list_to_print_holds_no_secret_address(
    regisseur: Gebruiker, inloggen: Inloggen, monkeypatch: pytest.MonkeyPatch
) -> None:
    KindFactory(gemeente=regisseur.gemeente)
    geheim = Geadresseerde("Familie Bos", ("Geheimweg 7", "3881 ZZ Putten"), adres_geheim=True)
    monkeypatch.setattr(actions, "ontvangers", lambda kind: [geheim])
    bijeenkomst = plan(regisseur)
    make_uitnodigingen(bijeenkomst.pk)
    pagina = inloggen(regisseur).get(reverse("opvang:bijeenkomst_detail", args=[bijeenkomst.pk]))
    assert "Familie Bos" in pagina.content.decode()
    assert "Geheimweg" not in pagina.content.decode()
