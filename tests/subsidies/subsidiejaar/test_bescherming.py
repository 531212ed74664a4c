"""What the database itself shows of the year of a scheme, and to whom."""

import pytest

from organisaties.rijbeveiliging import Rijbereik, rijbereik
from subsidies.models import (
    Aanvraag,
    Aanvraagbijlage,
    Aanvraagregel,
    Beschikking,
    Bezwaar,
    Subsidiedossier,
    Termijnstap,
)
from tests.architectuur.wereld import make_werelden

TABELLEN = (Subsidiedossier, Aanvraag, Aanvraagregel, Aanvraagbijlage, Termijnstap, Beschikking, Bezwaar)


@pytest.mark.django_db
def test_a_provider_sees_its_own_and_the_municipality_those_of_its_providers() -> None:
    eigen, _, vreemd = make_werelden()
    gemeente = eigen.gemeente.pk
    besluit = Beschikking.objects.get(pk=eigen.ids["beschikking_id"])
    besluit.dossier.beschikkingen.create(
        gemeente=eigen.gemeente,
        jaar=2020,
        soort="afwijzing",
        motivering="x",
        artikel="x",
        voorbereid_op=besluit.voorbereid_op,
        voorbereid_door=besluit.voorbereid_door,
    )
    verwacht = {
        Rijbereik(gemeente): (2, 3),
        Rijbereik(gemeente, houder_id=eigen.houder.pk): (1, 1),  # not what is only prepared
        Rijbereik(gemeente, houder_id=eigen.houder.pk, locatie_id=eigen.locatie.pk): (0, 0),
        Rijbereik(vreemd.gemeente.pk): (1, 1),
        Rijbereik(): (0, 0),
    }
    for bereik, (elk, besluiten) in verwacht.items():
        with rijbereik(bereik):
            aantallen = {tabel.__name__: tabel.objects.count() for tabel in TABELLEN}
        assert aantallen == dict.fromkeys(aantallen, elk) | {"Beschikking": besluiten}
