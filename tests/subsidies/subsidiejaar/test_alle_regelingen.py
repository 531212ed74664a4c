"""Every shipped policy goes from application to a fixed year."""

from datetime import UTC, datetime

import pytest

from brieven.models import Brief
from organisaties.rechten import Rol
from rekenregels import Categorie, vragen_van
from rekenregels.regeling.geldstroom import Begunstigde
from subsidies.models import Aanvraag, Beschikking, Subsidiedossier
from subsidies.regelingen.document import as_regeling
from subsidies.subsidiejaar.actions.aanvraag import (
    attach_bijlage,
    save_regels,
    start_aanvraag,
    start_vaststelling,
    submit_aanvraag,
)
from subsidies.subsidiejaar.actions.behandelen import complete_aanvraag
from subsidies.subsidiejaar.actions.beschikking import prepare_beschikking, take_beschikking
from subsidies.subsidiejaar.betaling import most_to_fix
from subsidies.subsidiejaar.plafond import propose_bedrag
from subsidies.subsidiejaar.verwachting import Verwacht
from tests.architectuur.wereld import leeg_pdf
from tests.rekenregels.conftest import lees
from tests.rekenregels.test_regelingen import BESTANDEN
from tests.subsidies.administratie import Administratie

VOOR_HOUDER = [naam for naam in BESTANDEN if lees(naam).geldstroom.begunstigde is Begunstigde.HOUDER]


@pytest.mark.django_db
@pytest.mark.parametrize("naam", VOOR_HOUDER)
def test_a_shipped_policy_runs_from_application_to_fixed(naam: str) -> None:
    regeling = lees(naam)
    jaar = regeling.geldig_van.year
    boeken = Administratie(
        code=regeling.regeling.gemeente_code, regeling_naam=naam.removesuffix(".toml"), jaar=jaar
    )
    boeken.locatie.ve_geregistreerd = True
    boeken.locatie.save()
    dossier = verleend(boeken, jaar)
    vastgesteld = gevraagd_en_vastgesteld(boeken, dossier, jaar)
    assert (vastgesteld.soort, vastgesteld.bedrag_centen) == ("vaststelling", 0)
    assert [brief.soort for brief in Brief.objects.order_by("pk")] == [
        "subsidie-ontvangst",
        "subsidie-verlening",
        "subsidie-ontvangst",
        "subsidie-vaststelling",
    ]


def verleend(boeken: Administratie, jaar: int) -> Subsidiedossier:
    """What ten children come to is asked for and granted, as far as the ceiling leaves room."""
    assert boeken.regeling is not None
    houder = boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=boeken.houder)
    op = datetime(jaar - 1, 9, 2, 10, 0, tzinfo=UTC)
    aanvraag = start_aanvraag(regeling=boeken.regeling, jaar=jaar, door=houder, op=op)
    save_regels(aanvraag=aanvraag, regels=[tien(boeken)], door=houder)
    aanvraag = submit_aanvraag(aanvraag=aanvraag, door=houder, op=op)
    assert aanvraag.bedrag_centen > 0
    complete_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=op)
    aanvraag.refresh_from_db()
    return besloten(
        boeken,
        aanvraag.dossier,
        "verlening",
        propose_bedrag(aanvraag),
        datetime(jaar - 1, 12, 16, 10, 0, tzinfo=UTC),
    ).dossier


def tien(boeken: Administratie) -> Verwacht:
    regeling = as_regeling(boeken.regeling)
    vragen = vragen_van(regeling)
    vergoed = dict(regeling.vergoede_categorieen())
    categorie = next(c for c in (Categorie.DOELGROEP, *Categorie) if c in vergoed)
    return Verwacht(
        locatie=boeken.locatie,
        categorie=categorie,
        kot=False,
        bijdrageklasse=1,
        # Where only contracts of a size are paid, 200 hours over 40 weeks.
        uren_per_week=5_00 if vergoed[categorie].contractmaten else 16_00,
        dagen_per_week=4 if vragen.dagen else None,
        uurprijs=9_00 if vragen.prijs else None,
        kinderen=10,
    )


def besloten(
    boeken: Administratie, dossier: Subsidiedossier, soort: str, bedrag: int, op: datetime
) -> Beschikking:
    voorbereid = prepare_beschikking(
        dossier=dossier,
        soort=soort,
        bedrag=bedrag,
        motivering="Zoals berekend.",
        door=boeken.medewerker,
        op=op,
    )
    return take_beschikking(besluit=voorbereid, door=boeken.budgethouder, op=op)


def gevraagd_en_vastgesteld(boeken: Administratie, dossier: Subsidiedossier, jaar: int) -> Beschikking:
    """Nothing was declared, so the year is fixed on nothing and what was paid in advance is got back."""
    houder = boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=boeken.houder)
    op = datetime(jaar + 1, 2, 3, 10, 0, tzinfo=UTC)
    aanvraag: Aanvraag = start_vaststelling(dossier=dossier, door=houder, op=op)
    attach_bijlage(
        aanvraag=aanvraag, inhoud=leeg_pdf(), naam="verklaring van de accountant", door=houder, op=op
    )
    submit_aanvraag(aanvraag=aanvraag, door=houder, op=op, verklaart_inkomen=True)
    complete_aanvraag(aanvraag=aanvraag, door=boeken.medewerker, op=op)
    return besloten(boeken, dossier, "vaststelling", most_to_fix(dossier), op)
