"""One role runs once: whatever is posted at the same moment, and whatever an earlier release let through."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from organisaties.actions import give_rol
from organisaties.databaserol import as_owner
from organisaties.models import Gebruiker, Toekenning
from organisaties.opslaan import save_checked
from organisaties.rechten import Rol
from tests.factories import DAG, GebruikerFactory, GemeenteFactory, LocatieFactory
from tests.wedloop import other_request

ZIN = "heeft deze rol al"


def give(gebruiker: Gebruiker, door: Gebruiker) -> Toekenning:
    return give_rol(
        gebruiker=gebruiker,
        rol=Rol.AUDITOR,
        organisatie=None,
        locatie=None,
        geldig_tot_en_met=None,
        door=door,
        dag=DAG,
    )


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_once_give_the_role_once_and_the_second_a_sentence() -> None:
    bo = GebruikerFactory()
    eerste, tweede = (GebruikerFactory(rol=Rol.FUNCTIONEEL_BEHEERDER) for _ in range(2))
    # The first one saved; its line in the record, for which the second would wait first, comes after that.
    rij = {"gebruiker": bo, "rol": Rol.AUDITOR, "gemeente": eerste.gemeente, "geldig_van": DAG}
    with (
        other_request(lambda: Toekenning.objects.create(**rij)),
        pytest.raises(ValidationError, match=ZIN),
    ):
        give(bo, tweede)
    assert bo.toekenningen.filter(rol=Rol.AUDITOR).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("anders", "mag"),
    [
        ({}, False),
        ({"geldig_van": date(2026, 1, 1)}, False),
        ({"geldig_van": date(2024, 1, 1), "geldig_tot_en_met": date(2025, 5, 15)}, False),
        ({"geldig_van": date(2024, 1, 1), "geldig_tot_en_met": date(2025, 5, 14)}, True),
        ({"locatie": "ander"}, True),
        ({"locatie": None}, True),
        ({"organisatie": "ander"}, True),
        ({"rol": Rol.HOUDER_BEHEERDER, "locatie": None}, True),
        ({"gemeente": "ander"}, True),
        ({"gebruiker": "ander"}, True),
    ],
)
def test_what_is_the_same_role(anders: dict[str, Any], mag: bool) -> None:
    locatie = LocatieFactory()
    elders = LocatieFactory(gemeente=GemeenteFactory(code="0226"), houder=locatie.houder)
    ander = {
        "locatie": LocatieFactory(houder=locatie.houder),
        "gemeente": elders.gemeente,
        "gebruiker": GebruikerFactory(rol=Rol.AUDITOR),
        "organisatie": LocatieFactory().houder,
    }
    velden: dict[str, Any] = {
        "gebruiker": GebruikerFactory(rol=Rol.AUDITOR),
        "rol": Rol.HOUDER_MEDEWERKER,
        "gemeente": locatie.gemeente,
        "organisatie": locatie.houder,
        "locatie": locatie,
        "geldig_van": DAG,
    }
    Toekenning.objects.create(**velden)
    tweede = velden | {veld: ander[veld] if waarde == "ander" else waarde for veld, waarde in anders.items()}
    if "gemeente" in anders or "organisatie" in anders:
        tweede["locatie"] = None
    if mag:
        save_checked(Toekenning(**tweede))
        return
    with pytest.raises(ValidationError, match=ZIN):
        save_checked(Toekenning(**tweede))
    with pytest.raises(IntegrityError, match="toekenning_niet_dubbel"), transaction.atomic():
        Toekenning.objects.create(**tweede)


@pytest.mark.django_db(transaction=True)
def test_roles_that_an_earlier_release_gave_several_times_become_one() -> None:
    bo, ans = GebruikerFactory(rol=Rol.AUDITOR), GebruikerFactory(rol=Rol.AUDITOR)
    samenvoegen = import_module("organisaties.migrations.0010_dubbele_rollen_samen").FORWARD
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE organisaties_toekenning DROP CONSTRAINT toekenning_niet_dubbel")
        Toekenning.objects.all().delete()
        perioden = [
            (bo, date(2025, 1, 1), date(2025, 3, 31)),
            (bo, date(2025, 1, 1), date(2025, 1, 31)),
            (bo, date(2025, 3, 31), date(2025, 6, 30)),
            (bo, date(2025, 7, 2), None),
            (bo, date(2026, 1, 1), date(2026, 1, 31)),
            (ans, date(2025, 1, 1), None),
        ]
        for gebruiker, van, tot in perioden:
            Toekenning.objects.create(
                gebruiker=gebruiker,
                rol=Rol.AUDITOR,
                gemeente=GemeenteFactory(),
                geldig_van=van,
                geldig_tot_en_met=tot,
            )
        cursor.execute(samenvoegen.partition("SET CONSTRAINTS")[0])
        over = set(Toekenning.objects.values_list("gebruiker", "geldig_van", "geldig_tot_en_met"))
        transaction.set_rollback(True)
    assert over == {
        (bo.pk, date(2025, 1, 1), date(2025, 6, 30)),
        (bo.pk, date(2025, 7, 2), None),
        (ans.pk, date(2025, 1, 1), None),
    }
