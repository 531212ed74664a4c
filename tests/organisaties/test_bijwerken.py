"""Rows that are changed together become what each was told to be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opvang.models import Declaratieregel
from organisaties.bijwerken import update_rows
from tests.subsidies.administratie import Administratie

pytestmark = pytest.mark.django_db
VELDEN = ["uren_honderdsten", "dagen", "afwezig_honderdsten", "maanden_honderdsten"]


def test_each_row_gets_its_own_values_in_one_statement() -> None:
    duiven = Administratie()
    plaatsingen = [duiven.plaatsing(duiven.kind()) for _ in range(3)]
    declaratie = duiven.declaratie(dict.fromkeys(plaatsingen, "160"), status="concept")
    een, twee, drie = declaratie.regels.order_by("pk")
    een.uren_honderdsten, een.dagen, een.maanden_honderdsten = 60_00, 12, [10_00, 20_00, 30_00]
    twee.uren_honderdsten, twee.dagen, twee.afwezig_honderdsten = 0, None, 0
    drie.uren_honderdsten = 1
    with CaptureQueriesContext(connection) as vragen:
        update_rows([een, twee], VELDEN)
        update_rows([], VELDEN)
    assert len(vragen) == 1
    bewaard = {rij.pk: rij for rij in Declaratieregel.objects.all()}
    for rij in (een, twee):
        assert [getattr(bewaard[rij.pk], veld) for veld in VELDEN] == [getattr(rij, veld) for veld in VELDEN]
    assert bewaard[drie.pk].uren_honderdsten == 160_00
